#include "overlay/share_parts.h"

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

static okr_status add_segment(okr_share *share, run *r, okr_lonlat a, okr_lonlat b,
                              double metres, okr_error *err)
{
    int32_t end = r->face;
    okr_status status = okr_walk_segment(&share->walk, a, b, &end, err);

    if (status != OKR_OK)
        return status;
    if (share->walk.crossings.count == 0)
        return extend(share, r, metres, err);
    return divide_segment(share, r, metres, end, err);
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* Segments that stay in the box without borders need no walk. */
static bool stays(const okr_share *share, okr_lonlat a, okr_lonlat b)
{
    return okr_box_holds(&share->walk.empty, a) && okr_box_holds(&share->walk.empty, b);
}

static okr_status add_segments(okr_share *share, run *r, const okr_part *part, bool *moved,
                               okr_error *err)
{
    const okr_lonlat *points = part->points;
    const double *metres = share->lengths.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i + 1 < part->count; i++) {
        if (stays(share, points[i], points[i + 1])) {
            status = extend(share, r, metres[i], err);
        } else if (!same(points[i], points[i + 1])) {
            status = add_segment(share, r, points[i], points[i + 1], metres[i], err);
        } else {
            continue;
        }
        *moved = true;
    }
    return status;
}

static void add_total(okr_share *share, size_t n)
{
    const double *metres = share->lengths.data;

    for (size_t from = 0; from < n; from += RUN) {
        size_t end = n - from < RUN ? n : from + RUN;
        double sum = 0.0;
        for (size_t i = from; i < end; i++)
            sum += metres[i];
        okr_sum_add(&share->total_length_m, sum);
    }
}

okr_status okr_share_line(okr_share *share, const okr_part *part, okr_error *err)
{
    run r = {.face = okr_territory_index_face(share->index, part->points[0])};
    bool moved = false;
    okr_status status = okr_vec_reserve(&share->lengths, part->count, err);

    if (status != OKR_OK)
        return status;
    okr_chain_lengths(part->points, part->count, share->lengths.data);
    add_total(share, part->count - 1);
    status = add_segments(share, &r, part, &moved, err);
    if (status == OKR_OK)
        status = flush(share, &r, err);
    /* A line of no length is somewhere nevertheless. */
    if (status == OKR_OK && !moved)
        status = add_length(share, r.face, 0.0, err);
    return status;
}
