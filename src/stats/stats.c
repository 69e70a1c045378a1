#include "stats/stats.h"

#include "base/i18n.h"
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

/* The sums of each cell, in the order of quantities. */
typedef struct cell_sums {
    size_t *start;               /* owned, by cell: its first; one more at the end */
    size_t *rows;                /* owned, by cell: how many rows its sums give */
    const okr_amounts **amounts; /* owned: borrowed ones, by cell */
    size_t count;
} cell_sums;

static bool is_money(const okr_aggregate *a, const okr_amounts *x)
{
    return okr_quantity_at(&a->stats->quantities, x->quantity)->finance;
}

/* They are read in the order in which they stand, once to count and once to place. */
static void count_sums(cell_sums *sums, const okr_aggregate *a)
{
    for (size_t part = 0; part < OKR_AMOUNT_PARTS; part++)
        for (size_t i = 0; i < a->amounts[part].count; i++) {
            const okr_amounts *x = &OKR_AT(&a->amounts[part], okr_amounts, i);
            sums->start[x->cell + 2]++;
            sums->rows[x->cell] += okr_amounts_row_count(x, is_money(a, x));
        }
    for (size_t c = 0; c < a->cells.count; c++)
        sums->start[c + 2] += sums->start[c + 1];
}

/* start[c + 1] is where the next sum of cell c goes, and ends as the first of the next cell. */
static void place_sums(cell_sums *sums, const okr_aggregate *a)
{
    for (size_t part = 0; part < OKR_AMOUNT_PARTS; part++)
        for (size_t i = 0; i < a->amounts[part].count; i++) {
            const okr_amounts *x = &OKR_AT(&a->amounts[part], okr_amounts, i);
            sums->amounts[sums->start[x->cell + 1]++] = x;
        }
}

static okr_status sort_sums(cell_sums *sums, const okr_aggregate *a, okr_error *err)
{
    for (size_t part = 0; part < OKR_AMOUNT_PARTS; part++)
        sums->count += a->amounts[part].count;
    sums->start = calloc(a->cells.count + 2, sizeof *sums->start);
    sums->rows = calloc(a->cells.count + 1, sizeof *sums->rows);
    sums->amounts = calloc(sums->count + 1, sizeof *sums->amounts);
    if (sums->start == NULL || sums->rows == NULL || sums->amounts == NULL)
        return okr_fail_nomem(err);
    count_sums(sums, a);
    place_sums(sums, a);
    return OKR_OK;
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

static void push_extent(const okr_stat_cell *cell, okr_statistic statistic, double value,
                        bool open, okr_stat_rows *rows)
{
    okr_stat_row lost;

    if (value == 0.0 && open)
        return; /* nothing is known: no row */
    *okr_stat_rows_next(rows, &lost) = (okr_stat_row){
        .key = {cell->key[0], cell->key[1]},
        .statistic = statistic,
        .quantity = -1,
        .value = value,
        .mark = open || cell->incomplete ? OKR_MARK_AT_LEAST : OKR_MARK_EQUAL,
        .low = NAN,
        .high = NAN,
        .n_known = -1,
        .n_total = -1,
        .method = statistic == OKR_STAT_AREA ? OKR_METHOD_GEODESIC : OKR_METHOD_STATED,
    };
}

static void extent_rows(const okr_aggregate *a, const okr_stat_cell *cell, okr_stat_rows *rows)
{
    const okr_programme *p = a->stats->programme;
    const okr_stats_request *r = a->request;
    extent e = {0};
    const int d = r->dimensions == 2 && okr_dimension_is_territory(r->by[1]) ? 1 : 0;

    if (r->dimensions == 0 || !okr_dimension_is_territory(r->by[d]) ||
        cell->key[1 - d] != OKR_KEY_TOTAL ||
        (cell->key[d] < 0 && cell->key[d] != OKR_KEY_TOTAL))
        return;
    for (size_t m = 0; m < p->municipalities.count; m++)
        if (holds(a, r->by[d], cell->key[d], (int)m))
            extend(&e, OKR_MUNICIPALITY(p, m));
    push_extent(cell, OKR_STAT_POPULATION, e.population, e.population_open, rows);
    push_extent(cell, OKR_STAT_AREA, e.area, e.area_open, rows);
}

/* Rows of the figures of some cells, written beside those of others, each where it belongs. */
typedef struct rows_job {
    const okr_aggregate *aggregate;
    cell_sums sums;
    const okr_stat_cell **order; /* owned: cells as their rows stand */
    okr_stat_rows all;           /* where they go */
    size_t part_rows[ROW_PARTS]; /* of a part; then before it */
} rows_job;

/* What belongs to a cell as such; the same whether it is counted or written. */
static void plain_rows(const rows_job *j, size_t i, okr_stat_rows *rows)
{
    okr_stat_cell_rows(j->order[i], rows);
    extent_rows(j->aggregate, j->order[i], rows);
}

static size_t number_at(const rows_job *j, size_t i)
{
    return (size_t)(j->order[i] - &OKR_AT(&j->aggregate->cells, okr_stat_cell, 0));
}

static size_t part_start(const rows_job *j, size_t part)
{
    return j->aggregate->cells.count * part / ROW_PARTS;
}

static okr_status count_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    rows_job *j = user;
    okr_stat_rows rows = {0};

    (void)worker;
    (void)err;
    for (size_t i = part_start(j, part); i < part_start(j, part + 1); i++) {
        plain_rows(j, i, &rows);
        rows.count += j->sums.rows[number_at(j, i)];
    }
    j->part_rows[part] = rows.count;
    return OKR_OK;
}

