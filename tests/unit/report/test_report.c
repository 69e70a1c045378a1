/* Tables of the report. Numbers of Kuzbass were counted by hand from the facts that its
 * programme folder was made of (measures and indicators with their places and statuses); those
 * of the made-up programme are answers of geodata/demo-shares/expected.csv. */
#include "test.h"

#include "base/utf8.h"
#include "okrug/build.h"
#include "report/report.h"
#include "report/report_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GEODATA OKRUG_SOURCE_DIR "/geodata/"

static char folder[64];
static okr_workspace *kuzbass, *shares;
static okr_vec defs = {.item_size = sizeof(okr_report_def)}; /* of Kuzbass: okrug's own */

static okr_workspace *build(const char *programme, const char *name)
{
    char path[128];
    okr_build_report report;
    okr_workspace *workspace = NULL;
    okr_error err = {.status = OKR_OK};

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_ok(okr_build(&(okr_build_options){.programme = programme, .output = path}, NULL,
                        &report, NULL, &err));
    assert_ok(okr_workspace_open(path, &workspace, &err));
    return workspace;
}

static int set_up(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-report-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return 1;
    kuzbass = build(GEODATA "kuzbass", "kuzbass.gpkg");
    if (okr_report_defs(&kuzbass->programme, &defs, NULL) != OKR_OK)
        return 1;
    shares = build(GEODATA "demo-shares", "shares.gpkg");
    return 0;
}

static int tear_down(void **state)
{
    char command[128];

    okr_vec_done(&defs);
    okr_workspace_close(kuzbass);
    okr_workspace_close(shares);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

static const okr_report_def *def_of(const char *code)
{
    for (size_t i = 0; i < defs.count; i++)
        if (strcmp(OKR_AT(&defs, okr_report_def, i).code, code) == 0)
            return &OKR_AT(&defs, okr_report_def, i);
    fail_msg("no table '%s'", code);
    return NULL;
}

static okr_table *ask(const okr_workspace *workspace, const char *code, const char *in)
{
    const okr_filter filter = {.in = in};
    okr_table *table = NULL;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_report_table(workspace, &filter, def_of(code), &table, &err));
    return table;
}

static const okr_cell *cell_at(const okr_table *table, size_t row, const char *column)
{
    const ptrdiff_t c = okr_report_column(table, column);

    if (c < 0)
        fail_msg("no column '%s'", column);
    return okr_table_cell(table, row, (size_t)c);
}

/* The row whose cells bear these texts (Russian); both columns are looked at. */
static size_t row_of(const okr_table *table, const char *column, const char *text,
                     const char *other, const char *second)
{
    for (size_t r = 0; r < okr_table_rows(table); r++) {
        const okr_cell *a = cell_at(table, r, column);
        const okr_cell *b = other == NULL ? NULL : cell_at(table, r, other);
        if (a->kind == OKR_CELL_TEXT && strcmp(a->text.ru, text) == 0 &&
            (b == NULL || (b->kind == OKR_CELL_TEXT && strcmp(b->text.ru, second) == 0)))
            return r;
    }
    fail_msg("no row '%s'", text);
    return 0;
}

static void assert_number(const okr_table *table, size_t row, const char *column,
                          double expected)
{
    const okr_cell *cell = cell_at(table, row, column);

    assert_int_equal(cell->kind, OKR_CELL_NUMBER);
    assert_near(cell->number, expected, 1e-9);
}

static void every_definition_has_words_and_fills_a_table(void **state)
{
    assert_true(defs.count > 20); /* T1 to T16, some in parts */
    for (size_t i = 0; i < defs.count; i++) {
        const okr_report_def *def = &OKR_AT(&defs, okr_report_def, i);
        okr_table *table = ask(kuzbass, def->code, NULL);
        assert_true(def->title.ru[0] != '\0' && def->title.en[0] != '\0');
        assert_true(def->about.ru[0] != '\0' && def->about.en[0] != '\0');
        assert_true(def->sheet.ru[0] != '\0' && def->sheet.en[0] != '\0');
        assert_true(table->columns.count > 0);
        okr_table_free(table);
    }
}

/* A name of a column that a list does not have would be passed over in silence. */
static void every_column_of_a_definition_is_one_of_its_list(void **state)
{
    for (size_t i = 0; i < defs.count; i++) {
        const okr_report_def *def = &OKR_AT(&defs, okr_report_def, i);
        size_t wanted = def->numbered ? 1 : 0;
        okr_table *table = ask(kuzbass, def->code, NULL);
        for (const char *c = def->columns; c != NULL && c[0] != '\0';) {
            wanted++;
            c += strcspn(c, ",");
            c += *c == ',' ? 1 : 0;
        }
        if (def->columns != NULL && table->columns.count != wanted)
            fail_msg("%s: %zu of %zu columns", def->code, table->columns.count, wanted);
        okr_table_free(table);
    }
}

