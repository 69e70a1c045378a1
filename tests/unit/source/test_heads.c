#include "test.h"

#include "base/text.h"
#include "source/heads.h"
#include "torture.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 8 };

/* Rows parted by /, cells by |; the names come back parted by |. */
static okr_status join(const char *rows, okr_text *names, okr_error *err)
{
    okr_heads heads;
    char text[400];
    char *row_at = NULL, *cell_at = NULL;
    okr_status status = OKR_OK;

    okr_heads_init(&heads);
    (void)snprintf(text, sizeof text, "%s", rows);
    for (char *row = text; row != NULL && status == OKR_OK; row = row_at) {
        const char *cells[COLUMNS];
        size_t n = 0;
        row_at = strchr(row, '/');
        if (row_at != NULL)
            *row_at++ = '\0';
        for (char *cell = row; cell != NULL; cell = cell_at) {
            cell_at = strchr(cell, '|');
            if (cell_at != NULL)
                *cell_at++ = '\0';
            cells[n++] = cell;
        }
        status = okr_heads_add(&heads, cells, n, err);
    }
    if (status == OKR_OK)
        status = okr_heads_join(&heads, err);
    for (size_t i = 0; i < heads.names.count && status == OKR_OK; i++)
        okr_text_addf(names, i == 0 ? "%s" : "|%s", OKR_AT(&heads.names, const char *, i));
    okr_heads_done(&heads);
    return status == OKR_OK ? okr_text_check(names, err) : status;
}

static void joins(const char *rows, const char *names)
{
    okr_error err = {0};
    okr_text got = {0};

    assert_ok(join(rows, &got, &err));
    assert_string_equal(okr_text_str(&got), names);
    okr_text_done(&got);
}

static void one_row_names_its_columns(void **state)
{
    joins("Код|Вид", "Код|Вид");
    joins(" Наименование\n мероприятия |Вид\xC2\xA0 работ",
          "Наименование мероприятия|Вид работ");
    joins("Код||Вид", "Код||Вид");
}

static void a_cell_merged_to_the_right_goes_for_all_below_it(void **state)
{
    joins("Код|План||Факт|/|2023|2024|2023|2024",
          "Код|План 2023|План 2024|Факт 2023|Факт 2024");
}

static void a_cell_merged_downwards_goes_for_its_column_only(void **state)
{
    joins("Код|План||Примечание|/|2023|2024||Ссылка",
          "Код|План 2023|План 2024|Примечание|Ссылка");
}

static void an_empty_column_does_not_end_a_merged_cell(void **state)
{
    joins("План||/2023||2025", "План 2023||План 2025");
}

static void three_rows_keep_to_the_branch_above_them(void **state)
{
    joins("План|||Факт/2023||2024|2023/шт.|км|шт.|шт.",
          "План 2023 шт.|План 2023 км|План 2024 шт.|Факт 2023 шт.");
    /* «2023» of the plan does not go on below «Факт» */
    joins("План|Факт/2023|/шт.|км", "План 2023 шт.|Факт км");
}

static void a_row_may_be_shorter_than_another(void **state)
{
    joins("Код|План/|2023|2024", "Код|План 2023|План 2024");
}

static void names_are_the_same_but_for_blanks(void **state)
{
    assert_true(okr_heads_same("Наименование\nмероприятия ", " Наименование  мероприятия"));
    assert_true(okr_heads_same("a\xC2\xA0"
                               "b",
                               "a b"));
    assert_false(okr_heads_same("ab", "a b"));
    assert_false(okr_heads_same("Код", "код"));
    assert_false(okr_heads_same("Код", "Код 2"));
}

static void rows_are_a_number_or_two(void **state)
{
    okr_head_rows rows = {0, 0};

    assert_true(okr_head_rows_parse("3", &rows));
    assert_int_equal(rows.first, 3);
    assert_int_equal(rows.last, 3);
    assert_true(okr_head_rows_parse("3-5", &rows));
    assert_int_equal(rows.last, 5);
    assert_false(okr_head_rows_parse("0", &rows));
    assert_false(okr_head_rows_parse("5-3", &rows));
    assert_false(okr_head_rows_parse("1-40", &rows));
    assert_false(okr_head_rows_parse("3-", &rows));
    assert_false(okr_head_rows_parse("B3", &rows));
    assert_false(okr_head_rows_parse("99999999999999999999", &rows));
}

static okr_ornament form_of(const char *a, const char *b, const char *c)
{
    return okr_ornament_of((const char *const[]){a, b, c}, 3);
}

static void rows_that_are_no_records_are_known_by_their_form(void **state)
{
    assert_int_equal(form_of("", " \xC2\xA0", "\n"), OKR_ORNAMENT_BLANK);
    assert_int_equal(form_of("1", "2", " 3 "), OKR_ORNAMENT_NUMBERS);
    assert_int_equal(form_of("1", "2", "4"), OKR_ORNAMENT_NONE);
    assert_int_equal(form_of("1", "2", "3a"), OKR_ORNAMENT_NONE);
    assert_int_equal(form_of("", "ИТОГО по округу:", "12"), OKR_ORNAMENT_TOTAL);
    assert_int_equal(form_of("Всего", "", "12"), OKR_ORNAMENT_TOTAL);
    assert_int_equal(form_of("Итоговая школа", "1", ""), OKR_ORNAMENT_NONE);
    assert_int_equal(form_of("М-1", "Всего хорошего", ""), OKR_ORNAMENT_NONE);
    assert_int_equal(form_of("Раздел 1", "", ""), OKR_ORNAMENT_HEADING);
    assert_int_equal(form_of("", "", "Примечание"), OKR_ORNAMENT_HEADING);
    assert_int_equal(okr_ornament_of((const char *const[]){"a", ""}, 2), OKR_ORNAMENT_NONE);
}

static okr_status join_torn(void *user, okr_error *err)
{
    okr_text names = {0};
    okr_status status = join(user, &names, err);

    okr_text_done(&names);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    char rows[] = "Код|План|/|2023|2024";

    torture(join_torn, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_names_its_columns),
        cmocka_unit_test(a_cell_merged_to_the_right_goes_for_all_below_it),
        cmocka_unit_test(a_cell_merged_downwards_goes_for_its_column_only),
        cmocka_unit_test(an_empty_column_does_not_end_a_merged_cell),
        cmocka_unit_test(three_rows_keep_to_the_branch_above_them),
        cmocka_unit_test(a_row_may_be_shorter_than_another),
        cmocka_unit_test(names_are_the_same_but_for_blanks),
        cmocka_unit_test(rows_are_a_number_or_two),
        cmocka_unit_test(rows_that_are_no_records_are_known_by_their_form),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
