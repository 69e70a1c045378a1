/* Geometries that data have and nobody means: repeated vertices, spikes, holes in holes,
 * territories that cross themselves or are thinner than a hair, the ends of the map, numbers
 * that are none. */
#include "overlay/share.h"

#include "geo/reference.h"
#include "share_checks.h"
#include "test.h"

static double box_area(double lon_min, double lat_min, double lon_max, double lat_max)
{
    okr_lonlat ring[] = {
        {lon_min, lat_min}, {lon_max, lat_min}, {lon_max, lat_max}, {lon_min, lat_max}};

    return (double)reference_ring_area(ring, 4);
}

static void repeated_vertices_of_a_line_change_nothing(void **state)
{
    ground s = {.c = two_boxes()};
    okr_lonlat plain[] = {{80.5, 50.5}, {81, 50.5}, {81, 50.75}, {82.5, 50.75}};
    okr_lonlat repeated[] = {{80.5, 50.5}, {80.5, 50.5},  {80.5, 50.5},
                             {81, 50.5},   {81, 50.5},    {81, 50.75},
                             {81, 50.75},  {82.5, 50.75}, {82.5, 50.75}};
    double lengths[3];
    shape line = {0};
    ground_open(&s, false);

    shape_line(&line, plain, 4);
    okr_share_result r = measure(s.share, &line);
    assert_closes(&r);
    assert_int_equal(r.count, 3);
    for (int i = 0; i < 3; i++)
        lengths[i] = r.pieces[i].length_m;
    line.size = 0;
    shape_line(&line, repeated, 9);
    r = measure(s.share, &line);
    assert_int_equal(r.count, 3);
    for (int i = 0; i < 3; i++)
        assert_near(r.pieces[i].length_m, lengths[i], 0.0);
    shape_done(&line);
    ground_done(&s);
}

/* There and back over the border: each way counts. */
static void a_spike_of_a_line_is_measured_there_and_back(void **state)
{
    ground s = {.c = two_boxes()};
    okr_lonlat spike[] = {{80.75, 50.5}, {81.25, 50.5}, {80.75, 50.5}};
    double once = (double)reference_length(spike[0], spike[1]);
    shape line = {0};
    ground_open(&s, false);

    shape_line(&line, spike, 3);
    okr_share_result r = measure(s.share, &line);
    assert_closes(&r);
    assert_int_equal(r.count, 2);
    assert_near(r.total.length_m / once, 2.0, 1e-12);
    assert_near(piece_of(&r, 0)->length_m / once, 1.0, 1e-12);
    assert_near(piece_of(&r, 1)->length_m / once, 1.0, 1e-12);
    shape_done(&line);
    ground_done(&s);
}

/* Rings in rings belong to one municipality, what lies between them to another one; the
 * measure is equal to the one with the holes. */
static void a_polygon_equal_to_one_with_holes_leaves_the_enclave(void **state)
{
    ground s;
    okr_share_result r = {0};
    double area = 0.0;
    coverage_alloc(&s.c, 2);
    for (int k = 0; k < 2; k++) {
        shape_header(&s.c.shapes[k], 3);
        shape_count(&s.c.shapes[k], 2);
    }
    for (int i = 0; i < 3; i++) {
        double low = 0.1 * i;
        okr_lonlat ring[] = {{80 + low, 50 + low},
                             {81 - low, 50 + low},
                             {81 - low, 51 - low},
                             {80 + low, 51 - low}};
        /* The first has rings 0 and 1, the enclave rings 1 and 2, and nobody the middle. */
        if (i < 2)
            shape_ring(&s.c.shapes[0], ring, 4);
        if (i > 0)
            shape_ring(&s.c.shapes[1], ring, 4);
        area += i > 1 ? 0.0 : (i == 0 ? 1 : -1) * (double)reference_ring_area(ring, 4);
    }
    ground_open(&s, false);

    for (int k = 1; k >= 0; k--) {
        r = measure(s.share, &s.c.shapes[k]);
        assert_closes(&r);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, k);
    }
    assert_near(r.total.area_m2 / area, 1.0, 1e-12);
    ground_done(&s);
}

