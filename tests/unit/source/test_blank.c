#include "test.h"

#include "folder.h"

#include "source/blank.h"
#include "source/forms.h"

static void every_table_gets_one_row_without_text_and_file(void **state)
{
    okr_error err = {.status = OKR_OK};

    for (const okr_table_form *const *form = okr_forms; *form != NULL; form++) {
        okr_programme p;
        okr_row row = {0};
        okr_programme_init(&p);
        const unsigned char *made = okr_form_add_blank(*form, &p, &err);
        assert_non_null(made);
        assert_int_equal(okr_form_rows(*form, &p)->count, 1);
        memcpy(&row, made + (*form)->row_offset, sizeof row);
        assert_int_equal(row.source, -1);
        for (const okr_form_column *c = (*form)->columns; c->name != NULL; c++) {
            const char *text = "";
            if (c->type == OKR_FORM_TEXT && c->offset < okr_form_rows(*form, &p)->item_size)
                memcpy((void *)&text, made + c->offset, sizeof text);
            assert_string_equal(text, "");
        }
        okr_programme_done(&p);
    }
}

/* Read from a file and made, the same row; only what the cell of the key says is set. */
static void a_blank_row_is_what_a_row_of_empty_cells_is(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};
    okr_settlement *made = NULL;
    const okr_settlement *read = NULL;

    folder_write("s.csv",
                 "settlement_id,name_ru,lon,lat,population,population_year\ns1,,,,,\n");
    folder_manifest("  settlements: {path: s.csv}\n", "");
    assert_ok(folder_read(&p, NULL, &err));
    made = okr_form_add_blank(&okr_form_settlements, &p, &err);
    assert_non_null(made);
    read = OKR_SETTLEMENT(&p, 0);
    assert_string_equal(read->settlement_id, "s1");
    assert_string_equal(made->name_ru, read->name_ru);
    assert_true(isnan(made->lon) && isnan(read->lon));
    assert_true(isnan(made->population) && isnan(read->population));
    assert_int_equal(made->population_year, read->population_year);
    assert_int_equal(made->municipality, read->municipality);
    assert_int_equal(made->part_of, read->part_of);
    okr_programme_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_gets_one_row_without_text_and_file),
        cmocka_unit_test_setup_teardown(a_blank_row_is_what_a_row_of_empty_cells_is,
                                        folder_setup, folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
