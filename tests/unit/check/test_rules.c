/* Every rule: the clean programme breaks none, and each rule is broken by its own mutation. */
#include "fixture.h"
#include "test.h"

#include "check/check.h"
#include "geo/wkb.h"

#include <stdlib.h>

static okr_date year(int value)
{
    return (okr_date){.year = (int16_t)value, .precision = OKR_DATE_YEAR};
}

static void add_unit(okr_programme *p, const char *code, const char *base)
{
    okr_unit *unit = okr_vec_push(&p->units, NULL);

    assert_non_null(unit);
    *unit = (okr_unit){.code = code,
                       .okei = "",
                       .title = {code, code},
                       .base_unit = base,
                       .factor = 2,
                       .spellings = "",
                       .row = {-1, 0}};
}

/* Append a copy of the first row. */
static void repeat(okr_vec *rows)
{
    unsigned char copy[1024];

    assert_true(rows->item_size <= sizeof copy);
    memcpy(copy, rows->data, rows->item_size);
    assert_int_equal(okr_vec_append(rows, copy, 1, NULL), OKR_OK);
}

static void put(unsigned char **at, const void *bytes, size_t n)
{
    memcpy(*at, bytes, n);
    *at += n;
}

/* A polygon of rectangular rings {west, south, east, north} as little-endian WKB, in the arena.
 */
static okr_wkb rectangles(okr_programme *p, const double (*rings)[4], uint32_t n)
{
    const size_t size = 9 + n * (4 + 5 * 16);
    unsigned char *bytes = okr_arena_alloc(&p->arena, size, NULL);
    unsigned char *at = bytes;
    const uint32_t head[] = {3, n};
    const uint32_t corners = 5;

    assert_non_null(bytes);
    put(&at, &(unsigned char){1}, 1);
    put(&at, head, sizeof head);
    for (uint32_t i = 0; i < n; i++) {
        const double *r = rings[i];
        const double xy[] = {r[0], r[1], r[2], r[1], r[2], r[3], r[0], r[3], r[0], r[1]};
        put(&at, &corners, sizeof corners);
        put(&at, xy, sizeof xy);
    }
    return (okr_wkb){bytes, size};
}

static void square(okr_programme *p, size_t i, double west, double east)
{
    const double ring[][4] = {{west, 54, east, 55}};

    OKR_MUNICIPALITY(p, i)->polygon = rectangles(p, ring, 1);
}

static okr_indicator *repeat_for(okr_programme *p, const char *measure)
{
    repeat(&p->indicators);
    OKR_INDICATOR(p, p->indicators.count - 1)->measure_id = measure;
    return OKR_INDICATOR(p, p->indicators.count - 1);
}

static void break_municipality_oktmo_shape(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 1)->oktmo = "7602000";
    OKR_CHANGE(p, 0)->to_oktmo = "7602000";
}

static void break_municipality_type_unknown(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->type = -1;
}

static void break_municipality_validity_reversed(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->valid_from = year(2023);
    OKR_MUNICIPALITY(p, 0)->valid_to = year(2021);
}

static void break_municipality_population_missing(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->population = NAN;
}

static void break_municipality_area_differs(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->area_m2 = 94e6;
}

static void break_municipality_successor_unknown(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->successor = "07699000";
}

static void break_change_unknown(okr_programme *p)
{
    OKR_CHANGE(p, 0)->from_oktmo = "1";
    OKR_CHANGE(p, 0)->to_oktmo = "2";
}

static void break_change_portion_range(okr_programme *p)
{
    OKR_CHANGE(p, 0)->portion = 1.5;
}

static void break_settlement_oktmo_shape(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->oktmo11 = "0760100";
}

static void break_settlement_oktmo_prefix(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->oktmo11 = "07602000101";
}

static void break_settlement_point_missing(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->lon = NAN;
}

static void break_settlement_part_elsewhere(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->part_of_id = "s2";
    OKR_SETTLEMENT(p, 1)->municipality_code = "07602000";
}

static void break_agglomeration_empty(okr_programme *p)
{
    p->members.count = 0;
}

static void break_member_validity_reversed(okr_programme *p)
{
    OKR_MEMBER(p, 0)->valid_from = year(2023);
    OKR_MEMBER(p, 0)->valid_to = year(2021);
}

static void break_kind_title_missing(okr_programme *p)
{
    OKR_KIND(p, 0)->title.ru = "";
}

static void break_kind_class_shape(okr_programme *p)
{
    OKR_KIND(p, 0)->class_code = "60201";
}

static void break_kind_class_order_missing(okr_programme *p)
{
    OKR_KIND(p, 0)->class_order = "";
}

