#include "test.h"

#include "sample_random.h"

#include "link/balance.h"
#include "link/standing.h"

#include <stdlib.h>

static void the_balance_of_random_programmes_closes(void **state)
{
    for (uint64_t first = 1; first <= 200; first++) {
        okr_error err = {.status = OKR_OK};
        okr_programme p;
        okr_places *places = NULL;

        okr_programme_init(&p);
        sample_seed = first;
        sample_random(&p);
        assert_ok(okr_places_new(&p, OKR_BASES_DEFAULT, &places, &err));
        assert_ok(okr_balance_build(&p, places, &err));
        assert_ok(okr_balance_check(&p, &err));
        okr_places_free(places);
        okr_programme_done(&p);
    }
}

/* Every item has exactly one count row, and its placement is where the row says it is. */
static void every_item_is_counted_once_whatever_is_known_of_it(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme p;
    okr_places *places = NULL;
    size_t items = 0, counted = 0;

    okr_programme_init(&p);
    sample_seed = 4242;
    sample_random(&p);
    assert_ok(okr_places_new(&p, OKR_BASES_DEFAULT, &places, &err));
    assert_ok(okr_balance_build(&p, places, &err));
    for (size_t m = 0; m < p.measures.count; m++)
        items += OKR_MEASURE(&p, m)->role == OKR_ROLE_ITEM;
    for (size_t i = 0; i < p.balance.count; i++) {
        const okr_balance_row *row = OKR_BALANCE(&p, i);
        counted += row->quantity == OKR_QUANTITY_COUNT;
        if (row->quantity == OKR_QUANTITY_COUNT)
            assert_near(row->total, 1.0, 0.0);
    }
    assert_int_equal(counted, items);
    assert_true(items > 5);
    okr_places_free(places);
    okr_programme_done(&p);
}

static double part(const okr_programme *p, int indicator, okr_balance_column column)
{
    for (size_t i = 0; i < p->balance.count; i++)
        if (OKR_BALANCE(p, i)->indicator == indicator)
            return OKR_BALANCE(p, i)->part[column];
    return NAN;
}

static void build(okr_programme *p)
{
    okr_error err = {.status = OKR_OK};
    okr_places *places = NULL;

    assert_ok(okr_places_new(p, OKR_BASES_DEFAULT, &places, &err));
    assert_ok(okr_balance_build(p, places, &err));
    assert_ok(okr_balance_check(p, &err));
    okr_places_free(places);
}

/* A road of 4 km, 3 of them in A: its stated 5 km follow the line, its 100 homes do not. */
static void a_line_splits_stated_lengths_and_leaves_homes_together(void **state)
{
    okr_programme p;

    okr_programme_init(&p);
    const int a = sample_municipality(&p, "", "", NAN, NAN);
    const int b = sample_municipality(&p, "", "", NAN, NAN);
    const int km = sample_unit(&p, "km", "km", 1.0);
    const int road = sample_measure(&p, "road", -1, OKR_ROLE_ITEM);
    const int l = sample_location(&p, road, OKR_BASIS_STATED);
    sample_line(&p, l, a, 3000);
    sample_line(&p, l, b, 500);
    sample_line(&p, l, -1, 500);
    const int length = sample_indicator(&p, road, "length", km, 5);
    const int homes = sample_indicator(&p, road, "homes", -1, 100);
    build(&p);
    assert_near(part(&p, length, OKR_BALANCE_SPLIT), 5 * 3500.0 / 4000.0, 1e-12);
    assert_near(part(&p, length, OKR_BALANCE_OUTSIDE), 5 * 500.0 / 4000.0, 1e-12);
    assert_near(part(&p, homes, OKR_BALANCE_NOT_SPLIT), 100, 0);
    okr_programme_done(&p);
}

