#include "test.h"

#include "stats/achievement.h"

static okr_indicator figures(double baseline, double target, double actual)
{
    return (okr_indicator){.baseline = baseline,
                           .target = {.number = target, .origin = OKR_ORIGIN_STATED},
                           .actual = {.number = actual, .origin = OKR_ORIGIN_STATED},
                           .percent = {.number = NAN},
                           .ascending = true};
}

static okr_indicator percent(double number, okr_percent_kind kind)
{
    okr_indicator i = figures(NAN, NAN, NAN);

    i.percent = (okr_value){.number = number, .origin = OKR_ORIGIN_STATED};
    i.percent_kind = kind;
    return i;
}

static double value(okr_indicator i)
{
    return okr_achievement(&i).value;
}

static okr_mark mark(okr_indicator i)
{
    return okr_mark_of(okr_achievement(&i).bounds);
}

static void the_way_from_baseline_to_target_is_measured(void **state)
{
    assert_near(value(figures(10, 20, 15)), 0.5, 1e-15);
    assert_near(value(figures(NAN, 20, 15)), 0.75, 1e-15); /* a baseline not given is 0 */
    assert_near(value(figures(0, 2, 3)), 1.5, 1e-15);      /* raw: not capped */
    assert_near(value(figures(10, 20, 5)), -0.5, 1e-15);
}

static void less_may_be_better(void **state)
{
    okr_indicator i = figures(100, 60, 70);

    i.ascending = false;
    assert_near(value(i), 0.75, 1e-15);
}

static void a_target_in_the_wrong_direction_gives_nothing(void **state)
{
    okr_indicator i = figures(100, 60, 70);

    assert_true(isnan(value(i)));
    assert_true(isnan(value(figures(20, 20, 20))));
    i = figures(10, 20, 15);
    i.ascending = false;
    assert_true(isnan(value(i)));
}

static void without_target_or_actual_nothing_is_known(void **state)
{
    assert_true(isnan(value(figures(0, NAN, 5))));
    assert_true(isnan(value(figures(0, 5, NAN))));
}

static void a_characteristic_has_no_achievement(void **state)
{
    okr_indicator i = figures(0, 10, 5);

    i.role = OKR_INDICATOR_CHARACTERISTIC;
    assert_true(isnan(value(i)));
}

static void percents_of_achievement_and_excess_count_and_others_do_not(void **state)
{
    assert_near(value(percent(80, OKR_PERCENT_ACHIEVEMENT)), 0.8, 1e-15);
    assert_near(value(percent(46, OKR_PERCENT_EXCESS_OVER_TARGET)), 1.46, 1e-15);
    assert_true(isnan(value(percent(12, OKR_PERCENT_GROWTH))));
    assert_true(isnan(value(percent(12, OKR_PERCENT_SHARE))));
    assert_true(isnan(value(percent(12, OKR_PERCENT_READINESS))));
}

static void a_derived_percent_beside_target_and_actual_is_not_used(void **state)
{
    okr_indicator i = figures(NAN, 500, 450);

    i.percent = (okr_value){.number = 80, .origin = OKR_ORIGIN_DERIVED};
    i.percent_kind = OKR_PERCENT_ACHIEVEMENT;
    assert_near(value(i), 0.9, 1e-15);
}

static void a_stated_percent_goes_before_a_derived_target(void **state)
{
    okr_indicator i = figures(NAN, 16.256, 23.734);

    i.target.origin = OKR_ORIGIN_DERIVED;
    i.percent = (okr_value){.number = 46, .origin = OKR_ORIGIN_STATED};
    i.percent_kind = OKR_PERCENT_EXCESS_OVER_TARGET;
    assert_near(value(i), 1.46, 1e-15);
}

static void a_ratio_keeps_its_direction(void **state)
{
    okr_indicator i = figures(NAN, 16.256, 23.734);

    i.target.qualifier = OKR_QUALIFIER_BELOW;
    assert_int_equal(mark(i), OKR_MARK_AT_LEAST);
    i.actual.qualifier = OKR_QUALIFIER_MORE_THAN;
    assert_int_equal(mark(i), OKR_MARK_AT_LEAST);
    i.actual.qualifier = OKR_QUALIFIER_ALMOST;
    assert_int_equal(mark(i), OKR_MARK_ABOUT);
    i = figures(100, 60, 70);
    i.ascending = false;
    i.actual.qualifier = OKR_QUALIFIER_AT_LEAST; /* emissions of 70 or more: less is done */
    assert_int_equal(mark(i), OKR_MARK_AT_MOST);
}

static void readiness_is_read_from_its_percent_alone(void **state)
{
    okr_indicator i = percent(40, OKR_PERCENT_READINESS);

    i.percent.qualifier = OKR_QUALIFIER_AT_LEAST;
    assert_near(okr_readiness(&i).value, 0.4, 1e-15);
    assert_int_equal(okr_readiness(&i).bounds, OKR_BOUND_UP);
    i = percent(120, OKR_PERCENT_READINESS);
    assert_near(okr_readiness(&i).value, 1.0, 0.0);
    i = percent(40, OKR_PERCENT_ACHIEVEMENT);
    assert_true(isnan(okr_readiness(&i).value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_from_baseline_to_target_is_measured),
        cmocka_unit_test(less_may_be_better),
        cmocka_unit_test(a_target_in_the_wrong_direction_gives_nothing),
        cmocka_unit_test(without_target_or_actual_nothing_is_known),
        cmocka_unit_test(a_characteristic_has_no_achievement),
        cmocka_unit_test(percents_of_achievement_and_excess_count_and_others_do_not),
        cmocka_unit_test(a_derived_percent_beside_target_and_actual_is_not_used),
        cmocka_unit_test(a_stated_percent_goes_before_a_derived_target),
        cmocka_unit_test(a_ratio_keeps_its_direction),
        cmocka_unit_test(readiness_is_read_from_its_percent_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
