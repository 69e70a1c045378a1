/* What the sums must always do, on random programmes; single rules on small ones. */
#include "test.h"

#include "sample_random.h"
#include "torture.h"

#include "stats/select.h"

static struct world {
    okr_programme p;
    okr_stats *stats;
    okr_selection *selection;
    okr_vec rows;
} w;

static int setup(void **state)
{
    w = (struct world){0};
    okr_programme_init(&w.p);
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
    okr_stats_request request = {.dimensions = 0};

    okr_vec_done(&w.rows);
    okr_selection_free(w.selection);
    okr_stats_free(w.stats);
    w.selection = NULL;
    w.stats = NULL;
    assert_ok(okr_stats_new(&w.p, &w.stats, &err));
    assert_ok(okr_select(w.stats, &filter, NULL, &w.selection, &err));
    assert_ok(okr_stats_parse_by(by, &request, &err));
    request.selection = w.selection;
    assert_ok(okr_stats_ask(w.stats, &request, &w.rows, &err));
}

static const okr_stat_row *row(int key, okr_statistic statistic)
{
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->key[0] == key && r->statistic == statistic)
            return r;
    }
    return NULL;
}

/* The row, which must be there. */
static okr_stat_row there(int key, okr_statistic statistic)
{
    const okr_stat_row *r = row(key, statistic);

    if (r != NULL)
        return *r;
    fail_msg("no row of statistic %d", (int)statistic);
    return (okr_stat_row){.value = NAN};
}

static double value(int key, okr_statistic statistic)
{
    const okr_stat_row *r = row(key, statistic);

    return r == NULL ? (double)NAN : r->value;
}

/* Over the rows of one dimension each figure sums to the total's. */
static void rows_sum_to_the_total(okr_statistic statistic)
{
    for (size_t t = 0; t < w.rows.count; t++) {
        const okr_stat_row *total = &OKR_AT(&w.rows, okr_stat_row, t);
        double sum = 0.0;
        if (total->key[0] != OKR_KEY_TOTAL || total->statistic != statistic ||
            isnan(total->value))
            continue;
        for (size_t i = 0; i < w.rows.count; i++) {
            const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
            if (r->key[0] != OKR_KEY_TOTAL && r->statistic == statistic &&
                r->quantity == total->quantity && !isnan(r->value))
                sum += r->value;
        }
        assert_near(sum, total->value, 1e-9 * fmax(1.0, fabs(total->value)));
    }
}

static void over_municipalities_and_special_rows_every_sum_closes(void **state)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        okr_programme_done(&w.p);
        okr_programme_init(&w.p);
        sample_seed = seed;
        sample_random(&w.p);
        ask("municipality", (okr_filter){0});
        rows_sum_to_the_total(OKR_STAT_ATTRIBUTED);
        rows_sum_to_the_total(OKR_STAT_DRAWN_LENGTH);
        rows_sum_to_the_total(OKR_STAT_DRAWN_AREA);
        rows_sum_to_the_total(OKR_STAT_ACTUAL_SUM);
        assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ATTRIBUTED),
                    value(OKR_KEY_TOTAL, OKR_STAT_LISTED), 1e-9);
    }
}

static void over_agglomerations_that_do_not_overlap_every_sum_closes(void **state)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        okr_programme_done(&w.p);
        okr_programme_init(&w.p);
        sample_seed = seed;
        sample_random(&w.p);
        for (int i = 0; i < 4; i++)
            sample_member(&w.p, i < 2 ? sample_agglomeration(&w.p, "x", true) : 1, i);
        ask("agglomeration", (okr_filter){0});
        rows_sum_to_the_total(OKR_STAT_ATTRIBUTED);
        rows_sum_to_the_total(OKR_STAT_ACTUAL_SUM);
        rows_sum_to_the_total(OKR_STAT_DRAWN_LENGTH);
    }
}

static void progress_lies_between_its_bounds(void **state)
{
    size_t known = 0;

    sample_seed = 77;
    sample_random(&w.p);
    for (size_t m = 0; m < w.p.measures.count; m++)
        OKR_MEASURE(&w.p, m)->lifecycle = (okr_lifecycle)sample_any(OKR_LIFECYCLE_COUNT);
    ask("municipality", (okr_filter){0});
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->statistic != OKR_STAT_PROGRESS || isnan(r->value))
            continue;
        assert_true(r->low <= r->value + 1e-12 && r->value <= r->high + 1e-12);
        assert_true(r->n_known > 0 && r->n_known <= r->n_total);
        known++;
    }
    assert_true(known > 0);
}

