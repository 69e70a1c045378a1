/** @file
 * How a geometry is divided over the polygons of a territory index.
 *
 * Points are counted, lines measured by geodesic length, areas by ellipsoidal area, each
 * dimension on its own. The pieces and the outside sum to the total to rounding (1e-12).
 * A line along a border and an area's edge follow the border rule of the index.
 *
 * The rings of each polygon of a measured geometry are read by the even-odd rule; the polygons
 * of a multipolygon or collection are measured one by one and added.
 */
#ifndef OKR_OVERLAY_SHARE_H
#define OKR_OVERLAY_SHARE_H

#include "geo/wkb.h"
#include "okrug/error.h"
#include "overlay/territory_index.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What of a geometry lies in one polygon. */
typedef struct okr_share_piece {
    int32_t polygon; /**< number in the index, OKR_OUTSIDE for what no polygon holds */
    size_t points;
    double length_m;
    double area_m2;
} okr_share_piece;

/** Measures of one geometry; borrowed from its okr_share, valid until the next measure. */
typedef struct okr_share_result {
    const okr_share_piece *pieces; /**< ascending by polygon, OKR_OUTSIDE first; only touched */
    size_t count;
    okr_share_piece total; /**< of the geometry itself, computed apart from the pieces */
    okr_share_piece
        repeated; /**< what was counted more than once: sum(pieces) - repeated = total */
    bool has_points, has_lines, has_areas; /**< dimensions present (not empty) */
} okr_share_result;

/** How overlapping polygons share. */
typedef struct okr_share_options {
    bool partition; /**< an overlap goes to its polygon with the smallest number alone */
} okr_share_options;

/** Scratch memory bound to one index; one per thread. */
typedef struct okr_share okr_share;

/** Make scratch memory. The index is borrowed. NULL options: overlaps count fully for each. */
OKR_MUST_CHECK okr_status okr_share_new(const okr_territory_index *index,
                                        const okr_share_options *options, okr_share **out,
                                        okr_error *err);

/** Release; NULL is fine. */
void okr_share_free(okr_share *share);

/** Have all points of later measures moved first, such as from another coordinate system. */
void okr_share_map(okr_share *share, okr_points_fn *map, void *user);

/**
 * Measure one geometry in lon/lat degrees. An empty one (or size 0) has no pieces.
 *
 * @return OKR_ERR_GEOMETRY if the bytes are no geometry; the result is then untouched
 *
 * Cost: O(vertices) inside one polygon; near borders plus the border edges in its box.
 */
OKR_MUST_CHECK okr_status okr_share_measure(okr_share *share, okr_wkb geometry,
                                            okr_share_result *result, okr_error *err);

/** Is a geometry a lone point that can be looked up as it is? Else it must be measured. */
bool okr_share_lone(const okr_share *share, okr_wkb geometry, okr_lonlat *p);

/** The result of measuring a lone point that one polygon or none (OKR_OUTSIDE) holds. */
void okr_share_lone_in(okr_share *share, int32_t polygon, okr_share_result *result);

#endif
