/* Two square municipalities side by side, lon 60..61 and 61..62, lat 54..55, and what lies in
 * and beside them. */
#include "test.h"

#include "../geo/shapes.h"
#include "sample.h"
#include "torture.h"

#include "link/balance.h"
#include "link/link.h"

static struct world {
    okr_programme p;
    shape west, east;
    shape drawn[8];
    size_t shapes;
    int a, b, item;
} w;

static int setup(void **state)
{
    w = (struct world){0};
    okr_programme_init(&w.p);
    w.a = sample_municipality(&w.p, "32701000", "Западный городской округ", 300, 5000);
    w.b = sample_municipality(&w.p, "32704000", "Восточный городской округ", 100, 5000);
    shape_box(&w.west, 60, 54, 61, 55);
    shape_box(&w.east, 61, 54, 62, 55);
    OKR_MUNICIPALITY(&w.p, w.a)->polygon = shape_wkb(&w.west);
    OKR_MUNICIPALITY(&w.p, w.b)->polygon = shape_wkb(&w.east);
    w.item = sample_measure(&w.p, "item", -1, OKR_ROLE_ITEM);
    return 0;
}

static int teardown(void **state)
{
    shape_done(&w.west);
    shape_done(&w.east);
    for (size_t i = 0; i < w.shapes; i++)
        shape_done(&w.drawn[i]);
    okr_programme_done(&w.p);
    return 0;
}

static shape *new_shape(void)
{
    return &w.drawn[w.shapes++];
}

static okr_location *locate(const shape *s)
{
    const int l = sample_location(&w.p, w.item, OKR_BASIS_STATED);

    OKR_LOCATION(&w.p, l)->location_id = "here";
    if (s != NULL)
        OKR_LOCATION(&w.p, l)->geometry = shape_wkb(s);
    return OKR_LOCATION(&w.p, l);
}

static okr_location *line(double lon_from, double lon_to)
{
    const okr_lonlat points[] = {{lon_from, 54.5}, {lon_to, 54.5}};
    shape *s = new_shape();

    shape_line(s, points, 2);
    return locate(s);
}

static okr_location *point(double lon, double lat)
{
    shape *s = new_shape();

    shape_point(s, lon, lat);
    return locate(s);
}

static void link_all(void)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_link_programme(&w.p, NULL, 1, &err));
}

static okr_place placed(void)
{
    okr_error err = {.status = OKR_OK};
    okr_places *places = NULL;
    okr_place place;

    link_all();
    assert_ok(okr_places_new(&w.p, OKR_BASES_DEFAULT, &places, &err));
    place = *okr_places_at(places, w.item);
    place.parts = NULL; /* not read: they go with their places */
    okr_places_free(places);
    return place;
}

static okr_link link_to(int municipality)
{
    for (size_t i = 0; i < w.p.links.count; i++)
        if (OKR_LINK(&w.p, i)->municipality == municipality)
            return *OKR_LINK(&w.p, i);
    fail_msg("no link to municipality %d", municipality);
    return (okr_link){.measure = -1};
}

static bool found(const char *code)
{
    for (size_t i = 0; i < w.p.findings.count; i++)
        if (strcmp(OKR_FINDING(&w.p, i)->code, code) == 0)
            return true;
    return false;
}

/* The area under straight edges is the same in each degree of longitude. */
static void municipalities_are_measured(void **state)
{
    link_all();
    const double west = OKR_MUNICIPALITY(&w.p, w.a)->area_m2;
    /* README.md of geodata/demo-shares: strip 54..55, m2 per degree of longitude. */
    assert_near(west, 7211673192.4957299, 1e-2);
    assert_near(w.p.boundary_set.total_area_m2, 2 * west, 1e-2);
    assert_int_equal(w.p.findings.count, 0);
}

static void a_line_over_the_border_is_linked_by_its_pieces(void **state)
{
    line(60.5, 62.5);
    assert_int_equal(placed().placement, OKR_PLACEMENT_SPLIT);
    assert_int_equal(w.p.links.count, 3);
    assert_near(link_to(w.a).share, 0.25, 1e-12);
    assert_near(link_to(w.b).share, 0.5, 1e-12);
    assert_near(link_to(-1).share, 0.25, 1e-12);
    assert_int_equal(link_to(w.a).method, OKR_LINK_LENGTH);
    assert_near(OKR_LOCATION(&w.p, 0)->length_m, 129570.53125702, 1e-6);
    assert_near(OKR_LOCATION(&w.p, 0)->outside_length_m, 129570.53125702 / 4, 1e-6);
}

