/* Questions put to 20 000 measures and 200 000 figures in 34 municipalities. */
#include "bench.h"

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

static void *push(okr_vec *rows)
{
    okr_error err = {.status = OKR_OK};
    void *row = okr_vec_push(rows, &err);

    must(row == NULL ? OKR_ERR_NOMEM : OKR_OK, &err);
    return row;
}

static const char *name(okr_programme *p, const char *prefix, unsigned number)
{
    char text[64];
    okr_error err = {.status = OKR_OK};
    const char *copy = NULL;

    (void)snprintf(text, sizeof text, "%s%u", prefix, number);
    copy = okr_arena_strdup(&p->arena, text, &err);
    must(copy == NULL ? OKR_ERR_NOMEM : OKR_OK, &err);
    return copy;
}

static void add_tables(work *w)
{
    okr_programme *p = &w->p;

    for (unsigned i = 0; i < TOWNS; i++)
        *(okr_municipality *)push(&p->municipalities) = (okr_municipality){
            .oktmo = name(p, "327010", 10 + i),
            .oktmo_basis = "",
            .oktmo_former = "",
            .name_ru = name(p, "Округ ", i),
            .name_short_ru = "",
            .name_en = "",
            .type = -1,
            .type_word = "",
            .admin_centre = "",
            .successor = "",
            .population = 1000.0 + i,
            .area_m2 = 1e9,
        };
    for (unsigned i = 0; i < KINDS; i++)
        *(okr_kind *)push(&p->kinds) = (okr_kind){.code = name(p, "kind_", i),
                                                  .group_code = "",
                                                  .parent = i < 5 ? -1 : (int)(i % 5),
                                                  .title = {"", ""}};
    *(okr_agglomeration *)push(&p->agglomerations) =
        (okr_agglomeration){.code = "north", .title = {"", ""}, .source = ""};
    for (int i = 0; i < TOWNS / 2; i++)
        *(okr_agglomeration_member *)push(&p->members) =
            (okr_agglomeration_member){.agglomeration = 0, .municipality = i};
}

static void add_places(work *w, int measure)
{
    okr_programme *p = &w->p;

    for (unsigned i = any(w, 3); i > 0; i--) {
        const int town = (int)any(w, TOWNS);
        *(okr_location *)push(&p->locations) = (okr_location){
            .location_id = "",
            .measure_id = "",
            .measure = measure,
            .oktmo = "1",
            .settlement_name = "",
            .municipality_name = "",
            .agglomeration_code = "",
            .portion = NAN,
            .municipality = town,
            .settlement = -1,
            .agglomeration = -1,
            .length_m = NAN,
            .area_m2 = NAN,
        };
        *(okr_link *)push(&p->links) = (okr_link){.measure = measure,
                                                  .location = (int)p->locations.count - 1,
                                                  .municipality = town,
                                                  .method = OKR_LINK_PLACE,
                                                  .share = 1.0,
                                                  .length_m = NAN,
                                                  .area_m2 = NAN};
    }
}

static void add_figures(work *w, int measure)
{
    okr_programme *p = &w->p;
    const unsigned first = (unsigned)OKR_MEASURE(p, measure)->kind * CODES;

    for (int i = 0; i < FIGURES; i++) {
        okr_date year = {.year = (int16_t)(2020 + any(w, 4)), .precision = OKR_DATE_YEAR};
        *(okr_indicator *)push(&p->indicators) = (okr_indicator){
            .measure_id = "",
            .measure = measure,
            .code = name(p, "code_", first + any(w, CODES)),
            .title = {"", ""},
            .unit_code = "",
            .unit = -1,
            .baseline = NAN,
            .target = {.number = 1.0 + any(w, 100)},
            .actual = {.number = any(w, 100)},
            .percent = {.number = NAN},
            .period_start = year,
            .period_end = year,
            .ascending = true,
            .aggregation = OKR_AGGREGATION_SUM,
            .progress = any(w, 2) == 0,
        };
    }
}

static void fill(work *w)
{
    okr_programme *p = &w->p;

    okr_programme_init(p);
    add_tables(w);
    for (unsigned i = 0; i < MEASURES; i++) {
        *(okr_measure *)push(&p->measures) = (okr_measure){
            .measure_id = name(p, "measure-", i),
            .parent_id = "",
            .parent = i % 20 == 0 ? -1 : (int)(i - i % 20),
            .role = i % 20 == 0 ? OKR_ROLE_GROUP : OKR_ROLE_ITEM,
            .title = {name(p, "Строительство дороги ", i), name(p, "Road ", i)},
            .kind = (int)any(w, KINDS),
            .status = -1,
            .lifecycle = (okr_lifecycle)any(w, OKR_LIFECYCLE_COUNT),
            .counts_in_progress = true,
            .weight = NAN,
            .weight_unit = "",
            .same_as = -1,
            .note = {"", ""},
            .document = -1,
            .row = {-1, 0},
        };
        add_places(w, (int)i);
        add_figures(w, (int)i);
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
