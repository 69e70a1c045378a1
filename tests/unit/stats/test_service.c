#include "test.h"

#include "sample.h"

#include "geo/geom.h"
#include "stats/service.h"

#include <stdio.h>

/* Two towns of 0.2 x 0.1 degrees side by side at 55 N, and places on the parallel 55.05: there
 * one hundredth of a degree of longitude is 639 m: N cos(lat) of the ellipsoid. */
static struct world {
    okr_programme p;
    okr_selection *measures;
    okr_service service;
    int west, east, school, clinic;
    int kind_school, kind_any;
} w;

static okr_wkb geometry(const char *wkt)
{
    okr_error err = {0};
    okr_text wkb = {0};
    void *bytes = NULL;

    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    bytes = okr_arena_alloc(&w.p.arena, wkb.size, &err);
    assert_non_null(bytes);
    memcpy(bytes, okr_text_str(&wkb), wkb.size);
    const okr_wkb out = {bytes, wkb.size};
    okr_text_done(&wkb);
    return out;
}

static int settle(const char *id, int town, double lon, double population)
{
    const int s = sample_settlement(&w.p, id, id, town);

    OKR_SETTLEMENT(&w.p, s)->lon = lon;
    OKR_SETTLEMENT(&w.p, s)->lat = isnan(lon) ? (double)NAN : 55.05;
    OKR_SETTLEMENT(&w.p, s)->population = population;
    return s;
}

static int setup(void **state)
{
    w = (struct world){.service = OKR_SERVICE};
    okr_programme_init(&w.p);
    w.west = sample_municipality(&w.p, "32701000", "Запад", 1000.0, NAN);
    w.east = sample_municipality(&w.p, "32702000", "Восток", 400.0, NAN);
    OKR_MUNICIPALITY(&w.p, w.west)->polygon =
        geometry("POLYGON ((86 55, 86.2 55, 86.2 55.1, 86 55.1, 86 55))");
    OKR_MUNICIPALITY(&w.p, w.east)->polygon =
        geometry("POLYGON ((86.2 55, 86.4 55, 86.4 55.1, 86.2 55.1, 86.2 55))");
    w.kind_any = sample_kind(&w.p, "social", -1);
    w.kind_school = sample_kind(&w.p, "school", w.kind_any);
    w.school = sample_measure(&w.p, "school", -1, OKR_ROLE_ITEM);
    w.clinic = sample_measure(&w.p, "clinic", -1, OKR_ROLE_ITEM);
    OKR_MEASURE(&w.p, w.school)->kind = w.kind_school;
    return 0;
}

static int teardown(void **state)
{
    okr_service_done(&w.service);
    okr_selection_free(w.measures);
    okr_programme_done(&w.p);
    return 0;
}

/* Put a measure at a place on the parallel; returns the location. */
static okr_location *place(int measure, double lon, double accuracy_m)
{
    char wkt[64];
    const int l = sample_location(&w.p, measure, OKR_BASIS_STATED);

    (void)snprintf(wkt, sizeof wkt, "POINT (%.4f 55.05)", lon);
    OKR_LOCATION(&w.p, l)->geometry = geometry(wkt);
    OKR_LOCATION(&w.p, l)->shape = OKR_SHAPE_POINT;
    OKR_LOCATION(&w.p, l)->accuracy_m = accuracy_m;
    return OKR_LOCATION(&w.p, l);
}

static void find(double distance_m)
{
    okr_error err = {0};
    okr_service_request request = {.programme = &w.p, .distance_m = distance_m, .threads = 1};

    assert_ok(okr_selection_all(&w.p, OKR_BASES_DEFAULT, &w.measures, &err));
    request.measures = w.measures;
    assert_ok(okr_service_find(&request, &w.service, &err));
}

static const okr_service_row *row(okr_service_of kind, int index)
{
    static const okr_service_row none;

    for (size_t i = 0; i < w.service.rows.count; i++) {
        const okr_service_row *r = &OKR_AT(&w.service.rows, okr_service_row, i);
        if (r->kind == kind && r->index == index)
            return r;
    }
    fail_msg("no such row");
    return &none;
}

static const okr_service_row *town(int municipality)
{
    return row(OKR_SERVICE_MUNICIPALITY, municipality);
}

