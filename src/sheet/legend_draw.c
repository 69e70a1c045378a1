/* Drawing a legend: a ramp of classes over the whole width, then items in columns. */
#include "sheet/legend.h"

#include "sheet/map_ground.h"

#include <math.h>

/* Columns of a legend, and the height that the fullest of them has. */
typedef struct columns {
    size_t count;
    double width, height;
} columns;

static const okr_legend_item *item_at(const okr_vec *items, size_t i)
{
    return &OKR_AT(items, okr_legend_item, i);
}

static okr_type item_type(const okr_pen *pen, const okr_legend_item *item, double column)
{
    const bool heading = item->sample == OKR_SAMPLE_NONE;
    okr_type type = okr_pen_type(pen, 7.0, heading ? OKR_GREY : OKR_INK);

    type.narrow = true;
    type.bold = heading;
    type.width = heading ? column : column - 26.0 * pen->u;
    return type;
}

static double item_height(const okr_pen *pen, const okr_legend_item *item, double column)
{
    const okr_type type = item_type(pen, item, column);

    return fmax(okr_text_size(pen->type, &type, item->text).h, 9.0 * pen->u) + 2.2 * pen->u;
}

/* Classes and their heading come first; where the columns begin. */
static size_t ramp_end(const okr_vec *items)
{
    size_t i = 1;

    if (items->count < 2 || item_at(items, 1)->sample != OKR_SAMPLE_CLASS)
        return 0;
    while (i < items->count && item_at(items, i)->sample == OKR_SAMPLE_CLASS)
        i++;
    return i;
}

static double ramp_height(const okr_pen *pen, const okr_vec *items, double width)
{
    if (ramp_end(items) == 0)
        return 0.0;
    return item_height(pen, item_at(items, 0), width) + 22.0 * pen->u;
}

/* Height of item i with what must stand under it: a heading never ends a column. */
static double bound_height(const okr_pen *pen, const okr_vec *items, size_t i, double column)
{
    double h = item_height(pen, item_at(items, i), column);

    if (item_at(items, i)->sample == OKR_SAMPLE_NONE && i + 1 < items->count)
        h += item_height(pen, item_at(items, i + 1), column);
    return h;
}

/* A heading inside a column keeps off what is above it. */
static double lead_of(const okr_pen *pen, const okr_legend_item *item, double filled)
{
    return item->sample == OKR_SAMPLE_NONE && filled > 0.0 ? 3.0 * pen->u : 0.0;
}

/* Columns that items need when none is higher than `height`. */
static size_t columns_needed(const okr_pen *pen, const okr_vec *items, double column,
                             double height)
{
    size_t count = 1;
    double filled = 0.0;

    for (size_t i = ramp_end(items); i < items->count; i++) {
        const okr_legend_item *item = item_at(items, i);
        if (filled > 0.0 &&
            filled + lead_of(pen, item, filled) + bound_height(pen, items, i, column) >
                height + 0.01) {
            count++;
            filled = 0.0;
        }
        filled += lead_of(pen, item, filled) + item_height(pen, item, column);
    }
    return count;
}

/* Items run down a column and on in the next; the height is the least that holds them all. */
static columns columns_of(const okr_pen *pen, const okr_vec *items, double width)
{
    const double gap = 6.0 * pen->u;
    columns c = {.count = (size_t)fmax(1.0, floor((width + gap) / (112.0 * pen->u)))};
    double total = 0.0;

    c.width = (width + gap) / (double)c.count - gap;
    for (size_t i = ramp_end(items); i < items->count; i++)
        total += item_height(pen, item_at(items, i), c.width);
    c.height = total / (double)c.count;
    while (columns_needed(pen, items, c.width, c.height) > c.count)
        c.height += 1.0;
    return c;
}

double okr_legend_height(const okr_pen *pen, const okr_vec *items, double width)
{
    if (items->count == 0)
        return 0.0;
    return ramp_height(pen, items, width) + columns_of(pen, items, width).height;
}

static void draw_swatch(const okr_pen *pen, const okr_legend_item *item, okr_rect box)
{
    okr_pen_fill(pen, box,
                 item->sample == OKR_SAMPLE_AREA ? okr_rgb_tint(item->symbol.colour, 0.65)
                                                 : item->symbol.colour);
    okr_pen_box(pen, box, 0.4 * pen->u,
                item->sample == OKR_SAMPLE_AREA ? item->symbol.colour : OKR_GREY);
}

/* Colours side by side, their classes under them; what has no data stands apart. */
static void draw_ramp(const okr_pen *pen, const okr_vec *items, okr_rect box)
{
    const size_t end = ramp_end(items);
    const double gap = 8.0 * pen->u;
    const double step = fmin((box.w - gap) / (double)(end - 1), 52.0 * pen->u);
    const okr_type heading = item_type(pen, item_at(items, 0), box.w);
    okr_type type = okr_pen_type(pen, 6.8, OKR_INK);

    type.narrow = true;
    type.width = step;
    type.align = OKR_ALIGN_CENTRE;
    (void)okr_text_draw(pen->type, &heading, box.x, box.y, item_at(items, 0)->text);
    box.y += item_height(pen, item_at(items, 0), box.w);
    for (size_t i = 1; i < end; i++) {
        const okr_legend_item *item = item_at(items, i);
        const double apart = item->size > 0.0 ? gap : 0.0;
        const double x = box.x + (double)(i - 1) * step + apart;
        draw_swatch(pen, item, (okr_rect){x, box.y, step, 8.0 * pen->u});
        (void)okr_text_draw(pen->type, &type, x, box.y + 9.0 * pen->u, item->text);
    }
}

