#include "geo/arrangement.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* One edge of one polygon's ring, with its place along a Z-order curve. */
typedef struct half {
    okr_lonlat a, b;
    uint32_t place;
    int32_t polygon;
} half;

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS, RADIX_PASSES = 3, PLACE_SIDE = 65536 };

typedef struct collector {
    okr_vec halves; /* half */
    okr_box box;
    okr_wkb_reader reader;
} collector;

void okr_borders_done(okr_borders *borders)
{
    okr_vec_done(&borders->edges);
    okr_vec_done(&borders->spans);
    okr_vec_done(&borders->polygons);
}

static bool before(okr_lonlat a, okr_lonlat b)
{
    return a.lon < b.lon || (a.lon <= b.lon && a.lat < b.lat);
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return !before(a, b) && !before(b, a);
}

static okr_status add_ring(collector *c, const okr_lonlat *ring, size_t n, int32_t polygon,
                           okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        okr_lonlat a = ring[i];
        okr_lonlat b = ring[i + 1 < n ? i + 1 : 0];
        half h = {.a = a, .b = b, .polygon = polygon};
        if (same(a, b))
            continue;
        if (before(b, a)) {
            h.a = b;
            h.b = a;
        }
        status = okr_vec_append(&c->halves, &h, 1, err);
    }
    return status;
}

static void widen(okr_box *box, const okr_box *other)
{
    box->lon_min = other->lon_min < box->lon_min ? other->lon_min : box->lon_min;
    box->lat_min = other->lat_min < box->lat_min ? other->lat_min : box->lat_min;
    box->lon_max = other->lon_max > box->lon_max ? other->lon_max : box->lon_max;
    box->lat_max = other->lat_max > box->lat_max ? other->lat_max : box->lat_max;
}

static okr_status add_part(collector *c, const okr_part *part, int32_t polygon, okr_error *err)
{
    okr_box box;
    size_t start = 0;
    okr_status status = okr_part_box(part, &box, err);

    if (status != OKR_OK)
        return status;
    widen(&c->box, &box);
    for (size_t r = 0; status == OKR_OK && r < part->rings; r++) {
        status = add_ring(c, part->points + start, part->ring_ends[r] - start, polygon, err);
        start = part->ring_ends[r];
    }
    return status;
}

static okr_status add_polygon(collector *c, okr_wkb wkb, int32_t polygon, okr_error *err)
{
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&c->reader, wkb);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&c->reader, &part, &more, err);
        if (status == OKR_OK && more && part.kind == OKR_PART_POLYGON)
            status = add_part(c, &part, polygon, err);
    }
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("polygon %ld"), (long)polygon + 1);
    return OKR_OK;
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
    double slot = extent > 0.0 ? offset / extent * PLACE_SIDE : 0.0;

    if (!(slot > 0.0))
        return 0;
    return slot < PLACE_SIDE ? (uint32_t)slot : PLACE_SIDE - 1;
}

static void set_places(collector *c)
{
    half *halves = c->halves.data;

    for (size_t i = 0; i < c->halves.count; i++) {
        half *h = &halves[i];
        uint32_t x = scaled(h->a.lon - c->box.lon_min, c->box.lon_max - c->box.lon_min);
        uint32_t y = scaled(h->a.lat - c->box.lat_min, c->box.lat_max - c->box.lat_min);
        h->place = spread(x) | spread(y) << 1;
    }
}

/* The order of all halves by place; equal places keep their order. */
static void sort_places(const half *halves, size_t n, uint32_t *order, uint32_t *spare)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    for (int pass = 0; pass < RADIX_PASSES; pass++) {
        size_t starts[RADIX + 1] = {0};
        unsigned shift = (unsigned)(pass * RADIX_BITS);
        uint32_t *swap = order;
        for (size_t i = 0; i < n; i++)
            starts[(halves[i].place >> shift & (RADIX - 1)) + 1]++;
        for (size_t d = 0; d < RADIX; d++)
            starts[d + 1] += starts[d];
        for (size_t i = 0; i < n; i++)
            spare[starts[halves[order[i]].place >> shift & (RADIX - 1)]++] = order[i];
        order = spare;
        spare = swap;
    }
    /* An odd number of passes leaves the result in the caller's spare. */
    memcpy(spare, order, n * sizeof *order);
}

