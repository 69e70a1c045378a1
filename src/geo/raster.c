#include "geo/raster.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/pool.h"
#include "geo/crs_ogr.h"
#include "geo/gdal.h"

#include <cpl_error.h>
#include <gdal.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Corners are brought to EPSG:4326 by strips, which are the same for any number of threads. */
enum { SIDE = OKR_RASTER_SIDE, SAMPLES = 5, STRIP = 16384, MOST_WORKERS = 16 };

struct okr_raster {
    char *path;                       /* owned */
    GDALDatasetH dataset;             /* owned */
    GDALRasterBandH band;             /* borrowed from dataset */
    OGRCoordinateTransformationH way; /* owned; NULL: pixels are in degrees already */
    OGRCoordinateTransformationH ways[MOST_WORKERS]; /* owned copies; the first is way */
    unsigned workers;
    double place[6]; /* GDAL's geotransform */
    double scale, offset;
    int columns, rows;
    unsigned char *mask; /* owned: of one window */
    double *x, *y;       /* owned: of its corners */
};

const char *okr_raster_path(const okr_raster *raster)
{
    return raster->path;
}

static okr_status open_band(okr_raster *raster, okr_error *err)
{
    int known = 0;

    okr_gdal_forget();
    raster->dataset =
        GDALOpenEx(raster->path, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                   NULL, NULL, NULL);
    if (raster->dataset == NULL)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be read as a raster"),
                             raster->path);
    if (GDALGetRasterCount(raster->dataset) < 1)
        return okr_fail(err, OKR_ERR_IO, _("'%s' has no band"), raster->path);
    raster->band = GDALGetRasterBand(raster->dataset, 1);
    raster->columns = GDALGetRasterXSize(raster->dataset);
    raster->rows = GDALGetRasterYSize(raster->dataset);
    raster->scale = GDALGetRasterScale(raster->band, &known);
    if (!known)
        raster->scale = 1.0;
    raster->offset = GDALGetRasterOffset(raster->band, &known);
    if (!known)
        raster->offset = 0.0;
    return OKR_OK;
}

/* One way is no work for several threads at a time; without a copy fewer of them work. */
static void copy_way(okr_raster *raster)
{
    const unsigned wish = okr_pool_threads(0);

    raster->ways[0] = raster->way;
    raster->workers = 1;
    while (raster->way != NULL && raster->workers < wish && raster->workers < MOST_WORKERS) {
        raster->ways[raster->workers] = OCTClone(raster->way);
        if (raster->ways[raster->workers] == NULL)
            return;
        raster->workers++;
    }
}

/* The way from the raster's coordinates to EPSG:4326. */
static okr_status find_place(okr_raster *raster, okr_error *err)
{
    OGRSpatialReferenceH from = GDALGetSpatialRef(raster->dataset);
    okr_crs *wgs84 = NULL;
    okr_status status = OKR_OK;

    if (GDALGetGeoTransform(raster->dataset, raster->place) != CE_None)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("'%s' does not say where its pixels lie"),
                        raster->path);
    if (from == NULL)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("'%s' does not say its coordinate system"),
                        raster->path);
    status = okr_crs_parse("EPSG:4326", &wgs84, err);
    if (status != OKR_OK)
        return status;
    from = OSRClone(from);
    OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    if (!OSRIsSame(from, okr_crs_ogr(wgs84))) {
        raster->way = OCTNewCoordinateTransformation(from, okr_crs_ogr(wgs84));
        if (raster->way == NULL)
            status = okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                                   _("'%s': its coordinate system has no way to EPSG:4326"),
                                   raster->path);
    }
    OSRDestroySpatialReference(from);
    okr_crs_free(wgs84);
    copy_way(raster);
    return status;
}

