/** @file
 * The figures that enter sums, sorted by quantity; for the files of stats only.
 */
#ifndef OKR_STATS_SUMMAND_H
#define OKR_STATS_SUMMAND_H

#include "stats/base.h"

/** Actual and target of an indicator in the base unit. */
okr_figure okr_figure_of(const okr_programme *programme, const okr_indicator *indicator);

/**
 * Fill holder, summands and summands_from of a programme whose roots, standing and quantities
 * are known: figures of items, figures of groups that no member carries, and money; in base
 * units. Cost: O(figures).
 */
OKR_MUST_CHECK okr_status okr_summands_find(okr_stats *stats, okr_error *err);

#endif
