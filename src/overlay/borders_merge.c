#include "overlay/borders_parts.h"

#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * Keys are dealt into buckets by their highest bits, each part of the keys by one thread, then
 * every bucket is sorted and merged for itself. Equal edges begin at the same point, so they
 * are in one bucket and next to each other.
 */
enum {
    PARTS = 16,
    FEW_BITS = 2,
    MANY_BITS = 12,
    MANY_HALVES = 65536,
    RADIX_BITS = 10,
    RADIX = 1 << RADIX_BITS,
    PLACE_SHIFT = 32,
    KEY_BITS = 64,
    SHORT_RUN = 16
};

typedef struct merger {
    const okr_half *halves;
    uint64_t *keys;   /* borrowed: as they come, later scratch */
    uint64_t *sorted; /* owned: dealt into buckets */
    size_t n;
    unsigned bits;
    size_t buckets;
    size_t *starts;  /* owned: keys before each part of each bucket, PARTS per bucket, end */
    size_t *made;    /* owned: edges made of each bucket */
    okr_vec *runs;   /* owned: okr_half, scratch of each worker */
    okr_edge *edges; /* borrowed from the result: those of a bucket begin at its first key */
    okr_span *spans;
    int32_t *ids;
} merger;

static size_t bucket_of(const merger *m, uint64_t key)
{
    return (size_t)(key >> (KEY_BITS - m->bits));
}

static okr_status count_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    merger *m = user;
    size_t end = (part + 1) * m->n / PARTS;

    (void)worker;
    (void)err;
    for (size_t i = part * m->n / PARTS; i < end; i++)
        m->starts[bucket_of(m, m->keys[i]) * PARTS + part]++;
    return OKR_OK;
}

static okr_status deal_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    merger *m = user;
    size_t end = (part + 1) * m->n / PARTS;

    (void)worker;
    (void)err;
    for (size_t i = part * m->n / PARTS; i < end; i++)
        m->sorted[m->starts[bucket_of(m, m->keys[i]) * PARTS + part]++] = m->keys[i];
    return OKR_OK;
}

/* After dealing, each start has moved to the end of its part. */
static size_t bucket_start(const merger *m, size_t bucket)
{
    return bucket == 0 ? 0 : m->starts[bucket * PARTS - 1];
}

static okr_status deal(merger *m, unsigned threads, okr_error *err)
{
    size_t total = 0;
    okr_status status = okr_pool_run(threads, PARTS, count_part, m, err);

    for (size_t i = 0; i < m->buckets * PARTS; i++) {
        size_t here = m->starts[i];
        m->starts[i] = total;
        total += here;
    }
    return status == OKR_OK ? okr_pool_run(threads, PARTS, deal_part, m, err) : status;
}

/* By place; equal places keep their order. */
static void sort_bucket(uint64_t *keys, uint64_t *spare, size_t n, unsigned bits)
{
    uint64_t *from = keys;
    uint64_t *to = spare;

    for (unsigned shift = 0; shift < PLACE_SHIFT - bits; shift += RADIX_BITS) {
        uint32_t starts[RADIX + 1] = {0};
        uint64_t *swap = from;
        for (size_t i = 0; i < n; i++)
            starts[(from[i] >> (PLACE_SHIFT + shift) & (RADIX - 1)) + 1]++;
        for (size_t d = 0; d < RADIX; d++)
            starts[d + 1] += starts[d];
        for (size_t i = 0; i < n; i++)
            to[starts[from[i] >> (PLACE_SHIFT + shift) & (RADIX - 1)]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != keys)
        memcpy(keys, from, n * sizeof *keys);
}

static int compare_points(okr_lonlat a, okr_lonlat b)
{
    return okr_before(a, b) ? -1 : okr_before(b, a) ? 1 : 0;
}

static int compare_halves(const void *x, const void *y)
{
    const okr_half *a = x;
    const okr_half *b = y;
    int order = compare_points(a->a, b->a);

    if (order == 0)
        order = compare_points(a->b, b->b);
    if (order == 0)
        order = (a->polygon > b->polygon) - (a->polygon < b->polygon);
    return order;
}

/* Nearly all runs are two or three sides of one border. */
static void sort_run(okr_half *run, size_t n)
{
    if (n > SHORT_RUN) {
        qsort(run, n, sizeof *run, compare_halves);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        okr_half h = run[i];
        size_t at = i;
        for (; at > 0 && compare_halves(&run[at - 1], &h) > 0; at--)
            run[at] = run[at - 1];
        run[at] = h;
    }
}

/* One edge for all equal halves, with the polygons that occur an odd number of times; none at
 * all when every polygon occurs an even number of times. Returns the edges made: 0 or 1. */
static size_t merge_equal(merger *m, const okr_half *halves, size_t n, size_t edge, size_t *id)
{
    uint32_t first = (uint32_t)*id;

    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && halves[end].polygon == halves[i].polygon)
            end++;
        if ((end - i) % 2 == 1)
            m->ids[(*id)++] = halves[i].polygon;
        i = end;
    }
    if (*id == first)
        return 0;
    m->edges[edge] = (okr_edge){
        .a = halves[0].a, .b = halves[0].b, .left = OKR_OUTSIDE, .right = OKR_OUTSIDE};
    m->spans[edge] = (okr_span){.first = first, .count = (uint32_t)(*id - first)};
    return 1;
}

