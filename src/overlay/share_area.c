#include "overlay/share_parts.h"

#include <stdlib.h>

/*
 * The area of a polygon in a face is the sum of the areas under the border of their common
 * part: the pieces of the polygon's rim in the face, and the pieces of the face's edges in the
 * polygon. An edge's piece enters the face on its left and, with the opposite sign, that on its
 * right, and the rim's pieces make up the rim: so the faces sum to the polygon whatever
 * rounding does.
 */
typedef struct area_job {
    okr_share *share;
    okr_area_frame frame;
    const okr_territory_index *inverse; /* NULL: count the rims */
} area_job;

static okr_status add_area(area_job *job, int32_t face, double m2, okr_error *err)
{
    okr_tally *tally = okr_share_tally(job->share, face, err);

    if (tally == NULL)
        return OKR_ERR_NOMEM;
    okr_sum_add(&tally->area_m2, m2);
    tally->area_terms += fabs(m2);
    return OKR_OK;
}

/* The place on the edge of a point of the rim, so that both sides of a corner of the common
 * part are at the same place even where edge and rim are nearly parallel. */
static okr_status note_cut(area_job *job, const okr_rim *rim, const okr_crossing *c,
                           okr_error *err)
{
    const okr_edge *e = &OKR_AT(&job->share->index->edges, okr_edge, c->edge);
    okr_lonlat x = {rim->p.lon + c->t * (rim->q.lon - rim->p.lon),
                    rim->p.lat + c->t * (rim->q.lat - rim->p.lat)};
    double run = e->b.lon - e->a.lon;
    double rise = e->b.lat - e->a.lat;
    double u =
        ((x.lon - e->a.lon) * run + (x.lat - e->a.lat) * rise) / (run * run + rise * rise);
    okr_cut cut = {.edge = c->edge, .u = u > 0.0 ? (u < 1.0 ? u : 1.0) : 0.0};

    return okr_vec_append(&job->share->cuts, &cut, 1, err);
}

/* Divide one segment of the rim at its crossings, from face to face. */
static okr_status divide_rim(area_job *job, const okr_rim *rim, int32_t start, int32_t end,
                             okr_error *err)
{
    const okr_crossing *c = job->share->walk.crossings.data;
    size_t n = job->share->walk.crossings.count;
    int32_t at = start;
    double from = 0.0;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        status = add_area(job, at,
                          okr_edge_part_area(&job->frame, rim->p, rim->q, from, c[i].t), err);
        if (status == OKR_OK)
            status = note_cut(job, rim, &c[i], err);
        at = c[i].face;
        from = c[i].t;
    }
    if (status != OKR_OK)
        return status;
    return add_area(job, end, okr_edge_part_area(&job->frame, rim->p, rim->q, from, 1.0), err);
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

static okr_status walk_rims(area_job *job, okr_error *err)
{
    const okr_rim *rims = job->share->rims.data;
    int32_t end = OKR_OUTSIDE;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < job->share->rims.count; i++) {
        int32_t start = end;
        if (i == 0 || !same(rims[i - 1].q, rims[i].p))
            start = okr_territory_index_face(job->share->index, rims[i].p);
        end = start;
        status = okr_walk_segment(&job->share->walk, rims[i].p, rims[i].q, &end, err);
        if (status == OKR_OK && job->share->walk.crossings.count == 0)
            status =
                add_area(job, start, okr_edge_area(&job->frame, rims[i].p, rims[i].q), err);
        else if (status == OKR_OK)
            status = divide_rim(job, &rims[i], start, end, err);
    }
    return status;
}

static int compare_cuts(const void *x, const void *y)
{
    const okr_cut *a = x;
    const okr_cut *b = y;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->u > b->u) - (a->u < b->u);
}

/* Is a vertex of an edge inside of the shifted polygon? A point moved against the shift is, in
 * the polygon turned by half a circle, a point moved with it. */
static bool is_inside(const area_job *job, okr_lonlat p)
{
    if (job->inverse == NULL)
        return okr_share_in_rims(job->share, p);
    return okr_territory_index_face(job->inverse, (okr_lonlat){-p.lon, -p.lat}) != OKR_OUTSIDE;
}

/* An edge of the border, and which of its ends are inside. */
typedef struct side {
    const okr_edge *edge;
    bool a, b;
} side;

/* Every cut leads in or out. Most edges follow the one before along the border, and what is
 * known of their common vertex need not be found again. */
