/** @file
 * Why a number is what it is: its parts, and what has no part in it.
 */
#ifndef OKRUG_EXPLAIN_H
#define OKRUG_EXPLAIN_H

#include "okrug/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which number to explain: the row "total" that `okr_workspace_stats` gives for the filter. */
typedef struct okr_explain_options {
    okr_filter filter;
    /** Code or title of a statistic ("listed", "physical_progress" ...), or the code of an
     * indicator or "finance", whose planned and actual sums are explained; NULL: "listed". */
    const char *stat;
} okr_explain_options;

/**
 * The parts of a number: one row a measure (or a figure of it), with its place and how that is
 * known, its share, its value and how that was found, and its contribution; then the total, the
 * sum of the contributions.
 *
 * Rows without a contribution say why: what touches the place and is not split, what stands on
 * no municipality, what has no target, no period, no known progress.
 *
 * @param[out] table  caller frees
 * @return OKR_ERR_USAGE for a name that is no figure, with names that are close; else as
 *         okr_workspace_stats
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_explain(const okr_workspace *workspace,
                                                        const okr_explain_options *options,
                                                        okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
