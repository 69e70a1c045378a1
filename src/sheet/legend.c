#include "sheet/legend.h"

#include <math.h>
#include <string.h>

static okr_status add(okr_vec *items, okr_legend_item item, okr_error *err)
{
    return okr_vec_append(items, &item, 1, err);
}

/* Kinds in the order of the table, each once; points, lines and areas have their own samples.
 */
static okr_status add_kinds(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_pen *pen = body->pen;
    int last = -2;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < pen->sheet->rows.count && status == OKR_OK; i++) {
        const okr_sheet_row *row = &OKR_AT(&pen->sheet->rows, okr_sheet_row, i);
        const int kind =
            row->measure < 0 ? -1 : OKR_MEASURE(pen->job->programme, row->measure)->kind;
        okr_legend_item item = {.sample = OKR_SAMPLE_SYMBOL, .symbol = row->symbol};
        if (kind < 0 || kind == last)
            continue;
        last = kind;
        item.symbol.filling = OKR_FILLING_EXISTING;
        item.text = okr_map_pick(pen->job, OKR_KIND(pen->job->programme, kind)->title);
        status = add(items, item, err);
    }
    return status;
}

static okr_status add_works(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    bool seen[2] = {false, false};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->works.count && status == OKR_OK; i++) {
        const okr_body_work *work = &OKR_AT(&body->works, okr_body_work, i);
        okr_legend_item item = {
            .sample = work->area ? OKR_SAMPLE_AREA : OKR_SAMPLE_LINE,
            .symbol = OKR_AT(&body->pen->sheet->rows, okr_sheet_row, work->row).symbol};
        if (seen[work->area])
            continue;
        seen[work->area] = true;
        item.symbol.filling = OKR_FILLING_EXISTING;
        item.text = work->area ? okr_pen_say(body->pen, "мероприятие на площади (цвет вида)",
                                             "measure over an area (colour of its kind)")
                               : okr_pen_say(body->pen, "линейный объект (цвет вида)",
                                             "linear measure (colour of its kind)");
        status = add(items, item, err);
    }
    return status;
}

static okr_status add_fillings(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    bool seen[OKR_FILLING_COUNT] = {false};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->pen->sheet->rows.count; i++) {
        const okr_sheet_row *row = &OKR_AT(&body->pen->sheet->rows, okr_sheet_row, i);
        if (row->measure >= 0)
            seen[row->symbol.filling] = true;
    }
    for (int f = 0; f < OKR_FILLING_COUNT && status == OKR_OK; f++) {
        const okr_legend_item item = {
            .sample = OKR_SAMPLE_SYMBOL,
            .symbol = {.shape = "circle", .colour = OKR_GREY, .filling = (okr_filling)f},
            .text = okr_filling_title((okr_filling)f, body->pen->russian)};
        if (seen[f])
            status = add(items, item, err);
    }
    return status;
}

static okr_status add_stands(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_pen *pen = body->pen;
    bool tray = false;
    bool ring = false;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->groups.count; i++) {
        const okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, i);
        tray = tray || (!g->alone && g->approximate);
        ring = ring || (g->alone && g->approximate);
    }
    if (tray)
        status = add(items,
                     (okr_legend_item){.sample = OKR_SAMPLE_TRAY,
                                       .text = okr_pen_say(pen, "место приблизительное",
                                                           "approximate place")},
                     err);
    if (ring && status == OKR_OK)
        status = add(items,
                     (okr_legend_item){.sample = OKR_SAMPLE_RING,
                                       .symbol = {.shape = "circle",
                                                  .colour = OKR_GREY,
                                                  .filling = OKR_FILLING_EXISTING},
                                       .text = okr_pen_say(pen, "приблизительная точка",
                                                           "approximate point")},
                     err);
    return status;
}

static okr_status add_class(okr_vec *items, const char *colour, const char *text,
                            okr_error *err)
{
    const okr_legend_item item = {.sample = OKR_SAMPLE_FILL,
                                  .symbol = {.colour = okr_rgb_parse(colour, OKR_PALE)},
                                  .text = text};

    return add(items, item, err);
}

