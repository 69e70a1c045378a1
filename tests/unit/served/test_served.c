#include "served_reference.h"
#include "served_scene.h"
#include "test.h"

/* Reference: geodesic circle by PROJ's direct problem; 20 000 sides lose 1.6e-8 of it. */
static void a_point_serves_its_geodesic_circle(void **state)
{
    static const struct {
        double lat, distance_m;
    } cases[] = {{0.0, 2000},    {55.3, 300}, {55.3, 2000},  {-41.0, 50000},
                 {68.9, 100000}, {79.5, 800}, {55.0, 199000}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scene s = {0};
        shape box = {0};
        okr_lonlat at = {86.1, cases[i].lat};
        double reach = cases[i].distance_m / 111000.0 * 1.1;
        double wide = reach / cos((fabs(at.lat) + reach) * 0.01745);
        double disc = reference_disc(at, cases[i].distance_m);
        okr_served_area area;

        shape_point(scene_add(&s), at.lon, at.lat);
        shape_box(&box, at.lon - wide, at.lat - reach, at.lon + wide, at.lat + reach);
        scene_close(&s, 0.0, false);
        area = scene_served(&s, &box, cases[i].distance_m, 2e-5);
        assert_true(area.reached);
        assert_true(area.low_m2 <= disc * (1.0 + 2e-8));
        assert_true(area.high_m2 >= disc);
        assert_near(area.high_m2 - area.low_m2, 0.0, 2e-5 * area.area_m2);
        shape_done(&box);
        scene_done(&s);
    }
}

/* Reference: GEOS buffers in an equidistant projection; circles of 1024 edges lose 1e-5 of the
 * distance, the projection 1e-6 at 15 km. */
static void mixed_features_agree_with_buffers(void **state)
{
    seed rng = {7};

    for (int i = 0; i < 12; i++) {
        scene s = {0};
        shape territory = {0};
        double lat = seed_between(&rng, -70.0, 75.0);
        double distance = 200.0 * pow(20.0, seed_between(&rng, 0.0, 1.0));
        reference_options o = {{40.0, lat}, distance, 0.001, 256};
        okr_served_area area;
        double share = 0.0;

        scene_random(&s, &rng, 40.0, lat);
        scene_star(&territory, &rng, 40.0, lat, 0.08);
        scene_close(&s, 0.0, false);
        area = scene_served(&s, &territory, distance, 2e-4);
        share = reference_share(s.wkbs, s.n, shape_wkb(&territory), &o);
        assert_true(area.reached);
        assert_true(area.low_m2 / area.area_m2 <= share + 1e-5);
        assert_true(area.high_m2 / area.area_m2 >= share - 1e-5);
        shape_done(&territory);
        scene_done(&s);
    }
}

static void a_finer_interval_lies_within_a_coarser_one(void **state)
{
    seed rng = {11};
    scene s = {0};
    shape territory = {0};
    okr_served_area coarse;

    scene_random(&s, &rng, 86.0, 55.0);
    scene_star(&territory, &rng, 86.0, 55.0, 0.1);
    scene_close(&s, 0.0, false);
    coarse = scene_served(&s, &territory, 900.0, 0.1);
    for (double tolerance = 0.05; tolerance > 1e-5; tolerance *= 0.5) {
        okr_served_area fine = scene_served(&s, &territory, 900.0, tolerance);
        assert_true(fine.reached);
        assert_true(fine.numeric_m2 <= tolerance * fine.area_m2);
        assert_true(fine.low_m2 >= coarse.low_m2);
        assert_true(fine.high_m2 <= coarse.high_m2);
        coarse = fine;
    }
    shape_done(&territory);
    scene_done(&s);
}

static void a_larger_distance_serves_no_less(void **state)
{
    seed rng = {13};
    scene s = {0};
    shape territory = {0};
    okr_served_area before = {0};

    scene_random(&s, &rng, 86.0, 62.0);
    scene_star(&territory, &rng, 86.0, 62.0, 0.1);
    scene_close(&s, 0.0, false);
    for (double distance = 50.0; distance < 30000.0; distance *= 1.7) {
        okr_served_area area = scene_served(&s, &territory, distance, 1e-3);
        assert_true(area.high_m2 >= before.low_m2);
        assert_true(area.low_m2 >= before.low_m2 - 1e-3 * area.area_m2);
        before = area;
    }
    assert_near(before.low_m2 / before.area_m2, 1.0, 1e-9);
    shape_done(&territory);
    scene_done(&s);
}