static void an_area_over_the_border_is_linked_by_its_pieces(void **state)
{
    shape *s = new_shape();

    shape_box(s, 60.75, 54.25, 61.25, 54.75);
    locate(s);
    assert_int_equal(placed().placement, OKR_PLACEMENT_SPLIT);
    assert_near(link_to(w.a).area_m2, OKR_LOCATION(&w.p, 0)->area_m2 / 2, 1e-3);
    assert_int_equal(OKR_LOCATION(&w.p, 0)->shape, OKR_SHAPE_AREA);
}

static void a_point_is_linked_to_its_municipality(void **state)
{
    point(61.5, 54.5)->exactness = OKR_EXACTNESS_APPROXIMATE;
    assert_int_equal(placed().placement, OKR_PLACEMENT_INSIDE);
    assert_int_equal(link_to(w.b).method, OKR_LINK_POINT);
    assert_int_equal(link_to(w.b).exactness, OKR_EXACTNESS_APPROXIMATE);
}

static void a_symbol_for_drawing_is_never_linked(void **state)
{
    line(60.5, 61.5)->display_only = true;
    assert_int_equal(placed().placement, OKR_PLACEMENT_UNPLACED);
    assert_int_equal(w.p.links.count, 0);
    assert_true(isnan(OKR_LOCATION(&w.p, 0)->length_m));
}

static void a_stated_municipality_outranks_a_point(void **state)
{
    point(61.25, 54.5)->oktmo = "32701000";
    assert_int_equal(placed().placement, OKR_PLACEMENT_INSIDE);
    assert_int_equal(link_to(w.a).method, OKR_LINK_PLACE);
    assert_int_equal(w.p.findings.count, 1);
    assert_string_equal(OKR_FINDING(&w.p, 0)->code, "place_disagrees");
    /* 0.25 degrees along lat 54.5: 16196.3 m and a little less to the nearest point */
    assert_non_null(strstr(OKR_FINDING(&w.p, 0)->message.en, "16.19"));
}

static void a_stated_municipality_takes_a_line_whole(void **state)
{
    line(60.5, 61.5)->oktmo = "32701000";
    assert_int_equal(placed().placement, OKR_PLACEMENT_INSIDE);
    assert_near(link_to(w.a).share, 1.0, 0.0);
    assert_near(link_to(w.a).length_m, OKR_LOCATION(&w.p, 0)->length_m, 0.0);
    assert_non_null(strstr(OKR_FINDING(&w.p, 0)->message.ru, "50.0 %"));
}

static void settle(const char *name, double lon, double population)
{
    const int added = sample_settlement(&w.p, name, name, w.a);
    okr_settlement *s = OKR_SETTLEMENT(&w.p, added);

    s->lon = lon;
    s->lat = 54.5;
    s->accuracy_m = 100.0;
    s->population = population;
}

static size_t far_findings(void)
{
    size_t n = 0;

    for (size_t i = 0; i < w.p.findings.count; i++)
        n += strcmp(OKR_FINDING(&w.p, i)->code, "settlement_far") == 0;
    return n;
}

/* 0.1 degrees along lat 54.5 are 6.48 km; a village reaches 3 km. */
static void what_is_drawn_beside_another_settlement_than_its_own_is_a_finding(void **state)
{
    okr_location *l = NULL;

    settle("Дальнее", 60.1, 500.0);
    settle("Ближнее", 60.21, 500.0);
    l = point(60.2, 54.5);
    l->settlement_name = "с. Дальнее";
    l->accuracy_m = 50.0;
    (void)placed();
    assert_int_equal(far_findings(), 1);
    assert_string_equal(OKR_FINDING(&w.p, 0)->value, "Дальнее");
    assert_non_null(strstr(OKR_FINDING(&w.p, 0)->message.en, "6.5 km away"));
    assert_non_null(strstr(OKR_FINDING(&w.p, 0)->message.en, "Ближнее"));
}

