#include "served/served.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/pool.h"
#include "served/served_partition.h"

#include <stdlib.h>

/* The question of one call: what is certainly served, and what possibly. */
typedef struct question {
    const okr_served_set *set;
    const okr_wkb *territories;
    const size_t *order; /* largest first, so that no thread is left with one at the end */
    double tolerance;
    okr_served_run certain, possible;
    okr_served_area *areas;
} question;

static okr_status measure(const okr_served_run *run, okr_wkb territory, double tolerance,
                          okr_partition_result *result, okr_error *err)
{
    okr_partition partition;
    okr_status status = OKR_OK;

    okr_partition_init(&partition, run);
    status = okr_partition_read(&partition, territory, err);
    if (status == OKR_OK)
        status = okr_partition_refine(&partition, tolerance * partition.root.area_m2, err);
    if (status == OKR_OK)
        *result = okr_partition_sum(&partition);
    okr_partition_done(&partition);
    return status;
}

/* One run answers both questions where every place is known exactly. */
static okr_status measure_territory(void *user, size_t part, unsigned worker, okr_error *err)
{
    const question *q = user;
    size_t i = q->order[part];
    bool twice = q->set->uncertain;
    /* A little less than was asked for, which rounding then cannot exceed. */
    double tolerance = (q->tolerance - 1e-9) * (twice ? 0.5 : 1.0);
    okr_partition_result certain = {0};
    okr_partition_result possible = {0};
    okr_status status = measure(&q->certain, q->territories[i], tolerance, &certain, err);

    (void)worker;
    possible = certain;
    if (status == OKR_OK && twice)
        status = measure(&q->possible, q->territories[i], tolerance, &possible, err);
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("territory %zu"), i + 1);
    q->areas[i] = (okr_served_area){
        .area_m2 = certain.area_m2,
        .low_m2 = certain.low_m2,
        .high_m2 = fmax(certain.low_m2, possible.high_m2),
        .numeric_m2 = (twice ? certain.high_m2 - certain.low_m2 : 0.0) + possible.high_m2 -
                      possible.low_m2,
        .cells = certain.cells + (twice ? possible.cells : 0),
    };
    q->areas[i].reached = q->areas[i].numeric_m2 <= q->tolerance * certain.area_m2;
    return OKR_OK;
}

typedef struct sized {
    size_t size;
    size_t index;
} sized;

static int compare_sized(const void *a, const void *b)
{
    const sized *x = a;
    const sized *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Territories with long borders first: they are usually large. */
static okr_status find_order(const okr_wkb *territories, size_t n, size_t **out, okr_error *err)
{
    sized *list = calloc(n + 1, sizeof *list);
    size_t *order = calloc(n + 1, sizeof *order);

    if (list == NULL || order == NULL) {
        free(list);
        free(order);
        return okr_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        list[i] = (sized){territories[i].size, i};
    qsort(list, n, sizeof *list, compare_sized);
    for (size_t i = 0; i < n; i++)
        order[i] = list[i].index;
    free(list);
    *out = order;
    return OKR_OK;
}

okr_status okr_served_areas(const okr_served_set *set, const okr_wkb *territories, size_t n,
                            const okr_served_options *options, okr_served_area *areas,
                            okr_error *err)
{
    question q = {.set = set, .territories = territories, .areas = areas};
    size_t *order = NULL;
    okr_status status = okr_served_check_options(set, options, err);

    q.tolerance = options->tolerance > 0.0 ? options->tolerance : OKR_SERVED_TOLERANCE;
    if (status == OKR_OK)
        status = okr_served_run_init(&q.certain, set, options->distance_m, true, err);
    if (status == OKR_OK && set->uncertain)
        status = okr_served_run_init(&q.possible, set, options->distance_m, false, err);
    if (status == OKR_OK)
        status = find_order(territories, n, &order, err);
    q.order = order;
    if (status == OKR_OK)
        status =
            okr_pool_run(okr_pool_threads(options->threads), n, measure_territory, &q, err);
    free(order);
    okr_served_run_done(&q.certain);
    okr_served_run_done(&q.possible);
    return status;
}