/* A box over rings in rings in rings: every second ring is the municipality's. */
static void nested_holes_of_a_municipality_are_outside(void **state)
{
    ground s;
    shape box = {0};
    double expected = 0.0;
    coverage_alloc(&s.c, 1);
    shape_header(&s.c.shapes[0], 3);
    shape_count(&s.c.shapes[0], 4);
    for (int r = 0; r < 4; r++) {
        okr_lonlat ring[] = {{80.0 + r, 50.0 + r},
                             {90.0 - r, 50.0 + r},
                             {90.0 - r, 60.0 - r},
                             {80.0 + r, 60.0 - r}};
        shape_ring(&s.c.shapes[0], ring, 4);
        expected += (r % 2 == 0 ? 1 : -1) * (double)reference_ring_area(ring, 4);
    }
    ground_open(&s, false);

    shape_box(&box, 80, 50, 90, 60);
    okr_share_result r = measure(s.share, &box);
    assert_closes(&r);
    assert_near(piece_of(&r, 0)->area_m2 / expected, 1.0, 1e-12);
    assert_near(piece_of(&r, OKR_OUTSIDE)->area_m2 / (r.total.area_m2 - expected), 1.0, 1e-12);
    shape_done(&box);
    ground_done(&s);
}

static void a_municipality_of_a_billionth_degree_has_its_part(void **state)
{
    const double west = 81.0;
    const double east = 81.000000001;
    ground s;
    okr_lonlat across[] = {{80.5, 50.5}, {81.5, 50.5}};
    double length = (double)reference_length(across[0], across[1]);
    shape line = {0};
    shape box = {0};
    coverage_alloc(&s.c, 3);
    shape_box(&s.c.shapes[0], 80, 50, west, 51);
    shape_box(&s.c.shapes[1], west, 50, east, 51);
    shape_box(&s.c.shapes[2], east, 50, 82, 51);
    ground_open(&s, false);

    shape_line(&line, across, 2);
    okr_share_result r = measure(s.share, &line);
    assert_closes(&r);
    assert_int_equal(r.count, 3);
    assert_near(piece_of(&r, 1)->length_m, (east - west) * length, 1e-15 * length);
    shape_box(&box, 80.5, 50.25, 81.5, 50.75);
    r = measure(s.share, &box);
    assert_closes(&r);
    assert_int_equal(r.count, 3);
    assert_near(piece_of(&r, 1)->area_m2, box_area(west, 50.25, east, 50.75),
                1e-15 * r.total.area_m2);
    shape_done(&line);
    shape_done(&box);
    ground_done(&s);
}

/* A municipality drawn as a bow-tie, with a spike out of it: its two wings, and no more. */
static void a_municipality_that_crosses_itself_has_both_wings(void **state)
{
    okr_lonlat tie[] = {{80.25, 50.25}, {80.75, 50.75}, {81.5, 51},
                        {80.75, 50.75}, {80.75, 50.25}, {80.25, 50.75}};
    okr_lonlat west[] = {{80.25, 50.25}, {80.5, 50.5}, {80.25, 50.75}};
    okr_lonlat east[] = {{80.75, 50.75}, {80.5, 50.5}, {80.75, 50.25}};
    double wings =
        (double)(fabsl(reference_ring_area(west, 3)) + fabsl(reference_ring_area(east, 3)));
    ground s;
    shape box = {0};
    coverage_alloc(&s.c, 1);
    shape_polygon(&s.c.shapes[0], tie, 6);
    ground_open(&s, false);

    shape_box(&box, 80, 50, 82, 52);
    okr_share_result r = measure(s.share, &box);
    assert_closes(&r);
    assert_near(piece_of(&r, 0)->area_m2 / wings, 1.0, 1e-12);
    shape_done(&box);
    ground_done(&s);
}

/* Drawn in two parts, as the standard of GeoJSON wants it: nothing is lost or twice on either
 * side. The shift of the border rule does not go round the globe: 180 lies beyond the eastern
 * end. */
static void a_municipality_cut_at_the_antimeridian_has_both_parts(void **state)
{
    static const struct {
        okr_lonlat p;
        int32_t owner;
    } cases[] = {{{179.9, 65}, 0},         {{-179.9, 65}, 0},        {{-180, 65}, 0},
                 {{180, 65}, OKR_OUTSIDE}, {{0, 90}, OKR_OUTSIDE},   {{0, -90}, 1},
                 {{-180, -90}, 1},         {{180, -90}, OKR_OUTSIDE}};
    ground s;
    shape areas = {0};
    coverage_alloc(&s.c, 2);
    shape_header(&s.c.shapes[0], 6);
    shape_count(&s.c.shapes[0], 2);
    shape_box(&s.c.shapes[0], 170, 60, 180, 70);
    shape_box(&s.c.shapes[0], -180, 60, -170, 70);
    shape_box(&s.c.shapes[1], -180, -90, 180, -80);
    ground_open(&s, false);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        shape point = {0};
        shape_point(&point, cases[i].p.lon, cases[i].p.lat);
        okr_share_result r = measure(s.share, &point);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.pieces[0].polygon, cases[i].owner);
        assert_int_equal(r.pieces[0].points, 1);
        shape_done(&point);
    }
    okr_share_result r = measure(s.share, &s.c.shapes[0]);
    assert_int_equal(r.count, 1);
    assert_near(r.total.area_m2 / box_area(170, 60, 190, 70), 1.0, 1e-12);
    shape_box(&areas, -180, -90, 180, 90);
    r = measure(s.share, &areas);
    assert_closes(&r);
    assert_near(piece_of(&r, 1)->area_m2 / box_area(-180, -90, 180, -80), 1.0, 1e-12);
    shape_done(&areas);
    ground_done(&s);
}

