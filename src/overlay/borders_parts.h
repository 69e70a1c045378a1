/** @file
 * Rings on their way to edges. Private to borders*.c.
 */
#ifndef OKR_OVERLAY_BORDERS_PARTS_H
#define OKR_OVERLAY_BORDERS_PARTS_H

#include "overlay/arrangement.h"

/** One edge of one polygon's ring, a before b. */
typedef struct okr_half {
    okr_lonlat a, b;
    int32_t polygon;
} okr_half;

/**
 * Sort halves along the curve and make one edge of all equal ones, with the polygons that occur
 * an odd number of times.
 * @param keys  of half i: its place along the curve << 32 | i; used up
 */
OKR_MUST_CHECK okr_status okr_borders_merge(okr_borders *borders, const okr_half *halves,
                                            uint64_t *keys, size_t n, unsigned threads,
                                            okr_error *err);

#endif
