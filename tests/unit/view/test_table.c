#include "test.h"
#include "torture.h"

#include "view/table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE_CSV "place,km,km_mark\n\"Yurga, \"\"town\"\"\",34.5,≥\na|b,,\n"

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
    assert_renders(OKR_FORMAT_CSV, false, SAMPLE_CSV);
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

enum { LONG_ROWS = 5 * OKR_TABLE_PART_ROWS + 7 };

/* Texts, some repeated, and numbers of which every seventh bears a mark. */
static void fill_row(const void *user, size_t row, okr_table *t)
{
    char name[32];

    (void)snprintf(name, sizeof name, "место %zu", row / 3);
    okr_table_text(t, name);
    okr_table_lend(t, row % 5 == 0 ? "" : "да, \"так\"", row % 5 == 0 ? "" : "yes");
    okr_table_marked(t, row % 11 == 0 ? (double)NAN : (double)row / 8,
                     row % 7 == 0 ? OKR_MARK_ABOUT : OKR_MARK_EQUAL);
}

static okr_table *empty_long(okr_error *err)
{
    okr_table *t = okr_table_new("Длинная", "Long", err);

    if (t == NULL)
        return NULL;
    okr_table_column(t, "name", "Имя", "Name", -1);
    okr_table_column(t, "word", "Слово", "Word", -1);
    okr_table_column(t, "size", "Размер", "Size", 2);
    okr_table_note(t, "Примечание", "Note");
    return t;
}

static okr_table *long_body(size_t rows, okr_error *err)
{
    okr_table *t = empty_long(err);

    if (t != NULL) {
        okr_table_announce_marks(t, 2);
        okr_table_adopt(t, &(okr_table_body){.rows = rows, .fill = fill_row});
    }
    return t;
}

static okr_table *long_cells(size_t rows, okr_error *err)
{
    okr_table *t = empty_long(err);

    for (size_t row = 0; t != NULL && row < rows; row++)
        fill_row(NULL, row, t);
    return t;
}

static void assert_same_text(const okr_table *a, const okr_table *b)
{
    okr_error err = {.status = OKR_OK};

    for (int f = 0; f < 2 * (int)OKR_FORMAT_COUNT; f++) {
        char *text_a = NULL, *text_b = NULL;
        assert_ok(okr_table_render(a, (okr_format)(f / 2), f % 2 == 1, &text_a, &err));
        assert_ok(okr_table_render(b, (okr_format)(f / 2), f % 2 == 1, &text_b, &err));
        assert_string_equal(text_a, text_b);
        free(text_a);
        free(text_b);
    }
}

static void rows_made_in_parts_read_like_cells_in_every_format(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *body = long_body(LONG_ROWS, &err);
    okr_table *cells = long_cells(LONG_ROWS, &err);

    assert_int_equal(okr_table_rows(body), LONG_ROWS);
    assert_same_text(body, cells);
    okr_table_free(body);
    okr_table_free(cells);
}

static void assert_chosen_alike(const okr_table_choice *choice, size_t foot)
{
    okr_error err = {.status = OKR_OK};
    okr_table *body = long_body(LONG_ROWS, &err);
    okr_table *cells = long_cells(LONG_ROWS, &err);

    body->foot = cells->foot = foot;
    assert_ok(okr_table_choose(body, choice, false, &err));
    assert_ok(okr_table_choose(cells, choice, false, &err));
    assert_same_text(body, cells);
    okr_table_free(body);
    okr_table_free(cells);
}

/* Few rows are picked out and many sorted; texts of the order are made part by part. */
static void a_body_is_sorted_and_cut_like_cells(void **state)
{
    const okr_table_choice choices[] = {
        {.sort = "-size", .rows = 1000},
        {.sort = "size", .rows = 5},
        {.sort = "-name", .rows = 20},
        {.sort = "name"},
        {.rows = 600},
        {.columns = "size,name", .sort = "-size", .rows = 3},
    };

    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        assert_chosen_alike(&choices[i], SIZE_MAX);
        assert_chosen_alike(&choices[i], LONG_ROWS - 2);
    }
}

/* Sizes are row / 8, and every eleventh is empty: row 0 is, so the least is that of row 1. */
static void the_first_rows_by_an_order_are_the_least(void **state)
{
    const okr_table_choice choice = {.sort = "size", .rows = 2};
    okr_error err = {.status = OKR_OK};
    okr_table *body = long_body(LONG_ROWS, &err);
    char *text = NULL;

    assert_ok(okr_table_choose(body, &choice, false, &err));
    assert_ok(okr_table_render(body, OKR_FORMAT_CSV, false, &text, &err));
    assert_string_equal(text, "name,word,size,size_mark\n"
                              "место 0,yes,0.125,=\nместо 0,yes,0.25,=\n");
    free(text);
    okr_table_free(body);
}

