/** @file
 * A part of a programme as a programme of its own: the measures of a selection with everything
 * that hangs on them, cut to the territory that was asked for.
 *
 * Figures are those of the whole programme for the selection, so an extract says of a
 * municipality what the workspace says of it.
 */
#ifndef OKR_EXPORT_EXTRACT_H
#define OKR_EXPORT_EXTRACT_H

#include "overlay/territory_index.h"
#include "stats/select.h"
#include "store/facts.h"

/** What to take out; everything is borrowed for the call, the programme until the extract is
 * released. */
typedef struct okr_extract_request {
    const okr_stats *stats;           /**< of the whole programme */
    const okr_selection *rows;        /**< measures to take; roles do not matter to figures */
    const okr_selection *figures;     /**< what statistics are of */
    const okr_territory_index *index; /**< municipal polygons in the order of the programme;
                                           NULL without boundaries */
    bool original;                    /**< keep geometry whole that the territory touches */
    okr_titles title;                 /**< what this is an extract of, with which filters */
} okr_extract_request;

/** An extract. Initialise with OKR_EXTRACT. */
typedef struct okr_extract {
    okr_programme programme; /**< owned; strings are borrowed from the whole */
    okr_facts facts;         /**< owned; of exactly these rows */
} okr_extract;

/**
 * Take out a part.
 *
 * - Measures: those of request->rows with all rows that hang on them; measures above them in
 *   the tree as rows without figures or places.
 * - With a place: municipalities asked for, their settlements, agglomerations that they belong
 *   to; without: all.
 * - Every location stays, also what lies elsewhere: else the rest would seem the whole. Its
 *   links to other municipalities become links outside, and geometry is cut to the territory
 *   by the border rule; that of a measure which no municipality asked for holds stays. Lengths,
 * areas, shares are those of the workspace.
 * - Findings about rows that are taken, and those about the programme as a whole.
 *
 * @param[out] extract  okr_extract_done in any case
 * Cost: O(rows + vertices).
 */
OKR_MUST_CHECK okr_status okr_extract_make(okr_extract *extract,
                                           const okr_extract_request *request, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_extract_done(okr_extract *extract);

/** Cut the geometry of locations and say what lies outside; after rows were taken. */
OKR_MUST_CHECK okr_status okr_extract_cut(okr_extract *extract,
                                          const okr_extract_request *request, okr_error *err);

#endif