static void register_holds_every_item_of_kuzbass(void **state)
{
    okr_table *table = ask(kuzbass, "T1", NULL);
    size_t row = 0;

    assert_int_equal(okr_table_rows(table), 210);
    row = row_of(table, "measure_id", "chebal-su-dam", NULL, NULL);
    assert_string_equal(cell_at(table, row, "municipalities")->text.ru, "Междуреченск");
    assert_string_equal(cell_at(table, row, "contours")->text.ru, "2");
    assert_string_equal(cell_at(table, row, "status")->text.en, "Completed");
    okr_table_free(table);
}

static void plan_and_actual_stand_beside_each_other_with_their_marks(void **state)
{
    okr_table *table = ask(kuzbass, "T2", NULL);
    size_t row =
        row_of(table, "indicator_title", "доля получающих долговременный уход", NULL, NULL);

    assert_number(table, row, "target", 9.2);
    assert_number(table, row, "actual", 13.6);
    assert_near(cell_at(table, row, "achievement_pct")->number, 13.6 / 9.2 * 100, 1e-9);
    row = row_of(table, "indicator_title", "площадь лесовосстановления", NULL, NULL);
    assert_number(table, row, "actual", 23.734);
    assert_int_equal(cell_at(table, row, "target")->mark, OKR_MARK_AT_MOST);
    assert_int_equal(cell_at(table, row, "percent")->mark, OKR_MARK_AT_LEAST);
    okr_table_free(table);
}

static void municipalities_are_counted_by_kind_and_in_all(void **state)
{
    okr_table *table = ask(kuzbass, "T3", NULL);

    assert_number(table,
                  row_of(table, "municipality_title", "Кемеровский городской округ",
                         "kind_title", "всего"),
                  "listed", 21);
    assert_number(table,
                  row_of(table, "municipality_title", "Мариинский муниципальный округ",
                         "kind_title", "всего"),
                  "listed", 10);
    assert_number(table,
                  row_of(table, "municipality_title", "Кемеровский городской округ",
                         "kind_title", "Школы"),
                  "listed", 3);
    okr_table_free(table);
}

/* 34 km are stated for one municipality; "almost 100 km" for six of them together. */
static void totals_without_a_split_stand_in_a_row_of_their_own(void **state)
{
    okr_table *table = ask(kuzbass, "T9", NULL);
    const size_t town = row_of(table, "municipality", "32507000", NULL, NULL);
    const size_t together = row_of(table, "municipality", "not_split", NULL, NULL);
    const size_t total = row_of(table, "municipality", "total", NULL, NULL);

    assert_number(table, town, "gas_pipeline_length_2", 34);
    assert_number(table, town, "settlements_gas_enabled_3", 6);
    assert_int_equal(cell_at(table, town, "gas_network_length_4")->kind, OKR_CELL_EMPTY);
    assert_number(table, together, "gas_network_length_4", 100);
    assert_int_equal(cell_at(table, together, "gas_network_length_4")->mark, OKR_MARK_AT_MOST);
    assert_number(table, together, "homes_gas_enabled_5", 5120);
    assert_number(table, total, "homes_gas_enabled_5", 5120);
    okr_table_free(table);
}

static void contours_close_to_the_whole_programme(void **state)
{
    okr_table *table = ask(kuzbass, "T5", NULL);
    const size_t fourth = row_of(table, "contour", "4", NULL, NULL);
    const size_t total = row_of(table, "contour", "total", NULL, NULL);

    assert_number(table, fourth, "listed", 30);
    assert_number(table, fourth, "implementation", 24);
    assert_number(table, total, "listed", 210);
    assert_number(table, total, "completion", 76);
    assert_number(table, total, "cancelled", 2);
    assert_number(table, row_of(table, "priority_title", "Туризм", "contour", "3"), "listed",
                  8);
    okr_table_free(table);
}

static void agglomerations_of_incomplete_lists_bear_the_mark(void **state)
{
    okr_table *table = ask(kuzbass, "T6.1", NULL);
    const size_t north = row_of(table, "agglomeration", "north_kuzbass", NULL, NULL);

    assert_int_equal(cell_at(table, north, "members")->mark, OKR_MARK_AT_LEAST);
    assert_int_equal(cell_at(table, north, "listed")->mark, OKR_MARK_AT_LEAST);
    assert_int_equal(
        cell_at(table, row_of(table, "agglomeration", "total", NULL, NULL), "listed")->mark,
        OKR_MARK_EQUAL);
    okr_table_free(table);
    table = ask(shares, "T6.1", NULL);
    assert_number(table, row_of(table, "agglomeration", "yasnoborsk_agglomeration", NULL, NULL),
                  "members", 3);
    okr_table_free(table);
}

