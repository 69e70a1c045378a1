/* Figures of geodata/kuzbass that can be read off its sources: the strategy report of
 * 2021-2022, whose character offsets stand beside each (indicators.csv, source_ref). No
 * boundaries are needed: every place in question is named. */
#include "test.h"

#include "link/link.h"
#include "source/read.h"
#include "stats/achievement.h"
#include "stats/select.h"

static struct world {
    okr_programme p;
    okr_stats *stats;
    okr_selection *selection;
    okr_stats_request request;
    okr_vec rows;
} w;

static int setup(void **state)
{
    okr_error err = {.status = OKR_OK};

    okr_programme_init(&w.p);
    assert_ok(okr_source_read_places(OKRUG_SOURCE_DIR "/geodata/kuzbass", NULL, &w.p, &err));
    assert_ok(okr_link_programme(&w.p, NULL, 1, &err));
    assert_ok(okr_stats_new(&w.p, &w.stats, &err));
    return 0;
}

static int teardown(void **state)
{
    okr_vec_done(&w.rows);
    okr_selection_free(w.selection);
    okr_stats_free(w.stats);
    okr_programme_done(&w.p);
    return 0;
}

static void ask(const char *by, okr_filter filter)
{
    okr_error err = {.status = OKR_OK};

    okr_vec_done(&w.rows);
    okr_selection_free(w.selection);
    w.selection = NULL;
    assert_ok(okr_select(w.stats, &filter, NULL, &w.selection, &err));
    assert_ok(okr_stats_parse_by(by, &w.request, &err));
    w.request.selection = w.selection;
    assert_ok(okr_stats_ask(w.stats, &w.request, &w.rows, &err));
}

static bool is_quantity(const okr_stat_row *row, const char *code, const char *period)
{
    okr_text text = {0};
    const okr_quantity *q = row->quantity < 0
                                ? NULL
                                : okr_quantity_at(okr_stats_quantities(w.stats), row->quantity);

    if (q == NULL)
        return code == NULL;
    okr_quantity_period(q, &text);
    const bool same =
        code != NULL && strcmp(q->code, code) == 0 && strcmp(okr_text_str(&text), period) == 0;
    okr_text_done(&text);
    return same;
}

static int key_of(const char *oktmo)
{
    if (strcmp(oktmo, "total") == 0)
        return OKR_KEY_TOTAL;
    if (strcmp(oktmo, "not_split") == 0)
        return OKR_KEY_NOT_SPLIT;
    if (strcmp(oktmo, "region") == 0)
        return OKR_KEY_REGION;
    return (int)okr_map_find(&w.p.municipality_index, oktmo);
}

/* The row of a statistic at an OKTMO or special row; NULL when there is none. */
static const okr_stat_row *row(const char *at, okr_statistic statistic, const char *code,
                               const char *period)
{
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->key[0] == key_of(at) && r->statistic == statistic &&
            is_quantity(r, code, period))
            return r;
    }
    return NULL;
}

static double value(const char *at, okr_statistic statistic, const char *code,
                    const char *period)
{
    const okr_stat_row *r = row(at, statistic, code, period);

    return r == NULL ? (double)NAN : r->value;
}

/* 000:8341, 8404, 8429, 8463; the group's 3825 (derived) is compared and not added. */
static void school_places_of_2022_are_1000_2275_and_550(void **state)
{
    ask("municipality", (okr_filter){.kind = "school"});
    assert_near(value("32704000", OKR_STAT_ACTUAL_SUM, "school_places", "2022"), 1000, 0);
    assert_near(value("32701000", OKR_STAT_ACTUAL_SUM, "school_places", "2022"), 2275, 0);
    assert_near(value("32749000", OKR_STAT_ACTUAL_SUM, "school_places", "2022"), 550, 0);
    assert_near(value("total", OKR_STAT_ACTUAL_SUM, "school_places", "2022"), 3825, 0);
}

/* 000:34737 "almost 100 km", 000:34817 5120 homes, six municipalities. */
static void gas_networks_are_almost_100_km_and_5120_homes_not_split_over_six(void **state)
{
    const okr_stat_row *length = NULL;
    int touched = 0;

    ask("municipality", (okr_filter){.kind = "gas_network"});
    length = row("not_split", OKR_STAT_ACTUAL_SUM, "gas_network_length", "2021/2022");
    assert_non_null(length);
    assert_near(length->value, 100, 0);
    assert_int_equal(length->mark, OKR_MARK_AT_MOST);
    assert_near(value("not_split", OKR_STAT_ACTUAL_SUM, "homes_gas_enabled", "2021/2022"), 5120,
                0);
    for (size_t m = 0; m < w.p.municipalities.count; m++) {
        const char *oktmo = OKR_MUNICIPALITY(&w.p, m)->oktmo;
        assert_null(row(oktmo, OKR_STAT_ACTUAL_SUM, "gas_network_length", "2021/2022"));
        touched +=
            row(oktmo, OKR_STAT_ACTUAL_TOUCHING, "gas_network_length", "2021/2022") != NULL;
    }
    assert_int_equal(touched, 6);
}

