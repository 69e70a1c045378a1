#include "test.h"

#include "sample.h"

#include "link/placement.h"

/* Three municipalities and one item; each test adds the locations it speaks of. */
typedef struct world {
    okr_programme p;
    okr_places *places;
    int a, b, c, item;
} world;

static int setup(void **state)
{
    static world w;

    w = (world){0};
    okr_programme_init(&w.p);
    w.a = sample_municipality(&w.p, "32701000", "А", 100, 1);
    w.b = sample_municipality(&w.p, "32704000", "Б", 200, 1);
    w.c = sample_municipality(&w.p, "32707000", "В", 300, 1);
    w.item = sample_measure(&w.p, "road", -1, OKR_ROLE_ITEM);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;

    okr_places_free(w->places);
    okr_programme_done(&w->p);
    return 0;
}

static const okr_place *place_of(world *w, int measure, unsigned bases)
{
    okr_error err = {.status = OKR_OK};

    okr_places_free(w->places);
    w->places = NULL;
    assert_ok(okr_places_new(&w->p, bases, &w->places, &err));
    return okr_places_at(w->places, measure);
}

static const okr_place *place(world *w)
{
    return place_of(w, w->item, OKR_BASES_DEFAULT);
}

static double share(const okr_place *place, int municipality, okr_share_class c)
{
    for (size_t i = 0; i < place->count; i++)
        if (place->parts[i].municipality == municipality)
            return place->parts[i].share[c];
    fail_msg("municipality %d is not among the parts", municipality);
    return NAN;
}

static void one_named_municipality_is_inside(void **state)
{
    world *w = *state;

    sample_named(&w->p, w->item, w->b);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
    assert_int_equal(place(w)->count, 1);
    assert_near(share(place(w), w->b, OKR_SHARE_OTHER), 1.0, 0.0);
}

static void the_same_municipality_named_twice_is_inside(void **state)
{
    world *w = *state;

    sample_named(&w->p, w->item, w->b);
    sample_named(&w->p, w->item, w->b);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
}

static void several_named_municipalities_are_not_split(void **state)
{
    world *w = *state;

    sample_named(&w->p, w->item, w->c);
    sample_named(&w->p, w->item, w->a);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_int_equal(place(w)->count, 2);
    assert_int_equal(place(w)->parts[0].municipality, w->a);
    assert_true(isnan(share(place(w), w->a, OKR_SHARE_COUNT)));
}

static void a_line_divides_the_count_and_lengths_and_nothing_else(void **state)
{
    world *w = *state;
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_line(&w->p, l, w->a, 3000);
    sample_line(&w->p, l, w->b, 1000);
    const okr_place *at = place(w);
    assert_int_equal(at->placement, OKR_PLACEMENT_SPLIT);
    assert_near(share(at, w->a, OKR_SHARE_COUNT), 0.75, 1e-15);
    assert_near(share(at, w->b, OKR_SHARE_LENGTH), 0.25, 1e-15);
    assert_true(isnan(share(at, w->b, OKR_SHARE_AREA)));
    assert_true(isnan(share(at, w->b, OKR_SHARE_OTHER)));
    assert_int_equal(at->of[OKR_SHARE_OTHER].placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_near(at->length_m, 4000, 0);
}

static void the_part_outside_keeps_its_share(void **state)
{
    world *w = *state;
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_line(&w->p, l, -1, 1000);
    sample_line(&w->p, l, w->b, 4000);
    const okr_place *at = place(w);
    assert_int_equal(at->placement, OKR_PLACEMENT_SPLIT);
    assert_near(share(at, w->b, OKR_SHARE_COUNT), 0.8, 1e-15);
    assert_near(at->of[OKR_SHARE_COUNT].outside, 0.2, 1e-15);
}

static void a_line_wholly_outside_is_outside(void **state)
{
    world *w = *state;

    sample_line(&w->p, sample_location(&w->p, w->item, OKR_BASIS_STATED), -1, 1000);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_OUTSIDE);
    assert_near(place(w)->of[OKR_SHARE_OTHER].outside, 1.0, 0);
}

