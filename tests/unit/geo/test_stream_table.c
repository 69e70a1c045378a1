#include "geo/stream_parts.h"

#include "geo/gpkg_file.h"
#include "test.h"

#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Files are made in a folder of their own under the build's temporary one. */
static char folder[] = "/tmp/okrug-table-XXXXXX";

static const char *in_folder(const char *name)
{
    return gpkg_path(folder, name);
}

/* Everything a stream gives: rows as text, so that two can be compared. */
typedef struct all {
    okr_vec rows; /* unsigned char */
    size_t count;
    okr_status status;
    okr_error err;
    bool by_sqlite;
} all;

static void keep(all *a, const void *bytes, size_t n)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_vec_append(&a->rows, bytes, n, &err));
}

static void read_batches(okr_stream_reader *reader, all *a)
{
    size_t numbers = reader->stream->options.number_count;
    okr_batch batch;
    bool more = true;

    while (a->status == OKR_OK && more) {
        a->status = okr_stream_next(reader, &batch, &more, &a->err);
        for (size_t i = 0; a->status == OKR_OK && more && i < batch.count; i++) {
            keep(a, &batch.number, sizeof batch.number);
            keep(a, &batch.ids[i], sizeof batch.ids[i]);
            keep(a, &batch.shapes[i].size, sizeof batch.shapes[i].size);
            keep(a, batch.shapes[i].bytes, batch.shapes[i].size);
            keep(a, batch.numbers + i * numbers, numbers * sizeof *batch.numbers);
            if (batch.text != NULL)
                keep(a, batch.text[i], strlen(batch.text[i]) + 1);
            a->count++;
        }
    }
}

static all read_all(const char *path, okr_stream_options options)
{
    okr_stream *stream = NULL;
    okr_stream_reader *reader = NULL;
    all a = {.rows = OKR_VEC(unsigned char)};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_stream_open(path, &options, &stream, &err));
    assert_int_equal(stream->mode, OKR_STREAM_RANGES);
    assert_ok(okr_stream_reader_new(stream, &reader, &err));
    a.by_sqlite = reader->table != NULL;
    read_batches(reader, &a);
    okr_stream_reader_free(reader);
    okr_stream_close(stream);
    return a;
}

/* A condition that all rows meet leaves the reading to GDAL, which is the reference. */
static void assert_as_gdal(const char *path, size_t expected)
{
    all ours = read_all(path, (okr_stream_options){.layer = NULL});
    all theirs = read_all(path, (okr_stream_options){.where = "fid > 0"});

    assert_true(ours.by_sqlite && !theirs.by_sqlite);
    assert_int_equal(ours.status, theirs.status);
    assert_string_equal(ours.err.text, theirs.err.text);
    assert_int_equal(theirs.count, expected);
    assert_int_equal(ours.rows.count, theirs.rows.count);
    if (expected > 0)
        assert_memory_equal(ours.rows.data, theirs.rows.data, ours.rows.count);
    okr_vec_done(&ours.rows);
    okr_vec_done(&theirs.rows);
}

static int set_up(void **state)
{
    if (mkdtemp(folder) == NULL)
        return -1;
    gpkg_make(in_folder("a.gpkg"));
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"a.gpkg", "b.gpkg", "b.gpkg-wal", "b.gpkg-shm"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)unlink(in_folder(names[i]));
    return rmdir(folder);
}

static void rows_are_those_that_gdal_reads(void **state)
{
    assert_as_gdal(in_folder("a.gpkg"), GPKG_LEFT);
}

static void conditions_and_odd_fields_are_left_to_gdal(void **state)
{
    const char *const numbers[][1] = {{"flag"}, {"name"}};
    const okr_stream_options options[] = {{.where = "w > 1"},
                                          {.numbers = numbers[0], .number_count = 1},
                                          {.numbers = numbers[1], .number_count = 1},
                                          {.text = "w"},
                                          {.text = "flag"}};

    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        all a = read_all(in_folder("a.gpkg"), options[i]);
        assert_int_equal(a.status, OKR_OK);
        assert_true(a.count > 0);
        assert_false(a.by_sqlite);
        okr_vec_done(&a.rows);
    }
}

static const char *const wanted[] = {"n", "w", "big"};

/* Reads as SQLite and as GDAL would with three numbers and a text, and compares. */
static void assert_fields_as_gdal(const char *path)
{
    okr_stream_options o = {.numbers = wanted, .number_count = 3, .text = "name"};
    all ours = read_all(path, o);
    o.where = "fid > 0";
    all theirs = read_all(path, o);

    assert_true(ours.by_sqlite && !theirs.by_sqlite);
    assert_int_equal(ours.status, OKR_OK);
    assert_int_equal(theirs.status, OKR_OK);
    assert_int_equal(ours.count, GPKG_LEFT);
    assert_int_equal(ours.rows.count, theirs.rows.count);
    assert_memory_equal(ours.rows.data, theirs.rows.data, ours.rows.count);
    okr_vec_done(&ours.rows);
    okr_vec_done(&theirs.rows);
}

static void numbers_and_texts_are_those_that_gdal_reads(void **state)
{
    assert_fields_as_gdal(in_folder("a.gpkg"));
}

