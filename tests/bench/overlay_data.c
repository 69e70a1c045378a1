#include "overlay_data.h"

#include "overlay/overlay_run.h"
#include "overlay/territory_index.h"

#include <cpl_string.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TURN 6.283185307179586
#define METRES_PER_DEGREE 111320.0

enum { MOST_VERTICES = 96, BATCH = 100000, PATH = 4096 };

typedef struct settlement {
    okr_lonlat at;
    double spread_m;
    double weight; /* of all up to this one */
} settlement;

typedef struct maker {
    uint64_t state; /* splitmix64 */
    okr_box box;
    settlement *settlements;
    size_t n;
    GDALDatasetH dataset;
    OGRLayerH layer;
    size_t written;
} maker;

static double uniform(maker *m, double low, double high)
{
    uint64_t z = m->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return low + (high - low) * (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static double normal(maker *m)
{
    double u = uniform(m, 1e-12, 1.0);

    return sqrt(-2.0 * log(u)) * cos(uniform(m, 0.0, TURN));
}

static double rounded(double degrees)
{
    return nearbyint(degrees * 1e7) / 1e7;
}

/* So many metres east and north of a place. */
static okr_lonlat moved(okr_lonlat from, double east_m, double north_m)
{
    double per_lon = METRES_PER_DEGREE * cos(from.lat * TURN / 360.0);

    return (okr_lonlat){rounded(from.lon + east_m / per_lon),
                        rounded(from.lat + north_m / METRES_PER_DEGREE)};
}

static bool read_box(maker *m, const char *path)
{
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    OGREnvelope e;
    bool read = dataset != NULL &&
                OGR_L_GetExtent(GDALDatasetGetLayer(dataset, 0), &e, 1) == OGRERR_NONE;

    if (read)
        m->box = (okr_box){e.MinX, e.MinY, e.MaxX, e.MaxY};
    if (dataset != NULL)
        GDALClose(dataset);
    return read;
}

/* Strew settlements over the box; those outside of all polygons are thrown again. */
static bool settle(maker *m, const okr_overlay_polygons *polygons)
{
    okr_territory_index *index = NULL;
    size_t wanted = 9 * polygons->shapes.count;
    double weight = 0.0;

    m->settlements = calloc(wanted, sizeof *m->settlements);
    if (m->settlements == NULL ||
        okr_territory_index_new(polygons->shapes.data, polygons->shapes.count, NULL, &index,
                                NULL) != OKR_OK)
        return false;
    while (m->n < wanted) {
        double rank = uniform(m, 1.0, (double)wanted);
        settlement s = {.at = {uniform(m, m->box.lon_min, m->box.lon_max),
                               uniform(m, m->box.lat_min, m->box.lat_max)},
                        .spread_m = 400.0 + 5600.0 / sqrt(rank)};
        if (okr_territory_index_point(index, s.at) == OKR_OUTSIDE)
            continue;
        weight += 1.0 / pow(rank, 1.1);
        s.weight = weight;
        m->settlements[m->n++] = s;
    }
    okr_territory_index_free(index);
    return true;
}

/* A place about a settlement chosen by its size; now and then anywhere. */
static okr_lonlat place(maker *m, double spread)
{
    double kind = uniform(m, 0.0, 1.0);
    double wanted = uniform(m, 0.0, m->settlements[m->n - 1].weight);
    size_t low = 0;
    size_t high = m->n - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->settlements[middle].weight < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (kind < 0.05)
        return (okr_lonlat){rounded(uniform(m, m->box.lon_min, m->box.lon_max)),
                            rounded(uniform(m, m->box.lat_min, m->box.lat_max))};
    spread *= m->settlements[low].spread_m * (kind < 0.25 ? 4.0 : 1.0);
    return moved(m->settlements[low].at, spread * normal(m), spread * normal(m));
}

static bool begin(maker *m, const char *folder, const char *name, OGRwkbGeometryType type)
{
    char **strings = CSLSetNameValue(NULL, "SPATIAL_INDEX", "NO");
    char path[PATH];
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);

    (void)snprintf(path, sizeof path, "%s/%s.gpkg", folder, name);
    OSRImportFromEPSG(srs, 4326);
    m->dataset = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    if (m->dataset != NULL)
        m->layer = GDALDatasetCreateLayer(m->dataset, name, srs, type, strings);
    CSLDestroy(strings);
    OSRDestroySpatialReference(srs);
    m->written = 0;
    return m->dataset != NULL && m->layer != NULL &&
           GDALDatasetStartTransaction(m->dataset, 0) == OGRERR_NONE;
}

static bool put(maker *m, OGRGeometryH shape)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(m->layer));
    bool made = OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE &&
                OGR_L_CreateFeature(m->layer, feature) == OGRERR_NONE;

    OGR_F_Destroy(feature);
    if (++m->written % BATCH == 0)
        made = made && GDALDatasetCommitTransaction(m->dataset) == OGRERR_NONE &&
               GDALDatasetStartTransaction(m->dataset, 0) == OGRERR_NONE;
    return made;
}

