/* What breaks each rule on measures and their figures. */
#include "fixture.h"
#include "test.h"

#include "geo/wkb.h"

static okr_date year(int value)
{
    return (okr_date){.year = (int16_t)value, .precision = OKR_DATE_YEAR};
}

/* Append a copy of the first row. */
static void repeat(okr_vec *rows)
{
    unsigned char copy[1024];

    assert_true(rows->item_size <= sizeof copy);
    memcpy(copy, rows->data, rows->item_size);
    assert_int_equal(okr_vec_append(rows, copy, 1, NULL), OKR_OK);
}

static okr_indicator *repeat_for(okr_programme *p, const char *measure)
{
    repeat(&p->indicators);
    OKR_INDICATOR(p, p->indicators.count - 1)->measure_id = measure;
    return OKR_INDICATOR(p, p->indicators.count - 1);
}

static void break_measure_title_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->title = (okr_titles){"", ""};
}

static void break_measure_kind_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->kind_code = "";
}

static void break_measure_status_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->status_code = "";
}

static void break_measure_planned_reversed(okr_programme *p)
{
    OKR_MEASURE(p, 1)->planned_start = year(2023);
}

static void break_measure_actual_reversed(okr_programme *p)
{
    OKR_MEASURE(p, 1)->actual_start = year(2023);
}

static void break_measure_ended_not_completed(okr_programme *p)
{
    OKR_STATUS_WORD(p, 0)->lifecycle = OKR_LIFECYCLE_IMPLEMENTATION;
}

static void break_measure_end_in_future(okr_programme *p)
{
    OKR_MEASURE(p, 1)->actual_end = year(2023);
}

static void break_measure_weight_negative(okr_programme *p)
{
    OKR_MEASURE(p, 2)->weight = -1;
}

static void break_component_without_parent(okr_programme *p)
{
    OKR_MEASURE(p, 2)->parent_id = "";
}

static void break_item_under_component(okr_programme *p)
{
    OKR_MEASURE(p, 3)->parent_id = "gym";
}

static void break_same_as_self(okr_programme *p)
{
    OKR_MEASURE(p, 1)->same_as_id = "school-1";
}

static void break_same_as_certainty_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->same_as_id = "school-2";
}

static void break_duplicate_certain(okr_programme *p)
{
    OKR_MEASURE(p, 1)->same_as_id = "school-2";
    OKR_MEASURE(p, 1)->same_as_certainty = OKR_CERTAINTY_CERTAIN;
}

static void break_duplicate_probable(okr_programme *p)
{
    OKR_MEASURE(p, 1)->same_as_id = "school-2";
    OKR_MEASURE(p, 1)->same_as_certainty = OKR_CERTAINTY_PROBABLE;
}

static void break_moved_not_cancelled(okr_programme *p)
{
    OKR_MEASURE(p, 1)->moved_to = "another plan";
}

static void break_measure_source_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->source_ref = "";
}

static void break_order10_status_code(okr_programme *p)
{
    OKR_MEASURE(p, 1)->planning_status = "5";
}

static void break_order10_significance_code(okr_programme *p)
{
    OKR_MEASURE(p, 1)->significance = "7";
}

static void break_order10_significance_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->planning_status = "2";
    OKR_MEASURE(p, 1)->event_time = "2025";
}

static void break_order10_time_missing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->planning_status = "3";
}

static void break_order10_time_of_existing(okr_programme *p)
{
    OKR_MEASURE(p, 1)->planning_status = "1";
    OKR_MEASURE(p, 1)->event_time = "2025";
}

static void break_indicator_without_figure(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->baseline = NAN;
    OKR_INDICATOR(p, 0)->target.number = NAN;
    OKR_INDICATOR(p, 0)->actual.number = NAN;
    OKR_INDICATOR(p, 0)->percent.number = NAN;
}

static void break_indicator_unit_missing(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->unit_code = "";
}

static void break_indicator_percent_kind_missing(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->percent_kind = OKR_PERCENT_NONE;
}

static void break_indicator_readiness_range(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->percent_kind = OKR_PERCENT_READINESS;
}

static void break_indicator_percent_summed(okr_programme *p)
{
    OKR_UNIT(p, 0)->code = "percent";
    OKR_UNIT(p, 0)->base_unit = "percent";
    OKR_INDICATOR(p, 0)->unit_code = "percent";
    OKR_FINANCE(p, 0)->unit_code = "percent";
}

static void break_indicator_percent_differs(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->percent.number = 90;
}

static void break_indicator_period_reversed(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->period_start = year(2023);
}

static void break_indicator_period_missing(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->period_start = (okr_date){0};
    OKR_INDICATOR(p, 0)->period_end = (okr_date){0};
}

static void break_indicator_origin_missing(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->actual.origin = OKR_ORIGIN_NONE;
}

static void break_indicator_qualifier_idle(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->target.number = NAN;
    OKR_INDICATOR(p, 0)->target.qualifier = OKR_QUALIFIER_ABOUT;
}

static void break_indicator_progress_without_target(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->target.number = NAN;
    OKR_INDICATOR(p, 0)->percent.number = NAN;
}

static void break_indicator_target_is_baseline(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->baseline = 500;
}

static void break_indicator_negative_sum(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->actual.number = -1;
}

static void break_indicator_characteristic_progress(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->role = OKR_INDICATOR_CHARACTERISTIC;
}

static void break_indicator_source_missing(okr_programme *p)
{
    OKR_INDICATOR(p, 0)->source_ref = "";
}

