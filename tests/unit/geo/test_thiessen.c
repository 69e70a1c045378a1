#include "test.h"

#include "geo/geom.h"
#include "geo/thiessen.h"
#include "overlay/coverage.h"

/* One degree by one degree at 55 N, and a notch, so that the outline is not convex. */
static const char outline_wkt[] = "POLYGON ((86 55,87 55,87 56,86.6 56,86.6 55.8,86.5 56,86 56,"
                                  "86 55))";

static okr_wkb bytes_of(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

static okr_status make(const okr_thiessen_site *sites, size_t n, const double *areas,
                       const char *outline, okr_thiessen *out, okr_error *err)
{
    okr_text wkb = {0};
    okr_status status = OKR_OK;

    assert_int_equal(okr_geom_from_wkt(outline, &wkb, err), OKR_OK);
    const okr_thiessen_input input = {.sites = sites,
                                      .site_count = n,
                                      .area_m2 = areas,
                                      .owners = 3,
                                      .outline = bytes_of(&wkb),
                                      .samples = 4000};
    status = okr_thiessen_make(&input, out, err);
    okr_text_done(&wkb);
    return status;
}

static const okr_thiessen_site towns[] = {
    {{86.5, 55.5}, 0}, {{86.1, 55.2}, 1}, {{86.2, 55.8}, 1},
    {{86.9, 55.1}, 2}, {{86.8, 55.9}, 2},
};
enum { TOWNS = sizeof towns / sizeof towns[0] };

static void examine(const okr_thiessen *cells, double m2[3], okr_coverage *coverage)
{
    okr_wkb polygons[3];
    okr_territory_index *index = NULL;
    okr_error err = {0};

    for (size_t i = 0; i < 3; i++)
        polygons[i] = bytes_of(&cells->cells[i]);
    assert_ok(okr_territory_index_new(polygons, 3, NULL, &index, &err));
    assert_ok(okr_coverage_areas(index, m2, &err));
    assert_ok(okr_coverage_examine(index, coverage, &err));
    okr_territory_index_free(index);
}

static void cells_cover_the_outline_without_gap_or_overlap(void **state)
{
    const double areas[] = {300e6, NAN, NAN};
    okr_thiessen cells = {0};
    okr_coverage coverage = {0};
    okr_error err = {0};
    double m2[3];

    assert_ok(make(towns, TOWNS, areas, outline_wkt, &cells, &err));
    examine(&cells, m2, &coverage);
    assert_int_equal(coverage.overlap_count, 0);
    assert_int_equal(coverage.gap_count, 0);
    for (size_t i = 0; i < 3; i++) {
        okr_validity validity = {0};
        assert_ok(okr_geom_validity(bytes_of(&cells.cells[i]), &validity, &err));
        assert_true(validity.valid);
    }
    okr_coverage_done(&coverage);
    okr_thiessen_done(&cells);
}

/* Ellipsoidal area of the outline: okr_ring_area of its ring; the grid is good to one percent.
 */
static void each_gets_the_area_it_is_known_to_have(void **state)
{
    static const okr_lonlat ring[] = {{86, 55},     {87, 55},   {87, 56}, {86.6, 56},
                                      {86.6, 55.8}, {86.5, 56}, {86, 56}};
    const double whole = okr_ring_area(ring, 7);
    const double areas[] = {0.05 * whole, 0.6 * whole, NAN};
    okr_thiessen cells = {0};
    okr_coverage coverage = {0};
    okr_error err = {0};
    double m2[3];

    assert_ok(make(towns, TOWNS, areas, outline_wkt, &cells, &err));
    examine(&cells, m2, &coverage);
    assert_near(m2[0] + m2[1] + m2[2], whole, whole * 1e-6);
    assert_near(m2[0], 0.05 * whole, 0.01 * whole);
    assert_near(m2[1], 0.6 * whole, 0.01 * whole);
    assert_near(m2[2], 0.35 * whole, 0.01 * whole);
    assert_true(cells.worst < 0.05);
    okr_coverage_done(&coverage);
    okr_thiessen_done(&cells);
}

static void every_place_lies_in_its_own_cell(void **state)
{
    const double areas[] = {300e6, NAN, NAN};
    okr_thiessen cells = {0};
    okr_territory_index *index = NULL;
    okr_wkb polygons[3];
    okr_error err = {0};

    assert_ok(make(towns, TOWNS, areas, outline_wkt, &cells, &err));
    for (size_t i = 0; i < 3; i++)
        polygons[i] = bytes_of(&cells.cells[i]);
    assert_ok(okr_territory_index_new(polygons, 3, NULL, &index, &err));
    for (size_t i = 0; i < TOWNS; i++)
        assert_int_equal(okr_territory_index_point(index, towns[i].at), towns[i].owner);
    okr_territory_index_free(index);
    okr_thiessen_done(&cells);
}

/* Every coordinate times a million is a whole number, to the rounding of a double. */
static void coordinates_are_whole_millionths_of_a_degree(void **state)
{
    const double areas[] = {300e6, NAN, NAN};
    okr_thiessen cells = {0};
    okr_error err = {0};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = true;
    size_t points = 0;

    assert_ok(make(towns, TOWNS, areas, outline_wkt, &cells, &err));
    okr_wkb_start(&reader, bytes_of(&cells.cells[1]));
    while (okr_wkb_next(&reader, &part, &more, &err) == OKR_OK && more)
        for (size_t i = 0; i < part.count; i++, points++) {
            assert_near(part.points[i].lon * 1e6, round(part.points[i].lon * 1e6), 1e-6);
            assert_near(part.points[i].lat * 1e6, round(part.points[i].lat * 1e6), 1e-6);
        }
    assert_true(points > 20);
    okr_wkb_reader_done(&reader);
    okr_thiessen_done(&cells);
}

static void the_same_places_give_the_same_bytes(void **state)
{
    const double areas[] = {300e6, NAN, NAN};
    okr_thiessen once = {0}, twice = {0};
    okr_error err = {0};

    assert_ok(make(towns, TOWNS, areas, outline_wkt, &once, &err));
    assert_ok(make(towns, TOWNS, areas, outline_wkt, &twice, &err));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(once.cells[i].size, twice.cells[i].size);
        assert_memory_equal(once.cells[i].bytes, twice.cells[i].bytes, once.cells[i].size);
    }
    okr_thiessen_done(&once);
    okr_thiessen_done(&twice);
}