static bool end(maker *m)
{
    bool made = GDALDatasetCommitTransaction(m->dataset) == OGRERR_NONE;

    GDALClose(m->dataset);
    printf("made %zu\n", m->written);
    return made;
}

static OGRGeometryH chain(const okr_lonlat *points, size_t n, OGRwkbGeometryType type)
{
    OGRGeometryH line = OGR_G_CreateGeometry(type);

    for (size_t i = 0; i < n; i++)
        OGR_G_AddPoint_2D(line, points[i].lon, points[i].lat);
    return line;
}

static OGRGeometryH make_point(maker *m)
{
    okr_lonlat p = place(m, 1.0);

    return chain(&p, 1, wkbPoint);
}

static OGRGeometryH make_line(maker *m)
{
    okr_lonlat points[MOST_VERTICES] = {place(m, 2.0)};
    size_t n = (size_t)uniform(m, 40.0, 81.0);
    double step_m = 5000.0 * pow(10.0, uniform(m, 0.0, 1.0)) / (double)(n - 1);
    double heading = uniform(m, 0.0, TURN);
    double bend = 0.02 * normal(m);

    for (size_t i = 1; i < n; i++) {
        double metres = step_m * uniform(m, 0.6, 1.4);
        heading += bend + 0.18 * normal(m);
        points[i] = moved(points[i - 1], metres * cos(heading), metres * sin(heading));
    }
    return chain(points, n, wkbLineString);
}

static OGRGeometryH make_area(maker *m)
{
    okr_lonlat points[MOST_VERTICES];
    okr_lonlat centre = place(m, 3.0);
    size_t n = (size_t)uniform(m, 30.0, 51.0);
    double radius_m = sqrt(2.0 / TURN * 0.1e6 * pow(500.0, uniform(m, 0.0, 1.0)));
    double phase = uniform(m, 0.0, TURN);
    double stretch = sqrt(uniform(m, 0.6, 1.6));
    OGRGeometryH area = OGR_G_CreateGeometry(wkbPolygon);

    for (size_t i = 0; i < n; i++) {
        double angle = TURN * ((double)i + uniform(m, -0.3, 0.3)) / (double)n;
        double r = radius_m * (1.0 + 0.25 * cos(2.0 * angle + phase) + 0.03 * normal(m));
        points[i] = moved(centre, r * stretch * cos(angle), r / stretch * sin(angle));
    }
    points[n] = points[0];
    OGR_G_AddGeometryDirectly(area, chain(points, n + 1, wkbLinearRing));
    return area;
}

static bool make(maker *m, const char *folder, overlay_counts counts)
{
    const struct {
        const char *name;
        OGRwkbGeometryType type;
        size_t n;
        OGRGeometryH (*shape)(maker *);
    } layers[] = {{"points", wkbPoint, counts.points, make_point},
                  {"lines", wkbLineString, counts.lines, make_line},
                  {"areas", wkbPolygon, counts.areas, make_area}};

    for (size_t k = 0; k < sizeof layers / sizeof layers[0]; k++) {
        bool made = begin(m, folder, layers[k].name, layers[k].type);
        for (size_t i = 0; made && i < layers[k].n; i++)
            made = put(m, layers[k].shape(m));
        if (!made || !end(m))
            return false;
    }
    return true;
}

int overlay_make(const char *polygons, const char *folder, overlay_counts counts)
{
    okr_overlay_options options = {.by = polygons};
    okr_overlay_polygons read = {0};
    maker m = {.state = 20240501};
    bool made = false;

    GDALAllRegister();
    made = okr_overlay_polygons_read(&options, 1, &read, NULL) == OKR_OK &&
           read_box(&m, polygons) && settle(&m, &read) && make(&m, folder, counts);
    okr_overlay_polygons_done(&read);
    free(m.settlements);
    return made ? EXIT_SUCCESS : EXIT_FAILURE;
}

bool overlay_copy(const char *from, const char *to, const char *const *options)
{
    char *words[16] = {NULL};
    GDALVectorTranslateOptions *parsed = NULL;
    GDALDatasetH source = GDALOpenEx(from, GDAL_OF_VECTOR, NULL, NULL, NULL);
    GDALDatasetH made = NULL;

    for (size_t i = 0; options[i] != NULL && i < 8; i++)
        memcpy(&words[i], &options[i], sizeof words[0]); /* they are not written to */
    parsed = GDALVectorTranslateOptionsNew(words, NULL);
    if (source != NULL)
        made = GDALVectorTranslate(to, NULL, 1, &source, parsed, NULL);
    GDALVectorTranslateOptionsFree(parsed);
    GDALClose(made);
    GDALClose(source);
    return made != NULL;
}