static void points_in_one_municipality_are_inside_and_in_two_not_split(void **state)
{
    world *w = *state;
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_link(&w->p, l, w->a, OKR_LINK_POINT, 1.0);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
    sample_link(&w->p, sample_location(&w->p, w->item, OKR_BASIS_STATED), w->b, OKR_LINK_POINT,
                1.0);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_NOT_SPLIT);
}

static void mixed_dimensions_split_each_its_own_quantity_and_not_the_count(void **state)
{
    world *w = *state;
    const int line = sample_location(&w->p, w->item, OKR_BASIS_STATED);
    const int area = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_line(&w->p, line, w->a, 3000);
    sample_line(&w->p, line, w->b, 1000);
    sample_area(&w->p, area, w->b, 500);
    const okr_place *at = place(w);
    assert_int_equal(at->placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_near(share(at, w->a, OKR_SHARE_LENGTH), 0.75, 1e-15);
    assert_near(share(at, w->a, OKR_SHARE_AREA), 0.0, 0);
    assert_int_equal(at->of[OKR_SHARE_AREA].placement, OKR_PLACEMENT_INSIDE);
    assert_true(isnan(share(at, w->a, OKR_SHARE_COUNT)));
}

static void a_named_place_on_the_way_leaves_the_shares_of_the_line(void **state)
{
    world *w = *state;
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_line(&w->p, l, w->a, 3000);
    sample_line(&w->p, l, w->b, 1000);
    sample_named(&w->p, w->item, w->a);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_SPLIT);
    assert_near(share(place(w), w->a, OKR_SHARE_COUNT), 0.75, 1e-15);
}

static void a_named_place_off_the_line_makes_it_not_split_over_the_union(void **state)
{
    world *w = *state;

    sample_line(&w->p, sample_location(&w->p, w->item, OKR_BASIS_STATED), w->a, 3000);
    sample_named(&w->p, w->item, w->c);
    const okr_place *at = place(w);
    assert_int_equal(at->placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_int_equal(at->count, 2);
    assert_int_equal(at->of[OKR_SHARE_LENGTH].placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_near(at->parts[0].length_m, 3000, 0); /* what is drawn is drawn all the same */
}

static int portioned(world *w, int municipality, double portion)
{
    const int l = sample_named(&w->p, w->item, municipality);

    OKR_LOCATION(&w->p, l)->portion = portion;
    OKR_LINK(&w->p, w->p.links.count - 1)->method = OKR_LINK_PORTION;
    OKR_LINK(&w->p, w->p.links.count - 1)->share = portion;
    return l;
}

static void stated_portions_divide_everything(void **state)
{
    world *w = *state;

    portioned(w, w->a, 0.7);
    portioned(w, w->b, 0.3);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_SPLIT);
    assert_near(share(place(w), w->a, OKR_SHARE_OTHER), 0.7, 1e-15);
    assert_near(share(place(w), w->b, OKR_SHARE_COUNT), 0.3, 1e-15);
}

static void portions_that_do_not_sum_to_one_divide_nothing(void **state)
{
    world *w = *state;

    portioned(w, w->a, 0.7);
    portioned(w, w->b, 0.2);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_NOT_SPLIT);
}

static void the_portion_of_an_unknown_place_is_unplaced(void **state)
{
    world *w = *state;
    const int lost = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    portioned(w, w->a, 0.75);
    OKR_LOCATION(&w->p, lost)->municipality_name = "Нетакой округ";
    OKR_LOCATION(&w->p, lost)->portion = 0.25;
    const okr_place *at = place(w);
    assert_int_equal(at->placement, OKR_PLACEMENT_SPLIT);
    assert_near(share(at, w->a, OKR_SHARE_OTHER), 0.75, 1e-15);
    assert_near(at->of[OKR_SHARE_OTHER].unplaced, 0.25, 1e-15);
}