static void break_observation_range(okr_programme *p)
{
    OKR_OBSERVATION(p, 0)->actual = 120;
}

static void break_observation_in_future(okr_programme *p)
{
    OKR_OBSERVATION(p, 0)->date = year(2024);
}

static void break_observation_date_missing(okr_programme *p)
{
    OKR_OBSERVATION(p, 0)->date = (okr_date){0};
}

static void break_milestone_status_contradicts(okr_programme *p)
{
    OKR_MILESTONE(p, 0)->status = "scheduled";
}

static void break_milestone_overdue(okr_programme *p)
{
    OKR_MILESTONE(p, 0)->status = "scheduled";
    OKR_MILESTONE(p, 0)->met = (okr_date){0};
}

static void break_finance_negative(okr_programme *p)
{
    OKR_FINANCE(p, 0)->planned = -1;
}

static void break_finance_overspent(okr_programme *p)
{
    OKR_FINANCE(p, 0)->spent = 95;
}

static void break_finance_unit_missing(okr_programme *p)
{
    OKR_FINANCE(p, 0)->unit_code = "";
}

static void break_indicator_twice(okr_programme *p)
{
    repeat(&p->indicators);
}

static void break_duplicate_suspected(okr_programme *p)
{
    OKR_MEASURE(p, 3)->title.ru = OKR_MEASURE(p, 1)->title.ru;
}

static void break_control_total(okr_programme *p)
{
    repeat_for(p, "schools")->actual.number = 560;
}

static void break_component_weights(okr_programme *p)
{
    OKR_MEASURE(p, 2)->weight = 0.5;
}

static void break_measure_without_location(okr_programme *p)
{
    p->locations.count = 1;
}

static void break_measure_without_mention(okr_programme *p)
{
    p->mentions.count = 1;
}

static void break_group_without_children(okr_programme *p)
{
    OKR_MEASURE(p, 1)->parent_id = "";
    OKR_MEASURE(p, 3)->parent_id = "";
}

static void break_reference_unknown(okr_programme *p)
{
    OKR_MEASURE(p, 1)->kind_code = "castle";
}

static void break_contour_unknown(okr_programme *p)
{
    OKR_MENTION(p, 0)->contour_code = "9";
}

const mutation measure_mutations[] = {
    {"measure_title_missing", break_measure_title_missing},
    {"measure_kind_missing", break_measure_kind_missing},
    {"measure_status_missing", break_measure_status_missing},
    {"measure_planned_reversed", break_measure_planned_reversed},
    {"measure_actual_reversed", break_measure_actual_reversed},
    {"measure_ended_not_completed", break_measure_ended_not_completed},
    {"measure_end_in_future", break_measure_end_in_future},
    {"measure_weight_negative", break_measure_weight_negative},
    {"component_without_parent", break_component_without_parent},
    {"item_under_component", break_item_under_component},
    {"same_as_self", break_same_as_self},
    {"same_as_certainty_missing", break_same_as_certainty_missing},
    {"duplicate_certain", break_duplicate_certain},
    {"duplicate_probable", break_duplicate_probable},
    {"moved_not_cancelled", break_moved_not_cancelled},
    {"measure_source_missing", break_measure_source_missing},
    {"order10_status_code", break_order10_status_code},
    {"order10_significance_code", break_order10_significance_code},
    {"order10_significance_missing", break_order10_significance_missing},
    {"order10_time_missing", break_order10_time_missing},
    {"order10_time_of_existing", break_order10_time_of_existing},
    {"indicator_without_figure", break_indicator_without_figure},
    {"indicator_unit_missing", break_indicator_unit_missing},
    {"indicator_percent_kind_missing", break_indicator_percent_kind_missing},
    {"indicator_readiness_range", break_indicator_readiness_range},
    {"indicator_percent_summed", break_indicator_percent_summed},
    {"indicator_percent_differs", break_indicator_percent_differs},
    {"indicator_period_reversed", break_indicator_period_reversed},
    {"indicator_period_missing", break_indicator_period_missing},
    {"indicator_origin_missing", break_indicator_origin_missing},
    {"indicator_qualifier_idle", break_indicator_qualifier_idle},
    {"indicator_progress_without_target", break_indicator_progress_without_target},
    {"indicator_target_is_baseline", break_indicator_target_is_baseline},
    {"indicator_negative_sum", break_indicator_negative_sum},
    {"indicator_characteristic_progress", break_indicator_characteristic_progress},
    {"indicator_source_missing", break_indicator_source_missing},
    {"observation_range", break_observation_range},
    {"observation_in_future", break_observation_in_future},
    {"observation_date_missing", break_observation_date_missing},
    {"milestone_status_contradicts", break_milestone_status_contradicts},
    {"milestone_overdue", break_milestone_overdue},
    {"finance_negative", break_finance_negative},
    {"finance_overspent", break_finance_overspent},
    {"finance_unit_missing", break_finance_unit_missing},
    {"indicator_twice", break_indicator_twice},
    {"duplicate_suspected", break_duplicate_suspected},
    {"control_total", break_control_total},
    {"component_weights", break_component_weights},
    {"measure_without_location", break_measure_without_location},
    {"measure_without_mention", break_measure_without_mention},
    {"group_without_children", break_group_without_children},
    {"reference_unknown", break_reference_unknown},
    {"contour_unknown", break_contour_unknown},
    {NULL, NULL},
};
