#include "sheet/map_body.h"

#include "base/i18n.h"
#include "geo/geom.h"

#include <math.h>

static okr_status add_point(okr_vec *polygons, okr_arena *arena, okr_lonlat at, okr_error *err)
{
    unsigned char *bytes = okr_arena_alloc(arena, OKR_WKB_POINT_SIZE, err);
    okr_wkb point = {bytes, OKR_WKB_POINT_SIZE};

    if (bytes == NULL)
        return OKR_ERR_NOMEM;
    okr_geom_point(at, bytes);
    return okr_vec_append(polygons, &point, 1, err);
}

/* A municipality without a polygon is where its settlements are. */
static okr_status add_settlements(const okr_map_job *job, int municipality, okr_vec *polygons,
                                  okr_arena *arena, okr_error *err)
{
    const okr_bucket rows = okr_buckets_at(&job->settlements, municipality);
    const okr_municipality *m = OKR_MUNICIPALITY(job->programme, municipality);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(job->programme, rows.rows[i]);
        if (!isnan(s->lon) && !isnan(s->lat))
            status = add_point(polygons, arena, (okr_lonlat){s->lon, s->lat}, err);
    }
    if (status == OKR_OK && !isnan(m->centre_lon) && !isnan(m->centre_lat))
        status = add_point(polygons, arena, (okr_lonlat){m->centre_lon, m->centre_lat}, err);
    return status;
}

okr_status okr_map_body_extent(const okr_map_job *job, const okr_sheet *sheet,
                               okr_vec *polygons, okr_arena *arena, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(job->programme, i);
        if (!sheet->member[i])
            continue;
        status = m->polygon.size > 0 ? okr_vec_append(polygons, &m->polygon, 1, err)
                                     : add_settlements(job, (int)i, polygons, arena, err);
    }
    if (status == OKR_OK && polygons->count == 0)
        status = okr_fail(err, OKR_ERR_GEOMETRY,
                          _("'%s' has neither a boundary nor settlements with coordinates"),
                          sheet->title);
    return status;
}

static okr_status fit_view(okr_map_body *body, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const double least = 5000.0; /* metres: a single point still shows its surroundings */
    okr_vec polygons = OKR_VEC(okr_wkb);
    okr_rect plane = {0.0, 0.0, 0.0, 0.0};
    okr_box box = {0};
    double air = 0.0;
    okr_status status = okr_map_body_extent(pen->job, pen->sheet, &polygons, &body->arena, err);

    if (status == OKR_OK)
        status = okr_wkb_box_unwrapped(polygons.data, polygons.count, &box, err);
    if (status == OKR_OK)
        status = okr_map_projection_open(&body->projection, box, err);
    if (status == OKR_OK)
        status =
            okr_map_plane_box(&body->projection, polygons.data, polygons.count, &plane, err);
    okr_vec_done(&polygons);
    if (status != OKR_OK)
        return status;
    air = fmax(0.0, (least - fmax(plane.w, plane.h)) / 2.0);
    plane = (okr_rect){plane.x - air - 0.025 * plane.w, plane.y - air - 0.025 * plane.h,
                       1.05 * plane.w + 2.0 * air, 1.05 * plane.h + 2.0 * air};
    body->view =
        (okr_map_view){.projection = &body->projection, .frame = pen->layout->map, .thin = 0.5};
    status = okr_map_view_fit(&body->view, plane, (double)pen->job->options->scale, err);
    body->spare = body->view.frame.h - plane.h * body->view.points_per_metre;
    if (status == OKR_OK)
        status = okr_map_view_box(&body->view, &body->box, err);
    return status;
}

static okr_status add_area(okr_map_body *body, int municipality, okr_wkb polygon,
                           okr_error *err)
{
    okr_body_area *area = okr_vec_push(&body->areas, err);
    okr_status status = OKR_OK;

    if (area == NULL)
        return OKR_ERR_NOMEM;
    *area = (okr_body_area){.municipality = municipality,
                            .shape = okr_sheet_shape_init(),
                            .coarse = okr_sheet_shape_init()};
    status = okr_sheet_shape_add(&area->shape, &body->view, polygon, false, err);
    if (status == OKR_OK)
        status = okr_sheet_shape_thin(&area->shape, 2.5, &area->coarse, err);
    if (status == OKR_OK)
        area->inner = okr_sheet_shape_inner(&area->coarse, body->view.frame, &area->depth);
    return status;
}

static okr_status collect_areas(okr_map_body *body, okr_error *err)
{
    const okr_map_job *job = body->pen->job;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        const okr_wkb polygon = OKR_MUNICIPALITY(job->programme, i)->polygon;
        bool near = false;

        if (polygon.size > 0)
            status = okr_sheet_near(&body->view, job->boxes[i], &near, err);
        if (status == OKR_OK && near)
            status = add_area(body, (int)i, polygon, err);
    }
    return status;
}

