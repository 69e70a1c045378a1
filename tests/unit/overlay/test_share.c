#include "overlay/share.h"

#include "geo/reference.h"
#include "share_checks.h"
#include "test.h"

static void points_are_counted_once_each(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_lonlat points[] = {{80.5, 50.5}, {81, 50.5}, {81, 50}, {82, 50.5}, {80, 51}, {80, 50}};
    shape s = {0};
    shape_header(&s, 4);
    shape_count(&s, 6);
    for (int i = 0; i < 6; i++)
        shape_point(&s, points[i].lon, points[i].lat);

    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_int_equal(r.total.points, 6);
    assert_int_equal(piece_of(&r, 0)->points, 2);
    assert_int_equal(piece_of(&r, 1)->points, 2);
    assert_int_equal(piece_of(&r, OKR_OUTSIDE)->points, 2);
    assert_true(r.has_points && !r.has_lines && !r.has_areas);
    shape_done(&s);
    ground_done(&g);
}

static void a_line_along_a_border_has_one_owner(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
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
        okr_share_result r = measure(g.share, &s);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, cases[i].owner);
        assert_near(r.pieces[0].length_m, r.total.length_m, 0.0);
        assert_true(r.total.length_m > 10000.0);
        shape_done(&s);
    }
    ground_done(&g);
}

/* Through the corner where two boxes and the outside meet, and along a side beyond its end. */
static void a_line_through_vertices_is_divided_there(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_lonlat diagonal[] = {{80, 52}, {82, 50}};
    okr_lonlat beyond[] = {{81, 49}, {81, 52}};
    shape s = {0};

    shape_line(&s, diagonal, 2);
    okr_share_result r = measure(g.share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 2);
    assert_near(piece_of(&r, 1)->length_m, 0.5 * r.total.length_m, 1e-9 * r.total.length_m);
    assert_near(piece_of(&r, OKR_OUTSIDE)->length_m, 0.5 * r.total.length_m,
                1e-9 * r.total.length_m);
    s.size = 0;
    shape_line(&s, beyond, 2);
    r = measure(g.share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 2);
    assert_near(piece_of(&r, 1)->length_m / r.total.length_m, 1.0 / 3.0, 1e-14);
    shape_done(&s);
    ground_done(&g);
}

enum { STEPS = 4000 };

/* Reference: a segment cut into many short steps, each given to the owner of its middle;
 * metres by owner, from OKR_OUTSIDE on. */
static void add_steps(const okr_territory_index *index, okr_lonlat from, okr_lonlat to,
                      long double metres[])
{
    const long double whole = reference_length(from, to);

    for (int k = 0; k < STEPS; k++) {
        const double t = (k + 0.5) / STEPS;
        const okr_lonlat p = {from.lon + t * (to.lon - from.lon),
                              from.lat + t * (to.lat - from.lat)};
        metres[okr_territory_index_point(index, p) + 1] += whole / STEPS;
    }
}