static void what_may_still_belong_to_its_settlement_is_no_finding(void **state)
{
    okr_location *l = NULL;

    settle("Дальнее", 60.1, 500.0);
    l = point(60.2, 54.5); /* far, but nothing else is nearer */
    l->settlement_name = "с. Дальнее";
    l->accuracy_m = 50.0;
    (void)placed();
    assert_int_equal(far_findings(), 0);
    settle("Ближнее", 60.21, 500.0);
    OKR_LOCATION(&w.p, 0)->accuracy_m = 4000.0; /* it may be in reach of either */
    (void)placed();
    assert_int_equal(far_findings(), 0);
    OKR_LOCATION(&w.p, 0)->accuracy_m = 50.0;
    OKR_SETTLEMENT(&w.p, 0)->population = 20000.0; /* a town reaches 10 km */
    (void)placed();
    assert_int_equal(far_findings(), 0);
}

static void geometry_that_agrees_with_what_is_stated_is_no_finding(void **state)
{
    point(60.5, 54.5)->oktmo = "32701000";
    line(60.25, 60.75)->oktmo = "32701000";
    link_all();
    assert_int_equal(w.p.findings.count, 0);
}

static void portions_that_do_not_sum_to_one_are_an_error(void **state)
{
    okr_location *l = locate(NULL);

    l->oktmo = "32701000";
    l->portion = 0.6;
    l = locate(NULL);
    l->oktmo = "32704000";
    l->portion = 0.3;
    assert_int_equal(placed().placement, OKR_PLACEMENT_NOT_SPLIT);
    assert_true(found("portion_sum"));
    assert_int_equal(link_to(w.a).method, OKR_LINK_PORTION);
    assert_near(link_to(w.a).share, 0.6, 0.0);
    OKR_LOCATION(&w.p, 1)->portion = 0.4;
    w.p.findings.count = 0;
    assert_int_equal(placed().placement, OKR_PLACEMENT_SPLIT);
    assert_false(found("portion_sum"));
}

static void a_stated_length_far_from_the_drawn_one_is_a_finding(void **state)
{
    const int km = sample_unit(&w.p, "km", "km", 1.0);
    const int i = sample_indicator(&w.p, w.item, "length", km, 66.0);

    line(60.25, 61.25); /* 64.8 km */
    link_all();
    assert_false(found("length_differs"));
    OKR_INDICATOR(&w.p, i)->target.number = 75.0; /* the target goes before the actual */
    link_all();
    assert_true(found("length_differs"));
}

static void a_stated_area_far_from_the_drawn_one_is_a_finding(void **state)
{
    const int ha = sample_unit(&w.p, "ha", "ha", 1.0);
    shape *s = new_shape();

    shape_box(s, 60.25, 54.25, 60.75, 54.75); /* 180 293.6 ha */
    locate(s);
    sample_indicator(&w.p, w.item, "area", ha, 180000.0);
    link_all();
    assert_false(found("area_differs"));
    OKR_INDICATOR(&w.p, 0)->actual.number = 170000.0;
    link_all();
    assert_true(found("area_differs"));
}

static void overlapping_municipalities_are_an_error_and_sums_close_all_the_same(void **state)
{
    shape_done(&w.east);
    shape_box(&w.east, 60.5, 54, 62, 55);
    OKR_MUNICIPALITY(&w.p, w.b)->polygon = shape_wkb(&w.east);
    line(60.25, 61.25);
    link_all();
    assert_true(found("boundaries_overlap"));
    assert_near(link_to(w.a).share, 0.75, 1e-12); /* the first in the table owns the overlap */
}

static void a_hole_between_municipalities_is_a_warning(void **state)
{
    static const okr_lonlat outer[] = {{61, 54}, {62, 54}, {62, 55}, {61, 55}, {61, 54}};
    static const okr_lonlat hole[] = {
        {61.4, 54.4}, {61.6, 54.4}, {61.6, 54.6}, {61.4, 54.6}, {61.4, 54.4}};

    shape_done(&w.east);
    shape_header(&w.east, 3);
    shape_count(&w.east, 2);
    shape_ring(&w.east, outer, 5);
    shape_ring(&w.east, hole, 5);
    OKR_MUNICIPALITY(&w.p, w.b)->polygon = shape_wkb(&w.east);
    link_all();
    assert_true(found("boundaries_gap"));
}

