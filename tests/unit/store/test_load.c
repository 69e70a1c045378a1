/* Files that are no workspace, or no longer one; and conditions in SQL. */
#include "test.h"

#include "fixture.h"
#include "store/load.h"
#include "store/save.h"

#include <sqlite3.h>

static void save(fixture *f)
{
    okr_error err = {.status = OKR_OK};

    fixture_new(f);
    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
}

/* Do something to the file as another program would. */
static void change(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void assert_refused(const char *path, okr_status status, const char *part)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;

    okr_programme_init(&back);
    assert_fails_with(okr_store_load(path, &back, &err), status, part);
    assert_non_null(strstr(err.text, path)); /* every message names the file */
    okr_programme_done(&back);
}

static void a_missing_file_is_named(void **state)
{
    assert_refused("/nowhere/w.gpkg", OKR_ERR_NOT_FOUND, "/nowhere/w.gpkg");
}

static void a_text_file_is_no_geopackage(void **state)
{
    fixture f;
    FILE *file = NULL;

    fixture_new(&f);
    file = fopen(f.path, "wb");
    assert_non_null(file);
    (void)fputs("measure_id,title\n", file);
    (void)fclose(file);
    assert_refused(f.path, OKR_ERR_FORMAT, "no GeoPackage");
    fixture_done(&f);
}

static void a_foreign_database_is_no_geopackage(void **state)
{
    fixture f;

    fixture_new(&f);
    change(f.path, "CREATE TABLE t (a)");
    assert_refused(f.path, OKR_ERR_FORMAT, "no GeoPackage");
    fixture_done(&f);
}

static void a_geopackage_of_others_is_no_workspace(void **state)
{
    fixture f;

    fixture_new(&f);
    change(f.path, "PRAGMA application_id = 1196444487; CREATE TABLE programme (a)");
    assert_refused(f.path, OKR_ERR_FORMAT, "no workspace of okrug");
    fixture_done(&f);
}

/* Each damage, and what the message must say. */
static void damage_is_named_by_table_row_column_and_value(void **state)
{
    static const struct {
        const char *sql, *part;
    } damages[] = {
        {"UPDATE programme SET workspace_format = 99", "format 99"},
        {"UPDATE measure SET role = 'boss' WHERE fid = 2",
         "table 'measure', row 2: column 'role' holds 'boss'"},
        {"UPDATE measure SET planned_end = '2022-13' WHERE fid = 2",
         "column 'planned_end' holds '2022-13'"},
        {"UPDATE indicator SET measure_fid = 77", "column 'measure_fid' points to no row"},
        {"UPDATE measure_municipality SET related_id = 77", "link 1 points to no row"},
        {"DELETE FROM measure WHERE fid = 1", "table 'measure': 3 is no number of its rows"},
        {"UPDATE measure SET measure_id = 'pipe'", "'pipe'"},
        {"DROP TABLE balance", "balance"},
        {"ALTER TABLE location DROP COLUMN basis", "basis"},
        {"DROP TRIGGER rtree_location_line_geom_update1; UPDATE location_line SET geom = 'x'",
         "table 'location_line', location 2"},
        {"UPDATE location_line SET location_fid = 50", "no location 50"},
    };

    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        fixture f;
        save(&f);
        /* Triggers need functions that only readers of GeoPackage have. */
        change(f.path, "DROP TRIGGER rtree_location_line_geom_update3;"
                       "DROP TRIGGER rtree_location_line_geom_update4;"
                       "DROP TRIGGER rtree_location_line_geom_update2;");
        change(f.path, damages[i].sql);
        assert_refused(f.path, OKR_ERR_FORMAT, damages[i].part);
        fixture_done(&f);
    }
}

static void a_file_cut_short_never_crashes(void **state)
{
    struct stat info;
    fixture f;

    save(&f);
    assert_int_equal(stat(f.path, &info), 0);
    for (off_t size = info.st_size - 4096; size > 0; size -= info.st_size / 12) {
        okr_error err = {.status = OKR_OK};
        okr_programme back;
        assert_int_equal(truncate(f.path, size), 0);
        okr_programme_init(&back);
        assert_int_not_equal(okr_store_load(f.path, &back, &err), OKR_OK);
        okr_programme_done(&back);
    }
    fixture_done(&f);
}

static void loading_leaves_nothing_beside_a_file_in_wal_mode(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;
    fixture f;

    save(&f);
    change(f.path, "PRAGMA journal_mode = wal");
    assert_int_equal(fixture_files(f.folder), 1);
    okr_programme_init(&back);
    assert_ok(okr_store_load(f.path, &back, &err));
    assert_int_equal(fixture_files(f.folder), 1);
    okr_programme_done(&back);
    fixture_done(&f);
}

static void a_read_only_folder_can_be_loaded_from(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;
    fixture f;

    save(&f);
    assert_int_equal(chmod(f.path, 0444), 0);
    assert_int_equal(chmod(f.folder, 0555), 0);
    okr_programme_init(&back);
    assert_ok(okr_store_load(f.path, &back, &err));
    okr_programme_done(&back);
    assert_int_equal(chmod(f.folder, 0755), 0);
    fixture_done(&f);
}

