/* Random coverages with shared edges: the Voronoi cells of random sites, as GEOS draws them,
 * without those that reach beyond the box of the sites. Neighbours have the same vertices to
 * the last bit, the outline is ragged, and everything has a reference apart from the engine:
 * a point belongs to the cell of the nearest site, and cells are convex, so that lines and
 * areas are clipped to them by their sides in long double. */
#include "geo/geos.h"
#include "geo/reference.h"
#include "overlay/coverage.h"
#include "share_checks.h"

enum { SITES = 120, SIDES = 64, RING = 24, LINE = 6, ROUNDS = 200 };

static const uint64_t seeds[] = {101, 202, 303, 404, 505};

typedef struct cell {
    okr_lonlat ring[SIDES]; /* counterclockwise, open */
    int n;
} cell;

typedef struct world {
    okr_lonlat sites[SITES];
    int32_t cell_of[SITES]; /* OKR_OUTSIDE: not kept */
    cell cells[SITES];
    int n;
    coverage c;
    okr_territory_index *index;
    seed sd;
} world;

static long double side(okr_lonlat a, okr_lonlat b, long double lon, long double lat)
{
    return ((long double)b.lon - a.lon) * (lat - a.lat) -
           ((long double)b.lat - a.lat) * (lon - a.lon);
}

static bool holds(const cell *c, okr_lonlat p)
{
    for (int i = 0; i < c->n; i++)
        if (side(c->ring[i], c->ring[(i + 1) % c->n], p.lon, p.lat) < 0)
            return false;
    return true;
}

static bool in_box(const cell *c)
{
    for (int i = 0; i < c->n; i++)
        if (c->ring[i].lon < 80 || c->ring[i].lon > 82 || c->ring[i].lat < 50 ||
            c->ring[i].lat > 52)
            return false;
    return true;
}

static void turn_round(cell *c)
{
    for (int i = 0, k = c->n - 1; i < k; i++, k--) {
        okr_lonlat p = c->ring[i];
        c->ring[i] = c->ring[k];
        c->ring[k] = p;
    }
}

static void read_cell(GEOSContextHandle_t geos, const GEOSGeometry *polygon, cell *c)
{
    const GEOSCoordSequence *points =
        GEOSGeom_getCoordSeq_r(geos, GEOSGetExteriorRing_r(geos, polygon));
    unsigned size = 0;

    assert_int_equal(GEOSCoordSeq_getSize_r(geos, points, &size), 1);
    assert_in_range(size, 4, SIDES);
    c->n = (int)size - 1;
    for (int i = 0; i < c->n; i++)
        GEOSCoordSeq_getXY_r(geos, points, (unsigned)i, &c->ring[i].lon, &c->ring[i].lat);
    if (reference_ring_area(c->ring, (size_t)c->n) < 0)
        turn_round(c);
}

static void draw_cells(world *w)
{
    GEOSGeometry *points[SITES];
    okr_geos geos;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_geos_open(&geos, &err));
    for (int i = 0; i < SITES; i++)
        points[i] = GEOSGeom_createPointFromXY_r(geos.handle, w->sites[i].lon, w->sites[i].lat);
    GEOSGeometry *sites =
        GEOSGeom_createCollection_r(geos.handle, GEOS_MULTIPOINT, points, SITES);
    GEOSGeometry *drawn = GEOSVoronoiDiagram_r(geos.handle, sites, NULL, 0.0, 0);
    assert_int_equal(GEOSGetNumGeometries_r(geos.handle, drawn), SITES);
    for (int i = 0; i < SITES; i++) {
        read_cell(geos.handle, GEOSGetGeometryN_r(geos.handle, drawn, i), &w->cells[w->n]);
        w->n += in_box(&w->cells[w->n]);
    }
    GEOSGeom_destroy_r(geos.handle, drawn);
    GEOSGeom_destroy_r(geos.handle, sites);
    okr_geos_close(&geos);
}

static void build(world *w, uint64_t number)
{
    *w = (world){.sd = {number}};
    for (int i = 0; i < SITES; i++)
        w->sites[i] = (okr_lonlat){seed_between(&w->sd, 80, 82), seed_between(&w->sd, 50, 52)};
    draw_cells(w);
    assert_true(w->n > SITES / 2 && w->n < SITES);
    coverage_alloc(&w->c, (size_t)w->n);
    for (int k = 0; k < w->n; k++)
        shape_polygon(&w->c.shapes[k], w->cells[k].ring, (size_t)w->cells[k].n);
    w->index = coverage_index(&w->c);
    for (int i = 0; i < SITES; i++) {
        w->cell_of[i] = OKR_OUTSIDE;
        for (int k = 0; k < w->n; k++)
            if (holds(&w->cells[k], w->sites[i]))
                w->cell_of[i] = k;
    }
}

