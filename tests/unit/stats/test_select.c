#include "test.h"

#include "sample.h"

#include "stats/select.h"

#include <stdio.h>

/* A small oblast: two towns in an agglomeration and one beside it. */
static struct world {
    okr_programme p;
    okr_stats *stats;
    okr_selection *selection;
    int a, b, c, agglomeration, roads, gas, energy;
    int road, pipe, bus, law, lost, group, part;
} w;

static void dated(int measure, const char *start, const char *end)
{
    OKR_MEASURE(&w.p, measure)->planned_start = sample_date(start);
    OKR_MEASURE(&w.p, measure)->planned_end = sample_date(end);
}

static int item(const char *id, int kind, const char *title)
{
    const int m = sample_measure(&w.p, id, w.group, OKR_ROLE_ITEM);

    OKR_MEASURE(&w.p, m)->kind = kind;
    OKR_MEASURE(&w.p, m)->title = (okr_titles){title, ""};
    return m;
}

static void make_measures(void)
{
    w.group = -1;
    w.group = sample_measure(&w.p, "programme", -1, OKR_ROLE_GROUP);
    w.road = item("road", w.roads, "Дорога Ёлкино — Берёзово");
    w.pipe = item("pipe", w.gas, "Газопровод");
    w.bus = item("bus", -1, "Автобусы");
    w.law = item("law", -1, "Закон");
    w.lost = item("lost", -1, "Спортзал");
    w.part = sample_measure(&w.p, "part", w.road, OKR_ROLE_COMPONENT);
    sample_named(&w.p, w.road, w.a);
    sample_named(&w.p, w.pipe, w.a);
    sample_named(&w.p, w.pipe, w.c);
    const int whole = sample_location(&w.p, w.bus, OKR_BASIS_AGGLOMERATION);
    OKR_LOCATION(&w.p, whole)->agglomeration = w.agglomeration;
    sample_location(&w.p, w.law, OKR_BASIS_REGION);
    dated(w.road, "2021", "2022-Q3");
    dated(w.pipe, "2022-05", "2024");
    OKR_MEASURE(&w.p, w.road)->lifecycle = OKR_LIFECYCLE_COMPLETION;
    OKR_MEASURE(&w.p, w.pipe)->nature = OKR_NATURE_WORKS;
}

static int setup(void **state)
{
    okr_error err = {.status = OKR_OK};

    w = (struct world){0};
    okr_programme_init(&w.p);
    w.a = sample_municipality(&w.p, "32701000", "Кемеровский городской округ", NAN, NAN);
    w.b = sample_municipality(&w.p, "32507000", "Кемеровский муниципальный округ", NAN, NAN);
    w.c = sample_municipality(&w.p, "32749000", "Юргинский городской округ", NAN, NAN);
    w.agglomeration = sample_agglomeration(&w.p, "north", false);
    OKR_AGGLOMERATION(&w.p, w.agglomeration)->title = (okr_titles){"Северная", "North"};
    sample_member(&w.p, w.agglomeration, w.a);
    sample_member(&w.p, w.agglomeration, w.b);
    w.energy = sample_kind(&w.p, "energy", -1);
    w.gas = sample_kind(&w.p, "gas_network", w.energy);
    w.roads = sample_kind(&w.p, "road", -1);
    OKR_KIND(&w.p, w.gas)->title = (okr_titles){"Газовые сети", "Gas networks"};
    sample_contour(&w.p, "3", "", -1);
    sample_contour(&w.p, "3", "3.1", 0);
    make_measures();
    sample_mention(&w.p, w.road, 1);
    assert_ok(okr_stats_new(&w.p, &w.stats, &err));
    return 0;
}

static int teardown(void **state)
{
    okr_selection_free(w.selection);
    okr_stats_free(w.stats);
    okr_programme_done(&w.p);
    return 0;
}

/* The chosen measures as text, in order. */
static const char *chosen(okr_filter filter)
{
    static char ids[256];
    okr_error err = {.status = OKR_OK};

    okr_selection_free(w.selection);
    w.selection = NULL;
    assert_ok(okr_select(w.stats, &filter, NULL, &w.selection, &err));
    ids[0] = '\0';
    for (size_t m = 0; m < w.selection->count; m++)
        if (w.selection->chosen[m])
            (void)snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%s",
                           ids[0] == '\0' ? "" : " ", OKR_MEASURE(&w.p, m)->measure_id);
    return ids;
}

