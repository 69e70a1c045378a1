/** @file
 * What should have been done by the status date.
 */
#ifndef OKR_STATS_SCHEDULE_H
#define OKR_STATS_SCHEDULE_H

#include "model/bucket.h"
#include "model/programme.h"

/**
 * The status date of a measure: of the document it was taken from, else of the source file it
 * was read from, else of the programme; no date when none of them has one.
 */
okr_date okr_status_date(const okr_programme *programme, const okr_measure *measure);

/**
 * Planned value at the status date, 0..1; NaN unknown.
 *
 * From the plan curve of observations (planned of metric planned_value or physical_progress, as
 * fractions, straight lines between), else linear from the first day of the planned start to
 * the last day of the planned end: (D - S) / (E - S), 0 before S, 1 from E on.
 * @param rows  rows of programme->observations of this measure
 */
double okr_planned_value(const okr_programme *programme, int measure, okr_bucket rows);

/** What is known of a deadline. */
typedef enum okr_overdue {
    OKR_OVERDUE_UNKNOWN, /**< no planned end or no status date */
    OKR_OVERDUE_NO,
    OKR_OVERDUE_YES /**< not completed, and the last day of the planned end is past */
} okr_overdue;

/** Whether a measure is overdue at its status date. */
okr_overdue okr_is_overdue(const okr_programme *programme, int measure);

#endif