static void release(world *w)
{
    okr_territory_index_free(w->index);
    coverage_done(&w->c);
}

static okr_lonlat anywhere(world *w)
{
    return (okr_lonlat){seed_between(&w->sd, 79.8, 82.2), seed_between(&w->sd, 49.8, 52.2)};
}

/* The cell of the nearest site; SITES where two are as near to 1e-9. */
static int32_t nearest(const world *w, okr_lonlat p)
{
    double first = INFINITY;
    double second = INFINITY;
    int best = 0;

    for (int i = 0; i < SITES; i++) {
        double d = hypot(p.lon - w->sites[i].lon, p.lat - w->sites[i].lat);
        second = fmin(second, fmax(first, d));
        if (d < first)
            best = i;
        first = fmin(first, d);
    }
    return second - first < 1e-9 ? SITES : w->cell_of[best];
}

static void no_two_cells_share_more_than_their_border(void **state)
{
    for (size_t k = 0; k < sizeof seeds / sizeof seeds[0]; k++) {
        static world w;
        okr_coverage found;
        okr_error err = {.status = OKR_OK};
        build(&w, seeds[k]);
        assert_ok(okr_coverage_examine(w.index, &found, &err));
        assert_int_equal(found.overlap_count, 0);
        assert_int_equal(okr_territory_index_faces(w.index), (size_t)w.n);
        okr_coverage_done(&found);
        release(&w);
    }
}

static void a_point_is_in_the_cell_of_its_nearest_site(void **state)
{
    enum { POINTS = 20000 };

    for (size_t k = 0; k < sizeof seeds / sizeof seeds[0]; k++) {
        static world w;
        size_t outside = 0;
        size_t unsure = 0;
        build(&w, seeds[k]);
        for (int i = 0; i < POINTS; i++) {
            okr_lonlat p = anywhere(&w);
            int32_t expected = nearest(&w, p);
            int32_t face = okr_territory_index_face(w.index, p);
            unsure += expected == SITES;
            outside += face == OKR_OUTSIDE;
            assert_true(expected == SITES || face == expected);
            assert_true(okr_territory_index_owners(w.index, face).count ==
                        (face != OKR_OUTSIDE));
        }
        assert_true(unsure < 3);
        assert_true(outside > POINTS / 4 && outside < (size_t)POINTS / 4 * 3);
        release(&w);
    }
}

static bool has_vertex(const cell *c, okr_lonlat p)
{
    for (int i = 0; i < c->n; i++)
        if (c->ring[i].lon == p.lon && c->ring[i].lat == p.lat)
            return true;
    return false;
}

/* A vertex and a side go to one of the cells that have it or, at the rim, to the outside; a
 * side to the same one in both directions. */
static void a_vertex_and_a_side_have_one_owner(void **state)
{
    static world w;
    build(&w, seeds[0]);
    okr_share *share = new_share(w.index, false);

    for (int k = 0; k < w.n; k++)
        for (int i = 0; i < w.cells[k].n; i++) {
            okr_lonlat ends[] = {w.cells[k].ring[i], w.cells[k].ring[(i + 1) % w.cells[k].n],
                                 w.cells[k].ring[i]};
            int32_t owner = okr_territory_index_face(w.index, ends[0]);
            shape s = {0};
            assert_true(owner == OKR_OUTSIDE || has_vertex(&w.cells[owner], ends[0]));
            shape_line(&s, ends, 3);
            okr_share_result r = measure(share, &s);
            assert_closes(&r);
            assert_int_equal(r.count, 1);
            owner = r.pieces[0].polygon;
            assert_true(owner == OKR_OUTSIDE || (has_vertex(&w.cells[owner], ends[0]) &&
                                                 has_vertex(&w.cells[owner], ends[1])));
            shape_done(&s);
        }
    okr_share_free(share);
    release(&w);
}

/* How much of the segment, 0..1, lies in a cell. */
static long double part_in(const cell *c, okr_lonlat a, okr_lonlat b)
{
    long double from = 0;
    long double to = 1;

    for (int i = 0; i < c->n; i++) {
        long double at_a = side(c->ring[i], c->ring[(i + 1) % c->n], a.lon, a.lat);
        long double at_b = side(c->ring[i], c->ring[(i + 1) % c->n], b.lon, b.lat);
        if (at_a < 0 && at_b < 0)
            return 0;
        if (at_a < 0)
            from = fmaxl(from, at_a / (at_a - at_b));
        else if (at_b < 0)
            to = fminl(to, at_a / (at_a - at_b));
    }
    return fmaxl(0, to - from);
}

static long double length_in(const cell *c, const okr_lonlat *line)
{
    long double sum = 0;

    for (int i = 0; i + 1 < LINE; i++) {
        long double part = part_in(c, line[i], line[i + 1]);
        if (part > 0)
            sum += part * reference_length(line[i], line[i + 1]);
    }
    return sum;
}