static okr_status add_classes(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_map_job *job = body->pen->job;
    okr_status status = OKR_OK;
    bool unknown = false;

    if (!okr_sheet_is_themed(body->pen->sheet, job))
        return OKR_OK;
    for (size_t i = 0; i < job->programme->municipalities.count; i++)
        unknown = unknown || (body->pen->sheet->member[i] && isnan(job->values[i]));
    status = add(items,
                 (okr_legend_item){.sample = OKR_SAMPLE_NONE,
                                   .text = okr_map_pick(job, job->theme->title)},
                 err);
    for (int i = 0; i < job->class_count && status == OKR_OK; i++)
        status = add_class(
            items, job->classes[i].colour,
            okr_pen_say(body->pen, job->classes[i].label_ru, job->classes[i].label_en), err);
    if (unknown && status == OKR_OK)
        status = add_class(items, okr_theme_no_data, okr_map_pick(job, okr_theme_no_data_title),
                           err);
    return status;
}

static okr_status add_borders(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const bool approximate = pen->job->programme->boundary_set.approximate;
    okr_legend_item item = {.sample = OKR_SAMPLE_TARGET};
    okr_status status = OKR_OK;

    item.text = approximate
                    ? okr_pen_say(pen, "граница территории листа (прибл.)",
                                  "border of this territory (approx.)")
                    : okr_pen_say(pen, "граница территории листа", "border of this territory");
    if (okr_body_target(body) != NULL)
        status = add(items, item, err);
    item.sample = OKR_SAMPLE_BORDER;
    item.text = approximate ? okr_pen_say(pen, "границы муниципалитетов (прибл.)",
                                          "municipal borders (approx.)")
                            : okr_pen_say(pen, "границы муниципалитетов", "municipal borders");
    return status == OKR_OK ? add(items, item, err) : status;
}

static okr_status add_dots(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    static const okr_titles titles[] = {
        {"до 1 тыс. жителей или неизвестно", "below 1,000 or not known"},
        {"1–5 тыс. жителей", "1,000–5,000 people"},
        {"5–20 тыс. жителей", "5,000–20,000 people"},
        {"20–100 тыс. жителей", "20,000–100,000 people"},
        {"больше 100 тыс. жителей", "above 100,000 people"}};
    bool seen[5] = {false};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->dots.count; i++)
        seen[(int)okr_settlement_class(OKR_SETTLEMENT(
            body->pen->job->programme, OKR_AT(&body->dots, okr_body_dot, i).settlement))] =
            true;
    for (int i = 4; i >= 0 && status == OKR_OK; i--)
        if (seen[i])
            status = add(items,
                         (okr_legend_item){.sample = OKR_SAMPLE_DOT,
                                           .size = i,
                                           .text = okr_map_pick(body->pen->job, titles[i])},
                         err);
    return status;
}

static okr_status add_contexts(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_map_job *job = body->pen->job;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->contexts.count && status == OKR_OK; i++) {
        const okr_context *context = &OKR_AT(&job->contexts, okr_context, i);
        okr_legend_item item = {
            .sample = OKR_SAMPLE_LINE,
            .symbol = {.colour = {0.45, 0.66, 0.85}, .filling = OKR_FILLING_EXISTING},
            .text = okr_map_pick(job, context->layer->title)};
        if (context->shapes.count == 0)
            continue;
        if (strcmp(context->layer->style, "road") == 0)
            item.symbol.colour = (okr_rgb){0.72, 0.62, 0.50};
        if (strcmp(context->layer->style, "forest") == 0) {
            item.sample = OKR_SAMPLE_FILL;
            item.symbol.colour = (okr_rgb){0.86, 0.92, 0.82};
        }
        status = add(items, item, err);
    }
    return status;
}

/* What a legend is made of, in its order. */
typedef okr_status add_part(const okr_map_body *body, okr_vec *items, okr_error *err);

static add_part *const parts[] = {
    add_classes, add_kinds, add_works,   add_fillings,
    add_stands,  add_dots,  add_borders, add_contexts,
};

okr_status okr_legend_collect(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == OKR_OK; i++)
        status = parts[i](body, items, err);
    return status;
}

/* Columns of a legend, and the height that the fullest of them has. */
typedef struct columns {
    size_t count;
    double width, height;
} columns;

static okr_type item_type(const okr_pen *pen, double column)
{
    okr_type type = okr_pen_type(pen, 6.9, OKR_INK);

    type.narrow = true;
    type.width = column - 26.0 * pen->u;
    return type;
}

static double item_height(const okr_pen *pen, const okr_legend_item *item, double column)
{
    const okr_type type = item_type(pen, column);

    return fmax(okr_text_size(pen->type, &type, item->text).h, 9.0 * pen->u) + 2.2 * pen->u;
}

