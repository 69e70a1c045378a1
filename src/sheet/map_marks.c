/* Where the symbols of measures stand: alone at their place, or together in a tray beside it.
 */
#include "sheet/map_body.h"

#include <math.h>

static const okr_sheet_row *row_at(const okr_map_body *body, size_t row)
{
    return &OKR_AT(&body->pen->sheet->rows, okr_sheet_row, row);
}

/* The group that a mark joins: the same settlement, the whole territory, or nearly one point.
 */
static okr_body_group *find_group(okr_map_body *body, const okr_sheet_mark *mark, okr_point at)
{
    const double near = 2.6 * okr_symbol_radius(body->pen);

    for (size_t i = 0; i < body->groups.count; i++) {
        okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, i);
        if (g->stand != mark->stand || g->settlement != mark->settlement)
            continue;
        if (mark->stand != OKR_STAND_DRAWN || hypot(g->at.x - at.x, g->at.y - at.y) < near)
            return g;
    }
    return NULL;
}

static okr_status join_group(okr_map_body *body, const okr_sheet_mark *mark, okr_point at,
                             okr_error *err)
{
    okr_body_group *g = find_group(body, mark, at);
    bool there = false;

    if (g == NULL) {
        g = okr_vec_push(&body->groups, err);
        if (g == NULL)
            return OKR_ERR_NOMEM;
        *g = (okr_body_group){.stand = mark->stand,
                              .settlement = mark->settlement,
                              .at = at,
                              .rows = OKR_VEC(size_t),
                              .spots = OKR_VEC(okr_point)};
    }
    g->approximate = g->approximate || mark->approximate;
    for (size_t i = 0; i < g->rows.count; i++)
        there = there || OKR_AT(&g->rows, size_t, i) == mark->row;
    if (!there && okr_vec_append(&g->rows, &mark->row, 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    return okr_vec_append(&g->spots, &at, 1, err);
}

static okr_status add_work(okr_map_body *body, const okr_sheet_mark *mark, bool area,
                           okr_error *err)
{
    const okr_wkb geometry = OKR_LOCATION(body->pen->job->programme, mark->location)->geometry;
    okr_body_work *work = okr_vec_push(&body->works, err);
    okr_status status = OKR_OK;

    if (work == NULL)
        return OKR_ERR_NOMEM;
    *work = (okr_body_work){.row = mark->row,
                            .area = area,
                            .approximate = mark->approximate,
                            .shape = okr_sheet_shape_init()};
    status = okr_sheet_shape_add(&work->shape, &body->view, geometry, !area, err);
    if (status == OKR_OK && work->shape.ends.count == 0) {
        okr_sheet_shape_done(&work->shape);
        body->works.count--;
    }
    return status;
}

static okr_status collect_drawn(okr_map_body *body, const okr_sheet_mark *mark, okr_error *err)
{
    const okr_wkb geometry = OKR_LOCATION(body->pen->job->programme, mark->location)->geometry;
    okr_vec points = OKR_VEC(okr_point);
    okr_status status = okr_sheet_points(&body->view, geometry, &points, err);

    for (size_t i = 0; i < points.count && status == OKR_OK; i++) {
        const okr_point at = OKR_AT(&points, okr_point, i);
        if (okr_rect_has(body->view.frame, at))
            status = join_group(body, mark, at, err);
    }
    if (status == OKR_OK)
        status = add_work(body, mark, false, err);
    if (status == OKR_OK)
        status = add_work(body, mark, true, err);
    okr_vec_done(&points);
    return status;
}

/* A settlement is named and the object is drawn in it: one symbol is enough. */
static bool is_drawn_near(const okr_map_body *body, size_t row, okr_point at)
{
    for (size_t i = 0; i < body->groups.count; i++) {
        const okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, i);
        for (size_t k = 0; k < g->rows.count; k++)
            if (g->stand == OKR_STAND_DRAWN && OKR_AT(&g->rows, size_t, k) == row &&
                hypot(g->at.x - at.x, g->at.y - at.y) < 36.0 * body->pen->u)
                return true;
    }
    return false;
}

static okr_status collect_named(okr_map_body *body, const okr_sheet_mark *mark, okr_error *err)
{
    const okr_body_area *target = okr_body_target(body);
    const okr_rect f = body->view.frame;
    okr_point at = {f.x + f.w / 2.0, f.y + f.h / 2.0};

    if (mark->stand == OKR_STAND_SETTLEMENT) {
        const okr_settlement *s = OKR_SETTLEMENT(body->pen->job->programme, mark->settlement);
        const okr_lonlat from = {s->lon, s->lat};
        const okr_status status = okr_map_view_points(&body->view, &from, 1, &at, err);
        if (status != OKR_OK)
            return status;
    } else if (target != NULL && target->depth > 0.0) {
        at = target->inner;
    }
    if (!okr_rect_has(f, at) || is_drawn_near(body, mark->row, at))
        return OKR_OK;
    return join_group(body, mark, at, err);
}

okr_status okr_body_collect_marks(okr_map_body *body, okr_error *err)
{
    const okr_vec *marks = &body->pen->sheet->marks;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < marks->count && status == OKR_OK; i++)
        if (OKR_AT(marks, okr_sheet_mark, i).stand == OKR_STAND_DRAWN)
            status = collect_drawn(body, &OKR_AT(marks, okr_sheet_mark, i), err);
    for (size_t i = 0; i < marks->count && status == OKR_OK; i++)
        if (OKR_AT(marks, okr_sheet_mark, i).stand != OKR_STAND_DRAWN)
            status = collect_named(body, &OKR_AT(marks, okr_sheet_mark, i), err);
    for (size_t i = 0; i < body->groups.count; i++) {
        okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, i);
        g->alone = g->stand == OKR_STAND_DRAWN && g->rows.count == 1;
        g->label = OKR_LABEL_NONE;
    }
    return status;
}

