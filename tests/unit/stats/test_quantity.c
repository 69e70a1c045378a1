#include "test.h"

#include "sample.h"

#include "stats/quantity.h"

static struct world {
    okr_programme p;
    okr_quantities q;
    int road, school;
} w;

static int setup(void **state)
{
    w = (struct world){0};
    okr_programme_init(&w.p);
    sample_unit(&w.p, "km", "km", 1.0);
    sample_unit(&w.p, "m", "km", 0.001);
    sample_kind(&w.p, "road", -1);
    sample_kind(&w.p, "school", -1);
    w.road = sample_measure(&w.p, "a", -1, OKR_ROLE_ITEM);
    w.school = sample_measure(&w.p, "b", -1, OKR_ROLE_ITEM);
    OKR_MEASURE(&w.p, w.road)->kind = 0;
    OKR_MEASURE(&w.p, w.school)->kind = 1;
    return 0;
}

static int teardown(void **state)
{
    okr_quantities_done(&w.q);
    okr_programme_done(&w.p);
    return 0;
}

static int figure(int measure, const char *code, int unit, const char *start, const char *end)
{
    const int i = sample_indicator(&w.p, measure, code, unit, 1);

    if (start != NULL)
        OKR_INDICATOR(&w.p, i)->period_start = sample_date(start);
    if (end != NULL)
        OKR_INDICATOR(&w.p, i)->period_end = sample_date(end);
    return i;
}

static bool together(int a, int b)
{
    okr_error err = {.status = OKR_OK};

    okr_quantities_done(&w.q);
    assert_ok(okr_quantities_find(&w.q, &w.p, &err));
    return w.q.of_indicator[a] == w.q.of_indicator[b];
}

static void metres_and_kilometres_of_one_code_are_one_quantity(void **state)
{
    const int a = figure(w.road, "length", 0, "2022", "2022");
    const int b = figure(w.road, "length", 1, "2022", "2022");

    assert_true(together(a, b));
    assert_string_equal(okr_quantity_at(&w.q, 0)->unit, "km");
    assert_int_equal(okr_quantity_at(&w.q, 0)->common_unit, -1);
    assert_near(okr_in_base_unit(&w.p, 1, 83500), 83.5, 1e-12);
}

static void a_unit_that_all_figures_share_is_kept_to_show_them_in(void **state)
{
    const int a = figure(w.road, "length", 1, "2022", "2022");

    assert_true(together(a, a));
    assert_int_equal(okr_quantity_at(&w.q, 0)->common_unit, 1);
    assert_near(okr_quantity_at(&w.q, 0)->common_factor, 0.001, 0.0);
}

static void codes_kinds_units_and_periods_stay_apart(void **state)
{
    const int a = figure(w.road, "length", 0, "2022", "2022");

    assert_false(together(a, figure(w.road, "width", 0, "2022", "2022")));
    assert_false(together(a, figure(w.school, "length", 0, "2022", "2022")));
    assert_false(together(a, figure(w.road, "length", -1, "2022", "2022")));
    assert_false(together(a, figure(w.road, "length", 0, "2021", "2022")));
    assert_false(together(a, figure(w.road, "length", 0, NULL, NULL)));
}

static void a_year_and_its_days_are_one_period_and_an_open_end_is_closed(void **state)
{
    const int a = figure(w.road, "length", 0, "2022", "2022");

    assert_true(together(a, figure(w.road, "length", 0, "2022-01-01", "2022-12-31")));
    assert_true(together(a, figure(w.road, "length", 0, NULL, "2022")));
    assert_true(together(a, figure(w.road, "length", 0, "2022", NULL)));
}

static void periods_are_written_short(void **state)
{
    static const char *const wanted[] = {"2022", "2021/2022", ""};
    okr_text text = {0};

    figure(w.road, "length", 0, "2022", "2022");
    figure(w.road, "length", 0, "2021", "2022");
    assert_false(together(0, figure(w.road, "length", 0, NULL, NULL)));
    for (int i = 0; i < 3; i++) {
        okr_text_clear(&text);
        okr_quantity_period(okr_quantity_at(&w.q, i), &text);
        assert_string_equal(okr_text_str(&text), wanted[i]);
    }
    okr_text_done(&text);
}

static void money_is_a_quantity_per_year(void **state)
{
    okr_error err = {.status = OKR_OK};

    for (int year = 2021; year <= 2022; year++)
        *(okr_finance *)sample_push(&w.p.finance) =
            (okr_finance){.measure = w.road, .year = year, .unit_code = "mn_rub", .unit = -1};
    assert_ok(okr_quantities_find(&w.q, &w.p, &err));
    assert_int_equal(w.q.list.count, 2);
    assert_true(okr_quantity_at(&w.q, 0)->finance);
    assert_string_equal(okr_quantity_at(&w.q, 1)->unit, "mn_rub");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(metres_and_kilometres_of_one_code_are_one_quantity),
        CASE(a_unit_that_all_figures_share_is_kept_to_show_them_in),
        CASE(codes_kinds_units_and_periods_stay_apart),
        CASE(a_year_and_its_days_are_one_period_and_an_open_end_is_closed),
        CASE(periods_are_written_short),
        CASE(money_is_a_quantity_per_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
