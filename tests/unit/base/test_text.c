#include "test.h"
#include "torture.h"

#include "base/text.h"

#include <stdlib.h>

static void pieces_are_joined(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_text text = {0};

    assert_string_equal(okr_text_str(&text), "");
    okr_text_add(&text, "Мыс");
    okr_text_add_n(&text, "ки!", 4);
    okr_text_pad(&text, '-', 3);
    okr_text_addf(&text, "%d %s", 42, "ГО");
    assert_string_equal(okr_text_str(&text), "Мыски---42 ГО");
    assert_int_equal(text.size, strlen("Мыски---42 ГО"));
    assert_ok(okr_text_check(&text, &err));
    okr_text_done(&text);
    okr_text_done(NULL);
}

static void a_text_grows_past_any_first_size(void **state)
{
    okr_text text = {0};

    for (int i = 0; i < 5000; i++)
        okr_text_add(&text, "ab");
    okr_text_pad(&text, 'x', 1000);
    okr_text_addf(&text, "%0500d", 7);
    assert_int_equal(text.size, 11500);
    assert_int_equal(strlen(text.bytes), 11500);
    assert_int_equal(text.bytes[11499], '7');
    okr_text_done(&text);
}

static void clearing_keeps_the_memory(void **state)
{
    okr_text text = {0};
    const char *bytes = NULL;

    okr_text_add(&text, "Юрга");
    bytes = text.bytes;
    okr_text_clear(&text);
    assert_string_equal(okr_text_str(&text), "");
    okr_text_add(&text, "Яя");
    assert_ptr_equal(text.bytes, bytes);
    assert_string_equal(okr_text_str(&text), "Яя");
    okr_text_done(&text);
    okr_text_clear(&text);
    assert_string_equal(okr_text_str(&text), "");
}

static void taking_hands_over_even_an_empty_text(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_text text = {0};
    char *str = NULL;

    assert_ok(okr_text_take(&text, &str, &err));
    assert_string_equal(str, "");
    free(str);
    okr_text_add(&text, "Яя");
    assert_ok(okr_text_take(&text, &str, &err));
    assert_string_equal(str, "Яя");
    assert_null(text.bytes);
    free(str);
}

static void a_size_that_overflows_marks_the_text_as_failed(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_text text = {0};
    char *str = NULL;

    okr_text_add(&text, "a");
    okr_text_pad(&text, 'x', SIZE_MAX - 1);
    okr_text_add(&text, "b");
    assert_string_equal(okr_text_str(&text), "a");
    assert_fails_with(okr_text_check(&text, &err), OKR_ERR_NOMEM, "memory");
    assert_fails_with(okr_text_take(&text, &str, &err), OKR_ERR_NOMEM, "memory");
    assert_null(str);
    okr_text_clear(&text); /* reuse in a loop must not hide that an earlier round failed */
    assert_fails_with(okr_text_check(&text, &err), OKR_ERR_NOMEM, "memory");
    okr_text_done(&text);
    assert_ok(okr_text_check(&text, &err));
}

static okr_status build(void *user, okr_error *err)
{
    okr_text text = {0};
    char *str = NULL;
    okr_status status = OKR_OK;

    for (int i = 0; i < 50; i++)
        okr_text_addf(&text, "%d;", i * 1000000);
    okr_text_pad(&text, ' ', 300);
    okr_text_add(&text, "конец");
    status = okr_text_take(&text, &str, err);
    free(str);
    okr_text_done(&text);
    return status;
}

static void a_failed_append_is_remembered_until_the_end(void **state)
{
    torture(build, NULL);
}

static void names_are_listed_in_quotes(void **state)
{
    okr_text text = {0};

    okr_text_add_listed(&text, "id");
    okr_text_add_listed(&text, "имя");
    assert_string_equal(okr_text_str(&text), "'id', 'имя'");
    okr_text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_joined),
        cmocka_unit_test(a_text_grows_past_any_first_size),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(taking_hands_over_even_an_empty_text),
        cmocka_unit_test(a_size_that_overflows_marks_the_text_as_failed),
        cmocka_unit_test(names_are_listed_in_quotes),
        cmocka_unit_test(a_failed_append_is_remembered_until_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
