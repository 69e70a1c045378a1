#include "geo/share.h"

#include "reference.h"
#include "shapes.h"
#include "test.h"

#include <stdlib.h>

/* Relative room for sums: the promise of geo/share.h. */
#define CLOSES 1e-12

static okr_share *new_share(const okr_territory_index *index, bool partition)
{
    okr_share_options options = {.partition = partition};
    okr_share *share = NULL;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_share_new(index, &options, &share, &err));
    return share;
}

static okr_share_result measure(okr_share *share, const shape *s)
{
    okr_share_result result = {0};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_share_measure(share, shape_wkb(s), &result, &err));
    return result;
}

/* The pieces less what was counted more than once are the whole. */
static void assert_closes(const okr_share_result *r)
{
    long double length = -(long double)r->repeated.length_m;
    long double area = -(long double)r->repeated.area_m2;
    size_t points = 0;

    for (size_t i = 0; i < r->count; i++) {
        points += r->pieces[i].points;
        length += r->pieces[i].length_m;
        area += r->pieces[i].area_m2;
        assert_true(r->pieces[i].length_m >= 0.0);
        assert_true(i == 0 || r->pieces[i - 1].polygon < r->pieces[i].polygon);
    }
    assert_int_equal(points - r->repeated.points, r->total.points);
    assert_near((double)length, r->total.length_m, CLOSES * r->total.length_m);
    assert_near((double)area, r->total.area_m2, CLOSES * r->total.area_m2);
}

static const okr_share_piece *piece_of(const okr_share_result *r, int32_t polygon)
{
    static const okr_share_piece none = {0};

    for (size_t i = 0; i < r->count; i++)
        if (r->pieces[i].polygon == polygon)
            return &r->pieces[i];
    return &none;
}

static coverage two_boxes(void)
{
    coverage c;

    coverage_alloc(&c, 2);
    shape_box(&c.shapes[0], 80, 50, 81, 51);
    shape_box(&c.shapes[1], 81, 50, 82, 51);
    return c;
}

