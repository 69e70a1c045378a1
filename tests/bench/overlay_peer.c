#include "overlay_peer.h"

#include <gdal.h>
#include <geodesic.h>
#include <geos_c.h>
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <proj.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Called with the WKB of each feature; false: enough. */
typedef bool wkb_fn(void *user, const unsigned char *bytes, size_t size);

static const struct ArrowArray *shapes_of(const struct ArrowArray *batch,
                                          const struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++)
        if (strcmp(schema->children[i]->format, "z") == 0)
            return batch->children[i];
    return NULL;
}

static bool each_shape(const struct ArrowArray *column, wkb_fn *visit, void *user)
{
    const int32_t *offsets = column == NULL ? NULL : column->buffers[1];
    const unsigned char *bytes = column == NULL ? NULL : column->buffers[2];

    for (int64_t i = 0; column != NULL && i < column->length; i++)
        if (!visit(user, bytes + offsets[i], (size_t)(offsets[i + 1] - offsets[i])))
            return false;
    return column != NULL;
}

static bool read_batches(struct ArrowArrayStream *stream, wkb_fn *visit, void *user)
{
    struct ArrowSchema schema;
    bool more = stream->get_schema(stream, &schema) == 0;
    bool read = more;

    while (more) {
        struct ArrowArray batch;
        read = stream->get_next(stream, &batch) == 0;
        more = read && batch.release != NULL;
        if (!more)
            break;
        more = each_shape(shapes_of(&batch, &schema), visit, user);
        batch.release(&batch);
    }
    schema.release(&schema);
    return read;
}

/* All geometries of the only layer of a file, nothing else. */
static bool each_wkb(const char *path, wkb_fn *visit, void *user)
{
    const char *none[] = {NULL};
    const char *ignored[] = {"id", "w", "cat", NULL};
    struct ArrowArrayStream stream;
    GDALDatasetH dataset = NULL;
    OGRLayerH layer = NULL;
    bool read = false;

    GDALAllRegister();
    dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    layer = dataset == NULL ? NULL : GDALDatasetGetLayer(dataset, 0);
    if (layer == NULL)
        return false;
    (void)OGR_L_SetIgnoredFields(layer,
                                 OGR_L_FindFieldIndex(layer, "w", 1) < 0 ? none : ignored);
    if (OGR_L_GetArrowStream(layer, &stream, NULL)) {
        read = read_batches(&stream, visit, user);
        stream.release(&stream);
    }
    GDALClose(dataset);
    return read;
}

static bool add_size(void *user, const unsigned char *bytes, size_t size)
{
    size_t *sum = user;

    *sum += size + bytes[0];
    return true;
}

int overlay_scan(const char *path)
{
    size_t sum = 0;

    if (!each_wkb(path, add_size, &sum))
        return EXIT_FAILURE;
    printf("%zu\n", sum);
    return EXIT_SUCCESS;
}

typedef struct polygon {
    long long number;
    GEOSGeometry *shape;
    const GEOSPreparedGeometry *prepared;
    double value;
} polygon;

typedef struct peer {
    GEOSContextHandle_t geos;
    GEOSWKBReader *reader;
    GEOSSTRtree *tree;
    polygon *polygons;
    size_t n, capacity;
    struct geod_geodesic earth;
    GEOSGeometry *shape; /* of the feature at work */
} peer;

static void add_polygon(peer *p, OGRFeatureH feature)
{
    OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
    size_t size = shape == NULL ? 0 : (size_t)OGR_G_WkbSize(shape);
    unsigned char *bytes = malloc(size + 1);
    polygon made = {
        .number = OGR_F_GetFieldAsInteger64(feature, OGR_F_GetFieldIndex(feature, "polygon"))};

    if (size > 0 && bytes != NULL && OGR_G_ExportToIsoWkb(shape, wkbNDR, bytes) == OGRERR_NONE)
        made.shape = GEOSWKBReader_read_r(p->geos, p->reader, bytes, size);
    free(bytes);
    if (made.shape == NULL)
        return;
    made.prepared = GEOSPrepare_r(p->geos, made.shape);
    if (p->n == p->capacity) {
        p->capacity = 2 * p->capacity + 64;
        p->polygons = realloc(p->polygons, p->capacity * sizeof *p->polygons);
        if (p->polygons == NULL)
            exit(EXIT_FAILURE);
    }
    p->polygons[p->n++] = made;
}