typedef struct point_l {
    long double lon, lat;
} point_l;

/* What of a ring lies on the left of one side of a cell (Sutherland and Hodgman). */
static int keep_left(const point_l *in, int n, point_l *out, okr_lonlat a, okr_lonlat b)
{
    int m = 0;

    for (int i = 0; i < n; i++) {
        point_l p = in[i];
        point_l q = in[(i + 1) % n];
        long double at_p = side(a, b, p.lon, p.lat);
        long double at_q = side(a, b, q.lon, q.lat);
        long double t = at_p / (at_p - at_q);
        if (at_p >= 0)
            out[m++] = p;
        if ((at_p >= 0) != (at_q >= 0))
            out[m++] = (point_l){p.lon + t * (q.lon - p.lon), p.lat + t * (q.lat - p.lat)};
    }
    return m;
}

static long double area_in(const cell *c, const okr_lonlat *ring)
{
    point_l now[4 * RING + SIDES];
    point_l next[4 * RING + SIDES];
    okr_lonlat rounded[4 * RING + SIDES];
    int n = RING;

    for (int i = 0; i < n; i++)
        now[i] = (point_l){ring[i].lon, ring[i].lat};
    for (int i = 0; i < c->n && n > 0; i++) {
        n = keep_left(now, n, next, c->ring[i], c->ring[(i + 1) % c->n]);
        memcpy(now, next, (size_t)n * sizeof now[0]);
    }
    for (int i = 0; i < n; i++)
        rounded[i] = (okr_lonlat){(double)now[i].lon, (double)now[i].lat};
    return n < 3 ? 0 : reference_ring_area(rounded, (size_t)n);
}

/* Sums by cell over all rounds against the reference; each round closes. */
static void compare_lines(world *w, long double expected[SITES], long double found[SITES])
{
    okr_share *share = new_share(w->index, false);

    for (int round = 0; round < ROUNDS; round++) {
        okr_lonlat line[LINE] = {anywhere(w)};
        double reach = pow(10, seed_between(&w->sd, -3, -0.5));
        shape s = {0};
        for (int i = 1; i < LINE; i++)
            line[i] = (okr_lonlat){line[i - 1].lon + seed_between(&w->sd, -reach, reach),
                                   line[i - 1].lat + seed_between(&w->sd, -reach, reach)};
        shape_line(&s, line, LINE);
        okr_share_result r = measure(share, &s);
        assert_closes(&r);
        assert_near(r.repeated.length_m, 0.0, 0.0);
        for (int k = 0; k < w->n; k++) {
            expected[k] += length_in(&w->cells[k], line);
            found[k] += piece_of(&r, k)->length_m;
        }
        shape_done(&s);
    }
    okr_share_free(share);
}

static void compare_areas(world *w, long double expected[SITES], long double found[SITES])
{
    okr_share *share = new_share(w->index, false);

    for (int round = 0; round < ROUNDS; round++) {
        okr_lonlat ring[RING];
        shape s = {0};
        star_ring(ring, RING, anywhere(w), pow(10, seed_between(&w->sd, -3, -0.3)), &w->sd);
        shape_polygon(&s, ring, RING);
        okr_share_result r = measure(share, &s);
        assert_closes(&r);
        assert_near(r.repeated.area_m2, 0.0, 0.0);
        for (int k = 0; k < w->n; k++) {
            expected[k] += area_in(&w->cells[k], ring);
            found[k] += piece_of(&r, k)->area_m2;
        }
        shape_done(&s);
    }
    okr_share_free(share);
}

static void compare_sums(void by_cell(world *, long double *, long double *))
{
    for (size_t k = 0; k < sizeof seeds / sizeof seeds[0]; k++) {
        static world w;
        long double expected[SITES] = {0};
        long double found[SITES] = {0};
        int touched = 0;
        build(&w, seeds[k]);
        by_cell(&w, expected, found);
        for (int i = 0; i < w.n; i++) {
            assert_near((double)found[i], (double)expected[i], 1e-9 * (double)expected[i]);
            touched += expected[i] > 0;
        }
        assert_true(touched > w.n / 2);
        release(&w);
    }
}

static void lines_close_and_equal_the_reference_in_every_cell(void **state)
{
    compare_sums(compare_lines);
}

static void areas_close_and_equal_the_reference_in_every_cell(void **state)
{
    compare_sums(compare_areas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_cells_share_more_than_their_border),
        cmocka_unit_test(a_point_is_in_the_cell_of_its_nearest_site),
        cmocka_unit_test(a_vertex_and_a_side_have_one_owner),
        cmocka_unit_test(lines_close_and_equal_the_reference_in_every_cell),
        cmocka_unit_test(areas_close_and_equal_the_reference_in_every_cell),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
