/* A run over the measures, whose traces become figures and parts. */
#include "stats/explainer.h"

#include <math.h>
#include <stdlib.h>

static bool is_sum(okr_statistic s)
{
    return s >= OKR_STAT_ACTUAL_SUM && s < OKR_STAT_COUNT;
}

/* A run over the measures without dimensions: everything goes into the one total. */
static okr_status trace(const okr_explainer *x, const okr_selection *selection,
                        const bool *wanted, okr_vec *out, okr_vec *rows, okr_error *err)
{
    const okr_stats_request request = {.selection = selection};
    okr_aggregate a = {.trace = out, .wanted = wanted};
    okr_status status = okr_aggregate_run(&a, x->stats, &request, err);

    if (status == OKR_OK && rows != NULL)
        status = okr_aggregate_rows(&a, rows, err);
    okr_aggregate_done(&a);
    return status;
}

static bool is_extent(const okr_explain_request *request)
{
    return request->code == NULL &&
           (request->statistic == OKR_STAT_POPULATION || request->statistic == OKR_STAT_AREA);
}

/* Population and area belong to territories, so they are asked for by territory. */
static okr_status ask_extents(okr_explainer *x, okr_error *err)
{
    const okr_stats_request request = {
        .by = {OKR_BY_MUNICIPALITY}, .dimensions = 1, .selection = x->request->chosen};

    okr_vec_done(&x->rows);
    return okr_stats_ask(x->stats, &request, &x->rows, err);
}

const okr_stat_row *okr_explainer_row(const okr_explainer *x, okr_statistic statistic,
                                      int quantity)
{
    for (size_t i = x->rows.count; i-- > 0;) { /* the total stands last */
        const okr_stat_row *row = &OKR_AT(&x->rows, okr_stat_row, i);
        if (row->key[0] != OKR_KEY_TOTAL)
            break;
        if (row->statistic == statistic && row->quantity == quantity)
            return row;
    }
    return NULL;
}

okr_status okr_explainer_begin(okr_explainer *x, okr_statistic statistic, int quantity,
                               okr_error *err)
{
    const okr_stat_row *row = okr_explainer_row(x, statistic, quantity);
    const okr_stat_row none = {.key = {OKR_KEY_TOTAL, OKR_KEY_TOTAL},
                               .statistic = statistic,
                               .quantity = quantity,
                               .value = NAN,
                               .low = NAN,
                               .high = NAN,
                               .n_known = -1,
                               .n_total = -1};
    const okr_explained explained = {row == NULL ? none : *row, x->out->parts.count, 0};

    return okr_vec_append(&x->out->figures, &explained, 1, err);
}

okr_status okr_explainer_add(okr_explainer *x, const okr_stat_part *part, okr_error *err)
{
    OKR_AT(&x->out->figures, okr_explained, x->out->figures.count - 1).count++;
    return okr_vec_append(&x->out->parts, part, 1, err);
}

/* What is placed elsewhere matters to sums only. */
static okr_status run(okr_explainer *x, const bool *wanted, okr_error *err)
{
    const bool sums = x->request->code != NULL || is_sum(x->request->statistic);
    okr_status status = trace(x, x->request->chosen, wanted, &x->traces, &x->rows, err);

    if (status == OKR_OK && sums && x->request->wider != NULL)
        status = trace(x, x->request->wider, wanted, &x->wider, NULL, err);
    if (status == OKR_OK && is_extent(x->request))
        status = ask_extents(x, err);
    if (status != OKR_OK)
        return status;
    return sums ? okr_explain_sums(x, err) : okr_explain_measures(x, err);
}

/* By quantity: whether the figure explained is made of it. */
static bool *find_wanted(const okr_explainer *x, okr_error *err)
{
    const size_t n = okr_stats_quantities(x->stats)->list.count;
    bool *wanted = calloc(n + 1, sizeof *wanted);

    if (wanted == NULL)
        (void)okr_fail_nomem(err);
    for (size_t q = 0; q < n && wanted != NULL; q++)
        wanted[q] = okr_explainer_wants(x, (int)q);
    return wanted;
}

okr_status okr_stats_explain(const okr_stats *stats, const okr_explain_request *request,
                             okr_explanation *out, okr_error *err)
{
    okr_explainer x = {.stats = stats,
                       .request = request,
                       .traces = OKR_VEC(okr_trace),
                       .wider = OKR_VEC(okr_trace),
                       .rows = OKR_VEC(okr_stat_row),
                       .out = out};
    bool *wanted = find_wanted(&x, err);
    okr_status status = OKR_OK;

    *out = (okr_explanation){OKR_VEC(okr_explained), OKR_VEC(okr_stat_part)};
    status = wanted == NULL ? OKR_ERR_NOMEM : run(&x, wanted, err);
    free(wanted);
    okr_vec_done(&x.traces);
    okr_vec_done(&x.wider);
    okr_vec_done(&x.rows);
    if (status != OKR_OK)
        okr_explanation_done(out);
    return status;
}