/* 000:34242 34 km of 2022: another indicator, kind and period than the 100 km. */
static void pipelines_of_kemerovsky_okrug_are_34_km_and_never_part_of_the_100(void **state)
{
    ask("municipality", (okr_filter){.kind = "gas"});
    assert_near(value("32507000", OKR_STAT_ACTUAL_SUM, "gas_pipeline_length", "2022"), 34, 0);
    assert_near(value("total", OKR_STAT_ACTUAL_SUM, "gas_pipeline_length", "2022"), 34, 0);
    assert_near(value("total", OKR_STAT_ACTUAL_SUM, "gas_network_length", "2021/2022"), 100, 0);
}

/* 000:22015 23.734 thousand ha; 000:22133 the plan exceeded by more than 46 %. */
static void reforestation_is_region_wide_and_more_than_146_percent_of_plan(void **state)
{
    const okr_stat_row *area = NULL;
    size_t found = 0;

    ask("municipality", (okr_filter){.kind = "reforestation"});
    area = row("region", OKR_STAT_ACTUAL_SUM, "reforested_area", "2021/2022");
    assert_non_null(area);
    assert_near(area->value, 23734, 1e-9); /* hectares, the base unit */
    const okr_quantity *q = okr_quantity_at(okr_stats_quantities(w.stats), area->quantity);
    assert_string_equal(OKR_UNIT(&w.p, q->common_unit)->code, "thousand_ha");
    assert_near(area->value / q->common_factor, 23.734, 1e-12);
    for (size_t i = 0; i < w.p.indicators.count; i++) {
        const okr_bounded a = okr_achievement(OKR_INDICATOR(&w.p, i));
        if (strcmp(OKR_INDICATOR(&w.p, i)->code, "reforested_area") != 0)
            continue;
        found++;
        assert_near(a.value, 1.46, 1e-12);
        assert_int_equal(okr_mark_of(a.bounds), OKR_MARK_AT_LEAST);
    }
    assert_int_equal(found, 1);
}

/* The plan of reforestation is derived (000:22133), its fact stated; the schools' places are
 * stated one by one, though their group's total is derived; six settlements are counted. */
static void a_sum_with_a_derived_figure_says_so(void **state)
{
    ask("municipality", (okr_filter){0});
    assert_true(row("region", OKR_STAT_TARGET_SUM, "reforested_area", "2021/2022")->derived);
    assert_false(row("region", OKR_STAT_ACTUAL_SUM, "reforested_area", "2021/2022")->derived);
    assert_false(row("total", OKR_STAT_ACTUAL_SUM, "school_places", "2022")->derived);
    assert_true(
        row("32507000", OKR_STAT_ACTUAL_SUM, "settlements_gas_enabled", "2022")->derived);
}

/* The numbered list of eleven municipalities, 000:43226 to 45600. */
static void
mariinsky_okrug_has_nine_water_items_of_the_utilities_list_none_complete(void **state)
{
    ask("municipality", (okr_filter){.kind = "water_and_wastewater",
                                     .in = "Мариинский муниципальный округ",
                                     .under = "utilities-programme"});
    assert_near(value("32516000", OKR_STAT_LISTED, NULL, NULL), 9, 0);
    assert_near(value("32516000", OKR_STAT_COMPLETED, NULL, NULL), 0, 0);
    assert_near(value("32516000", OKR_STAT_ATTRIBUTED, NULL, NULL), 9, 0);
}

static void every_count_closes_over_the_placements(void **state)
{
    double attributed = 0.0;

    ask("municipality", (okr_filter){0});
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->statistic == OKR_STAT_ATTRIBUTED && r->key[0] != OKR_KEY_TOTAL)
            attributed += r->value;
    }
    assert_near(attributed, value("total", OKR_STAT_LISTED, NULL, NULL), 1e-9);
}

/* Neither of the two agglomerations has a complete list of members. */
static void incomplete_agglomerations_carry_at_least(void **state)
{
    size_t listed = 0;

    ask("agglomeration", (okr_filter){0});
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->statistic != OKR_STAT_LISTED || r->key[0] < 0)
            continue;
        assert_int_equal(r->mark, OKR_MARK_AT_LEAST);
        listed++;
    }
    assert_int_equal(listed, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(school_places_of_2022_are_1000_2275_and_550),
        cmocka_unit_test(gas_networks_are_almost_100_km_and_5120_homes_not_split_over_six),
        cmocka_unit_test(pipelines_of_kemerovsky_okrug_are_34_km_and_never_part_of_the_100),
        cmocka_unit_test(a_sum_with_a_derived_figure_says_so),
        cmocka_unit_test(reforestation_is_region_wide_and_more_than_146_percent_of_plan),
        cmocka_unit_test(
            mariinsky_okrug_has_nine_water_items_of_the_utilities_list_none_complete),
        cmocka_unit_test(every_count_closes_over_the_placements),
        cmocka_unit_test(incomplete_agglomerations_carry_at_least),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
