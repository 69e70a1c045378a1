#include "test.h"

#include "shared.h"

#include "folder.h"

#include "source/read.h"

#include <stdio.h>

#define SQUARE(lon)                                                                            \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" #lon ",55],[" #lon ".9,55],[" #lon             \
    ".9,56],[" #lon ",56],[" #lon ",55]]]}"
#define FEATURE(properties, geometry)                                                          \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" geometry "}"
#define LAYER(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define TWO_SQUARES                                                                            \
    FEATURE("\"code\":\"01701000\"", SQUARE(86))                                               \
    "," FEATURE("\"code\":\"01602000\"", SQUARE(87))

static void finds(const char *replacement, const char *expected)
{
    okr_programme p;
    okr_error err = {0};
    okr_text findings = {0};

    assert_ok(folder_read(&p, replacement, &err));
    folder_findings(&p, &findings);
    assert_string_equal(okr_text_str(&findings), expected);
    okr_text_done(&findings);
    okr_programme_done(&p);
}

static void refused(const char *replacement, okr_status status, const char *message)
{
    okr_programme p;
    okr_error err = {0};

    assert_fails_with(folder_read(&p, replacement, &err), status, message);
    okr_programme_done(&p);
}

static void polygons_nobody_has_or_somebody_has_twice_are_findings(void **state)
{
    folder_write("b.geojson",
                 LAYER(TWO_SQUARES "," FEATURE("\"code\":\"99\"", SQUARE(88)) "," FEATURE(
                     "\"code\":\"01602000\"", SQUARE(89))));
    finds(NULL, "polygon_without_municipality municipalities b.geojson, row 2 [] code='99'\n"
                "polygon_twice municipalities b.geojson, row 3 [01602000] code='01602000'\n");
}

static void invalid_polygons_are_findings_with_place_and_reason(void **state)
{
    okr_programme p;
    okr_error err = {0};

    folder_write(
        "b.geojson",
        LAYER(FEATURE("\"code\":\"01701000\"",
                      "{\"type\":\"Polygon\",\"coordinates\":[[[86,55],[87,56],[87,55],"
                      "[86,56],[86,55]]]}") "," FEATURE("\"code\":\"01602000\"",
                                                        "{\"type\":\"Point\","
                                                        "\"coordinates\":[87,55]}")));
    assert_ok(folder_read(&p, NULL, &err));
    assert_int_equal(p.findings.count, 3);
    assert_string_equal(OKR_FINDING(&p, 0)->code, "polygon_invalid");
    assert_string_equal(OKR_FINDING(&p, 0)->item, "01701000");
    /* The bow-tie crosses itself in the middle, by hand. */
    assert_string_equal(OKR_FINDING(&p, 0)->message.en,
                        "the polygon is not valid at 86.500000 55.500000: Self-intersection");
    assert_string_equal(OKR_FINDING(&p, 1)->code, "polygon_wrong_type");
    assert_string_equal(OKR_FINDING(&p, 2)->code, "polygon_missing");
    assert_string_equal(OKR_FINDING(&p, 2)->item, "01602000");
    assert_int_equal(OKR_FINDING(&p, 2)->severity, OKR_SEVERITY_WARNING);
    assert_true(OKR_MUNICIPALITY(&p, 0)->polygon.size > 0);
    assert_int_equal(OKR_MUNICIPALITY(&p, 1)->polygon.size, 0);
    okr_programme_done(&p);
}

static void names_join_whatever_their_case_and_spaces(void **state)
{
    okr_programme p;
    okr_error err = {0};

    folder_write("okrug.yaml", "okrug: 1\ntitle: {ru: П}\n"
                               "boundary_set: {path: b.geojson, join: {name: name}}\n"
                               "sources:\n  municipalities: {path: municipalities.csv}\n"
                               "  measures: {path: measures.csv}\n"
                               "  locations: {path: locations.csv}\n");
    assert_ok(folder_read(&p, NULL, &err));
    assert_int_equal(p.findings.count, 0);
    assert_true(OKR_MUNICIPALITY(&p, 0)->polygon.size > 0);
    assert_true(OKR_MUNICIPALITY(&p, 1)->polygon.size > 0);
    okr_programme_done(&p);
}

