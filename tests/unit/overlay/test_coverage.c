#include "overlay/coverage.h"

#include "geo/reference.h"
#include "geo/shapes.h"
#include "test.h"

static double box_area(double lon, double lat, double width, double height)
{
    okr_lonlat ring[] = {
        {lon, lat}, {lon + width, lat}, {lon + width, lat + height}, {lon, lat + height}};

    return (double)reference_ring_area(ring, 4);
}

static okr_coverage examine(coverage *c)
{
    okr_territory_index *index = coverage_index(c);
    okr_coverage found;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_coverage_examine(index, &found, &err));
    okr_territory_index_free(index);
    return found;
}

static void a_lattice_is_a_coverage(void **state)
{
    seed s = {31};
    coverage c;
    coverage_lattice(&c, 9, 80, 50, 3, &s);
    okr_coverage found = examine(&c);

    assert_int_equal(found.overlap_count, 0);
    assert_int_equal(found.gap_count, 0);
    assert_near(found.union_m2 / box_area(80, 50, 3, 3), 1.0, 1e-12);
    okr_coverage_done(&found);
    coverage_done(&c);
}

/* A lattice without its middle: one gap, bordered by the polygon before it. */
static void a_missing_polygon_is_a_gap(void **state)
{
    seed s = {32};
    coverage c;
    coverage_lattice(&c, 5, 80, 50, 3, &s);
    shape middle = c.shapes[12];
    okr_lonlat ring[24];
    memcpy(ring, middle.bytes + 13, sizeof ring);
    c.shapes[12] = (shape){0};
    okr_coverage found = examine(&c);

    assert_int_equal(found.gap_count, 1);
    assert_near(found.gaps[0].area_m2 / (double)reference_ring_area(ring, 24), 1.0, 1e-12);
    assert_int_equal(found.gaps[0].neighbour, 7);
    assert_near(found.gap_m2, found.gaps[0].area_m2, 0.0);
    okr_coverage_done(&found);
    shape_done(&middle);
    coverage_done(&c);
}

/* A frame round a gap of four degrees, an island of one in it, and a second gap within the
 * island. */
static void islands_are_no_part_of_a_gap(void **state)
{
    okr_lonlat outer[] = {{0, 0}, {6, 0}, {6, 6}, {0, 6}};
    okr_lonlat inner[] = {{1, 1}, {5, 1}, {5, 5}, {1, 5}};
    okr_lonlat island[] = {{2, 2}, {4, 2}, {4, 4}, {2, 4}};
    okr_lonlat hole[] = {{2.5, 2.5}, {3.5, 2.5}, {3.5, 3.5}, {2.5, 3.5}};
    coverage c;
    coverage_alloc(&c, 2);
    shape_header(&c.shapes[0], 3);
    shape_count(&c.shapes[0], 2);
    shape_ring(&c.shapes[0], outer, 4);
    shape_ring(&c.shapes[0], inner, 4);
    shape_header(&c.shapes[1], 3);
    shape_count(&c.shapes[1], 2);
    shape_ring(&c.shapes[1], island, 4);
    shape_ring(&c.shapes[1], hole, 4);
    okr_coverage found = examine(&c);

    assert_int_equal(found.gap_count, 2);
    assert_near(found.gaps[0].area_m2 / (box_area(1, 1, 4, 4) - box_area(2, 2, 2, 2)), 1.0,
                1e-12);
    assert_near(found.gaps[1].area_m2 / box_area(2.5, 2.5, 1, 1), 1.0, 1e-12);
    assert_int_equal(found.gaps[1].neighbour, 1);
    okr_coverage_done(&found);
    coverage_done(&c);
}

/* Two polygons that meet in single vertices enclose a gap that touches the outside there. */
static void a_gap_may_touch_the_outside_in_a_vertex(void **state)
{
    okr_lonlat bracket[] = {{0, 0}, {3, 0}, {2, 1}, {1, 1}, {1, 2}, {2, 2}, {3, 3}, {0, 3}};
    okr_lonlat wedge[] = {{2, 1}, {4, 1.5}, {2, 2}, {2.5, 1.5}};
    coverage c;
    coverage_alloc(&c, 2);
    shape_polygon(&c.shapes[0], bracket, 8);
    shape_polygon(&c.shapes[1], wedge, 4);
    okr_coverage found = examine(&c);
    okr_lonlat gap[] = {{1, 1}, {2, 1}, {2.5, 1.5}, {2, 2}, {1, 2}};

    assert_int_equal(found.gap_count, 1);
    assert_near(found.gap_m2 / (double)reference_ring_area(gap, 5), 1.0, 1e-12);
    okr_coverage_done(&found);
    coverage_done(&c);
}

static void overlaps_are_told_by_pair(void **state)
{
    coverage c;
    coverage_alloc(&c, 4);
    shape_box(&c.shapes[0], 0, 0, 2, 1);
    shape_box(&c.shapes[1], 1, 0, 3, 1);
    shape_box(&c.shapes[2], 1.5, 0, 5, 1);
    shape_box(&c.shapes[3], 5, 0, 6, 1);
    okr_coverage found = examine(&c);
    static const struct {
        int32_t a, b;
        double lon, width;
    } expected[] = {{0, 1, 1, 1}, {0, 2, 1.5, 0.5}, {1, 2, 1.5, 1.5}};

    assert_int_equal(found.overlap_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(found.overlaps[i].a, expected[i].a);
        assert_int_equal(found.overlaps[i].b, expected[i].b);
        assert_near(found.overlaps[i].area_m2 /
                        box_area(expected[i].lon, 0, expected[i].width, 1),
                    1.0, 1e-12);
        assert_near(found.overlaps[i].at.lon, expected[i].lon, 0.0);
    }
    assert_near(found.union_m2 / box_area(0, 0, 6, 1), 1.0, 1e-12);
    okr_coverage_done(&found);
    coverage_done(&c);
}

static void areas_of_polygons_are_whole_even_where_they_overlap(void **state)
{
    coverage c;
    double m2[2];
    okr_error err = {.status = OKR_OK};
    coverage_alloc(&c, 2);
    shape_box(&c.shapes[0], 80, 50, 82, 51);
    shape_box(&c.shapes[1], 81, 50.5, 83, 52);
    okr_territory_index *index = coverage_index(&c);

    assert_ok(okr_coverage_areas(index, m2, &err));
    assert_near(m2[0] / box_area(80, 50, 2, 1), 1.0, 1e-12);
    assert_near(m2[1] / box_area(81, 50.5, 2, 1.5), 1.0, 1e-12);
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lattice_is_a_coverage),
        cmocka_unit_test(a_missing_polygon_is_a_gap),
        cmocka_unit_test(islands_are_no_part_of_a_gap),
        cmocka_unit_test(a_gap_may_touch_the_outside_in_a_vertex),
        cmocka_unit_test(overlaps_are_told_by_pair),
        cmocka_unit_test(areas_of_polygons_are_whole_even_where_they_overlap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
