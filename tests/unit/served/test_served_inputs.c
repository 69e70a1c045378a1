#include "served_reference.h"
#include "served_scene.h"
#include "test.h"

/* A territory in the middle of an area of a hundred kilometres: no border is near. */
static void inside_an_area_everything_is_served(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_area area;

    shape_box(scene_add(&s), 85.0, 54.0, 87.0, 56.0);
    shape_box(&box, 85.9, 54.9, 86.1, 55.1);
    scene_close(&s, 0.0, false);
    area = scene_served(&s, &box, 100.0, 0.0);
    assert_true(area.low_m2 == area.area_m2);
    shape_done(&box);
    scene_done(&s);
}

static void the_middle_of_a_wide_hole_is_not_served(void **state)
{
    static const okr_lonlat outer[] = {{85.5, 54.5}, {86.5, 54.5}, {86.5, 55.5}, {85.5, 55.5}};
    static const okr_lonlat hole[] = {{85.8, 54.8}, {86.2, 54.8}, {86.2, 55.2}, {85.8, 55.2}};
    scene s = {0};
    shape box = {0};
    shape *area = scene_add(&s);
    okr_served_area got;

    shape_header(area, 3);
    shape_count(area, 2);
    shape_ring(area, outer, 4);
    shape_ring(area, hole, 4);
    shape_box(&box, 85.95, 54.95, 86.05, 55.05);
    scene_close(&s, 0.0, false);
    got = scene_served(&s, &box, 500.0, 0.0);
    assert_true(got.high_m2 == 0.0);
    shape_done(&box);
    scene_done(&s);
}

/* Both lobes of a bow-tie are inside by the even-odd rule. */
static void a_bow_tie_has_both_its_lobes(void **state)
{
    static const okr_lonlat ring[] = {{86.0, 55.0}, {86.2, 55.1}, {86.2, 55.0}, {86.0, 55.1}};
    static const okr_lonlat left[] = {{86.0, 55.0}, {86.1, 55.05}, {86.0, 55.1}};
    scene s = {0};
    shape tie = {0};
    okr_served_area area;

    shape_polygon(&tie, ring, 4);
    shape_polygon(scene_add(&s), ring, 4);
    scene_close(&s, 0.0, false);
    area = scene_served(&s, &tie, 50.0, 0.0);
    assert_near(area.area_m2, 2.0 * okr_ring_area(left, 3), 1.0);
    assert_near(area.low_m2 / area.area_m2, 1.0, 1e-3);
    shape_done(&tie);
    scene_done(&s);
}

static void nothing_serves_nothing(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_area area;

    shape_box(&box, 86.0, 55.0, 86.2, 55.1);
    scene_close(&s, 0.0, false);
    area = scene_served(&s, &box, 500.0, 0.0);
    assert_true(area.area_m2 > 0.0);
    assert_true(area.high_m2 == 0.0);
    assert_true(area.reached);
    shape_done(&box);
    scene_done(&s);
}

static void an_empty_territory_has_no_area(void **state)
{
    scene s = {0};
    shape nothing = {0};
    okr_served_area area;

    shape_point(scene_add(&s), 86.0, 55.0);
    scene_close(&s, 0.0, false);
    area = scene_served(&s, &nothing, 500.0, 0.0);
    assert_true(area.area_m2 == 0.0);
    assert_true(area.high_m2 == 0.0);
    scene_done(&s);
}

static void repeated_points_change_nothing(void **state)
{
    static const okr_lonlat plain[] = {{86.0, 55.0}, {86.1, 55.05}, {86.15, 55.0}};
    static const okr_lonlat stutter[] = {{86.0, 55.0},  {86.0, 55.0},  {86.1, 55.05},
                                         {86.1, 55.05}, {86.1, 55.05}, {86.15, 55.0},
                                         {86.15, 55.0}};
    static const okr_lonlat still[] = {{86.02, 55.0}, {86.02, 55.0}};
    scene a = {0};
    scene b = {0};
    scene c = {0};
    scene d = {0};
    shape box = {0};

    shape_box(&box, 85.9, 54.9, 86.2, 55.1);
    shape_line(scene_add(&a), plain, 3);
    shape_line(scene_add(&b), stutter, 7);
    shape_point(scene_add(&c), 86.02, 55.0);
    shape_line(scene_add(&d), still, 2);
    scene_close(&a, 0.0, false);
    scene_close(&b, 0.0, false);
    scene_close(&c, 0.0, false);
    scene_close(&d, 0.0, false);
    assert_true(scene_served(&a, &box, 800.0, 0.0).low_m2 ==
                scene_served(&b, &box, 800.0, 0.0).low_m2);
    assert_true(scene_served(&c, &box, 800.0, 0.0).low_m2 ==
                scene_served(&d, &box, 800.0, 0.0).low_m2);
    assert_true(scene_served(&c, &box, 800.0, 0.0).low_m2 > 0.0);
    shape_done(&box);
    scene_done(&a);
    scene_done(&b);
    scene_done(&c);
    scene_done(&d);
}