/* One item in A and B without a split; A and B are the agglomeration. */
static void what_members_share_is_wholly_the_agglomerations(void **state)
{
    const int a = sample_municipality(&w.p, "32701000", "А", 10, 1);
    const int b = sample_municipality(&w.p, "32704000", "Б", 20, 1);
    const int north = sample_agglomeration(&w.p, "north", false);
    const int bus = sample_measure(&w.p, "bus", -1, OKR_ROLE_ITEM);

    sample_member(&w.p, north, a);
    sample_member(&w.p, north, b);
    sample_named(&w.p, bus, a);
    sample_named(&w.p, bus, b);
    sample_indicator(&w.p, bus, "buses", -1, 24);
    ask("agglomeration", (okr_filter){0});
    assert_near(value(north, OKR_STAT_ATTRIBUTED), 1, 0);
    assert_near(value(north, OKR_STAT_ACTUAL_SUM), 24, 0);
    assert_int_equal(there(north, OKR_STAT_ACTUAL_SUM).mark, OKR_MARK_AT_LEAST);
    assert_near(value(north, OKR_STAT_POPULATION), 30, 0);
    ask("municipality", (okr_filter){0});
    assert_near(value(a, OKR_STAT_LISTED), 1, 0);
    assert_near(value(a, OKR_STAT_ATTRIBUTED), 0, 0);
    assert_near(value(a, OKR_STAT_ACTUAL_TOUCHING), 24, 0);
    assert_null(row(a, OKR_STAT_ACTUAL_SUM));
    assert_near(value(OKR_KEY_NOT_SPLIT, OKR_STAT_ACTUAL_SUM), 24, 0);
    ask("kind", (okr_filter){.in = "north"});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ACTUAL_SUM), 24, 0);
    ask("kind", (okr_filter){.in = "32701000"});
    assert_null(row(OKR_KEY_TOTAL, OKR_STAT_ACTUAL_SUM));
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ACTUAL_TOUCHING), 24, 0);
}

static void parts_in_other_municipalities_stand_elsewhere(void **state)
{
    const int a = sample_municipality(&w.p, "32701000", "А", 10, 1);
    const int b = sample_municipality(&w.p, "32704000", "Б", 20, 1);
    const int road = sample_measure(&w.p, "road", -1, OKR_ROLE_ITEM);
    const int l = sample_location(&w.p, road, OKR_BASIS_STATED);

    sample_line(&w.p, l, a, 3000);
    sample_line(&w.p, l, b, 1000);
    ask("municipality", (okr_filter){.in = "32701000"});
    assert_near(value(a, OKR_STAT_ATTRIBUTED), 0.75, 1e-15);
    assert_null(row(b, OKR_STAT_ATTRIBUTED));
    assert_near(value(OKR_KEY_ELSEWHERE, OKR_STAT_DRAWN_LENGTH), 1000, 0);
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ATTRIBUTED), 0.75, 1e-15);
}

static void a_certain_duplicate_counts_once_and_its_figures_once(void **state)
{
    const int rink = sample_measure(&w.p, "rink", -1, OKR_ROLE_ITEM);
    const int again = sample_measure(&w.p, "again", -1, OKR_ROLE_ITEM);

    OKR_MEASURE(&w.p, again)->same_as = rink;
    OKR_MEASURE(&w.p, again)->same_as_certainty = OKR_CERTAINTY_CERTAIN;
    sample_indicator(&w.p, again, "places", -1, 100);
    sample_indicator(&w.p, rink, "places", -1, 100);
    sample_indicator(&w.p, again, "jobs", -1, 7);
    ask("", (okr_filter){0});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_LISTED), 1, 0);
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ACTUAL_SUM), 100, 0); /* places come first */
    OKR_MEASURE(&w.p, again)->same_as_certainty = OKR_CERTAINTY_PROBABLE;
    ask("", (okr_filter){0});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_LISTED), 2, 0);
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_ACTUAL_SUM), 200, 0);
}

static void weights_count_only_if_every_measure_has_one_in_one_unit(void **state)
{
    const int a = sample_measure(&w.p, "a", -1, OKR_ROLE_ITEM);
    const int b = sample_measure(&w.p, "b", -1, OKR_ROLE_ITEM);

    OKR_MEASURE(&w.p, a)->lifecycle = OKR_LIFECYCLE_COMPLETION;
    OKR_MEASURE(&w.p, b)->lifecycle = OKR_LIFECYCLE_PREPARATION;
    OKR_MEASURE(&w.p, a)->weight = 30;
    OKR_MEASURE(&w.p, b)->weight = 10;
    ask("", (okr_filter){0});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_PROGRESS), 0.75, 1e-15);
    assert_int_equal(there(OKR_KEY_TOTAL, OKR_STAT_PROGRESS).method, OKR_METHOD_WEIGHTED);
    OKR_MEASURE(&w.p, b)->weight_unit = "mn_rub";
    ask("", (okr_filter){0});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_PROGRESS), 0.5, 1e-15);
    assert_int_equal(there(OKR_KEY_TOTAL, OKR_STAT_PROGRESS).method, OKR_METHOD_EQUAL);
    OKR_MEASURE(&w.p, b)->weight = NAN;
    ask("", (okr_filter){0});
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_PROGRESS), 0.5, 1e-15);
}

