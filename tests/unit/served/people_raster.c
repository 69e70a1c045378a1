#include "people_raster.h"

#include "geo/gdal.h"
#include "test.h"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdlib.h>

static void set_crs(GDALDatasetH dataset, const char *crs)
{
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);

    assert_int_equal(OSRSetFromUserInput(srs, crs), OGRERR_NONE);
    assert_int_equal(GDALSetSpatialRef(dataset, srs), CE_None);
    OSRDestroySpatialReference(srs);
}

const char *people_write(const people_raster *how)
{
    static const char path[] = "/vsimem/people.tif";
    GDALDatasetH dataset = NULL;
    GDALRasterBandH band = NULL;
    const size_t n = (size_t)how->columns * (size_t)how->rows;
    double *values = calloc(n, sizeof *values);
    double place[6];

    assert_non_null(values);
    memcpy(values, how->values, n * sizeof *values);
    memcpy(place, how->place, sizeof place);
    okr_gdal_start();
    dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, how->columns, how->rows, 1,
                         GDT_Float64, NULL);
    assert_non_null(dataset);
    if (how->place[1] != 0.0 || how->place[2] != 0.0)
        assert_int_equal(GDALSetGeoTransform(dataset, place), CE_None);
    if (how->crs != NULL)
        set_crs(dataset, how->crs);
    band = GDALGetRasterBand(dataset, 1);
    if (how->nodata != NULL)
        assert_int_equal(GDALSetRasterNoDataValue(band, *how->nodata), CE_None);
    assert_int_equal(GDALRasterIO(band, GF_Write, 0, 0, how->columns, how->rows, values,
                                  how->columns, how->rows, GDT_Float64, 0, 0),
                     CE_None);
    GDALClose(dataset);
    free(values);
    return path;
}

okr_raster *people_open(const people_raster *how)
{
    okr_error err = {0};
    okr_raster *raster = NULL;

    assert_ok(okr_raster_open(people_write(how), &raster, &err));
    return raster;
}