/* The number of a measure, as beside its symbol. */
static okr_type number_type(const okr_pen *pen, okr_rgb colour)
{
    okr_type type = okr_pen_type(pen, 7.4, colour);

    type.bold = true;
    return type;
}

/* Whether the corners and the middles of the sides of a box lie in the territory. */
static bool box_inside(const okr_sheet_shape *shape, okr_rect box)
{
    for (int i = 0; i < 9; i++)
        if (!okr_sheet_shape_has(shape, (okr_point){box.x + box.w * (i % 3) / 2.0,
                                                    box.y + box.h * (i / 3) / 2.0}))
            return false;
    return true;
}

/* A tray of what is known only to the municipality may stand anywhere in it, else beside it. */
static okr_status spread_candidates(okr_map_body *body, okr_size size, okr_point from,
                                    okr_error *err)
{
    enum { SIDE = 26 };
    const okr_body_area *target = okr_body_target(body);
    const okr_rect f = okr_rect_grow(body->view.frame, -3.0);
    okr_status status = OKR_OK;

    for (int i = 0; i < SIDE * SIDE && status == OKR_OK; i++) {
        const okr_point c = {f.x + size.w / 2.0 + (f.w - size.w) * (i % SIDE) / (SIDE - 1),
                             f.y + size.h / 2.0 +
                                 (f.h - size.h) * (i / SIDE) / (double)(SIDE - 1)};
        const okr_rect box = {c.x - size.w / 2.0, c.y - size.h / 2.0, size.w, size.h};
        const bool inside = target != NULL && box_inside(&target->coarse, box);
        const double away = hypot(c.x - from.x, c.y - from.y) / (f.w + f.h);
        const okr_label_place place = {
            .centre = c, .cost = inside ? away : 2.0 + 3.0 * away, .leader = !inside};
        status = okr_label_candidate(&body->field, place, err);
    }
    return status;
}

