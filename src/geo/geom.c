#include "geo/geom.h"

#include "base/i18n.h"
#include "geo/crs_ogr.h"
#include "geo/gdal.h"
#include "geo/geos.h"

#include <cpl_conv.h>
#include <ogr_api.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_double(double value, unsigned char *bytes)
{
    uint64_t bits = 0;

    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(bits >> (8 * i));
}

void okr_geom_point(okr_lonlat at, unsigned char wkb[OKR_WKB_POINT_SIZE])
{
    memset(wkb, 0, OKR_WKB_POINT_SIZE);
    wkb[0] = 1; /* little-endian */
    wkb[1] = 1; /* point */
    put_double(at.lon, wkb + 5);
    put_double(at.lat, wkb + 13);
}

static okr_status add_ogr(OGRGeometryH geometry, okr_text *out, okr_error *err)
{
    const size_t size = (size_t)OGR_G_WkbSize(geometry);
    const size_t before = out->size;

    okr_text_pad(out, '\0', size);
    if (okr_text_check(out, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    if (OGR_G_ExportToIsoWkb(geometry, wkbNDR, (unsigned char *)out->bytes + before) ==
        OGRERR_NONE)
        return OKR_OK;
    out->size = before;
    return okr_gdal_fail(err, OKR_ERR_GEOMETRY, "%s", _("the geometry cannot be written"));
}

okr_status okr_geom_from_wkt(const char *wkt, okr_text *wkb, okr_error *err)
{
    OGRGeometryH geometry = NULL;
    OGRGeometryH linear = NULL;
    char *copy = strdup(wkt);
    char *at = copy; /* moved by the call */
    okr_status status = OKR_OK;

    if (copy == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    okr_gdal_forget();
    if (OGR_G_CreateFromWkt(&at, NULL, &geometry) != OGRERR_NONE || geometry == NULL ||
        at[strspn(at, " \t\r\n")] != '\0') {
        status = okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("this is no WKT geometry"));
        goto cleanup;
    }
    linear = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
    OGR_G_FlattenTo2D(linear);
    status = add_ogr(linear, wkb, err);

cleanup:
    OGR_G_DestroyGeometry(linear);
    OGR_G_DestroyGeometry(geometry);
    free(copy);
    return status;
}

static okr_status read_ogr(okr_wkb wkb, OGRGeometryH *out, okr_error *err)
{
    okr_gdal_start();
    okr_gdal_forget();
    if (OGR_G_CreateFromWkbEx(wkb.bytes, NULL, out, wkb.size) != OGRERR_NONE || *out == NULL)
        return okr_gdal_fail(err, OKR_ERR_GEOMETRY, "%s", _("the geometry cannot be read"));
    return OKR_OK;
}

okr_status okr_geom_to_wkt(okr_wkb wkb, okr_text *wkt, okr_error *err)
{
    OGRGeometryH geometry = NULL;
    char *text = NULL;
    okr_status status = read_ogr(wkb, &geometry, err);

    if (status != OKR_OK)
        return status;
    if (OGR_G_ExportToIsoWkt(geometry, &text) == OGRERR_NONE) {
        okr_text_add(wkt, text);
        status = okr_text_check(wkt, err);
    } else {
        status =
            okr_gdal_fail(err, OKR_ERR_GEOMETRY, "%s", _("the geometry cannot be written"));
    }
    CPLFree(text);
    OGR_G_DestroyGeometry(geometry);
    return status;
}

okr_status okr_geom_multipolygon(okr_wkb wkb, okr_text *out, okr_error *err)
{
    OGRGeometryH geometry = NULL;
    okr_status status = read_ogr(wkb, &geometry, err);

    if (status != OKR_OK)
        return status;
    geometry = OGR_G_ForceToMultiPolygon(geometry); /* takes it and gives another */
    if (wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbMultiPolygon &&
        OGR_G_GetGeometryCount(geometry) > 0)
        status = add_ogr(geometry, out, err);
    else
        status = okr_fail(err, OKR_ERR_GEOMETRY, _("a polygon is wanted, this is a %s"),
                          OGRGeometryTypeToName(OGR_G_GetGeometryType(geometry)));
    OGR_G_DestroyGeometry(geometry);
    return status;
}

okr_status okr_geom_transform(okr_wkb wkb, okr_transform *transform, okr_text *out,
                              okr_error *err)
{
    OGRGeometryH geometry = NULL;
    okr_status status = read_ogr(wkb, &geometry, err);

    if (status != OKR_OK)
        return status;
    if (OGR_G_Transform(geometry, okr_transform_ogr(transform)) == OGRERR_NONE)
        status = add_ogr(geometry, out, err);
    else
        status = okr_gdal_fail(err, OKR_ERR_GEOMETRY, "%s",
                               _("the geometry lies outside its coordinate system"));
    OGR_G_DestroyGeometry(geometry);
    return status;
}

okr_status okr_geom_box(okr_wkb wkb, okr_lonlat *low, okr_lonlat *high, okr_error *err)
{
    OGRGeometryH geometry = NULL;
    OGREnvelope box = {0};
    okr_status status = read_ogr(wkb, &geometry, err);

    if (status != OKR_OK)
        return status;
    OGR_G_GetEnvelope(geometry, &box);
    *low = (okr_lonlat){box.MinX, box.MinY};
    *high = (okr_lonlat){box.MaxX, box.MaxY};
    OGR_G_DestroyGeometry(geometry);
    return OKR_OK;
}

bool okr_geom_is_area(okr_wkb wkb)
{
    OGRGeometryH geometry = NULL;
    OGRwkbGeometryType type = wkbUnknown;

    if (read_ogr(wkb, &geometry, NULL) != OKR_OK)
        return false;
    type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    OGR_G_DestroyGeometry(geometry);
    return type == wkbPolygon || type == wkbMultiPolygon;
}

static void describe_fault(okr_geos *geos, const GEOSGeometry *geometry, okr_validity *validity)
{
    GEOSGeometry *at = NULL;
    char *reason = NULL;

    validity->valid = GEOSisValidDetail_r(geos->handle, geometry, 0, &reason, &at) == 1;
    if (at != NULL) {
        (void)GEOSGeomGetX_r(geos->handle, at, &validity->at.lon);
        (void)GEOSGeomGetY_r(geos->handle, at, &validity->at.lat);
    }
    if (reason != NULL)
        (void)snprintf(validity->reason, sizeof validity->reason, "%s", reason);
    GEOSGeom_destroy_r(geos->handle, at);
    GEOSFree_r(geos->handle, reason);
}

okr_status okr_geom_validity(okr_wkb wkb, okr_validity *validity, okr_error *err)
{
    okr_geos geos = {0};
    GEOSGeometry *geometry = NULL;
    okr_status status = okr_geos_open(&geos, err);

    if (status == OKR_OK)
        status = okr_geos_read(&geos, wkb, &geometry, err);
    if (status == OKR_OK) {
        *validity = (okr_validity){.valid = false};
        describe_fault(&geos, geometry, validity);
    }
    GEOSGeom_destroy_r(geos.handle, geometry);
    okr_geos_close(&geos);
    return status;
}

/* Takes the geometries, also on failure. */
static okr_status union_all(okr_geos *geos, GEOSGeometry **parts, size_t n, okr_text *out,
                            okr_error *err)
{
    GEOSGeometry *collection =
        GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)n);
    GEOSGeometry *whole = NULL;
    okr_text wkb = {0};
    okr_status status = OKR_OK;

    geos->message[0] = '\0';
    whole = collection == NULL ? NULL : GEOSUnaryUnion_r(geos->handle, collection);
    /* Which vertex comes first is no promise of GEOS; the normal form is. */
    if (whole == NULL || GEOSNormalize_r(geos->handle, whole) != 0)
        status = okr_geos_fail(geos, err, _("the polygons cannot be united"));
    else
        status = okr_geos_write(geos, whole, &wkb, err);
    if (status == OKR_OK)
        status = okr_geom_multipolygon(
            (okr_wkb){(const unsigned char *)okr_text_str(&wkb), wkb.size}, out, err);
    okr_text_done(&wkb);
    GEOSGeom_destroy_r(geos->handle, whole);
    GEOSGeom_destroy_r(geos->handle, collection);
    return status;
}

static okr_status read_all(okr_geos *geos, const okr_wkb *parts, size_t n,
                           GEOSGeometry **geometries, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        status = okr_geos_read(geos, parts[i], &geometries[i], err);
    for (size_t i = 0; i < n && status != OKR_OK; i++)
        GEOSGeom_destroy_r(geos->handle, geometries[i]);
    return status;
}

okr_status okr_geom_union(const okr_wkb *parts, size_t n, okr_text *out, okr_error *err)
{
    okr_geos geos = {0};
    GEOSGeometry **geometries = calloc(n + 1, sizeof(GEOSGeometry *));
    okr_status status = OKR_OK;

    if (geometries == NULL)
        return okr_fail_nomem(err);
    status = okr_geos_open(&geos, err);
    if (status == OKR_OK)
        status = read_all(&geos, parts, n, geometries, err);
    if (status == OKR_OK)
        status = union_all(&geos, geometries, n, out, err);
    okr_geos_close(&geos);
    free(geometries);
    return status;
}
