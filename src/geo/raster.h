/** @file
 * A raster of numbers that may be added up, such as people: read by windows, placed on Earth.
 */
#ifndef OKR_GEO_RASTER_H
#define OKR_GEO_RASTER_H

#include "geo/geodesic.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** One band of a raster, open for reading. Not thread-safe. */
typedef struct okr_raster okr_raster;

/**
 * Open the first band of any raster that GDAL reads.
 *
 * @param path       of the file
 * @param[out] out   okr_raster_close
 * @return OKR_ERR_IO when it cannot be read, OKR_ERR_GEOMETRY when it does not say where its
 *         pixels lie or in which coordinate system
 */
OKR_MUST_CHECK okr_status okr_raster_open(const char *path, okr_raster **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_raster_close(okr_raster *raster);

/** The path it was opened by. */
const char *okr_raster_path(const okr_raster *raster);

/** Pixels along the side of a window. */
enum { OKR_RASTER_SIDE = 512 };

/** Pixels of one window. */
typedef struct okr_raster_window {
    int column, row;   /**< of its first pixel, from 0 */
    int columns, rows; /**< at least 1 */
} okr_raster_window;

/** Number of windows, which cover the raster once. */
size_t okr_raster_windows(const okr_raster *raster);

/** Window i. */
okr_raster_window okr_raster_window_at(const okr_raster *raster, size_t i);

/**
 * A box that holds a window for certain: computed from a few places, and twice as wide as they
 * stand apart. Everything where some of them have no image.
 */
okr_box okr_raster_outline(okr_raster *raster, okr_raster_window window);

/**
 * Corners of the pixels of a window, in longitude and latitude. Neighbours share them, so that
 * pixels, taken as the straight-sided figures between them, neither overlap nor leave gaps.
 * Longitudes go on beyond 180 where a window crosses the antimeridian.
 *
 * @param[out] corners  (columns + 1) (rows + 1), row by row; NaN where there is no image
 * @return whether all of them have one
 */
bool okr_raster_corners(okr_raster *raster, okr_raster_window window, okr_lonlat *corners);

/**
 * Values of a window; 0 where the raster says that it has none.
 *
 * @param[out] values  columns x rows
 * @return OKR_ERR_IO; OKR_ERR_FORMAT naming the first pixel that is negative or no number
 */
OKR_MUST_CHECK okr_status okr_raster_values(okr_raster *raster, okr_raster_window window,
                                            double *values, okr_error *err);

#endif
