#include "overlay/borders_parts.h"

#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * Segments are dealt into buckets by where they begin, their first end by longitude: equal ones
 * are in one bucket, which is small enough to find them in the processor's own memory. Every
 * bucket is grouped for itself; then it is known how many edges come before it, and they are
 * written where they stay.
 */
enum { FEW_BITS = 1, MANY_BITS = 7, MANY_SEGMENTS = 65536 };

/* Segment that has no edge: its polygons occur an even number of times. */
#define NO_EDGE UINT32_MAX

/* Equal segments of a bucket. */
typedef struct group {
    okr_lonlat a, b; /* a before b */
    int32_t last;    /* polygon that came last and counts; -1: none */
    uint32_t odd;    /* polygons with an odd number of segments so far */
} group;

/* What a worker groups with. */
typedef struct table {
    okr_vec groups; /* group */
    okr_vec slots;  /* uint32_t: hash table of groups; number + 1, 0 is free */
} table;

typedef struct merger {
    const okr_rings *rings;
    unsigned bits; /* of a bucket's column and row */
    size_t buckets;
    double per_lon, per_lat;
    uint32_t *starts;   /* owned: segments before each run of each bucket, and the end */
    uint32_t *segments; /* owned: dealt into buckets; ascending in each */
    uint32_t *edges_of; /* owned: number within the bucket of each dealt segment's edge */
    size_t *made;       /* owned: edges before each bucket, and of all */
    table *tables;      /* owned: of each worker */
    okr_borders *borders;
} merger;

/* Spread 8 bits over the even bits of 16. */
static uint32_t spread(uint32_t x)
{
    x = (x | x << 4) & 0x0F0FU;
    x = (x | x << 2) & 0x3333U;
    return (x | x << 1) & 0x5555U;
}

static uint32_t scaled(double offset, double per_side, unsigned bits)
{
    double slot = offset * per_side;
    uint32_t side = UINT32_C(1) << bits;

    if (!(slot > 0.0))
        return 0;
    return slot < side ? (uint32_t)slot : side - 1;
}

/* Buckets follow each other along a Z-order curve over the box. */
static size_t bucket_of(const merger *m, okr_lonlat a, okr_lonlat b)
{
    okr_lonlat p = okr_before(a, b) ? a : b;
    uint32_t x = scaled(p.lon - m->rings->box.lon_min, m->per_lon, m->bits);
    uint32_t y = scaled(p.lat - m->rings->box.lat_min, m->per_lat, m->bits);

    return spread(x) | spread(y) << 1;
}

/* Count the segments of a run in each bucket, or deal them when there is somewhere to. */
static okr_status deal_run(void *user, size_t number, unsigned worker, okr_error *err)
{
    merger *m = user;
    const okr_lonlat *points = m->rings->points;
    const okr_run *run = &m->rings->runs[number];

    (void)worker;
    (void)err;
    for (size_t i = run->point; i + 1 < run->point_end; i++) {
        uint32_t *start = NULL;
        if (okr_is_gap(points[i]) || okr_is_gap(points[i + 1]))
            continue;
        start = &m->starts[bucket_of(m, points[i], points[i + 1]) * OKR_RUNS + number];
        if (m->segments != NULL)
            m->segments[*start] = (uint32_t)i;
        (*start)++;
    }
    return OKR_OK;
}

static okr_status deal(merger *m, unsigned threads, okr_error *err)
{
    size_t n = m->rings->segments;
    uint32_t total = 0;
    okr_status status = okr_pool_run(threads, OKR_RUNS, deal_run, m, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = 0; i < m->buckets * OKR_RUNS; i++) {
        uint32_t here = m->starts[i];
        m->starts[i] = total;
        total += here;
    }
    m->segments = okr_large(malloc(n * sizeof *m->segments), n * sizeof *m->segments);
    m->edges_of = okr_large(malloc(n * sizeof *m->edges_of), n * sizeof *m->edges_of);
    if (m->segments == NULL || m->edges_of == NULL)
        return okr_fail_nomem(err);
    return okr_pool_run(threads, OKR_RUNS, deal_run, m, err);
}

