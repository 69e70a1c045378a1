#include "test.h"

#include "geo/geom.h"
#include "sheet/graticule.h"
#include "sheet/map_projection.h"
#include "sheet/scalebar.h"

static void assert_named(okr_box box, const char *en)
{
    okr_map_projection projection;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_map_projection_open(&projection, box, &err));
    assert_string_equal(projection.en, en);
    okr_map_projection_close(&projection);
}

/* Zone = floor(longitude / 6) + 1; EPSG:20904..20932 are zones 4..32 of GSK-2011. */
static void a_territory_gets_the_zone_of_its_centre(void **state)
{
    assert_named((okr_box){85.6, 55.0, 86.9, 55.9},
                 "Gauss–Krüger, GSK-2011, zone 15 (EPSG:20915)");
    assert_named((okr_box){88.0, 52.0, 92.0, 54.0},
                 "Gauss–Krüger, GSK-2011, zone 16 (EPSG:20916)");
    assert_named((okr_box){19.0, 54.0, 23.0, 55.0},
                 "Gauss–Krüger, GSK-2011, zone 4 (EPSG:20904)");
}

/* Chukotka: its centre at 185 is 175 W, in zone 31 of Gauss-Kruger. */
static void zones_go_on_beyond_the_antimeridian(void **state)
{
    assert_named((okr_box){181.0, 64.0, 189.0, 66.0},
                 "Gauss–Krüger, GSK-2011, zone 31 (EPSG:20931)");
}

static void elsewhere_the_zone_is_of_utm(void **state)
{
    assert_named((okr_box){-75.0, 4.0, -73.0, 6.0}, "UTM, WGS 84, zone 18N (EPSG:32618)");
    assert_named((okr_box){30.0, -26.0, 32.0, -24.0}, "UTM, WGS 84, zone 36S (EPSG:32736)");
}

static void a_wide_territory_gets_a_conic(void **state)
{
    assert_named((okr_box){60.0, 50.0, 120.0, 74.0},
                 "Lambert conformal conic, WGS 84, parallels 54° and 70°, meridian 90°");
}

static void scales_are_rounded_up_to_round_ones(void **state)
{
    assert_near(okr_scale_round(100000.0), 100000.0, 0.0);
    assert_near(okr_scale_round(100001.0), 125000.0, 0.0);
    assert_near(okr_scale_round(610000.0), 750000.0, 0.0);
    assert_near(okr_scale_round(760000.0), 1000000.0, 0.0);
}

static void open_view(okr_map_projection *projection, okr_map_view *view, double scale,
                      okr_status wanted)
{
    okr_error err = {.status = OKR_OK};
    unsigned char bytes[2][OKR_WKB_POINT_SIZE];
    const okr_wkb corners[2] = {{bytes[0], OKR_WKB_POINT_SIZE}, {bytes[1], OKR_WKB_POINT_SIZE}};
    okr_rect plane;

    okr_geom_point((okr_lonlat){86.0, 55.0}, bytes[0]);
    okr_geom_point((okr_lonlat){87.0, 55.5}, bytes[1]);
    assert_ok(okr_map_projection_open(projection, (okr_box){86.0, 55.0, 87.0, 55.5}, &err));
    assert_ok(okr_map_plane_box(projection, corners, 2, &plane, &err));
    *view = (okr_map_view){.projection = projection, .frame = {10, 20, 700, 600}};
    if (wanted == OKR_OK)
        assert_ok(okr_map_view_fit(view, plane, scale, &err));
    else
        assert_fails_with(okr_map_view_fit(view, plane, scale, &err), wanted, "1:300000 fits");
}

/* 1 degree at 55 to 55.5 N is about 64 km, 700 points are 247 mm: 1:260 000, rounded 1:300 000.
 */
static void the_largest_round_scale_that_fits_is_chosen(void **state)
{
    okr_map_projection projection;
    okr_map_view view;

    open_view(&projection, &view, 0.0, OKR_OK);
    assert_near(view.scale, 300000.0, 0.0);
    okr_map_projection_close(&projection);
}

static void a_scale_too_large_names_the_one_that_fits(void **state)
{
    okr_map_projection projection;
    okr_map_view view;

    open_view(&projection, &view, 50000.0, OKR_ERR_USAGE);
    okr_map_projection_close(&projection);
}