static okr_status sort_body_once(void *user, okr_error *err)
{
    okr_table *t = long_body(60, err);
    const okr_table_choice choice = {.sort = "-name", .rows = 5};
    okr_status status = t == NULL ? OKR_ERR_NOMEM : okr_table_choose(t, &choice, true, err);

    okr_table_free(t);
    return status;
}

static void running_out_of_memory_while_sorting_a_body_is_reported(void **state)
{
    torture(sort_body_once, NULL);
}

static void a_body_without_rows_is_a_table_without_rows(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *body = long_body(0, &err);
    char *text = NULL;

    assert_ok(okr_table_render(body, OKR_FORMAT_CSV, false, &text, &err));
    assert_string_equal(text, "name,word,size,size_mark\n");
    free(text);
    okr_table_free(body);
}

/* CSV writes its columns before the rows: a mark that comes later would have no column. */
static void a_mark_that_was_not_announced_is_an_error(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_table *t = empty_long(&err);
    char *text = NULL;

    okr_table_adopt(t, &(okr_table_body){.rows = LONG_ROWS, .fill = fill_row});
    assert_fails_with(okr_table_render(t, OKR_FORMAT_CSV, false, &text, &err), OKR_ERR_USAGE,
                      "'size'");
    okr_table_free(t);
}

static okr_status refuse(void *user, const char *bytes, size_t n, okr_error *err)
{
    size_t *room = user;

    if (n > *room)
        return okr_fail(err, OKR_ERR_IO, "no room");
    *room -= n;
    return OKR_OK;
}

static void a_reader_that_takes_no_more_ends_the_writing(void **state)
{
    for (int f = 0; f < (int)OKR_FORMAT_COUNT; f++) {
        okr_error err = {.status = OKR_OK};
        okr_table *t = long_body(LONG_ROWS, &err);
        size_t room = 40000;
        const okr_print print = {(okr_format)f, true, refuse, &room};
        assert_fails_with(okr_table_print(t, &print, &err), OKR_ERR_IO, "no room");
        okr_table_free(t);
    }
}

static void assert_file_is(const char *path, const char *expected)
{
    char text[256] = {0};
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    assert_in_range(fread(text, 1, sizeof text - 1, file), 1, sizeof text - 2);
    (void)fclose(file);
    assert_string_equal(text, expected);
}

/* The unannounced mark of a_mark_that_was_not_announced_is_an_error comes late: by then rows
 * have been written. */
static void a_table_that_fails_leaves_the_old_file_as_it_was(void **state)
{
    char folder[] = "/tmp/okrug-table-XXXXXX";
    char path[sizeof folder + 16];
    okr_error err = {.status = OKR_OK};
    okr_table *good = sample(&err);
    okr_table *bad = empty_long(&err);

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/table.csv", folder);
    assert_ok(okr_table_save(good, OKR_FORMAT_CSV, false, path, &err));
    okr_table_adopt(bad, &(okr_table_body){.rows = LONG_ROWS, .fill = fill_row});
    assert_fails_with(okr_table_save(bad, OKR_FORMAT_CSV, false, path, &err), OKR_ERR_USAGE,
                      "'size'");
    assert_file_is(path, SAMPLE_CSV);
    assert_int_equal(remove(path), 0);
    /* Nothing unfinished stands beside it. */
    assert_int_equal(rmdir(folder), 0);
    okr_table_free(good);
    okr_table_free(bad);
}

static okr_status print_body(void *user, okr_error *err)
{
    const okr_format *format = user;
    char *text = NULL;
    okr_table *t = long_body(9, err);
    okr_status status = t == NULL ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK)
        status = okr_table_render(t, *format, true, &text, err);
    if (status == OKR_OK)
        status = okr_table_choose(t, &(okr_table_choice){.sort = "size"}, true, err);
    free(text);
    okr_table_free(t);
    return status;
}

static void running_out_of_memory_while_making_rows_is_reported(void **state)
{
    for (int f = 0; f < (int)OKR_FORMAT_COUNT; f++) {
        okr_format format = (okr_format)f;
        torture(print_body, &format);
    }
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
        cmocka_unit_test(rows_made_in_parts_read_like_cells_in_every_format),
        cmocka_unit_test(a_body_is_sorted_and_cut_like_cells),
        cmocka_unit_test(the_first_rows_by_an_order_are_the_least),
        cmocka_unit_test(running_out_of_memory_while_sorting_a_body_is_reported),
        cmocka_unit_test(a_body_without_rows_is_a_table_without_rows),
        cmocka_unit_test(a_mark_that_was_not_announced_is_an_error),
        cmocka_unit_test(a_reader_that_takes_no_more_ends_the_writing),
        cmocka_unit_test(a_table_that_fails_leaves_the_old_file_as_it_was),
        cmocka_unit_test(running_out_of_memory_while_making_rows_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