static void together_two_sets_serve_between_the_larger_and_the_sum(void **state)
{
    seed rng = {17};

    for (int i = 0; i < 6; i++) {
        scene a = {0};
        scene b = {0};
        scene both = {0};
        seed again = rng;
        shape territory = {0};
        okr_served_area in_a;
        okr_served_area in_b;
        okr_served_area in_both;

        scene_random(&a, &rng, 86.0, 55.0);
        scene_random(&b, &rng, 86.03, 55.02);
        scene_random(&both, &again, 86.0, 55.0);
        scene_random(&both, &again, 86.03, 55.02);
        scene_star(&territory, &rng, 86.0, 55.0, 0.1);
        scene_close(&a, 0.0, false);
        scene_close(&b, 0.0, false);
        scene_close(&both, 0.0, false);
        in_a = scene_served(&a, &territory, 700.0, 1e-3);
        in_b = scene_served(&b, &territory, 700.0, 1e-3);
        in_both = scene_served(&both, &territory, 700.0, 1e-3);
        assert_true(in_both.high_m2 >= fmax(in_a.low_m2, in_b.low_m2));
        assert_true(in_both.low_m2 <= in_a.high_m2 + in_b.high_m2);
        shape_done(&territory);
        scene_done(&a);
        scene_done(&b);
        scene_done(&both);
    }
}

static void parts_of_a_territory_sum_to_it(void **state)
{
    enum { SIDE = 3 };
    seed rng = {19};
    scene s = {0};
    shape whole = {0};
    coverage parts = {0};
    okr_error err = {0};
    okr_served_options options = {1200.0, 1e-3, 1};
    okr_served_area area[SIDE * SIDE];
    okr_served_area all;
    double m2 = 0.0;
    double low = 0.0;
    double high = 0.0;

    scene_random(&s, &rng, 86.0, 55.0);
    scene_close(&s, 0.0, false);
    coverage_lattice(&parts, SIDE, 85.9, 54.9, 0.2, &rng);
    okr_territory_index_free(coverage_index(&parts));
    shape_box(&whole, 85.9, 54.9, 86.1, 55.1);
    all = scene_served(&s, &whole, 1200.0, 1e-3);
    assert_ok(okr_served_areas(s.set, parts.wkbs, parts.n, &options, area, &err));
    for (size_t i = 0; i < parts.n; i++) {
        m2 += area[i].area_m2;
        low += area[i].low_m2;
        high += area[i].high_m2;
    }
    assert_near(m2 / all.area_m2, 1.0, 1e-12);
    assert_true(low <= all.high_m2);
    assert_true(high >= all.low_m2);
    assert_near(high - low, 0.0, 1e-3 * m2);
    coverage_done(&parts);
    shape_done(&whole);
    scene_done(&s);
}

static void threads_do_not_change_a_bit(void **state)
{
    seed rng = {23};
    scene s = {0};
    coverage parts = {0};
    okr_error err = {0};
    okr_served_area one[25];
    okr_served_area many[25];

    scene_random(&s, &rng, 86.0, 55.0);
    scene_close(&s, 100.0, false);
    coverage_lattice(&parts, 5, 85.9, 54.9, 0.2, &rng);
    okr_territory_index_free(coverage_index(&parts));
    for (unsigned threads = 2; threads < 8; threads += 5) {
        okr_served_options options = {800.0, 1e-3, 1};
        memset(one, 0, sizeof one);
        memset(many, 0, sizeof many);
        assert_ok(okr_served_areas(s.set, parts.wkbs, parts.n, &options, one, &err));
        options.threads = threads;
        assert_ok(okr_served_areas(s.set, parts.wkbs, parts.n, &options, many, &err));
        for (size_t i = 0; i < parts.n; i++) {
            assert_true(one[i].low_m2 == many[i].low_m2);
            assert_true(one[i].high_m2 == many[i].high_m2);
            assert_int_equal(one[i].cells, many[i].cells);
        }
    }
    coverage_done(&parts);
    scene_done(&s);
}

/* A disc of 300 m round a point served at 1 km: certainly 700 m, possibly 1300 m. */
static void accuracy_shrinks_what_is_certain_and_widens_what_is_possible(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_lonlat at = {86.0, 55.0};
    okr_served_area area;

    shape_point(scene_add(&s), at.lon, at.lat);
    shape_box(&box, 85.95, 54.97, 86.05, 55.03);
    scene_close(&s, 300.0, false);
    area = scene_served(&s, &box, 1000.0, 1e-4);
    assert_near(area.low_m2, reference_disc(at, 700.0), 1e-4 * area.area_m2);
    assert_near(area.high_m2, reference_disc(at, 1300.0), 1e-4 * area.area_m2);
    assert_true(area.low_m2 <= reference_disc(at, 700.0));
    assert_true(area.high_m2 >= reference_disc(at, 1300.0));
    assert_true(area.numeric_m2 <= 1e-4 * area.area_m2);
    area = scene_served(&s, &box, 300.0, 1e-3);
    assert_true(area.low_m2 == 0.0);
    shape_done(&box);
    scene_done(&s);
}