static side next_side(const area_job *job, const side *before, const okr_edge *e, size_t cuts)
{
    const okr_edge *f = before->edge;
    bool odd = cuts % 2 == 1;
    side s = {.edge = e};

    if (f != NULL && same(e->a, f->b))
        s.a = before->b;
    else if (f != NULL && same(e->b, f->a))
        s.a = before->a != odd;
    else
        s.a = is_inside(job, e->a);
    s.b = s.a != odd;
    return s;
}

static okr_status add_edge_piece(area_job *job, const okr_edge *e, double from, double to,
                                 okr_error *err)
{
    double m2 = okr_edge_part_area(&job->frame, e->a, e->b, from, to);
    okr_status status = add_area(job, e->left, m2, err);

    return status == OKR_OK ? add_area(job, e->right, -m2, err) : status;
}

/* The pieces of one edge inside of the polygon, between its n cuts. */
static okr_status add_edge(area_job *job, const side *s, const okr_cut *cuts, size_t n,
                           okr_error *err)
{
    bool inside = s->a;
    double from = 0.0;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        if (inside)
            status = add_edge_piece(job, s->edge, from, cuts[i].u, err);
        inside = !inside;
        from = cuts[i].u;
    }
    if (status == OKR_OK && inside)
        status = add_edge_piece(job, s->edge, from, 1.0, err);
    return status;
}

static okr_status add_edges(area_job *job, okr_error *err)
{
    const uint32_t *near = job->share->walk.near.data;
    const okr_cut *cuts = job->share->cuts.data;
    size_t count = job->share->cuts.count;
    size_t at = 0;
    side s = {.edge = NULL};
    okr_status status = OKR_OK;

    if (count > 1)
        qsort(job->share->cuts.data, count, sizeof *cuts, compare_cuts);
    for (size_t i = 0; status == OKR_OK && i < job->share->walk.near.count; i++) {
        const okr_edge *e = &OKR_AT(&job->share->index->edges, okr_edge, near[i]);
        size_t end = 0;
        while (at < count && cuts[at].edge < near[i])
            at++;
        end = at;
        while (end < count && cuts[end].edge == near[i])
            end++;
        if (e->left == e->right)
            continue;
        s = next_side(job, &s, e, end - at);
        status = add_edge(job, &s, cuts + at, end - at, err);
        at = end;
    }
    return status;
}

static double total_area(const area_job *job)
{
    const okr_rim *rims = job->share->rims.data;
    okr_sum sum = {0};

    for (size_t i = 0; i < job->share->rims.count; i++)
        okr_sum_add(&sum, okr_edge_area(&job->frame, rims[i].p, rims[i].q));
    return okr_sum_value(&sum);
}

static double box_area(const okr_box *box)
{
    const okr_lonlat ring[] = {{box->lon_min, box->lat_min},
                               {box->lon_max, box->lat_min},
                               {box->lon_max, box->lat_max},
                               {box->lon_min, box->lat_max}};

    return okr_ring_area(ring, 4);
}

static okr_status divide_polygon(area_job *job, const okr_box *box, okr_error *err)
{
    okr_share *share = job->share;
    double total = total_area(job);
    okr_status status = OKR_OK;

    okr_sum_add(&share->total_area_m2, total);
    if (okr_walk_is_clear(&share->walk, box))
        share->walk.near.count = 0;
    else
        status = okr_walk_box(&share->walk, box, err);
    if (status != OKR_OK)
        return status;
    if (share->walk.near.count == 0) {
        okr_lonlat any = OKR_AT(&share->rims, okr_rim, 0).p;
        return add_area(job, okr_territory_index_face(share->index, any), total, err);
    }
    share->area_scale += box_area(box);
    share->cuts.count = 0;
    status = walk_rims(job, err);
    return status == OKR_OK ? add_edges(job, err) : status;
}

/* A polygon without area is somewhere nevertheless. */
static okr_status touch(okr_share *share, okr_lonlat p, okr_error *err)
{
    okr_tally *tally = okr_share_tally(share, okr_territory_index_face(share->index, p), err);

    if (tally == NULL)
        return OKR_ERR_NOMEM;
    tally->touched = true;
    return OKR_OK;
}

okr_status okr_share_area(okr_share *share, const okr_part *part, const okr_box *box,
                          okr_error *err)
{
    area_job job = {.share = share};
    okr_territory_index *inverse = NULL;
    okr_status status = okr_share_rims(share, part, &inverse, err);

    job.inverse = inverse;
    if (status == OKR_OK && share->rims.count > 0) {
        okr_area_frame_init(&job.frame, box->lat_min, box->lat_max);
        status = divide_polygon(&job, box, err);
    } else if (status == OKR_OK) {
        status = touch(share, part->points[0], err);
    }
    okr_territory_index_free(inverse);
    return status;
}