static void who_has_no_place_has_no_cell(void **state)
{
    const double areas[] = {300e6, NAN, NAN};
    okr_thiessen cells = {0};
    okr_error err = {0};

    assert_ok(make(towns, 3, areas, outline_wkt, &cells, &err));
    assert_true(cells.cells[0].size > 0);
    assert_true(cells.cells[1].size > 0);
    assert_int_equal(cells.cells[2].size, 0);
    okr_thiessen_done(&cells);
}

static void what_cannot_be_divided_is_refused(void **state)
{
    const double areas[] = {NAN, NAN, NAN};
    okr_thiessen cells = {0};
    okr_error err = {0};

    assert_fails_with(make(towns, 0, areas, outline_wkt, &cells, &err), OKR_ERR_USAGE,
                      "no place to draw a cell round");
    assert_fails_with(make(towns, TOWNS, areas, "LINESTRING (86 55,87 56)", &cells, &err),
                      OKR_ERR_GEOMETRY, "the outline is not a valid polygon");
    assert_fails_with(
        make(towns, TOWNS, areas, "POLYGON ((86 55,87 56,87 55,86 56,86 55))", &cells, &err),
        OKR_ERR_GEOMETRY, "Self-intersection");
    assert_null(cells.cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_cover_the_outline_without_gap_or_overlap),
        cmocka_unit_test(each_gets_the_area_it_is_known_to_have),
        cmocka_unit_test(every_place_lies_in_its_own_cell),
        cmocka_unit_test(coordinates_are_whole_millionths_of_a_degree),
        cmocka_unit_test(the_same_places_give_the_same_bytes),
        cmocka_unit_test(who_has_no_place_has_no_cell),
        cmocka_unit_test(what_cannot_be_divided_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
