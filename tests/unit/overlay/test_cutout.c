#include "overlay/cutout.h"

#include "geo/geom.h"
#include "geo/shapes.h"
#include "overlay/share.h"
#include "test.h"

enum { BOXES = 3 };

/* Two boxes side by side and one north of the first; east and south of them is nobody's. */
static const char *const boxes[BOXES] = {
    "POLYGON((80 50,81 50,81 51,80 51,80 50))",
    "POLYGON((81 50,82 50,82 51,81 51,81 50))",
    "POLYGON((80 51,81 51,81 52,80 52,80 51))",
};

typedef struct scene {
    okr_text bytes[BOXES];
    okr_wkb polygons[BOXES];
    okr_territory_index *index;
    bool wanted[BOXES];
    okr_cutout *cutout;
} scene;

static okr_wkb as_wkb(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

static void scene_new(scene *s, const char *wanted)
{
    okr_error err = {.status = OKR_OK};

    *s = (scene){.index = NULL};
    for (size_t i = 0; i < BOXES; i++) {
        assert_ok(okr_geom_from_wkt(boxes[i], &s->bytes[i], &err));
        s->polygons[i] = as_wkb(&s->bytes[i]);
        s->wanted[i] = strchr(wanted, (int)('0' + i)) != NULL;
    }
    assert_ok(okr_territory_index_new(s->polygons, BOXES, NULL, &s->index, &err));
    assert_ok(okr_cutout_new(&(okr_cutout_territory){s->index, s->polygons, s->wanted},
                             &s->cutout, &err));
}

static void scene_done(scene *s)
{
    okr_cutout_free(s->cutout);
    okr_territory_index_free(s->index);
    for (size_t i = 0; i < BOXES; i++)
        okr_text_done(&s->bytes[i]);
}

static void assert_cut(const char *wanted, const char *wkt, const char *expected)
{
    okr_error err = {.status = OKR_OK};
    okr_text wkb = {0}, cut = {0}, text = {0};
    scene s;

    scene_new(&s, wanted);
    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    assert_ok(okr_cutout_cut(s.cutout, as_wkb(&wkb), &cut, &err));
    if (cut.size > 0)
        assert_ok(okr_geom_to_wkt(as_wkb(&cut), &text, &err));
    assert_string_equal(okr_text_str(&text), expected);
    okr_text_done(&wkb);
    okr_text_done(&cut);
    okr_text_done(&text);
    scene_done(&s);
}

static void points_go_by_the_border_rule(void **state)
{
    assert_cut("0", "MULTIPOINT(80.5 50.5,81 50.5,81.5 50.5,80 50)",
               "GEOMETRYCOLLECTION (POINT (80.5 50.5),POINT (80 50))");
    assert_cut("1", "POINT(81 50.5)", "GEOMETRYCOLLECTION (POINT (81.0 50.5))");
    assert_cut("2", "POINT(80.5 51)", "GEOMETRYCOLLECTION (POINT (80.5 51.0))");
}

static void a_line_is_cut_at_the_border_and_keeps_its_vertices(void **state)
{
    assert_cut("0", "LINESTRING(79.5 50.5,80.25 50.5,81.75 50.5)",
               "GEOMETRYCOLLECTION (LINESTRING (80.0 50.5,80.25 50.5,81.0 50.5))");
    assert_cut("1", "LINESTRING(79.5 50.5,81.75 50.5)",
               "GEOMETRYCOLLECTION (LINESTRING (81.0 50.5,81.75 50.5))");
}

static void a_line_that_comes_back_falls_into_pieces(void **state)
{
    assert_cut("0", "LINESTRING(80.5 50.25,81.5 50.25,81.5 50.75,80.5 50.75)",
               "GEOMETRYCOLLECTION (LINESTRING (80.5 50.25,81.0 50.25),"
               "LINESTRING (81.0 50.75,80.5 50.75))");
}

static void a_border_between_two_wanted_polygons_cuts_nothing(void **state)
{
    assert_cut("01", "LINESTRING(80.5 50.5,81.5 50.5)",
               "GEOMETRYCOLLECTION (LINESTRING (80.5 50.5,81.5 50.5))");
    assert_cut("01", "POLYGON((80.5 50.25,81.5 50.25,81.5 50.75,80.5 50.75,80.5 50.25))",
               "GEOMETRYCOLLECTION (POLYGON ((80.5 50.25,80.5 50.75,81.5 50.75,81.5 50.25,"
               "80.5 50.25)))");
}

static void a_line_along_a_border_is_wholly_with_its_owner(void **state)
{
    assert_cut("1", "LINESTRING(81 50.25,81 50.75)",
               "GEOMETRYCOLLECTION (LINESTRING (81.0 50.25,81.0 50.75))");
    assert_cut("0", "LINESTRING(81 50.25,81 50.75)", "");
}

static void what_only_touches_is_not_there(void **state)
{
    assert_cut("0", "LINESTRING(80.5 50.5,81 50.5,81.5 50.75)",
               "GEOMETRYCOLLECTION (LINESTRING (80.5 50.5,81.0 50.5))");
    assert_cut("0", "POLYGON((81 50.25,81.5 50.25,81.5 50.75,81 50.25))", "");
    assert_cut("0", "LINESTRING(83 50.5,84 50.5)", "");
}

static void an_area_is_cut_and_every_kind_of_a_collection_is_kept(void **state)
{
    assert_cut("0",
               "GEOMETRYCOLLECTION(POINT(80.5 50.5),LINESTRING(80.5 50.5,82.5 50.5),"
               "POLYGON((80.5 50.25,81.5 50.25,81.5 50.75,80.5 50.75,80.5 50.25)))",
               "GEOMETRYCOLLECTION (POINT (80.5 50.5),LINESTRING (80.5 50.5,81.0 50.5),"
               "POLYGON ((80.5 50.25,80.5 50.75,81.0 50.75,81.0 50.25,80.5 50.25)))");
}

static void a_bow_tie_is_read_by_the_even_odd_rule(void **state)
{
    /* The right half of the tie lies in box 1: a triangle of a quarter of its box. */
    assert_cut("1", "POLYGON((80.5 50,81.5 51,81.5 50,80.5 51,80.5 50))",
               "GEOMETRYCOLLECTION (POLYGON ((81.0 50.5,81.5 51.0,81.5 50.0,81.0 50.5)))");
}

static void bytes_that_are_no_geometry_are_refused(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_text cut = {0};
    scene s;

    scene_new(&s, "0");
    assert_fails_with(
        okr_cutout_cut(s.cutout, (okr_wkb){(const unsigned char *)"\1\2", 2}, &cut, &err),
        OKR_ERR_GEOMETRY, "");
    assert_int_equal(cut.size, 0);
    scene_done(&s);
}

static void random_geometry(shape *g, seed *r, bool area)
{
    okr_lonlat points[12];
    const size_t n = 12;

    for (size_t i = 0; i < n; i++)
        points[i] = (okr_lonlat){seed_between(r, 79.8, 82.2), seed_between(r, 49.8, 52.2)};
    if (!area) {
        shape_line(g, points, n);
        return;
    }
    shape_header(g, 3);
    shape_count(g, 1);
    shape_count(g, (uint32_t)n + 1);
    shape_points(g, points, n);
    shape_points(g, points, 1);
}

static double measure(okr_share *share, okr_wkb wkb, const bool *wanted, bool area)
{
    okr_error err = {.status = OKR_OK};
    okr_share_result r = {0};
    double sum = 0.0;

    assert_ok(okr_share_measure(share, wkb, &r, &err));
    for (size_t i = 0; i < r.count; i++)
        if (wanted == NULL || (r.pieces[i].polygon >= 0 && wanted[r.pieces[i].polygon]))
            sum += area ? r.pieces[i].area_m2 : r.pieces[i].length_m;
    return sum;
}

/* What is cut out has the size that the shares say. Areas to 1e-9; the length of a part of a
 * segment is a part of its geodesic, which differs from the geodesic of the part by up to 1e-3
 * for segments of a degree. */
static void what_is_cut_out_has_the_size_of_the_shares(void **state)
{
    static const char *const choices[] = {"0", "1", "2", "01", "02", "12", "012"};
    okr_error err = {.status = OKR_OK};
    seed r = {7};

    for (size_t i = 0; i < 140; i++) {
        const bool area = i % 2 == 1;
        okr_share *share = NULL;
        okr_text cut = {0};
        shape g = {0};
        scene s;
        scene_new(&s, choices[i % 7]);
        assert_ok(okr_share_new(s.index, NULL, &share, &err));
        random_geometry(&g, &r, area);
        const double expected = measure(share, shape_wkb(&g), s.wanted, area);
        assert_ok(okr_cutout_cut(s.cutout, shape_wkb(&g), &cut, &err));
        if (expected > 0.0)
            assert_near(measure(share, as_wkb(&cut), NULL, area) / expected, 1.0,
                        area ? 1e-9 : 2e-3);
        else
            assert_int_equal(cut.size, 0);
        okr_text_done(&cut);
        shape_done(&g);
        okr_share_free(share);
        scene_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_go_by_the_border_rule),
        cmocka_unit_test(a_line_is_cut_at_the_border_and_keeps_its_vertices),
        cmocka_unit_test(a_line_that_comes_back_falls_into_pieces),
        cmocka_unit_test(a_border_between_two_wanted_polygons_cuts_nothing),
        cmocka_unit_test(a_line_along_a_border_is_wholly_with_its_owner),
        cmocka_unit_test(what_only_touches_is_not_there),
        cmocka_unit_test(an_area_is_cut_and_every_kind_of_a_collection_is_kept),
        cmocka_unit_test(a_bow_tie_is_read_by_the_even_odd_rule),
        cmocka_unit_test(bytes_that_are_no_geometry_are_refused),
        cmocka_unit_test(what_is_cut_out_has_the_size_of_the_shares),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