/* SQLite keeps what it is given, whatever the column declares. */
static void values_of_another_type_are_left_to_gdal(void **state)
{
    static const char *const changes[] = {
        "n = 1.5",   "n = 'seven'", "n = 5000000000", "big = 9007199254740993",
        "w = 'x'",   "w = 7",       "w = X'31'",      "big = 2.5",
        "name = 12", "name = X'41'"};

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *path = in_folder("b.gpkg");
        char sql[128];
        gpkg_make(path);
        gpkg_change(path, gpkg_no_triggers);
        (void)snprintf(sql, sizeof sql, "UPDATE \"some вещи\" SET %s WHERE fid = 3",
                       changes[i]);
        gpkg_change(path, sql);
        assert_fields_as_gdal(path);
    }
}

/* Other bytes in the geometry of one row: of no shape, of another version, of nobody's form, of
 * SpatiaLite, of a point without its numbers. What GDAL makes of them, error or shape, is made
 * of them here. */
static void strange_shapes_are_left_to_gdal(void **state)
{
    static const char *const values[] = {
        "X''",
        "'POINT (81 51)'",
        "X'4750FF00'",
        "7",
        "X'4750010100000000010100000000000000000054400000000000004940'",
        "X'4750002100000000010100000000000000000054400000000000004940'",
        "X'475000110000000001010000000000000000F87F000000000000F87F'",
        "X'47500009000000000101000000000000000000544000000000000049400000000000005440'",
        "X'4750000100000000'",
        ("X'"
         "0001E610000000000000000054400000000000004940000000000000544000000000000049407C010000"
         "0000000000000054400000000000004940FE'")};
    char sql[512];

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const char *path = in_folder("b.gpkg");
        all ours;
        all theirs;
        gpkg_make(path);
        (void)snprintf(sql, sizeof sql, "UPDATE \"some вещи\" SET geom = %s WHERE fid = 2",
                       values[i]);
        gpkg_change(path, gpkg_no_triggers);
        gpkg_change(path, sql);
        ours = read_all(path, (okr_stream_options){.layer = NULL});
        theirs = read_all(path, (okr_stream_options){.where = "fid > 0"});
        assert_true(ours.by_sqlite && !theirs.by_sqlite);
        assert_int_equal(ours.status, theirs.status);
        assert_string_equal(ours.err.text, theirs.err.text);
        assert_int_equal(ours.count, theirs.count);
        assert_int_equal(ours.rows.count, theirs.rows.count);
        if (ours.rows.count > 0)
            assert_memory_equal(ours.rows.data, theirs.rows.data, ours.rows.count);
        okr_vec_done(&ours.rows);
        okr_vec_done(&theirs.rows);
    }
}

/* What a writer has committed stands in a journal beside the file until it is moved there. */
static void rows_still_in_a_journal_are_read(void **state)
{
    const char *path = in_folder("b.gpkg");
    sqlite3 *writer = NULL;

    gpkg_make(path);
    gpkg_change(path, gpkg_no_triggers);
    assert_int_equal(sqlite3_open(path, &writer), SQLITE_OK);
    assert_int_equal(sqlite3_exec(writer,
                                  "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
                                  "INSERT INTO \"some вещи\" (fid, w) VALUES "
                                  "(100000, 1)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_as_gdal(path, GPKG_LEFT + 1);
    assert_int_equal(sqlite3_close(writer), SQLITE_OK);
}

/* A view has no key of its own: SQLite alone cannot be sure that it is one. */
static void a_view_is_left_to_gdal(void **state)
{
    const char *path = in_folder("b.gpkg");
    all a;

    gpkg_make(path);
    gpkg_change(path,
                "CREATE VIEW seen AS SELECT fid AS OGC_FID, geom FROM \"some вещи\";"
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES "
                "('seen', 'features', 'seen', 4326);"
                "INSERT INTO gpkg_geometry_columns VALUES ('seen', 'geom', 'GEOMETRY', 4326, "
                "0, 0)");
    a = read_all(path, (okr_stream_options){.layer = "seen"});
    assert_int_equal(a.status, OKR_OK);
    assert_false(a.by_sqlite);
    assert_int_equal(a.count, GPKG_LEFT);
    okr_vec_done(&a.rows);
}

/* Pages of rows overwritten with zeros: GDAL finds the words for it. */
static void a_broken_page_is_told_in_gdal_s_words(void **state)
{
    const char *path = in_folder("b.gpkg");
    all ours;
    all theirs;

    gpkg_make(path);
    gpkg_break(path);
    ours = read_all(path, (okr_stream_options){.layer = NULL});
    theirs = read_all(path, (okr_stream_options){.where = "fid > 0"});
    assert_true(ours.by_sqlite);
    assert_int_equal(ours.status, OKR_ERR_IO);
    assert_int_equal(theirs.status, OKR_ERR_IO);
    assert_string_equal(ours.err.text, theirs.err.text);
    assert_non_null(strstr(ours.err.text, "b.gpkg"));
    okr_vec_done(&ours.rows);
    okr_vec_done(&theirs.rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_that_gdal_reads),
        cmocka_unit_test(conditions_and_odd_fields_are_left_to_gdal),
        cmocka_unit_test(numbers_and_texts_are_those_that_gdal_reads),
        cmocka_unit_test(values_of_another_type_are_left_to_gdal),
        cmocka_unit_test(strange_shapes_are_left_to_gdal),
        cmocka_unit_test(rows_still_in_a_journal_are_read),
        cmocka_unit_test(a_view_is_left_to_gdal),
        cmocka_unit_test(a_broken_page_is_told_in_gdal_s_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
