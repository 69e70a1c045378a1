/**
 * Small rasters of people in memory, for the tests of what is served of them.
 */
#ifndef OKR_TEST_PEOPLE_RASTER_H
#define OKR_TEST_PEOPLE_RASTER_H

#include "geo/raster.h"

/** What a raster is to be. */
typedef struct people_raster {
    const char *crs; /**< NULL: it says none */
    double place[6]; /**< GDAL's geotransform; all 0: it says none */
    int columns, rows;
    const double *values;
    const double *nodata; /**< NULL: none */
} people_raster;

/** Write it and open it again. */
okr_raster *people_open(const people_raster *how);

/** Write it; the path. */
const char *people_write(const people_raster *how);

#endif
