/** @file
 * Rings on their way to edges. Private to borders*.c.
 */
#ifndef OKR_OVERLAY_BORDERS_PARTS_H
#define OKR_OVERLAY_BORDERS_PARTS_H

#include "overlay/arrangement.h"

enum {
    OKR_RUNS = 32,       /**< runs of polygons of about the same size: what threads take */
    OKR_HINT_POINTS = 64 /**< points for each hint */
};

/** Polygons that follow each other, with a place of their own among the points. */
typedef struct okr_run {
    size_t polygon, polygon_end;
    size_t point, point_end;
    okr_box box;
} okr_run;

/**
 * The vertices of all rings, polygon after polygon. A ring ends with its first vertex, and a
 * vertex that is not a number (okr_is_gap) keeps it apart from the next: segment i leads from
 * point i to point i + 1, where neither is a gap. Its ends differ.
 */
typedef struct okr_rings {
    okr_lonlat *points; /**< owned; between the runs are places that are not used */
    size_t *starts;     /**< owned: first point of each polygon, and one more */
    uint32_t *hints;    /**< owned: a polygon at or before every 64th point */
    size_t polygons, room;
    size_t segments;
    okr_run runs[OKR_RUNS];
    okr_box box;
} okr_rings;

/** Does a point keep two rings apart? */
static inline bool okr_is_gap(okr_lonlat p)
{
    return p.lon != p.lon;
}

/** The polygon of a point. */
static inline int32_t okr_rings_polygon(const okr_rings *rings, size_t point)
{
    size_t polygon = rings->hints[point / OKR_HINT_POINTS];

    while (rings->starts[polygon + 1] <= point)
        polygon++;
    return (int32_t)polygon;
}

/**
 * Make one edge of all equal segments, with the polygons that occur an odd number of times:
 * roughly along a space-filling curve, and along the rings within.
 */
OKR_MUST_CHECK okr_status okr_borders_merge(okr_borders *borders, const okr_rings *rings,
                                            unsigned threads, okr_error *err);

#endif