static void points_are_counted_once_each(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat points[] = {{80.5, 50.5}, {81, 50.5}, {81, 50}, {82, 50.5}, {80, 51}, {80, 50}};
    shape s = {0};
    shape_header(&s, 4);
    shape_count(&s, 6);
    for (int i = 0; i < 6; i++)
        shape_point(&s, points[i].lon, points[i].lat);

    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_int_equal(r.total.points, 6);
    assert_int_equal(piece_of(&r, 0)->points, 2);
    assert_int_equal(piece_of(&r, 1)->points, 2);
    assert_int_equal(piece_of(&r, OKR_OUTSIDE)->points, 2);
    assert_true(r.has_points && !r.has_lines && !r.has_areas);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void a_line_along_a_border_has_one_owner(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    static const struct {
        okr_lonlat line[2];
        int32_t owner;
    } cases[] = {
        {{{81, 50}, {81, 51}}, 1},
        {{{81, 51}, {81, 50}}, 1},
        {{{80, 50}, {80, 51}}, 0},
        {{{82, 50}, {82, 51}}, OKR_OUTSIDE},
        {{{80, 50}, {81, 50}}, 0},
        {{{81, 51}, {80, 51}}, OKR_OUTSIDE},
        {{{81, 50.25}, {81, 50.75}}, 1},
        {{{80.5, 50}, {80.25, 50}}, 0},
        {{{82, 50.75}, {82, 50.25}}, OKR_OUTSIDE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        shape s = {0};
        shape_line(&s, cases[i].line, 2);
        okr_share_result r = measure(share, &s);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, cases[i].owner);
        assert_near(r.pieces[0].length_m, r.total.length_m, 0.0);
        assert_true(r.total.length_m > 10000.0);
        shape_done(&s);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Through the corner where two boxes and the outside meet, and along a side beyond its end. */
static void a_line_through_vertices_is_divided_there(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat diagonal[] = {{80, 52}, {82, 50}};
    okr_lonlat beyond[] = {{81, 49}, {81, 52}};
    shape s = {0};

    shape_line(&s, diagonal, 2);
    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 2);
    assert_near(piece_of(&r, 1)->length_m, 0.5 * r.total.length_m, 1e-9 * r.total.length_m);
    assert_near(piece_of(&r, OKR_OUTSIDE)->length_m, 0.5 * r.total.length_m,
                1e-9 * r.total.length_m);
    s.size = 0;
    shape_line(&s, beyond, 2);
    r = measure(share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 2);
    assert_near(piece_of(&r, 1)->length_m / r.total.length_m, 1.0 / 3.0, 1e-14);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* A random way over a lattice coverage. Reference: the way cut into many short steps, each
 * given to the owner of its middle. */
static void lines_over_a_coverage_are_divided_like_many_small_steps(void **state)
{
    enum { STEPS = 4000 };
    seed sd = {21};
    coverage c;
    coverage_lattice(&c, 5, 80, 50, 2.0, &sd);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);

    for (int round = 0; round < 20; round++) {
        okr_lonlat line[6];
        long double expected[26] = {0};
        shape s = {0};
        for (int i = 0; i < 6; i++)
            line[i] =
                (okr_lonlat){seed_between(&sd, 79.7, 82.3), seed_between(&sd, 49.7, 52.3)};
        shape_line(&s, line, 6);
        okr_share_result r = measure(share, &s);
        for (int i = 0; i < 5; i++) {
            long double whole = reference_length(line[i], line[i + 1]);
            for (int k = 0; k < STEPS; k++) {
                double t = (k + 0.5) / STEPS;
                okr_lonlat p = {line[i].lon + t * (line[i + 1].lon - line[i].lon),
                                line[i].lat + t * (line[i + 1].lat - line[i].lat)};
                expected[okr_territory_index_point(index, p) + 1] += whole / STEPS;
            }
        }
        assert_closes(&r);
        /* The steps miss each crossing by at most one step. */
        for (int32_t i = -1; i < 25; i++)
            assert_near(piece_of(&r, i)->length_m, (double)expected[i + 1],
                        20.0 * 200000.0 / STEPS);
        shape_done(&s);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static double lattice_area(const coverage *c, size_t i)
{
    okr_lonlat ring[24];

    memcpy(ring, c->wkbs[i].bytes + 13, sizeof ring);
    return (double)reference_ring_area(ring, 24);
}

/* The outline of a lattice is a box with bent sides only in latitude and longitude of its own,
 * so a larger box measures every polygon whole. */
static void an_area_over_everything_measures_every_polygon(void **state)
{
    seed sd = {22};
    coverage c;
    coverage_lattice(&c, 8, 80, 50, 4.0, &sd);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    shape s = {0};
    shape_box(&s, 79, 49, 85, 55);

    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 65);
    for (size_t i = 0; i < c.n; i++) {
        double expected = lattice_area(&c, i);
        assert_near(piece_of(&r, (int32_t)i)->area_m2 / expected, 1.0, 1e-11);
    }
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void a_polygon_measured_on_its_own_coverage_is_wholly_its_own(void **state)
{
    seed sd = {23};
    coverage c;
    coverage_lattice(&c, 6, 80, 50, 3.0, &sd);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);

    for (size_t i = 0; i < c.n; i++) {
        okr_share_result r = measure(share, &c.shapes[i]);
        assert_closes(&r);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, (int)i);
        assert_near(r.total.area_m2 / lattice_area(&c, i), 1.0, 1e-12);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Clip a ring to a half-plane of longitude or latitude (Sutherland and Hodgman), for
 * references. */
static int clip(const okr_lonlat *in, int n, okr_lonlat *out, bool by_lon, double limit,
                bool keep_low)
{
    int m = 0;

    for (int i = 0; i < n; i++) {
        okr_lonlat a = in[i];
        okr_lonlat b = in[(i + 1) % n];
        double x = by_lon ? a.lon : a.lat;
        double y = by_lon ? b.lon : b.lat;
        bool a_in = keep_low ? x <= limit : x >= limit;
        bool b_in = keep_low ? y <= limit : y >= limit;
        double t = (limit - x) / (y - x);
        if (a_in)
            out[m++] = a;
        if (a_in != b_in)
            out[m++] = (okr_lonlat){by_lon ? limit : a.lon + t * (b.lon - a.lon),
                                    by_lon ? a.lat + t * (b.lat - a.lat) : limit};
    }
    return m;
}

/* Stars over a lattice of boxes: each piece is the star clipped to a box, measured in long
 * double. */
static void areas_over_boxes_equal_the_clipped_reference(void **state)
{
    enum { SIDE = 4, N = 40 };
    seed sd = {24};
    coverage c;
    coverage_alloc(&c, SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++)
        shape_box(&c.shapes[i], 80 + i % SIDE * 0.25, 50 + i / SIDE * 0.25,
                  80.25 + i % SIDE * 0.25, 50.25 + i / SIDE * 0.25);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);

    for (int round = 0; round < 300; round++) {
        okr_lonlat ring[N];
        okr_lonlat centre = {seed_between(&sd, 79.9, 81.1), seed_between(&sd, 49.9, 51.1)};
        shape s = {0};
        star_ring(ring, N, centre, pow(10.0, seed_between(&sd, -5, 0)), &sd);
        shape_polygon(&s, ring, N);
        okr_share_result r = measure(share, &s);
        assert_closes(&r);
        for (int i = 0; i < SIDE * SIDE; i++) {
            okr_lonlat a[4 * N];
            okr_lonlat b[4 * N];
            double lon = 80 + i % SIDE * 0.25;
            double lat = 50 + i / SIDE * 0.25;
            int n = clip(ring, N, a, true, lon, false);
            n = clip(a, n, b, true, lon + 0.25, true);
            n = clip(b, n, a, false, lat, false);
            n = clip(a, n, b, false, lat + 0.25, true);
            double expected = n < 3 ? 0.0 : (double)reference_ring_area(b, (size_t)n);
            assert_near(piece_of(&r, i)->area_m2, expected,
                        1e-9 * expected + 1e-11 * r.total.area_m2);
        }
        shape_done(&s);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* A random ring of many crossings with itself, over a lattice: it closes, and its total is that
 * of the even-odd rule, here found by a coarse raster. */
static void rings_that_cross_themselves_follow_the_even_odd_rule(void **state)
{
    enum { CELLS = 400 };
    seed sd = {25};
    coverage c;
    coverage_lattice(&c, 5, 80, 50, 1.0, &sd);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);

    for (int round = 0; round < 40; round++) {
        okr_lonlat ring[12];
        coverage own;
        double area = 0.0;
        coverage_alloc(&own, 1);
        for (int i = 0; i < 12; i++)
            ring[i] = (okr_lonlat){seed_between(&sd, 80, 81), seed_between(&sd, 50, 51)};
        shape_polygon(&own.shapes[0], ring, 12);
        okr_territory_index *itself = coverage_index(&own);
        okr_share_result r = measure(share, &own.shapes[0]);
        assert_closes(&r);
        for (int i = 0; i < CELLS * CELLS; i++) {
            okr_lonlat p = {80 + (i % CELLS + 0.5) / CELLS, 50 + (i / CELLS + 0.5) / CELLS};
            double lat = 50 + (double)(i / CELLS) / CELLS;
            okr_lonlat box[] = {{0, lat},
                                {1.0 / CELLS, lat},
                                {1.0 / CELLS, lat + 1.0 / CELLS},
                                {0, lat + 1.0 / CELLS}};
            if (okr_territory_index_point(itself, p) == 0)
                area += okr_ring_area(box, 4);
        }
        assert_near(r.total.area_m2 / area, 1.0, 0.02);
        okr_territory_index_free(itself);
        coverage_done(&own);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Two triangles of a bow-tie, each with its reference area; orientation, a spike and repeated
 * vertices change nothing. */
static void a_bow_tie_has_the_area_of_both_wings(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat tie[] = {{80.25, 50.25}, {80.75, 50.75}, {80.75, 50.25}, {80.25, 50.75}};
    okr_lonlat spiked[] = {{80.25, 50.25}, {80.25, 50.25}, {80.75, 50.75}, {81.5, 51},
                           {80.75, 50.75}, {80.75, 50.25}, {80.25, 50.75}, {80.25, 50.75}};
    okr_lonlat west[] = {{80.25, 50.25}, {80.5, 50.5}, {80.25, 50.75}};
    okr_lonlat east[] = {{80.75, 50.75}, {80.5, 50.5}, {80.75, 50.25}};
    double expected =
        (double)(fabsl(reference_ring_area(west, 3)) + fabsl(reference_ring_area(east, 3)));
    shape s = {0};

    shape_polygon(&s, tie, 4);
    okr_share_result r = measure(share, &s);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_int_equal(r.count, 1);
    s.size = 0;
    shape_polygon(&s, spiked, 8);
    r = measure(share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_int_equal(r.count, 1);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void holes_in_any_direction_are_taken_out(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat outer[] = {{80.1, 50.1}, {81.9, 50.1}, {81.9, 50.9}, {80.1, 50.9}};
    okr_lonlat hole[] = {{80.5, 50.2}, {81.5, 50.2}, {81.5, 50.8}, {80.5, 50.8}};
    okr_lonlat island[] = {{80.9, 50.4}, {80.9, 50.6}, {81.1, 50.6}, {81.1, 50.4}};
    double expected =
        (double)(fabsl(reference_ring_area(outer, 4)) - fabsl(reference_ring_area(hole, 4)) +
                 fabsl(reference_ring_area(island, 4)));
    shape s = {0};
    shape_header(&s, 3);
    shape_count(&s, 3);
    shape_ring(&s, outer, 4);
    shape_ring(&s, hole, 4);
    shape_ring(&s, island, 4);

    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_near(piece_of(&r, 0)->area_m2 / expected, 0.5, 1e-12);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void slivers_of_a_billionth_degree_are_measured(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat sliver[] = {
        {80.2, 50.5}, {81.8, 50.5}, {81.8, 50.500000001}, {80.2, 50.500000001}};
    double expected = (double)reference_ring_area(sliver, 4);
    shape s = {0};
    shape_polygon(&s, sliver, 4);

    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-9);
    assert_near(piece_of(&r, 1)->area_m2 / expected, 0.5, 1e-9);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void overlaps_are_counted_for_each_and_told(void **state)
{
    coverage c;
    coverage_alloc(&c, 3);
    shape_box(&c.shapes[0], 0, 0, 2, 1);
    shape_box(&c.shapes[1], 1, 0, 3, 1);
    shape_box(&c.shapes[2], 0, 0, 2, 1);
    okr_territory_index *index = coverage_index(&c);
    okr_share *fully = new_share(index, false);
    okr_share *parted = new_share(index, true);
    okr_lonlat line[] = {{-1, 0.5}, {4, 0.5}};
    shape s = {0};
    shape_header(&s, 7);
    shape_count(&s, 3);
    shape_point(&s, 1.5, 0.5);
    shape_line(&s, line, 2);
    shape_box(&s, 0, 0, 3, 1);

    okr_share_result r = measure(fully, &s);
    assert_closes(&r);
    assert_int_equal(r.repeated.points, 2);
    for (int i = 0; i < 3; i++) {
        assert_near(piece_of(&r, i)->length_m / r.total.length_m, 0.4, 1e-12);
        assert_near(piece_of(&r, i)->area_m2 / r.total.area_m2, 2.0 / 3.0, 1e-12);
    }
    r = measure(parted, &s);
    assert_closes(&r);
    assert_int_equal(r.repeated.points, 0);
    assert_near(piece_of(&r, 0)->length_m / r.total.length_m, 0.4, 1e-12);
    assert_near(piece_of(&r, 1)->length_m / r.total.length_m, 0.2, 1e-12);
    assert_int_equal(piece_of(&r, 2)->points, 0);
    assert_near(piece_of(&r, 2)->area_m2, 0.0, 0.0);
    shape_done(&s);
    okr_share_free(fully);
    okr_share_free(parted);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Rings through random lattice points as polygons and as measures: everything crosses, touches
 * and runs along everything; each measure closes, with and without partition. */
static void anything_over_anything_closes(void **state)
{
    seed sd = {26};

    for (int round = 0; round < 150; round++) {
        coverage c;
        coverage_alloc(&c, 8);
        for (size_t i = 0; i < c.n; i++) {
            okr_lonlat ring[8];
            for (int v = 0; v < 8; v++)
                ring[v] =
                    (okr_lonlat){seed_below(&sd, 12) * 0.5, 40 + seed_below(&sd, 12) * 0.5};
            shape_polygon(&c.shapes[i], ring, 8);
        }
        okr_territory_index *index = coverage_index(&c);
        okr_share *shares[2] = {new_share(index, false), new_share(index, true)};
        for (int k = 0; k < 10; k++) {
            okr_lonlat points[8];
            shape s = {0};
            for (int v = 0; v < 8; v++)
                points[v] =
                    (okr_lonlat){seed_below(&sd, 12) * 0.5, 40 + seed_below(&sd, 12) * 0.5};
            shape_header(&s, 7);
            shape_count(&s, 3);
            shape_line(&s, points, 8);
            shape_polygon(&s, points, 8);
            shape_point(&s, points[0].lon, points[0].lat);
            for (int p = 0; p < 2; p++) {
                okr_share_result r = measure(shares[p], &s);
                assert_closes(&r);
                for (size_t i = 0; i < r.count; i++)
                    assert_true(r.pieces[i].area_m2 >= 0.0);
            }
            shape_done(&s);
        }
        okr_share_free(shares[0]);
        okr_share_free(shares[1]);
        okr_territory_index_free(index);
        coverage_done(&c);
    }
}

/* A ring of more vertices than the direct way takes gives what its parts give. */
static void a_ring_of_many_vertices_equals_the_reference(void **state)
{
    enum { N = 20000 };
    seed sd = {27};
    coverage c;
    coverage_lattice(&c, 5, 80, 50, 2.0, &sd);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat *ring = malloc(N * sizeof *ring);
    shape s = {0};
    assert_non_null(ring);
    star_ring(ring, N, (okr_lonlat){81, 51}, 0.9, &sd);
    shape_polygon(&s, ring, N);

    okr_share_result r = measure(share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / (double)reference_ring_area(ring, N), 1.0, 1e-11);
    free(ring);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* The band round the pole drawn straight in longitude and latitude, and a territory continued
 * beyond 180 degrees. */
static void poles_and_the_antimeridian_are_taken_as_drawn(void **state)
{
    coverage c;
    coverage_alloc(&c, 2);
    shape_box(&c.shapes[0], -180, 80, 180, 90);
    shape_box(&c.shapes[1], 170, 60, 190, 70);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat over[] = {{175, 65}, {185, 65}};
    okr_lonlat up[] = {{0, 79}, {0, 90}};
    shape s = {0};

    shape_line(&s, over, 2);
    okr_share_result r = measure(share, &s);
    assert_int_equal(r.count, 1);
    assert_near(r.total.length_m,
                okr_geodesic_inverse((okr_lonlat){-5, 65}, (okr_lonlat){5, 65}), 1e-6);
    s.size = 0;
    shape_line(&s, up, 2);
    r = measure(share, &s);
    assert_closes(&r);
    assert_near(piece_of(&r, 0)->length_m / r.total.length_m, 10.0 / 11.0, 1e-12);
    s.size = 0;
    shape_box(&s, -180, 85, 180, 90);
    r = measure(share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void empty_geometries_have_no_pieces_and_degenerate_ones_a_place(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_lonlat line[] = {{80.5, 50.5}, {80.5, 50.5}};
    shape s = {0};

    okr_share_result r = measure(share, &s);
    assert_int_equal(r.count, 0);
    shape_line(&s, line, 2);
    r = measure(share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    assert_near(r.total.length_m, 0.0, 0.0);
    s.size = 0;
    shape_polygon(&s, line, 2);
    r = measure(share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void a_bad_geometry_is_told_and_the_next_one_measured(void **state)
{
    coverage c = two_boxes();
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    okr_share_result r = {.count = 77};
    okr_error err = {.status = OKR_OK};
    shape s = {0};

    shape_header(&s, 7);
    shape_count(&s, 2);
    shape_box(&s, 80, 50, 81, 51);
    shape_point(&s, INFINITY, 1);
    assert_fails_with(okr_share_measure(share, shape_wkb(&s), &r, &err), OKR_ERR_GEOMETRY,
                      "finite");
    assert_int_equal(r.count, 77);
    s.size = 0;
    shape_point(&s, 80.5, 50.5);
    r = measure(share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].points, 1);
    assert_near(r.pieces[0].area_m2, 0.0, 0.0);
    shape_done(&s);
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_counted_once_each),
        cmocka_unit_test(a_line_along_a_border_has_one_owner),
        cmocka_unit_test(a_line_through_vertices_is_divided_there),
        cmocka_unit_test(lines_over_a_coverage_are_divided_like_many_small_steps),
        cmocka_unit_test(an_area_over_everything_measures_every_polygon),
        cmocka_unit_test(a_polygon_measured_on_its_own_coverage_is_wholly_its_own),
        cmocka_unit_test(areas_over_boxes_equal_the_clipped_reference),
        cmocka_unit_test(rings_that_cross_themselves_follow_the_even_odd_rule),
        cmocka_unit_test(a_bow_tie_has_the_area_of_both_wings),
        cmocka_unit_test(holes_in_any_direction_are_taken_out),
        cmocka_unit_test(slivers_of_a_billionth_degree_are_measured),
        cmocka_unit_test(overlaps_are_counted_for_each_and_told),
        cmocka_unit_test(anything_over_anything_closes),
        cmocka_unit_test(a_ring_of_many_vertices_equals_the_reference),
        cmocka_unit_test(poles_and_the_antimeridian_are_taken_as_drawn),
        cmocka_unit_test(empty_geometries_have_no_pieces_and_degenerate_ones_a_place),
        cmocka_unit_test(a_bad_geometry_is_told_and_the_next_one_measured),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
