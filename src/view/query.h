/** @file
 * Lists of measures and of indicators.
 */
#ifndef OKR_VIEW_QUERY_H
#define OKR_VIEW_QUERY_H

#include "okrug/workspace.h"
#include "stats/stats.h"
#include "view/table.h"

/** Append a cell that names the municipalities of a place with their shares, or what else the
 * measure stands on. */
void okr_show_where(const okr_programme *programme, const okr_place *place, okr_table *table);

/** List the chosen measures; stats and selection outlive the table. */
OKR_MUST_CHECK okr_status okr_list_measures(const okr_stats *stats,
                                            const okr_selection *selection, okr_table *table,
                                            okr_error *err);

/**
 * List the indicators of the chosen measures that pass the options' own filters.
 * The programme outlives the table.
 * @return OKR_ERR_USAGE naming the option and its value
 */
OKR_MUST_CHECK okr_status okr_list_indicators(const okr_stats *stats,
                                              const okr_selection *selection,
                                              const okr_query_options *options,
                                              okr_table *table, okr_error *err);

#endif
