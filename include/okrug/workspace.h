/** @file
 * A workspace: the GeoPackage that a build wrote, opened for questions. Never changed.
 */
#ifndef OKRUG_WORKSPACE_H
#define OKRUG_WORKSPACE_H

#include "okrug/error.h"
#include "okrug/filter.h"
#include "okrug/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A workspace loaded into memory. May be read from several threads. */
typedef struct okr_workspace okr_workspace;

/** Open the GeoPackage at path; OKR_ERR_FORMAT when it is none of okrug's. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_open(const char *path,
                                                     okr_workspace **workspace, okr_error *err);

/**
 * Open it for okr_workspace_stats, _query, _explain and _gaps under this filter and nothing
 * else: faster, as shapes are left out unless the filter is about distances. Served shares are
 * about distances too: they need okr_workspace_open.
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_open_for(const char *path,
                                                         const okr_filter *filter,
                                                         okr_workspace **workspace,
                                                         okr_error *err);

/** Release; NULL is allowed. */
OKR_API void okr_workspace_close(okr_workspace *workspace);

/** What the file holds: programme, period, boundary set, row counts, open findings. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_info(const okr_workspace *workspace,
                                                     okr_table **table, okr_error *err);

/** The findings that the build stored. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_findings(const okr_workspace *workspace,
                                                         okr_table **table, okr_error *err);

/** What a table of statistics is cut by. */
typedef struct okr_stats_options {
    okr_filter filter;
    const char *by;  /**< "municipality", "kind,status" ...: one or two dimensions */
    const char *per; /**< NULL, "population", "area" or "measure" */
    /** NULL or "counts": measures and progress; "quantities": sums of indicators; "served": who
     * is within the service distance of kinds, from and to; "all": every figure in the long
     * form of the table `statistic`. */
    const char *show;
    const char *stat; /**< figure in the cells of a cross-table; NULL: "listed" */
} okr_stats_options;

/** Counts, progress and quantities, cut by one dimension or crossed by two. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_stats(const okr_workspace *workspace,
                                                      const okr_stats_options *options,
                                                      okr_table **table, okr_error *err);

/** What a list of measures or indicators shows. */
typedef struct okr_query_options {
    okr_filter filter;
    const char *show;      /**< "measures" or "indicators"; NULL: as the members below ask */
    const char *has;       /**< indicators: target, actual, both, none */
    const char *missing;   /**< measures without a figure of this indicator code */
    const char *qualifier; /**< indicators whose value bears one of these qualifiers */
    const char *period;    /**< indicators whose period touches this date; "none" */
} okr_query_options;

/** The measures, or their indicators, that a filter selects. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_query(const okr_workspace *workspace,
                                                      const okr_query_options *options,
                                                      okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
