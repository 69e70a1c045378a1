/* Layers read by SQLite alone are what OGR would make of them. */
#include "geo/gpkg_table.h"

#include "base/text.h"
#include "geo/gpkg_file.h"
#include "geo/layer.h"
#include "geo/plain_wkb.h"
#include "geo/shapes.h"
#include "test.h"

#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Files are made in a folder of their own under the build's temporary one. */
static char folder[] = "/tmp/okrug-gpkg-XXXXXX";

static const char *in_folder(const char *name)
{
    return gpkg_path(folder, name);
}

static int set_up(void **state)
{
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"a.gpkg", "a.gpkg-wal", "a.gpkg-shm", "a.bin"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)unlink(in_folder(names[i]));
    return rmdir(folder);
}

/* A fresh file, changed. */
static const char *make_changed(const char *sql)
{
    const char *path = in_folder("a.gpkg");

    gpkg_make(path);
    if (sql != NULL) {
        gpkg_change(path, gpkg_no_triggers);
        gpkg_change(path, sql);
    }
    return path;
}

/* Would the file be read without GDAL? */
static bool is_certain(const char *path, const char *layer)
{
    okr_gpkg_table *table = okr_gpkg_table_open(path, layer);
    const bool certain = table != NULL && table->is_certain && table->is_flat;

    okr_gpkg_table_close(table);
    return certain;
}

static void add_features(okr_layer *layer, okr_text *all, okr_status *status, okr_error *err)
{
    okr_feature feature;
    bool more = true;

    while (*status == OKR_OK && more) {
        *status = okr_layer_next(layer, &feature, &more, err);
        if (*status != OKR_OK || !more)
            break;
        okr_text_addf(all, "%lld %zu ", feature.id, feature.geometry.size);
        if (feature.geometry.size > 0)
            okr_text_add_n(all, (const char *)feature.geometry.bytes, feature.geometry.size);
        for (size_t i = 0; i < okr_layer_field_count(layer); i++)
            okr_text_addf(all, "|%s", okr_layer_text(layer, i));
        okr_text_add(all, "\n");
    }
}

/* Everything a layer says, and how it ends, in so many parts. */
static void read_layer(const char *path, const okr_layer_options *options, size_t parts,
                       okr_text *all)
{
    okr_error err = {.status = OKR_OK};
    okr_layer *layer = NULL;
    okr_status status = okr_layer_open(path, options, &layer, &err);

    if (status == OKR_OK) {
        okr_text_addf(all, "%s %d\n", okr_layer_name(layer), okr_layer_has_geometry(layer));
        for (size_t i = 0; i < okr_layer_field_count(layer); i++)
            okr_text_addf(all, "%s\n", okr_layer_field_name(layer, i));
        parts = okr_layer_parts(layer, parts);
    }
    for (size_t i = 0; status == OKR_OK && parts > 1 && i < parts; i++) {
        okr_layer *part = NULL;
        status = okr_layer_part(layer, i, parts, &part, &err);
        add_features(part, all, &status, &err);
        okr_layer_close(part);
    }
    if (parts <= 1)
        add_features(layer, all, &status, &err);
    okr_text_addf(all, "%d %s", (int)status, err.text);
    okr_layer_close(layer);
}

/* A coordinate system that is stated leaves the reading to OGR, which is the reference. */
static void assert_as_ogr(const char *path, const char *layer)
{
    okr_text ours = {0};
    okr_text parts = {0};
    okr_text theirs = {0};

    read_layer(path, &(okr_layer_options){.layer = layer}, 1, &ours);
    read_layer(path, &(okr_layer_options){.layer = layer}, 7, &parts);
    read_layer(path, &(okr_layer_options){.layer = layer, .crs = "EPSG:4326"}, 1, &theirs);
    assert_true(theirs.size > 100);
    assert_int_equal(ours.size, theirs.size);
    assert_memory_equal(ours.bytes, theirs.bytes, ours.size);
    assert_int_equal(parts.size, theirs.size);
    assert_memory_equal(parts.bytes, theirs.bytes, parts.size);
    okr_text_done(&ours);
    okr_text_done(&parts);
    okr_text_done(&theirs);
}

static void features_are_those_that_ogr_reads(void **state)
{
    const char *path = make_changed(NULL);

    assert_true(is_certain(path, NULL));
    assert_true(is_certain(path, "some вещи"));
    assert_as_ogr(path, NULL);
}

