/* Trays: measures that stand at one place, side by side in a box. */
#include "sheet/map_body.h"

#include <math.h>

static const okr_sheet_row *row_at(const okr_map_body *body, size_t row)
{
    return &OKR_AT(&body->pen->sheet->rows, okr_sheet_row, row);
}

/* The grid of a tray: columns of cells, each a symbol and its number. */
typedef struct grid {
    size_t columns, lines;
    double cell_w, cell_h, caption, pad;
} grid;

static okr_type number_type(const okr_pen *pen, okr_rgb colour)
{
    okr_type type = okr_pen_type(pen, 7.4, colour);

    type.bold = true;
    return type;
}

static const char *caption_of(const okr_map_body *body, const okr_body_group *g)
{
    if (g->stand != OKR_STAND_WHOLE)
        return NULL;
    return okr_pen_say(body->pen, "место известно до муниципалитета",
                       "place known to the municipality");
}

static okr_type caption_type(const okr_pen *pen)
{
    okr_type type = okr_pen_type(pen, 5.8, OKR_GREY);

    type.italic = true;
    return type;
}

static grid grid_of(const okr_map_body *body, const okr_body_group *g)
{
    const okr_pen *pen = body->pen;
    const double r = okr_symbol_radius(pen);
    const okr_type type = number_type(pen, OKR_INK);
    const int last = row_at(body, OKR_AT(&g->rows, size_t, g->rows.count - 1))->number;
    grid cells = {.pad = 2.2 * pen->u};

    cells.columns = (size_t)floor(sqrt((double)g->rows.count * 1.6) + 0.3);
    cells.lines = (g->rows.count + cells.columns - 1) / cells.columns;
    cells.cell_w =
        2.4 * r + okr_text_size(pen->type, &type, last > 99 ? "000" : "00").w + 2.5 * pen->u;
    cells.cell_h = 2.7 * r;
    cells.caption = caption_of(body, g) == NULL ? 0.0 : 8.0 * pen->u;
    return cells;
}

okr_size okr_tray_size(const okr_map_body *body, const okr_body_group *group)
{
    const grid g = grid_of(body, group);
    const char *caption = caption_of(body, group);
    double w = (double)g.columns * g.cell_w;

    if (caption != NULL) {
        const okr_type type = caption_type(body->pen);
        w = fmax(w, okr_text_size(body->pen->type, &type, caption).w);
    }
    return (okr_size){w + 2.0 * g.pad, (double)g.lines * g.cell_h + g.caption + 2.0 * g.pad};
}

/* The box behind the symbols; dotted round when the place is approximate. */
static void draw_tray_box(const okr_map_body *body, const okr_body_group *group, okr_rect box)
{
    cairo_t *cr = body->pen->cr;
    const double u = body->pen->u;
    const double dots[2] = {0.0, 2.2 * u};

    cairo_save(cr);
    cairo_new_path(cr);
    cairo_rectangle(cr, box.x, box.y, box.w, box.h);
    cairo_set_source_rgba(cr, 1.0, 1.0, 1.0, 0.88);
    cairo_fill_preserve(cr);
    okr_rgb_use(cr, OKR_GREY);
    cairo_set_line_width(cr, (group->approximate ? 0.9 : 0.5) * u);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, dots, group->approximate ? 2 : 0, 0.0);
    cairo_stroke(cr);
    cairo_restore(cr);
}

void okr_tray_draw(const okr_map_body *body, const okr_body_group *group, okr_turned box)
{
    const okr_pen *pen = body->pen;
    const grid g = grid_of(body, group);
    const okr_rect b = okr_turned_bounds(box);
    const double r = okr_symbol_radius(pen);
    const char *caption = caption_of(body, group);

    draw_tray_box(body, group, b);
    if (caption != NULL) {
        const okr_type type = caption_type(pen);
        (void)okr_text_draw(pen->type, &type, b.x + g.pad, b.y + 0.6 * g.pad, caption);
    }
    for (size_t i = 0; i < group->rows.count; i++) {
        const okr_sheet_row *row = row_at(body, OKR_AT(&group->rows, size_t, i));
        const double x = b.x + g.pad + (double)(i % g.columns) * g.cell_w;
        const double y = b.y + g.pad + g.caption + (double)(i / g.columns) * g.cell_h;
        const okr_type type = number_type(pen, OKR_INK);
        okr_text number = {0};
        okr_size size;

        okr_symbol_draw(pen->cr, &row->symbol, (okr_point){x + 1.2 * r, y + g.cell_h / 2.0}, r);
        okr_text_addf(&number, "%d", row->number);
        size = okr_text_size(pen->type, &type, okr_text_str(&number));
        (void)okr_text_draw(pen->type, &type, x + 2.5 * r, y + (g.cell_h - size.h) / 2.0,
                            okr_text_str(&number));
        okr_text_done(&number);
    }
}
