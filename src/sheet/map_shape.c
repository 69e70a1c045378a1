#include "sheet/map_shape.h"

#include <math.h>

okr_sheet_shape okr_sheet_shape_init(void)
{
    return (okr_sheet_shape){
        .points = OKR_VEC(okr_point), .ends = OKR_VEC(size_t), .seams = OKR_VEC(size_t)};
}

void okr_sheet_shape_done(okr_sheet_shape *shape)
{
    okr_vec_done(&shape->points);
    okr_vec_done(&shape->ends);
    okr_vec_done(&shape->seams);
}

/* What one geometry needs while it is brought to the sheet. */
typedef struct porter {
    const okr_map_view *view;
    okr_sheet_shape *shape;
    okr_rect cut;    /* the frame and some way round it */
    okr_vec paper;   /* okr_point: a ring on the sheet */
    okr_vec thin;    /* okr_point: thinned */
    okr_vec scratch; /* okr_point */
} porter;

static okr_status to_paper(porter *p, const okr_lonlat *from, size_t n, okr_error *err)
{
    okr_status status = okr_vec_reserve(&p->paper, n, err);

    if (status != OKR_OK)
        return status;
    p->paper.count = n;
    return okr_map_view_points(p->view, from, n, p->paper.data, err);
}

static okr_status thin_out(porter *p, okr_error *err)
{
    const size_t n = p->paper.count;
    okr_point last = {NAN, NAN};
    okr_status status = OKR_OK;

    p->thin.count = 0;
    for (size_t i = 0; i < n && status == OKR_OK; i++) {
        const okr_point q = OKR_AT(&p->paper, okr_point, i);
        if (i > 0 && i + 1 < n && hypot(q.x - last.x, q.y - last.y) < p->view->thin)
            continue;
        status = okr_vec_append(&p->thin, &q, 1, err);
        last = q;
    }
    return status;
}

static okr_status end_part(okr_sheet_shape *shape, okr_error *err)
{
    const size_t end = shape->points.count;

    return okr_vec_append(&shape->ends, &end, 1, err);
}

static bool on_antimeridian(okr_lonlat p)
{
    return fabs(fabs(p.lon) - 180.0) < 1e-9;
}

/* A ring that touches the antimeridian is kept whole, so that its seams can be found. */
static okr_status add_seamed(porter *p, const okr_lonlat *ring, size_t n, okr_error *err)
{
    const size_t first = p->shape->points.count;
    okr_status status = okr_vec_append(&p->shape->points, p->paper.data, n, err);

    for (size_t i = 0; i + 1 < n && status == OKR_OK; i++) {
        const size_t at = first + i;
        if (on_antimeridian(ring[i]) && on_antimeridian(ring[i + 1]))
            status = okr_vec_append(&p->shape->seams, &at, 1, err);
    }
    return status;
}

static okr_status add_ring(porter *p, const okr_lonlat *ring, size_t n, okr_error *err)
{
    bool seamed = false;
    size_t before = p->shape->points.count;
    okr_status status = to_paper(p, ring, n, err);

    for (size_t i = 0; i < n && !seamed; i++)
        seamed = on_antimeridian(ring[i]);
    if (status == OKR_OK && seamed) {
        status = add_seamed(p, ring, n, err);
    } else if (status == OKR_OK) {
        status = thin_out(p, err);
        if (status == OKR_OK)
            status = okr_sheet_cut_ring(p->thin.data, p->thin.count, p->cut, &p->scratch,
                                        &p->shape->points, err);
    }
    if (status == OKR_OK && p->shape->points.count - before >= 3)
        return end_part(p->shape, err);
    p->shape->points.count = before;
    return status;
}

static okr_status add_line(porter *p, const okr_lonlat *line, size_t n, okr_error *err)
{
    okr_status status = to_paper(p, line, n, err);

    if (status == OKR_OK)
        status = thin_out(p, err);
    if (status == OKR_OK)
        status = okr_vec_append(&p->shape->points, p->thin.data, p->thin.count, err);
    return status == OKR_OK ? end_part(p->shape, err) : status;
}

