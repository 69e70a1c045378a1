/** @file
 * Who is served, in the answers of stats, explain and gaps. For view only.
 */
#ifndef OKR_VIEW_SERVICE_VIEW_H
#define OKR_VIEW_SERVICE_VIEW_H

#include "okrug/explain.h"
#include "view/ask.h"

/**
 * Served shares by territory, by kind, or both: those that the build kept, or of a filter of
 * measures found anew.
 * @return OKR_ERR_USAGE when asked by something else
 */
OKR_MUST_CHECK okr_status okr_show_served(const okr_ask *ask, const okr_workspace *workspace,
                                          const okr_stats_options *options, okr_table *table,
                                          okr_error *err);

/** OKR_ERR_USAGE when the workspace was opened without shapes. */
OKR_MUST_CHECK okr_status okr_need_shapes(const okr_workspace *workspace, okr_error *err);

/** Whether the name of a figure is "served" or "served=KIND". */
bool okr_is_served(const char *stat);

/**
 * The measures that serve a place, what each serves alone, and those that stand beside.
 * @return OKR_ERR_USAGE for a kind that is stated twice; else as okr_service_find
 */
OKR_MUST_CHECK okr_status okr_explain_served(const okr_ask *ask, const okr_workspace *workspace,
                                             const okr_explain_options *options,
                                             okr_table *table, okr_error *err);

#endif
