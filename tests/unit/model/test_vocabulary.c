#include "test.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/vocabulary.h"

static const struct {
    const okr_vocabulary *list;
    int count;
} lists[] = {
    {&okr_roles, OKR_ROLE_COUNT},
    {&okr_natures, OKR_NATURE_COUNT},
    {&okr_lifecycles, OKR_LIFECYCLE_COUNT},
    {&okr_bases, OKR_BASIS_COUNT},
    {&okr_exactnesses, OKR_EXACTNESS_COUNT},
    {&okr_location_classes, OKR_LOCATION_CLASS_COUNT},
    {&okr_reaches, OKR_REACH_COUNT},
    {&okr_shapes, OKR_SHAPE_COUNT},
    {&okr_placements, OKR_PLACEMENT_COUNT},
    {&okr_qualifiers, OKR_QUALIFIER_COUNT},
    {&okr_origins, OKR_ORIGIN_COUNT},
    {&okr_percent_kinds, OKR_PERCENT_COUNT},
    {&okr_indicator_roles, OKR_INDICATOR_COUNT},
    {&okr_aggregations, OKR_AGGREGATION_COUNT},
    {&okr_certainties, OKR_CERTAINTY_COUNT},
    {&okr_change_kinds, OKR_CHANGE_COUNT},
    {&okr_member_roles, OKR_MEMBER_COUNT},
    {&okr_marks, OKR_MARK_COUNT},
    {&okr_link_methods, OKR_LINK_METHOD_COUNT},
    {&okr_severities, OKR_SEVERITY_COUNT},
    {&okr_progress_ways, OKR_PROGRESS_WAY_COUNT},
};

static void every_list_has_a_word_for_each_value_of_its_enum(void **state)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        assert_int_equal(lists[i].list->count, lists[i].count);
}

static void every_code_finds_its_value_and_has_both_titles(void **state)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const okr_vocabulary *list = lists[i].list;
        for (int v = 0; v < list->count; v++) {
            assert_int_equal(okr_word_find(list, okr_word_code(list, v)), v);
            assert_true(okr_utf8_width(okr_word_title(list, v, true)) > 0);
            assert_true(okr_utf8_width(okr_word_title(list, v, false)) > 0);
        }
    }
}

static void an_unknown_code_is_minus_one_and_an_unknown_value_is_empty(void **state)
{
    assert_int_equal(okr_word_find(&okr_roles, "Item"), -1);
    assert_string_equal(okr_word_code(&okr_roles, -1), "");
    assert_string_equal(okr_word_code(&okr_roles, OKR_ROLE_COUNT), "");
    assert_string_equal(okr_word_title(&okr_roles, 99, true), "");
}

static void the_list_for_messages_leaves_out_the_unknown(void **state)
{
    okr_text text = {0};

    okr_word_list(&okr_exactnesses, &text);
    assert_string_equal(okr_text_str(&text), "exact, approximate");
    okr_text_done(&text);
}

static void only_a_bound_shows_a_sign(void **state)
{
    assert_string_equal(okr_mark_sign(OKR_MARK_EQUAL), "");
    assert_string_equal(okr_mark_sign(OKR_MARK_AT_LEAST), "≥");
    assert_string_equal(okr_mark_sign(OKR_MARK_ABOUT), "≈");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_has_a_word_for_each_value_of_its_enum),
        cmocka_unit_test(every_code_finds_its_value_and_has_both_titles),
        cmocka_unit_test(an_unknown_code_is_minus_one_and_an_unknown_value_is_empty),
        cmocka_unit_test(the_list_for_messages_leaves_out_the_unknown),
        cmocka_unit_test(only_a_bound_shows_a_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
