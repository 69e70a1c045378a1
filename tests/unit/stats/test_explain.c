/* Explanations against the figures that okr_stats_ask gives: every statistic, everywhere. */
#include "test.h"

#include "link/link.h"
#include "source/read.h"
#include "stats/explain.h"
#include "stats/select.h"

static struct world {
    okr_programme p;
    okr_stats *stats;
    okr_selection *chosen, *wider;
    okr_explanation explanation;
} w;

static void load(const char *folder, bool boundaries)
{
    okr_error err = {.status = OKR_OK};

    okr_programme_init(&w.p);
    if (boundaries)
        assert_ok(okr_source_read(folder, NULL, &w.p, NULL, &err));
    else
        assert_ok(okr_source_read_places(folder, NULL, &w.p, &err));
    assert_ok(okr_link_programme(&w.p, NULL, 1, &err));
    assert_ok(okr_stats_new(&w.p, &w.stats, &err));
}

static int setup_demo(void **state)
{
    load(OKRUG_SOURCE_DIR "/geodata/demo-shares", true);
    return 0;
}

static int setup_kuzbass(void **state)
{
    load(OKRUG_SOURCE_DIR "/geodata/kuzbass", false);
    return 0;
}

static void forget(void)
{
    okr_explanation_done(&w.explanation);
    okr_selection_free(w.chosen);
    okr_selection_free(w.wider);
    w.chosen = w.wider = NULL;
}

static int teardown(void **state)
{
    forget();
    okr_stats_free(w.stats);
    okr_programme_done(&w.p);
    return 0;
}

static void choose(okr_filter filter)
{
    okr_error err = {.status = OKR_OK};

    forget();
    assert_ok(okr_select(w.stats, &filter, NULL, &w.chosen, &err));
    filter.in = NULL;
    assert_ok(okr_select(w.stats, &filter, NULL, &w.wider, &err));
}

static void explain(okr_explain_request request)
{
    okr_error err = {.status = OKR_OK};

    okr_explanation_done(&w.explanation);
    request.chosen = w.chosen;
    request.wider = okr_selection_has_place(w.chosen) ? w.wider : NULL;
    assert_ok(okr_stats_explain(w.stats, &request, &w.explanation, &err));
}

static const okr_explained *figure_at(size_t i)
{
    return &OKR_AT(&w.explanation.figures, okr_explained, i);
}

static const okr_stat_part *part_at(const okr_explained *e, size_t i)
{
    return &OKR_AT(&w.explanation.parts, okr_stat_part, e->first + i);
}

/* The explanation of one printed figure; NULL when there is none. */
static const okr_explained *find(const okr_stat_row *row)
{
    for (size_t i = 0; i < w.explanation.figures.count; i++)
        if (figure_at(i)->figure.statistic == row->statistic &&
            figure_at(i)->figure.quantity == row->quantity)
            return figure_at(i);
    return NULL;
}

static void assert_adds_up(const okr_explained *e, double wanted)
{
    double sum = 0.0;
    size_t known = 0;

    for (size_t i = 0; i < e->count; i++) {
        const okr_stat_part *part = part_at(e, i);
        assert_int_equal(isnan(part->contribution), part->reason != OKR_PART_COUNTS);
        if (isnan(part->contribution))
            continue;
        sum += part->contribution;
        known++;
    }
    if (isnan(wanted)) {
        assert_int_equal(known, 0);
        return;
    }
    assert_near(sum, wanted, 1e-12 * fmax(1.0, fabs(wanted)));
}

/* Every figure that stats prints for a place, against the parts that explain lists. */
static void every_figure_adds_up(okr_filter filter)
{
    okr_error err = {.status = OKR_OK};
    okr_stats_request request = {.by = {OKR_BY_MUNICIPALITY}, .dimensions = 1};
    okr_vec rows = OKR_VEC(okr_stat_row);

    choose(filter);
    request.selection = w.chosen;
    assert_ok(okr_stats_ask(w.stats, &request, &rows, &err));
    for (int s = 0; s < (int)OKR_STAT_COUNT; s++) {
        explain((okr_explain_request){.statistic = (okr_statistic)s});
        for (size_t i = 0; i < rows.count; i++) {
            const okr_stat_row *row = &OKR_AT(&rows, okr_stat_row, i);
            if (row->key[0] != OKR_KEY_TOTAL || (int)row->statistic != s)
                continue;
            if (find(row) != NULL)
                assert_adds_up(find(row), row->value);
            else /* a quantity to which nobody gave this value */
                assert_true(isnan(row->value));
        }
        for (size_t i = 0; i < w.explanation.figures.count; i++)
            assert_adds_up(figure_at(i), figure_at(i)->figure.value);
    }
    okr_vec_done(&rows);
}

