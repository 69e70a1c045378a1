/** @file
 * A user's filter becomes a selection of measures.
 */
#ifndef OKR_STATS_SELECT_H
#define OKR_STATS_SELECT_H

#include "okrug/filter.h"
#include "stats/stats.h"

/** Who knows how to evaluate the condition `where`; the SQL itself is not understood here. */
typedef struct okr_where {
    /**
     * Clear passes[m] of every measure for which the condition does not hold.
     * @param passes  one per measure, all true at first
     */
    okr_status (*narrow)(void *user, const char *condition, bool *passes, size_t count,
                         okr_error *err);
    void *user;
} okr_where;

/**
 * Select measures. Members of the filter are joined by "and", values of one by "or"; words may
 * be codes or titles in either language, case and ё aside.
 *
 * - in: municipalities and settlements by OKTMO or name, agglomerations by code or title, the
 *   placements ("outside", "вне региона", "unplaced" ...), and the region by "region" or its
 *   title: what is placed on the region as a whole. A measure is in a place that it touches.
 * - kind: a kind or a group of kinds with all below it; under: a measure and all below it
 * - basis: exactly these bases locate measures; lifecycle: stages or the programme's own words
 * - contour: "3", "3/3.1" or a title, by every mention of the measure or its certain duplicates
 * - starts_in, ends_in, ends_after, active_in: a start (actual, else planned) is its first day,
 *   an end its last; no known date is in no period
 * - near: geometry or settlement of a location within so many kilometres, geodesic
 * - text: every word in the identifier, titles or notes
 *
 * @param where     evaluates filter->where; NULL: such a condition is OKR_ERR_USAGE
 * @param[out] out  okr_selection_free
 * @return OKR_ERR_USAGE for a value that names nothing known, with suggestions, for what cannot
 *         be read, and for conditions that no measure can meet together
 * Cost: O(measures + locations + mentions), near also vertices.
 */
OKR_MUST_CHECK okr_status okr_select(const okr_stats *stats, const okr_filter *filter,
                                     const okr_where *where, okr_selection **out,
                                     okr_error *err);

#endif
