/* Quick copies say what their tables say, or are not read. */
#include "test.h"

#include "fixture.h"
#include "store/load.h"
#include "store/save.h"

#include <sqlite3.h>

/* More distinct values than one or two bytes can number. */
enum { MANY = 70000, SOME = 400 };

static sqlite3 *open_file(const char *path)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

/* Do something to the file as another program would. */
static void change(const char *path, const char *sql)
{
    sqlite3 *db = open_file(path);

    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int ask(const char *path, const char *sql)
{
    sqlite3 *db = open_file(path);
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int answer = sqlite3_column_int(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return answer;
}

static okr_vec *rows_of(okr_programme *p, const okr_schema *table)
{
    return (okr_vec *)(void *)((unsigned char *)p + table->rows);
}

static unsigned any(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}

static okr_date any_date(uint64_t *seed)
{
    static const char *const dates[] = {"",        "1000",    "2022",       "2022-Q3",
                                        "2022-10", "2024-02", "2024-02-29", "9999-12-31"};

    const char *text = dates[any(seed, sizeof dates / sizeof dates[0])];
    return text[0] == '\0' ? (okr_date){0} : sample_date(text);
}

static double any_real(uint64_t *seed)
{
    const double reals[] = {NAN, 0.0, -0.0, 1.5, -1e308, 1.0 / 3.0, any(seed, 1000)};

    return reals[any(seed, sizeof reals / sizeof reals[0])];
}

static const char *any_text(okr_programme *p, uint64_t *seed, unsigned kinds)
{
    char text[32];

    (void)snprintf(text, sizeof text, "слово %u", any(seed, kinds));
    return any(seed, 4) == 0 ? "" : sample_text(p, text);
}

static void fill_column(okr_programme *p, const okr_column *column, void *row, uint64_t *seed)
{
    unsigned char *at = (unsigned char *)row + column->offset;
    const okr_schema *target =
        column->references == NULL ? NULL : okr_schema_find(column->references);
    const char *text = any_text(p, seed, MANY);
    const double real = any_real(seed);
    const long number = (long)any(seed, 300);
    const bool flag = any(seed, 2) == 1;
    const okr_date date = any_date(seed);
    int less = (int)any(seed, 3000);

    if (target != NULL)
        less = (int)any(seed, (unsigned)rows_of(p, target)->count + 1) - 1;
    if (column->domain != NULL)
        less = (int)any(seed, (unsigned)column->domain->count);
    if (column->field == OKR_FIELD_TEXT)
        memcpy(at, &text, sizeof text);
    else if (column->field == OKR_FIELD_REAL)
        memcpy(at, &real, sizeof real);
    else if (column->field == OKR_FIELD_LONG)
        memcpy(at, &number, sizeof number);
    else if (column->field == OKR_FIELD_FLAG)
        memcpy(at, &flag, sizeof flag);
    else if (column->field == OKR_FIELD_DATE)
        memcpy(at, &date, sizeof date);
    else
        memcpy(at, &less, sizeof less);
}

/* Rows with any values that their columns may hold. */
static void add_rows(okr_programme *p, const char *name, int count, uint64_t *seed)
{
    const okr_schema *table = okr_schema_find(name);

    for (int i = 0; i < count; i++) {
        void *row = sample_push(rows_of(p, table));
        for (size_t c = 0; c < table->count; c++)
            if (okr_column_loads(&table->columns[c]))
                fill_column(p, &table->columns[c], row, seed);
    }
}

static void save(fixture *f)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
}

/* Both ways of loading the file give the same rows. */
static void assert_ways_agree(const fixture *f)
{
    okr_error err = {.status = OKR_OK};
    okr_programme slow;
    okr_programme quick;

    okr_programme_init(&slow);
    okr_programme_init(&quick);
    assert_ok(okr_store_load(f->path, &slow, &err));
    assert_ok(
        okr_store_load_parts(f->path, OKR_PART_GEOMETRY | OKR_PART_BALANCE, &quick, &err));
    fixture_compare(&slow, &quick);
    okr_programme_done(&slow);
    okr_programme_done(&quick);
}

static void a_copy_and_its_table_say_the_same(void **state)
{
    fixture f;

    fixture_new(&f);
    save(&f);
    assert_int_equal(ask(f.path, "SELECT count(*) FROM okrug_quick"), 10);
    assert_ways_agree(&f);
    fixture_done(&f);
}

/* Zero is a municipality too: the first one, and in an extract the only one. */
static void they_say_the_same_of_the_only_municipality(void **state)
{
    fixture f;

    fixture_new(&f);
    for (size_t i = 0; i < f.programme.links.count; i++)
        if (OKR_LINK(&f.programme, i)->municipality > 0)
            OKR_LINK(&f.programme, i)->municipality = 0;
    save(&f);
    assert_ways_agree(&f);
    fixture_done(&f);
}

static void they_say_the_same_of_any_values(void **state)
{
    static const char *const tables[] = {"mention", "observation", "milestone", "finance",
                                         "indicator"};
    uint64_t seed = 20;

    for (int run = 0; run < 6; run++) {
        fixture f;
        fixture_new(&f);
        for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
            add_rows(&f.programme, tables[t], (int)any(&seed, SOME), &seed);
        save(&f);
        assert_ways_agree(&f);
        fixture_done(&f);
    }
}

static void they_say_the_same_of_more_values_than_two_bytes_number(void **state)
{
    fixture f;
    uint64_t seed = 21;

    fixture_new(&f);
    for (int i = 0; i < MANY; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "с. %d", i);
        add_rows(&f.programme, "milestone", 1, &seed);
        OKR_MILESTONE(&f.programme, f.programme.milestones.count - 1)->source_ref =
            sample_text(&f.programme, text);
    }
    save(&f);
    assert_ways_agree(&f);
    fixture_done(&f);
}

