#include "overlay/share.h"

#include "geo/reference.h"
#include "share_checks.h"
#include "test.h"

#include <stdlib.h>

static double lattice_area(const coverage *c, size_t i)
{
    okr_lonlat ring[24];

    memcpy(ring, c->wkbs[i].bytes + 13, sizeof ring);
    return (double)reference_ring_area(ring, 24);
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

/* The outline of a lattice is a box with bent sides only in latitude and longitude of its own,
 * so a larger box measures every polygon whole. */
static void an_area_over_everything_measures_every_polygon(void **state)
{
    seed sd = {22};
    ground g = {0};
    coverage_lattice(&g.c, 8, 80, 50, 4.0, &sd);
    ground_open(&g, false);
    shape s = {0};
    shape_box(&s, 79, 49, 85, 55);

    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 65);
    for (size_t i = 0; i < g.c.n; i++) {
        double expected = lattice_area(&g.c, i);
        assert_near(piece_of(&r, (int32_t)i)->area_m2 / expected, 1.0, 1e-11);
    }
    shape_done(&s);
    ground_done(&g);
}

static void a_polygon_measured_on_its_own_coverage_is_wholly_its_own(void **state)
{
    seed sd = {23};
    ground g = {0};
    coverage_lattice(&g.c, 6, 80, 50, 3.0, &sd);
    ground_open(&g, false);

    for (size_t i = 0; i < g.c.n; i++) {
        okr_share_result r = measure(g.share, &g.c.shapes[i]);
        assert_closes(&r);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, (int)i);
        assert_near(r.total.area_m2 / lattice_area(&g.c, i), 1.0, 1e-12);
    }
    ground_done(&g);
}

/* Stars over a lattice of boxes: each piece is the star clipped to a box, measured in long
 * double. */
static void areas_over_boxes_equal_the_clipped_reference(void **state)
{
    enum { SIDE = 4, N = 40 };
    seed sd = {24};
    ground g = {0};
    coverage_alloc(&g.c, (size_t)SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++)
        shape_box(&g.c.shapes[i], 80 + i % SIDE * 0.25, 50 + i / SIDE * 0.25,
                  80.25 + i % SIDE * 0.25, 50.25 + i / SIDE * 0.25);
    ground_open(&g, false);

    for (int round = 0; round < 300; round++) {
        okr_lonlat ring[N];
        okr_lonlat centre = {seed_between(&sd, 79.9, 81.1), seed_between(&sd, 49.9, 51.1)};
        shape s = {0};
        star_ring(ring, N, centre, pow(10.0, seed_between(&sd, -5, 0)), &sd);
        shape_polygon(&s, ring, N);
        okr_share_result r = measure(g.share, &s);
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
    ground_done(&g);
}

/* A random ring of many crossings with itself, over a lattice: it closes, and its total is that
 * of the even-odd rule, here found by a coarse raster. */
static void rings_that_cross_themselves_follow_the_even_odd_rule(void **state)
{
    enum { CELLS = 400 };
    seed sd = {25};
    ground g = {0};
    coverage_lattice(&g.c, 5, 80, 50, 1.0, &sd);
    ground_open(&g, false);

    for (int round = 0; round < 40; round++) {
        okr_lonlat ring[12];
        coverage own;
        double area = 0.0;
        coverage_alloc(&own, 1);
        for (int i = 0; i < 12; i++)
            ring[i] = (okr_lonlat){seed_between(&sd, 80, 81), seed_between(&sd, 50, 51)};
        shape_polygon(&own.shapes[0], ring, 12);
        okr_territory_index *itself = coverage_index(&own);
        okr_share_result r = measure(g.share, &own.shapes[0]);
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
    ground_done(&g);
}

/* Two triangles of a bow-tie, each with its reference area; orientation, a spike and repeated
 * vertices change nothing. */
static void a_bow_tie_has_the_area_of_both_wings(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_lonlat tie[] = {{80.25, 50.25}, {80.75, 50.75}, {80.75, 50.25}, {80.25, 50.75}};
    okr_lonlat spiked[] = {{80.25, 50.25}, {80.25, 50.25}, {80.75, 50.75}, {81.5, 51},
                           {80.75, 50.75}, {80.75, 50.25}, {80.25, 50.75}, {80.25, 50.75}};
    okr_lonlat west[] = {{80.25, 50.25}, {80.5, 50.5}, {80.25, 50.75}};
    okr_lonlat east[] = {{80.75, 50.75}, {80.5, 50.5}, {80.75, 50.25}};
    double expected =
        (double)(fabsl(reference_ring_area(west, 3)) + fabsl(reference_ring_area(east, 3)));
    shape s = {0};

    shape_polygon(&s, tie, 4);
    okr_share_result r = measure(g.share, &s);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_int_equal(r.count, 1);
    s.size = 0;
    shape_polygon(&s, spiked, 8);
    r = measure(g.share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_int_equal(r.count, 1);
    shape_done(&s);
    ground_done(&g);
}

static void holes_in_any_direction_are_taken_out(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
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

    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-12);
    assert_near(piece_of(&r, 0)->area_m2 / expected, 0.5, 1e-12);
    shape_done(&s);
    ground_done(&g);
}

static void slivers_of_a_billionth_degree_are_measured(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_lonlat sliver[] = {
        {80.2, 50.5}, {81.8, 50.5}, {81.8, 50.500000001}, {80.2, 50.500000001}};
    double expected = (double)reference_ring_area(sliver, 4);
    shape s = {0};
    shape_polygon(&s, sliver, 4);

    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / expected, 1.0, 1e-9);
    assert_near(piece_of(&r, 1)->area_m2 / expected, 0.5, 1e-9);
    shape_done(&s);
    ground_done(&g);
}

/* A ring of more vertices than the direct way takes gives what its parts give. */
static void a_ring_of_many_vertices_equals_the_reference(void **state)
{
    enum { N = 20000 };
    seed sd = {27};
    ground g = {0};
    coverage_lattice(&g.c, 5, 80, 50, 2.0, &sd);
    ground_open(&g, false);
    okr_lonlat *ring = malloc(N * sizeof *ring);
    shape s = {0};
    assert_non_null(ring);
    star_ring(ring, N, (okr_lonlat){81, 51}, 0.9, &sd);
    shape_polygon(&s, ring, N);

    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_near(r.total.area_m2 / (double)reference_ring_area(ring, N), 1.0, 1e-11);
    free(ring);
    shape_done(&s);
    ground_done(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_area_over_everything_measures_every_polygon),
        cmocka_unit_test(a_polygon_measured_on_its_own_coverage_is_wholly_its_own),
        cmocka_unit_test(areas_over_boxes_equal_the_clipped_reference),
        cmocka_unit_test(rings_that_cross_themselves_follow_the_even_odd_rule),
        cmocka_unit_test(a_bow_tie_has_the_area_of_both_wings),
        cmocka_unit_test(holes_in_any_direction_are_taken_out),
        cmocka_unit_test(slivers_of_a_billionth_degree_are_measured),
        cmocka_unit_test(a_ring_of_many_vertices_equals_the_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