static void refuses(okr_filter filter, okr_status status, const char *part)
{
    okr_error err = {.status = OKR_OK};
    okr_selection *none = NULL;

    assert_fails_with(okr_select(w.stats, &filter, NULL, &none, &err), status, part);
    assert_null(none);
}

static void no_filter_chooses_every_item(void **state)
{
    assert_string_equal(chosen((okr_filter){0}), "road pipe bus law lost");
}

static void a_place_chooses_what_touches_it(void **state)
{
    assert_string_equal(chosen((okr_filter){.in = "Кемеровский ГО"}), "road pipe");
    assert_string_equal(chosen((okr_filter){.in = "32749000"}), "pipe");
    assert_string_equal(chosen((okr_filter){.in = "32749000,32507000"}), "pipe");
}

static void an_agglomeration_takes_its_members_and_what_stands_on_it(void **state)
{
    assert_string_equal(chosen((okr_filter){.in = "north"}), "road pipe bus");
    assert_string_equal(chosen((okr_filter){.in = "северная"}), "road pipe bus");
}

static void words_for_places_without_a_municipality_are_known(void **state)
{
    assert_string_equal(chosen((okr_filter){.in = "region"}), "law");
    assert_string_equal(chosen((okr_filter){.in = "unplaced"}), "lost");
    assert_string_equal(chosen((okr_filter){.in = "вне региона"}), "");
}

static void an_unknown_place_is_refused_with_suggestions(void **state)
{
    refuses((okr_filter){.in = "Юргинскй городской округ"}, OKR_ERR_USAGE,
            "Юргинский городской округ");
}

static void an_ambiguous_place_is_refused_with_its_candidates(void **state)
{
    refuses((okr_filter){.in = "Кемеровский округ"}, OKR_ERR_USAGE,
            "Кемеровский муниципальный округ");
}

static void a_group_of_kinds_takes_its_kinds(void **state)
{
    assert_string_equal(chosen((okr_filter){.kind = "energy"}), "pipe");
    assert_string_equal(chosen((okr_filter){.kind = "газовые СЕТИ,road"}), "road pipe");
}

static void an_unknown_kind_is_refused_with_suggestions(void **state)
{
    refuses((okr_filter){.kind = "gas_netwrok"}, OKR_ERR_USAGE, "'gas_network'");
    refuses((okr_filter){.kind = "road,"}, OKR_ERR_USAGE, "empty");
}

static void under_takes_a_measure_and_all_below_it(void **state)
{
    assert_string_equal(chosen((okr_filter){.under = "road", .roles = "item,component"}),
                        "road part");
}

static void roles_choose_rows_and_groups_keep_their_figures(void **state)
{
    assert_string_equal(chosen((okr_filter){.roles = "component"}), "part");
    assert_false(w.selection->figures[w.group]);
    assert_string_equal(chosen((okr_filter){.roles = "group"}), "programme");
    chosen((okr_filter){0});
    assert_true(w.selection->figures[w.group]);
    assert_false(w.selection->figures[w.part]);
}

static void nature_lifecycle_and_contour_choose_by_their_words(void **state)
{
    assert_string_equal(chosen((okr_filter){.nature = "works"}), "pipe");
    assert_string_equal(chosen((okr_filter){.lifecycle = "completion"}), "road");
    assert_string_equal(chosen((okr_filter){.contour = "3"}), "road");
    assert_string_equal(chosen((okr_filter){.contour = "3/3.1"}), "road");
    refuses((okr_filter){.lifecycle = "complete"}, OKR_ERR_USAGE, "completion");
}

static void a_start_is_its_first_day_and_an_end_its_last(void **state)
{
    assert_string_equal(chosen((okr_filter){.starts_in = "2021-01"}), "road");
    assert_string_equal(chosen((okr_filter){.ends_in = "2022-09-30"}), "road");
    assert_string_equal(chosen((okr_filter){.ends_after = "2022-Q3"}), "pipe");
    assert_string_equal(chosen((okr_filter){.active_in = "2022-06"}), "road pipe");
    assert_string_equal(chosen((okr_filter){.active_in = "2020"}), "");
}