/* 600 of 1000 within reach; 300 certainly not; of 100 nothing is known. */
static void people_are_served_between_what_is_certain_and_what_is_not_excluded(void **state)
{
    settle("near", w.west, 86.05, 600.0);
    settle("far", w.west, 86.15, 300.0);
    place(w.school, 86.05, 0.0);
    find(1000.0);
    assert_int_equal(town(w.west)->settlements, 2);
    assert_int_equal(town(w.west)->settlements_certain, 1);
    assert_int_equal(town(w.west)->settlements_possible, 1);
    assert_near(okr_service_people_low(town(w.west)), 0.6, 1e-12);
    assert_near(okr_service_people_high(town(w.west)), 0.7, 1e-12);
    assert_near(okr_service_people_low(town(w.east)), 0.0, 0.0);
    assert_near(okr_service_people_high(town(w.east)), 1.0, 0.0);
}

static void a_place_that_is_not_known_is_in_neither_bound(void **state)
{
    settle("near", w.west, 86.05, 600.0);
    settle("nowhere", w.west, NAN, 400.0);
    place(w.school, 86.05, 0.0);
    find(1000.0);
    assert_int_equal(town(w.west)->settlements_unplaced, 1);
    assert_near(okr_service_people_low(town(w.west)), 0.6, 1e-12);
    assert_near(okr_service_people_high(town(w.west)), 1.0, 1e-12);
}

static void parts_of_a_town_are_not_counted_again(void **state)
{
    const int whole = settle("town", w.west, 86.05, 900.0);
    const int part = settle("part", w.west, 86.06, 300.0);

    OKR_SETTLEMENT(&w.p, part)->part_of = whole;
    place(w.school, 86.05, 0.0);
    find(2000.0);
    assert_int_equal(town(w.west)->settlements, 1);
    assert_near(okr_service_people_low(town(w.west)), 0.9, 1e-12);
    assert_false(town(w.west)->exceeds);
}

/* 1500 people in settlements of a town of 1000. */
static void shares_stay_within_one_and_too_many_people_are_noted(void **state)
{
    settle("a", w.west, 86.05, 800.0);
    settle("b", w.west, 86.06, 700.0);
    settle("c", w.east, 86.39, 500.0);
    place(w.school, 86.05, 0.0);
    find(2000.0);
    assert_true(town(w.west)->exceeds);
    assert_near(okr_service_people_low(town(w.west)), 1.0, 0.0);
    assert_near(okr_service_people_high(town(w.west)), 1.0, 0.0);
    assert_near(okr_service_people_low(town(w.east)), 0.0, 0.0);
    assert_near(okr_service_people_high(town(w.east)), 0.0, 0.0);
}

/* The settlement is 639 m away; 1000 m reach less 500 m of doubt do not surely get there. */
static void accuracy_parts_certain_from_possible(void **state)
{
    settle("near", w.west, 86.06, 1000.0);
    place(w.school, 86.05, 500.0);
    find(1000.0);
    assert_int_equal(town(w.west)->settlements_certain, 0);
    assert_int_equal(town(w.west)->settlements_possible, 1);
    assert_near(okr_service_people_low(town(w.west)), 0.0, 0.0);
    assert_near(okr_service_people_high(town(w.west)), 1.0, 0.0);
    assert_true(town(w.west)->area.low_m2 < 0.3 * town(w.west)->area.high_m2);
}

static void a_measure_next_door_serves_over_the_border(void **state)
{
    settle("border", w.east, 86.201, 100.0);
    place(w.school, 86.199, 0.0);
    find(1000.0);
    assert_int_equal(town(w.east)->settlements_certain, 1);
    assert_true(town(w.east)->area.low_m2 > 1e6);
}

/* Its true place may be anywhere in the west: possible there and near the border, certain
 * nowhere. */
static void a_named_municipality_serves_from_somewhere_in_it(void **state)
{
    settle("inside", w.west, 86.1, 10.0);
    settle("near", w.east, 86.205, 10.0);
    settle("far", w.east, 86.39, 10.0);
    sample_named(&w.p, w.school, w.west);
    find(1000.0);
    assert_int_equal(town(w.west)->settlements_possible, 1);
    assert_int_equal(town(w.west)->settlements_certain, 0);
    assert_int_equal(town(w.east)->settlements_possible, 1);
    assert_true(town(w.west)->area.low_m2 == 0.0);
    assert_near(town(w.west)->area.high_m2 / town(w.west)->area.area_m2, 1.0, 1e-9);
}