static void somewhere_in_a_place_is_possible_and_not_certain(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_area area;

    shape_box(scene_add(&s), 86.0, 55.0, 86.2, 55.1);
    shape_box(&box, 86.0, 55.0, 86.2, 55.1);
    scene_close(&s, 0.0, true);
    area = scene_served(&s, &box, 500.0, 0.0);
    assert_true(area.low_m2 == 0.0);
    assert_near(area.high_m2 / area.area_m2, 1.0, 1e-9);
    shape_done(&box);
    scene_done(&s);
}

/* Share of a box whose places are within a distance of all corners of another, by PROJ's
 * geodesics from a lattice: its 1 200 cells on the border leave some 2e-4 to chance. */
static double reach_of_all_corners(const okr_box *corners, const okr_box *box, double distance)
{
    enum { SIDE = 200 };
    double served = 0.0;
    double all = 0.0;

    for (int i = 0; i < SIDE * SIDE; i++) {
        okr_lonlat p = {box->lon_min + (i % SIDE + 0.5) / SIDE * (box->lon_max - box->lon_min),
                        box->lat_min + (i / SIDE + 0.5) / SIDE * (box->lat_max - box->lat_min)};
        double most = 0.0;
        for (int k = 0; k < 4; k++)
            most =
                fmax(most, okr_geodesic_inverse(
                               p, (okr_lonlat){k % 2 ? corners->lon_min : corners->lon_max,
                                               k / 2 ? corners->lat_min : corners->lat_max}));
        all += cos(p.lat * 0.017453292519943295);
        served += most <= distance ? cos(p.lat * 0.017453292519943295) : 0.0;
    }
    return served / all;
}

/* 1.3 by 1.1 km, 1.7 km across: beyond half of that some place is near to all of it. */
static void somewhere_serves_for_certain_what_all_of_it_reaches(void **state)
{
    static const okr_box from = {86.0, 55.0, 86.02, 55.01};
    static const okr_box in = {85.95, 54.97, 86.07, 55.04};
    static const double distances[] = {1000.0, 1700.0, 3000.0};
    scene s = {0};
    shape box = {0};

    shape_box(scene_add(&s), from.lon_min, from.lat_min, from.lon_max, from.lat_max);
    shape_box(&box, in.lon_min, in.lat_min, in.lon_max, in.lat_max);
    scene_close(&s, 0.0, true);
    for (size_t i = 0; i < sizeof distances / sizeof distances[0]; i++) {
        double share = reach_of_all_corners(&from, &in, distances[i]);
        okr_served_area area = scene_served(&s, &box, distances[i], 1e-3);
        assert_true(share > 0.0);
        assert_true(area.reached);
        assert_near(area.low_m2 / area.area_m2, share, 1.5e-3);
    }
    assert_true(scene_served(&s, &box, 840.0, 1e-3).low_m2 == 0.0);
    shape_done(&box);
    scene_done(&s);
}

/* Its farthest corner is 3 639 m from the first place by PROJ's geod, and 639 m farther yet
 * from the second. */
static void a_place_that_all_of_somewhere_reaches_is_certain(void **state)
{
    scene s = {0};
    okr_error err = {0};
    okr_served_place got = {0};
    const okr_lonlat corner = {86.0, 55.0};
    const okr_lonlat p = {86.05, 55.02};
    double most = 0.0;

    shape_box(scene_add(&s), 86.0, 55.0, 86.02, 55.01);
    scene_close(&s, 20.0, true);
    most = okr_geodesic_inverse(corner, p) + 20.0;
    assert_ok(okr_served_ask(s.set, p, 0.0, most + 0.1, &got, &err));
    assert_true(got.certain);
    assert_near(got.farthest_m, most, 0.05);
    assert_ok(okr_served_ask(s.set, p, 0.0, most - 0.1, &got, &err));
    assert_false(got.certain);
    assert_true(got.possible);
    assert_ok(okr_served_ask(s.set, p, 1.0, most + 0.1, &got, &err));
    assert_false(got.certain);
    scene_done(&s);
}