static okr_status make_room(okr_raster *raster, okr_error *err)
{
    const size_t corners = (size_t)(SIDE + 1) * (SIDE + 1);

    raster->mask = malloc((size_t)SIDE * SIDE);
    raster->x = calloc(corners, sizeof *raster->x);
    raster->y = calloc(corners, sizeof *raster->y);
    if (raster->mask == NULL || raster->x == NULL || raster->y == NULL)
        return okr_fail_nomem(err);
    return OKR_OK;
}

okr_status okr_raster_open(const char *path, okr_raster **out, okr_error *err)
{
    okr_raster *raster = calloc(1, sizeof *raster);
    okr_status status = OKR_OK;

    if (raster == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    raster->path = strdup(path);
    status = raster->path == NULL ? okr_fail_nomem(err) : open_band(raster, err);
    if (status == OKR_OK)
        status = find_place(raster, err);
    if (status == OKR_OK)
        status = make_room(raster, err);
    if (status != OKR_OK) {
        okr_raster_close(raster);
        return status;
    }
    *out = raster;
    return OKR_OK;
}

void okr_raster_close(okr_raster *raster)
{
    if (raster == NULL)
        return;
    OCTDestroyCoordinateTransformation(raster->way);
    for (unsigned i = 1; i < raster->workers; i++)
        OCTDestroyCoordinateTransformation(raster->ways[i]);
    if (raster->dataset != NULL)
        (void)GDALClose(raster->dataset);
    free(raster->mask);
    free(raster->x);
    free(raster->y);
    free(raster->path);
    free(raster);
}

static int windows_across(const okr_raster *raster)
{
    return (raster->columns + SIDE - 1) / SIDE;
}

size_t okr_raster_windows(const okr_raster *raster)
{
    return (size_t)windows_across(raster) * (size_t)((raster->rows + SIDE - 1) / SIDE);
}

okr_raster_window okr_raster_window_at(const okr_raster *raster, size_t i)
{
    const size_t across = (size_t)windows_across(raster);
    const int column = (int)(i % across) * SIDE;
    const int row = (int)(i / across) * SIDE;
    const int columns = raster->columns - column;
    const int rows = raster->rows - row;

    return (okr_raster_window){column, row, columns < SIDE ? columns : SIDE,
                               rows < SIDE ? rows : SIDE};
}

/* The first n places in x and y. */
typedef struct strips {
    okr_raster *raster;
    size_t n;
} strips;

/* What has no image becomes infinite, which says it. */
static okr_status transform_strip(void *user, size_t index, unsigned worker, okr_error *err)
{
    const strips *s = user;
    const size_t first = index * STRIP;
    const size_t n = s->n - first < STRIP ? s->n - first : STRIP;

    (void)err;
    (void)OCTTransform(s->raster->ways[worker], (int)n, s->raster->x + first,
                       s->raster->y + first, NULL);
    return OKR_OK;
}

static void transform(okr_raster *raster, size_t n)
{
    const size_t count = (n + STRIP - 1) / STRIP;
    strips s = {raster, n};

    if (raster->way == NULL)
        return;
    /* No strip fails; were one left out, its places would be no images. */
    if (okr_pool_run(count > 1 ? raster->workers : 1U, count, transform_strip, &s, NULL) !=
        OKR_OK)
        for (size_t i = 0; i < n; i++)
            raster->x[i] = raster->y[i] = HUGE_VAL;
}

/* A grid of places of a window in x and y: n + 1 by m + 1, row by row. */
static void place_grid(okr_raster *raster, okr_raster_window window, int n, int m)
{
    const double *g = raster->place;
    size_t at = 0;

    for (int i = 0; i <= m; i++)
        for (int k = 0; k <= n; k++, at++) {
            double column = window.column + (double)window.columns * k / n;
            double row = window.row + (double)window.rows * i / m;
            raster->x[at] = g[0] + column * g[1] + row * g[2];
            raster->y[at] = g[3] + column * g[4] + row * g[5];
        }
    transform(raster, at);
}

okr_box okr_raster_outline(okr_raster *raster, okr_raster_window window)
{
    const okr_box everything = {-1e4, -90.0, 1e4, 90.0};
    okr_box box = {1e300, 1e300, -1e300, -1e300};
    double width = 0.0;
    double height = 0.0;

    place_grid(raster, window, SAMPLES - 1, SAMPLES - 1);
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        if (!isfinite(raster->x[i]) || !isfinite(raster->y[i]))
            return everything;
        box.lon_min = fmin(box.lon_min, raster->x[i]);
        box.lon_max = fmax(box.lon_max, raster->x[i]);
        box.lat_min = fmin(box.lat_min, raster->y[i]);
        box.lat_max = fmax(box.lat_max, raster->y[i]);
    }
    width = raster->way == NULL ? 0.0 : 0.5 * (box.lon_max - box.lon_min);
    height = raster->way == NULL ? 0.0 : 0.5 * (box.lat_max - box.lat_min);
    /* Round a pole, or across the antimeridian, a few places do not tell. */
    if (raster->way != NULL &&
        (width > 30.0 || box.lat_max + height > 85.0 || box.lat_min - height < -85.0))
        return everything;
    return (okr_box){box.lon_min - width, box.lat_min - height, box.lon_max + width,
                     box.lat_max + height};
}

