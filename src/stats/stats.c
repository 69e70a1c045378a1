#include "stats/stats.h"

#include "base/i18n.h"
#include "base/join.h"
#include "base/pool.h"
#include "stats/aggregate.h"

#include <math.h>
#include <stdlib.h>

enum {
    ROW_PARTS = 16,      /* of the work of all threads */
    MANY_AMOUNTS = 20000 /* from here on several threads pay */
};

static int by_keys(const void *left, const void *right)
{
    const okr_stat_cell *const *a = left, *const *b = right;
    const int order = okr_key_compare((*a)->key[0], (*b)->key[0]);

    return order != 0 ? order : okr_key_compare((*a)->key[1], (*b)->key[1]);
}

static okr_status amounts_rows(const okr_aggregate *a, const okr_buckets *by_cell,
                               const okr_stat_cell *cell, okr_vec *rows, okr_error *err)
{
    const int number = (int)(cell - &OKR_AT(&a->cells, okr_stat_cell, 0));
    const okr_bucket mine = okr_buckets_at(by_cell, number);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < mine.count && status == OKR_OK; i++) {
        const okr_amounts *x = &OKR_AT(&a->amounts, okr_amounts, mine.rows[i]);
        const bool money = okr_quantity_at(&a->stats->quantities, x->quantity)->finance;
        status = okr_amounts_rows(x, cell, money, rows, err);
    }
    return status;
}

/* Sums of area and population over municipalities; what is not known makes it at least. */
typedef struct extent {
    double area, population;
    bool area_open, population_open;
} extent;

static void extend(extent *e, const okr_municipality *m)
{
    e->area += isnan(m->area_m2) ? 0.0 : m->area_m2;
    e->population += isnan(m->population) ? 0.0 : m->population;
    e->area_open |= isnan(m->area_m2);
    e->population_open |= isnan(m->population);
}

static bool holds(const okr_aggregate *a, okr_dimension dimension, int key, int municipality)
{
    const okr_selection *s = a->request->selection;

    if (key == OKR_KEY_TOTAL)
        return okr_selection_holds(s, (size_t)municipality);
    if (dimension == OKR_BY_MUNICIPALITY)
        return key == municipality;
    for (size_t i = 0; i < okr_agglomerations_of(&a->territories, municipality); i++)
        if (okr_agglomeration_of(&a->territories, municipality, i) == key)
            return true;
    return false;
}

static okr_status push_extent(const okr_stat_cell *cell, okr_statistic statistic, double value,
                              bool open, okr_vec *rows, okr_error *err)
{
    okr_stat_row row = {.key = {cell->key[0], cell->key[1]},
                        .statistic = statistic,
                        .quantity = -1,
                        .value = value,
                        .mark = OKR_MARK_EQUAL,
                        .low = NAN,
                        .high = NAN,
                        .n_known = -1,
                        .n_total = -1,
                        .method = statistic == OKR_STAT_AREA ? OKR_METHOD_GEODESIC
                                                             : OKR_METHOD_STATED};

    if (open || cell->incomplete)
        row.mark = OKR_MARK_AT_LEAST;
    if (value == 0.0 && open)
        return OKR_OK; /* nothing is known: no row */
    return okr_vec_append(rows, &row, 1, err);
}

static okr_status extent_rows(const okr_aggregate *a, const okr_stat_cell *cell, okr_vec *rows,
                              okr_error *err)
{
    const okr_programme *p = a->stats->programme;
    const okr_stats_request *r = a->request;
    extent e = {0};
    okr_status status = OKR_OK;
    const int d = r->dimensions == 2 && okr_dimension_is_territory(r->by[1]) ? 1 : 0;

    if (r->dimensions == 0 || !okr_dimension_is_territory(r->by[d]) ||
        cell->key[1 - d] != OKR_KEY_TOTAL ||
        (cell->key[d] < 0 && cell->key[d] != OKR_KEY_TOTAL))
        return OKR_OK;
    for (size_t m = 0; m < p->municipalities.count; m++)
        if (holds(a, r->by[d], cell->key[d], (int)m))
            extend(&e, OKR_MUNICIPALITY(p, m));
    status = push_extent(cell, OKR_STAT_POPULATION, e.population, e.population_open, rows, err);
    return status == OKR_OK ? push_extent(cell, OKR_STAT_AREA, e.area, e.area_open, rows, err)
                            : status;
}