static void every_place_adds_up(const char *basis)
{
    every_figure_adds_up((okr_filter){.basis = basis});
    for (size_t i = 0; i < w.p.municipalities.count; i++)
        every_figure_adds_up(
            (okr_filter){.in = OKR_MUNICIPALITY(&w.p, i)->oktmo, .basis = basis});
    for (size_t i = 0; i < w.p.agglomerations.count; i++)
        every_figure_adds_up(
            (okr_filter){.in = OKR_AGGLOMERATION(&w.p, i)->code, .basis = basis});
    for (int i = 0; i < (int)OKR_PLACEMENT_COUNT; i++)
        every_figure_adds_up(
            (okr_filter){.in = okr_word_code(&okr_placements, i), .basis = basis});
}

static void parts_sum_to_every_figure_of_every_place(void **state)
{
    every_place_adds_up(NULL);
}

static void parts_sum_also_with_other_bases(void **state)
{
    every_place_adds_up("stated,name_implied,outside_knowledge");
}

static const char *id_of(const okr_stat_part *part)
{
    return OKR_MEASURE(&w.p, part->measure)->measure_id;
}

/* README of demo-shares: homes_portions 0.6 M4 + 0.4 M7 of 40 homes. */
static void a_stated_portion_is_the_share_of_its_part(void **state)
{
    const okr_explained *e = NULL;

    choose((okr_filter){.in = "07615000"});
    explain((okr_explain_request){.code = "homes_built"});
    assert_int_equal(w.explanation.figures.count, 2);
    e = figure_at(1);
    assert_int_equal(e->figure.statistic, OKR_STAT_ACTUAL_SUM);
    assert_near(e->figure.value, 24, 1e-12);
    assert_int_equal(e->count, 1);
    assert_string_equal(id_of(part_at(e, 0)), "homes_portions");
    assert_near(part_at(e, 0)->share, 0.6, 1e-12);
    assert_near(part_at(e, 0)->value.value, 40, 0);
}

/* 000:34737, 34817: 100 km over six municipalities; not one of them has a part of it. */
static void what_touches_without_a_split_stands_beside_the_sum(void **state)
{
    const okr_explained *e = NULL;

    choose((okr_filter){.in = "32507000"});
    explain((okr_explain_request){.code = "gas_network_length"});
    assert_int_equal(w.explanation.figures.count, 2);
    e = figure_at(1);
    assert_true(isnan(e->figure.value));
    assert_int_equal(e->count, 1);
    assert_int_equal(part_at(e, 0)->reason, OKR_PART_NO_SPLIT);
    assert_near(part_at(e, 0)->value.value, 100, 0);
}

/* 000: 23.734 thousand ha of reforestation over the whole region. */
static void a_region_wide_figure_has_no_place_in_a_municipality(void **state)
{
    const okr_explained *e = NULL;

    choose((okr_filter){.in = "32516000"});
    explain((okr_explain_request){.code = "reforested_area"});
    assert_int_equal(w.explanation.figures.count, 2);
    e = figure_at(1);
    assert_int_equal(e->count, 1);
    assert_int_equal(part_at(e, 0)->reason, OKR_PART_NO_PLACE);
}

/* The group's 3825 places are derived from its four schools. */
static void a_control_total_is_listed_and_not_added(void **state)
{
    size_t controls = 0;

    choose((okr_filter){0});
    explain((okr_explain_request){.code = "school_places"});
    for (size_t f = 0; f < w.explanation.figures.count; f++)
        for (size_t i = 0; i < figure_at(f)->count; i++)
            controls += part_at(figure_at(f), i)->reason == OKR_PART_CONTROL;
    assert_true(controls > 0);
}

static void names_are_statistics_or_codes_of_quantities(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_explain_request request = {.code = NULL};

    assert_ok(okr_explain_parse(w.stats, "listed", &request, &err));
    assert_int_equal(request.statistic, OKR_STAT_LISTED);
    assert_ok(okr_explain_parse(w.stats, "Ход работ", &request, &err));
    assert_int_equal(request.statistic, OKR_STAT_PROGRESS);
    assert_null(request.code);
    assert_ok(okr_explain_parse(w.stats, "homes_built", &request, &err));
    assert_string_equal(request.code, "homes_built");
    assert_int_equal(okr_explain_parse(w.stats, "homes_bilt", &request, &err), OKR_ERR_USAGE);
    assert_non_null(strstr(err.text, "homes_built"));
}

int main(void)
{
    const struct CMUnitTest demo[] = {
        cmocka_unit_test(parts_sum_to_every_figure_of_every_place),
        cmocka_unit_test(parts_sum_also_with_other_bases),
        cmocka_unit_test(a_stated_portion_is_the_share_of_its_part),
        cmocka_unit_test(names_are_statistics_or_codes_of_quantities),
    };
    const struct CMUnitTest kuzbass[] = {
        cmocka_unit_test(parts_sum_to_every_figure_of_every_place),
        cmocka_unit_test(parts_sum_also_with_other_bases),
        cmocka_unit_test(what_touches_without_a_split_stands_beside_the_sum),
        cmocka_unit_test(a_region_wide_figure_has_no_place_in_a_municipality),
        cmocka_unit_test(a_control_total_is_listed_and_not_added),
    };

    return cmocka_run_group_tests_name("demo-shares", demo, setup_demo, teardown) +
           cmocka_run_group_tests_name("kuzbass", kuzbass, setup_kuzbass, teardown);
}
