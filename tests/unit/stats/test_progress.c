#include "test.h"

#include "sample.h"

#include "stats/progress.h"

#include <stdlib.h>

static struct world {
    okr_programme p;
    okr_progress_of *found;
    int item;
} w;

static int setup(void **state)
{
    w = (struct world){0};
    okr_programme_init(&w.p);
    w.p.status_date = sample_date("2022-12-31");
    w.item = sample_measure(&w.p, "item", -1, OKR_ROLE_ITEM);
    return 0;
}

static int teardown(void **state)
{
    free(w.found);
    okr_programme_done(&w.p);
    return 0;
}

static const okr_progress_of *of(int measure)
{
    okr_error err = {.status = OKR_OK};

    free(w.found);
    w.found = NULL;
    assert_ok(okr_progress_find(&w.p, &w.found, &err));
    return &w.found[measure];
}

static void ready(int measure, double percent, const char *period)
{
    const int index = sample_indicator(&w.p, measure, "ready", -1, NAN);
    okr_indicator *i = OKR_INDICATOR(&w.p, index);

    i->percent = (okr_value){.number = percent, .origin = OKR_ORIGIN_STATED};
    i->percent_kind = OKR_PERCENT_READINESS;
    if (period != NULL)
        i->period_end = sample_date(period);
}

static void achieved(int measure, double target, double actual)
{
    const int i = sample_indicator(&w.p, measure, "done", -1, actual);

    OKR_INDICATOR(&w.p, i)->target.number = target;
    OKR_INDICATOR(&w.p, i)->progress = true;
}

static void observed(const char *metric, const char *date, double planned, double actual)
{
    *(okr_observation *)sample_push(&w.p.observations) =
        (okr_observation){.measure_id = "",
                          .measure = w.item,
                          .metric = metric,
                          .date = sample_date(date),
                          .planned = planned,
                          .actual = actual,
                          .source_ref = ""};
}

static void is(okr_progress_way way, double value)
{
    const okr_progress_of *x = of(w.item);

    assert_int_equal(x->way, way);
    if (isnan(value))
        assert_true(isnan(x->physical.value));
    else
        assert_near(x->physical.value, value, 1e-15);
}

static void stated_readiness_goes_before_everything(void **state)
{
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_COMPLETION;
    ready(w.item, 95, "2022");
    is(OKR_PROGRESS_READINESS, 0.95);
}

static void the_latest_period_counts_and_several_of_it_are_averaged(void **state)
{
    ready(w.item, 90, "2020");
    ready(w.item, 40, "2022");
    ready(w.item, 60, "2022");
    ready(w.item, 10, "2021");
    is(OKR_PROGRESS_READINESS, 0.5);
}

static void readiness_without_a_period_is_read_too(void **state)
{
    ready(w.item, 30, NULL);
    is(OKR_PROGRESS_READINESS, 0.3);
    ready(w.item, 40, "2020");
    is(OKR_PROGRESS_READINESS, 0.4);
}

static void an_observation_up_to_the_status_date_is_readiness(void **state)
{
    observed("physical_progress", "2022-06-30", NAN, 0.2);
    observed("physical_progress", "2022-12-31", NAN, 0.4);
    observed("physical_progress", "2023-06-30", NAN, 0.9);
    observed("financial_progress", "2022-12-31", NAN, 0.7);
    is(OKR_PROGRESS_READINESS, 0.4);
}

static void lifecycle_says_one_or_nothing(void **state)
{
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_COMPLETION;
    is(OKR_PROGRESS_LIFECYCLE, 1.0);
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_PREPARATION;
    is(OKR_PROGRESS_LIFECYCLE, 0.0);
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_IMPLEMENTATION;
    is(OKR_PROGRESS_UNKNOWN, NAN);
}

static void figures_that_feed_progress_are_averaged_capped(void **state)
{
    achieved(w.item, 400, 300);
    achieved(w.item, 2, 3);
    achieved(w.item, NAN, 3); /* no target: not known, not counted */
    const int other = sample_indicator(&w.p, w.item, "other", -1, 0);
    OKR_INDICATOR(&w.p, other)->target.number = 9;
    is(OKR_PROGRESS_INDICATORS, 0.875);
}

static int component(double weight, double percent)
{
    const int c = sample_measure(&w.p, "part", w.item, OKR_ROLE_COMPONENT);

    OKR_MEASURE(&w.p, c)->weight = weight;
    if (!isnan(percent))
        ready(c, percent, "2022");
    return c;
}

static void components_roll_up_by_weights_that_sum_to_one(void **state)
{
    component(0.4, 50);
    component(0.6, 100);
    is(OKR_PROGRESS_COMPONENTS, 0.8);
}

