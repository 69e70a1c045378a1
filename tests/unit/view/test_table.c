#include "test.h"
#include "torture.h"

#include "view/table.h"

#include <stdlib.h>
#include <string.h>

/* Two municipalities, one with a bound, one without a figure. */
static okr_table *sample(okr_error *err)
{
    okr_table *t = okr_table_new("Пример", "Sample", err);

    if (t == NULL)
        return NULL;
    okr_table_column(t, "place", "Место", "Place", -1);
    okr_table_column(t, "km", "Длина, км", "Length, km", 3);
    okr_table_titles(t, "Юрга, \"город\"", "Yurga, \"town\"");
    okr_table_marked(t, 34.5, OKR_MARK_AT_LEAST);
    okr_table_text(t, "a|b");
    okr_table_number(t, NAN);
    okr_table_note(t, "Границы приблизительные", "Approximate boundaries");
    return t;
}

static void assert_renders(okr_format format, bool russian, const char *expected)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = sample(&err);
    char *text = NULL;

    assert_non_null(t);
    assert_ok(okr_table_render(t, format, russian, &text, &err));
    assert_string_equal(text, expected);
    free(text);
    okr_table_free(t);
}

static void text_aligns_cyrillic_and_shows_the_mark(void **state)
{
    assert_renders(OKR_FORMAT_TEXT, true,
                   "Пример\n\n"
                   "Место          Длина, км\n"
                   "-------------  ---------\n"
                   "Юрга, \"город\"      ≥34,5\n"
                   "a|b                     \n\n"
                   "Границы приблизительные\n");
}

static void csv_puts_the_mark_in_a_column_of_its_own(void **state)
{
    assert_renders(OKR_FORMAT_CSV, false,
                   "place,km,km_mark\n\"Yurga, \"\"town\"\"\",34.5,≥\na|b,,\n");
}

static void json_writes_numbers_as_numbers_and_unknown_as_null(void **state)
{
    assert_renders(
        OKR_FORMAT_JSON, false,
        "{\n  \"title\": \"Sample\",\n"
        "  \"notes\": [\"Approximate boundaries\"],\n"
        "  \"columns\": [\n"
        "    {\"name\": \"place\", \"title\": \"Place\"},\n"
        "    {\"name\": \"km\", \"title\": \"Length, km\"}],\n"
        "  \"rows\": [\n"
        "    {\"place\": \"Yurga, \\\"town\\\"\", \"km\": 34.5, \"km_mark\": \"≥\"},\n"
        "    {\"place\": \"a|b\", \"km\": null}]\n}\n");
}

static void markdown_keeps_bars_inside_cells(void **state)
{
    assert_renders(OKR_FORMAT_MARKDOWN, false,
                   "**Sample**\n\n| Place | Length, km |\n|---|---:|\n"
                   "| Yurga, \"town\" | ≥34.5 |\n| a\\|b |  |\n\nApproximate boundaries\n");
}

static void whole_numbers_have_no_point(void **state)
{
    const okr_cell cell = {.kind = OKR_CELL_NUMBER, .number = 34.0};
    okr_shown shown;

    okr_cell_show(&cell, 3, true, &shown);
    assert_string_equal(shown.text, "34");
    assert_int_equal(shown.size, 2);
}

static void a_row_that_is_not_complete_is_refused(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = sample(&err);

    assert_non_null(t);
    okr_table_text(t, "alone");
    assert_fails_with(okr_table_check(t, &err), OKR_ERR_USAGE, "2 cells");
    okr_table_free(t);
}

static void formats_are_known_by_name(void **state)
{
    okr_format format = OKR_FORMAT_TEXT;

    assert_true(okr_format_parse("md", &format));
    assert_int_equal(format, OKR_FORMAT_MARKDOWN);
    assert_false(okr_format_parse("docx", &format));
}

static okr_status render_once(void *user, okr_error *err)
{
    const okr_format *format = user;
    char *text = NULL;
    okr_table *t = sample(err);
    okr_status status =
        t == NULL ? OKR_ERR_NOMEM : okr_table_render(t, *format, true, &text, err);

    free(text);
    okr_table_free(t);
    return status;
}

static void running_out_of_memory_is_reported_in_every_format(void **state)
{
    for (int f = 0; f < (int)OKR_FORMAT_COUNT; f++) {
        okr_format format = (okr_format)f;
        torture(render_once, &format);
    }
}

