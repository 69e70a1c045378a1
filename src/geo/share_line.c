#include "geo/share_parts.h"

/* Lengths within one face are added up in a run of a few before they go to the tally's sum. */
enum { RUN = 32 };

typedef struct run {
    int32_t face;
    int terms;
    double metres;
} run;

static okr_status add_length(okr_share *share, int32_t face, double metres, okr_error *err)
{
    okr_tally *tally = okr_share_tally(share, face, err);

    if (tally == NULL)
        return OKR_ERR_NOMEM;
    tally->touched = true;
    okr_sum_add(&tally->length_m, metres);
    return OKR_OK;
}

static okr_status flush(okr_share *share, run *r, okr_error *err)
{
    okr_status status = r->terms > 0 ? add_length(share, r->face, r->metres, err) : OKR_OK;

    r->metres = 0.0;
    r->terms = 0;
    return status;
}

static okr_status extend(okr_share *share, run *r, double metres, okr_error *err)
{
    r->metres += metres;
    r->terms++;
    return r->terms == RUN ? flush(share, r, err) : OKR_OK;
}

/* Divide a segment at its crossings; it ends in face `end`. */
static okr_status divide_segment(okr_share *share, run *r, double metres, int32_t end,
                                 okr_error *err)
{
    const okr_crossing *c = share->walk.crossings.data;
    size_t n = share->walk.crossings.count;
    double from = 0.0;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        if (c[i].t > from)
            status = extend(share, r, (c[i].t - from) * metres, err);
        if (status == OKR_OK)
            status = flush(share, r, err);
        r->face = c[i].face;
        from = c[i].t;
    }
    r->face = end;
    if (status == OKR_OK && from < 1.0)
        status = extend(share, r, (1.0 - from) * metres, err);
    return status;
}

static okr_status add_segment(okr_share *share, run *r, const okr_vertex *a,
                              const okr_vertex *b, okr_error *err)
{
    double metres = okr_vertex_length(a, b);
    int32_t end = r->face;
    okr_status status = okr_walk_segment(&share->walk, (okr_lonlat){a->lon, a->lat},
                                         (okr_lonlat){b->lon, b->lat}, &end, err);

    if (status != OKR_OK)
        return status;
    okr_sum_add(&share->total_length_m, metres);
    if (share->walk.crossings.count == 0)
        return extend(share, r, metres, err);
    return divide_segment(share, r, metres, end, err);
}

okr_status okr_share_line(okr_share *share, const okr_part *part, okr_error *err)
{
    const okr_lonlat *points = part->points;
    run r = {.face = okr_territory_index_face(share->index, points[0])};
    okr_vertex ends[2];
    int last = 0;
    bool moved = false;
    okr_status status = OKR_OK;

    okr_vertex_set(&ends[0], points[0]);
    for (size_t i = 1; status == OKR_OK && i < part->count; i++) {
        if (points[i].lon == ends[last].lon && points[i].lat == ends[last].lat)
            continue;
        okr_vertex_set(&ends[1 - last], points[i]);
        status = add_segment(share, &r, &ends[last], &ends[1 - last], err);
        last = 1 - last;
        moved = true;
    }
    if (status == OKR_OK)
        status = flush(share, &r, err);
    /* A line of no length is somewhere nevertheless. */
    if (status == OKR_OK && !moved)
        status = add_length(share, r.face, 0.0, err);
    return status;
}
