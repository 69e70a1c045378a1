/* The municipalities of another day: figures, places and memberships go over to heirs. */
#include "test.h"

#include "sample.h"

#include "geo/geom.h"
#include "link/as_of.h"
#include "link/link.h"
#include "source/read.h"

static okr_programme p;
static okr_error err;

static int setup(void **state)
{
    okr_programme_init(&p);
    p.status_date = sample_date("2022-12-31");
    return 0;
}

static int teardown(void **state)
{
    okr_programme_done(&p);
    return 0;
}

static int town(const char *oktmo, double population)
{
    const int i = sample_municipality(&p, oktmo, oktmo, population, 100);

    OKR_MUNICIPALITY(&p, i)->population_year = 2021;
    return i;
}

static void ends(int municipality, const char *date)
{
    OKR_MUNICIPALITY(&p, municipality)->valid_to = sample_date(date);
}

static void begins(int municipality, const char *date)
{
    OKR_MUNICIPALITY(&p, municipality)->valid_from = sample_date(date);
}

static void change(const char *from, const char *to, const char *date, okr_change_kind kind,
                   double portion)
{
    *(okr_municipal_change *)sample_push(&p.changes) =
        (okr_municipal_change){from, to, sample_date(date), kind, portion, "", {-1, 0}};
}

static int placed(const char *id, int municipality)
{
    const int location =
        sample_location(&p, sample_measure(&p, id, -1, OKR_ROLE_ITEM), OKR_BASIS_STATED);

    OKR_LOCATION(&p, location)->location_id = id;
    OKR_LOCATION(&p, location)->municipality_name = OKR_MUNICIPALITY(&p, municipality)->name_ru;
    return location;
}

static void square(int municipality, const char *wkt)
{
    okr_text wkb = {0};
    void *copy = NULL;

    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    copy = okr_arena_alloc(&p.arena, wkb.size, NULL);
    assert_non_null(copy);
    memcpy(copy, wkb.bytes, wkb.size);
    OKR_MUNICIPALITY(&p, municipality)->polygon = (okr_wkb){copy, wkb.size};
    okr_text_done(&wkb);
}

static void turn_to(const char *date)
{
    assert_ok(okr_programme_connect(&p, &err));
    assert_ok(okr_as_of(&p, sample_date(date), &err));
}

static bool listed(const char *oktmo)
{
    return okr_map_find(&p.municipality_index, oktmo) >= 0;
}

static okr_municipality *found(const char *oktmo)
{
    assert_true(listed(oktmo));
    return OKR_MUNICIPALITY(&p, okr_map_find(&p.municipality_index, oktmo));
}

static size_t findings(const char *code)
{
    size_t n = 0;

    for (size_t i = 0; i < p.findings.count; i++)
        n += strcmp(OKR_FINDING(&p, i)->code, code) == 0;
    return n;
}

static void nothing_happens_before_the_change(void **state)
{
    ends(town("01", 10), "2023-03-31");
    town("02", 20);
    change("01", "02", "2023-04-01", OKR_CHANGE_MERGE, 1);
    turn_to("2023-03-31");
    assert_int_equal(p.municipalities.count, 2);
    assert_int_equal(p.findings.count, 0);
    assert_near(found("02")->population, 20, 0);
}

static void a_merged_one_adds_people_area_and_polygon(void **state)
{
    const int from = town("01", 10), to = town("02", 20);
    okr_lonlat low, high;

    ends(from, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_MERGE, 1);
    square(from, "POLYGON((0 0,1 0,1 1,0 1,0 0))");
    square(to, "POLYGON((1 0,3 0,3 1,1 1,1 0))");
    turn_to("2023-04-01");
    assert_false(listed("01"));
    assert_near(found("02")->population, 30, 0);
    assert_near(found("02")->area_official_km2, 200, 0);
    assert_ok(okr_geom_box(found("02")->polygon, &low, &high, &err));
    assert_near(low.lon, 0, 0);
    assert_near(high.lon, 3, 0);
    assert_int_equal(findings("municipality_carried"), 1);
}

static void unknown_people_make_the_sum_unknown(void **state)
{
    ends(town("01", NAN), "2023-03-31");
    town("02", 20);
    change("01", "02", "2023-04-01", OKR_CHANGE_MERGE, 1);
    turn_to("2023-04-01");
    assert_true(isnan(found("02")->population));
}