/* Dates, bytes, flags and numbers of few bits are OGR's to print. */
static void odd_columns_are_those_that_ogr_reads(void **state)
{
    const char *path = make_changed(
        "ALTER TABLE \"some вещи\" ADD COLUMN day DATE;"
        "ALTER TABLE \"some вещи\" ADD COLUMN moment DATETIME;"
        "ALTER TABLE \"some вещи\" ADD COLUMN few SMALLINT;"
        "ALTER TABLE \"some вещи\" ADD COLUMN bytes BLOB;"
        "ALTER TABLE \"some вещи\" ADD COLUMN short TEXT(5);"
        "ALTER TABLE \"some вещи\" ADD COLUMN half FLOAT;"
        "UPDATE \"some вещи\" SET short = 'длинное' WHERE fid < 9;"
        "UPDATE \"some вещи\" SET day = '2024-02-29', moment = '2024-02-29T12:30:00.000Z',"
        " few = 70000, bytes = X'00FF', half = 0.1 WHERE fid = 7");

    assert_true(is_certain(path, NULL));
    assert_as_ogr(path, NULL);
}

/* SQLite keeps what it is given, whatever the column declares. */
static void values_of_another_type_are_those_that_ogr_reads(void **state)
{
    static const char *const changes[] = {
        "n = 1.5", "n = 'seven'", "n = 5000000000", "big = 2.5",    "w = 'x'",
        "w = 7",   "w = 1e300",   "name = X'41'",   "name = X'FF'", "n = -2147483648"};

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char sql[128];
        (void)snprintf(sql, sizeof sql, "UPDATE \"some вещи\" SET %s WHERE fid IN (3, 1999)",
                       changes[i]);
        assert_as_ogr(make_changed(sql), NULL);
    }
}

/* Values of the geometry column, as SQL. */
static const char *const shapes[] = {
    /* no geometry, and none that is bytes of one */
    "NULL",
    "X''",
    "'POINT (81 51)'",
    "7",
    /* of another version, and of a form of somebody's own */
    "X'4750FF00'",
    "X'4750010100000000010100000000000000000054400000000000004940'",
    "X'4750002100000000010100000000000000000054400000000000004940'",
    /* empty, by flag or by content */
    "X'47500011000000000101000000000000000000F87F000000000000F87F'",
    "X'4750001100000000010700000000000000'",
    "X'4750000100000000010200000000000000'",
    "X'475000010000000001030000000100000000000000'",
    "X'4750000100000000010600000001000000010300000000000000'",
    "X'475000010000000001010000000000000000005440000000000000F87F'",
    /* with Z, big end first, a curve, a collection, a part of another type */
    "X'475000010000000001E90300000000000000005440000000000000494000000000000008C0'",
    "X'4750000100000000000000000140540000000000004049000000000000'",
    ("X'475000010000000001080000000300000000000000000054400000000000004940000000000020"
     "5440000000000080494000000000004054400000000000004940'"),
    "X'4750000100000000010700000001000000010100000000000000000054400000000000004940'",
    "X'4750000100000000010500000001000000010100000000000000000054400000000000004940'",
    /* with a tail, without the last byte, with a ring of no points */
    "X'4750000100000000010100000000000000000054400000000000004940FFFF'",
    "X'47500001000000000101000000000000000000544000000000000049'",
    ("X'475000010000000001030000000200000004000000000000000000544000000000000049400000"
     "00000040544000000000000049400000000000205440000000000080494000000000000054400000"
     "00000000494000000000'"),
};

static void strange_shapes_are_those_that_ogr_reads(void **state)
{
    char sql[512];

    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        (void)snprintf(sql, sizeof sql,
                       "UPDATE \"some вещи\" SET geom = %s WHERE fid IN (2, 1999)", shapes[i]);
        assert_as_ogr(make_changed(sql), NULL);
    }
}

static void a_broken_page_is_told_in_gdal_s_words(void **state)
{
    static const char end[] = "database disk image is malformed";
    const char *path = make_changed(NULL);
    okr_text all = {0};

    gpkg_break(path);
    assert_as_ogr(path, NULL);
    read_layer(path, NULL, 1, &all);
    assert_true(all.size > strlen(end));
    assert_string_equal(all.bytes + all.size - strlen(end), end);
    okr_text_done(&all);
}

