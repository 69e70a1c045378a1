/** @file
 * An explanation in the making; for the files of stats/explain only.
 */
#ifndef OKR_STATS_EXPLAINER_H
#define OKR_STATS_EXPLAINER_H

#include "stats/aggregate.h"
#include "stats/explain.h"

/** What the parts are made from. */
typedef struct okr_explainer {
    const okr_stats *stats;
    const okr_explain_request *request;
    okr_vec traces;       /**< okr_trace of the total */
    okr_vec wider;        /**< okr_trace of the total without a place; empty for measures */
    okr_vec rows;         /**< okr_stat_row: figures as they are printed */
    okr_explanation *out; /**< borrowed; receives figures and parts */
} okr_explainer;

/** The printed figure of the total, or NULL. */
const okr_stat_row *okr_explainer_row(const okr_explainer *x, okr_statistic statistic,
                                      int quantity);

/** Whether what is explained is made of a quantity: explain_sums.c. */
bool okr_explainer_wants(const okr_explainer *x, int quantity);

/** Begin the next figure. */
OKR_MUST_CHECK okr_status okr_explainer_begin(okr_explainer *explainer, okr_statistic statistic,
                                              int quantity, okr_error *err);

/** Add a part to the figure begun last. */
OKR_MUST_CHECK okr_status okr_explainer_add(okr_explainer *explainer, const okr_stat_part *part,
                                            okr_error *err);

/** Explain a statistic of measures or territories: explain_measures.c. */
OKR_MUST_CHECK okr_status okr_explain_measures(okr_explainer *explainer, okr_error *err);

/** Explain sums of figures: explain_sums.c. */
OKR_MUST_CHECK okr_status okr_explain_sums(okr_explainer *explainer, okr_error *err);

#endif