static okr_status add_part(porter *p, const okr_part *part, bool lines, okr_error *err)
{
    size_t start = 0;
    okr_status status = OKR_OK;

    if (lines)
        return part->kind == OKR_PART_LINE ? add_line(p, part->points, part->count, err)
                                           : OKR_OK;
    for (size_t r = 0; r < part->rings && status == OKR_OK; r++) {
        status = add_ring(p, part->points + start, part->ring_ends[r] - start, err);
        start = part->ring_ends[r];
    }
    return status;
}

okr_status okr_sheet_shape_add(okr_sheet_shape *shape, const okr_map_view *view,
                               okr_wkb geometry, bool lines, okr_error *err)
{
    porter p = {.view = view,
                .shape = shape,
                .cut = okr_rect_grow(view->frame, 30.0),
                .paper = OKR_VEC(okr_point),
                .thin = OKR_VEC(okr_point),
                .scratch = OKR_VEC(okr_point)};
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    shape->closed = !lines;
    if (geometry.size == 0)
        return OKR_OK;
    okr_wkb_start(&reader, geometry);
    while (status == OKR_OK) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status != OKR_OK || !more)
            break;
        status = add_part(&p, &part, lines, err);
    }
    okr_wkb_reader_done(&reader);
    okr_vec_done(&p.paper);
    okr_vec_done(&p.thin);
    okr_vec_done(&p.scratch);
    return status;
}

okr_status okr_sheet_shape_line(okr_sheet_shape *shape, const okr_map_view *view,
                                const okr_lonlat *line, size_t n, okr_error *err)
{
    porter p = {
        .view = view, .shape = shape, .paper = OKR_VEC(okr_point), .thin = OKR_VEC(okr_point)};
    const okr_status status = add_line(&p, line, n, err);

    okr_vec_done(&p.paper);
    okr_vec_done(&p.thin);
    return status;
}

okr_status okr_sheet_points(const okr_map_view *view, okr_wkb geometry, okr_vec *out,
                            okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    if (geometry.size == 0)
        return OKR_OK;
    okr_wkb_start(&reader, geometry);
    while (status == OKR_OK) {
        okr_point p;
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status != OKR_OK || !more)
            break;
        if (part.kind != OKR_PART_POINT)
            continue;
        status = okr_map_view_points(view, part.points, 1, &p, err);
        if (status == OKR_OK)
            status = okr_vec_append(out, &p, 1, err);
    }
    okr_wkb_reader_done(&reader);
    return status;
}

okr_status okr_sheet_near(const okr_map_view *view, okr_box box, bool *near, okr_error *err)
{
    enum { SIDE = 5, SPOTS = SIDE * SIDE };
    okr_lonlat grid[SPOTS];
    okr_point paper[SPOTS];
    okr_rect bounds;
    okr_status status = OKR_OK;

    for (int i = 0; i < SPOTS; i++)
        grid[i] = (okr_lonlat){
            box.lon_min + (box.lon_max - box.lon_min) * (i % SIDE) / (SIDE - 1),
            box.lat_min + (box.lat_max - box.lat_min) * (i / SIDE) / (double)(SIDE - 1)};
    status = okr_map_view_points(view, grid, SPOTS, paper, err);
    if (status != OKR_OK)
        return status;
    bounds = (okr_rect){paper[0].x, paper[0].y, 0.0, 0.0};
    for (int i = 1; i < SPOTS; i++)
        bounds = okr_rect_union(bounds, (okr_rect){paper[i].x, paper[i].y, 0.0, 0.0});
    *near = box.lon_max - box.lon_min > 180.0 ||
            okr_rect_meets(okr_rect_grow(bounds, 0.05 * fmax(bounds.w, bounds.h)), view->frame);
    return OKR_OK;
}

okr_status okr_sheet_shape_thin(const okr_sheet_shape *shape, double distance,
                                okr_sheet_shape *out, okr_error *err)
{
    size_t start = 0;
    okr_status status = OKR_OK;

    out->closed = shape->closed;
    for (size_t part = 0; part < shape->ends.count && status == OKR_OK; part++) {
        const size_t end = OKR_AT(&shape->ends, size_t, part);
        okr_point last = {-INFINITY, -INFINITY};
        for (size_t i = start; i < end && status == OKR_OK; i++) {
            const okr_point p = OKR_AT(&shape->points, okr_point, i);
            if (i > start && i + 1 < end && hypot(p.x - last.x, p.y - last.y) < distance)
                continue;
            status = okr_vec_append(&out->points, &p, 1, err);
            last = p;
        }
        if (status == OKR_OK)
            status = end_part(out, err);
        start = end;
    }
    return status;
}

