/** @file
 * One batch of an overlay: read by a worker, measured, and tallied on its own.
 */
#ifndef OKR_OVERLAY_OVERLAY_PART_H
#define OKR_OVERLAY_OVERLAY_PART_H

#include "geo/layer_stream.h"
#include "overlay/overlay_tally.h"
#include "overlay/territory_index.h"

/** What a worker needs; borrowed. */
typedef struct okr_part_options {
    okr_stream *stream;
    const okr_territory_index *index;
    const char *source; /**< in messages */
    bool partition;
    bool skip_errors;
    bool pairs;    /**< keep the crosswalk */
    size_t fields; /**< summed fields */
    const char *const *field_names;
    bool grouped;
} okr_part_options;

/** A row of the crosswalk. */
typedef struct okr_pair {
    long long id;    /**< FID */
    int32_t polygon; /**< OKR_OUTSIDE outside */
    double share;
    size_t points;
    double length_m, area_m2;
} okr_pair;

/** What a batch came to. */
typedef struct okr_part_result {
    struct okr_part_result *following; /**< for lists of its owner */
    size_t number;                     /**< of the batch */
    okr_status status;                 /**< why it failed, with error */
    okr_error error;
    okr_tallies tallies;
    okr_vec pairs;   /**< okr_pair */
    okr_vec skipped; /**< const char *: messages, owned by arena */
    okr_arena arena;
    size_t features; /**< without those skipped */
    bool has_points, has_lines, has_areas;
} okr_part_result;

/** A thread's reader and scratch. */
typedef struct okr_part_worker okr_part_worker;

/** Make one for the calling thread. */
OKR_MUST_CHECK okr_status okr_part_worker_new(const okr_part_options *options,
                                              okr_part_worker **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_part_worker_free(okr_part_worker *worker);

/**
 * Read and measure the next batch. A failure of the batch itself is told in its result, so that
 * the first by number can be reported whoever meets it first.
 * @param[out] part  okr_part_free; NULL when there is none
 * @param[out] more  false after the last
 */
OKR_MUST_CHECK okr_status okr_part_next(okr_part_worker *worker, okr_part_result **part,
                                        bool *more, okr_error *err);

/**
 * What the worker's batches came to beyond their own results, after the last of them: lone
 * points that were only counted. Whole numbers, so that it may be added in any order.
 * @param[out] part  okr_part_free; its number means nothing
 */
OKR_MUST_CHECK okr_status okr_part_rest(okr_part_worker *worker, okr_part_result **part,
                                        okr_error *err);

/** Release; NULL is allowed. */
void okr_part_free(okr_part_result *part);

#endif
