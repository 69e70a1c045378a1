#include "test.h"

#include "stats/bound.h"

static void directions_of_a_sum_become_one_mark(void **state)
{
    const unsigned up = okr_bounds_of(OKR_QUALIFIER_AT_LEAST);
    const unsigned more = okr_bounds_of(OKR_QUALIFIER_MORE_THAN);
    const unsigned almost = okr_bounds_of(OKR_QUALIFIER_ALMOST);
    const unsigned below = okr_bounds_of(OKR_QUALIFIER_BELOW);

    assert_int_equal(okr_mark_of(OKR_BOUND_NONE), OKR_MARK_EQUAL);
    assert_int_equal(okr_mark_of(up | more), OKR_MARK_AT_LEAST);
    assert_int_equal(okr_mark_of(almost | below), OKR_MARK_AT_MOST);
    assert_int_equal(okr_mark_of(up | below), OKR_MARK_ABOUT);
    assert_int_equal(okr_mark_of(okr_bounds_of(OKR_QUALIFIER_ABOUT)), OKR_MARK_ABOUT);
    assert_int_equal(okr_bounds_of(OKR_QUALIFIER_EXACT), OKR_BOUND_NONE);
}

static void a_divisor_turns_its_direction_round(void **state)
{
    assert_int_equal(okr_bounds_turned(OKR_BOUND_UP), OKR_BOUND_DOWN);
    assert_int_equal(okr_bounds_turned(OKR_BOUND_DOWN), OKR_BOUND_UP);
    assert_int_equal(okr_bounds_turned(OKR_BOUND_ABOUT), OKR_BOUND_ABOUT);
    assert_int_equal(okr_bounds_turned(OKR_BOUND_NONE), OKR_BOUND_NONE);
}

static void a_bound_that_points_out_of_the_range_is_exact_once_capped(void **state)
{
    okr_bounded x = okr_bounded_cap((okr_bounded){1.46, OKR_BOUND_UP});

    assert_near(x.value, 1.0, 0.0);
    assert_int_equal(x.bounds, OKR_BOUND_NONE);
    x = okr_bounded_cap((okr_bounded){1.46, OKR_BOUND_DOWN});
    assert_int_equal(x.bounds, OKR_BOUND_DOWN);
    x = okr_bounded_cap((okr_bounded){-0.2, OKR_BOUND_DOWN});
    assert_near(x.value, 0.0, 0.0);
    assert_int_equal(x.bounds, OKR_BOUND_NONE);
    x = okr_bounded_cap((okr_bounded){0.4, OKR_BOUND_UP});
    assert_near(x.value, 0.4, 0.0);
    assert_int_equal(x.bounds, OKR_BOUND_UP);
    assert_true(isnan(okr_bounded_cap((okr_bounded){NAN, 0}).value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directions_of_a_sum_become_one_mark),
        cmocka_unit_test(a_divisor_turns_its_direction_round),
        cmocka_unit_test(a_bound_that_points_out_of_the_range_is_exact_once_capped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