static void figures_of_components_and_control_totals_are_in_no_balance(void **state)
{
    okr_programme p;

    okr_programme_init(&p);
    const int group = sample_measure(&p, "group", -1, OKR_ROLE_GROUP);
    const int item = sample_measure(&p, "item", group, OKR_ROLE_ITEM);
    const int part_of = sample_measure(&p, "part", item, OKR_ROLE_COMPONENT);
    const int control = sample_indicator(&p, group, "places", -1, 100);
    const int own = sample_indicator(&p, group, "homes", -1, 7);
    const int figure = sample_indicator(&p, item, "places", -1, 90);
    const int component = sample_indicator(&p, part_of, "homes", -1, 5);
    build(&p);
    assert_true(isnan(part(&p, control, OKR_BALANCE_UNPLACED)));
    assert_true(isnan(part(&p, component, OKR_BALANCE_UNPLACED)));
    assert_near(part(&p, own, OKR_BALANCE_UNPLACED), 7, 0);
    assert_near(part(&p, figure, OKR_BALANCE_UNPLACED), 90, 0);
    okr_programme_done(&p);
}

static void the_inner_of_two_nested_groups_stands_and_the_outer_is_a_control(void **state)
{
    okr_error err = {.status = OKR_OK};
    unsigned char *standing = NULL;
    okr_programme p;

    okr_programme_init(&p);
    const int outer = sample_measure(&p, "outer", -1, OKR_ROLE_GROUP);
    const int inner = sample_measure(&p, "inner", outer, OKR_ROLE_GROUP);
    const int total = sample_indicator(&p, outer, "homes", -1, 7);
    const int set = sample_indicator(&p, inner, "homes", -1, 7);
    assert_ok(okr_standing_find(&p, &standing, &err));
    assert_int_equal(standing[total], OKR_STANDING_CONTROL);
    assert_int_equal(standing[set], OKR_STANDING_GROUP);
    free(standing);
    okr_programme_done(&p);
}

static void an_allocation_rule_splits_what_is_not_split(void **state)
{
    okr_programme p;

    okr_programme_init(&p);
    const int a = sample_municipality(&p, "", "", 300, NAN);
    const int b = sample_municipality(&p, "", "", 100, NAN);
    const int item = sample_measure(&p, "item", -1, OKR_ROLE_ITEM);
    sample_named(&p, item, a);
    sample_named(&p, item, b);
    *(okr_allocation_rule *)sample_push(&p.allocations) =
        (okr_allocation_rule){"homes", "population"};
    *(okr_allocation_rule *)sample_push(&p.allocations) =
        (okr_allocation_rule){"places", "area"};
    const int homes = sample_indicator(&p, item, "homes", -1, 80);
    const int places = sample_indicator(&p, item, "places", -1, 80);
    build(&p);
    assert_near(part(&p, homes, OKR_BALANCE_SPLIT), 80, 0);
    assert_near(part(&p, places, OKR_BALANCE_NOT_SPLIT), 80, 0); /* no areas known */
    okr_programme_done(&p);
}

static void a_balance_that_does_not_close_is_named(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_programme p;

    okr_programme_init(&p);
    sample_measure(&p, "road-7", -1, OKR_ROLE_ITEM);
    build(&p);
    OKR_BALANCE(&p, 0)->part[OKR_BALANCE_INSIDE] = 0.5;
    assert_fails_with(okr_balance_check(&p, &err), OKR_ERR_FORMAT, "'road-7'");
    okr_programme_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_balance_of_random_programmes_closes),
        cmocka_unit_test(every_item_is_counted_once_whatever_is_known_of_it),
        cmocka_unit_test(a_line_splits_stated_lengths_and_leaves_homes_together),
        cmocka_unit_test(figures_of_components_and_control_totals_are_in_no_balance),
        cmocka_unit_test(the_inner_of_two_nested_groups_stands_and_the_outer_is_a_control),
        cmocka_unit_test(an_allocation_rule_splits_what_is_not_split),
        cmocka_unit_test(a_balance_that_does_not_close_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