/* What a road surely serves is not lost where the border of something vague crosses it. */
static void somewhere_adds_to_what_is_certain_without_it(void **state)
{
    seed rng = {37};
    scene roads = {0};
    shape territory = {0};
    shape vague = {0};
    okr_error err = {0};
    okr_served_options options = {1500.0, 1e-3, 1};
    okr_served_set *both = NULL;
    okr_served_area without;
    okr_served_area with = {0};
    okr_wkb wkb;

    scene_random(&roads, &rng, 86.0, 55.0);
    scene_star(&territory, &rng, 86.0, 55.0, 0.1);
    shape_box(&vague, 85.93, 54.96, 85.94, 54.965);
    scene_close(&roads, 0.0, false);
    without = scene_served(&roads, &territory, 1500.0, 1e-3);
    assert_ok(okr_served_set_new(&both, &err));
    for (size_t i = 0; i < roads.n; i++)
        assert_ok(
            okr_served_set_add(both, &(okr_served_feature){.geometry = roads.wkbs[i]}, &err));
    assert_ok(okr_served_set_add(
        both, &(okr_served_feature){.geometry = shape_wkb(&vague), .somewhere = true}, &err));
    assert_ok(okr_served_set_close(both, 0, &err));
    wkb = shape_wkb(&territory);
    assert_ok(okr_served_areas(both, &wkb, 1, &options, &with, &err));
    assert_true(with.low_m2 > without.high_m2 + 1e5);
    assert_true(with.numeric_m2 <= 1e-3 * with.area_m2);
    okr_served_set_free(both);
    shape_done(&vague);
    shape_done(&territory);
    scene_done(&roads);
}

/* Reference: PROJ's geodesic to every thousandth of an edge of some 9 km. */
static void the_nearest_distance_agrees_with_proj(void **state)
{
    const okr_lonlat a = {86.0, 55.0};
    const okr_lonlat b = {86.1, 55.06};
    const okr_lonlat line[] = {a, b};
    scene s = {0};
    okr_error err = {0};
    seed rng = {29};

    shape_line(scene_add(&s), line, 2);
    scene_close(&s, 0.0, false);
    for (int i = 0; i < 50; i++) {
        okr_lonlat p = {seed_between(&rng, 85.8, 86.3), seed_between(&rng, 54.9, 55.2)};
        double best = INFINITY;
        okr_served_place got;
        for (int k = 0; k <= 1000; k++) {
            double t = k / 1000.0;
            okr_lonlat q = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            best = fmin(best, okr_geodesic_inverse(p, q));
        }
        assert_ok(okr_served_ask(s.set, p, 0.0, 50000.0, &got, &err));
        /* Steps of 9 m: the nearest of them is at most 4.5 m aside of the foot. */
        assert_true(got.nearest_m <= best);
        assert_true(got.farthest_m >= best - 4.6 * 4.6 / (2.0 * fmax(best, 4.6)));
        assert_near(got.farthest_m, got.nearest_m, 0.021);
    }
    scene_done(&s);
}

static void a_place_too_far_has_no_distance(void **state)
{
    scene s = {0};
    okr_error err = {0};
    okr_served_place got = {0};

    shape_point(scene_add(&s), 86.0, 55.0);
    scene_close(&s, 0.0, false);
    assert_ok(okr_served_ask(s.set, (okr_lonlat){86.0, 55.1}, 0.0, 1000.0, &got, &err));
    assert_true(isinf(got.nearest_m));
    assert_true(isinf(got.farthest_m));
    assert_false(got.possible);
    scene_done(&s);
}

/* By PROJ's geod the two points are 1113.236 m apart; both may be 11 m nearer or farther. */
static void accuracies_of_both_places_add_up(void **state)
{
    scene s = {0};
    okr_error err = {0};
    okr_served_place got = {0};
    const okr_lonlat p = {86.0, 55.01};

    shape_point(scene_add(&s), 86.0, 55.0);
    scene_close(&s, 6.0, false);
    assert_ok(okr_served_ask(s.set, p, 5.0, 1103.0, &got, &err));
    assert_true(got.possible);
    assert_false(got.certain);
    assert_ok(okr_served_ask(s.set, p, 5.0, 1102.0, &got, &err));
    assert_false(got.possible);
    assert_ok(okr_served_ask(s.set, p, 5.0, 1125.0, &got, &err));
    assert_true(got.certain);
    scene_done(&s);
}