static void one_that_begins_with_the_change_keeps_its_own_figures(void **state)
{
    ends(town("01", 10), "2023-03-31");
    begins(town("02", 12), "2023-04-01");
    change("01", "02", "2023-04-01", OKR_CHANGE_TRANSFORM, 1);
    turn_to("2023-04-01");
    assert_int_equal(p.municipalities.count, 1);
    assert_near(found("02")->population, 12, 0);
}

static void changes_are_followed_to_the_last(void **state)
{
    ends(town("01", 10), "2020-12-31");
    ends(town("02", 20), "2022-12-31");
    town("03", 30);
    change("01", "02", "2021-01-01", OKR_CHANGE_MERGE, 1);
    change("02", "03", "2023-01-01", OKR_CHANGE_MERGE, 1);
    turn_to("2024");
    assert_int_equal(p.municipalities.count, 1);
    assert_near(found("03")->population, 60, 0);
}

static void the_successor_column_stands_in_for_a_change(void **state)
{
    const int from = town("01", 10);

    town("02", 20);
    ends(from, "2023-03-31");
    OKR_MUNICIPALITY(&p, from)->successor = "02";
    turn_to("2024");
    assert_near(found("02")->population, 30, 0);
}

static void named_places_go_over(void **state)
{
    const int from = town("01", 10);
    const int location = placed("a", from);

    town("02", 20);
    ends(from, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_MERGE, 1);
    turn_to("2024");
    assert_ok(okr_link_programme(&p, NULL, 1, &err));
    assert_int_equal(OKR_LOCATION(&p, location)->municipality, 0);
    assert_string_equal(found("02")->oktmo, OKR_LOCATION(&p, location)->oktmo);
    assert_int_equal(findings("place_unknown"), 0);
}

static void a_divided_one_gives_its_portions(void **state)
{
    const int from = town("01", 100);

    town("02", 0);
    town("03", 0);
    placed("a", from);
    ends(from, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_SPLIT, 0.75);
    change("01", "03", "2023-04-01", OKR_CHANGE_SPLIT, 0.25);
    turn_to("2024");
    assert_near(found("02")->population, 75, 0);
    assert_near(found("03")->population, 25, 0);
    assert_int_equal(p.locations.count, 2);
    assert_near(OKR_LOCATION(&p, 0)->portion, 0.75, 0);
    assert_near(OKR_LOCATION(&p, 1)->portion, 0.25, 0);
    assert_string_equal(OKR_LOCATION(&p, 1)->location_id, "a/03");
}

static void a_divided_place_beside_others_is_not_split(void **state)
{
    const int from = town("01", 100);
    const int location = placed("a", from);

    town("02", 0);
    town("03", 0);
    OKR_AT(&p.locations, okr_location, sample_location(&p, 0, OKR_BASIS_STATED)).oktmo = "03";
    ends(from, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_SPLIT, 0.75);
    change("01", "03", "2023-04-01", OKR_CHANGE_SPLIT, 0.25);
    turn_to("2024");
    assert_int_equal(p.locations.count, 3);
    assert_true(isnan(OKR_LOCATION(&p, location)->portion));
}

static void settlements_of_a_divided_one_go_where_their_point_lies(void **state)
{
    const int from = town("01", 100), west = town("02", 0), east = town("03", 0);
    const int near = sample_settlement(&p, "near", "Near", from);
    const int lost = sample_settlement(&p, "lost", "Lost", from);

    OKR_SETTLEMENT(&p, near)->lon = 1.5;
    OKR_SETTLEMENT(&p, near)->lat = 0.5;
    square(west, "POLYGON((0 0,1 0,1 1,0 1,0 0))");
    square(east, "POLYGON((1 0,3 0,3 1,1 1,1 0))");
    ends(from, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_SPLIT, 0.5);
    change("01", "03", "2023-04-01", OKR_CHANGE_SPLIT, 0.5);
    turn_to("2024");
    assert_string_equal(OKR_SETTLEMENT(&p, near)->municipality_code, "03");
    assert_int_equal(OKR_SETTLEMENT(&p, lost)->municipality, -1);
}

static void a_membership_needs_all_parts(void **state)
{
    const int first = town("01", 1), second = town("02", 1), third = town("03", 1);
    const int full = sample_agglomeration(&p, "full", true);
    const int half = sample_agglomeration(&p, "half", true);

    ends(first, "2023-03-31");
    change("01", "02", "2023-04-01", OKR_CHANGE_MERGE, 1);
    sample_member(&p, full, first);
    sample_member(&p, full, second);
    sample_member(&p, half, first);
    sample_member(&p, half, third);
    turn_to("2024");
    assert_int_equal(p.members.count, 2);
    assert_string_equal(OKR_MEMBER(&p, 0)->agglomeration_code, "full");
    assert_string_equal(OKR_MEMBER(&p, 0)->oktmo, "02");
    assert_string_equal(OKR_MEMBER(&p, 1)->agglomeration_code, "half");
    assert_string_equal(OKR_MEMBER(&p, 1)->oktmo, "03");
}