static void break_kind_colour_shape(okr_programme *p)
{
    OKR_KIND(p, 0)->colour = "blue";
}

static void break_kind_distance_range(okr_programme *p)
{
    OKR_KIND(p, 0)->service_distance_m = 0;
}

static void break_status_lifecycle_missing(okr_programme *p)
{
    OKR_STATUS_WORD(p, 0)->lifecycle = OKR_LIFECYCLE_UNKNOWN;
}

static void break_unit_base_unknown(okr_programme *p)
{
    OKR_UNIT(p, 0)->base_unit = "seat";
}

static void break_unit_factor_range(okr_programme *p)
{
    OKR_UNIT(p, 0)->factor = 0;
}

static void break_unit_base_chain(okr_programme *p)
{
    add_unit(p, "seat", "place");
    add_unit(p, "row", "seat");
}

static void break_document_title_missing(okr_programme *p)
{
    OKR_DOCUMENT(p, 0)->title.ru = "";
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

static void break_location_place_missing(okr_programme *p)
{
    OKR_LOCATION(p, 0)->oktmo = "";
}

static void break_location_region_with_place(okr_programme *p)
{
    OKR_LOCATION(p, 0)->basis = OKR_BASIS_REGION;
}

static void break_location_portion_range(okr_programme *p)
{
    OKR_LOCATION(p, 0)->portion = 1.2;
}

static void break_location_accuracy_range(okr_programme *p)
{
    OKR_LOCATION(p, 0)->accuracy_m = -5;
}

static void break_location_exact_but_coarse(okr_programme *p)
{
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
    OKR_LOCATION(p, 0)->accuracy_m = 5000;
}

static void break_location_exact_municipality(okr_programme *p)
{
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
    OKR_LOCATION(p, 0)->location_class = OKR_LOCATION_CLASS_ADMINISTRATIVE_REGION;
}

static void break_location_drawing_exact(okr_programme *p)
{
    OKR_LOCATION(p, 0)->display_only = true;
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
}

static void break_location_other_geometry(okr_programme *p)
{
    OKR_MEASURE(p, 1)->geometry_expected = OKR_SHAPE_LINE;
    OKR_LOCATION(p, 0)->shape = OKR_SHAPE_POINT;
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
}

static void break_location_geometry_source_missing(okr_programme *p)
{
    OKR_LOCATION(p, 0)->geometry = (okr_wkb){(const unsigned char *)"x", 1};
}

static void break_mention_priority_alone(okr_programme *p)
{
    OKR_MENTION(p, 0)->contour_code = "";
    OKR_MENTION(p, 0)->priority_code = "2";
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

static void break_municipality_twice(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 1)->name_ru = OKR_MUNICIPALITY(p, 0)->name_ru;
}

static void break_settlement_twice(okr_programme *p)
{
    OKR_SETTLEMENT(p, 1)->name_ru = OKR_SETTLEMENT(p, 0)->name_ru;
}

static void break_member_twice(okr_programme *p)
{
    repeat(&p->members);
}

static void break_indicator_twice(okr_programme *p)
{
    repeat(&p->indicators);
}

static void break_duplicate_suspected(okr_programme *p)
{
    OKR_MEASURE(p, 3)->title.ru = OKR_MEASURE(p, 1)->title.ru;
}

static void break_population_over_total(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->population = 900;
}

static void break_control_total(okr_programme *p)
{
    repeat_for(p, "schools")->actual.number = 560;
}

static void break_component_weights(okr_programme *p)
{
    OKR_MEASURE(p, 2)->weight = 0.5;
}

static void break_change_portions(okr_programme *p)
{
    OKR_CHANGE(p, 0)->portion = 0.5;
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

static void break_settlement_outside(okr_programme *p)
{
    square(p, 0, 62, 63);
    square(p, 1, 63, 64);
}

static void break_reference_unknown(okr_programme *p)
{
    OKR_MEASURE(p, 1)->kind_code = "castle";
}

static void break_contour_unknown(okr_programme *p)
{
    OKR_MENTION(p, 0)->contour_code = "9";
}

static const struct {
    const char *code;
    void (*break_it)(okr_programme *);
} mutations[] = {
    {"municipality_oktmo_shape", break_municipality_oktmo_shape},
    {"municipality_type_unknown", break_municipality_type_unknown},
    {"municipality_validity_reversed", break_municipality_validity_reversed},
    {"municipality_population_missing", break_municipality_population_missing},
    {"municipality_area_differs", break_municipality_area_differs},
    {"municipality_successor_unknown", break_municipality_successor_unknown},
    {"change_unknown", break_change_unknown},
    {"change_portion_range", break_change_portion_range},
    {"settlement_oktmo_shape", break_settlement_oktmo_shape},
    {"settlement_oktmo_prefix", break_settlement_oktmo_prefix},
    {"settlement_point_missing", break_settlement_point_missing},
    {"settlement_part_elsewhere", break_settlement_part_elsewhere},
    {"agglomeration_empty", break_agglomeration_empty},
    {"member_validity_reversed", break_member_validity_reversed},
    {"kind_title_missing", break_kind_title_missing},
    {"kind_class_shape", break_kind_class_shape},
    {"kind_class_order_missing", break_kind_class_order_missing},
    {"kind_colour_shape", break_kind_colour_shape},
    {"kind_distance_range", break_kind_distance_range},
    {"status_lifecycle_missing", break_status_lifecycle_missing},
    {"unit_base_unknown", break_unit_base_unknown},
    {"unit_factor_range", break_unit_factor_range},
    {"unit_base_chain", break_unit_base_chain},
    {"document_title_missing", break_document_title_missing},
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
    {"location_place_missing", break_location_place_missing},
    {"location_region_with_place", break_location_region_with_place},
    {"location_portion_range", break_location_portion_range},
    {"location_accuracy_range", break_location_accuracy_range},
    {"location_exact_but_coarse", break_location_exact_but_coarse},
    {"location_exact_municipality", break_location_exact_municipality},
    {"location_drawing_exact", break_location_drawing_exact},
    {"location_other_geometry", break_location_other_geometry},
    {"location_geometry_source_missing", break_location_geometry_source_missing},
    {"mention_priority_alone", break_mention_priority_alone},
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
    {"municipality_twice", break_municipality_twice},
    {"settlement_twice", break_settlement_twice},
    {"member_twice", break_member_twice},
    {"indicator_twice", break_indicator_twice},
    {"duplicate_suspected", break_duplicate_suspected},
    {"population_over_total", break_population_over_total},
    {"control_total", break_control_total},
    {"component_weights", break_component_weights},
    {"change_portions", break_change_portions},
    {"measure_without_location", break_measure_without_location},
    {"measure_without_mention", break_measure_without_mention},
    {"group_without_children", break_group_without_children},
    {"settlement_outside", break_settlement_outside},
    {"reference_unknown", break_reference_unknown},
    {"contour_unknown", break_contour_unknown},
};

enum { MUTATIONS = sizeof mutations / sizeof mutations[0] };

static size_t count_of(const okr_programme *p, const char *code)
{
    size_t count = 0;

    for (size_t i = 0; i < p->findings.count; i++)
        count += strcmp(OKR_FINDING(p, i)->code, code) == 0 ? 1 : 0;
    return count;
}

static void check(okr_programme *p)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_programme_connect(p, &err));
    assert_ok(okr_check_programme(p, &err));
}