static void components_with_other_weights_or_an_unknown_one_do_not_roll_up(void **state)
{
    const int a = component(0.4, 50);

    component(0.5, 100);
    is(OKR_PROGRESS_UNKNOWN, NAN);
    OKR_MEASURE(&w.p, a)->weight = 0.5;
    is(OKR_PROGRESS_COMPONENTS, 0.75);
    OKR_INDICATOR(&w.p, 0)->percent.number = NAN;
    is(OKR_PROGRESS_UNKNOWN, NAN);
    OKR_MEASURE(&w.p, a)->weight = NAN;
    is(OKR_PROGRESS_UNKNOWN, NAN);
}

static void cancelled_and_operating_measures_do_not_enter(void **state)
{
    assert_true(of(w.item)->enters);
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_CANCELLED;
    assert_false(of(w.item)->enters);
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_MAINTENANCE;
    OKR_MEASURE(&w.p, w.item)->counts_in_progress = false;
    assert_false(of(w.item)->enters);
}

static void planned(const char *start, const char *end)
{
    OKR_MEASURE(&w.p, w.item)->planned_start = sample_date(start);
    OKR_MEASURE(&w.p, w.item)->planned_end = sample_date(end);
}

/* geodata/demo-shares, road_touching: 183 of 364 days. */
static void the_plan_is_linear_between_first_and_last_day(void **state)
{
    planned("2022-Q3", "2023-Q2");
    assert_near(of(w.item)->planned, 183.0 / 364.0, 1e-15);
    planned("2023", "2024");
    assert_near(of(w.item)->planned, 0.0, 0.0);
    planned("2021", "2022");
    assert_near(of(w.item)->planned, 1.0, 0.0);
    OKR_MEASURE(&w.p, w.item)->planned_start = (okr_date){0};
    assert_true(isnan(of(w.item)->planned));
}

static void a_plan_curve_goes_before_the_dates(void **state)
{
    planned("2021-07-01", "2023");
    observed("planned_value", "2022-06-30", 0.2, NAN);
    observed("planned_value", "2023-06-30", 0.6, NAN);
    assert_near(of(w.item)->planned, 0.2 + 0.4 * 184.0 / 365.0, 1e-15);
    w.p.status_date = sample_date("2021-12-31"); /* from 0 at the planned start: 183 of 364 */
    assert_near(of(w.item)->planned, 0.2 * 183.0 / 364.0, 1e-15);
    w.p.status_date = sample_date("2025");
    assert_near(of(w.item)->planned, 0.6, 0.0);
}

static void overdue_is_past_the_last_day_and_not_completed(void **state)
{
    assert_int_equal(of(w.item)->overdue, OKR_OVERDUE_UNKNOWN);
    planned("2022", "2022");
    assert_int_equal(of(w.item)->overdue, OKR_OVERDUE_NO);
    planned("2022", "2022-12-30");
    assert_int_equal(of(w.item)->overdue, OKR_OVERDUE_YES);
    OKR_MEASURE(&w.p, w.item)->lifecycle = OKR_LIFECYCLE_COMPLETION;
    assert_int_equal(of(w.item)->overdue, OKR_OVERDUE_NO);
}

static void the_status_date_is_that_of_document_then_file_then_programme(void **state)
{
    char text[OKR_DATE_TEXT];
    okr_measure *m = OKR_MEASURE(&w.p, w.item);

    *(okr_source_file *)sample_push(&w.p.sources) =
        (okr_source_file){.status_date = sample_date("2023")};
    *(okr_document *)sample_push(&w.p.documents) =
        (okr_document){.status_date = sample_date("2024")};
    okr_date_format(okr_status_date(&w.p, m), text);
    assert_string_equal(text, "2022-12-31");
    m->row.source = 0;
    okr_date_format(okr_status_date(&w.p, m), text);
    assert_string_equal(text, "2023");
    m->document = 0;
    okr_date_format(okr_status_date(&w.p, m), text);
    assert_string_equal(text, "2024");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(stated_readiness_goes_before_everything),
        CASE(the_latest_period_counts_and_several_of_it_are_averaged),
        CASE(readiness_without_a_period_is_read_too),
        CASE(an_observation_up_to_the_status_date_is_readiness),
        CASE(lifecycle_says_one_or_nothing),
        CASE(figures_that_feed_progress_are_averaged_capped),
        CASE(components_roll_up_by_weights_that_sum_to_one),
        CASE(components_with_other_weights_or_an_unknown_one_do_not_roll_up),
        CASE(cancelled_and_operating_measures_do_not_enter),
        CASE(the_plan_is_linear_between_first_and_last_day),
        CASE(a_plan_curve_goes_before_the_dates),
        CASE(overdue_is_past_the_last_day_and_not_completed),
        CASE(the_status_date_is_that_of_document_then_file_then_programme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
