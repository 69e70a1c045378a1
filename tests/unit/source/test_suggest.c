#include "test.h"

#include "source/suggest.h"

static const char *const names[] = {"measures", "mentions", "milestones", "crs", "title_ru"};

static const char *suggest(const char *typed)
{
    return okr_suggest(typed, names, sizeof names / sizeof names[0]);
}

static void a_slip_of_the_finger_is_understood(void **state)
{
    assert_string_equal(suggest("mesures"), "measures");
    assert_string_equal(suggest("Measures"), "measures");
    assert_string_equal(suggest("mentoins"), "mentions");
    assert_string_equal(suggest("title-ru"), "title_ru");
    assert_string_equal(suggest("crss"), "crs");
}

static void something_else_is_not_bent_into_a_name(void **state)
{
    assert_null(suggest("budget"));
    assert_null(suggest(""));
    assert_null(suggest("x"));
    assert_null(suggest("measures_measures_measures_measures_measures_measures_measures_meas"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_the_finger_is_understood),
        cmocka_unit_test(something_else_is_not_bent_into_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