static void fifteen_municipalities_of_kuzbass_have_no_measure(void **state)
{
    okr_table *table = ask(kuzbass, "T7.1", NULL);

    assert_int_equal(okr_table_rows(table), 15);
    (void)row_of(table, "municipality", "Краснобродский городской округ", NULL, NULL);
    (void)row_of(table, "municipality", "Яйский муниципальный округ", NULL, NULL);
    okr_table_free(table);
    table = ask(kuzbass, "T7.1", "Юрга");
    assert_int_equal(okr_table_rows(table), 0);
    okr_table_free(table);
}

static void parts_of_a_linear_object_stand_under_its_name(void **state)
{
    okr_table *table = ask(kuzbass, "T10", NULL);
    const char *bypass = "Северо-западный обход Кемерова";

    assert_number(table,
                  row_of(table, "object", bypass, "part", "Технологический мост через Томь"),
                  "progress_pct", 80);
    assert_number(
        table,
        row_of(table, "object", bypass, "part", "Технологические дороги и временный объезд"),
        "actual", 48.2);
    okr_table_free(table);
}

/* expected.csv: road_slope is 99080.981667 m long. */
static void drawn_lengths_are_measured_on_the_ellipsoid(void **state)
{
    okr_report_def def = *def_of("T10");
    const okr_filter filter = {.in = NULL};
    okr_table *table = NULL;
    okr_error err = {.status = OKR_OK};

    def.columns = "measure_id,drawn_km";
    assert_ok(okr_report_table(shares, &filter, &def, &table, &err));
    assert_near(
        cell_at(table, row_of(table, "measure_id", "road_slope", NULL, NULL), "drawn_km")
            ->number,
        99.080981667, 1e-6);
    okr_table_free(table);
}

static void calendar_goes_by_year_and_says_what_is_planned(void **state)
{
    okr_table *table = ask(kuzbass, "T11", NULL);
    const size_t rows = okr_table_rows(table);
    size_t sewer = 0;

    for (size_t r = 1; r < rows; r++)
        assert_true(strcmp(cell_at(table, r - 1, "year")->text.ru,
                           cell_at(table, r, "year")->text.ru) <= 0);
    sewer =
        row_of(table, "title", "Ливневая канализация вдоль Притомского проспекта", NULL, NULL);
    assert_string_equal(cell_at(table, sewer, "year")->text.ru, "2024");
    assert_string_equal(cell_at(table, sewer, "end_is")->text.en, "planned");
    okr_table_free(table);
}

/* 1000 + 1050 + 1225 + 550 places of four schools. */
static void school_places_add_up_over_municipalities(void **state)
{
    okr_table *table = ask(kuzbass, "T12.2", NULL);
    ptrdiff_t column = -1;

    for (size_t c = 0; c < table->columns.count; c++)
        if (strncmp(OKR_AT(&table->columns, okr_heading, c).code, "school_places_", 14) == 0)
            column = (ptrdiff_t)c;
    assert_true(column >= 0);
    assert_near(okr_table_cell(table, row_of(table, "municipality", "32701000", NULL, NULL),
                               (size_t)column)
                    ->number,
                2275, 0);
    assert_near(okr_table_cell(table, row_of(table, "municipality", "total", NULL, NULL),
                               (size_t)column)
                    ->number,
                3825, 0);
    okr_table_free(table);
}

static void people_are_those_of_works_and_services(void **state)
{
    okr_table *table = ask(kuzbass, "T14", NULL);

    assert_number(table, row_of(table, "indicator_title", "защищено жителей", NULL, NULL),
                  "actual", 1822);
    for (size_t r = 0; r < okr_table_rows(table); r++) /* visitors of a festival */
        assert_true(cell_at(table, r, "actual")->number != 30000);
    okr_table_free(table);
}

static void gaps_are_counted_out_of_what_could_have_them(void **state)
{
    okr_table *counts = ask(kuzbass, "T16.2", NULL);
    okr_table *list = ask(kuzbass, "T16.3", NULL);
    double missing = 0;

    for (size_t r = 0; r < okr_table_rows(counts); r++) {
        assert_true(cell_at(counts, r, "missing")->number <=
                    cell_at(counts, r, "total")->number);
        missing += cell_at(counts, r, "missing")->number;
    }
    assert_near((double)okr_table_rows(list), missing, 0);
    assert_number(counts, row_of(counts, "gap", "no_place", NULL, NULL), "missing", 20);
    assert_number(counts, row_of(counts, "gap", "no_place", NULL, NULL), "total", 210);
    okr_table_free(counts);
    okr_table_free(list);
}