static void a_named_settlement_serves_from_its_point(void **state)
{
    const int s = settle("place", w.west, 86.05, 100.0);
    const int l = sample_named(&w.p, w.school, w.west);

    OKR_SETTLEMENT(&w.p, s)->accuracy_m = 300.0;
    OKR_LOCATION(&w.p, l)->settlement = s;
    find(1000.0);
    assert_int_equal(town(w.west)->settlements_certain, 1);
    assert_true(town(w.west)->area.high_m2 < 0.1 * town(w.west)->area.area_m2);
}

static void what_is_drawn_only_serves_nothing(void **state)
{
    place(w.school, 86.05, 0.0)->display_only = true;
    find(1000.0);
    assert_true(row(OKR_SERVICE_TOTAL, -1)->area.high_m2 == 0.0);
    assert_int_equal(w.service.serving, 0);
    assert_int_equal(w.service.unplaced, 2);
}

static void what_is_known_from_elsewhere_serves_only_when_asked_for(void **state)
{
    place(w.school, 86.05, 0.0)->basis = OKR_BASIS_OUTSIDE_KNOWLEDGE;
    find(1000.0);
    assert_int_equal(w.service.serving, 0);
}

static void measures_of_the_region_stand_beside(void **state)
{
    place(w.clinic, 86.05, 0.0);
    sample_location(&w.p, w.school, OKR_BASIS_REGION);
    OKR_LOCATION(&w.p, 1)->region = true;
    find(1000.0);
    assert_int_equal(w.service.serving, 1);
    assert_int_equal(w.service.region, 1);
}

static void without_a_distance_every_kind_has_its_own(void **state)
{
    const okr_service_row *total = NULL;

    OKR_KIND(&w.p, w.kind_any)->service_distance_m = 1500.0;
    place(w.school, 86.05, 0.0);
    place(w.clinic, 86.15, 0.0);
    find(0.0);
    total = row(OKR_SERVICE_TOTAL, -1);
    assert_int_equal(w.service.serving, 1);
    assert_int_equal(w.service.no_distance, 1);
    /* A circle of 1500 m has 7.07 km2. */
    assert_near(total->area.low_m2, 7.0686e6, 0.001 * total->area.area_m2);
}

static void members_sum_up_to_their_agglomeration(void **state)
{
    const int a = sample_agglomeration(&w.p, "both", false);
    const okr_service_row *sum = NULL;

    sample_member(&w.p, a, w.west);
    sample_member(&w.p, a, w.east);
    settle("near", w.west, 86.19, 600.0);
    settle("far", w.east, 86.35, 100.0);
    place(w.school, 86.199, 0.0);
    find(1000.0);
    sum = row(OKR_SERVICE_AGGLOMERATION, a);
    assert_true(sum->incomplete);
    assert_near(sum->area.low_m2, town(w.west)->area.low_m2 + town(w.east)->area.low_m2, 1e-3);
    assert_near(okr_service_people_low(sum), 600.0 / 1400.0, 1e-12);
    assert_near(okr_service_people_high(sum), 1300.0 / 1400.0, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(people_are_served_between_what_is_certain_and_what_is_not_excluded),
        TEST(a_place_that_is_not_known_is_in_neither_bound),
        TEST(parts_of_a_town_are_not_counted_again),
        TEST(shares_stay_within_one_and_too_many_people_are_noted),
        TEST(accuracy_parts_certain_from_possible),
        TEST(a_measure_next_door_serves_over_the_border),
        TEST(a_named_municipality_serves_from_somewhere_in_it),
        TEST(a_named_settlement_serves_from_its_point),
        TEST(what_is_drawn_only_serves_nothing),
        TEST(what_is_known_from_elsewhere_serves_only_when_asked_for),
        TEST(measures_of_the_region_stand_beside),
        TEST(without_a_distance_every_kind_has_its_own),
        TEST(members_sum_up_to_their_agglomeration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
