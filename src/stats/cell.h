/** @file
 * Sums of one row (or one crossing of two rows) of a statistic, and the figures they give.
 */
#ifndef OKR_STATS_CELL_H
#define OKR_STATS_CELL_H

#include "stats/base.h"
#include "stats/territory.h"

/** Sums for progress under one way of weighing. */
typedef struct okr_weighing {
    double known, done;     /**< weights of what is known; weights x progress */
    double unknown;         /**< weights of what is not */
    double earned, planned; /**< where progress and plan are both known */
} okr_weighing;

/** One row. */
typedef struct okr_stat_cell {
    int key[2];
    bool incomplete; /**< an agglomeration whose membership list is not complete */
    int listed, located, operating, cancelled, entering, completed;
    int lifecycle[OKR_LIFECYCLE_COUNT];
    double attributed;
    int progress_known, plan_known, overdue, overdue_known, achievement_known;
    unsigned progress_bounds, plan_bounds, achievement_bounds;
    okr_weighing equal, weighted;
    bool unweighted;         /**< some measure has no weight, or another unit */
    const char *weight_unit; /**< of the first measure; NULL before it */
    double achievement, achievement_weight;
    double length_m, area_m2;
} okr_stat_cell;

/** What a measure brings to a row. */
typedef struct okr_contribution {
    const okr_measure *measure;
    const okr_progress_of *progress;
    bool located;
    double share; /**< of the count; NaN not split */
    double length_m, area_m2;
} okr_contribution;

/** Count a measure into a row that lists it. */
void okr_stat_cell_add(okr_stat_cell *cell, const okr_contribution *c);

/** Where rows are written, one after the other; zero-initialised they are only counted. */
typedef struct okr_stat_rows {
    okr_stat_row *to; /**< borrowed: room for them all; NULL: count */
    size_t count;
} okr_stat_rows;

/** The next row, to be filled; never NULL, but lost where rows are only counted. */
okr_stat_row *okr_stat_rows_next(okr_stat_rows *rows, okr_stat_row *lost);

/** Append the figures of a row, zero ones too. */
void okr_stat_cell_rows(const okr_stat_cell *cell, okr_stat_rows *rows);

/** Sums of one quantity in one row: actual, target; or planned, allocated, spent. */
typedef struct okr_amounts {
    int cell, quantity;
    double sum[OKR_SERIES], touching[OKR_SERIES];
    unsigned char bounds[OKR_SERIES], touching_bounds[OKR_SERIES];
    int known[OKR_SERIES], touching_known[OKR_SERIES];
    int total, touching_total;
    bool estimated;
    unsigned char derived, touching_derived; /**< bits of series that hold a derived value */
} okr_amounts;

/** Add a figure's share (NaN: it touches and is not split) to a row's sums. */
void okr_amounts_add(okr_amounts *amounts, const okr_figure *figure, double share,
                     bool estimated);

/** How many rows okr_amounts_rows appends; there are so many sums that this counts. */
size_t okr_amounts_row_count(const okr_amounts *amounts, bool finance);

/** Append the sums of a quantity in a row. */
void okr_amounts_rows(const okr_amounts *amounts, const okr_stat_cell *cell, bool finance,
                      okr_stat_rows *rows);

#endif
