/** @file
 * Progress of every measure: how far it is, how that was found, and how far it should be.
 */
#ifndef OKR_STATS_PROGRESS_H
#define OKR_STATS_PROGRESS_H

#include "model/programme.h"
#include "stats/bound.h"
#include "stats/schedule.h"

/** Progress of one measure. */
typedef struct okr_progress_of {
    okr_bounded physical; /**< 0..1; NaN unknown */
    okr_progress_way way;
    okr_bounded achievement; /**< mean of the capped achievements of its figures; NaN none */
    double planned;          /**< planned value at the status date, 0..1; NaN unknown */
    okr_overdue overdue;
    bool enters; /**< counts in progress: neither cancelled nor merely operating */
} okr_progress_of;

/**
 * Progress of every measure, components and groups too.
 *
 * Physical progress, in this order: stated readiness (of the latest period; several of one
 * period are averaged), or the latest observation of physical_progress up to the status date;
 * lifecycle (completion 1; identification, preparation 0); mean of the known capped
 * achievements of figures with progress=1; components whose weights sum to 1 and whose own
 * progress is known; unknown.
 *
 * @param[out] out  one per measure; caller frees
 * Cost: O(measures + indicators + observations).
 */
OKR_MUST_CHECK okr_status okr_progress_find(const okr_programme *programme,
                                            okr_progress_of **out, okr_error *err);

#endif