static void draw_stroke_sample(const okr_pen *pen, const okr_legend_item *item, okr_rect box)
{
    const double y = box.y + box.h / 2.0;

    cairo_save(pen->cr);
    cairo_new_path(pen->cr);
    cairo_move_to(pen->cr, box.x, y);
    cairo_line_to(pen->cr, box.x + box.w, y);
    if (item->sample == OKR_SAMPLE_BORDER) {
        okr_border_stroke(pen, (okr_border_kind)item->border);
    } else {
        okr_symbol_stroke(pen->cr, item->symbol.colour, item->symbol.filling,
                          (item->sample == OKR_SAMPLE_CONTEXT ? item->size : 1.7) * pen->u);
        cairo_stroke(pen->cr);
    }
    cairo_restore(pen->cr);
}

static void draw_dot_sample(const okr_pen *pen, const okr_legend_item *item, okr_point at)
{
    const double r = (1.3 + 0.55 * item->size) * pen->u;
    const double turn = 2.0 * acos(-1.0);

    cairo_new_path(pen->cr);
    cairo_arc(pen->cr, at.x, at.y, r, 0.0, turn);
    okr_rgb_use(pen->cr, OKR_INK);
    cairo_set_line_width(pen->cr, 0.6 * pen->u);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
    if (item->size < 2.0)
        return;
    cairo_arc(pen->cr, at.x, at.y, r * 0.5, 0.0, turn);
    cairo_fill(pen->cr);
}

static void draw_tray_sample(const okr_pen *pen, okr_rect box)
{
    const double dots[2] = {0.0, 2.2 * pen->u};

    cairo_save(pen->cr);
    cairo_new_path(pen->cr);
    cairo_rectangle(pen->cr, box.x, box.y, box.w, box.h);
    okr_rgb_use(pen->cr, OKR_GREY);
    cairo_set_line_width(pen->cr, 0.9 * pen->u);
    cairo_set_line_cap(pen->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(pen->cr, dots, 2, 0.0);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
}

static void draw_sample(const okr_pen *pen, const okr_legend_item *item, double x, double y)
{
    const double u = pen->u;
    const okr_rect box = {x + 1.0 * u, y + 1.2 * u, 18.0 * u, 7.0 * u};
    const okr_point centre = {x + 10.0 * u, y + 4.7 * u};
    okr_symbol symbol = item->symbol;

    switch (item->sample) {
    case OKR_SAMPLE_NONE:
    case OKR_SAMPLE_CLASS:
        break;
    case OKR_SAMPLE_SYMBOL:
    case OKR_SAMPLE_RING:
        symbol.approximate = item->sample == OKR_SAMPLE_RING;
        okr_symbol_draw(pen->cr, &symbol, centre, (symbol.approximate ? 2.6 : 3.9) * u);
        break;
    case OKR_SAMPLE_AREA:
    case OKR_SAMPLE_FILL:
        draw_swatch(pen, item, box);
        break;
    case OKR_SAMPLE_TRAY:
        draw_tray_sample(pen, box);
        break;
    case OKR_SAMPLE_DOT:
        draw_dot_sample(pen, item, centre);
        break;
    case OKR_SAMPLE_LINE:
    case OKR_SAMPLE_CONTEXT:
    case OKR_SAMPLE_BORDER:
        draw_stroke_sample(pen, item, box);
        break;
    }
}

void okr_legend_draw(const okr_pen *pen, const okr_vec *items, double x, double y, double width)
{
    const columns c = columns_of(pen, items, width);
    const double begin = y + ramp_height(pen, items, width);
    double top = begin;

    if (ramp_end(items) > 0)
        draw_ramp(pen, items, (okr_rect){x, y, width, 0.0});
    for (size_t i = ramp_end(items); i < items->count; i++) {
        const okr_legend_item *item = item_at(items, i);
        const okr_type type = item_type(pen, item, c.width);
        const double lead = lead_of(pen, item, top - begin);
        if (top > begin &&
            top + lead + bound_height(pen, items, i, c.width) > begin + c.height + 0.01) {
            x += c.width + 6.0 * pen->u;
            top = begin;
        }
        top += lead_of(pen, item, top - begin);
        draw_sample(pen, item, x, top);
        (void)okr_text_draw(pen->type, &type,
                            item->sample == OKR_SAMPLE_NONE ? x : x + 23.0 * pen->u, top,
                            item->text);
        top += item_height(pen, item, c.width);
    }
}
