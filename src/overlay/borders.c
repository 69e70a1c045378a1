#include "overlay/borders_parts.h"

#include "base/i18n.h"
#include "base/pool.h"

#include <stdlib.h>

/*
 * The rings of runs of polygons are read by several threads, each run into a place of its own
 * that is certainly large enough: n vertices take at least 16 n bytes of WKB, and at most one
 * to close the ring and one gap are added; rings of one vertex are left out.
 */
enum { BYTES_PER_POINT = 8 };

typedef struct collector {
    const okr_wkb *polygons;
    okr_rings *rings;
    okr_wkb_reader *readers;   /* owned, one per worker */
    size_t segments[OKR_RUNS]; /* of each run */
} collector;

/* What is being read. */
typedef struct cursor {
    okr_lonlat *points;
    size_t next;     /* point to be written */
    size_t segments; /* so far */
    okr_box box;
} cursor;

static const okr_box NOTHING = {1e9, 1e9, -1e9, -1e9};

void okr_borders_done(okr_borders *borders)
{
    okr_vec_done(&borders->edges);
    okr_vec_done(&borders->spans);
    okr_vec_done(&borders->polygons);
}

/* Vertices that repeat the one before are left out, and so are rings of a single vertex. */
static void add_ring(cursor *at, const okr_lonlat *ring, size_t n)
{
    okr_lonlat *out = at->points + at->next;
    size_t count = 1;

    if (n == 0)
        return;
    out[0] = ring[0];
    for (size_t i = 1; i < n; i++)
        if (!okr_same(ring[i], out[count - 1]))
            out[count++] = ring[i];
    if (count == 1)
        return;
    if (!okr_same(out[0], out[count - 1]))
        out[count++] = ring[0];
    at->segments += count - 1;
    out[count++] = (okr_lonlat){NAN, NAN};
    at->next += count;
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
    return status;
}

/* The first point of a polygon stands before every hint that it gives. */
static void give_hints(const okr_rings *rings, size_t polygon, size_t end)
{
    size_t block = (rings->starts[polygon] + OKR_HINT_POINTS - 1) / OKR_HINT_POINTS;

    for (; block * OKR_HINT_POINTS < end; block++)
        rings->hints[block] = (uint32_t)polygon;
}

static okr_status add_run(void *user, size_t number, unsigned worker, okr_error *err)
{
    collector *c = user;
    okr_rings *rings = c->rings;
    okr_run *run = &rings->runs[number];
    cursor at = {.points = rings->points, .next = run->point, .box = NOTHING};
    okr_status status = OKR_OK;

    for (size_t i = run->polygon; status == OKR_OK && i < run->polygon_end; i++) {
        rings->starts[i] = at.next;
        status = add_polygon(&at, &c->readers[worker], c->polygons[i], err);
        give_hints(rings, i, at.next);
        if (status != OKR_OK)
            (void)okr_fail_in(err, status, _("polygon %ld"), (long)i + 1);
    }
    run->point_end = at.next;
    run->box = at.box;
    c->segments[number] = at.segments;
    return status;
}

/* A run begins where a hint stands, so that hints never lead back into another run. */
static size_t begin_run(okr_rings *rings, size_t run, size_t polygon, size_t point)
{
    point = (point + OKR_HINT_POINTS - 1) / OKR_HINT_POINTS * OKR_HINT_POINTS;
    rings->runs[run].polygon = polygon;
    rings->runs[run].point = point;
    return point;
}

/* Share the polygons out to the runs by their bytes. */
static void plan_runs(okr_rings *rings, const okr_wkb *polygons)
{
    size_t total = 0;
    size_t bytes = 0;
    size_t point = 0;
    size_t run = 0;

    for (size_t i = 0; i < rings->polygons; i++)
        total += polygons[i].size;
    for (size_t i = 0; i < rings->polygons; i++) {
        while (run < OKR_RUNS && bytes >= total / OKR_RUNS * run)
            point = begin_run(rings, run++, i, point);
        bytes += polygons[i].size;
        point += polygons[i].size / BYTES_PER_POINT;
    }
    while (run < OKR_RUNS)
        point = begin_run(rings, run++, rings->polygons, point);
    for (run = 0; run < OKR_RUNS; run++)
        rings->runs[run].polygon_end =
            run + 1 < OKR_RUNS ? rings->runs[run + 1].polygon : rings->polygons;
    rings->room = point + OKR_HINT_POINTS;
}

static okr_status make_room(okr_rings *rings, okr_error *err)
{
    size_t hints = rings->room / OKR_HINT_POINTS + 1;
    size_t bytes = rings->room * sizeof *rings->points;

    if (rings->room > UINT32_MAX / 2)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("the polygons have too many edges: %zu"),
                        rings->room / 2);
    rings->points = okr_large(malloc(bytes), bytes);
    rings->hints = malloc(hints * sizeof *rings->hints);
    rings->starts = malloc((rings->polygons + 1) * sizeof *rings->starts);
    if (rings->points == NULL || rings->hints == NULL || rings->starts == NULL)
        return okr_fail_nomem(err);
    rings->starts[rings->polygons] = rings->room;
    for (size_t run = 0; run < OKR_RUNS; run++)
        rings->hints[rings->runs[run].point / OKR_HINT_POINTS] =
            (uint32_t)rings->runs[run].polygon;
    return OKR_OK;
}

static okr_status read_rings(okr_rings *rings, const okr_wkb *polygons, unsigned threads,
                             okr_error *err)
{
    collector c = {.polygons = polygons, .rings = rings};
    okr_status status = OKR_OK;

    plan_runs(rings, polygons);
    status = make_room(rings, err);
    if (status != OKR_OK)
        return status;
    c.readers = calloc(threads, sizeof *c.readers);
    if (c.readers == NULL)
        return okr_fail_nomem(err);
    status = okr_pool_run(threads, OKR_RUNS, add_run, &c, err);
    rings->box = NOTHING;
    for (size_t run = 0; status == OKR_OK && run < OKR_RUNS; run++) {
        rings->segments += c.segments[run];
        widen(&rings->box, &rings->runs[run].box);
    }
    for (unsigned i = 0; i < threads; i++)
        okr_wkb_reader_done(&c.readers[i]);
    free(c.readers);
    return status;
}

okr_status okr_borders_collect(okr_borders *borders, const okr_wkb *polygons, size_t n,
                               unsigned threads, okr_box *box, okr_error *err)
{
    okr_rings rings = {.polygons = n};
    okr_status status = OKR_OK;

    *borders = (okr_borders){
        .edges = OKR_VEC(okr_edge), .spans = OKR_VEC(okr_span), .polygons = OKR_VEC(int32_t)};
    status = read_rings(&rings, polygons, threads, err);
    if (status == OKR_OK && rings.segments > 0)
        status = okr_borders_merge(borders, &rings, threads, err);
    *box = rings.box;
    free(rings.points);
    free(rings.starts);
    free(rings.hints);
    return status;
}
