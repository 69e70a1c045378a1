#include "overlay/share_parts.h"

#include <stdlib.h>
#include <string.h>

/* Polygons with more segments are prepared by an index of their own. */
enum { MOST_RIMS = 256 };

static bool same(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* The segments of all rings that have a length, each ring closed; there is room for them. */
static void add_rings(okr_share *share, const okr_part *part)
{
    okr_rim *rims = share->rims.data;
    size_t count = 0;
    size_t start = 0;

    for (size_t r = 0; r < part->rings; r++) {
        for (size_t i = start; i < part->ring_ends[r]; i++) {
            size_t next = i + 1 < part->ring_ends[r] ? i + 1 : start;
            if (!same(part->points[i], part->points[next]))
                rims[count++] = (okr_rim){part->points[i], part->points[next]};
        }
        start = part->ring_ends[r];
    }
    share->rims.count = count;
}

/*
 * Is a single ring seen whole from the middle of its vertices? If the middle is strictly on one
 * side of all segments and they go round it once, every ray from it meets the ring once: the
 * ring is simple. Many real outlines are; the others are examined pair by pair.
 * @return 1 counterclockwise, -1 clockwise, 0 not seen whole
 */
static int seen_whole(const okr_rim *rims, size_t n)
{
    okr_lonlat middle = {0.0, 0.0};
    int side = 0;
    int turns = 0;

    for (size_t i = 0; i < n; i++) {
        middle.lon += rims[i].p.lon / (double)n;
        middle.lat += rims[i].p.lat / (double)n;
    }
    side = okr_orient(rims[0].p, rims[0].q, middle);
    for (size_t i = 0; i < n; i++) {
        if (side == 0 || okr_orient(rims[i].p, rims[i].q, middle) != side)
            return 0;
        turns += rims[i].p.lat <= middle.lat && rims[i].q.lat > middle.lat;
    }
    return turns == 1 ? side : 0;
}

static double min_lon(const okr_rim *rim)
{
    return rim->p.lon < rim->q.lon ? rim->p.lon : rim->q.lon;
}

static double max_lon(const okr_rim *rim)
{
    return rim->p.lon < rim->q.lon ? rim->q.lon : rim->p.lon;
}

static bool lats_meet(const okr_rim *a, const okr_rim *b)
{
    double a_low = a->p.lat < a->q.lat ? a->p.lat : a->q.lat;
    double a_high = a->p.lat < a->q.lat ? a->q.lat : a->p.lat;
    double b_low = b->p.lat < b->q.lat ? b->p.lat : b->q.lat;
    double b_high = b->p.lat < b->q.lat ? b->q.lat : b->p.lat;

    return a_low <= b_high && b_low <= a_high;
}

/* Does the second of two chained segments run back over the first? */
static bool folds(okr_lonlat from, okr_lonlat joint, okr_lonlat to)
{
    double dot = (from.lon - joint.lon) * (to.lon - joint.lon) +
                 (from.lat - joint.lat) * (to.lat - joint.lat);

    return dot > 0.0 && okr_orient(from, joint, to) == 0;
}

/* Do two segments meet anywhere but in the vertex that chains them? */
static bool conflict(const okr_rim *a, const okr_rim *b)
{
    if (same(a->q, b->p))
        return same(a->p, b->q) || folds(a->p, a->q, b->q);
    if (same(b->q, a->p))
        return folds(b->p, b->q, a->q);
    return okr_orient(a->p, a->q, b->p) * okr_orient(a->p, a->q, b->q) <= 0 &&
           okr_orient(b->p, b->q, a->p) * okr_orient(b->p, b->q, a->q) <= 0;
}

/* Insertion sort: segments of a ring follow each other, so the order is nearly there. */
static void sort_by_lon(const okr_rim *rims, uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double lon = min_lon(&rims[i]);
        size_t at = i;
        for (; at > 0 && min_lon(&rims[order[at - 1]]) > lon; at--)
            order[at] = order[at - 1];
        order[at] = (uint32_t)i;
    }
}

/* Do the segments meet in nothing but the vertices that chain them? A vertex visited twice
 * shows as a conflict of the two segments that end there. */
static bool is_simple(const okr_rim *rims, const uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const okr_rim *a = &rims[order[i]];
        double end = max_lon(a);
        for (size_t j = i + 1; j < n && min_lon(&rims[order[j]]) <= end; j++)
            if (lats_meet(a, &rims[order[j]]) && conflict(a, &rims[order[j]]))
                return false;
    }
    return true;
}

/* Shifted rims cross the ray from p northwards an odd number of times? Rims [from, to) are left
 * out. */
static bool in_rims_but(const okr_share *share, okr_lonlat p, size_t from, size_t to)
{
    const okr_rim *rims = share->rims.data;
    bool inside = false;

    for (size_t i = 0; i < share->rims.count; i++) {
        bool rises = rims[i].q.lon >= p.lon;
        int side = 0;
        if ((rims[i].p.lon >= p.lon) == rises || (i >= from && i < to))
            continue;
        side = okr_side_of_shifted(rims[i].p, rims[i].q, p);
        if ((side < 0) == rises)
            inside = !inside;
    }
    return inside;
}