static void a_replacement_tells_of_itself(void **state)
{
    okr_programme p;
    okr_error err = {0};

    folder_write("other.geojson",
                 LAYER(FEATURE("\"oktmo\":\"01701000\",\"approximate\":1,\"source\":\"cells\"",
                               SQUARE(86))));
    assert_ok(folder_read(&p, folder_path("other.geojson"), &err));
    assert_true(p.boundary_set.approximate);
    assert_string_equal(p.boundary_set.name.ru, "other.geojson");
    assert_string_equal(p.boundary_set.source, "cells");
    okr_programme_done(&p);
    assert_ok(folder_read(&p, NULL, &err));
    assert_false(p.boundary_set.approximate);
    okr_programme_done(&p);
}

static void a_layer_of_a_replacement_can_be_chosen(void **state)
{
    okr_programme p;
    okr_error err = {0};
    char path[200];

    folder_write("other.geojson", LAYER(TWO_SQUARES));
    (void)snprintf(path, sizeof path, "%s|layer=other", folder_path("other.geojson"));
    assert_ok(folder_read(&p, path, &err));
    okr_programme_done(&p);
    (void)snprintf(path, sizeof path, "%s?other", folder_path("other.geojson"));
    assert_ok(folder_read(&p, path, &err));
    okr_programme_done(&p);
    (void)snprintf(path, sizeof path, "%s?roads", folder_path("other.geojson"));
    refused(path, OKR_ERR_NOT_FOUND, "has no layer 'roads'; it has 'other'");
}

static void what_cannot_be_joined_is_refused(void **state)
{
    folder_write("b.geojson", LAYER(FEATURE("\"kod\":\"01701000\"", SQUARE(86))));
    refused(NULL, OKR_ERR_FORMAT, "b.geojson: there is no column 'code'; the file has 'kod'");
    refused(folder_path("b.geojson"), OKR_ERR_FORMAT, "there is no column 'oktmo'");
    folder_write("b.geojson", LAYER(FEATURE("\"code\":\"5\"", SQUARE(86))));
    refused(NULL, OKR_ERR_FORMAT, "not one polygon has the code or name of a municipality");
    assert_int_equal(remove(folder_path("b.geojson")), 0);
    refused(NULL, OKR_ERR_IO,
            "okrug.yaml, line 4, key 'boundary_set.path': 'b.geojson' cannot be read");
    refused("/nowhere/b.gpkg", OKR_ERR_IO, "'/nowhere/b.gpkg' cannot be read");
}

/* Real boundaries of 34 municipalities, used in place where they are. */
static void real_boundaries_fit_the_real_programme(void **state)
{
    char path[SHARED_PATH];
    okr_programme p;
    okr_error err = {0};

    shared_kuzbass(path);
    okr_programme_init(&p);
    assert_ok(okr_source_read(OKRUG_SOURCE_DIR "/geodata/kuzbass", NULL, &p, path, &err));
    assert_int_equal(p.findings.count, 0);
    for (size_t i = 0; i < p.municipalities.count; i++)
        assert_true(OKR_MUNICIPALITY(&p, i)->polygon.size > 0);
    okr_programme_done(&p);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(polygons_nobody_has_or_somebody_has_twice_are_findings),
        IN_FOLDER(invalid_polygons_are_findings_with_place_and_reason),
        IN_FOLDER(names_join_whatever_their_case_and_spaces),
        IN_FOLDER(a_replacement_tells_of_itself),
        IN_FOLDER(a_layer_of_a_replacement_can_be_chosen),
        IN_FOLDER(what_cannot_be_joined_is_refused),
        cmocka_unit_test(real_boundaries_fit_the_real_programme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