static int compare_points(okr_lonlat a, okr_lonlat b)
{
    return before(a, b) ? -1 : before(b, a) ? 1 : 0;
}

static int compare_halves(const void *x, const void *y)
{
    const half *a = x;
    const half *b = y;
    int order = compare_points(a->a, b->a);

    if (order == 0)
        order = compare_points(a->b, b->b);
    if (order == 0)
        order = (a->polygon > b->polygon) - (a->polygon < b->polygon);
    return order;
}

/* One edge for all equal halves, with the polygons that occur an odd number of times; none at
 * all when every polygon occurs an even number of times. */
static okr_status merge_equal(okr_borders *borders, const half *halves, size_t n,
                              okr_error *err)
{
    okr_edge edge = {
        .a = halves[0].a, .b = halves[0].b, .left = OKR_OUTSIDE, .right = OKR_OUTSIDE};
    okr_span span = {.first = (uint32_t)borders->polygons.count};
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        size_t end = i + 1;
        while (end < n && halves[end].polygon == halves[i].polygon)
            end++;
        if ((end - i) % 2 == 1) {
            status = okr_vec_append(&borders->polygons, &halves[i].polygon, 1, err);
            span.count++;
        }
        i = end - 1;
    }
    if (span.count == 0 || status != OKR_OK)
        return status;
    status = okr_vec_append(&borders->edges, &edge, 1, err);
    return status == OKR_OK ? okr_vec_append(&borders->spans, &span, 1, err) : status;
}

/* Halves of one place: sort them fully and merge. */
static okr_status merge_run(okr_borders *borders, half *halves, size_t n, okr_error *err)
{
    okr_status status = OKR_OK;

    if (n > 1)
        qsort(halves, n, sizeof *halves, compare_halves);
    for (size_t i = 0; status == OKR_OK && i < n;) {
        size_t end = i + 1;
        while (end < n && same(halves[end].a, halves[i].a) && same(halves[end].b, halves[i].b))
            end++;
        status = merge_equal(borders, halves + i, end - i, err);
        i = end;
    }
    return status;
}

static okr_status merge(okr_borders *borders, const half *halves, const uint32_t *order,
                        size_t n, okr_error *err)
{
    okr_vec run = OKR_VEC(half);
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n;) {
        uint32_t place = halves[order[i]].place;
        run.count = 0;
        for (; status == OKR_OK && i < n && halves[order[i]].place == place; i++)
            status = okr_vec_append(&run, &halves[order[i]], 1, err);
        if (status == OKR_OK)
            status = merge_run(borders, run.data, run.count, err);
    }
    okr_vec_done(&run);
    return status;
}

static okr_status sort_and_merge(okr_borders *borders, collector *c, okr_error *err)
{
    size_t n = c->halves.count;
    uint32_t *order = NULL;
    uint32_t *spare = NULL;
    okr_status status = OKR_OK;

    if (n == 0)
        return OKR_OK;
    if (n > UINT32_MAX / 4)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("the polygons have too many edges: %zu"), n);
    order = malloc(n * sizeof *order);
    spare = malloc(n * sizeof *spare);
    if (order == NULL || spare == NULL) {
        status = okr_fail_nomem(err);
        goto cleanup;
    }
    set_places(c);
    sort_places(c->halves.data, n, order, spare);
    status = merge(borders, c->halves.data, order, n, err);

cleanup:
    free(order);
    free(spare);
    return status;
}

okr_status okr_borders_collect(okr_borders *borders, const okr_wkb *polygons, size_t n,
                               okr_box *box, okr_error *err)
{
    collector c = {.halves = OKR_VEC(half), .box = {1e9, 1e9, -1e9, -1e9}};
    okr_status status = OKR_OK;

    *borders = (okr_borders){
        .edges = OKR_VEC(okr_edge), .spans = OKR_VEC(okr_span), .polygons = OKR_VEC(int32_t)};
    for (size_t i = 0; status == OKR_OK && i < n; i++)
        status = add_polygon(&c, polygons[i], (int32_t)i, err);
    if (status == OKR_OK)
        status = sort_and_merge(borders, &c, err);
    *box = c.box;
    okr_vec_done(&c.halves);
    okr_wkb_reader_done(&c.reader);
    return status;
}