bool okr_share_in_rims(const okr_share *share, okr_lonlat p)
{
    return in_rims_but(share, p, 0, 0);
}

/* Direction of a simple ring, from the turn at its first vertex by longitude and latitude. */
static bool is_counterclockwise(const okr_rim *ring, size_t n)
{
    size_t first = 0;

    for (size_t i = 1; i < n; i++)
        if (ring[i].p.lon < ring[first].p.lon ||
            (ring[i].p.lon <= ring[first].p.lon && ring[i].p.lat < ring[first].p.lat))
            first = i;
    return okr_orient(ring[first == 0 ? n - 1 : first - 1].p, ring[first].p, ring[first].q) > 0;
}

static void reverse(okr_rim *ring, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ring[i] = (okr_rim){ring[i].q, ring[i].p};
    for (size_t i = 0; i < n / 2; i++) {
        okr_rim swap = ring[i];
        ring[i] = ring[n - 1 - i];
        ring[n - 1 - i] = swap;
    }
}

/* Put the inside of every ring on its left: outer rings, held by an even number of others, run
 * counterclockwise, holes clockwise. */
static void direct(okr_share *share)
{
    okr_rim *rims = share->rims.data;
    size_t n = share->rims.count;

    for (size_t from = 0; from < n;) {
        size_t to = from + 1;
        bool hole = false;
        while (to < n && same(rims[to - 1].q, rims[to].p) &&
               !same(rims[to - 1].q, rims[from].p))
            to++;
        hole = (from > 0 || to < n) && in_rims_but(share, rims[from].p, from, to);
        if (is_counterclockwise(rims + from, to - from) == hole)
            reverse(rims + from, to - from);
        from = to;
    }
}

static okr_status add_negated_ring(okr_vec *bytes, const okr_lonlat *ring, size_t n,
                                   okr_error *err)
{
    uint32_t count = (uint32_t)n;
    okr_status status = okr_vec_append(bytes, &count, sizeof count, err);

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        okr_lonlat p = {-ring[i].lon, -ring[i].lat};
        status = okr_vec_append(bytes, &p, sizeof p, err);
    }
    return status;
}

/* The polygon turned by half a circle about (0, 0), as WKB in this machine's byte order. */
static okr_status negate(okr_share *share, const okr_part *part, okr_error *err)
{
    const uint16_t one = 1;
    unsigned char order = 0;
    uint32_t counts[2] = {3, (uint32_t)part->rings};
    size_t start = 0;
    okr_status status = OKR_OK;

    memcpy(&order, &one, 1);
    share->bytes.count = 0;
    status = okr_vec_append(&share->bytes, &order, 1, err);
    if (status == OKR_OK)
        status = okr_vec_append(&share->bytes, counts, sizeof counts, err);
    for (size_t r = 0; status == OKR_OK && r < part->rings; r++) {
        status = add_negated_ring(&share->bytes, part->points + start,
                                  part->ring_ends[r] - start, err);
        start = part->ring_ends[r];
    }
    return status;
}

/* Rims from the edges of the turned polygon's index: turning keeps left and right. */
static okr_status rims_of_index(okr_share *share, const okr_territory_index *inverse,
                                okr_error *err)
{
    const okr_edge *edges = inverse->edges.data;
    okr_status status = OKR_OK;

    share->rims.count = 0;
    for (size_t i = 0; status == OKR_OK && i < inverse->edges.count; i++) {
        okr_lonlat a = {-edges[i].a.lon, -edges[i].a.lat};
        okr_lonlat b = {-edges[i].b.lon, -edges[i].b.lat};
        okr_rim rim = edges[i].left > edges[i].right ? (okr_rim){a, b} : (okr_rim){b, a};
        if (edges[i].left != edges[i].right)
            status = okr_vec_append(&share->rims, &rim, 1, err);
    }
    return status;
}

static okr_status node_rims(okr_share *share, const okr_part *part,
                            okr_territory_index **inverse, okr_error *err)
{
    okr_wkb wkb = {0};
    okr_status status = negate(share, part, err);

    if (status != OKR_OK)
        return status;
    wkb = (okr_wkb){share->bytes.data, share->bytes.count};
    status = okr_territory_index_new(&wkb, 1, NULL, inverse, err);
    return status == OKR_OK ? rims_of_index(share, *inverse, err) : status;
}

okr_status okr_share_rims(okr_share *share, const okr_part *part, okr_territory_index **inverse,
                          okr_error *err)
{
    okr_status status = OKR_OK;
    int seen = 0;

    *inverse = NULL;
    if (part->count > MOST_RIMS)
        return node_rims(share, part, inverse, err);
    status = okr_vec_reserve(&share->rims, MOST_RIMS, err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&share->order, MOST_RIMS, err);
    if (status != OKR_OK)
        return status;
    add_rings(share, part);
    if (part->rings == 1 && share->rims.count > 2)
        seen = seen_whole(share->rims.data, share->rims.count);
    if (seen < 0)
        reverse(share->rims.data, share->rims.count);
    if (seen != 0)
        return OKR_OK;
    sort_by_lon(share->rims.data, share->order.data, share->rims.count);
    if (!is_simple(share->rims.data, share->order.data, share->rims.count))
        return node_rims(share, part, inverse, err);
    direct(share);
    return OKR_OK;
}