/* Rows of the figures of some cells, made beside those of others. */
typedef struct rows_job {
    const okr_aggregate *aggregate;
    const okr_buckets *by_cell;  /* amounts stand in the order of quantities */
    const okr_stat_cell **order; /* owned: cells as their rows stand */
    okr_vec parts[ROW_PARTS];    /* okr_stat_row */
} rows_job;

static okr_status cell_rows(const rows_job *j, size_t i, okr_vec *rows, okr_error *err)
{
    okr_status status = okr_stat_cell_rows(j->order[i], rows, err);

    if (status == OKR_OK)
        status = extent_rows(j->aggregate, j->order[i], rows, err);
    return status == OKR_OK ? amounts_rows(j->aggregate, j->by_cell, j->order[i], rows, err)
                            : status;
}

static okr_status make_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    rows_job *j = user;
    const size_t n = j->aggregate->cells.count;
    okr_status status = OKR_OK;

    (void)worker;
    for (size_t i = n * part / ROW_PARTS; i < n * (part + 1) / ROW_PARTS && status == OKR_OK;
         i++)
        status = cell_rows(j, i, &j->parts[part], err);
    return status;
}

static okr_status make_rows(rows_job *j, okr_vec *rows, okr_error *err)
{
    const okr_aggregate *a = j->aggregate;
    const bool many = a->amounts.count >= MANY_AMOUNTS;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < a->cells.count; i++)
        j->order[i] = &OKR_AT(&a->cells, okr_stat_cell, i);
    qsort(j->order, a->cells.count, sizeof(okr_stat_cell *), by_keys);
    status = okr_pool_run(okr_pool_threads(many ? 0 : 1), ROW_PARTS, make_part, j, err);
    return status == OKR_OK ? okr_join(rows, j->parts, ROW_PARTS, err) : status;
}

okr_status okr_aggregate_rows(const okr_aggregate *a, okr_vec *rows, okr_error *err)
{
    okr_buckets by_cell = {0};
    rows_job j = {.aggregate = a,
                  .by_cell = &by_cell,
                  .order = calloc(a->cells.count + 1, sizeof(okr_stat_cell *))};
    okr_status status = okr_buckets_build(&by_cell, a->cells.count, &a->amounts,
                                          offsetof(okr_amounts, cell), err);

    for (size_t i = 0; i < ROW_PARTS; i++)
        j.parts[i] = OKR_VEC(okr_stat_row);
    if (status == OKR_OK && j.order == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = make_rows(&j, rows, err);
    for (size_t i = 0; i < ROW_PARTS; i++)
        okr_vec_done(&j.parts[i]);
    free(j.order);
    okr_buckets_done(&by_cell);
    return status;
}

okr_status okr_stats_ask(const okr_stats *stats, const okr_stats_request *request,
                         okr_vec *rows, okr_error *err)
{
    okr_aggregate a = {0};
    okr_status status = OKR_OK;

    *rows = OKR_VEC(okr_stat_row);
    if (request->dimensions == 2 && okr_dimension_is_territory(request->by[0]) &&
        okr_dimension_is_territory(request->by[1]))
        return okr_fail(err, OKR_ERR_USAGE, _("two territories cannot be crossed"));
    status = okr_aggregate_run(&a, stats, request, err);
    if (status == OKR_OK)
        status = okr_aggregate_rows(&a, rows, err);
    okr_aggregate_done(&a);
    if (status != OKR_OK)
        okr_vec_done(rows);
    return status;
}