/* Random ways over a lattice coverage. */
static void lines_over_a_coverage_are_divided_like_many_small_steps(void **state)
{
    seed sd = {21};
    ground g = {0};
    coverage_lattice(&g.c, 5, 80, 50, 2.0, &sd);
    ground_open(&g, false);

    for (int round = 0; round < 20; round++) {
        okr_lonlat line[6];
        long double expected[26] = {0};
        shape s = {0};
        for (int i = 0; i < 6; i++)
            line[i] =
                (okr_lonlat){seed_between(&sd, 79.7, 82.3), seed_between(&sd, 49.7, 52.3)};
        shape_line(&s, line, 6);
        okr_share_result r = measure(g.share, &s);
        for (int i = 0; i < 5; i++)
            add_steps(g.index, line[i], line[i + 1], expected);
        assert_closes(&r);
        /* The steps miss each crossing by at most one step. */
        for (int32_t i = -1; i < 25; i++)
            assert_near(piece_of(&r, i)->length_m, (double)expected[i + 1],
                        20.0 * 200000.0 / STEPS);
        shape_done(&s);
    }
    ground_done(&g);
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

enum { CORNERS = 8 };

static void random_lattice_points(okr_lonlat points[CORNERS], seed *sd)
{
    for (int i = 0; i < CORNERS; i++) {
        points[i].lon = seed_below(sd, 12) * 0.5;
        points[i].lat = 40 + seed_below(sd, 12) * 0.5;
    }
}

/* A line, a polygon and a point of the same vertices. */
static void shape_any(shape *s, seed *sd)
{
    okr_lonlat points[CORNERS];

    random_lattice_points(points, sd);
    shape_header(s, 7);
    shape_count(s, 3);
    shape_line(s, points, CORNERS);
    shape_polygon(s, points, CORNERS);
    shape_point(s, points[0].lon, points[0].lat);
}

static void assert_any_closes(okr_share *share, const shape *s)
{
    const okr_share_result r = measure(share, s);

    assert_closes(&r);
    for (size_t i = 0; i < r.count; i++)
        assert_true(r.pieces[i].area_m2 >= 0.0);
}

/* Rings through random lattice points as polygons and as measures: everything crosses, touches
 * and runs along everything; each measure closes, with and without partition. */
static void anything_over_anything_closes(void **state)
{
    seed sd = {26};

    for (int round = 0; round < 150; round++) {
        ground g = {0};
        coverage_alloc(&g.c, 8);
        for (size_t i = 0; i < g.c.n; i++) {
            okr_lonlat ring[CORNERS];
            random_lattice_points(ring, &sd);
            shape_polygon(&g.c.shapes[i], ring, CORNERS);
        }
        ground_open(&g, false);
        okr_share *parted = new_share(g.index, true);
        for (int k = 0; k < 10; k++) {
            shape s = {0};
            shape_any(&s, &sd);
            assert_any_closes(g.share, &s);
            assert_any_closes(parted, &s);
            shape_done(&s);
        }
        okr_share_free(parted);
        ground_done(&g);
    }
}

/* The band round the pole drawn straight in longitude and latitude, and a territory continued
 * beyond 180 degrees. */
static void poles_and_the_antimeridian_are_taken_as_drawn(void **state)
{
    ground g = {0};
    coverage_alloc(&g.c, 2);
    shape_box(&g.c.shapes[0], -180, 80, 180, 90);
    shape_box(&g.c.shapes[1], 170, 60, 190, 70);
    ground_open(&g, false);
    okr_lonlat over[] = {{175, 65}, {185, 65}};
    okr_lonlat up[] = {{0, 79}, {0, 90}};
    shape s = {0};

    shape_line(&s, over, 2);
    okr_share_result r = measure(g.share, &s);
    assert_int_equal(r.count, 1);
    assert_near(r.total.length_m,
                okr_geodesic_inverse((okr_lonlat){-5, 65}, (okr_lonlat){5, 65}), 1e-6);
    s.size = 0;
    shape_line(&s, up, 2);
    r = measure(g.share, &s);
    assert_closes(&r);
    assert_near(piece_of(&r, 0)->length_m / r.total.length_m, 10.0 / 11.0, 1e-12);
    s.size = 0;
    shape_box(&s, -180, 85, 180, 90);
    r = measure(g.share, &s);
    assert_closes(&r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    shape_done(&s);
    ground_done(&g);
}

static void empty_geometries_have_no_pieces_and_degenerate_ones_a_place(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_lonlat line[] = {{80.5, 50.5}, {80.5, 50.5}};
    shape s = {0};

    okr_share_result r = measure(g.share, &s);
    assert_int_equal(r.count, 0);
    shape_line(&s, line, 2);
    r = measure(g.share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    assert_near(r.total.length_m, 0.0, 0.0);
    s.size = 0;
    shape_polygon(&s, line, 2);
    r = measure(g.share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].polygon, 0);
    shape_done(&s);
    ground_done(&g);
}

static void a_bad_geometry_is_told_and_the_next_one_measured(void **state)
{
    ground g = {.c = two_boxes()};
    ground_open(&g, false);
    okr_share_result r = {.count = 77};
    okr_error err = {.status = OKR_OK};
    shape s = {0};

    shape_header(&s, 7);
    shape_count(&s, 2);
    shape_box(&s, 80, 50, 81, 51);
    shape_point(&s, INFINITY, 1);
    assert_fails_with(okr_share_measure(g.share, shape_wkb(&s), &r, &err), OKR_ERR_GEOMETRY,
                      "finite");
    assert_int_equal(r.count, 77);
    s.size = 0;
    shape_point(&s, 80.5, 50.5);
    r = measure(g.share, &s);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.pieces[0].points, 1);
    assert_near(r.pieces[0].area_m2, 0.0, 0.0);
    shape_done(&s);
    ground_done(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_counted_once_each),
        cmocka_unit_test(a_line_along_a_border_has_one_owner),
        cmocka_unit_test(a_line_through_vertices_is_divided_there),
        cmocka_unit_test(lines_over_a_coverage_are_divided_like_many_small_steps),
        cmocka_unit_test(overlaps_are_counted_for_each_and_told),
        cmocka_unit_test(anything_over_anything_closes),
        cmocka_unit_test(poles_and_the_antimeridian_are_taken_as_drawn),
        cmocka_unit_test(empty_geometries_have_no_pieces_and_degenerate_ones_a_place),
        cmocka_unit_test(a_bad_geometry_is_told_and_the_next_one_measured),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
