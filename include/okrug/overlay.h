/** @file
 * Any layer tallied over any polygons: how many features, what length, what area lie in each.
 *
 * Lengths are geodesic and areas ellipsoidal (WGS 84). A point, a piece of a line and a piece
 * of an area belong to the polygon that holds them after a shift by +eps in longitude and then
 * +eps^2 in latitude, so that everything has exactly one owner in a coverage. The same input
 * gives the same bytes whatever the number of threads.
 */
#ifndef OKRUG_OVERLAY_H
#define OKRUG_OVERLAY_H

#include "okrug/error.h"
#include "okrug/listener.h"
#include "okrug/table.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to overlay with what. Strings are borrowed; NULL: not stated. */
typedef struct okr_overlay_options {
    const char *path;      /**< any layer that OGR reads; "-": GeoJSON features, one a line */
    const char *layer;     /**< needed when the file has several */
    const char *crs;       /**< of the layer, in place of what it says */
    const char *lon, *lat; /**< columns of a CSV file; usual names are found */
    const char *wkt;       /**< column of a CSV file */
    const char *where;     /**< condition in the SQL of OGR */
    const char *sum;       /**< numeric fields to be summed, separated by commas */
    const char *group;     /**< field whose values are tallied apart */
    const char *by;        /**< the polygons */
    const char *by_layer;
    const char *by_crs;
    const char *encoding, *by_encoding; /**< of a Shapefile's attributes, when it says none */
    const char *id;                     /**< field that names a polygon; else its FID */
    const char *pairs; /**< file for the crosswalk: feature, polygon, share, length, area */
    bool partition;    /**< overlaps of polygons go to the smaller id alone */
    bool skip_errors;  /**< features that cannot be read are counted and left out */
    long threads;      /**< 0: one per processor */
} okr_overlay_options;

/** What came of it. */
typedef struct okr_overlay_report {
    size_t polygons, features, skipped;
} okr_overlay_report;

/**
 * Overlay, and give a table: one row per polygon (and group) in the order of their ids, then
 * what lies outside, what was counted more than once, features without geometry, and the total.
 *
 * Columns: features (that touch the polygon), attributed (their shares; adds up to the number
 * of features), points, length_m, area_m2 as present, and for each field of `sum` the sum in
 * full over the features that touch and the sum by share. The share of a feature is that of its
 * area, else of its length, else of its points.
 *
 * @param[out] table   okr_table_free
 * @param[out] report  may be NULL
 * @return OKR_ERR_IO, OKR_ERR_NOT_FOUND, OKR_ERR_GEOMETRY naming file, layer and feature;
 *         OKR_ERR_CANCELLED
 */
OKR_API OKR_MUST_CHECK okr_status okr_overlay(const okr_overlay_options *options,
                                              const okr_listener *listener, okr_table **table,
                                              okr_overlay_report *report, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
