#include "test.h"

#include "sample.h"

#include "link/resolve.h"

/* The made-up oblast of geodata/demo-shares in part: homonyms, and a centre that lies
 * elsewhere. */
typedef struct world {
    okr_programme p;
    int city, okrug, north, item;
} world;

static int setup(void **state)
{
    static world w;

    w = (world){0};
    okr_programme_init(&w.p);
    w.city = sample_municipality(&w.p, "07701000", "Ясноборский городской округ", NAN, NAN);
    w.okrug =
        sample_municipality(&w.p, "07605000", "Ясноборский муниципальный округ", NAN, NAN);
    w.north =
        sample_municipality(&w.p, "07620000", "Верхнеполянский муниципальный округ", NAN, NAN);
    OKR_MUNICIPALITY(&w.p, w.okrug)->admin_centre = "Ясноборск";
    sample_settlement(&w.p, "yasnoborsk", "Ясноборск", w.city);
    sample_settlement(&w.p, "dubravka_south", "Дубравка", w.okrug);
    sample_settlement(&w.p, "dubravka_north", "Дубравка", w.north);
    w.item = sample_measure(&w.p, "item", -1, OKR_ROLE_ITEM);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    okr_programme_done(&((world *)*state)->p);
    return 0;
}

static okr_location *named(world *w, const char *oktmo, const char *municipality,
                           const char *settlement)
{
    okr_error err = {.status = OKR_OK};
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    OKR_LOCATION(&w->p, l)->oktmo = oktmo;
    OKR_LOCATION(&w->p, l)->municipality_name = municipality;
    OKR_LOCATION(&w->p, l)->settlement_name = settlement;
    OKR_LOCATION(&w->p, l)->location_id = "the-location";
    assert_ok(okr_resolve_places(&w->p, &err));
    return OKR_LOCATION(&w->p, l);
}

static void finding_is(const world *w, const char *code, okr_severity severity)
{
    assert_int_equal(w->p.findings.count, 1);
    assert_string_equal(OKR_FINDING(&w->p, 0)->code, code);
    assert_int_equal(OKR_FINDING(&w->p, 0)->severity, severity);
    assert_string_equal(OKR_FINDING(&w->p, 0)->item, "the-location");
}

static void a_code_names_its_municipality(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "07605000", "", "")->municipality, w->okrug);
    assert_int_equal(w->p.findings.count, 0);
}

static void an_abbreviated_name_names_its_municipality(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "", "Ясноборский ГО", "")->municipality, w->city);
    assert_int_equal(w->p.findings.count, 0);
}

static void a_settlement_stands_for_the_municipality_that_contains_it(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "", "г. Ясноборск");

    assert_int_equal(l->municipality, w->city);
    assert_int_equal(l->settlement, 0);
}

static void a_region_where_a_municipality_stands_is_the_region(void **state)
{
    world *w = *state;

    w->p.region = (okr_titles){"Ясноборская область", ""};
    w->p.region_aliases = "Ясноборье";
    assert_true(named(w, "", "в Ясноборье", "")->region);
    assert_true(named(w, "", "Ясноборской обл.", "")->region);
    const okr_location *l = named(w, "", "Ясноборская область", "г. Ясноборск");
    assert_false(l->region); /* the town is the place */
    assert_int_equal(l->municipality, w->city);
    assert_int_equal(w->p.findings.count, 0);
    assert_false(named(w, "", "Ясноборский край", "")->region);
    finding_is(w, "place_other_region", OKR_SEVERITY_ERROR);
}

static void a_region_beside_a_place_is_taken_off_unless_it_is_another(void **state)
{
    world *w = *state;
    const int outside = sample_location(&w->p, w->item, OKR_BASIS_OUTSIDE_REGION);

    w->p.region = (okr_titles){"Ясноборская область", ""};
    OKR_LOCATION(&w->p, outside)->municipality_name = "г. Ясноборск, Алтайский край";
    assert_int_equal(named(w, "", "", "г. Ясноборск, Ясноборская обл.")->municipality, w->city);
    assert_int_equal(named(w, "", "", "Ясноборская область, г. Ясноборск")->municipality,
                     w->city);
    assert_int_equal(OKR_LOCATION(&w->p, outside)->municipality, -1);
    assert_int_equal(w->p.findings.count, 0); /* whoever says outside may name where */
    assert_int_equal(named(w, "", "", "г. Ясноборск, Алтайский край")->municipality, -1);
    finding_is(w, "place_other_region", OKR_SEVERITY_ERROR);
}

