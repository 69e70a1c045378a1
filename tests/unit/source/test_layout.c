/* How tables are laid out that were not made for okrug, through whole programmes. */
#include "test.h"

#include "folder.h"

#include "source/read.h"

#include <stdio.h>

static void an_empty_cell_means_the_value_that_is_stated_or_the_one_above(void **state)
{
    okr_programme p;

    folder_write("i.csv", "Код,Показатель,Ед.,Факт\n"
                          "a,places,,5\n"
                          ",rooms,км,7\n"
                          "b,places,,9\n");
    folder_manifest(
        "  indicators:\n"
        "    path: i.csv\n"
        "    columns: {measure_id: Код, indicator: Показатель, unit: Ед., actual: Факт}\n"
        "    values: {unit: мест, period_end: 2024}\n"
        "    fill_down: measure_id, indicator\n",
        "");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(p.indicators.count, 3);
    assert_string_equal(OKR_INDICATOR(&p, 1)->measure_id, "a");
    assert_string_equal(OKR_INDICATOR(&p, 0)->unit_code, "мест");
    assert_string_equal(OKR_INDICATOR(&p, 1)->unit_code, "км");
    assert_string_equal(OKR_INDICATOR(&p, 2)->measure_id, "b");
    assert_int_equal(OKR_INDICATOR(&p, 2)->period_end.year, 2024);
    okr_programme_done(&p);
}

static void names_that_are_no_columns_are_refused(void **state)
{
    folder_write("i.csv", "measure_id,indicator\na,places\n");
    folder_manifest("  indicators: {path: i.csv, values: {unti: мест}}\n", "");
    folder_refused(
        "okrug.yaml, line 9, key 'sources.indicators.values': unknown column 'unti'; did "
        "you mean 'unit'?");
    folder_manifest("  indicators: {path: i.csv, fill_down: \"indicator, Код\"}\n", "");
    folder_refused(
        "okrug.yaml, line 9, key 'sources.indicators.fill_down': unknown column 'Код'");
}

static void first_percent(const char *cell, double expected)
{
    okr_programme p;
    char rows[100];

    (void)snprintf(rows, sizeof rows, "measure_id,indicator,percent\na,places,%s\n", cell);
    folder_write("i.csv", rows);
    folder_read_ok(&p);
    assert_near(OKR_INDICATOR(&p, 0)->percent.number, expected, 1e-12);
    okr_programme_done(&p);
}

static void a_percent_may_have_its_sign_or_be_a_fraction(void **state)
{
    folder_manifest("  indicators: {path: i.csv}\n", "");
    first_percent("50", 50);
    first_percent("50 %", 50);
    first_percent("\"50,5\xC2\xA0%\"", 50.5);
    folder_manifest("  indicators: {path: i.csv, percent_as: fraction}\n", "");
    first_percent("0.5", 50);
    first_percent("50%", 50);
}

static void
percents_that_look_like_fractions_are_found_until_somebody_says_what_they_are(void **state)
{
    folder_write("i.csv",
                 "measure_id,indicator,percent\na,places,0.5\na,rooms,1\nb,places,0\n");
    folder_manifest("  indicators: {path: i.csv}\n", "");
    folder_finds("percent_fractions indicators i.csv [] percent=''\n");
    folder_manifest("  indicators: {path: i.csv, percent_as: percent}\n", "");
    folder_finds("");
    folder_write("i.csv", "measure_id,indicator,percent\na,places,0.5\na,rooms,1.5\n");
    folder_manifest("  indicators: {path: i.csv}\n", "");
    folder_finds("");
    folder_write("i.csv", "measure_id,indicator,percent\na,places,1\na,rooms,0\n");
    folder_finds("");
}