static void a_path_may_hold_signs_of_a_uri(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;
    fixture f;

    fixture_new(&f);
    (void)snprintf(f.path, sizeof f.path, "%s/50%% ?a=b#c «й».gpkg", f.folder);
    okr_programme_init(&back);
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_int_equal(access(f.path, R_OK), 0);
    assert_ok(okr_store_load(f.path, &back, &err));
    okr_programme_done(&back);
    fixture_done(&f);
}

static okr_status collect(void *user, size_t measure, okr_error *err)
{
    unsigned *set = user;

    *set |= 1U << measure;
    return OKR_OK;
}

/* Measures of the fixture that a condition selects, as bits 0 (g), 1 (pipe), 2 (pump). */
static unsigned selected(const char *path, const char *condition)
{
    okr_error err = {.status = OKR_OK};
    unsigned set = 0;

    assert_ok(okr_store_where(path, condition, collect, &set, &err));
    return set;
}

static void conditions_select_measures(void **state)
{
    fixture f;

    save(&f);
    assert_int_equal(selected(f.path, "kind = 'water'"), 6);
    assert_int_equal(selected(f.path, "weight > 2 -- a remark"), 2);
    assert_int_equal(selected(f.path, "kind IS NULL OR status = 'plan'"), 5);
    assert_int_equal(selected(f.path, "1 = 0"), 0);
    assert_int_equal(selected(f.path, "planned_end_day BETWEEN '2022-09-01' AND '2022-09-30'"),
                     2);
    fixture_done(&f);
}

static void conditions_know_cyrillic_letters(void **state)
{
    fixture f;

    save(&f);
    assert_int_equal(selected(f.path, "title_ru LIKE '%ВОДОВОД%ёлкино%'"), 2);
    assert_int_equal(selected(f.path, "title_ru LIKE 'сет_'"), 1);
    assert_int_equal(selected(f.path, "title_ru LIKE 'сет'"), 0);
    assert_int_equal(selected(f.path, "title_ru LIKE '%\"%'"), 0);
    assert_int_equal(selected(f.path, "lower(title_ru) = 'сети'"), 1);
    assert_int_equal(selected(f.path, "upper(title_ru) = 'СЕТИ'"), 1);
    fixture_done(&f);
}

/* Everything that is more than a condition, and a part of the answer. */
static void conditions_can_do_nothing_else(void **state)
{
    static const struct {
        const char *condition, *part;
    } cases[] = {
        {"nonsense = 1", "no such column: nonsense"},
        {"", "condition ''"},
        {"1) ; DELETE FROM measure --", "condition '1) ; DELETE"},
        {"1); SELECT (1", "more than one"},
        {"fid IN (SELECT fid FROM indicator)", "table 'indicator'"},
        {"EXISTS (SELECT 1 FROM sqlite_master)", "'sqlite_master'"},
        {"fid IN (WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x FROM a) SELECT x FROM a)",
         "more than compare"},
        {"load_extension('x')", "'load_extension'"},
        {"readfile('/etc/passwd') IS NULL", "readfile"},
        {"randomblob(1000000000) IS NULL", "'randomblob'"},
        {"fid IN (SELECT name FROM pragma_table_list)", "pragma_table_list"},
        {"sqlite_version() > '3'", "'sqlite_version'"},
    };
    fixture f;

    save(&f);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        okr_error err = {.status = OKR_OK};
        unsigned set = 0;
        assert_fails_with(okr_store_where(f.path, cases[i].condition, collect, &set, &err),
                          OKR_ERR_USAGE, cases[i].part);
        assert_int_equal(set, 0);
    }
    fixture_done(&f);
}

static okr_status stop(void *user, size_t measure, okr_error *err)
{
    ++*(int *)user;
    return okr_fail(err, OKR_ERR_CANCELLED, "enough");
}

static void a_visitor_can_stop(void **state)
{
    okr_error err = {.status = OKR_OK};
    int calls = 0;
    fixture f;

    save(&f);
    assert_fails_with(okr_store_where(f.path, "1", stop, &calls, &err), OKR_ERR_CANCELLED,
                      "enough");
    assert_int_equal(calls, 1);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_text_file_is_no_geopackage),
        cmocka_unit_test(a_foreign_database_is_no_geopackage),
        cmocka_unit_test(a_geopackage_of_others_is_no_workspace),
        cmocka_unit_test(damage_is_named_by_table_row_column_and_value),
        cmocka_unit_test(a_file_cut_short_never_crashes),
        cmocka_unit_test(loading_leaves_nothing_beside_a_file_in_wal_mode),
        cmocka_unit_test(a_read_only_folder_can_be_loaded_from),
        cmocka_unit_test(a_path_may_hold_signs_of_a_uri),
        cmocka_unit_test(conditions_select_measures),
        cmocka_unit_test(conditions_know_cyrillic_letters),
        cmocka_unit_test(conditions_can_do_nothing_else),
        cmocka_unit_test(a_visitor_can_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
