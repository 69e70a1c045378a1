/* Rows taken from pages are those that SQLite's own statements give. */
#include "geo/gpkg_pages.h"

#include "base/text.h"
#include "geo/shapes.h"
#include "test.h"

#include <sqlite3.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/okrug-pages-XXXXXX";
static char path[64];

static int set_up(void **state)
{
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(path, sizeof path, "%s/a.db", folder);
    return 0;
}

static int tear_down(void **state)
{
    char journal[80];

    (void)snprintf(journal, sizeof journal, "%s-journal", path);
    (void)unlink(journal);
    (void)unlink(path);
    return rmdir(folder);
}

static sqlite3 *open_file(void)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void run_sql(sqlite3 *db, const char *sql)
{
    char *why = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

/* A new file of one table, filled by SQL. */
static void make(int page_size, const char *sql)
{
    char pragma[64];
    sqlite3 *db = NULL;

    (void)unlink(path);
    db = open_file();
    (void)snprintf(pragma, sizeof pragma, "PRAGMA page_size = %d", page_size);
    run_sql(db, pragma);
    run_sql(db, sql);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Whole numbers of every size that SQLite stores apart, real ones that are whole, texts and
 * bytes that are short, just fit into a page, or go over several. */
static const char mixed[] =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d BLOB, e);"
    "WITH RECURSIVE k (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 2999)"
    " INSERT INTO t SELECT i * 3 - 1500, (1 << (i % 63)) * (1 - i % 2 * 2) - i % 3, i * 0.25,"
    " substr(replace(hex(zeroblob(40)), '00', 'ёж'), 1, i % 97),"
    " randomblob(CASE WHEN i % 50 = 0 THEN i * 11 ELSE i % 40 END),"
    " CASE i % 6 WHEN 0 THEN NULL WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 'x' WHEN 4 THEN 1e300"
    " ELSE X'00' END FROM k;"
    "INSERT INTO t (id, a) VALUES (-9223372036854775808, 9223372036854775807),"
    " (9223372036854775807, -9223372036854775808)";

static const char *const wanted[] = {"d", "a", "b", "c", "e"};

static void add_value(okr_text *out, const okr_value *v)
{
    okr_text_addf(out, "|%d ", (int)v->type);
    if (v->type == OKR_VALUE_INTEGER)
        okr_text_addf(out, "%lld", v->whole);
    if (v->type == OKR_VALUE_REAL || v->type == OKR_VALUE_INTEGER)
        okr_text_add_n(out, (const char *)&v->real, sizeof v->real);
    if (v->type == OKR_VALUE_TEXT || v->type == OKR_VALUE_BLOB)
        okr_text_add_n(out, (const char *)v->bytes, v->size);
}

typedef struct taken {
    okr_text text;
    size_t rows, most;
} taken;

static bool take(void *user, long long id, const okr_value *values)
{
    taken *t = user;

    if (t->rows == t->most)
        return false;
    okr_text_addf(&t->text, "\n%lld", id);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        add_value(&t->text, &values[i]);
    t->rows++;
    return true;
}

static okr_value value_of(sqlite3_stmt *row, int column)
{
    okr_value v = {.type = OKR_VALUE_NULL};

    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        v = (okr_value){.type = OKR_VALUE_INTEGER, .whole = sqlite3_column_int64(row, column)};
        v.real = (double)v.whole;
        break;
    case SQLITE_FLOAT:
        v = (okr_value){.type = OKR_VALUE_REAL, .real = sqlite3_column_double(row, column)};
        break;
    case SQLITE_TEXT:
        v = (okr_value){.type = OKR_VALUE_TEXT, .bytes = sqlite3_column_text(row, column)};
        break;
    case SQLITE_BLOB:
        v = (okr_value){.type = OKR_VALUE_BLOB, .bytes = sqlite3_column_blob(row, column)};
        break;
    default:
        break;
    }
    if (v.type == OKR_VALUE_TEXT || v.type == OKR_VALUE_BLOB)
        v.size = (size_t)sqlite3_column_bytes(row, column);
    return v;
}