/* Columns that items need when none is higher than `height`. */
static size_t columns_needed(const okr_pen *pen, const okr_vec *items, double column,
                             double height)
{
    size_t count = 1;
    double filled = 0.0;

    for (size_t i = 0; i < items->count; i++) {
        const double h = item_height(pen, &OKR_AT(items, okr_legend_item, i), column);
        if (filled > 0.0 && filled + h > height + 0.01) {
            count++;
            filled = 0.0;
        }
        filled += h;
    }
    return count;
}

/* Items run down a column and on in the next; the height is the least that holds them all. */
static columns columns_of(const okr_pen *pen, const okr_vec *items, double width)
{
    const double gap = 4.0 * pen->u;
    columns c = {.count = (size_t)fmax(2.0, floor(width / (112.0 * pen->u)))};
    double total = 0.0;

    c.width = (width + gap) / (double)c.count - gap;
    for (size_t i = 0; i < items->count; i++)
        total += item_height(pen, &OKR_AT(items, okr_legend_item, i), c.width);
    c.height = total / (double)c.count;
    while (columns_needed(pen, items, c.width, c.height) > c.count)
        c.height += 2.0;
    return c;
}

double okr_legend_height(const okr_pen *pen, const okr_vec *items, double width)
{
    return items->count == 0 ? 0.0 : columns_of(pen, items, width).height;
}

static void draw_swatch(const okr_pen *pen, const okr_legend_item *item, okr_rect box)
{
    okr_pen_fill(pen, box,
                 item->sample == OKR_SAMPLE_AREA ? okr_rgb_tint(item->symbol.colour, 0.65)
                                                 : item->symbol.colour);
    okr_pen_box(pen, box, 0.4 * pen->u,
                item->sample == OKR_SAMPLE_AREA ? item->symbol.colour : OKR_GREY);
}

static void draw_stroke_sample(const okr_pen *pen, const okr_legend_item *item, okr_rect box)
{
    const bool approximate = pen->job->programme->boundary_set.approximate;
    const double u = pen->u;
    const double dash[4] = {5.0 * u, 1.6 * u, 1.0 * u, 1.6 * u};
    const double dots[2] = {2.4 * u, 2.0 * u};
    const okr_point a = {box.x, box.y + box.h / 2.0};
    const okr_point b = {box.x + box.w, a.y};

    cairo_save(pen->cr);
    cairo_new_path(pen->cr);
    cairo_move_to(pen->cr, a.x, a.y);
    cairo_line_to(pen->cr, b.x, b.y);
    if (item->sample == OKR_SAMPLE_LINE) {
        okr_symbol_stroke(pen->cr, item->symbol.colour, item->symbol.filling, 1.7 * u);
    } else {
        const bool target = item->sample == OKR_SAMPLE_TARGET;
        if (target) {
            cairo_set_source_rgba(pen->cr, 0.62, 0.13, 0.16, 0.16);
            cairo_set_line_width(pen->cr, 5.0 * u);
            cairo_stroke_preserve(pen->cr);
        }
        okr_rgb_use(pen->cr, target ? OKR_ACCENT : OKR_GREY);
        cairo_set_line_width(pen->cr, (target ? 1.1 : 0.55) * u);
        cairo_set_dash(pen->cr, approximate ? dots : dash, approximate ? 2 : (target ? 0 : 4),
                       0.0);
    }
    cairo_stroke(pen->cr);
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
    case OKR_SAMPLE_BORDER:
    case OKR_SAMPLE_TARGET:
        draw_stroke_sample(pen, item, box);
        break;
    }
}

void okr_legend_draw(const okr_pen *pen, const okr_vec *items, double x, double y, double width)
{
    const columns c = columns_of(pen, items, width);
    const okr_type type = item_type(pen, c.width);
    double top = y;

    for (size_t i = 0; i < items->count; i++) {
        const okr_legend_item *item = &OKR_AT(items, okr_legend_item, i);
        const double h = item_height(pen, item, c.width);
        if (top > y && top + h > y + c.height + 0.01) {
            x += c.width + 4.0 * pen->u;
            top = y;
        }
        draw_sample(pen, item, x, top);
        (void)okr_text_draw(pen->type, &type,
                            item->sample == OKR_SAMPLE_NONE ? x : x + 23.0 * pen->u, top,
                            item->text);
        top += h;
    }
}