/* The longitude nearest to another one that means the same. */
static double beside(double lon, double other)
{
    return lon - 360.0 * round((lon - other) / 360.0);
}

bool okr_raster_corners(okr_raster *raster, okr_raster_window window, okr_lonlat *corners)
{
    const size_t across = (size_t)window.columns + 1;
    const size_t n = across * ((size_t)window.rows + 1);
    bool whole = true;

    place_grid(raster, window, window.columns, window.rows);
    for (size_t i = 0; i < n; i++) {
        const okr_lonlat *near = i == 0 ? NULL : &corners[i % across > 0 ? i - 1 : i - across];
        const bool there = isfinite(raster->x[i]) && fabs(raster->y[i]) <= 90.0 + 1e-9;
        corners[i] = (okr_lonlat){there ? raster->x[i] : (double)NAN,
                                  there ? raster->y[i] : (double)NAN};
        if (raster->way != NULL && near != NULL && isfinite(near->lon))
            corners[i].lon = beside(corners[i].lon, near->lon);
        whole = whole && there;
    }
    return whole;
}

static okr_status refuse(const okr_raster *raster, okr_raster_window window, size_t i,
                         double value, okr_error *err)
{
    char text[OKR_NUMBER_TEXT] = "nan";

    if (!isnan(value))
        okr_number_format(value, text);
    return okr_fail(
        err, OKR_ERR_FORMAT,
        _("'%s': the pixel in column %d, row %d has the value %s, which is no number "
          "of people"),
        raster->path, window.column + (int)(i % (size_t)window.columns) + 1,
        window.row + (int)(i / (size_t)window.columns) + 1, text);
}

okr_status okr_raster_values(okr_raster *raster, okr_raster_window window, double *values,
                             okr_error *err)
{
    const size_t n = (size_t)window.columns * (size_t)window.rows;

    okr_gdal_forget();
    if (GDALRasterIO(raster->band, GF_Read, window.column, window.row, window.columns,
                     window.rows, values, window.columns, window.rows, GDT_Float64, 0,
                     0) != CE_None ||
        GDALRasterIO(GDALGetMaskBand(raster->band), GF_Read, window.column, window.row,
                     window.columns, window.rows, raster->mask, window.columns, window.rows,
                     GDT_Byte, 0, 0) != CE_None)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be read as a raster"),
                             raster->path);
    for (size_t i = 0; i < n; i++) {
        double value = values[i] * raster->scale + raster->offset;
        values[i] = raster->mask[i] == 0 ? 0.0 : value;
        if (!(values[i] >= 0.0) || isinf(values[i]))
            return refuse(raster, window, i, value, err);
    }
    return OKR_OK;
}
