#include "sheet/sheet_pen.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>

void okr_pen_box(const okr_pen *pen, okr_rect rect, double width, okr_rgb colour)
{
    cairo_new_path(pen->cr);
    cairo_rectangle(pen->cr, rect.x, rect.y, rect.w, rect.h);
    okr_rgb_use(pen->cr, colour);
    cairo_set_line_width(pen->cr, width);
    cairo_set_line_join(pen->cr, CAIRO_LINE_JOIN_MITER);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
}

void okr_pen_line(const okr_pen *pen, okr_point a, okr_point b, double width, okr_rgb colour)
{
    cairo_new_path(pen->cr);
    cairo_move_to(pen->cr, a.x, a.y);
    cairo_line_to(pen->cr, b.x, b.y);
    okr_rgb_use(pen->cr, colour);
    cairo_set_line_width(pen->cr, width);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
}

void okr_pen_fill(const okr_pen *pen, okr_rect rect, okr_rgb colour)
{
    cairo_new_path(pen->cr);
    cairo_rectangle(pen->cr, rect.x, rect.y, rect.w, rect.h);
    okr_rgb_use(pen->cr, colour);
    cairo_fill(pen->cr);
}

double okr_pen_heading_height(const okr_pen *pen)
{
    return 15.0 * pen->u;
}

double okr_pen_heading(const okr_pen *pen, double x, double y, double width, const char *text)
{
    okr_type type = okr_pen_type(pen, 8.6, OKR_ACCENT);

    type.bold = true;
    while (type.size > 6.0 && okr_text_size(pen->type, &type, text).w > width)
        type.size -= 0.2 * pen->u;
    type.width = width;
    type.lines = 1;
    (void)okr_text_draw(pen->type, &type, x, y, text);
    okr_pen_line(pen, (okr_point){x, y + 11.8 * pen->u},
                 (okr_point){x + width, y + 11.8 * pen->u}, 0.5 * pen->u, OKR_ACCENT);
    return okr_pen_heading_height(pen);
}

static void hatch(const okr_pen *pen, okr_rect rect)
{
    cairo_save(pen->cr);
    cairo_rectangle(pen->cr, rect.x, rect.y, rect.w, rect.h);
    cairo_clip(pen->cr);
    for (double x = rect.x - rect.h; x < rect.x + rect.w; x += 2.4 * pen->u) {
        cairo_move_to(pen->cr, x, rect.y + rect.h);
        cairo_line_to(pen->cr, x + rect.h, rect.y);
    }
    okr_rgb_use(pen->cr, (okr_rgb){0.7, 0.7, 0.7});
    cairo_set_line_width(pen->cr, 0.35 * pen->u);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
}

void okr_pen_bar(const okr_pen *pen, okr_rect rect, double value)
{
    okr_pen_fill(pen, rect, (okr_rgb){0.95, 0.95, 0.94});
    if (isnan(value))
        hatch(pen, rect);
    else
        okr_pen_fill(pen,
                     (okr_rect){rect.x, rect.y, rect.w * fmin(fmax(value, 0.0), 1.0), rect.h},
                     (okr_rgb){0.20, 0.45, 0.62});
    okr_pen_box(pen, rect, 0.3 * pen->u, OKR_GREY);
}

void okr_pen_link(const okr_pen *pen, int number)
{
    char attributes[64];

    if (!pen->linked || number <= 0)
        return;
    (void)snprintf(attributes, sizeof attributes, "dest='sheet-%d'", number);
    cairo_tag_begin(pen->cr, CAIRO_TAG_LINK, attributes);
}

void okr_pen_link_end(const okr_pen *pen)
{
    if (pen->linked)
        cairo_tag_end(pen->cr, CAIRO_TAG_LINK);
}
