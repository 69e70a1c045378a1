/** @file
 * Pixels of a window within a territory and within reach. For src/served only.
 */
#ifndef OKR_SERVED_SERVED_PIXELS_H
#define OKR_SERVED_SERVED_PIXELS_H

#include "geo/raster.h"
#include "served/served_partition.h"

/** A part of a raster in memory; shared by all workers. */
typedef struct okr_pixels {
    okr_raster_window window;
    const okr_lonlat *corners; /**< okr_raster_corners */
    const double *values;      /**< okr_raster_values */
    const double *before;      /**< rows of columns + 1: the sum of those before each pixel */
    bool whole;                /**< every corner has an image */
} okr_pixels;

/** Rows and columns of a window, from first to before last. */
typedef struct okr_pixel_block {
    int column, column_end, row, row_end;
} okr_pixel_block;

/** People counted so far. */
typedef struct okr_pixel_sum {
    okr_sum all, low, high;
} okr_pixel_sum;

/** The corners of a block; those without an image are left out. */
okr_box okr_pixel_box(const okr_pixels *pixels, okr_pixel_block block);

/** Which pixels to count, and how. */
typedef struct okr_pixel_task {
    okr_pixel_block block;
    double turn;      /**< degrees to add to the longitudes of the pixels */
    double tolerance; /**< of each pixel's people, may stay undecided */
} okr_pixel_task;

/**
 * Count the people of a block inside a territory.
 *
 * @param partition  of which work and root are read, and left as they were
 */
OKR_MUST_CHECK okr_status okr_pixels_count(okr_partition *partition, const okr_pixels *pixels,
                                           const okr_pixel_task *task, okr_pixel_sum *sum,
                                           okr_error *err);

#endif