/* The ratio holds on the ground: a geodesic of the map's centre, measured on paper. */
static void a_centimetre_of_paper_is_as_long_as_the_scale_says(void **state)
{
    okr_map_projection projection;
    okr_map_view view;
    okr_lonlat ends[2];
    okr_point middle;
    okr_error err = {.status = OKR_OK};
    const double cm = 10.0 * OKR_MM;

    open_view(&projection, &view, 0.0, OKR_OK);
    middle = (okr_point){360, 320};
    assert_ok(okr_map_view_position(&view, middle, &ends[0], &err));
    assert_ok(okr_map_view_position(&view, (okr_point){360 + cm, 320}, &ends[1], &err));
    assert_near(okr_geodesic_inverse(ends[0], ends[1]), 3000.0, 1.0);
    okr_map_projection_close(&projection);
}

static void a_point_of_paper_goes_there_and_back(void **state)
{
    okr_map_projection projection;
    okr_map_view view;
    okr_lonlat at;
    okr_point back;
    okr_error err = {.status = OKR_OK};

    open_view(&projection, &view, 0.0, OKR_OK);
    assert_ok(okr_map_view_position(&view, (okr_point){11.5, 610.25}, &at, &err));
    assert_ok(okr_map_view_points(&view, &at, 1, &back, &err));
    assert_near(back.x, 11.5, 1e-6);
    assert_near(back.y, 610.25, 1e-6);
    okr_map_projection_close(&projection);
}

/* Two parts that meet at 180: the box goes on to 190, and the widest gap stays outside. */
static void a_territory_across_the_antimeridian_has_a_narrow_box(void **state)
{
    okr_text wkb = {0};
    okr_box box;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_geom_from_wkt("MULTIPOLYGON(((170 65,180 65,180 67,170 67,170 65)),"
                                "((-180 65,-170 65,-170 67,-180 67,-180 65)))",
                                &wkb, &err));
    const okr_wkb geometry = {(const unsigned char *)wkb.bytes, wkb.size};
    assert_ok(okr_wkb_box_unwrapped(&geometry, 1, &box, &err));
    assert_near(box.lon_min, 170.0, 0.0);
    assert_near(box.lon_max, 190.0, 0.0);
    okr_text_done(&wkb);
}

static void graticule_labels_name_the_hemisphere(void **state)
{
    okr_text text = {0};

    okr_graticule_label(&text, 86.5, true, true);
    okr_text_add(&text, "|");
    okr_graticule_label(&text, 185.0, true, false);
    okr_text_add(&text, "|");
    okr_graticule_label(&text, -0.25, false, false);
    assert_string_equal(okr_text_str(&text), "86°30′ в. д.|175° W|0°15′ S");
    okr_text_done(&text);
}

static void graticule_and_scale_bar_have_round_steps(void **state)
{
    assert_near(okr_graticule_step(1.2), 15.0 / 60.0, 1e-12);
    assert_near(okr_graticule_step(0.05), 1.0 / 60.0, 1e-12);
    /* 60 mm at 1:200 000 are 12 km: four parts of 2 km. */
    assert_near(okr_scalebar_part(200000.0, 60.0 * OKR_MM), 2000.0, 0.0);
    assert_near(okr_scalebar_part(25000.0, 60.0 * OKR_MM), 200.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_territory_gets_the_zone_of_its_centre),
        cmocka_unit_test(zones_go_on_beyond_the_antimeridian),
        cmocka_unit_test(elsewhere_the_zone_is_of_utm),
        cmocka_unit_test(a_wide_territory_gets_a_conic),
        cmocka_unit_test(scales_are_rounded_up_to_round_ones),
        cmocka_unit_test(the_largest_round_scale_that_fits_is_chosen),
        cmocka_unit_test(a_scale_too_large_names_the_one_that_fits),
        cmocka_unit_test(a_centimetre_of_paper_is_as_long_as_the_scale_says),
        cmocka_unit_test(a_point_of_paper_goes_there_and_back),
        cmocka_unit_test(a_territory_across_the_antimeridian_has_a_narrow_box),
        cmocka_unit_test(graticule_labels_name_the_hemisphere),
        cmocka_unit_test(graticule_and_scale_bar_have_round_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