void okr_sheet_shape_path(const okr_sheet_shape *shape, cairo_t *cr, bool stroke)
{
    const okr_point *points = shape->points.data;
    size_t start = 0;
    size_t seam = 0;

    for (size_t part = 0; part < shape->ends.count; part++) {
        const size_t end = OKR_AT(&shape->ends, size_t, part);
        for (size_t i = start; i < end; i++) {
            const bool lifted =
                seam < shape->seams.count && OKR_AT(&shape->seams, size_t, seam) + 1 == i;
            seam += lifted;
            if (i == start || (lifted && stroke))
                cairo_move_to(cr, points[i].x, points[i].y);
            else
                cairo_line_to(cr, points[i].x, points[i].y);
        }
        if (shape->closed && (shape->seams.count == 0 || !stroke))
            cairo_close_path(cr);
        start = end;
    }
}

bool okr_sheet_shape_has(const okr_sheet_shape *shape, okr_point p)
{
    const okr_point *points = shape->points.data;
    size_t start = 0;
    bool inside = false;

    for (size_t part = 0; part < shape->ends.count; part++) {
        const size_t end = OKR_AT(&shape->ends, size_t, part);
        for (size_t i = start, j = end - 1; i < end; j = i++) {
            const okr_point a = points[i];
            const okr_point b = points[j];
            if ((a.y > p.y) != (b.y > p.y) &&
                p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
        start = end;
    }
    return inside;
}

/* Distance from a point to the nearest edge. */
static double shape_distance(const okr_sheet_shape *shape, okr_point p)
{
    const okr_point *points = shape->points.data;
    size_t start = 0;
    double nearest = INFINITY;

    for (size_t part = 0; part < shape->ends.count; part++) {
        const size_t end = OKR_AT(&shape->ends, size_t, part);
        for (size_t i = start; i < end; i++) {
            const size_t next = i + 1 < end ? i + 1 : start;
            if (i + 1 == end && !shape->closed)
                continue;
            nearest = fmin(nearest, okr_segment_distance(p, points[i], points[next]));
        }
        start = end;
    }
    return nearest;
}

okr_rect okr_sheet_shape_bounds(const okr_sheet_shape *shape)
{
    okr_rect bounds = {0.0, 0.0, -1.0, -1.0};

    for (size_t i = 0; i < shape->points.count; i++) {
        const okr_point p = OKR_AT(&shape->points, okr_point, i);
        const okr_rect at = {p.x, p.y, 0.0, 0.0};
        bounds = i == 0 ? at : okr_rect_union(bounds, at);
    }
    return bounds;
}

okr_point okr_sheet_shape_inner(const okr_sheet_shape *shape, okr_rect rect, double *depth)
{
    enum { SIDE = 20 };
    const okr_rect b = okr_sheet_shape_bounds(shape);
    const double x0 = fmax(b.x, rect.x);
    const double y0 = fmax(b.y, rect.y);
    const double w = fmin(b.x + b.w, rect.x + rect.w) - x0;
    const double h = fmin(b.y + b.h, rect.y + rect.h) - y0;
    okr_point best = {x0, y0};

    *depth = -1.0;
    for (int i = 0; i < SIDE * SIDE && w > 0.0 && h > 0.0; i++) {
        const okr_point p = {x0 + w * (i % SIDE + 0.5) / SIDE,
                             y0 + h * (i / SIDE + 0.5) / SIDE};
        double d = fmin(fmin(p.x - rect.x, rect.x + rect.w - p.x),
                        fmin(p.y - rect.y, rect.y + rect.h - p.y));
        if (d <= *depth || !okr_sheet_shape_has(shape, p))
            continue;
        d = fmin(d, shape_distance(shape, p));
        if (d > *depth) {
            *depth = d;
            best = p;
        }
    }
    return best;
}