static void read_polygons(peer *p, const char *path)
{
    GDALDatasetH dataset = NULL;
    OGRFeatureH feature = NULL;

    GDALAllRegister();
    dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    if (dataset == NULL)
        exit(EXIT_FAILURE);
    while ((feature = OGR_L_GetNextFeature(GDALDatasetGetLayer(dataset, 0))) != NULL) {
        add_polygon(p, feature);
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    p->tree = GEOSSTRtree_create_r(p->geos, 10);
    for (size_t i = 0; i < p->n; i++)
        GEOSSTRtree_insert_r(p->geos, p->tree, p->polygons[i].shape, &p->polygons[i]);
}

static void read_points(const peer *p, const GEOSGeometry *line, double **x, double **y,
                        unsigned *n)
{
    const GEOSCoordSequence *points = GEOSGeom_getCoordSeq_r(p->geos, line);

    GEOSCoordSeq_getSize_r(p->geos, points, n);
    *x = malloc((*n + 1U) * sizeof **x);
    *y = malloc((*n + 1U) * sizeof **y);
    if (*x == NULL || *y == NULL ||
        GEOSCoordSeq_copyToArrays_r(p->geos, points, *x, *y, NULL, NULL) == 0)
        exit(EXIT_FAILURE);
}

static double length_of(const peer *p, const GEOSGeometry *line)
{
    double *x = NULL;
    double *y = NULL;
    unsigned n = 0;
    double sum = 0.0;

    read_points(p, line, &x, &y, &n);
    for (unsigned i = 1; i < n; i++) {
        double metres = 0.0;
        geod_inverse(&p->earth, y[i - 1], x[i - 1], y[i], x[i], &metres, NULL, NULL);
        sum += metres;
    }
    free(x);
    free(y);
    return sum;
}

static double ring_area(const peer *p, const GEOSGeometry *ring)
{
    double *x = NULL;
    double *y = NULL;
    unsigned n = 0;
    double m2 = 0.0;

    read_points(p, ring, &x, &y, &n);
    if (n > 3)
        geod_polygonarea(&p->earth, y, x, (int)n - 1, &m2, NULL);
    free(x);
    free(y);
    return fabs(m2);
}

static double area_of(const peer *p, const GEOSGeometry *shape)
{
    double sum = ring_area(p, GEOSGetExteriorRing_r(p->geos, shape));
    int holes = GEOSGetNumInteriorRings_r(p->geos, shape);

    for (int i = 0; i < holes; i++)
        sum -= ring_area(p, GEOSGetInteriorRingN_r(p->geos, shape, i));
    return sum;
}

static double measure(const peer *p, const GEOSGeometry *shape)
{
    double sum = 0.0;

    switch (GEOSGeomTypeId_r(p->geos, shape)) {
    case GEOS_LINESTRING:
        return GEOSisEmpty_r(p->geos, shape) == 0 ? length_of(p, shape) : 0.0;
    case GEOS_POLYGON:
        return GEOSisEmpty_r(p->geos, shape) == 0 ? area_of(p, shape) : 0.0;
    case GEOS_POINT:
        return 0.0;
    default:
        for (int i = 0; i < GEOSGetNumGeometries_r(p->geos, shape); i++)
            sum += measure(p, GEOSGetGeometryN_r(p->geos, shape, i));
        return sum;
    }
}

static void tally(void *item, void *user)
{
    polygon *to = item;
    peer *p = user;
    GEOSGeometry *part = NULL;

    if (GEOSPreparedIntersects_r(p->geos, to->prepared, p->shape) != 1)
        return;
    if (GEOSGeomTypeId_r(p->geos, p->shape) == GEOS_POINT) {
        to->value += 1.0;
    } else if (GEOSPreparedCovers_r(p->geos, to->prepared, p->shape) == 1) {
        to->value += measure(p, p->shape);
    } else {
        part = GEOSIntersection_r(p->geos, to->shape, p->shape);
        to->value += part == NULL ? 0.0 : measure(p, part);
        GEOSGeom_destroy_r(p->geos, part);
    }
}

static bool add_feature(void *user, const unsigned char *bytes, size_t size)
{
    peer *p = user;

    p->shape = GEOSWKBReader_read_r(p->geos, p->reader, bytes, size);
    if (p->shape != NULL)
        GEOSSTRtree_query_r(p->geos, p->tree, p->shape, tally, p);
    GEOSGeom_destroy_r(p->geos, p->shape);
    return true;
}

int overlay_peer(const char *path, const char *polygons)
{
    peer p = {.geos = GEOS_init_r()};
    bool read = false;

    p.reader = GEOSWKBReader_create_r(p.geos);
    geod_init(&p.earth, 6378137.0, 1.0 / 298.257223563);
    read_polygons(&p, polygons);
    read = each_wkb(path, add_feature, &p);
    printf("polygon,value\n");
    for (size_t i = 0; i < p.n; i++)
        printf("%lld,%.17g\n", p.polygons[i].number, p.polygons[i].value);
    return read ? EXIT_SUCCESS : EXIT_FAILURE;
}

int overlay_peer_version(void)
{
    PJ_INFO proj = proj_info();

    printf("C, GEOS %.6s, PROJ %s\n", GEOSversion(), proj.version);
    return EXIT_SUCCESS;
}