static void dates_that_nothing_can_meet_are_refused(void **state)
{
    refuses((okr_filter){.ends_in = "2022", .ends_after = "2023"}, OKR_ERR_USAGE,
            "--ends-after 2023");
    refuses((okr_filter){.starts_in = "2023", .ends_in = "2022"}, OKR_ERR_USAGE,
            "--starts-in 2023");
    refuses((okr_filter){.active_in = "2023", .ends_in = "2022"}, OKR_ERR_USAGE,
            "--active-in 2023");
    refuses((okr_filter){.starts_in = "вчера"}, OKR_ERR_USAGE, "вчера");
}

static void text_knows_neither_case_nor_yo(void **state)
{
    assert_string_equal(chosen((okr_filter){.text = "елкино ДОРОГА"}), "road");
    assert_string_equal(chosen((okr_filter){.text = "дорога газопровод"}), "");
    assert_string_equal(chosen((okr_filter){.text = "дорогу"}), "road");
    assert_string_equal(chosen((okr_filter){.text = "дорогами"}), "road");
    assert_string_equal(chosen((okr_filter){.text = "дорожный"}), "");
    refuses((okr_filter){.text = " "}, OKR_ERR_USAGE, "empty");
}

/* 55.355 N 86.09 E is the centre of Kemerovo; the settlement stands 11 km to the north. */
static void near_takes_settlements_within_the_distance(void **state)
{
    const int village = sample_settlement(&w.p, "north_village", "Северный", w.b);
    okr_settlement *s = OKR_SETTLEMENT(&w.p, village);
    const int l = sample_named(&w.p, w.lost, w.b);

    s->lon = 86.09;
    s->lat = 55.455;
    OKR_LOCATION(&w.p, l)->settlement = 0;
    assert_string_equal(chosen((okr_filter){.near = "86.09,55.355,12"}), "lost");
    assert_string_equal(chosen((okr_filter){.near = "86.09,55.355,11"}), "");
    refuses((okr_filter){.near = "86.09,55.355"}, OKR_ERR_USAGE, "LON,LAT,KM");
    refuses((okr_filter){.near = "86.09,north,3"}, OKR_ERR_USAGE, "'north'");
    refuses((okr_filter){.near = "86.09,155,3"}, OKR_ERR_USAGE, "latitude");
}

static okr_status only_first(void *user, const char *condition, bool *passes, size_t count,
                             okr_error *err)
{
    for (size_t m = 2; m < count; m++)
        passes[m] = false;
    *(const char **)user = condition;
    return OKR_OK;
}

static void a_condition_is_evaluated_by_who_knows_it(void **state)
{
    const char *seen = NULL;
    const okr_where where = {only_first, &seen};
    const okr_filter filter = {.where = "kind = 'road'"};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_select(w.stats, &filter, &where, &w.selection, &err));
    assert_true(w.selection->chosen[w.road]);
    assert_false(w.selection->chosen[w.pipe]);
    assert_string_equal(seen, "kind = 'road'");
    refuses(filter, OKR_ERR_USAGE, "kind = 'road'");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(no_filter_chooses_every_item),
        CASE(a_place_chooses_what_touches_it),
        CASE(an_agglomeration_takes_its_members_and_what_stands_on_it),
        CASE(words_for_places_without_a_municipality_are_known),
        CASE(an_unknown_place_is_refused_with_suggestions),
        CASE(an_ambiguous_place_is_refused_with_its_candidates),
        CASE(a_group_of_kinds_takes_its_kinds),
        CASE(an_unknown_kind_is_refused_with_suggestions),
        CASE(under_takes_a_measure_and_all_below_it),
        CASE(roles_choose_rows_and_groups_keep_their_figures),
        CASE(nature_lifecycle_and_contour_choose_by_their_words),
        CASE(a_start_is_its_first_day_and_an_end_its_last),
        CASE(dates_that_nothing_can_meet_are_refused),
        CASE(text_knows_neither_case_nor_yo),
        CASE(near_takes_settlements_within_the_distance),
        CASE(a_condition_is_evaluated_by_who_knows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