static void whoever_edits_a_table_drops_its_copy(void **state)
{
    static const char *const edits[] = {
        "UPDATE measure SET title_ru = 'Иное' WHERE fid = 1",
        "INSERT INTO mention SELECT fid + 1, measure_fid, measure_id, measure_title_ru, "
        "contour,"
        " priority, contour_fid, source, source_ref, read_from, read_row FROM mention",
        "DELETE FROM finance",
        "UPDATE location SET basis = 'outside_knowledge'",
        "UPDATE indicator SET actual = 1.25",
        "UPDATE measure_municipality SET share = 0.5",
        "UPDATE measure_outside SET length_m = 1",
        "UPDATE observation SET metric = 'planned_value'",
        "DELETE FROM milestone",
        "UPDATE finding SET severity = 'error'",
    };

    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        fixture f;
        fixture_new(&f);
        save(&f);
        change(f.path, edits[i]);
        assert_int_equal(ask(f.path, "SELECT count(*) FROM okrug_quick"), 9);
        assert_ways_agree(&f);
        fixture_done(&f);
    }
}

static void assert_title(const fixture *f, const char *title)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;

    okr_programme_init(&back);
    assert_ok(okr_store_load_parts(f->path, 0, &back, &err));
    assert_string_equal(OKR_MEASURE(&back, 1)->title.ru, title);
    okr_programme_done(&back);
}

static void a_copy_that_triggers_do_not_guard_is_not_read(void **state)
{
    fixture f;

    fixture_new(&f);
    save(&f);
    change(f.path, "DROP TRIGGER okrug_quick_measure_update;"
                   "UPDATE measure SET title_ru = 'Иное' WHERE fid = 2");
    assert_int_equal(ask(f.path, "SELECT count(*) FROM okrug_quick"), 10);
    assert_title(&f, "Иное");
    fixture_done(&f);
}

static void a_copy_of_other_columns_is_not_read(void **state)
{
    fixture f;

    fixture_new(&f);
    save(&f);
    change(f.path, "UPDATE okrug_quick SET columns = columns || ',more'");
    assert_ways_agree(&f);
    fixture_done(&f);
}

static void a_file_without_copies_is_read(void **state)
{
    fixture f;

    fixture_new(&f);
    save(&f);
    change(f.path, "DROP TABLE okrug_quick");
    assert_ways_agree(&f);
    fixture_done(&f);
}

static void a_copy_cut_anywhere_is_not_read(void **state)
{
    fixture f;
    char sql[128];

    fixture_new(&f);
    save(&f);
    const int size = ask(f.path, "SELECT max(length(data)) FROM okrug_quick");
    for (int cut = size - 1; cut >= 0; cut -= 1 + cut / 12) {
        (void)snprintf(sql, sizeof sql, "UPDATE okrug_quick SET data = substr(data, 1, %d)",
                       cut);
        change(f.path, sql);
        assert_ways_agree(&f);
    }
    fixture_done(&f);
}

static void spoil(const char *path, uint64_t *seed)
{
    char sql[256];

    (void)snprintf(sql, sizeof sql,
                   "UPDATE okrug_quick SET data = CAST(substr(data, 1, %u %% length(data)) ||"
                   " x'%02x' || substr(data, 2 + %u %% length(data)) AS BLOB)",
                   any(seed, 100000), any(seed, 256), any(seed, 100000));
    change(path, sql);
}

/* Sanitizers watch; the answer may be anything but a crash or a row outside its table. */
static void a_spoilt_copy_leads_nobody_astray(void **state)
{
    uint64_t seed = 22;
    fixture f;

    fixture_new(&f);
    save(&f);
    for (int run = 0; run < 60; run++) {
        okr_error err = {.status = OKR_OK};
        okr_programme back;
        if (run % 10 == 0) {
            assert_int_equal(unlink(f.path), 0);
            save(&f);
        }
        spoil(f.path, &seed);
        okr_programme_init(&back);
        if (okr_store_load_parts(f.path, 0, &back, &err) == OKR_OK)
            assert_int_equal(back.measures.count, f.programme.measures.count);
        else
            assert_int_equal(err.status, OKR_ERR_FORMAT);
        okr_programme_done(&back);
    }
    fixture_done(&f);
}

static void parts_that_nobody_asks_for_stay_empty(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;
    fixture f;

    fixture_new(&f);
    save(&f);
    okr_programme_init(&back);
    assert_ok(okr_store_load_parts(f.path, 0, &back, &err));
    assert_int_equal(back.balance.count, 0);
    assert_int_equal(OKR_MUNICIPALITY(&back, 0)->polygon.size, 0);
    for (size_t i = 0; i < back.locations.count; i++)
        assert_int_equal(OKR_LOCATION(&back, i)->geometry.size, 0);
    assert_int_equal(back.links.count, f.programme.links.count);
    okr_programme_done(&back);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_and_its_table_say_the_same),
        cmocka_unit_test(they_say_the_same_of_the_only_municipality),
        cmocka_unit_test(they_say_the_same_of_any_values),
        cmocka_unit_test(they_say_the_same_of_more_values_than_two_bytes_number),
        cmocka_unit_test(whoever_edits_a_table_drops_its_copy),
        cmocka_unit_test(a_copy_that_triggers_do_not_guard_is_not_read),
        cmocka_unit_test(a_copy_of_other_columns_is_not_read),
        cmocka_unit_test(a_file_without_copies_is_read),
        cmocka_unit_test(a_copy_cut_anywhere_is_not_read),
        cmocka_unit_test(a_spoilt_copy_leads_nobody_astray),
        cmocka_unit_test(parts_that_nobody_asks_for_stay_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
