/** @file
 * Is a set of polygons a coverage: overlaps between them, gaps among them.
 */
#ifndef OKR_OVERLAY_COVERAGE_H
#define OKR_OVERLAY_COVERAGE_H

#include "base/mem.h"
#include "okrug/error.h"
#include "overlay/territory_index.h"

/** Two polygons that share area. */
typedef struct okr_coverage_overlap {
    int32_t a, b; /**< a < b */
    double area_m2;
    okr_lonlat at; /**< a border vertex of the overlap, to look at */
} okr_coverage_overlap;

/** A hole in the union of all polygons that belongs to none of them. */
typedef struct okr_coverage_gap {
    double area_m2;
    okr_lonlat at;     /**< a border vertex of the gap */
    int32_t neighbour; /**< one polygon that borders on it, the smallest number */
} okr_coverage_gap;

/** What was found. Zero-initialise with {0}. */
typedef struct okr_coverage {
    okr_coverage_overlap *overlaps; /**< owned; ascending by (a, b) */
    size_t overlap_count;
    okr_coverage_gap *gaps; /**< owned; ascending by (lon, lat) of `at` */
    size_t gap_count;
    double overlap_m2; /**< sum over pairs */
    double gap_m2;
    double union_m2; /**< held by at least one polygon */
} okr_coverage;

/** Examine the polygons of an index. Cost: O(edges log edges). */
OKR_MUST_CHECK okr_status okr_coverage_examine(const okr_territory_index *index,
                                               okr_coverage *coverage, okr_error *err);

/** Ellipsoidal area of each polygon (even-odd), index order; m2 has room for all polygons. */
OKR_MUST_CHECK okr_status okr_coverage_areas(const okr_territory_index *index, double *m2,
                                             okr_error *err);

/** Release; NULL is fine. */
void okr_coverage_done(okr_coverage *coverage);

#endif
