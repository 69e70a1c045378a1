#include "geo/wkb.h"

#include "shapes.h"
#include "test.h"

#include <stdlib.h>

static okr_status read_all(okr_wkb wkb, size_t counts[3], okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, wkb);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status == OKR_OK && more)
            counts[part.kind] += part.count;
    }
    okr_wkb_reader_done(&reader);
    return status;
}

static void a_collection_is_read_part_by_part(void **state)
{
    okr_lonlat line[] = {{1, 2}, {3, 4}, {5, 6}};
    shape s = {0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    shape_header(&s, 7);
    shape_count(&s, 4);
    shape_point(&s, 10, 20);
    shape_header(&s, 5);
    shape_count(&s, 2);
    shape_line(&s, line, 3);
    shape_line(&s, line, 2);
    shape_header(&s, 7);
    shape_count(&s, 0);
    shape_box(&s, 0, 0, 1, 1);
    assert_ok(read_all(shape_wkb(&s), counts, &err));
    assert_int_equal(counts[OKR_PART_POINT], 1);
    assert_int_equal(counts[OKR_PART_LINE], 5);
    assert_int_equal(counts[OKR_PART_POLYGON], 5);
    shape_done(&s);
}

/* POINT ZM (1 2 3 4), big-endian, ISO type 3001: bytes by hand from OGC 06-103r4, 8.2. */
static void big_endian_with_z_and_m_is_read(void **state)
{
    static const unsigned char bytes[] = {
        0, 0, 0,    0x0b, 0xb9, 0x3f, 0xf0, 0, 0, 0, 0, 0,    0,    0x40, 0, 0, 0, 0, 0,
        0, 0, 0x40, 0x08, 0,    0,    0,    0, 0, 0, 0, 0x40, 0x10, 0,    0, 0, 0, 0, 0};
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = false;
    okr_error err = {.status = OKR_OK};

    okr_wkb_start(&reader, (okr_wkb){bytes, sizeof bytes - 1});
    assert_ok(okr_wkb_next(&reader, &part, &more, &err));
    assert_true(more);
    assert_near(part.points[0].lon, 1.0, 0.0);
    assert_near(part.points[0].lat, 2.0, 0.0);
    okr_wkb_reader_done(&reader);
}

/* SRID=4326;POINT Z (1 2 3) as PostGIS writes it: type 0xA0000001. */
static void extended_wkb_with_srid_is_read(void **state)
{
    shape s = {0};
    okr_lonlat p = {1, 2};
    okr_lonlat rest = {3, 0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    shape_header(&s, 0xA0000001U);
    shape_count(&s, 4326);
    shape_points(&s, &p, 1);
    shape_points(&s, &rest, 1);
    s.size -= 8;
    assert_ok(read_all(shape_wkb(&s), counts, &err));
    assert_int_equal(counts[OKR_PART_POINT], 1);
    shape_done(&s);
}

static void empty_geometries_have_no_parts(void **state)
{
    shape s = {0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    shape_point(&s, NAN, NAN);
    assert_ok(read_all(shape_wkb(&s), counts, &err));
    assert_ok(read_all((okr_wkb){NULL, 0}, counts, &err));
    s.size = 0;
    shape_line(&s, NULL, 0);
    assert_ok(read_all(shape_wkb(&s), counts, &err));
    s.size = 0;
    shape_header(&s, 3);
    shape_count(&s, 0);
    assert_ok(read_all(shape_wkb(&s), counts, &err));
    assert_int_equal(counts[0] + counts[1] + counts[2], 0);
    shape_done(&s);
}

static void every_truncation_is_refused(void **state)
{
    shape s = {0};
    okr_error err = {.status = OKR_OK};

    shape_header(&s, 6);
    shape_count(&s, 1);
    shape_box(&s, 0, 0, 1, 1);
    for (size_t size = 1; size < s.size; size++) {
        size_t counts[3] = {0};
        /* A copy of exactly this size, so that reading beyond it is caught. */
        unsigned char *cut = malloc(size);
        assert_non_null(cut);
        memcpy(cut, s.bytes, size);
        assert_int_equal(read_all((okr_wkb){cut, size}, counts, &err), OKR_ERR_GEOMETRY);
        free(cut);
    }
    shape_done(&s);
}

static void counts_beyond_the_size_are_refused(void **state)
{
    shape s = {0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    shape_header(&s, 2);
    shape_count(&s, 0xFFFFFFFFU);
    assert_fails_with(read_all(shape_wkb(&s), counts, &err), OKR_ERR_GEOMETRY, "4294967295");
    shape_done(&s);
}

static void coordinates_that_are_not_finite_are_named(void **state)
{
    okr_lonlat line[] = {{1, 2}, {3, INFINITY}, {NAN, 6}};
    shape s = {0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    shape_line(&s, line, 3);
    assert_fails_with(read_all(shape_wkb(&s), counts, &err), OKR_ERR_GEOMETRY, "position 2");
    s.size = 0;
    shape_point(&s, NAN, 1);
    assert_fails_with(read_all(shape_wkb(&s), counts, &err), OKR_ERR_GEOMETRY, "position 1");
    shape_done(&s);
}

static void curves_and_unknown_types_are_refused(void **state)
{
    static const uint32_t types[] = {8, 9, 10, 14, 18, 0, 4001};
    okr_error err = {.status = OKR_OK};

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        shape s = {0};
        size_t counts[3] = {0};
        shape_header(&s, types[i]);
        shape_count(&s, 0);
        assert_fails_with(read_all(shape_wkb(&s), counts, &err), OKR_ERR_GEOMETRY, "type");
        shape_done(&s);
    }
}

static void nesting_has_a_limit(void **state)
{
    shape s = {0};
    size_t counts[3] = {0};
    okr_error err = {.status = OKR_OK};

    for (int i = 0; i < 100; i++) {
        shape_header(&s, 7);
        shape_count(&s, 1);
    }
    shape_point(&s, 1, 1);
    assert_fails_with(read_all(shape_wkb(&s), counts, &err), OKR_ERR_GEOMETRY, "nested");
    shape_done(&s);
}

/* The header of OGC 12-128r15, 2.1.3: magic, version, flags, srs_id, envelope by bits 1-3. */
static void the_geopackage_header_is_skipped(void **state)
{
    static const unsigned char sizes[] = {0, 32, 48, 48, 64};
    okr_wkb wkb = {0};
    okr_error err = {.status = OKR_OK};

    for (unsigned code = 0; code < 5; code++) {
        unsigned char blob[8 + 64 + 5] = {'G', 'P', 0, (unsigned char)(1 | code << 1)};
        assert_ok(okr_gpkg_wkb(blob, sizeof blob, &wkb, &err));
        assert_ptr_equal(wkb.bytes, blob + 8 + sizes[code]);
        assert_int_equal(wkb.size, sizeof blob - 8 - sizes[code]);
        assert_fails_with(okr_gpkg_wkb(blob, 7U + sizes[code], &wkb, &err), OKR_ERR_GEOMETRY,
                          "");
    }
}

static void positions_that_are_no_longitude_and_latitude_are_named(void **state)
{
    okr_lonlat line[] = {{1, 2}, {450000, 6100000}};
    size_t ends[] = {2};
    okr_part part = {OKR_PART_LINE, line, 2, ends, 0};
    okr_box box;
    okr_error err = {.status = OKR_OK};

    assert_fails_with(okr_part_box(&part, &box, &err), OKR_ERR_GEOMETRY, "450000 6100000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_collection_is_read_part_by_part),
        cmocka_unit_test(big_endian_with_z_and_m_is_read),
        cmocka_unit_test(extended_wkb_with_srid_is_read),
        cmocka_unit_test(empty_geometries_have_no_parts),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(counts_beyond_the_size_are_refused),
        cmocka_unit_test(coordinates_that_are_not_finite_are_named),
        cmocka_unit_test(curves_and_unknown_types_are_refused),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(the_geopackage_header_is_skipped),
        cmocka_unit_test(positions_that_are_no_longitude_and_latitude_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
