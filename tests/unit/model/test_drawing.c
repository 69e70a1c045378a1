#include "test.h"

#include "model/drawing.h"
#include "sample.h"

/* One measure of a kind that is a line, and locations that the tests add. */
typedef struct case_of {
    okr_programme p;
    okr_buckets locations;
} case_of;

static const unsigned char some_bytes[21];

static void begin(case_of *c)
{
    okr_programme_init(&c->p);
    c->locations = (okr_buckets){0};
    *(okr_kind *)sample_push(&c->p.kinds) =
        (okr_kind){.code = "pipe", .shape = OKR_SHAPE_LINE, .parent = -1};
    *(okr_measure *)sample_push(&c->p.measures) =
        (okr_measure){.measure_id = "m", .kind = 0, .parent = -1, .same_as = -1};
}

static okr_location *add(case_of *c, okr_basis basis)
{
    okr_location *l = sample_push(&c->p.locations);

    *l = (okr_location){.location_id = "l",
                        .measure = 0,
                        .basis = basis,
                        .exactness = OKR_EXACTNESS_EXACT,
                        .portion = NAN,
                        .municipality = -1,
                        .settlement = -1,
                        .agglomeration = -1};
    return l;
}

static okr_drawing end(case_of *c)
{
    okr_error err = {.status = OKR_OK};
    okr_drawing d = {0};

    assert_ok(okr_buckets_build(&c->locations, 1, &c->p.locations,
                                offsetof(okr_location, measure), &err));
    d = okr_drawing_of(&c->p, 0, okr_buckets_at(&c->locations, 0));
    okr_buckets_done(&c->locations);
    okr_programme_done(&c->p);
    return d;
}

static void draw(okr_location *l)
{
    l->geometry = (okr_wkb){some_bytes, sizeof some_bytes};
}

static void without_any_location_it_waits_for_the_shape_of_its_kind(void **state)
{
    case_of c;
    okr_drawing d;

    begin(&c);
    d = end(&c);
    assert_int_equal(d.waiting, OKR_WAITING_UNPLACED);
    assert_int_equal(d.shape, OKR_SHAPE_LINE);
    assert_int_equal(d.location, -1);
}

static void a_named_place_is_completed_by_the_drawing(void **state)
{
    case_of c;
    okr_drawing d;

    begin(&c);
    add(&c, OKR_BASIS_STATED)->municipality = 0;
    add(&c, OKR_BASIS_OUTSIDE_KNOWLEDGE)->municipality = 1;
    d = end(&c);
    assert_int_equal(d.waiting, OKR_WAITING_NAMED);
    assert_int_equal(d.location, 0);
}

static void of_two_named_places_none_is_completed(void **state)
{
    case_of c;
    okr_drawing d;

    begin(&c);
    add(&c, OKR_BASIS_STATED)->municipality = 0;
    add(&c, OKR_BASIS_STATED)->municipality = 1;
    d = end(&c);
    assert_int_equal(d.waiting, OKR_WAITING_NAMED);
    assert_int_equal(d.location, -1);
}

static void an_exact_drawing_ends_the_waiting_an_approximate_one_does_not(void **state)
{
    case_of c;
    okr_location *l = NULL;

    begin(&c);
    draw(add(&c, OKR_BASIS_STATED));
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
    begin(&c);
    l = add(&c, OKR_BASIS_STATED);
    draw(l);
    l->exactness = OKR_EXACTNESS_APPROXIMATE;
    assert_int_equal(end(&c).waiting, OKR_WAITING_APPROXIMATE);
}

static void a_symbol_for_drawing_is_no_drawing(void **state)
{
    case_of c;
    okr_location *l = NULL;

    begin(&c);
    l = add(&c, OKR_BASIS_STATED);
    draw(l);
    l->display_only = true;
    l->municipality = 0;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NAMED);
}

static void region_portions_and_refusal_are_not_waited_for(void **state)
{
    case_of c;
    okr_location *l = NULL;

    begin(&c);
    add(&c, OKR_BASIS_REGION)->region = true;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
    begin(&c);
    l = add(&c, OKR_BASIS_STATED);
    l->municipality = 0;
    l->portion = 0.4;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
    begin(&c);
    OKR_MEASURE(&c.p, 0)->lifecycle = OKR_LIFECYCLE_CANCELLED;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
}

static void its_own_expectation_goes_before_that_of_its_kind(void **state)
{
    case_of c;

    begin(&c);
    OKR_MEASURE(&c.p, 0)->geometry_expected = OKR_SHAPE_AREA;
    assert_int_equal(end(&c).shape, OKR_SHAPE_AREA);
    begin(&c);
    OKR_MEASURE(&c.p, 0)->geometry_expected = OKR_SHAPE_REGION;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
}

static void what_has_no_shape_is_a_point_when_nothing_places_it(void **state)
{
    case_of c;
    okr_drawing d;

    begin(&c);
    OKR_MEASURE(&c.p, 0)->kind = -1;
    d = end(&c);
    assert_int_equal(d.waiting, OKR_WAITING_UNPLACED);
    assert_int_equal(d.shape, OKR_SHAPE_POINT);
    begin(&c);
    OKR_MEASURE(&c.p, 0)->kind = -1;
    add(&c, OKR_BASIS_STATED)->municipality = 0;
    assert_int_equal(end(&c).waiting, OKR_WAITING_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_any_location_it_waits_for_the_shape_of_its_kind),
        cmocka_unit_test(a_named_place_is_completed_by_the_drawing),
        cmocka_unit_test(of_two_named_places_none_is_completed),
        cmocka_unit_test(an_exact_drawing_ends_the_waiting_an_approximate_one_does_not),
        cmocka_unit_test(a_symbol_for_drawing_is_no_drawing),
        cmocka_unit_test(region_portions_and_refusal_are_not_waited_for),
        cmocka_unit_test(its_own_expectation_goes_before_that_of_its_kind),
        cmocka_unit_test(what_has_no_shape_is_a_point_when_nothing_places_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
