/** @file
 * Cutting rings by straight lines. What is cut keeps its winding: where a ring falls apart, the
 * pieces stay joined along the cutting line, which adds no area.
 */
#ifndef OKR_GEO_CLIP_H
#define OKR_GEO_CLIP_H

#include "geo/geodesic.h"

#include <stdbool.h>
#include <stddef.h>

/** A position in some plane. */
typedef struct okr_xy {
    double x, y;
} okr_xy;

/** The side a x + b y <= c of a line. */
typedef struct okr_half_plane {
    double a, b, c;
} okr_half_plane;

/**
 * Cut a ring (closed silently) to a half-plane, in place.
 * @param ring   room for 2 n vertices
 * @param spare  the same
 * @return number of vertices left
 * Cost: O(n), little where nothing is cut.
 */
size_t okr_clip_ring(okr_xy *ring, size_t n, okr_half_plane keep, okr_xy *spare);

/** Area of a ring in its plane, counterclockwise positive. */
double okr_xy_area(const okr_xy *ring, size_t n);

/** A side of a meridian or of a parallel. */
typedef struct okr_cut {
    bool parallel; /**< cut by latitude, else by longitude */
    bool above;    /**< keep what is not less than `at`, else what is not more */
    double at;     /**< degrees */
} okr_cut;

/**
 * The part of a ring in longitude and latitude on one side. Vertices that lie within a straight
 * run along a meridian or parallel are left out, so that what covers a box is its four corners.
 *
 * @param[out] out  room for 2 n vertices; not the ring itself
 * @return number of vertices written; 0 when nothing with an area is left
 */
size_t okr_cut_ring(const okr_lonlat *ring, size_t n, okr_cut cut, okr_lonlat *out);

#endif