static void a_clean_programme_has_no_finding(void **state)
{
    okr_programme p;

    okr_programme_init(&p);
    fixture_fill(&p);
    check(&p);
    for (size_t i = 0; i < p.findings.count; i++)
        print_error("%s: %s\n", OKR_FINDING(&p, i)->code, OKR_FINDING(&p, i)->item);
    assert_int_equal(p.findings.count, 0);
    okr_programme_done(&p);
}

static void each_rule_is_triggered_by_its_mutation(void **state)
{
    for (size_t i = 0; i < MUTATIONS; i++) {
        okr_programme p;
        okr_programme_init(&p);
        fixture_fill(&p);
        mutations[i].break_it(&p);
        check(&p);
        if (count_of(&p, mutations[i].code) == 0)
            fail_msg("%s was not found", mutations[i].code);
        okr_programme_done(&p);
    }
}

static bool has_mutation(const char *code)
{
    for (size_t i = 0; i < MUTATIONS; i++)
        if (strcmp(mutations[i].code, code) == 0)
            return true;
    return false;
}

static void every_rule_of_this_layer_has_a_mutation_and_two_messages(void **state)
{
    assert_true(okr_check_count() >= 40);
    for (size_t i = 0; i < okr_check_count(); i++) {
        const okr_rule *rule = okr_check_rule(i);
        if ((rule->test != NULL || rule->scan != NULL) && !has_mutation(rule->code))
            fail_msg("%s has no test", rule->code);
        assert_true(rule->message_ru[0] != '\0' && rule->message_en[0] != '\0');
    }
    assert_null(okr_check_rule(okr_check_count()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_programme_has_no_finding),
        cmocka_unit_test(each_rule_is_triggered_by_its_mutation),
        cmocka_unit_test(every_rule_of_this_layer_has_a_mutation_and_two_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
