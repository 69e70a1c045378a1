/* Layers and sinks together: what one writes the other reads, in every format. */
#include "test.h"

#include "geo/geom.h"
#include "geo/layer.h"
#include "geo/sink.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-layer-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

static const char *path_of(const char *name)
{
    static char path[2][128];
    static int turn = 0;

    turn = 1 - turn;
    (void)snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void write_sample(const char *name)
{
    static const okr_sink_field fields[] = {{"oktmo", OKR_SINK_TEXT},
                                            {"name", OKR_SINK_TEXT},
                                            {"count", OKR_SINK_INTEGER},
                                            {"km", OKR_SINK_REAL}};
    static const char *const rows[][4] = {{"00123456", "Кемерово", "9007199254740993", "0.1"},
                                          {"32701000", "Юрга", "", ""}};
    const okr_sink_options options = {
        .layer = "places", .shape = OKR_SINK_POINT, .fields = fields, .field_count = 4};
    unsigned char wkb[OKR_WKB_POINT_SIZE];
    okr_error err = {0};
    okr_sink *sink = NULL;

    okr_geom_point((okr_lonlat){86.09, 55.355}, wkb);
    assert_ok(okr_sink_open(path_of(name), &options, &sink, &err));
    for (size_t i = 0; i < 2; i++)
        assert_ok(okr_sink_write(sink, (okr_wkb){wkb, sizeof wkb}, rows[i], &err));
    assert_ok(okr_sink_close(sink, OKR_OK, &err));
}

static void read_sample(const char *name, const okr_layer_options *options)
{
    okr_error err = {0};
    okr_layer *layer = NULL;
    okr_feature feature = {0};
    okr_text wkt = {0};
    bool more = false;

    assert_ok(okr_layer_open(path_of(name), options, &layer, &err));
    assert_int_equal(okr_layer_field_count(layer), 4);
    assert_string_equal(okr_layer_field_name(layer, 0), "oktmo");
    assert_true(okr_layer_has_geometry(layer));
    assert_ok(okr_layer_next(layer, &feature, &more, &err));
    assert_true(more);
    assert_string_equal(okr_layer_text(layer, 0), "00123456");
    assert_string_equal(okr_layer_text(layer, 1), "Кемерово");
    assert_string_equal(okr_layer_text(layer, 2), "9007199254740993");
    assert_string_equal(okr_layer_text(layer, 3), "0.1");
    assert_ok(okr_geom_to_wkt(feature.geometry, &wkt, &err));
    assert_string_equal(okr_text_str(&wkt), "POINT (86.09 55.355)");
    assert_ok(okr_layer_next(layer, &feature, &more, &err));
    assert_string_equal(okr_layer_text(layer, 0), "32701000");
    assert_string_equal(okr_layer_text(layer, 2), "");
    assert_string_equal(okr_layer_text(layer, 3), "");
    assert_ok(okr_layer_next(layer, &feature, &more, &err));
    assert_false(more);
    okr_text_done(&wkt);
    okr_layer_close(layer);
}

static void every_format_gives_back_codes_names_and_places(void **state)
{
    static const char *const names[] = {"a.gpkg", "a.geojson", "a.fgb"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        write_sample(names[i]);
        read_sample(names[i], NULL);
    }
}

static void the_same_features_give_the_same_bytes(void **state)
{
    char command[400];

    write_sample("one.gpkg");
    write_sample("two.gpkg");
    write_sample("one.geojson");
    (void)snprintf(command, sizeof command,
                   "cd '%s' && cmp one.gpkg two.gpkg && test ! -e .one.part.gpkg", folder);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
}

static void a_failed_write_leaves_the_older_file(void **state)
{
    const okr_sink_field field = {"a", OKR_SINK_TEXT};
    const okr_sink_options options = {
        .layer = "x", .shape = OKR_SINK_POINT, .fields = &field, .field_count = 1};
    const char *value = "b";
    okr_error err = {0};
    okr_sink *sink = NULL;

    write_sample("keep.geojson");
    assert_ok(okr_sink_open(path_of("keep.geojson"), &options, &sink, &err));
    assert_fails_with(
        okr_sink_write(sink, (okr_wkb){(const unsigned char *)"x", 1}, &value, &err),
        OKR_ERR_GEOMETRY, "keep.geojson");
    assert_int_equal(okr_sink_close(sink, OKR_ERR_GEOMETRY, &err), OKR_ERR_GEOMETRY);
    read_sample("keep.geojson", NULL);
}

static void what_cannot_be_written_is_said(void **state)
{
    const okr_sink_options options = {.layer = "x", .shape = OKR_SINK_POINT};
    const okr_sink_options wrong = {.format = "NoSuch", .layer = "x"};
    okr_error err = {0};
    okr_sink *sink = NULL;

    assert_fails_with(okr_sink_open("/nowhere/at/all.gpkg", &options, &sink, &err), OKR_ERR_IO,
                      "/nowhere/at/all.gpkg");
    assert_fails_with(okr_sink_open(path_of("a.xyzzy"), &options, &sink, &err), OKR_ERR_USAGE,
                      "a.xyzzy");
    assert_fails_with(okr_sink_open(path_of("a.gpkg"), &wrong, &sink, &err), OKR_ERR_USAGE,
                      "NoSuch");
    assert_null(sink);
}

/* 500000 m east on UTM 45 is its central meridian, 87 degrees. */
static void coordinates_are_brought_to_degrees(void **state)
{
    okr_error err = {0};
    okr_layer *layer = NULL;
    okr_feature feature = {0};
    double lon = 0.0;
    bool more = false;

    write_text("utm.geojson",
               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
               "\"properties\":{\"a\":7.0},\"geometry\":{\"type\":\"Point\","
               "\"coordinates\":[500000,6100000]}}]}");
    assert_ok(okr_layer_open(path_of("utm.geojson"), &(okr_layer_options){.crs = "EPSG:32645"},
                             &layer, &err));
    assert_ok(okr_layer_next(layer, &feature, &more, &err));
    assert_string_equal(okr_layer_text(layer, 0), "7");
    assert_int_equal(feature.geometry.size, OKR_WKB_POINT_SIZE);
    memcpy(&lon, feature.geometry.bytes + 5, sizeof lon);
    assert_near(lon, 87.0, 1e-9);
    okr_layer_close(layer);
}

static void a_missing_file_or_layer_is_named(void **state)
{
    okr_error err = {0};
    okr_layer *layer = NULL;

    write_sample("named.gpkg");
    assert_fails_with(okr_layer_open(path_of("none.gpkg"),
                                     &(okr_layer_options){.name = "none.gpkg"}, &layer, &err),
                      OKR_ERR_IO, "'none.gpkg' cannot be read");
    assert_fails_with(okr_layer_open(path_of("named.gpkg"),
                                     &(okr_layer_options){.layer = "roads"}, &layer, &err),
                      OKR_ERR_NOT_FOUND, "has no layer 'roads'; it has 'places'");
    assert_null(layer);
}

static void a_coordinate_system_is_never_guessed(void **state)
{
    okr_error err = {0};
    okr_layer *layer = NULL;

    write_sample("bare.shp");
    assert_int_equal(remove(path_of("bare.prj")), 0);
    assert_fails_with(okr_layer_open(path_of("bare.shp"), NULL, &layer, &err), OKR_ERR_GEOMETRY,
                      "layer 'bare': it does not say its coordinate system");
    assert_null(strstr(err.text, "state it"));
    assert_fails_with(okr_layer_open(path_of("bare.shp"),
                                     &(okr_layer_options){.crs_by = "option --crs"}, &layer,
                                     &err),
                      OKR_ERR_GEOMETRY, "coordinate system; state it by option --crs");
    assert_fails_with(okr_layer_open(path_of("bare.shp"),
                                     &(okr_layer_options){.crs = "nonsense"}, &layer, &err),
                      OKR_ERR_GEOMETRY, "'nonsense'");
    assert_null(layer);
}

static void a_shapefile_of_any_encoding_is_read_as_utf8(void **state)
{
    okr_error err = {0};
    okr_layer *layer = NULL;
    okr_feature feature = {0};
    bool more = false;
    const okr_sink_field field = {"name", OKR_SINK_TEXT};
    const char *const encoding[] = {"ENCODING=CP1251", NULL};
    const okr_sink_options options = {.layer = "cp",
                                      .shape = OKR_SINK_POINT,
                                      .fields = &field,
                                      .field_count = 1,
                                      .layer_options = encoding};
    const char *value = "Юрга";
    okr_sink *sink = NULL;

    assert_ok(okr_sink_open(path_of("cp.shp"), &options, &sink, &err));
    assert_ok(okr_sink_write(sink, (okr_wkb){0}, &value, &err));
    assert_ok(okr_sink_close(sink, OKR_OK, &err));
    for (int turn = 0; turn < 2; turn++) { /* by its .cpg, then by statement without one */
        assert_ok(okr_layer_open(path_of("cp.shp"),
                                 &(okr_layer_options){.encoding = turn == 0 ? "" : "CP1251"},
                                 &layer, &err));
        assert_ok(okr_layer_next(layer, &feature, &more, &err));
        assert_string_equal(okr_layer_text(layer, 0), "Юрга");
        assert_int_equal(feature.geometry.size, 0);
        okr_layer_close(layer);
        (void)remove(path_of("cp.cpg"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_gives_back_codes_names_and_places),
        cmocka_unit_test(the_same_features_give_the_same_bytes),
        cmocka_unit_test(a_failed_write_leaves_the_older_file),
        cmocka_unit_test(what_cannot_be_written_is_said),
        cmocka_unit_test(coordinates_are_brought_to_degrees),
        cmocka_unit_test(a_missing_file_or_layer_is_named),
        cmocka_unit_test(a_coordinate_system_is_never_guessed),
        cmocka_unit_test(a_shapefile_of_any_encoding_is_read_as_utf8),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
