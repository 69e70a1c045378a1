#include "sheet/legend.h"

#include "sheet/map_ground.h"

#include <math.h>

static okr_status add(okr_vec *items, okr_legend_item item, okr_error *err)
{
    return okr_vec_append(items, &item, 1, err);
}

static okr_status add_heading(okr_vec *items, const char *text, okr_error *err)
{
    return add(items, (okr_legend_item){.sample = OKR_SAMPLE_NONE, .text = text}, err);
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

static okr_status add_class(okr_vec *items, const char *colour, const char *text, double apart,
                            okr_error *err)
{
    const okr_legend_item item = {.sample = OKR_SAMPLE_CLASS,
                                  .symbol = {.colour = okr_rgb_parse(colour, OKR_PALE)},
                                  .size = apart,
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
    status = add_heading(items, okr_map_pick(job, job->theme->title), err);
    for (int i = 0; i < job->class_count && status == OKR_OK; i++)
        status = add_class(
            items, job->classes[i].colour,
            okr_pen_say(body->pen, job->classes[i].label_ru, job->classes[i].label_en), 0.0,
            err);
    if (unknown && status == OKR_OK)
        status = add_class(items, okr_theme_no_data, okr_map_pick(job, okr_theme_no_data_title),
                           1.0, err);
    return status;
}

static const char *border_text(const okr_pen *pen, okr_border_kind kind)
{
    static const okr_titles titles[OKR_BORDER_KINDS] = {
        {"границы муниципалитетов", "municipal borders"},
        {"граница региона", "border of the region"},
        {"граница территории листа", "border of this territory"}};
    static const okr_titles approximate[OKR_BORDER_KINDS] = {
        {"границы муниципалитетов (прибл.)", "municipal borders (approx.)"},
        {"граница региона (прибл.)", "border of the region (approx.)"},
        {"граница территории листа (прибл.)", "border of this territory (approx.)"}};

    return okr_map_pick(pen->job, pen->job->programme->boundary_set.approximate
                                      ? approximate[kind]
                                      : titles[kind]);
}

static okr_status add_borders(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    static const okr_border_kind order[] = {OKR_BORDER_TARGET, OKR_BORDER_REGION,
                                            OKR_BORDER_PLAIN};
    bool seen[OKR_BORDER_KINDS] = {false};
    okr_status status = okr_ground_kinds(body, seen, err);

    for (size_t i = 0; i < OKR_BORDER_KINDS && status == OKR_OK; i++)
        if (seen[order[i]])
            status = add(items,
                         (okr_legend_item){.sample = OKR_SAMPLE_BORDER,
                                           .border = (int)order[i],
                                           .text = border_text(body->pen, order[i])},
                         err);
    return status;
}

static okr_status add_dots(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    static const okr_titles titles[OKR_SETTLEMENT_CLASSES] = {
        {"до 1 тыс. или неизвестно", "below 1,000 or not known"},
        {"1–5 тыс.", "1,000–5,000"},
        {"5–20 тыс.", "5,000–20,000"},
        {"20–100 тыс.", "20,000–100,000"},
        {"больше 100 тыс.", "above 100,000"}};
    bool seen[OKR_SETTLEMENT_CLASSES] = {false};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->dots.count; i++)
        seen[okr_settlement_class(OKR_SETTLEMENT(
            body->pen->job->programme, OKR_AT(&body->dots, okr_body_dot, i).settlement))] =
            true;
    for (int i = OKR_SETTLEMENT_CLASSES - 1; i >= 0 && status == OKR_OK; i--)
        if (seen[i])
            status = add(items,
                         (okr_legend_item){.sample = OKR_SAMPLE_DOT,
                                           .size = i,
                                           .text = okr_map_pick(body->pen->job, titles[i])},
                         err);
    return status;
}

/* A layer of areas has a swatch, one of lines a line; a style tells which are drawn. */
static okr_status add_contexts(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    const okr_map_job *job = body->pen->job;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->contexts.count && status == OKR_OK; i++) {
        const okr_context *context = &OKR_AT(&job->contexts, okr_context, i);
        const okr_context_style *style = okr_context_style_of(context->layer->style);
        const bool lines = style->width > 0.0;
        const bool drawn =
            lines || style->over_theme || !okr_sheet_is_themed(body->pen->sheet, job);
        if (context->shapes.count > 0 && drawn)
            status =
                add(items,
                    (okr_legend_item){.sample = lines ? OKR_SAMPLE_CONTEXT : OKR_SAMPLE_FILL,
                                      .symbol = {.colour = lines ? style->line : style->fill,
                                                 .filling = OKR_FILLING_EXISTING},
                                      .size = style->width,
                                      .text = okr_map_pick(job, context->layer->title)},
                    err);
    }
    return status;
}

typedef okr_status add_part(const okr_map_body *body, okr_vec *items, okr_error *err);

/* Items of one or more parts under a common heading; none without items. */
typedef struct group {
    okr_titles title;
    add_part *parts[3];
} group;

static okr_status add_group(const okr_map_body *body, const group *g, okr_vec *items,
                            okr_error *err)
{
    const size_t before = items->count;
    okr_status status = add_heading(items, okr_map_pick(body->pen->job, g->title), err);

    for (size_t i = 0; i < 3 && g->parts[i] != NULL && status == OKR_OK; i++)
        status = g->parts[i](body, items, err);
    if (items->count == before + 1)
        items->count = before;
    return status;
}

okr_status okr_legend_collect(const okr_map_body *body, okr_vec *items, okr_error *err)
{
    static const group groups[] = {
        {{"Виды мероприятий", "Kinds of measures"}, {add_kinds, add_works}},
        {{"Состояние и место", "State and place"}, {add_fillings, add_stands}},
        {{"Населённые пункты, жителей", "Settlements, inhabitants"}, {add_dots}},
        {{"Границы и основа", "Borders and base"}, {add_borders, add_contexts}}};
    okr_status status = add_classes(body, items, err);

    for (size_t i = 0; i < sizeof groups / sizeof *groups && status == OKR_OK; i++)
        status = add_group(body, &groups[i], items, err);
    return status;
}