static void a_homonym_is_told_by_its_municipality(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "Верхнеполянский муниципальный округ", "с. Дубравка");

    assert_int_equal(l->municipality, w->north);
    assert_int_equal(l->settlement, 2);
}

static void one_cell_may_name_a_settlement_and_its_municipality(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "", "с. Дубравка Верхнеполянского МО");

    assert_int_equal(l->municipality, w->north);
    assert_int_equal(l->settlement, 2);
    l = named(w, "", "Ясноборский МО, с. Дубравка", "");
    assert_int_equal(l->municipality, w->okrug);
    assert_int_equal(l->settlement, 1);
    assert_int_equal(w->p.findings.count, 0);
}

static void a_cell_whose_settlement_lies_elsewhere_is_an_error_that_says_where(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "", "", "г. Ясноборск (Верхнеполянский МО)")->municipality, -1);
    finding_is(w, "place_unknown", OKR_SEVERITY_ERROR);
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.ru, "Ясноборский городской"));
}

static void a_homonym_alone_is_an_error_with_its_candidates(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "", "", "Дубравка")->municipality, -1);
    finding_is(w, "place_ambiguous", OKR_SEVERITY_ERROR);
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.ru, "Верхнеполянский"));
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.ru, "Ясноборский муниципальный"));
}

static void an_unknown_name_is_an_error_with_suggestions(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "", "", "Дубровка")->municipality, -1);
    finding_is(w, "place_unknown", OKR_SEVERITY_ERROR);
    assert_string_equal(OKR_FINDING(&w->p, 0)->column, "settlement");
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.ru, "Дубравка"));
}

static void an_unknown_settlement_leaves_its_municipality_standing(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "Ясноборский муниципальный округ", "Забытое");

    assert_int_equal(l->municipality, w->okrug);
    assert_int_equal(l->settlement, -1);
    finding_is(w, "settlement_unknown", OKR_SEVERITY_WARNING);
}

static void a_settlement_of_another_municipality_is_not_moved(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "Верхнеполянский муниципальный округ", "Ясноборск");

    assert_int_equal(l->municipality, w->north);
    finding_is(w, "settlement_elsewhere", OKR_SEVERITY_WARNING);
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.en, "Ясноборский городской округ"));
}

static void a_settlement_inside_the_municipality_named_is_no_finding(void **state)
{
    world *w = *state;
    const okr_location *l = named(w, "", "Ясноборский городской округ", "г. Ясноборск");

    assert_int_equal(l->municipality, w->city);
    assert_int_equal(w->p.findings.count, 0);
}

static void a_settlement_beside_the_code_of_another_municipality_is_not_moved(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "07620000", "", "Ясноборск")->municipality, w->north);
    finding_is(w, "settlement_elsewhere", OKR_SEVERITY_WARNING);
}

/* A location of the northern okrug and of an agglomeration of the city alone. */
static void name_both(world *w, bool complete, int member)
{
    okr_error err = {.status = OKR_OK};
    const int a = sample_agglomeration(&w->p, "centre", complete);
    const int l = sample_location(&w->p, w->item, OKR_BASIS_STATED);

    sample_member(&w->p, a, member);
    OKR_LOCATION(&w->p, l)->municipality_name = "Верхнеполянский муниципальный округ";
    OKR_LOCATION(&w->p, l)->agglomeration = a;
    OKR_LOCATION(&w->p, l)->agglomeration_code = "centre";
    OKR_LOCATION(&w->p, l)->location_id = "the-location";
    assert_ok(okr_resolve_places(&w->p, &err));
    assert_int_equal(OKR_LOCATION(&w->p, l)->municipality, w->north);
}