static void one_whose_successor_is_not_listed_takes_the_new_code(void **state)
{
    const int from = town("01", 10);
    const int village = sample_settlement(&p, "v", "V", from);

    ends(from, "2023-03-31");
    change("01", "09", "2023-04-01", OKR_CHANGE_TRANSFORM, 1);
    turn_to("2024");
    assert_true(listed("09"));
    assert_string_equal(found("09")->oktmo_former, "01");
    assert_int_equal(OKR_SETTLEMENT(&p, village)->municipality, 0);
    assert_int_equal(findings("municipality_kept"), 1);
}

static void one_that_does_not_exist_yet_goes_back(void **state)
{
    const int from = town("01", 10), to = town("02", 30);
    const int location = placed("a", to);

    ends(from, "2023-03-31");
    begins(to, "2023-04-01");
    p.status_date = sample_date("2024");
    change("01", "02", "2023-04-01", OKR_CHANGE_TRANSFORM, 1);
    turn_to("2022");
    assert_int_equal(p.municipalities.count, 1);
    assert_near(found("01")->population, 10, 0);
    assert_string_equal(OKR_LOCATION(&p, location)->oktmo, "01");
}

static void one_without_a_listed_origin_stays(void **state)
{
    begins(town("02", 30), "2023-04-01");
    change("01", "02", "2023-04-01", OKR_CHANGE_TRANSFORM, 1);
    turn_to("2022");
    assert_true(listed("02"));
    assert_int_equal(findings("municipality_kept"), 1);
}

static void a_circle_of_changes_ends(void **state)
{
    ends(town("01", 10), "2023-03-31");
    ends(town("02", 10), "2023-03-31");
    change("01", "02", "2023-01-01", OKR_CHANGE_MERGE, 1);
    change("02", "01", "2023-01-01", OKR_CHANGE_MERGE, 1);
    turn_to("2024");
    assert_int_equal(p.municipalities.count, 1);
    assert_int_equal(findings("municipality_kept"), 1);
    assert_near(found("01")->population, 20, 0);
}

/* Populations of the census of 2021: 13849 and that of Прокопьевский; spring of 2023. */
static void krasnobrodsky_joins_prokopyevsky(void **state)
{
    double before = NAN;

    assert_ok(okr_source_read_places(OKRUG_SOURCE_DIR "/geodata/kuzbass", NULL, &p, &err));
    before = found("32522000")->population;
    assert_near(found("32759000")->population, 13849, 0);
    assert_ok(okr_as_of(&p, sample_date("2024"), &err));
    assert_int_equal(p.municipalities.count, 33);
    assert_false(listed("32759000"));
    assert_near(found("32522000")->population, before + 13849, 0);
    for (size_t i = 0; i < p.settlements.count; i++)
        assert_string_not_equal(OKR_SETTLEMENT(&p, i)->municipality_code, "32759000");
    assert_int_equal(findings("municipality_carried"), 1);
    assert_ok(okr_link_programme(&p, NULL, 1, &err));
    assert_int_equal(findings("place_unknown"), 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(nothing_happens_before_the_change),
        CASE(a_merged_one_adds_people_area_and_polygon),
        CASE(unknown_people_make_the_sum_unknown),
        CASE(one_that_begins_with_the_change_keeps_its_own_figures),
        CASE(changes_are_followed_to_the_last),
        CASE(the_successor_column_stands_in_for_a_change),
        CASE(named_places_go_over),
        CASE(a_divided_one_gives_its_portions),
        CASE(a_divided_place_beside_others_is_not_split),
        CASE(settlements_of_a_divided_one_go_where_their_point_lies),
        CASE(a_membership_needs_all_parts),
        CASE(one_whose_successor_is_not_listed_takes_the_new_code),
        CASE(one_that_does_not_exist_yet_goes_back),
        CASE(one_without_a_listed_origin_stays),
        CASE(a_circle_of_changes_ends),
        CASE(krasnobrodsky_joins_prokopyevsky),
    };
#undef CASE

    return cmocka_run_group_tests(tests, NULL, NULL);
}