static void nothing_known_leaves_the_value_empty_and_the_bounds_wide(void **state)
{
    sample_measure(&w.p, "a", -1, OKR_ROLE_ITEM);
    ask("", (okr_filter){0});
    assert_true(isnan(value(OKR_KEY_TOTAL, OKR_STAT_PROGRESS)));
    assert_near(there(OKR_KEY_TOTAL, OKR_STAT_PROGRESS).low, 0, 0);
    assert_near(there(OKR_KEY_TOTAL, OKR_STAT_PROGRESS).high, 1, 0);
    assert_int_equal(there(OKR_KEY_TOTAL, OKR_STAT_PROGRESS).n_total, 1);
}

static void a_municipality_without_a_measure_is_a_row_all_the_same(void **state)
{
    const int a = sample_municipality(&w.p, "32701000", "А", 10, 1);

    ask("municipality", (okr_filter){0});
    assert_near(value(a, OKR_STAT_LISTED), 0, 0);
    assert_near(value(OKR_KEY_TOTAL, OKR_STAT_LISTED), 0, 0);
}

static void a_crossing_holds_what_is_in_both_rows(void **state)
{
    const int a = sample_municipality(&w.p, "32701000", "А", 10, 1);
    const int road = sample_measure(&w.p, "road", -1, OKR_ROLE_ITEM);
    size_t found = 0;

    sample_kind(&w.p, "roads", -1);
    OKR_MEASURE(&w.p, road)->kind = 0;
    sample_named(&w.p, road, a);
    ask("kind,municipality", (okr_filter){0});
    for (size_t i = 0; i < w.rows.count; i++) {
        const okr_stat_row *r = &OKR_AT(&w.rows, okr_stat_row, i);
        if (r->statistic != OKR_STAT_LISTED || r->value != 1.0)
            continue;
        found++; /* (roads, A), (roads, total), (total, A), (total, total) */
        assert_true((r->key[0] == 0 || r->key[0] == OKR_KEY_TOTAL) &&
                    (r->key[1] == a || r->key[1] == OKR_KEY_TOTAL));
    }
    assert_int_equal(found, 4);
}

static void questions_that_make_no_sense_are_refused(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stats_request request = {.dimensions = 0};

    assert_fails_with(okr_stats_parse_by("colour", &request, &err), OKR_ERR_USAGE, "'colour'");
    assert_fails_with(okr_stats_parse_by("kind,status,year", &request, &err), OKR_ERR_USAGE,
                      "two dimensions");
    ask("", (okr_filter){0});
    assert_ok(okr_stats_parse_by("municipality,agglomeration", &request, &err));
    request.selection = w.selection;
    okr_vec_done(&w.rows);
    assert_fails_with(okr_stats_ask(w.stats, &request, &w.rows, &err), OKR_ERR_USAGE,
                      "two territories");
}

static okr_status whole_way(void *user, okr_error *err)
{
    const okr_filter filter = {.kind = "roads", .text = "дорога", .contour = "1"};
    okr_stats *stats = NULL;
    okr_selection *selection = NULL;
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_stats_request request = {.by = {OKR_BY_AGGLOMERATION, OKR_BY_CONTOUR}, .dimensions = 2};
    okr_status status = okr_stats_new(&w.p, &stats, err);

    if (status == OKR_OK)
        status = okr_select(stats, &filter, NULL, &selection, err);
    request.selection = selection;
    if (status == OKR_OK)
        status = okr_stats_ask(stats, &request, &rows, err);
    okr_vec_done(&rows);
    okr_selection_free(selection);
    okr_stats_free(stats);
    return status;
}

static void running_out_of_memory_is_reported_and_leaks_nothing(void **state)
{
    sample_seed = 5;
    sample_random(&w.p);
    sample_kind(&w.p, "roads", -1);
    sample_contour(&w.p, "1", "", -1);
    for (size_t m = 0; m < w.p.measures.count; m += 2) {
        OKR_MEASURE(&w.p, m)->kind = 0;
        OKR_MEASURE(&w.p, m)->title.ru = "Дорога";
        sample_mention(&w.p, (int)m, 0);
    }
    sample_agglomeration(&w.p, "north", true);
    sample_member(&w.p, 0, 1);
    torture(whole_way, NULL);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(over_municipalities_and_special_rows_every_sum_closes),
        CASE(over_agglomerations_that_do_not_overlap_every_sum_closes),
        CASE(progress_lies_between_its_bounds),
        CASE(what_members_share_is_wholly_the_agglomerations),
        CASE(parts_in_other_municipalities_stand_elsewhere),
        CASE(a_certain_duplicate_counts_once_and_its_figures_once),
        CASE(weights_count_only_if_every_measure_has_one_in_one_unit),
        CASE(nothing_known_leaves_the_value_empty_and_the_bounds_wide),
        CASE(a_municipality_without_a_measure_is_a_row_all_the_same),
        CASE(a_crossing_holds_what_is_in_both_rows),
        CASE(questions_that_make_no_sense_are_refused),
        CASE(running_out_of_memory_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
