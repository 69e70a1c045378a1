/** @file
 * Results made in parts become one.
 */
#ifndef OKR_BASE_JOIN_H
#define OKR_BASE_JOIN_H

#include "base/mem.h"

/**
 * Append the items of all parts, in the order of parts; large ones are copied by all threads.
 * The parts keep what is theirs.
 * Cost: O(items).
 */
OKR_MUST_CHECK okr_status okr_join(okr_vec *out, const okr_vec *parts, size_t count,
                                   okr_error *err);

#endif