static void totals_and_headings_are_told_once_and_not_read(void **state)
{
    folder_write("m.csv", "Код,Название,Вид\n"
                          "1,2,3\n"
                          "a,Школа,school\n"
                          "Раздел 2,,\n"
                          "b,Дорога,road\n"
                          ",Итого по разделу,2\n"
                          "Всего,,2\n");
    folder_write("okrug.yaml",
                 "okrug: 1\n"
                 "title: {ru: Программа}\n"
                 "status_date: 2022-12-31\n"
                 "boundary_set: {path: b.geojson, join: {oktmo: code}}\n"
                 "sources:\n"
                 "  municipalities: {path: municipalities.csv}\n"
                 "  measures: {path: m.csv, header_row: 1, columns:\n"
                 "    {measure_id: Код, title_ru: Название, kind: Вид}}\n"
                 "  locations:\n"
                 "  - {path: locations.csv}\n"
                 "  - {path: m.csv, header_row: 1, columns: {measure_id: Код}}\n");
    folder_finds("row_skipped measures m.csv, row 4 [] Код='Раздел 2'\n"
                 "row_skipped measures m.csv, row 6 [] Название='Итого по разделу'\n"
                 "row_skipped measures m.csv, row 7 [] Код='Всего'\n");
}

static void what_has_the_code_of_a_row_may_have_its_name(void **state)
{
    okr_programme p;

    folder_write("kinds.csv", "kind,title_ru\nschool,Школа\nroad,Дорога\nroad2,дорога\n");
    folder_write("statuses.csv", "status,title_ru,lifecycle\ndone,Завершёно,completion\n");
    folder_write("measures.csv", "measure_id,title_ru,kind,status\n"
                                 "a,Школа,школа,ЗАВЕРШЕНО\n"
                                 "b,Дорога,Дорога,done\n");
    folder_write("s.csv", "settlement_id,name_ru,municipality\n"
                          "s1,Село,\"Первый  городской округ\"\n"
                          "s2,Село,Второй\n");
    folder_manifest("  kinds: {path: kinds.csv}\n"
                    "  statuses: {path: statuses.csv}\n"
                    "  settlements: {path: s.csv}\n",
                    "");
    folder_finds("reference_unknown settlements s.csv, row 3 [s2] municipality='Второй'\n"
                 "reference_unknown measures measures.csv, row 3 [b] kind='Дорога'\n");
    folder_read_ok(&p);
    assert_string_equal(OKR_MEASURE(&p, 0)->kind_code, "school");
    assert_string_equal(OKR_MEASURE(&p, 0)->status_code, "done");
    assert_string_equal(OKR_SETTLEMENT(&p, 0)->municipality_code, "01701000");
    okr_programme_done(&p);
}

static void borders_named_by_an_older_type_find_their_municipality(void **state)
{
    okr_programme p;

    folder_write("municipalities.csv", "oktmo,name_ru\n"
                                       "01701000,городской округ город Первый\n"
                                       "01602000,Второй муниципальный округ\n"
                                       "01603000,Первый муниципальный округ\n");
    folder_write("okrug.yaml", "okrug: 1\n"
                               "title: {ru: Программа}\n"
                               "boundary_set: {path: b.geojson, join: {name: name}}\n"
                               "sources:\n"
                               "  municipalities: {path: municipalities.csv}\n"
                               "  measures: {path: measures.csv}\n"
                               "  locations: {path: locations.csv}\n");
    folder_read_ok(&p);
    assert_true(OKR_MUNICIPALITY(&p, 0)->polygon.size > 0);
    assert_true(OKR_MUNICIPALITY(&p, 1)->polygon.size > 0);
    assert_int_equal(OKR_MUNICIPALITY(&p, 2)->polygon.size, 0);
    okr_programme_done(&p);
    folder_write("municipalities.csv", "oktmo,name_ru\n01701000,Третий район\n");
    folder_refused(
        "b.geojson: not one polygon has the code or name of a municipality in column "
        "'name': it has 'Первый городской округ', the table of municipalities 'Третий "
        "район'");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(an_empty_cell_means_the_value_that_is_stated_or_the_one_above),
        IN_FOLDER(names_that_are_no_columns_are_refused),
        IN_FOLDER(a_percent_may_have_its_sign_or_be_a_fraction),
        IN_FOLDER(
            percents_that_look_like_fractions_are_found_until_somebody_says_what_they_are),
        IN_FOLDER(totals_and_headings_are_told_once_and_not_read),
        IN_FOLDER(what_has_the_code_of_a_row_may_have_its_name),
        IN_FOLDER(borders_named_by_an_older_type_find_their_municipality),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
