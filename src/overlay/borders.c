#include "overlay/borders_parts.h"

#include "base/i18n.h"
#include "base/pool.h"

#include <stdlib.h>

/*
 * Rings become halves in two passes over the geometries: the first counts them and finds the
 * box, so that in the second every run of polygons writes into a place of its own, by several
 * threads and without growing arrays.
 */
enum { RUNS = 256 };

typedef struct collector {
    const okr_wkb *polygons;
    size_t n;
    size_t runs;
    size_t starts[RUNS + 1]; /* halves before each run */
    okr_box boxes[RUNS];     /* of each run */
    okr_box box;
    okr_half *halves;        /* NULL while counting */
    uint64_t *keys;          /* NULL while counting */
    okr_wkb_reader *readers; /* owned, one per worker */
} collector;

/* What is being read: half `next` comes next. */
typedef struct cursor {
    collector *c;
    int32_t polygon;
    size_t next;
    okr_box box;
} cursor;

static const okr_box NOTHING = {1e9, 1e9, -1e9, -1e9};

void okr_borders_done(okr_borders *borders)
{
    okr_vec_done(&borders->edges);
    okr_vec_done(&borders->spans);
    okr_vec_done(&borders->polygons);
}

/* Spread 16 bits over the even bits of 32. */
static uint32_t spread(uint32_t x)
{
    x = (x | x << 8) & 0x00FF00FFU;
    x = (x | x << 4) & 0x0F0F0F0FU;
    x = (x | x << 2) & 0x33333333U;
    return (x | x << 1) & 0x55555555U;
}

static uint32_t scaled(double offset, double extent)
{
    const double side = 65536.0;
    double slot = extent > 0.0 ? offset / extent * side : 0.0;

    if (!(slot > 0.0))
        return 0;
    return slot < side ? (uint32_t)slot : (uint32_t)side - 1;
}

/* Place along a Z-order curve over the box. */
static uint32_t place_of(const okr_box *box, okr_lonlat p)
{
    uint32_t x = scaled(p.lon - box->lon_min, box->lon_max - box->lon_min);
    uint32_t y = scaled(p.lat - box->lat_min, box->lat_max - box->lat_min);

    return spread(x) | spread(y) << 1;
}

static void put_half(cursor *at, okr_lonlat a, okr_lonlat b)
{
    collector *c = at->c;
    okr_half h = {.a = a, .b = b, .polygon = at->polygon};

    if (okr_before(b, a)) {
        h.a = b;
        h.b = a;
    }
    c->halves[at->next] = h;
    c->keys[at->next] = (uint64_t)place_of(&c->box, h.a) << 32 | at->next;
}

static void add_ring(cursor *at, const okr_lonlat *ring, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        okr_lonlat a = ring[i];
        okr_lonlat b = ring[i + 1 < n ? i + 1 : 0];
        if (okr_same(a, b))
            continue;
        if (at->c->halves != NULL)
            put_half(at, a, b);
        at->next++;
    }
}

static void widen(okr_box *box, const okr_box *other)
{
    box->lon_min = other->lon_min < box->lon_min ? other->lon_min : box->lon_min;
    box->lat_min = other->lat_min < box->lat_min ? other->lat_min : box->lat_min;
    box->lon_max = other->lon_max > box->lon_max ? other->lon_max : box->lon_max;
    box->lat_max = other->lat_max > box->lat_max ? other->lat_max : box->lat_max;
}

static okr_status add_part(cursor *at, const okr_part *part, okr_error *err)
{
    okr_box box;
    size_t start = 0;
    okr_status status = okr_part_box(part, &box, err);

    if (status != OKR_OK)
        return status;
    widen(&at->box, &box);
    for (size_t r = 0; r < part->rings; r++) {
        add_ring(at, part->points + start, part->ring_ends[r] - start);
        start = part->ring_ends[r];
    }
    return OKR_OK;
}

static okr_status add_polygon(cursor *at, okr_wkb_reader *reader, okr_wkb wkb, okr_error *err)
{
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(reader, wkb);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(reader, &part, &more, err);
        if (status == OKR_OK && more && part.kind == OKR_PART_POLYGON)
            status = add_part(at, &part, err);
    }
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("polygon %ld"), (long)at->polygon + 1);
    return OKR_OK;
}

static okr_status add_run(void *user, size_t run, unsigned worker, okr_error *err)
{
    collector *c = user;
    cursor at = {.c = c, .next = c->halves == NULL ? 0 : c->starts[run], .box = NOTHING};
    size_t end = (run + 1) * c->n / c->runs;
    okr_status status = OKR_OK;

    for (size_t i = run * c->n / c->runs; status == OKR_OK && i < end; i++) {
        at.polygon = (int32_t)i;
        status = add_polygon(&at, &c->readers[worker], c->polygons[i], err);
    }
    if (c->halves == NULL) {
        c->starts[run + 1] = at.next;
        c->boxes[run] = at.box;
    }
    return status;
}

static okr_status count(collector *c, unsigned threads, okr_error *err)
{
    okr_status status = okr_pool_run(threads, c->runs, add_run, c, err);

    c->box = NOTHING;
    for (size_t run = 0; status == OKR_OK && run < c->runs; run++) {
        c->starts[run + 1] += c->starts[run];
        widen(&c->box, &c->boxes[run]);
    }
    return status;
}

static okr_status collect(collector *c, okr_borders *borders, unsigned threads, okr_error *err)
{
    size_t n = 0;
    okr_status status = count(c, threads, err);

    n = c->starts[c->runs];
    if (status != OKR_OK || n == 0)
        return status;
    if (n > UINT32_MAX / 4)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("the polygons have too many edges: %zu"), n);
    c->halves = okr_large(malloc(n * sizeof *c->halves), n * sizeof *c->halves);
    c->keys = okr_large(malloc(n * sizeof *c->keys), n * sizeof *c->keys);
    if (c->halves == NULL || c->keys == NULL)
        return okr_fail_nomem(err);
    status = okr_pool_run(threads, c->runs, add_run, c, err);
    return status == OKR_OK ? okr_borders_merge(borders, c->halves, c->keys, n, threads, err)
                            : status;
}

okr_status okr_borders_collect(okr_borders *borders, const okr_wkb *polygons, size_t n,
                               unsigned threads, okr_box *box, okr_error *err)
{
    collector c = {.polygons = polygons, .n = n, .runs = n < RUNS ? n : RUNS};
    okr_status status = OKR_OK;

    *borders = (okr_borders){
        .edges = OKR_VEC(okr_edge), .spans = OKR_VEC(okr_span), .polygons = OKR_VEC(int32_t)};
    c.readers = calloc(threads, sizeof *c.readers);
    if (c.readers == NULL)
        return okr_fail_nomem(err);
    status = collect(&c, borders, threads, err);
    *box = c.box;
    for (unsigned i = 0; i < threads; i++)
        okr_wkb_reader_done(&c.readers[i]);
    free(c.readers);
    free(c.halves);
    free(c.keys);
    return status;
}
