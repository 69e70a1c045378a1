/* Questions put to 20 000 measures and 200 000 figures in 34 municipalities. */
#include "bench.h"

#include "sample.h"
#include "stats/select.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Each kind has figures of its own, as in real programmes: 25 codes over four years. */
enum { SEED = 12345, TOWNS = 34, KINDS = 40, CODES = 25, MEASURES = 20000, FIGURES = 10 };

typedef struct work {
    okr_programme p;
    okr_stats *stats;
    const char *by;
    okr_filter filter;
    uint64_t seed;
} work;

static unsigned any(work *w, unsigned below)
{
    w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(w->seed >> 33) % below;
}

static void must(okr_status status, const okr_error *err)
{
    if (status == OKR_OK)
        return;
    (void)fprintf(stderr, "%s\n", err->text);
    exit(1);
}

static const char *name(okr_programme *p, const char *prefix, unsigned number)
{
    char text[64];

    (void)snprintf(text, sizeof text, "%s%u", prefix, number);
    return sample_text(p, text);
}

static void add_tables(work *w)
{
    okr_programme *p = &w->p;

    for (unsigned i = 0; i < TOWNS; i++) {
        const int town = sample_municipality(p, name(p, "327010", 10 + i), name(p, "Округ ", i),
                                             1000.0 + i, NAN);
        OKR_MUNICIPALITY(p, town)->area_m2 = 1e9;
    }
    for (unsigned i = 0; i < KINDS; i++)
        (void)sample_kind(p, name(p, "kind_", i), i < 5 ? -1 : (int)(i % 5));
    (void)sample_agglomeration(p, "north", false);
    for (int i = 0; i < TOWNS / 2; i++)
        sample_member(p, 0, i);
}

static void add_places(work *w, int measure)
{
    for (unsigned i = any(w, 3); i > 0; i--)
        (void)sample_named(&w->p, measure, (int)any(w, TOWNS));
}

static void add_figures(work *w, int measure)
{
    okr_programme *p = &w->p;
    const unsigned first = (unsigned)OKR_MEASURE(p, measure)->kind * CODES;

    for (int i = 0; i < FIGURES; i++) {
        const okr_date year = {.year = (int16_t)(2020 + any(w, 4)), .precision = OKR_DATE_YEAR};
        const char *code = name(p, "code_", first + any(w, CODES));
        const double target = 1.0 + any(w, 100);
        const int row = sample_indicator(p, measure, code, -1, any(w, 100));
        okr_indicator *figure = OKR_INDICATOR(p, row);
        figure->target.number = target;
        figure->period_start = figure->period_end = year;
        figure->progress = any(w, 2) == 0;
    }
}

static void fill(work *w)
{
    okr_programme *p = &w->p;

    okr_programme_init(p);
    add_tables(w);
    for (unsigned i = 0; i < MEASURES; i++) {
        const int group = (int)(i - i % 20);
        const int row = sample_measure(p, name(p, "measure-", i), i % 20 == 0 ? -1 : group,
                                       i % 20 == 0 ? OKR_ROLE_GROUP : OKR_ROLE_ITEM);
        okr_measure *m = OKR_MEASURE(p, row);
        m->title = (okr_titles){name(p, "Строительство дороги ", i), name(p, "Road ", i)};
        m->kind = (int)any(w, KINDS);
        m->lifecycle = (okr_lifecycle)any(w, OKR_LIFECYCLE_COUNT);
        add_places(w, row);
        add_figures(w, row);
    }
}

static uint64_t prepare(void *user)
{
    work *w = user;
    okr_error err = {.status = OKR_OK};

    okr_stats_free(w->stats);
    w->stats = NULL;
    must(okr_stats_new(&w->p, &w->stats, &err), &err);
    return okr_stats_quantities(w->stats)->list.count;
}

static uint64_t ask(void *user)
{
    work *w = user;
    okr_error err = {.status = OKR_OK};
    okr_stats_request request = {.dimensions = 0};
    okr_selection *selection = NULL;
    okr_vec rows = OKR_VEC(okr_stat_row);
    uint64_t answer = 0;

    must(okr_select(w->stats, &w->filter, NULL, &selection, &err), &err);
    must(okr_stats_parse_by(w->by, &request, &err), &err);
    request.selection = selection;
    must(okr_stats_ask(w->stats, &request, &rows, &err), &err);
    for (size_t i = 0; i < rows.count; i++) {
        const double value = OKR_AT(&rows, okr_stat_row, i).value;
        answer += isnan(value) ? 1 : (uint64_t)(value * 8.0);
    }
    okr_vec_done(&rows);
    okr_selection_free(selection);
    return answer;
}

int main(void)
{
    static const struct question {
        const char *by;
        okr_filter filter;
    } questions[] = {
        {"", {0}},
        {"municipality", {0}},
        {"agglomeration", {0}},
        {"kind", {0}},
        {"municipality,kind", {0}},
        {"municipality", {.in = "north", .kind = "kind_1"}},
        {"municipality", {.text = "дороги 17", .lifecycle = "implementation"}},
    };
    work w = {.seed = SEED};

    bench_head("statistics of 20 000 measures, 200 000 figures", SEED);
    fill(&w);
    bench_best("make ready", prepare, &w, 5, MEASURES, 0);
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        char what[128];
        w.by = questions[i].by;
        w.filter = questions[i].filter;
        (void)snprintf(what, sizeof what, "select and ask, by '%s'%s", w.by,
                       w.filter.in != NULL || w.filter.text != NULL ? ", filtered" : "");
        bench_best(what, ask, &w, 5, MEASURES, 0);
    }
    okr_stats_free(w.stats);
    okr_programme_done(&w.p);
    return 0;
}