static void an_unknown_place_beside_a_known_one_is_not_inside_it(void **state)
{
    world *w = *state;
    const int lost = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_named(&w->p, w->item, w->a);
    OKR_LOCATION(&w->p, lost)->municipality_name = "Нетакой округ";
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_NOT_SPLIT);
}

static void an_unknown_place_alone_is_unplaced(void **state)
{
    world *w = *state;
    const int lost = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    OKR_LOCATION(&w->p, lost)->municipality_name = "Нетакой округ";
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_UNPLACED);
}

static void outside_knowledge_places_only_when_asked(void **state)
{
    world *w = *state;
    const int l = sample_named(&w->p, w->item, w->a);

    OKR_LOCATION(&w->p, l)->basis = OKR_BASIS_OUTSIDE_KNOWLEDGE;
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_UNPLACED);
    assert_int_equal(place(w)->basis, OKR_BASIS_OUTSIDE_KNOWLEDGE);
    assert_int_equal(
        place_of(w, w->item, OKR_BASES_DEFAULT | OKR_BASIS_BIT(OKR_BASIS_OUTSIDE_KNOWLEDGE))
            ->placement,
        OKR_PLACEMENT_INSIDE);
}

static void agglomeration_natural_area_and_subset_are_territory(void **state)
{
    world *w = *state;
    const okr_basis bases[] = {OKR_BASIS_AGGLOMERATION, OKR_BASIS_NATURAL_AREA,
                               OKR_BASIS_UNSPECIFIED_SUBSET};
    const int l = sample_location(&w->p, w->item, OKR_BASIS_AGGLOMERATION);

    for (size_t i = 0; i < 3; i++) {
        OKR_LOCATION(&w->p, l)->basis = bases[i];
        OKR_LOCATION(&w->p, l)->agglomeration = i == 0 ? 5 : -1;
        assert_int_equal(place(w)->placement, OKR_PLACEMENT_TERRITORY);
        assert_int_equal(place(w)->agglomeration_count, i == 0 ? 1 : 0);
        if (i == 0)
            assert_int_equal(place(w)->agglomerations[0], 5);
    }
}

static void region_and_unquantified_region_are_region_and_outside_region_outside(void **state)
{
    world *w = *state;
    const int l = sample_location(&w->p, w->item, OKR_BASIS_REGION);

    assert_int_equal(place(w)->placement, OKR_PLACEMENT_REGION);
    OKR_LOCATION(&w->p, l)->basis = OKR_BASIS_REGION_UNQUANTIFIED;
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_REGION);
    OKR_LOCATION(&w->p, l)->basis = OKR_BASIS_OUTSIDE_REGION;
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_OUTSIDE);
    OKR_LOCATION(&w->p, l)->basis = OKR_BASIS_UNKNOWN;
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_UNPLACED);
}

static void a_municipality_outranks_the_region(void **state)
{
    world *w = *state;

    sample_location(&w->p, w->item, OKR_BASIS_REGION);
    sample_named(&w->p, w->item, w->a);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
}

static void beneficiaries_do_not_place_an_activity_that_has_a_place(void **state)
{
    world *w = *state;
    const int l = sample_named(&w->p, w->item, w->b);

    OKR_LOCATION(&w->p, l)->reach = OKR_REACH_INTENDED_BENEFICIARIES;
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
    sample_named(&w->p, w->item, w->a);
    assert_int_equal(place(w)->placement, OKR_PLACEMENT_INSIDE);
    assert_int_equal(place(w)->parts[0].municipality, w->a);
}

static void a_group_stands_where_its_items_stand_and_not_where_its_components_do(void **state)
{
    world *w = *state;
    const int group = sample_measure(&w->p, "group", -1, OKR_ROLE_GROUP);
    const int one = sample_measure(&w->p, "one", group, OKR_ROLE_ITEM);
    const int part = sample_measure(&w->p, "part", group, OKR_ROLE_COMPONENT);

    sample_named(&w->p, one, w->b);
    sample_named(&w->p, part, w->c);
    const okr_place *at = place_of(w, group, OKR_BASES_DEFAULT);
    assert_int_equal(at->placement, OKR_PLACEMENT_INSIDE);
    assert_int_equal(at->parts[0].municipality, w->b);
}