static okr_status add_tray(okr_map_body *body, size_t index, okr_error *err)
{
    okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, index);
    const okr_size size = okr_tray_size(body, g);
    const okr_label label = {
        .w = size.w, .h = size.h, .anchor = g->at, .rank = -1000.0 - (double)g->rows.count};
    okr_status status = OKR_OK;

    g->label = body->field.labels.count;
    status = okr_body_label(body, label,
                            (okr_caption){.kind = OKR_CAPTION_TRAY, .group = index}, err);
    if (status == OKR_OK && g->stand == OKR_STAND_WHOLE)
        return spread_candidates(body, size, g->at, err);
    if (status == OKR_OK)
        status = okr_label_rings(&body->field, 5.0 * body->pen->u,
                                 body->view.frame.w + body->view.frame.h, err);
    return status;
}

static const char *number_text(okr_map_body *body, size_t row, okr_error *err)
{
    okr_text text = {0};
    char *copy = NULL;

    okr_text_addf(&text, "%d", row_at(body, row)->number);
    copy = okr_text_copy(&text, &body->arena, err);
    okr_text_done(&text);
    return copy;
}

static okr_status add_number(okr_map_body *body, size_t row, okr_point at,
                             okr_caption_kind kind, okr_error *err)
{
    const double pad = kind == OKR_CAPTION_PLATE ? 4.0 * body->pen->u : 0.0;
    okr_caption caption = {.kind = kind, .type = number_type(body->pen, OKR_INK)};
    okr_size size;

    if (kind == OKR_CAPTION_PLATE)
        caption.type.colour = row_at(body, row)->symbol.colour;
    caption.type.halo = 1.1 * body->pen->u;
    caption.text = number_text(body, row, err);
    if (caption.text == NULL)
        return OKR_ERR_NOMEM;
    size = okr_text_size(body->pen->type, &caption.type, caption.text);
    return okr_body_label(body,
                          (okr_label){.w = fmax(size.w + pad, pad > 0.0 ? size.h : 0.0),
                                      .h = pad > 0.0 ? size.h : size.h * 0.8,
                                      .anchor = at,
                                      .rank = -500.0},
                          caption, err);
}

/* A symbol at its own place: hard for others, its number beside it. */
static okr_status add_alone(okr_map_body *body, okr_body_group *g, okr_error *err)
{
    const double r = okr_symbol_radius(body->pen) * (g->approximate ? 1.7 : 1.2);
    okr_status status = okr_label_obstacle(
        &body->field, (okr_turned){g->at, 2.0 * r, 2.0 * r, 0.0}, INFINITY, err);

    g->label = body->field.labels.count;
    if (status == OKR_OK)
        status = add_number(body, OKR_AT(&g->rows, size_t, 0), g->at, OKR_CAPTION_TEXT, err);
    if (status == OKR_OK)
        status = okr_label_beside(&body->field, r, err);
    if (status == OKR_OK)
        status = okr_label_rings(&body->field, 2.0 * r, 60.0 * body->pen->u, err);
    return status;
}

/* A number on its plate is read upright even where its line runs down the sheet. */
static void stand_upright(okr_label_field *field)
{
    const okr_label *label = &OKR_AT(&field->labels, okr_label, field->labels.count - 1);

    for (size_t i = label->first; i < label->first + label->count; i++)
        OKR_AT(&field->places, okr_label_place, i).angle = 0.0;
}

static okr_status add_line_number(okr_map_body *body, const okr_body_work *work, okr_error *err)
{
    const okr_point *points = work->shape.points.data;
    size_t start = 0;
    okr_status status = add_number(body, work->row, points[0], OKR_CAPTION_PLATE, err);

    for (size_t i = 0; i < work->shape.ends.count && status == OKR_OK; i++) {
        const size_t end = OKR_AT(&work->shape.ends, size_t, i);
        status = okr_label_along(&body->field, points + start, end - start, err);
        stand_upright(&body->field);
        if (status == OKR_OK && okr_rect_has(body->view.frame, points[(start + end) / 2])) {
            OKR_AT(&body->field.labels, okr_label, body->field.labels.count - 1).anchor =
                points[(start + end) / 2];
            status =
                okr_label_rings(&body->field, 3.0 * body->pen->u, 40.0 * body->pen->u, err);
        }
        start = end;
    }
    return status;
}