static void two_measures_were_refused(void **state)
{
    okr_table *table = ask(kuzbass, "T15", NULL);

    assert_int_equal(okr_table_rows(table), 2);
    okr_table_free(table);
}

static void money_is_listed_by_year_as_stated(void **state)
{
    okr_report_def def = *def_of("T8.2");
    const okr_filter filter = {.in = NULL};
    okr_table *table = NULL;
    okr_error err = {.status = OKR_OK};

    def.kinds = NULL;
    assert_ok(okr_report_table(shares, &filter, &def, &table, &err));
    assert_int_equal(okr_table_rows(table), shares->programme.finance.count);
    okr_table_free(table);
}

/* The properties of a workbook hold 511 bytes of a title: 255 Cyrillic letters and a half. */
static void a_very_long_title_of_the_programme_stays_utf_8(void **state)
{
    enum { LETTERS = 400 };
    const okr_titles own = shares->programme.title;
    okr_report_options options = {.overwrite = true, .russian = true};
    char title[2 * LETTERS + 1] = "";
    char path[128], command[256], bytes[4096];
    okr_error err = {.status = OKR_OK};
    FILE *core = NULL;
    size_t n = 0;

    for (size_t i = 0; i < LETTERS; i++)
        memcpy(title + 2 * i, "ж", sizeof "ж");
    (void)snprintf(path, sizeof path, "%s/long.xlsx", folder);
    (void)snprintf(command, sizeof command, "unzip -p '%s' docProps/core.xml", path);
    options.output = path;
    shares->programme.title.ru = title;
    assert_ok(okr_workspace_report(shares, &options, NULL, &err));
    shares->programme.title = own;
    core = popen(command, "r"); /* NOLINT(cert-env33-c): a fixed command on our own folder */
    assert_non_null(core);
    n = fread(bytes, 1, sizeof bytes, core);
    assert_int_equal(pclose(core), 0);
    assert_true(n > 2 * 255);
    assert_int_equal(okr_utf8_valid_prefix(bytes, n), n);
}

static void lists_of_words_are_compared_whole(void **state)
{
    assert_true(okr_report_lists("gas,gas_network", "gas_network"));
    assert_true(okr_report_lists("gas,gas_network", "gas"));
    assert_false(okr_report_lists("gas_network", "gas"));
    assert_false(okr_report_lists("", "gas"));
    assert_true(okr_report_lists_n("T6,T7", "T6.1", 2));
}

static void text_is_broken_between_words_and_inside_long_ones(void **state)
{
    assert_int_equal(okr_report_lines("", 10), 1);
    assert_int_equal(okr_report_lines("один два", 10), 1);
    assert_int_equal(okr_report_lines("один два три", 8), 2);
    assert_int_equal(okr_report_lines("abcdefghij", 4), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_definition_has_words_and_fills_a_table),
        cmocka_unit_test(every_column_of_a_definition_is_one_of_its_list),
        cmocka_unit_test(register_holds_every_item_of_kuzbass),
        cmocka_unit_test(plan_and_actual_stand_beside_each_other_with_their_marks),
        cmocka_unit_test(municipalities_are_counted_by_kind_and_in_all),
        cmocka_unit_test(totals_without_a_split_stand_in_a_row_of_their_own),
        cmocka_unit_test(contours_close_to_the_whole_programme),
        cmocka_unit_test(agglomerations_of_incomplete_lists_bear_the_mark),
        cmocka_unit_test(fifteen_municipalities_of_kuzbass_have_no_measure),
        cmocka_unit_test(parts_of_a_linear_object_stand_under_its_name),
        cmocka_unit_test(drawn_lengths_are_measured_on_the_ellipsoid),
        cmocka_unit_test(calendar_goes_by_year_and_says_what_is_planned),
        cmocka_unit_test(school_places_add_up_over_municipalities),
        cmocka_unit_test(people_are_those_of_works_and_services),
        cmocka_unit_test(gaps_are_counted_out_of_what_could_have_them),
        cmocka_unit_test(two_measures_were_refused),
        cmocka_unit_test(money_is_listed_by_year_as_stated),
        cmocka_unit_test(a_very_long_title_of_the_programme_stays_utf_8),
        cmocka_unit_test(lists_of_words_are_compared_whole),
        cmocka_unit_test(text_is_broken_between_words_and_inside_long_ones),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
