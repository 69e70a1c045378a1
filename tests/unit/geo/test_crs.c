#include "test.h"

#include "geo/crs.h"

/* A local zone as surveyors hand it over: no EPSG code, only WKT (made up, Krassovsky). */
static const char local_zone[] =
    "PROJCS[\"MSK local\",GEOGCS[\"SK-42\",DATUM[\"SK42\",SPHEROID[\"Krassovsky 1940\",6378245,"
    "298.3],TOWGS84[23.57,-140.95,-79.8,0,0.35,0.79,-0.22]],PRIMEM[\"Greenwich\",0],"
    "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",87],"
    "PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",2300000],"
    "PARAMETER[\"false_northing\",-5912900.566],UNIT[\"metre\",1]]";

static okr_crs *crs_of(const char *text)
{
    okr_error err = {0};
    okr_crs *crs = NULL;

    assert_ok(okr_crs_parse(text, &crs, &err));
    return crs;
}

static void transform(const char *from, const char *to, double *x, double *y)
{
    okr_error err = {0};
    okr_crs *a = crs_of(from), *b = crs_of(to);
    okr_transform *way = NULL;

    assert_ok(okr_transform_new(a, b, &way, &err));
    okr_crs_free(a);
    okr_crs_free(b);
    assert_ok(okr_transform_points(way, 1, x, y, &err));
    okr_transform_free(way);
}

/* On its central meridian a transverse Mercator zone has the false easting exactly. */
static void longitude_comes_first_whatever_the_authority_says(void **state)
{
    double x = 87.0, y = 55.0;

    transform("EPSG:4326", "EPSG:32645", &x, &y);
    assert_near(x, 500000.0, 1e-6);
    assert_near(y, 6095048.0, 5000.0); /* 0.9996 times some 6097 km of meridian */
}

/* The datum shift of SK-42 in Siberia is some 100 to 150 m. */
static void a_local_zone_given_as_wkt_is_understood(void **state)
{
    double x = 2300000.0, y = 200000.0;

    transform(local_zone, "EPSG:4326", &x, &y);
    assert_near(x, 87.0, 0.003);
    assert_true(y > 54.5 && y < 55.5);
}

/* PROJ 9.1's series for authalic latitudes is good to some 2e-9 degrees. */
static void there_and_back_is_the_same_place(void **state)
{
    double x = 86.09, y = 55.355;

    transform("EPSG:4326", "+proj=laea +lat_0=55 +lon_0=87 +datum=WGS84", &x, &y);
    transform("+proj=laea +lat_0=55 +lon_0=87 +datum=WGS84", "EPSG:4326", &x, &y);
    assert_near(x, 86.09, 1e-8);
    assert_near(y, 55.355, 1e-8);
}

static void degrees_are_told_from_metres(void **state)
{
    okr_crs *degrees = crs_of("EPSG:4326"), *metres = crs_of("EPSG:28417");

    assert_true(okr_crs_is_geographic(degrees));
    assert_false(okr_crs_is_geographic(metres));
    okr_crs_free(degrees);
    okr_crs_free(metres);
}

static void what_is_no_coordinate_system_is_refused_by_name(void **state)
{
    static const char *const texts[] = {"",       "EPSG:",   "EPSG:x",     "EPSG:99999999",
                                        "WGS 84", "a.prj",   "http://a.b", "PROJCS[",
                                        "EPSG:1", "+proj=xx"};
    okr_error err = {0};
    okr_crs *crs = NULL;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_fails_with(okr_crs_parse(texts[i], &crs, &err), OKR_ERR_GEOMETRY, texts[i]);
    assert_null(crs);
}

static void a_point_without_an_image_is_numbered(void **state)
{
    okr_error err = {0};
    okr_crs *a = crs_of("EPSG:4326"), *b = crs_of("EPSG:3857");
    okr_transform *way = NULL;
    double x[] = {87.0, 87.0}, y[] = {55.0, 91.0};

    assert_ok(okr_transform_new(a, b, &way, &err));
    assert_fails_with(okr_transform_points(way, 2, x, y, &err), OKR_ERR_GEOMETRY, "point 2");
    okr_transform_free(way);
    okr_crs_free(a);
    okr_crs_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longitude_comes_first_whatever_the_authority_says),
        cmocka_unit_test(a_local_zone_given_as_wkt_is_understood),
        cmocka_unit_test(there_and_back_is_the_same_place),
        cmocka_unit_test(degrees_are_told_from_metres),
        cmocka_unit_test(what_is_no_coordinate_system_is_refused_by_name),
        cmocka_unit_test(a_point_without_an_image_is_numbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
