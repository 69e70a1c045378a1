#include "test.h"

#include "geo/nearest.h"
#include "shapes.h"

static double distance(const shape *s, double lon, double lat)
{
    okr_error err = {.status = OKR_OK};
    double metres = -1.0;

    assert_ok(okr_nearest_distance(shape_wkb(s), (okr_lonlat){lon, lat}, &metres, &err));
    return metres;
}

static void a_point_inside_an_area_is_at_no_distance(void **state)
{
    shape s = {0};

    shape_box(&s, 60, 54, 61, 55);
    assert_near(distance(&s, 60.5, 54.5), 0.0, 0.0);
    shape_done(&s);
}

/* geodata/demo-shares/README.md, finding place_disagrees: 16196.827 m, by GeographicLib. */
static void the_distance_to_a_meridian_side_is_geodesic(void **state)
{
    shape s = {0};

    shape_box(&s, 62, 54, 63, 55);
    assert_near(distance(&s, 63.25, 54.5), 16196.827, 0.001);
    shape_done(&s);
}

static void the_nearest_corner_counts(void **state)
{
    const okr_lonlat p = {63.5, 55.25}, corner = {63, 55};
    shape s = {0};

    shape_box(&s, 62, 54, 63, 55);
    assert_near(distance(&s, p.lon, p.lat), okr_geodesic_inverse(p, corner), 1e-6);
    shape_done(&s);
}

static void a_hole_is_not_inside(void **state)
{
    static const okr_lonlat outer[] = {{60, 54}, {61, 54}, {61, 55}, {60, 55}, {60, 54}};
    static const okr_lonlat hole[] = {
        {60.4, 54.4}, {60.6, 54.4}, {60.6, 54.6}, {60.4, 54.6}, {60.4, 54.4}};
    shape s = {0};

    shape_header(&s, 3);
    shape_count(&s, 2);
    shape_ring(&s, outer, 5);
    shape_ring(&s, hole, 5);
    assert_true(distance(&s, 60.5, 54.5) > 6000.0);
    assert_near(distance(&s, 60.2, 54.5), 0.0, 0.0);
    shape_done(&s);
}

static void a_line_is_met_between_its_vertices(void **state)
{
    static const okr_lonlat line[] = {{60, 54}, {60, 56}};
    shape s = {0};

    shape_line(&s, line, 2);
    /* The perpendicular to a meridian: shorter than along the parallel, 64.8 km at 54.5. */
    const double along = okr_geodesic_inverse((okr_lonlat){61, 54.5}, (okr_lonlat){60, 54.5});
    assert_true(distance(&s, 61, 54.5) < along);
    assert_near(distance(&s, 61, 54.5), along, 10.0);
    shape_done(&s);
}

static void an_empty_geometry_is_at_no_known_distance(void **state)
{
    shape s = {0};

    assert_true(isnan(distance(&s, 61, 54.5)));
}

static void a_broken_geometry_is_an_error(void **state)
{
    static const unsigned char cut[] = {1, 1, 0, 0, 0, 9};
    okr_error err = {.status = OKR_OK};
    double metres = -1.0;

    assert_fails_with(
        okr_nearest_distance((okr_wkb){cut, sizeof cut}, (okr_lonlat){0, 0}, &metres, &err),
        OKR_ERR_GEOMETRY, "cut short");
    assert_near(metres, -1.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_inside_an_area_is_at_no_distance),
        cmocka_unit_test(the_distance_to_a_meridian_side_is_geodesic),
        cmocka_unit_test(the_nearest_corner_counts),
        cmocka_unit_test(a_hole_is_not_inside),
        cmocka_unit_test(a_line_is_met_between_its_vertices),
        cmocka_unit_test(an_empty_geometry_is_at_no_known_distance),
        cmocka_unit_test(a_broken_geometry_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