static okr_status add_area_number(okr_map_body *body, const okr_body_work *work, okr_error *err)
{
    double depth = 0.0;
    const okr_point inner = okr_sheet_shape_inner(&work->shape, body->view.frame, &depth);
    okr_status status = OKR_OK;

    if (depth < 0.0)
        return OKR_OK;
    status = add_number(body, work->row, inner, OKR_CAPTION_PLATE, err);
    if (status == OKR_OK)
        status = okr_label_candidate(&body->field, (okr_label_place){.centre = inner}, err);
    if (status == OKR_OK)
        status = okr_label_rings(&body->field, 4.0 * body->pen->u, 80.0 * body->pen->u, err);
    return status;
}

static okr_status spare_edge(okr_map_body *body, okr_point a, okr_point b, okr_error *err)
{
    const double step = 7.0 * body->pen->u;
    const double length = hypot(b.x - a.x, b.y - a.y);
    okr_status status = OKR_OK;

    for (double d = 0.0; d <= length && status == OKR_OK; d += step) {
        const double t = length > 0.0 ? d / length : 0.0;
        const okr_point p = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        if (okr_rect_has(body->view.frame, p))
            status = okr_label_obstacle(&body->field,
                                        (okr_turned){p, step * 0.7, step * 0.7, 0.0}, 0.5, err);
    }
    return status;
}

/* Trays and names would rather not cover a drawn line. */
static okr_status spare_line(okr_map_body *body, const okr_body_work *work, okr_error *err)
{
    const okr_point *points = work->shape.points.data;
    size_t start = 0;
    okr_status status = OKR_OK;

    for (size_t part = 0; part < work->shape.ends.count; part++) {
        const size_t end = OKR_AT(&work->shape.ends, size_t, part);
        for (size_t i = start; i + 1 < end && status == OKR_OK; i++)
            status = spare_edge(body, points[i], points[i + 1], err);
        start = end;
    }
    return status;
}

static bool all_placed(const okr_map_body *body)
{
    for (size_t i = 0; i < body->field.labels.count; i++)
        if (OKR_AT(&body->field.labels, okr_label, i).choice == OKR_LABEL_NONE)
            return false;
    return true;
}

/* No measure may miss on the map: where all is full, trays cover dots. */
static okr_status place_at_any_cost(okr_map_body *body, okr_error *err)
{
    okr_status status = okr_labels_place(&body->field, err);

    if (status != OKR_OK || all_placed(body))
        return status;
    for (size_t i = 0; i < body->field.obstacles.count; i++) {
        okr_obstacle *o = &OKR_AT(&body->field.obstacles, okr_obstacle, i);
        if (isinf(o->cost))
            o->cost = 5.0;
    }
    return okr_labels_place(&body->field, err);
}

okr_status okr_body_place_marks(okr_map_body *body, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < body->works.count && status == OKR_OK; i++)
        if (!OKR_AT(&body->works, okr_body_work, i).area)
            status = spare_line(body, &OKR_AT(&body->works, okr_body_work, i), err);
    for (size_t i = 0; i < body->groups.count && status == OKR_OK; i++) {
        okr_body_group *g = &OKR_AT(&body->groups, okr_body_group, i);
        status = g->alone ? add_alone(body, g, err) : add_tray(body, i, err);
    }
    for (size_t i = 0; i < body->works.count && status == OKR_OK; i++) {
        const okr_body_work *work = &OKR_AT(&body->works, okr_body_work, i);
        status =
            work->area ? add_area_number(body, work, err) : add_line_number(body, work, err);
    }
    return status == OKR_OK ? place_at_any_cost(body, err) : status;
}
