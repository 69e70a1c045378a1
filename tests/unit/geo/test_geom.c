#include "test.h"

#include "geo/geom.h"

static okr_wkb bytes_of(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

static okr_text wkb_of(const char *wkt)
{
    okr_error err = {0};
    okr_text wkb = {0};

    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    return wkb;
}

static void assert_wkt(const okr_text *wkb, const char *expected)
{
    okr_error err = {0};
    okr_text wkt = {0};

    assert_ok(okr_geom_to_wkt(bytes_of(wkb), &wkt, &err));
    assert_string_equal(okr_text_str(&wkt), expected);
    okr_text_done(&wkt);
}

static void wkt_comes_back_as_it_went(void **state)
{
    static const char *const texts[] = {
        "POINT (86.09 55.355)",
        "LINESTRING (86 55,87 56)",
        "POLYGON ((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1))",
        "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))",
        "GEOMETRYCOLLECTION (POINT (1 2),LINESTRING (0 0,1 1))",
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        okr_text wkb = wkb_of(texts[i]);
        assert_wkt(&wkb, texts[i]);
        okr_text_done(&wkb);
    }
}

static void heights_are_dropped(void **state)
{
    okr_text wkb = wkb_of("POINT Z (1 2 3)");

    assert_wkt(&wkb, "POINT (1 2)");
    okr_text_done(&wkb);
}

static void a_point_is_written_like_ogr_writes_it(void **state)
{
    unsigned char wkb[OKR_WKB_POINT_SIZE];
    okr_text expected = wkb_of("POINT (86.09 -55.355)");

    okr_geom_point((okr_lonlat){86.09, -55.355}, wkb);
    assert_int_equal(expected.size, sizeof wkb);
    assert_memory_equal(wkb, expected.bytes, sizeof wkb);
    okr_text_done(&expected);
}

static void what_is_no_geometry_is_refused(void **state)
{
    static const char *const texts[] = {"", "POINT", "POINT (1)", "POINT (1 2) 3",
                                        "56.1, 86.2"};
    okr_error err = {0};
    okr_text out = {0};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_fails_with(okr_geom_from_wkt(texts[i], &out, &err), OKR_ERR_GEOMETRY, "WKT");
    assert_fails_with(okr_geom_to_wkt((okr_wkb){(const unsigned char *)"\1\1", 2}, &out, &err),
                      OKR_ERR_GEOMETRY, "cannot be read");
    assert_int_equal(out.size, 0);
    okr_text_done(&out);
}

static void a_polygon_becomes_a_multipolygon_and_a_line_does_not(void **state)
{
    okr_error err = {0};
    okr_text polygon = wkb_of("POLYGON ((0 0,1 0,1 1,0 0))"),
             line = wkb_of("LINESTRING (0 0,1 1)");
    okr_text out = {0};

    assert_ok(okr_geom_multipolygon(bytes_of(&polygon), &out, &err));
    assert_wkt(&out, "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    okr_text_clear(&out);
    assert_fails_with(okr_geom_multipolygon(bytes_of(&line), &out, &err), OKR_ERR_GEOMETRY,
                      "Line String");
    okr_text_done(&polygon);
    okr_text_done(&line);
    okr_text_done(&out);
}

/* The bow-tie crosses itself at (1, 1), by hand. */
static void a_fault_has_a_place_and_a_reason(void **state)
{
    okr_error err = {0};
    okr_text bow = wkb_of("POLYGON ((0 0,2 2,2 0,0 2,0 0))");
    okr_text good = wkb_of("POLYGON ((0 0,2 0,2 2,0 0))");
    okr_validity validity = {.valid = true};

    assert_ok(okr_geom_validity(bytes_of(&bow), &validity, &err));
    assert_false(validity.valid);
    assert_string_equal(validity.reason, "Self-intersection");
    assert_near(validity.at.lon, 1.0, 1e-12);
    assert_near(validity.at.lat, 1.0, 1e-12);
    assert_ok(okr_geom_validity(bytes_of(&good), &validity, &err));
    assert_true(validity.valid);
    assert_fails_with(
        okr_geom_validity((okr_wkb){(const unsigned char *)"x", 1}, &validity, &err),
        OKR_ERR_GEOMETRY, "cannot be read");
    okr_text_done(&bow);
    okr_text_done(&good);
}

/* By hand, in the normal form of GEOS: the smallest vertex first, shells clockwise. */
static void neighbours_unite_without_their_border(void **state)
{
    okr_error err = {0};
    okr_text a = wkb_of("POLYGON ((0 0,1 0,1 1,0 1,0 0))");
    okr_text b = wkb_of("POLYGON ((1 0,2 0,2 1,1 1,1 0))");
    okr_text far = wkb_of("POLYGON ((5 5,6 5,6 6,5 5))");
    const okr_wkb parts[] = {bytes_of(&a), bytes_of(&b), bytes_of(&far)};
    okr_text out = {0};

    assert_ok(okr_geom_union(parts, 3, &out, &err));
    assert_wkt(&out, "MULTIPOLYGON (((0 0,0 1,1 1,2 1,2 0,1 0,0 0)),((5 5,6 6,6 5,5 5)))");
    okr_text_done(&a);
    okr_text_done(&b);
    okr_text_done(&far);
    okr_text_done(&out);
}

static void a_bad_member_spoils_a_union(void **state)
{
    okr_error err = {0};
    okr_text a = wkb_of("POLYGON ((0 0,1 0,1 1,0 0))");
    const okr_wkb parts[] = {bytes_of(&a), {(const unsigned char *)"x", 1}};
    okr_text out = {0};

    assert_fails_with(okr_geom_union(parts, 2, &out, &err), OKR_ERR_GEOMETRY, "cannot be read");
    assert_int_equal(out.size, 0);
    okr_text_done(&a);
    okr_text_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wkt_comes_back_as_it_went),
        cmocka_unit_test(heights_are_dropped),
        cmocka_unit_test(a_point_is_written_like_ogr_writes_it),
        cmocka_unit_test(what_is_no_geometry_is_refused),
        cmocka_unit_test(a_polygon_becomes_a_multipolygon_and_a_line_does_not),
        cmocka_unit_test(a_fault_has_a_place_and_a_reason),
        cmocka_unit_test(neighbours_unite_without_their_border),
        cmocka_unit_test(a_bad_member_spoils_a_union),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