/* Each is a file, or a layer of it, that GDAL is to look at; it may well read the same. */
static void whatever_is_not_plain_is_left_to_gdal(void **state)
{
    static const char *const changes[] = {
        /* another coordinate system, or one that may be another */
        "UPDATE gpkg_geometry_columns SET srs_id = 0; UPDATE gpkg_contents SET srs_id = 0",
        "UPDATE gpkg_contents SET srs_id = 0",
        "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE' WHERE srs_id = 4326",
        "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 4269 WHERE srs_id = 4326",
        "UPDATE gpkg_spatial_ref_sys SET definition = 'undefined' WHERE srs_id = 4326",
        "ALTER TABLE gpkg_spatial_ref_sys ADD COLUMN epoch DOUBLE;"
        "UPDATE gpkg_spatial_ref_sys SET epoch = 2020 WHERE srs_id = 4326",
        /* Z or M */
        "UPDATE gpkg_geometry_columns SET z = 1", "UPDATE gpkg_geometry_columns SET m = 2",
        /* more layers than one, listed or not */
        "CREATE TABLE other (a INTEGER PRIMARY KEY, b TEXT)",
        "CREATE VIEW seen AS SELECT 1 AS a",
        "CREATE TABLE other (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO gpkg_contents"
        " (table_name, data_type, identifier) VALUES ('other', 'attributes', 'other')",
        /* no layer at all, or none that is a table */
        "UPDATE gpkg_contents SET data_type = 'attributes'",
        "UPDATE gpkg_contents SET table_name = 'gone';"
        "UPDATE gpkg_geometry_columns SET table_name = 'gone'",
        "UPDATE gpkg_geometry_columns SET column_name = 'gone'",
        "DROP TABLE gpkg_geometry_columns",
        /* columns that are made, not kept */
        "ALTER TABLE \"some вещи\" ADD COLUMN twice INTEGER AS (2 * n)",
        /* keys that are not the row's number */
        "ALTER TABLE \"some вещи\" RENAME TO old; CREATE TABLE \"some вещи\" (fid TEXT PRIMARY"
        " KEY, geom BLOB); INSERT INTO \"some вещи\" SELECT fid, geom FROM old; DROP TABLE old",
        "ALTER TABLE \"some вещи\" RENAME TO old; CREATE TABLE \"some вещи\" (fid INTEGER "
        "PRIMARY"
        " KEY, geom BLOB) WITHOUT ROWID; INSERT INTO \"some вещи\" SELECT fid, geom FROM old;"
        "DROP TABLE old",
        "PRAGMA application_id = 1196437808", /* GP10 */
        "PRAGMA journal_mode = WAL"};

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        if (is_certain(make_changed(changes[i]), NULL))
            fail_msg("certain in spite of: %s", changes[i]);
        (void)unlink(in_folder("a.gpkg-wal"));
        (void)unlink(in_folder("a.gpkg-shm"));
    }
}

static void a_layer_beside_others_is_certain_when_it_is_stated(void **state)
{
    const char *path = make_changed("CREATE TABLE other (a INTEGER PRIMARY KEY, b TEXT)");

    assert_true(is_certain(path, "some вещи"));
    assert_false(is_certain(path, "Some вещи"));
    assert_false(is_certain(path, "other"));
    assert_as_ogr(path, "some вещи");
}

static void files_of_another_name_or_kind_are_left_to_gdal(void **state)
{
    const char *path = make_changed(NULL);
    FILE *file = NULL;

    assert_int_equal(rename(path, in_folder("a.bin")), 0);
    assert_false(is_certain(in_folder("a.bin"), NULL));
    assert_false(is_certain(in_folder("none.gpkg"), NULL));
    assert_false(is_certain(folder, NULL));
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs("SQLite format 3, or not", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_false(is_certain(path, NULL));
}

static void bounds_and_number_of_rows_are_those_of_the_table(void **state)
{
    /* the first row is deleted; the file counts its rows itself, until it does not */
    static const char *const changes[] = {NULL, "DELETE FROM gpkg_ogr_contents",
                                          "DROP TABLE gpkg_ogr_contents"};

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        okr_gpkg_table *table = okr_gpkg_table_open(make_changed(changes[i]), NULL);
        long long bounds[2] = {0, 0};
        assert_non_null(table);
        assert_true(okr_gpkg_bounds(table, bounds));
        assert_int_equal(bounds[0], 2);
        assert_int_equal(bounds[1], GPKG_ROWS);
        assert_near(okr_gpkg_count(table), (double)GPKG_LEFT, 0.0);
        okr_gpkg_table_close(table);
    }
}

static void an_empty_table_has_no_features(void **state)
{
    okr_text all = {0};

    read_layer(make_changed("DELETE FROM \"some вещи\""), NULL, 4, &all);
    assert_string_equal(okr_text_str(&all), "some вещи 1\nn\nw\nbig\nname\nflag\n0 ");
    okr_text_done(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_are_those_that_ogr_reads),
        cmocka_unit_test(odd_columns_are_those_that_ogr_reads),
        cmocka_unit_test(values_of_another_type_are_those_that_ogr_reads),
        cmocka_unit_test(strange_shapes_are_those_that_ogr_reads),
        cmocka_unit_test(a_broken_page_is_told_in_gdal_s_words),
        cmocka_unit_test(whatever_is_not_plain_is_left_to_gdal),
        cmocka_unit_test(a_layer_beside_others_is_certain_when_it_is_stated),
        cmocka_unit_test(files_of_another_name_or_kind_are_left_to_gdal),
        cmocka_unit_test(bounds_and_number_of_rows_are_those_of_the_table),
        cmocka_unit_test(an_empty_table_has_no_features),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