static void a_group_of_items_in_two_municipalities_is_not_split(void **state)
{
    world *w = *state;
    const int outer = sample_measure(&w->p, "outer", -1, OKR_ROLE_GROUP);
    const int inner = sample_measure(&w->p, "inner", outer, OKR_ROLE_GROUP);
    const int one = sample_measure(&w->p, "one", inner, OKR_ROLE_ITEM);
    const int two = sample_measure(&w->p, "two", inner, OKR_ROLE_ITEM);

    sample_named(&w->p, two, w->b);
    sample_named(&w->p, one, w->c);
    const okr_place *at = place_of(w, outer, OKR_BASES_DEFAULT);
    assert_int_equal(at->placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_int_equal(at->count, 2);
    assert_true(isnan(at->parts[0].share[OKR_SHARE_COUNT]));
}

static void a_group_with_an_unplaced_item_is_not_inside_the_place_of_the_other(void **state)
{
    world *w = *state;
    const int group = sample_measure(&w->p, "group", -1, OKR_ROLE_GROUP);
    const int one = sample_measure(&w->p, "one", group, OKR_ROLE_ITEM);

    sample_measure(&w->p, "two", group, OKR_ROLE_ITEM);
    sample_named(&w->p, one, w->b);
    assert_int_equal(place_of(w, group, OKR_BASES_DEFAULT)->placement, OKR_PLACEMENT_NOT_SPLIT);
}

static void a_group_of_region_wide_items_is_region_wide(void **state)
{
    world *w = *state;
    const int group = sample_measure(&w->p, "group", -1, OKR_ROLE_GROUP);

    for (int i = 0; i < 2; i++)
        sample_location(&w->p, sample_measure(&w->p, "one", group, OKR_ROLE_ITEM),
                        OKR_BASIS_REGION);
    assert_int_equal(place_of(w, group, OKR_BASES_DEFAULT)->placement, OKR_PLACEMENT_REGION);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(one_named_municipality_is_inside),
        CASE(the_same_municipality_named_twice_is_inside),
        CASE(several_named_municipalities_are_not_split),
        CASE(a_line_divides_the_count_and_lengths_and_nothing_else),
        CASE(the_part_outside_keeps_its_share),
        CASE(a_line_wholly_outside_is_outside),
        CASE(points_in_one_municipality_are_inside_and_in_two_not_split),
        CASE(mixed_dimensions_split_each_its_own_quantity_and_not_the_count),
        CASE(a_named_place_on_the_way_leaves_the_shares_of_the_line),
        CASE(a_named_place_off_the_line_makes_it_not_split_over_the_union),
        CASE(stated_portions_divide_everything),
        CASE(portions_that_do_not_sum_to_one_divide_nothing),
        CASE(the_portion_of_an_unknown_place_is_unplaced),
        CASE(an_unknown_place_beside_a_known_one_is_not_inside_it),
        CASE(an_unknown_place_alone_is_unplaced),
        CASE(outside_knowledge_places_only_when_asked),
        CASE(agglomeration_natural_area_and_subset_are_territory),
        CASE(region_and_unquantified_region_are_region_and_outside_region_outside),
        CASE(a_municipality_outranks_the_region),
        CASE(beneficiaries_do_not_place_an_activity_that_has_a_place),
        CASE(a_group_stands_where_its_items_stand_and_not_where_its_components_do),
        CASE(a_group_of_items_in_two_municipalities_is_not_split),
        CASE(a_group_with_an_unplaced_item_is_not_inside_the_place_of_the_other),
        CASE(a_group_of_region_wide_items_is_region_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
