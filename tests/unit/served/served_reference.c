#include "served_reference.h"

#include "geo/crs.h"
#include "geo/geos.h"
#include "test.h"

#include <geodesic.h>
#include <stdio.h>
#include <stdlib.h>

static okr_transform *projection(okr_lonlat centre)
{
    okr_error err = {0};
    okr_crs *from = NULL;
    okr_crs *to = NULL;
    okr_transform *out = NULL;
    char text[160];

    (void)snprintf(text, sizeof text,
                   "+proj=aeqd +lon_0=%.9f +lat_0=%.9f +ellps=WGS84 +units=m +type=crs",
                   centre.lon, centre.lat);
    assert_ok(okr_crs_parse("EPSG:4326", &from, &err));
    assert_ok(okr_crs_parse(text, &to, &err));
    assert_ok(okr_transform_new(from, to, &out, &err));
    okr_crs_free(from);
    okr_crs_free(to);
    return out;
}

static int project(double *x, double *y, void *transform)
{
    okr_error err = {0};

    return okr_transform_points(transform, 1, x, y, &err) == OKR_OK;
}

static GEOSGeometry *read_projected(okr_geos *geos, okr_wkb wkb, okr_transform *transform,
                                    double step_deg)
{
    okr_error err = {0};
    GEOSGeometry *raw = NULL;
    GEOSGeometry *dense = NULL;
    GEOSGeometry *flat = NULL;

    assert_ok(okr_geos_read(geos, wkb, &raw, &err));
    dense = GEOSDensify_r(geos->handle, raw, step_deg);
    assert_non_null(dense);
    flat = GEOSGeom_transformXY_r(geos->handle, dense, project, transform);
    assert_non_null(flat);
    GEOSGeom_destroy_r(geos->handle, raw);
    GEOSGeom_destroy_r(geos->handle, dense);
    return flat;
}

static GEOSGeometry *buffers(okr_geos *geos, const okr_wkb *features, size_t n,
                             okr_transform *transform, const reference_options *o)
{
    GEOSGeometry **parts = calloc(n + 1, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    GEOSGeometry *joined = NULL;

    assert_non_null(parts);
    for (size_t i = 0; i < n; i++) {
        GEOSGeometry *flat = read_projected(geos, features[i], transform, o->step_deg);
        parts[i] = GEOSBuffer_r(geos->handle, flat, o->distance_m, o->quarter);
        assert_non_null(parts[i]);
        GEOSGeom_destroy_r(geos->handle, flat);
    }
    all =
        GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)n);
    joined = GEOSUnaryUnion_r(geos->handle, all);
    assert_non_null(joined);
    GEOSGeom_destroy_r(geos->handle, all);
    free(parts);
    return joined;
}

double reference_share(const okr_wkb *features, size_t n, okr_wkb territory,
                       const reference_options *options)
{
    okr_error err = {0};
    okr_geos geos = {0};
    okr_transform *transform = projection(options->centre);
    GEOSGeometry *served = NULL;
    GEOSGeometry *whole = NULL;
    GEOSGeometry *common = NULL;
    double area = 0.0;
    double part = 0.0;

    assert_ok(okr_geos_open(&geos, &err));
    served = buffers(&geos, features, n, transform, options);
    whole = read_projected(&geos, territory, transform, options->step_deg);
    common = GEOSIntersection_r(geos.handle, whole, served);
    assert_non_null(common);
    assert_int_equal(GEOSArea_r(geos.handle, whole, &area), 1);
    assert_int_equal(GEOSArea_r(geos.handle, common, &part), 1);
    GEOSGeom_destroy_r(geos.handle, served);
    GEOSGeom_destroy_r(geos.handle, whole);
    GEOSGeom_destroy_r(geos.handle, common);
    okr_geos_close(&geos);
    okr_transform_free(transform);
    return part / area;
}

double reference_disc(okr_lonlat centre, double radius_m)
{
    enum { SIDES = 20000 };
    struct geod_geodesic wgs84;
    okr_lonlat *ring = calloc(SIDES, sizeof *ring);
    double area = 0.0;

    assert_non_null(ring);
    geod_init(&wgs84, 6378137.0, 1.0 / 298.257223563);
    for (int i = 0; i < SIDES; i++)
        geod_direct(&wgs84, centre.lat, centre.lon, -360.0 * i / SIDES, radius_m, &ring[i].lat,
                    &ring[i].lon, NULL);
    area = okr_ring_area(ring, SIDES);
    free(ring);
    return area;
}