/* After dealing, each start has moved to the end of its run. */
static size_t bucket_start(const merger *m, size_t bucket)
{
    return bucket == 0 ? 0 : m->starts[bucket * OKR_RUNS - 1];
}

static uint64_t bits_of(double x)
{
    double positive = x + 0.0; /* the two zeros are one */
    uint64_t bits = 0;

    memcpy(&bits, &positive, sizeof bits);
    return bits;
}

static size_t hash(okr_lonlat a, okr_lonlat b)
{
    const uint64_t prime = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t h = bits_of(a.lon) * prime ^ bits_of(a.lat);

    h = (h ^ h >> 31) * prime ^ bits_of(b.lon);
    h = (h ^ h >> 31) * prime ^ bits_of(b.lat);
    h = (h ^ h >> 31) * prime;
    return (size_t)(h >> 24);
}

static void ordered_ends(const merger *m, size_t segment, okr_lonlat *a, okr_lonlat *b)
{
    okr_lonlat p = m->rings->points[segment];
    okr_lonlat q = m->rings->points[segment + 1];
    bool onward = okr_before(p, q);

    *a = onward ? p : q;
    *b = onward ? q : p;
}

/* The number of the group of a segment, made when there is none; there is room for it. */
static uint32_t group_of(table *t, okr_lonlat a, okr_lonlat b)
{
    group *groups = t->groups.data;
    uint32_t *slots = t->slots.data;
    size_t mask = t->slots.count - 1;
    size_t slot = hash(a, b) & mask;

    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
        const group *g = &groups[slots[slot] - 1];
        if (okr_same(g->a, a) && okr_same(g->b, b))
            return slots[slot] - 1;
    }
    groups[t->groups.count] = (group){.a = a, .b = b, .last = -1};
    slots[slot] = (uint32_t)++t->groups.count;
    return slots[slot] - 1;
}

/* A polygon's segments of a group follow each other. */
static void count_polygon(group *g, int32_t polygon)
{
    bool again = g->last == polygon;

    g->odd = again ? g->odd - 1 : g->odd + 1;
    g->last = again ? -1 : polygon;
}

static okr_status clear_table(table *t, size_t n, okr_error *err)
{
    size_t slots = 4;
    okr_status status = okr_vec_reserve(&t->groups, n, err);

    while (slots < 2 * n)
        slots *= 2;
    if (status == OKR_OK)
        status = okr_vec_reserve(&t->slots, slots, err);
    if (status != OKR_OK)
        return status;
    t->groups.count = 0;
    t->slots.count = slots;
    memset(t->slots.data, 0, slots * sizeof(uint32_t));
    return OKR_OK;
}

/* Groups of an even number in every polygon make no edge: number the others anew. */
static size_t drop_even(const table *t, uint32_t *edges_of, size_t n)
{
    const group *groups = t->groups.data;
    uint32_t *numbers = t->slots.data; /* no longer needed */
    uint32_t kept = 0;

    for (size_t g = 0; g < t->groups.count; g++)
        numbers[g] = groups[g].odd == 0 ? NO_EDGE : kept++;
    if (kept < t->groups.count)
        for (size_t i = 0; i < n; i++)
            edges_of[i] = numbers[edges_of[i]];
    return kept;
}

static okr_status group_bucket(void *user, size_t bucket, unsigned worker, okr_error *err)
{
    merger *m = user;
    table *t = &m->tables[worker];
    size_t start = bucket_start(m, bucket);
    size_t end = bucket_start(m, bucket + 1);
    okr_status status = clear_table(t, end - start, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = start; i < end; i++) {
        okr_lonlat a;
        okr_lonlat b;
        ordered_ends(m, m->segments[i], &a, &b);
        m->edges_of[i] = group_of(t, a, b);
        count_polygon(&OKR_AT(&t->groups, group, m->edges_of[i]),
                      okr_rings_polygon(m->rings, m->segments[i]));
    }
    m->made[bucket + 1] = drop_even(t, m->edges_of + start, end - start);
    return OKR_OK;
}

