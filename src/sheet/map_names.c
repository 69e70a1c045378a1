/* Names on the map: settlements beside their dots, municipalities in their visible part. */
#include "sheet/map_body.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static okr_type settlement_type(const okr_pen *pen, int class, bool muted)
{
    static const double sizes[] = {6.3, 6.9, 7.8, 9.0, 11.0};
    okr_type type = okr_pen_type(pen, sizes[class], muted ? OKR_GREY : OKR_INK);

    type.bold = class >= 3 && !muted;
    type.halo = 1.2 * pen->u;
    return type;
}

bool okr_body_has_marks(const okr_map_body *body, int settlement)
{
    for (size_t i = 0; i < body->groups.count; i++)
        if (OKR_AT(&body->groups, okr_body_group, i).settlement == settlement)
            return true;
    return false;
}

static okr_status name_settlement(okr_map_body *body, okr_body_dot *dot, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const okr_settlement *s = OKR_SETTLEMENT(pen->job->programme, dot->settlement);
    const int class = okr_settlement_class(s);
    const bool marked = okr_body_has_marks(body, dot->settlement);
    const okr_caption caption = {.type = settlement_type(pen, class, dot->muted),
                                 .text = pen->job->settlement_names[dot->settlement]};
    const okr_size size = okr_text_size(pen->type, &caption.type, caption.text);
    okr_label label = {.w = size.w, .h = size.h * 0.82, .anchor = dot->at};
    okr_status status = OKR_OK;

    label.rank = 100.0 - 20.0 * class + (dot->muted ? 60.0 : 0.0) - (marked ? 100.0 : 0.0);
    dot->label = body->field.labels.count;
    status = okr_body_label(body, label, caption, err);
    if (status == OKR_OK)
        status = okr_label_beside(&body->field, dot->radius + 2.0 * pen->u, err);
    if (status == OKR_OK && !dot->muted && (class >= 2 || marked))
        status = okr_label_rings(&body->field, 6.0 * pen->u, 45.0 * pen->u, err);
    return status;
}

/* Cost of a box in an area: nothing when it lies well inside, more when it sticks out. */
static double area_cost(const okr_body_area *area, okr_rect box)
{
    int inside = 0;

    for (int i = 0; i < 15; i++)
        inside +=
            okr_sheet_shape_has(&area->coarse, (okr_point){box.x + box.w * (i % 5) / 4.0,
                                                           box.y + box.h * (i / 5) / 2.0});
    return (15 - inside) / 6.0;
}

/* Places over the visible part of an area; a name may stick out by `most` of area_cost. */
static okr_status area_candidates(okr_map_body *body, const okr_body_area *area, okr_size size,
                                  double most, okr_error *err)
{
    enum { SIDE = 16 };
    const okr_rect f = okr_rect_grow(body->view.frame, -3.0);
    const okr_rect b = okr_sheet_shape_bounds(&area->coarse);
    const double x0 = fmax(b.x, f.x + size.w / 2.0);
    const double y0 = fmax(b.y, f.y + size.h / 2.0);
    const double w = fmin(b.x + b.w, f.x + f.w - size.w / 2.0) - x0;
    const double h = fmin(b.y + b.h, f.y + f.h - size.h / 2.0) - y0;
    okr_status status = OKR_OK;

    for (int i = 0; i < SIDE * SIDE && status == OKR_OK && w >= 0.0 && h >= 0.0; i++) {
        const okr_point c = {x0 + w * (i % SIDE) / (SIDE - 1),
                             y0 + h * (i / SIDE) / (double)(SIDE - 1)};
        const okr_rect box = {c.x - size.w / 2.0, c.y - size.h / 2.0, size.w, size.h};
        const double out = area_cost(area, box);
        const double away = hypot(c.x - area->inner.x, c.y - area->inner.y) / (f.w + f.h);
        if (out <= most)
            status = okr_label_candidate(
                &body->field, (okr_label_place){.centre = c, .cost = out + away}, err);
    }
    return status;
}

static okr_type area_type(const okr_pen *pen, bool muted)
{
    okr_type type = okr_pen_type(pen, 7.8, muted ? OKR_GREY : OKR_INK);

    type.align = OKR_ALIGN_CENTRE;
    type.halo = 1.2 * pen->u;
    type.italic = muted;
    type.bold = !muted;
    return type;
}

