#include "test.h"

static void every_status_has_its_own_name(void **state)
{
    for (int i = 0; i < OKR_STATUS_COUNT; i++) {
        assert_non_null(okr_status_name((okr_status)i));
        assert_string_not_equal(okr_status_name((okr_status)i), "unknown");
        for (int j = 0; j < i; j++)
            assert_string_not_equal(okr_status_name((okr_status)i),
                                    okr_status_name((okr_status)j));
    }
    assert_string_equal(okr_status_name(OKR_STATUS_COUNT), "unknown");
}

static void a_failure_carries_its_status_and_text(void **state)
{
    okr_error err = {.status = OKR_OK};

    assert_fails_with(okr_fail(&err, OKR_ERR_FORMAT, "row %d", 7), OKR_ERR_FORMAT, "row 7");
    assert_string_equal(err.text, "row 7");
    assert_fails_with(okr_fail_nomem(&err), OKR_ERR_NOMEM, "memory");
}

static void context_stands_in_front(void **state)
{
    okr_error err = {.status = OKR_OK};

    (void)okr_fail(&err, OKR_ERR_NOT_FOUND, "no layer 'x'");
    assert_fails_with(okr_fail_in(&err, OKR_ERR_IO, "open '%s'", "a.gpkg"), OKR_ERR_IO,
                      "open 'a.gpkg': no layer 'x'");
}

static void without_an_error_only_the_status_is_left(void **state)
{
    assert_int_equal(okr_fail(NULL, OKR_ERR_IO, "x"), OKR_ERR_IO);
    assert_int_equal(okr_fail_in(NULL, OKR_ERR_IO, "x"), OKR_ERR_IO);
    assert_int_equal(okr_fail_nomem(NULL), OKR_ERR_NOMEM);
}

static void a_long_message_is_cut_at_a_character(void **state)
{
    okr_error err = {.status = OKR_OK};
    char longer[OKR_ERROR_TEXT * 2];

    for (size_t i = 0; i + 1 < sizeof longer; i += 2)
        memcpy(longer + i, "Ю", 2);
    longer[sizeof longer - 2] = '\0';
    (void)okr_fail(&err, OKR_ERR_IO, "%s", longer);
    assert_int_equal(strlen(err.text), OKR_ERROR_TEXT - 2); /* an odd byte is left over */
    (void)okr_fail_in(&err, OKR_ERR_IO, "x");
    assert_int_equal(strncmp(err.text, "x: Ю", 5), 0);
    assert_int_equal(strlen(err.text), OKR_ERROR_TEXT - 1); /* three bytes more: none left */
    (void)okr_fail_in(&err, OKR_ERR_IO, "%s", longer);
    assert_int_equal(strlen(err.text), OKR_ERROR_TEXT - 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_own_name),
        cmocka_unit_test(a_failure_carries_its_status_and_text),
        cmocka_unit_test(context_stands_in_front),
        cmocka_unit_test(without_an_error_only_the_status_is_left),
        cmocka_unit_test(a_long_message_is_cut_at_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
