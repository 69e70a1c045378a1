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

#endif