static void without_boundaries_named_places_are_linked_and_geometry_is_not(void **state)
{
    OKR_MUNICIPALITY(&w.p, w.a)->polygon = (okr_wkb){0};
    OKR_MUNICIPALITY(&w.p, w.b)->polygon = (okr_wkb){0};
    point(60.5, 54.5);
    assert_int_equal(placed().placement, OKR_PLACEMENT_UNPLACED);
    locate(NULL)->oktmo = "32704000";
    assert_int_equal(placed().placement, OKR_PLACEMENT_INSIDE);
}

static void a_broken_geometry_names_its_location(void **state)
{
    static const unsigned char cut[] = {1, 1, 0, 0, 0, 9};
    okr_error err = {.status = OKR_OK};

    locate(NULL)->geometry = (okr_wkb){cut, sizeof cut};
    assert_fails_with(okr_link_programme(&w.p, NULL, 1, &err), OKR_ERR_GEOMETRY, "'here'");
}

static void the_links_do_not_depend_on_the_number_of_threads(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec one = OKR_VEC(okr_link);

    point(60.5, 54.5);
    const okr_wkb wkb = OKR_LOCATION(&w.p, 0)->geometry;
    line(60.5, 61.5);
    const okr_wkb road = OKR_LOCATION(&w.p, 1)->geometry;
    for (int i = 0; i < 2000; i++)
        locate(NULL)->geometry = i % 3 == 0 ? wkb : road;
    link_all();
    assert_ok(okr_vec_append(&one, w.p.links.data, w.p.links.count, &err));
    assert_ok(okr_link_programme(&w.p, NULL, 4, &err));
    assert_int_equal(w.p.links.count, one.count);
    for (size_t i = 0; i < one.count; i++) {
        const okr_link *x = &OKR_AT(&one, okr_link, i), *y = OKR_LINK(&w.p, i);
        assert_int_equal(x->location, y->location);
        assert_int_equal(x->municipality, y->municipality);
        assert_true(x->share == y->share);
    }
    okr_vec_done(&one);
}

static bool stop(void *user, const char *stage, double fraction)
{
    return false;
}

static void linking_stops_on_request(void **state)
{
    const okr_listener listener = {.progress = stop};
    okr_error err = {.status = OKR_OK};

    assert_fails_with(okr_link_programme(&w.p, &listener, 1, &err), OKR_ERR_CANCELLED, "");
}

static okr_status whole(void *user, okr_error *err)
{
    return okr_link_programme(&w.p, NULL, 1, err);
}

static void running_out_of_memory_is_reported_and_leaks_nothing(void **state)
{
    const int km = sample_unit(&w.p, "km", "km", 1.0);

    line(60.5, 62.5);
    point(61.25, 54.5)->oktmo = "32701000";
    locate(NULL)->settlement_name = "Нетакое";
    sample_indicator(&w.p, w.item, "length", km, 75.0);
    torture(whole, NULL);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(municipalities_are_measured),
        CASE(a_line_over_the_border_is_linked_by_its_pieces),
        CASE(an_area_over_the_border_is_linked_by_its_pieces),
        CASE(a_point_is_linked_to_its_municipality),
        CASE(a_symbol_for_drawing_is_never_linked),
        CASE(a_stated_municipality_outranks_a_point),
        CASE(a_stated_municipality_takes_a_line_whole),
        CASE(geometry_that_agrees_with_what_is_stated_is_no_finding),
        CASE(portions_that_do_not_sum_to_one_are_an_error),
        CASE(what_is_drawn_beside_another_settlement_than_its_own_is_a_finding),
        CASE(what_may_still_belong_to_its_settlement_is_no_finding),
        CASE(a_stated_length_far_from_the_drawn_one_is_a_finding),
        CASE(a_stated_area_far_from_the_drawn_one_is_a_finding),
        CASE(overlapping_municipalities_are_an_error_and_sums_close_all_the_same),
        CASE(a_hole_between_municipalities_is_a_warning),
        CASE(without_boundaries_named_places_are_linked_and_geometry_is_not),
        CASE(a_broken_geometry_names_its_location),
        CASE(the_links_do_not_depend_on_the_number_of_threads),
        CASE(linking_stops_on_request),
        CASE(running_out_of_memory_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