static void read_by_statement(const long long range[2], taken *t)
{
    sqlite3 *db = open_file();
    sqlite3_stmt *row = NULL;

    /* "+ b": a whole number in a column of real ones is stored as such, and read as real. */
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT id, d, a, CASE WHEN b = CAST(b AS INTEGER)"
                                        " THEN CAST(b AS INTEGER) ELSE b END, c, e FROM t"
                                        " WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                                        -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_bind_int64(row, 1, range[0]), SQLITE_OK);
    assert_int_equal(sqlite3_bind_int64(row, 2, range[1]), SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        okr_value values[5];
        for (int i = 0; i < 5; i++)
            values[i] = value_of(row, i + 1);
        assert_true(take(t, sqlite3_column_int64(row, 0), values));
    }
    assert_int_equal(sqlite3_finalize(row), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Opens the pages of t; *db is to be closed after them. */
static okr_pages *open_pages(sqlite3 **db)
{
    const okr_gpkg_table table = {.layer = "t"};

    *db = okr_gpkg_connect(path);
    return *db == NULL ? NULL : okr_pages_open(&table, *db, wanted, 5);
}

static void assert_same_rows(const long long range[2])
{
    sqlite3 *db = NULL;
    okr_pages *pages = open_pages(&db);
    taken ours = {.most = SIZE_MAX};
    taken theirs = {.most = SIZE_MAX};

    assert_non_null(pages);
    assert_true(okr_pages_walk(pages, range, take, &ours));
    read_by_statement(range, &theirs);
    assert_int_equal(ours.rows, theirs.rows);
    assert_int_equal(ours.text.size, theirs.text.size);
    if (ours.text.size > 0)
        assert_memory_equal(ours.text.bytes, theirs.text.bytes, ours.text.size);
    okr_pages_close(pages);
    okr_gpkg_disconnect(db);
    okr_text_done(&ours.text);
    okr_text_done(&theirs.text);
}

static void rows_are_those_of_a_statement_whatever_the_size_of_pages(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};

    for (int size = 512; size <= 65536; size *= 2) {
        make(size, mixed);
        assert_same_rows(all);
    }
}

static void any_range_of_keys_gives_its_rows(void **state)
{
    seed numbers = {7};

    make(512, mixed);
    for (int i = 0; i < 100; i++) {
        long long first = (long long)seed_between(&numbers, -1600, 7600);
        const long long range[2] = {first, first + (long long)seed_between(&numbers, -2, 400)};
        assert_same_rows(range);
    }
    assert_same_rows((const long long[2]){7497, LLONG_MAX});
    assert_same_rows((const long long[2]){7498, LLONG_MAX - 1});
    assert_same_rows((const long long[2]){LLONG_MIN, -1500});
}

static void deleted_and_moved_rows_are_followed(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};
    sqlite3 *db = NULL;

    make(1024, mixed);
    db = open_file();
    run_sql(db,
            "DELETE FROM t WHERE id % 7 = 0; UPDATE t SET d = zeroblob(5000) WHERE id % 5 = 0;"
            "DELETE FROM t WHERE id BETWEEN 1000 AND 3000; UPDATE t SET d = X'01'"
            " WHERE id % 10 = 0");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_same_rows(all);
    make(4096, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d BLOB, e)");
    assert_same_rows(all);
}

static void the_taker_may_end_a_walk(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};
    sqlite3 *db = NULL;
    okr_pages *pages = NULL;
    taken t = {.most = 10};

    make(4096, mixed);
    pages = open_pages(&db);
    assert_non_null(pages);
    assert_false(okr_pages_walk(pages, all, take, &t));
    assert_int_equal(t.rows, 10);
    okr_pages_close(pages);
    okr_gpkg_disconnect(db);
    okr_text_done(&t.text);
}

/* A row that is older than a column does not have its value. */
static void rows_older_than_a_column_are_left_to_a_statement(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};
    sqlite3 *db = NULL;
    okr_pages *pages = NULL;
    taken t = {.most = SIZE_MAX};

    make(4096, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d BLOB);"
               "INSERT INTO t (a) VALUES (1); ALTER TABLE t ADD COLUMN e DEFAULT 7");
    pages = open_pages(&db);
    assert_non_null(pages);
    assert_false(okr_pages_walk(pages, all, take, &t));
    assert_int_equal(t.rows, 0);
    okr_pages_close(pages);
    okr_gpkg_disconnect(db);
}