/* A disc on the antimeridian: half of it lies in each of the two boxes that end there. */
static void reach_crosses_the_antimeridian(void **state)
{
    static const double lons[] = {180.0, -180.0};
    okr_lonlat at = {180.0, 66.0};
    double disc = reference_disc((okr_lonlat){0.0, 66.0}, 5000.0);

    for (size_t i = 0; i < 2; i++) {
        scene s = {0};
        shape west = {0};
        shape east = {0};
        shape beyond = {0};
        okr_served_area area;

        shape_point(scene_add(&s), lons[i], at.lat);
        shape_box(&west, 179.7, 65.9, 180.0, 66.1);
        shape_box(&east, -180.0, 65.9, -179.7, 66.1);
        shape_box(&beyond, 179.7, 65.9, 180.3, 66.1);
        scene_close(&s, 0.0, false);
        area = scene_served(&s, &west, 5000.0, 1e-4);
        assert_near(area.low_m2, 0.5 * disc, 1e-4 * area.area_m2);
        area = scene_served(&s, &east, 5000.0, 1e-4);
        assert_near(area.low_m2, 0.5 * disc, 1e-4 * area.area_m2);
        area = scene_served(&s, &beyond, 5000.0, 1e-4);
        assert_near(area.low_m2, disc, 1e-4 * area.area_m2);
        shape_done(&west);
        shape_done(&east);
        shape_done(&beyond);
        scene_done(&s);
    }
}

static void an_area_beyond_180_holds_places_before_minus_180(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_area area;

    shape_box(scene_add(&s), 175.0, 64.0, 185.0, 68.0);
    shape_box(&box, -179.0, 65.9, -178.7, 66.1);
    scene_close(&s, 0.0, false);
    area = scene_served(&s, &box, 100.0, 0.0);
    assert_near(area.low_m2 / area.area_m2, 1.0, 1e-9);
    shape_done(&box);
    scene_done(&s);
}

static void what_cannot_be_right_is_refused(void **state)
{
    static const okr_lonlat round[] = {{179.0, 66.0}, {-179.0, 66.0}};
    scene s = {0};
    shape line = {0};
    shape pole = {0};
    shape high = {0};
    okr_error err = {0};
    okr_wkb territory = {0};
    okr_served_area area = {0};
    okr_served_set *set = NULL;
    const double bad[] = {0.0, -1.0, NAN, INFINITY, 200001.0};

    scene_close(&s, 0.0, false);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        okr_served_options options = {bad[i], 0.0, 1};
        assert_fails_with(okr_served_areas(s.set, &territory, 1, &options, &area, &err),
                          OKR_ERR_USAGE, "distance");
    }
    okr_served_options options = {100.0, -0.1, 1};
    assert_fails_with(okr_served_areas(s.set, &territory, 1, &options, &area, &err),
                      OKR_ERR_USAGE, "tolerance");
    options.tolerance = 0.0;
    shape_box(&high, 10.0, 87.0, 20.0, 89.0);
    territory = shape_wkb(&high);
    assert_fails_with(okr_served_areas(s.set, &territory, 1, &options, &area, &err),
                      OKR_ERR_GEOMETRY, "pole");

    shape_line(&line, round, 2);
    shape_point(&pole, 10.0, 90.5);
    assert_ok(okr_served_set_new(&set, &err));
    assert_fails_with(
        okr_served_set_add(set, &(okr_served_feature){.geometry = shape_wkb(&line)}, &err),
        OKR_ERR_GEOMETRY, "antimeridian");
    assert_fails_with(
        okr_served_set_add(set, &(okr_served_feature){.geometry = shape_wkb(&pole)}, &err),
        OKR_ERR_GEOMETRY, "90.5");
    assert_fails_with(
        okr_served_set_add(
            set, &(okr_served_feature){.geometry = shape_wkb(&high), .accuracy_m = NAN}, &err),
        OKR_ERR_GEOMETRY, "accuracy");
    okr_served_set_free(set);
    shape_done(&line);
    shape_done(&pole);
    shape_done(&high);
    scene_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inside_an_area_everything_is_served),
        cmocka_unit_test(the_middle_of_a_wide_hole_is_not_served),
        cmocka_unit_test(a_bow_tie_has_both_its_lobes),
        cmocka_unit_test(nothing_serves_nothing),
        cmocka_unit_test(an_empty_territory_has_no_area),
        cmocka_unit_test(repeated_points_change_nothing),
        cmocka_unit_test(reach_crosses_the_antimeridian),
        cmocka_unit_test(an_area_beyond_180_holds_places_before_minus_180),
        cmocka_unit_test(what_cannot_be_right_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
