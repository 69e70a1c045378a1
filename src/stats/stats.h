/** @file
 * Statistics of a programme: counts, progress and quantities, cut by one or two dimensions.
 *
 * One code for the build and for every filtered question: store asks for the whole programme,
 * view for a selection. Definitions: docs/method.md.
 */
#ifndef OKR_STATS_STATS_H
#define OKR_STATS_STATS_H

#include "stats/progress.h"
#include "stats/quantity.h"
#include "stats/selection.h"
#include "stats/statistic.h"

/** A programme made ready for questions; read-only, any number of threads may ask. */
typedef struct okr_stats okr_stats;

/**
 * Make a programme ready: progress of every measure, quantities, duplicates.
 * @param programme  connected and linked, or loaded from a workspace; borrowed until free
 * Cost: O(rows of all tables).
 */
OKR_MUST_CHECK okr_status okr_stats_new(const okr_programme *programme, okr_stats **out,
                                        okr_error *err);

/** What okr_stats_new_parts makes ready besides counts, as bits. */
typedef enum okr_stats_part {
    OKR_STATS_PROGRESS =
        1,                 /**< without it okr_stats_progress and questions are out of bounds */
    OKR_STATS_FIGURES = 2, /**< without it answers leave out quantities and money */
    OKR_STATS_PLACES = 4 /**< makes no difference but to the time of selections under the usual
                              bases */
} okr_stats_part;

/** okr_stats_new for those who need only some of it; selections need nothing. */
OKR_MUST_CHECK okr_status okr_stats_new_parts(const okr_programme *programme, unsigned parts,
                                              okr_stats **out, okr_error *err);

/** Release; NULL is fine. */
void okr_stats_free(okr_stats *stats);

/** The programme it was made of. */
const okr_programme *okr_stats_programme(const okr_stats *stats);

/** Progress of a measure. */
const okr_progress_of *okr_stats_progress(const okr_stats *stats, int measure);

/** The quantities of the programme. */
const okr_quantities *okr_stats_quantities(const okr_stats *stats);

/** The measure that stands for this one and its certain duplicates; itself without any. */
int okr_stats_root(const okr_stats *stats, int measure);

/**
 * Answer a question: every figure of every row that has one, with totals.
 *
 * Rows are ordered by keys (okr_key_compare), then statistic, then quantity. Municipalities and
 * agglomerations nobody asked about stand there too when no place was asked, with zero counts,
 * so that gaps show. Two territories cannot be crossed (OKR_ERR_USAGE).
 *
 * @param[out] rows  okr_stat_row; okr_vec_done
 * Cost: O(measures + figures) times the rows that hold each.
 */
OKR_MUST_CHECK okr_status okr_stats_ask(const okr_stats *stats,
                                        const okr_stats_request *request, okr_vec *rows,
                                        okr_error *err);

#endif
