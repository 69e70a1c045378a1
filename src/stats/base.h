/** @file
 * What okr_stats is made of; for the files of stats only.
 */
#ifndef OKR_STATS_BASE_H
#define OKR_STATS_BASE_H

#include "model/bucket.h"
#include "stats/stats.h"

/** A contour that mentions a measure or one of its duplicates. */
typedef struct okr_topic {
    int root, contour;
} okr_topic;

struct okr_stats {
    const okr_programme *programme; /**< borrowed */
    okr_progress_of *progress;      /**< owned, by measure */
    unsigned char *standing;        /**< owned, by indicator: okr_standing */
    int *root;                      /**< owned, by measure: who stands for it */
    int *holder;                    /**< owned, by indicator: a measure of the same cluster that
                                         carries the same figure already; -1 none */
    okr_quantities quantities;
    okr_vec topics;         /**< okr_topic */
    okr_buckets topics_of;  /**< by root */
    okr_buckets indicators; /**< by measure */
    okr_buckets finance;    /**< by measure */
};

#endif