static bool same_place(const uint64_t *keys, size_t i, size_t j)
{
    return keys[i] >> PLACE_SHIFT == keys[j] >> PLACE_SHIFT;
}

/* Gather the halves of one place from key `from` on, sorted fully; returns the end. */
static size_t gather(const merger *m, size_t from, size_t end, okr_vec *run, okr_error *err)
{
    size_t to = from;

    run->count = 0;
    for (; to < end && same_place(m->sorted, from, to); to++)
        if (okr_vec_append(run, &m->halves[(uint32_t)m->sorted[to]], 1, err) != OKR_OK)
            return 0;
    sort_run(run->data, run->count);
    return to;
}

static okr_status merge_bucket(void *user, size_t bucket, unsigned worker, okr_error *err)
{
    merger *m = user;
    okr_vec *run = &m->runs[worker];
    size_t start = bucket_start(m, bucket);
    size_t end = bucket_start(m, bucket + 1);
    size_t edge = start;
    size_t id = start;

    sort_bucket(m->sorted + start, m->keys + start, end - start, m->bits);
    for (size_t i = start; i < end;) {
        const okr_half *halves = NULL;
        i = gather(m, i, end, run, err);
        if (i == 0)
            return OKR_ERR_NOMEM;
        halves = run->data;
        for (size_t k = 0; k < run->count;) {
            size_t next = k + 1;
            while (next < run->count && okr_same(halves[next].a, halves[k].a) &&
                   okr_same(halves[next].b, halves[k].b))
                next++;
            edge += merge_equal(m, halves + k, next - k, edge, &id);
            k = next;
        }
    }
    m->made[bucket] = edge - start;
    return OKR_OK;
}

/* Close the gaps between the buckets' edges. */
static size_t close_up(merger *m)
{
    size_t kept = 0;

    for (size_t b = 0; b < m->buckets; b++) {
        size_t start = bucket_start(m, b);
        memmove(m->edges + kept, m->edges + start, m->made[b] * sizeof *m->edges);
        memmove(m->spans + kept, m->spans + start, m->made[b] * sizeof *m->spans);
        kept += m->made[b];
    }
    return kept;
}

static okr_status make_room(merger *m, okr_borders *borders, unsigned threads, okr_error *err)
{
    okr_status status = okr_vec_reserve(&borders->edges, m->n, err);

    if (status == OKR_OK)
        status = okr_vec_reserve(&borders->spans, m->n, err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&borders->polygons, m->n, err);
    if (status != OKR_OK)
        return status;
    m->sorted = okr_large(malloc(m->n * sizeof *m->sorted), m->n * sizeof *m->sorted);
    m->starts = calloc(m->buckets * PARTS, sizeof *m->starts);
    m->made = calloc(m->buckets, sizeof *m->made);
    m->runs = calloc(threads, sizeof *m->runs);
    if (m->sorted == NULL || m->starts == NULL || m->made == NULL || m->runs == NULL)
        return okr_fail_nomem(err);
    for (unsigned i = 0; i < threads; i++)
        m->runs[i] = OKR_VEC(okr_half);
    m->edges = borders->edges.data;
    m->spans = borders->spans.data;
    m->ids = borders->polygons.data;
    return OKR_OK;
}

okr_status okr_borders_merge(okr_borders *borders, const okr_half *halves, uint64_t *keys,
                             size_t n, unsigned threads, okr_error *err)
{
    merger m = {
        .halves = halves, .keys = keys, .n = n, .bits = n < MANY_HALVES ? FEW_BITS : MANY_BITS};
    okr_status status = OKR_OK;

    m.buckets = (size_t)1 << m.bits;
    status = make_room(&m, borders, threads, err);
    if (status == OKR_OK)
        status = deal(&m, threads, err);
    if (status == OKR_OK)
        status = okr_pool_run(threads, m.buckets, merge_bucket, &m, err);
    if (status == OKR_OK) {
        borders->edges.count = borders->spans.count = close_up(&m);
        borders->polygons.count = n;
    }
    for (unsigned i = 0; m.runs != NULL && i < threads; i++)
        okr_vec_done(&m.runs[i]);
    free(m.runs);
    free(m.sorted);
    free(m.starts);
    free(m.made);
    return status;
}