static void a_feature_may_have_a_distance_of_its_own(void **state)
{
    shape a = {0};
    shape b = {0};
    shape box = {0};
    okr_error err = {0};
    scene s = {0};
    okr_served_area area;
    double discs = reference_disc((okr_lonlat){86.0, 55.0}, 700.0) +
                   reference_disc((okr_lonlat){86.1, 55.0}, 1500.0);

    shape_point(&a, 86.0, 55.0);
    shape_point(&b, 86.1, 55.0);
    shape_box(&box, 85.9, 54.9, 86.2, 55.1);
    assert_ok(okr_served_set_new(&s.set, &err));
    assert_ok(okr_served_set_add(
        s.set, &(okr_served_feature){.geometry = shape_wkb(&a), .distance_m = 700.0}, &err));
    assert_ok(okr_served_set_add(
        s.set, &(okr_served_feature){.geometry = shape_wkb(&b), .distance_m = 1500.0}, &err));
    assert_ok(okr_served_set_close(s.set, 0, &err));
    area = scene_served(&s, &box, 0.0, 1e-4);
    assert_true(area.low_m2 <= discs);
    assert_true(area.high_m2 >= discs);
    assert_near(area.high_m2 - area.low_m2, 0.0, 1e-4 * area.area_m2);
    shape_done(&a);
    shape_done(&b);
    shape_done(&box);
    scene_done(&s);
}

/* Ellipsoidal area of a multipolygon whose holes follow their shells. */
static double drawn_area(const okr_text *wkb)
{
    okr_error err = {0};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = wkb->size > 0;
    double m2 = 0.0;

    if (more)
        okr_wkb_start(&reader, (okr_wkb){(const unsigned char *)okr_text_str(wkb), wkb->size});
    while (more) {
        size_t first = 0;
        assert_ok(okr_wkb_next(&reader, &part, &more, &err));
        for (size_t i = 0; more && i < part.rings; i++) {
            double ring = fabs(okr_ring_area(part.points + first, part.ring_ends[i] - first));
            m2 += i == 0 ? ring : -ring;
            first = part.ring_ends[i];
        }
    }
    okr_wkb_reader_done(&reader);
    return m2;
}

/* Sides of cells are straight on the plane and in degrees alike, so that only the change of
 * area with latitude inside a cell is between the two: 1e-6 here. */
static void the_drawn_area_is_the_bound_that_was_found(void **state)
{
    seed rng = {31};

    for (int i = 0; i < 4; i++) {
        scene s = {0};
        shape territory = {0};
        okr_error err = {0};
        okr_served_options options = {900.0, 1e-3, 1};
        okr_text certain = {0};
        okr_text possible = {0};
        okr_served_area area;

        scene_random(&s, &rng, 86.0, 55.0);
        scene_star(&territory, &rng, 86.0, 55.0, 0.1);
        scene_close(&s, i % 2 == 0 ? 0.0 : 200.0, false);
        area = scene_served(&s, &territory, 900.0, i % 2 == 0 ? 1e-3 : 2e-3);
        assert_ok(
            okr_served_shape(s.set, shape_wkb(&territory), &options, true, &certain, &err));
        assert_ok(
            okr_served_shape(s.set, shape_wkb(&territory), &options, false, &possible, &err));
        assert_near(drawn_area(&certain) / area.area_m2, area.low_m2 / area.area_m2, 2e-5);
        assert_near(drawn_area(&possible) / area.area_m2, area.high_m2 / area.area_m2, 2e-5);
        okr_text_done(&certain);
        okr_text_done(&possible);
        shape_done(&territory);
        scene_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_serves_its_geodesic_circle),
        cmocka_unit_test(mixed_features_agree_with_buffers),
        cmocka_unit_test(a_finer_interval_lies_within_a_coarser_one),
        cmocka_unit_test(a_larger_distance_serves_no_less),
        cmocka_unit_test(together_two_sets_serve_between_the_larger_and_the_sum),
        cmocka_unit_test(parts_of_a_territory_sum_to_it),
        cmocka_unit_test(threads_do_not_change_a_bit),
        cmocka_unit_test(accuracy_shrinks_what_is_certain_and_widens_what_is_possible),
        cmocka_unit_test(somewhere_in_a_place_is_possible_and_not_certain),
        cmocka_unit_test(somewhere_serves_for_certain_what_all_of_it_reaches),
        cmocka_unit_test(a_place_that_all_of_somewhere_reaches_is_certain),
        cmocka_unit_test(somewhere_adds_to_what_is_certain_without_it),
        cmocka_unit_test(the_nearest_distance_agrees_with_proj),
        cmocka_unit_test(a_place_too_far_has_no_distance),
        cmocka_unit_test(accuracies_of_both_places_add_up),
        cmocka_unit_test(a_feature_may_have_a_distance_of_its_own),
        cmocka_unit_test(the_drawn_area_is_the_bound_that_was_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