/* Write the edges of a bucket, numbered as they first come, and count their segments. */
static void write_edges(const merger *m, size_t start, size_t end, okr_edge *edges,
                        okr_span *spans)
{
    uint32_t made = 0;

    for (size_t i = start; i < end; i++) {
        uint32_t number = m->edges_of[i];
        okr_edge edge = {.left = OKR_OUTSIDE, .right = OKR_OUTSIDE};
        if (number == NO_EDGE)
            continue;
        if (number == made) {
            ordered_ends(m, m->segments[i], &edge.a, &edge.b);
            edges[made] = edge;
            spans[made++].count = 0;
        }
        spans[number].count++;
    }
}

static okr_status write_bucket(void *user, size_t bucket, unsigned worker, okr_error *err)
{
    const merger *m = user;
    size_t start = bucket_start(m, bucket);
    size_t end = bucket_start(m, bucket + 1);
    okr_edge *edges = &OKR_AT(&m->borders->edges, okr_edge, m->made[bucket]);
    okr_span *spans = &OKR_AT(&m->borders->spans, okr_span, m->made[bucket]);
    int32_t *ids = m->borders->polygons.data;
    uint32_t first = (uint32_t)start;

    (void)worker;
    (void)err;
    write_edges(m, start, end, edges, spans);
    for (size_t e = 0; e < m->made[bucket + 1] - m->made[bucket]; e++) {
        uint32_t next = first + spans[e].count;
        spans[e] = (okr_span){.first = first};
        first = next;
    }
    for (size_t i = start; i < end; i++) {
        int32_t polygon = okr_rings_polygon(m->rings, m->segments[i]);
        okr_span *span = m->edges_of[i] == NO_EDGE ? NULL : &spans[m->edges_of[i]];
        if (span != NULL && span->count > 0 && ids[span->first + span->count - 1] == polygon)
            span->count--;
        else if (span != NULL)
            ids[span->first + span->count++] = polygon;
    }
    return OKR_OK;
}

static okr_status write_all(merger *m, unsigned threads, okr_error *err)
{
    okr_borders *borders = m->borders;
    size_t edges = 0;
    okr_status status = OKR_OK;

    for (size_t b = 0; b < m->buckets; b++)
        m->made[b + 1] += m->made[b];
    edges = m->made[m->buckets];
    status = okr_vec_reserve(&borders->edges, edges + 1, err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&borders->spans, edges + 1, err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&borders->polygons, m->rings->segments, err);
    if (status != OKR_OK)
        return status;
    borders->edges.count = borders->spans.count = edges;
    borders->polygons.count = m->rings->segments;
    return okr_pool_run(threads, m->buckets, write_bucket, m, err);
}

static okr_status merge(merger *m, unsigned threads, okr_error *err)
{
    okr_status status = OKR_OK;

    m->starts = calloc(m->buckets * OKR_RUNS, sizeof *m->starts);
    m->made = calloc(m->buckets + 1, sizeof *m->made);
    m->tables = calloc(threads, sizeof *m->tables);
    if (m->starts == NULL || m->made == NULL || m->tables == NULL)
        return okr_fail_nomem(err);
    for (unsigned i = 0; i < threads; i++)
        m->tables[i] = (table){OKR_VEC(group), OKR_VEC(uint32_t)};
    status = deal(m, threads, err);
    if (status == OKR_OK)
        status = okr_pool_run(threads, m->buckets, group_bucket, m, err);
    return status == OKR_OK ? write_all(m, threads, err) : status;
}

okr_status okr_borders_merge(okr_borders *borders, const okr_rings *rings, unsigned threads,
                             okr_error *err)
{
    const okr_box *box = &rings->box;
    merger m = {.rings = rings,
                .bits = rings->segments < MANY_SEGMENTS ? FEW_BITS : MANY_BITS,
                .borders = borders};
    okr_status status = OKR_OK;

    m.buckets = (size_t)1 << 2 * m.bits;
    m.per_lon = (double)(1U << m.bits) / (box->lon_max - box->lon_min);
    m.per_lat = (double)(1U << m.bits) / (box->lat_max - box->lat_min);
    status = merge(&m, threads, err);
    for (unsigned i = 0; m.tables != NULL && i < threads; i++) {
        okr_vec_done(&m.tables[i].groups);
        okr_vec_done(&m.tables[i].slots);
    }
    free(m.tables);
    free(m.starts);
    free(m.segments);
    free(m.edges_of);
    free(m.made);
    return status;
}
