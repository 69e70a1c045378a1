/** @file
 * The lists of gaps; each fills a table from a question.
 */
#ifndef OKR_VIEW_GAPS_H
#define OKR_VIEW_GAPS_H

#include "view/ask.h"

/** Fill an empty table with columns, rows and notes. */
typedef okr_status okr_gaps_list(const okr_ask *ask, okr_table *table, okr_error *err);

okr_gaps_list okr_list_placement, okr_list_municipalities, okr_list_settlements,
    okr_list_unserved, okr_list_mentions, okr_list_moved;

/** Whether a measure is counted: chosen, and no certain duplicate of another chosen one. */
bool okr_gaps_counts(const okr_ask *ask, size_t measure);

/** Append a cell with the short name of a municipality. */
void okr_gaps_name(const okr_municipality *municipality, okr_text *ru, okr_text *en);

#endif
