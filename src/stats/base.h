/** @file
 * What okr_stats is made of; for the files of stats only.
 */
#ifndef OKR_STATS_BASE_H
#define OKR_STATS_BASE_H

#include "model/bucket.h"
#include "stats/progress.h"
#include "stats/quantity.h"
#include "stats/statistic.h"

/** A contour that mentions a measure or one of its duplicates. */
typedef struct okr_topic {
    int root, contour;
} okr_topic;

/** Values of one figure in the base unit: actual, target; or planned, allocated, spent. */
enum { OKR_SERIES = 3 };
typedef struct okr_figure {
    double value[OKR_SERIES]; /**< NaN unknown */
    unsigned char bounds[OKR_SERIES];
    unsigned char derived; /**< bit of each series whose value is derived, not stated */
} okr_figure;

/** A figure that enters sums, small and next to its fellows: there are many of them. */
typedef struct okr_summand {
    int measure;
    int indicator; /**< -1: money */
    int finance;   /**< row of finance; -1: a figure */
    int holder;    /**< a measure of the same cluster that carries the same figure; -1 none */
    unsigned char class; /**< okr_share_class */
    okr_figure figure;
} okr_summand;

typedef struct okr_stats {
    const okr_programme *programme; /**< borrowed */
    okr_progress_of *progress;      /**< owned, by measure */
    int *root;                      /**< owned, by measure: who stands for it */
    unsigned char *standing;        /**< owned, by indicator: okr_standing */
    int *holder;                    /**< owned, by indicator: as in okr_summand */
    okr_places *places;             /**< owned: under the usual bases; NULL: not made ready */
    okr_quantities quantities;
    okr_vec topics;        /**< okr_topic */
    okr_buckets topics_of; /**< by root */
    okr_vec summands;      /**< okr_summand, by quantity */
    size_t *summands_from; /**< owned, by quantity: its first; one more at the end */
} okr_stats;

#endif