/* Counts of three places and their total. */
static okr_table *counts(okr_error *err)
{
    okr_table *t = okr_table_new("", "", err);

    if (t == NULL)
        return NULL;
    okr_table_column(t, "place", "Место", "Place", -1);
    okr_table_column(t, "progress_pct", "Прогресс, %", "Progress, %", 1);
    okr_table_text(t, "a");
    okr_table_number(t, 2);
    okr_table_text(t, "b");
    okr_table_number(t, NAN);
    okr_table_text(t, "c");
    okr_table_number(t, 7);
    okr_table_foot(t);
    okr_table_text(t, "total");
    okr_table_number(t, 3);
    return t;
}

static void assert_chosen(okr_table_choice choice, const char *csv)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = counts(&err);
    char *text = NULL;

    assert_non_null(t);
    assert_ok(okr_table_choose(t, &choice, true, &err));
    assert_ok(okr_table_render(t, OKR_FORMAT_CSV, true, &text, &err));
    assert_string_equal(text, csv);
    free(text);
    okr_table_free(t);
}

static void columns_are_chosen_by_code_or_by_title(void **state)
{
    assert_chosen((okr_table_choice){.columns = "progress_pct,place"},
                  "progress_pct,place\n2,a\n,b\n7,c\n3,total\n");
    assert_chosen((okr_table_choice){.columns = "ПРОГРЕСС, %,Место"},
                  "progress_pct,place\n2,a\n,b\n7,c\n3,total\n");
    assert_chosen((okr_table_choice){.columns = "place"}, "place\na\nb\nc\ntotal\n");
}

static void rows_are_sorted_above_the_totals_and_empty_cells_last(void **state)
{
    assert_chosen((okr_table_choice){.columns = "place", .sort = "-progress_pct"},
                  "place\nc\na\nb\ntotal\n");
    assert_chosen((okr_table_choice){.columns = "place", .sort = "Progress, %"},
                  "place\na\nc\nb\ntotal\n");
    assert_chosen((okr_table_choice){.columns = "place", .sort = "-place"},
                  "place\nc\nb\na\ntotal\n");
}

static void the_first_rows_keep_their_totals_and_say_what_is_left_out(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = counts(&err);
    char *text = NULL;

    assert_chosen((okr_table_choice){.columns = "place", .rows = 2}, "place\na\nb\ntotal\n");
    assert_chosen((okr_table_choice){.columns = "place", .rows = 9}, "place\na\nb\nc\ntotal\n");
    assert_ok(okr_table_choose(t, &(okr_table_choice){.rows = 1}, false, &err));
    assert_ok(okr_table_render(t, OKR_FORMAT_TEXT, false, &text, &err));
    assert_non_null(strstr(text, "Rows shown: 1 of 3\n"));
    free(text);
    okr_table_free(t);
}

static void a_column_that_is_not_there_is_named_with_those_that_are(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = counts(&err);

    assert_int_equal(
        okr_table_choose(t, &(okr_table_choice){.columns = "place,colour"}, true, &err),
        OKR_ERR_USAGE);
    assert_non_null(strstr(err.text, "'colour'"));
    assert_non_null(strstr(err.text, "place, progress_pct"));
    assert_int_equal(okr_table_choose(t, &(okr_table_choice){.sort = "-colour"}, true, &err),
                     OKR_ERR_USAGE);
    assert_int_equal(okr_table_choose(t, &(okr_table_choice){.rows = -1}, true, &err),
                     OKR_ERR_USAGE);
    okr_table_free(t);
}

static okr_status choose_once(void *user, okr_error *err)
{
    okr_table *t = counts(err);
    const okr_table_choice choice = {"place", "-progress_pct", 2};
    okr_status status = t == NULL ? OKR_ERR_NOMEM : okr_table_choose(t, &choice, true, err);

    okr_table_free(t);
    return status;
}

static void running_out_of_memory_while_choosing_is_reported(void **state)
{
    torture(choose_once, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_aligns_cyrillic_and_shows_the_mark),
        cmocka_unit_test(csv_puts_the_mark_in_a_column_of_its_own),
        cmocka_unit_test(json_writes_numbers_as_numbers_and_unknown_as_null),
        cmocka_unit_test(markdown_keeps_bars_inside_cells),
        cmocka_unit_test(whole_numbers_have_no_point),
        cmocka_unit_test(a_row_that_is_not_complete_is_refused),
        cmocka_unit_test(formats_are_known_by_name),
        cmocka_unit_test(running_out_of_memory_is_reported_in_every_format),
        cmocka_unit_test(columns_are_chosen_by_code_or_by_title),
        cmocka_unit_test(rows_are_sorted_above_the_totals_and_empty_cells_last),
        cmocka_unit_test(the_first_rows_keep_their_totals_and_say_what_is_left_out),
        cmocka_unit_test(a_column_that_is_not_there_is_named_with_those_that_are),
        cmocka_unit_test(running_out_of_memory_while_choosing_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
