/** @file
 * Worker threads for loops whose parts do not depend on each other.
 */
#ifndef OKR_BASE_POOL_H
#define OKR_BASE_POOL_H

#include "okrug/error.h"

#include <stddef.h>

/**
 * Work on part `index` (0 <= index < count) in worker `worker` (0 <= worker < threads).
 * Parts run in any order and at the same time: each writes only into its own slot of the
 * result, so that the bytes do not depend on timing.
 */
typedef okr_status okr_work_fn(void *user, size_t index, unsigned worker, okr_error *err);

/** Number of workers for a wish: 0 means one per processor available to this process; 1..64. */
unsigned okr_pool_threads(unsigned wish);

/**
 * Run work for every index below count on `threads` threads (from okr_pool_threads).
 * With one thread everything runs in the caller. The first failure by lowest index is
 * returned, after all running parts have ended; later parts may be left out.
 */
OKR_MUST_CHECK okr_status okr_pool_run(unsigned threads, size_t count, okr_work_fn *work,
                                       void *user, okr_error *err);

/** Receives a part that is ready; see okr_pool_run_ordered. */
typedef okr_status okr_take_fn(void *user, size_t index, okr_error *err);

/** Parts that are made side by side and handed on one after the other. */
typedef struct okr_pool_order {
    size_t count;
    size_t window; /**< at least 1: parts at hand at a time; part i may be made in slot i %
                      window */
    okr_work_fn *work;
    okr_take_fn *take; /**< called in the order of parts, one at a time, by any worker */
    void *user;        /**< of both */
} okr_pool_order;

/**
 * okr_pool_run for results that must be handed on in their order, such as text: each as soon as
 * it and all before it are ready, while later ones are made. A failure of `take` ends the run.
 */
OKR_MUST_CHECK okr_status okr_pool_run_ordered(unsigned threads, const okr_pool_order *order,
                                               okr_error *err);

#endif
