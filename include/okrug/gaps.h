/** @file
 * What a programme does not tell, or tells in several places: the lists by which staff mend it.
 */
#ifndef OKRUG_GAPS_H
#define OKRUG_GAPS_H

#include "okrug/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which list, and of which measures. */
typedef struct okr_gaps_options {
    okr_filter filter;
    /**
     * NULL or "placement": how many items can be placed, by basis, and what keeps the others;
     * "municipalities": those without a located item, by kind; "settlements": those that
     * measures name; "unserved": those that no kind serves for certain; "mentions": measures
     * that several contours speak of; "moved": what was refused, and where it went.
     */
    const char *show;
} okr_gaps_options;

/**
 * One of the lists.
 * @param[out] table  caller frees
 * @return OKR_ERR_USAGE for a list that is none, naming those there are; else as
 *         okr_workspace_query
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_gaps(const okr_workspace *workspace,
                                                     const okr_gaps_options *options,
                                                     okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