static okr_status make_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    const rows_job *j = user;
    okr_stat_rows rows = {.to = j->all.to + j->part_rows[part]};

    (void)worker;
    (void)err;
    for (size_t i = part_start(j, part); i < part_start(j, part + 1); i++) {
        const size_t cell = number_at(j, i);
        plain_rows(j, i, &rows);
        for (size_t k = j->sums.start[cell]; k < j->sums.start[cell + 1]; k++) {
            const okr_amounts *x = j->sums.amounts[k];
            okr_amounts_rows(x, j->order[i], is_money(j->aggregate, x), &rows);
        }
    }
    return OKR_OK;
}

/* First counted, so that every part knows its place and nothing is copied. */
static okr_status make_rows(rows_job *j, okr_vec *rows, okr_error *err)
{
    const okr_aggregate *a = j->aggregate;
    const unsigned threads = okr_pool_threads(j->sums.count >= MANY_AMOUNTS ? 0 : 1);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < a->cells.count; i++)
        j->order[i] = &OKR_AT(&a->cells, okr_stat_cell, i);
    qsort(j->order, a->cells.count, sizeof(okr_stat_cell *), by_keys);
    status = okr_pool_run(threads, ROW_PARTS, count_part, j, err);
    for (size_t part = 0; part < ROW_PARTS && status == OKR_OK; part++) {
        const size_t here = j->part_rows[part];
        j->part_rows[part] = j->all.count;
        j->all.count += here;
    }
    if (status == OKR_OK)
        status = okr_vec_reserve(rows, rows->count + j->all.count + 1, err);
    if (status != OKR_OK)
        return status;
    j->all.to = &OKR_AT(rows, okr_stat_row, rows->count);
    rows->count += j->all.count;
    return okr_pool_run(threads, ROW_PARTS, make_part, j, err);
}

okr_status okr_aggregate_rows(const okr_aggregate *a, okr_vec *rows, okr_error *err)
{
    rows_job j = {.aggregate = a, .order = calloc(a->cells.count + 1, sizeof(okr_stat_cell *))};
    okr_status status = j.order == NULL ? okr_fail_nomem(err) : sort_sums(&j.sums, a, err);

    if (status == OKR_OK)
        status = make_rows(&j, rows, err);
    free(j.sums.start);
    free(j.sums.rows);
    free(j.sums.amounts);
    free(j.order);
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