/* The same ring several times, and one wholly within: each has its full part; by partition the
 * first has everything. */
static void polygons_that_overlap_completely_close(void **state)
{
    ground s;
    shape box = {0};
    coverage_alloc(&s.c, 4);
    for (int i = 0; i < 3; i++)
        shape_box(&s.c.shapes[i], 80, 50, 81, 51);
    shape_box(&s.c.shapes[3], 80.25, 50.25, 80.75, 50.75);
    ground_open(&s, false);
    okr_share *parted = new_share(s.index, true);
    double inner = box_area(80.25, 50.25, 80.75, 50.75);

    shape_box(&box, 80, 50, 81, 51);
    okr_share_result r = measure(s.share, &box);
    assert_closes(&r);
    assert_int_equal(r.count, 4);
    for (int i = 0; i < 3; i++)
        assert_near(piece_of(&r, i)->area_m2 / r.total.area_m2, 1.0, 1e-12);
    assert_near(piece_of(&r, 3)->area_m2 / inner, 1.0, 1e-12);
    assert_near(r.repeated.area_m2 / (2.0 * r.total.area_m2 + inner), 1.0, 1e-12);
    r = measure(parted, &box);
    assert_closes(&r);
    assert_near(r.repeated.area_m2, 0.0, 0.0);
    assert_near(piece_of(&r, 0)->area_m2 / r.total.area_m2, 1.0, 1e-12);
    shape_done(&box);
    okr_share_free(parted);
    ground_done(&s);
}

static void a_coordinate_that_is_no_number_is_refused(void **state)
{
    static const double values[] = {NAN, INFINITY, -INFINITY};
    ground s = {.c = two_boxes()};
    okr_error err = {.status = OKR_OK};
    okr_share_result r = {.count = 77};
    ground_open(&s, false);

    for (int i = 0; i < 12; i++) {
        okr_lonlat ring[] = {{80, 50}, {81, 50}, {81, 51}};
        shape bad = {0};
        *(i % 2 == 0 ? &ring[1].lon : &ring[1].lat) = values[i / 4];
        if (i / 2 % 2 == 0)
            shape_line(&bad, ring, 3);
        else
            shape_polygon(&bad, ring, 3);
        assert_fails_with(okr_share_measure(s.share, shape_wkb(&bad), &r, &err),
                          OKR_ERR_GEOMETRY, "finite");
        assert_int_equal(r.count, 77);
        shape_done(&bad);
    }
    ground_done(&s);
}

/* As WKB has them: no parts, no rings, no vertices, and a point of two not-a-numbers. */
static void an_empty_geometry_of_any_type_has_no_pieces(void **state)
{
    ground s = {.c = two_boxes()};
    ground_open(&s, false);

    for (uint32_t type = 1; type <= 7; type++) {
        shape empty = {0};
        if (type == 1) {
            shape_point(&empty, NAN, NAN);
        } else {
            shape_header(&empty, type);
            shape_count(&empty, 0);
        }
        okr_share_result r = measure(s.share, &empty);
        assert_int_equal(r.count, 0);
        assert_false(r.has_points || r.has_lines || r.has_areas);
        shape_done(&empty);
    }
    ground_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeated_vertices_of_a_line_change_nothing),
        cmocka_unit_test(a_spike_of_a_line_is_measured_there_and_back),
        cmocka_unit_test(a_polygon_equal_to_one_with_holes_leaves_the_enclave),
        cmocka_unit_test(nested_holes_of_a_municipality_are_outside),
        cmocka_unit_test(a_municipality_of_a_billionth_degree_has_its_part),
        cmocka_unit_test(a_municipality_that_crosses_itself_has_both_wings),
        cmocka_unit_test(a_municipality_cut_at_the_antimeridian_has_both_parts),
        cmocka_unit_test(polygons_that_overlap_completely_close),
        cmocka_unit_test(a_coordinate_that_is_no_number_is_refused),
        cmocka_unit_test(an_empty_geometry_of_any_type_has_no_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