static okr_status add_dot(okr_map_body *body, int settlement, bool muted, okr_error *err)
{
    const okr_settlement *s = OKR_SETTLEMENT(body->pen->job->programme, settlement);
    const okr_lonlat at = {s->lon, s->lat};
    okr_body_dot dot = {.settlement = settlement, .muted = muted};
    okr_status status = OKR_OK;

    if (isnan(s->lon) || isnan(s->lat))
        return OKR_OK;
    status = okr_map_view_points(&body->view, &at, 1, &dot.at, err);
    dot.radius = (1.3 + 0.55 * okr_settlement_class(s)) * body->pen->u;
    if (status == OKR_OK && okr_rect_has(okr_rect_grow(body->view.frame, -3.0), dot.at))
        status = okr_vec_append(&body->dots, &dot, 1, err);
    return status;
}

/* Of a neighbour only what helps to find one's way; of an overview only towns. */
static bool is_shown(const okr_map_body *body, const okr_settlement *s, bool own)
{
    const int class = okr_settlement_class(s);

    if (body->pen->sheet->kind != OKR_SHEET_MUNICIPALITY)
        return false;
    if (s->part_of >= 0)
        return own && class >= 1;
    return own || class >= 2;
}

static okr_status collect_dots(okr_map_body *body, okr_error *err)
{
    const okr_programme *p = body->pen->job->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->settlements.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        const bool own = s->municipality >= 0 && body->pen->sheet->member[s->municipality];
        if (is_shown(body, s, own))
            status = add_dot(body, (int)i, !own, err);
    }
    return status;
}

/* Labels keep off dots, and dislike the border of the territory. */
static okr_status add_obstacles(okr_map_body *body, okr_error *err)
{
    const double u = body->pen->u;
    const okr_body_area *target = okr_body_target(body);
    const okr_rect f = body->view.frame;
    const okr_rect north = {f.x, f.y, 34.0 * u, 46.0 * u};
    okr_point last = {-INFINITY, -INFINITY};
    okr_status status = okr_label_obstacle(&body->field, okr_turned_of(north), INFINITY, err);

    for (size_t i = 0; i < body->dots.count && status == OKR_OK; i++) {
        const okr_body_dot *d = &OKR_AT(&body->dots, okr_body_dot, i);
        const double side = 2.0 * d->radius + 0.6 * u;
        status = okr_label_obstacle(&body->field, (okr_turned){d->at, side, side, 0.0},
                                    INFINITY, err);
    }
    for (size_t i = 0; target != NULL && i < target->shape.points.count; i++) {
        const okr_point p = OKR_AT(&target->shape.points, okr_point, i);
        if (status != OKR_OK || hypot(p.x - last.x, p.y - last.y) < 9.0 * u)
            continue;
        last = p;
        status =
            okr_label_obstacle(&body->field, (okr_turned){p, 6.0 * u, 6.0 * u, 0.0}, 0.4, err);
    }
    return status;
}

okr_status okr_map_body_prepare(okr_map_body *body, const okr_pen *pen, okr_error *err)
{
    okr_status status = OKR_OK;

    *body = (okr_map_body){.pen = pen,
                           .areas = OKR_VEC(okr_body_area),
                           .dots = OKR_VEC(okr_body_dot),
                           .groups = OKR_VEC(okr_body_group),
                           .works = OKR_VEC(okr_body_work),
                           .captions = OKR_VEC(okr_caption)};
    body->field = okr_label_field_init(okr_rect_grow(pen->layout->map, -2.0), 0.8 * pen->u);
    status = fit_view(body, err);
    if (status == OKR_OK)
        status = collect_areas(body, err);
    if (status == OKR_OK)
        status = collect_dots(body, err);
    if (status == OKR_OK)
        status = okr_body_collect_marks(body, err);
    if (status == OKR_OK)
        status = add_obstacles(body, err);
    if (status == OKR_OK)
        status = okr_body_place_marks(body, err);
    if (status == OKR_OK)
        status = okr_body_name(body, err);
    if (status == OKR_OK)
        status = okr_labels_place(&body->field, err);
    return status;
}

void okr_map_body_done(okr_map_body *body)
{
    for (size_t i = 0; i < body->areas.count; i++) {
        okr_sheet_shape_done(&OKR_AT(&body->areas, okr_body_area, i).shape);
        okr_sheet_shape_done(&OKR_AT(&body->areas, okr_body_area, i).coarse);
    }
    for (size_t i = 0; i < body->works.count; i++)
        okr_sheet_shape_done(&OKR_AT(&body->works, okr_body_work, i).shape);
    for (size_t i = 0; i < body->groups.count; i++) {
        okr_vec_done(&OKR_AT(&body->groups, okr_body_group, i).rows);
        okr_vec_done(&OKR_AT(&body->groups, okr_body_group, i).spots);
    }
    okr_vec_done(&body->areas);
    okr_vec_done(&body->dots);
    okr_vec_done(&body->groups);
    okr_vec_done(&body->works);
    okr_vec_done(&body->captions);
    okr_label_field_done(&body->field);
    okr_map_projection_close(&body->projection);
    okr_arena_done(&body->arena);
}