static void a_municipality_that_the_agglomeration_does_not_have_is_told(void **state)
{
    world *w = *state;

    name_both(w, true, w->city);
    finding_is(w, "agglomeration_disagrees", OKR_SEVERITY_WARNING);
    assert_string_equal(OKR_FINDING(&w->p, 0)->value, "centre");
}

static void members_and_incomplete_lists_contradict_nothing(void **state)
{
    world *w = *state;

    name_both(w, true, w->north);
    name_both(w, false, w->city);
    assert_int_equal(w->p.findings.count, 0);
}

static void a_code_outranks_the_name_beside_it(void **state)
{
    world *w = *state;

    assert_int_equal(named(w, "07605000", "Ясноборский городской округ", "")->municipality,
                     w->okrug);
    finding_is(w, "place_contradicts", OKR_SEVERITY_WARNING);
}

static void another_type_of_the_place_is_found_with_a_warning(void **state)
{
    world *w = *state;

    OKR_SETTLEMENT(&w->p, 1)->kind = "деревня";
    OKR_SETTLEMENT(&w->p, 2)->kind = "деревня";
    assert_int_equal(
        named(w, "", "Верхнеполянский муниципальный округ", "с. Дубравка")->settlement, 2);
    finding_is(w, "place_type_differs", OKR_SEVERITY_WARNING);
    assert_non_null(strstr(OKR_FINDING(&w->p, 0)->message.ru, "деревня Дубравка"));
}

static void the_same_type_of_the_place_is_no_finding(void **state)
{
    world *w = *state;

    OKR_SETTLEMENT(&w->p, 2)->kind = "деревня";
    assert_int_equal(
        named(w, "", "Верхнеполянский муниципальный округ", "дер. Дубравка")->settlement, 2);
    assert_int_equal(w->p.findings.count, 0);
}

static void a_municipality_that_is_no_more_is_not_found(void **state)
{
    world *w = *state;

    w->p.status_date = sample_date("2023-06-30");
    OKR_MUNICIPALITY(&w->p, w->north)->valid_to = sample_date("2023-03-31");
    assert_int_equal(named(w, "", "Верхнеполянский муниципальный округ", "")->municipality, -1);
    finding_is(w, "place_unknown", OKR_SEVERITY_ERROR);
}

static void a_municipality_that_ends_later_is_found(void **state)
{
    world *w = *state;

    w->p.status_date = sample_date("2022-12-31");
    OKR_MUNICIPALITY(&w->p, w->north)->valid_to = sample_date("2023-03-31");
    assert_int_equal(named(w, "", "Верхнеполянский муниципальный округ", "")->municipality,
                     w->north);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_code_names_its_municipality),
        CASE(an_abbreviated_name_names_its_municipality),
        CASE(a_settlement_stands_for_the_municipality_that_contains_it),
        CASE(a_region_where_a_municipality_stands_is_the_region),
        CASE(a_region_beside_a_place_is_taken_off_unless_it_is_another),
        CASE(a_homonym_is_told_by_its_municipality),
        CASE(one_cell_may_name_a_settlement_and_its_municipality),
        CASE(a_cell_whose_settlement_lies_elsewhere_is_an_error_that_says_where),
        CASE(a_homonym_alone_is_an_error_with_its_candidates),
        CASE(an_unknown_name_is_an_error_with_suggestions),
        CASE(an_unknown_settlement_leaves_its_municipality_standing),
        CASE(a_settlement_of_another_municipality_is_not_moved),
        CASE(a_settlement_inside_the_municipality_named_is_no_finding),
        CASE(a_settlement_beside_the_code_of_another_municipality_is_not_moved),
        CASE(a_municipality_that_the_agglomeration_does_not_have_is_told),
        CASE(members_and_incomplete_lists_contradict_nothing),
        CASE(a_code_outranks_the_name_beside_it),
        CASE(another_type_of_the_place_is_found_with_a_warning),
        CASE(the_same_type_of_the_place_is_no_finding),
        CASE(a_municipality_that_is_no_more_is_not_found),
        CASE(a_municipality_that_ends_later_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
