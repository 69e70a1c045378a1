/** @file
 * Coordinate systems, always with x = longitude or easting first.
 */
#ifndef OKR_GEO_CRS_H
#define OKR_GEO_CRS_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** One coordinate system. */
typedef struct okr_crs okr_crs;

/**
 * Read "EPSG:n", WKT (as a local MSK zone comes) or "+proj=...".
 *
 * Nothing else: no file names and no addresses.
 * @param[out] out  okr_crs_free
 * @return OKR_ERR_GEOMETRY naming the text
 */
OKR_MUST_CHECK okr_status okr_crs_parse(const char *text, okr_crs **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_crs_free(okr_crs *crs);

/** Whether coordinates are degrees of longitude and latitude. */
bool okr_crs_is_geographic(const okr_crs *crs);

/** A way from one coordinate system to another. Not thread-safe. */
typedef struct okr_transform okr_transform;

/** Find the way; both systems may be released afterwards. */
OKR_MUST_CHECK okr_status okr_transform_new(const okr_crs *from, const okr_crs *to,
                                            okr_transform **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_transform_free(okr_transform *transform);

/**
 * Transform n points in place, x and y in the units of the systems.
 *
 * @return OKR_ERR_GEOMETRY naming the first point that has no image; the arrays then hold
 *         nothing of use
 */
OKR_MUST_CHECK okr_status okr_transform_points(okr_transform *transform, size_t n, double *x,
                                               double *y, okr_error *err);

#endif