static void logs_other_alphabets_and_missing_columns_are_left_to_a_statement(void **state)
{
    static const char *const files[] = {
        "PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e)",
        "PRAGMA encoding = 'UTF-16'; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d)",
        "CREATE TABLE u (id INTEGER PRIMARY KEY, a, b, c, d, e)"};
    sqlite3 *db = NULL;

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        make(4096, files[i]);
        assert_null(open_pages(&db));
        okr_gpkg_disconnect(db);
    }
}

static void nobody_writes_while_pages_are_open(void **state)
{
    sqlite3 *reader = NULL;
    sqlite3 *writer = NULL;
    okr_pages *pages = NULL;

    make(4096, mixed);
    pages = open_pages(&reader);
    assert_non_null(pages);
    writer = open_file();
    assert_int_equal(sqlite3_exec(writer, "DELETE FROM t", NULL, NULL, NULL), SQLITE_BUSY);
    okr_pages_close(pages);
    run_sql(writer, "DELETE FROM t");
    assert_int_equal(sqlite3_close(writer), SQLITE_OK);
    okr_gpkg_disconnect(reader);
}

/* Bytes overwritten at random: rows may come out wrong, as they do from SQLite, but every walk
 * ends and stays within its memory. */
static void broken_files_are_walked_to_an_end(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};
    seed numbers = {11};
    size_t refused = 0;

    for (int i = 0; i < 60; i++) {
        sqlite3 *db = NULL;
        okr_pages *pages = NULL;
        taken t = {.most = SIZE_MAX};
        FILE *file = NULL;
        make(512, mixed);
        file = fopen(path, "r+b");
        assert_non_null(file);
        for (int k = 0; k < 300; k++) {
            long page = (long)seed_between(&numbers, 2, 1000);
            long at = (long)seed_between(&numbers, 0, k % 2 == 0 ? 40 : 512);
            assert_int_equal(fseek(file, 512 * page + at, SEEK_SET), 0);
            assert_int_not_equal(fputc((int)seed_between(&numbers, 0, 256), file), EOF);
        }
        assert_int_equal(fclose(file), 0);
        pages = open_pages(&db);
        refused += pages == NULL || !okr_pages_walk(pages, all, take, &t);
        okr_pages_close(pages);
        okr_gpkg_disconnect(db);
        okr_text_done(&t.text);
    }
    assert_true(refused > 50);
}

/* A page above the leaves that names itself as its child. */
static void pages_in_a_circle_end_a_walk(void **state)
{
    const long long all[2] = {LLONG_MIN, LLONG_MAX};
    unsigned char page[512];
    sqlite3 *db = NULL;
    okr_pages *pages = NULL;
    taken t = {.most = SIZE_MAX};
    FILE *file = NULL;

    make(512, mixed);
    file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 512, SEEK_SET), 0); /* page 2: the root of t */
    assert_int_equal(fread(page, sizeof page, 1, file), 1);
    assert_int_equal(page[0], 5);
    for (unsigned i = 0; i < (unsigned)page[3] * 256 + page[4]; i++) {
        unsigned cell = (unsigned)page[12 + 2 * i] * 256 + page[13 + 2 * i];
        memcpy(page + cell, (const unsigned char[4]){0, 0, 0, 2}, 4);
    }
    assert_int_equal(fseek(file, 512, SEEK_SET), 0);
    assert_int_equal(fwrite(page, sizeof page, 1, file), 1);
    assert_int_equal(fclose(file), 0);
    pages = open_pages(&db);
    assert_non_null(pages);
    assert_false(okr_pages_walk(pages, all, take, &t));
    okr_pages_close(pages);
    okr_gpkg_disconnect(db);
    okr_text_done(&t.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_those_of_a_statement_whatever_the_size_of_pages),
        cmocka_unit_test(any_range_of_keys_gives_its_rows),
        cmocka_unit_test(deleted_and_moved_rows_are_followed),
        cmocka_unit_test(the_taker_may_end_a_walk),
        cmocka_unit_test(rows_older_than_a_column_are_left_to_a_statement),
        cmocka_unit_test(logs_other_alphabets_and_missing_columns_are_left_to_a_statement),
        cmocka_unit_test(nobody_writes_while_pages_are_open),
        cmocka_unit_test(broken_files_are_walked_to_an_end),
        cmocka_unit_test(pages_in_a_circle_end_a_walk),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