/* The short name, unless a settlement on the map bears it too: then "Мариинский МО". */
static void add_area_name(const okr_map_body *body, int municipality, okr_text *text)
{
    static const char *const kinds[][2] = {{" городской округ", " ГО"},
                                           {" муниципальный округ", " МО"},
                                           {" муниципальный район", " МР"},
                                           {" район", " р-н"}};
    const okr_map_job *job = body->pen->job;
    const char *brief = okr_sheet_name(job, municipality, true);
    const char *full = okr_sheet_name(job, municipality, false);
    bool taken = false;

    for (size_t i = 0; i < body->dots.count; i++) {
        const int s = OKR_AT(&body->dots, okr_body_dot, i).settlement;
        taken = taken || strcmp(job->settlement_names[s], brief) == 0;
    }
    for (size_t i = 0; taken && i < sizeof kinds / sizeof *kinds; i++) {
        const char *at = strstr(full, kinds[i][0]);
        if (at == NULL)
            continue;
        okr_text_add_n(text, full, (size_t)(at - full));
        okr_text_add(text, kinds[i][1]);
        return;
    }
    okr_text_add(text, taken ? full : brief);
}

/* Themes of counts have whole numbers, all others shares. */
static bool is_count(const okr_theme *theme)
{
    return strcmp(theme->code, "measures") == 0 || strcmp(theme->code, "overdue") == 0;
}

/* "Мариинский муниципальный округ" in three short lines, and the figure or the sheet's number.
 */
static const char *area_text(okr_map_body *body, const okr_body_area *area, bool muted,
                             okr_error *err)
{
    const okr_map_job *job = body->pen->job;
    const int number = okr_sheet_number_of(job, area->municipality);
    okr_text text = {0};
    char *copy = NULL;

    add_area_name(body, area->municipality, &text);
    if (!muted && is_count(job->theme)) {
        okr_text_add(&text, "\n");
        okr_map_number(&text, job->values[area->municipality], 0, body->pen->russian);
    } else if (!muted && !isnan(job->values[area->municipality])) {
        okr_text_add(&text, "\n");
        okr_map_number(&text, 100.0 * job->values[area->municipality], 0, body->pen->russian);
        okr_text_add(&text, " %");
    } else if (muted && number > 0) {
        okr_text_addf(&text, "\n(%s %d)", okr_pen_say(body->pen, "лист", "sheet"), number);
    }
    copy = okr_text_copy(&text, &body->arena, err);
    okr_text_done(&text);
    return copy;
}

static okr_status name_area(okr_map_body *body, const okr_body_area *area, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const bool own = pen->sheet->member[area->municipality];
    okr_caption caption = {.type = area_type(pen, !own)};
    okr_label label = {.anchor = area->inner};
    okr_size size;
    okr_status status = OKR_OK;

    if (area->depth <= 0.0 || (own && pen->sheet->kind == OKR_SHEET_MUNICIPALITY))
        return OKR_OK;
    caption.text = area_text(body, area, !own, err);
    if (caption.text == NULL)
        return OKR_ERR_NOMEM;
    caption.type.width = 74.0 * pen->u;
    size = okr_text_size(pen->type, &caption.type, caption.text);
    caption.type.width = ceil(size.w) + 1.0;
    label.w = size.w;
    label.h = size.h * 0.92;
    label.rank = own ? 10.0 - area->depth : 70.0;
    status = okr_body_label(body, label, caption, err);
    if (status == OKR_OK)
        status =
            area_candidates(body, area, (okr_size){label.w, label.h}, own ? 1.0 : 0.34, err);
    if (status == OKR_OK && own)
        status = okr_label_rings(&body->field, 6.0 * pen->u, 160.0 * pen->u, err);
    return status;
}

okr_status okr_body_name(okr_map_body *body, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->areas.count && status == OKR_OK; i++)
        status = name_area(body, &OKR_AT(&body->areas, okr_body_area, i), err);
    for (size_t i = 0; i < body->dots.count && status == OKR_OK; i++)
        status = name_settlement(body, &OKR_AT(&body->dots, okr_body_dot, i), err);
    return status;
}
