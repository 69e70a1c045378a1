#include "geo/crs_ogr.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/number.h"
#include "geo/gdal.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct okr_crs {
    OGRSpatialReferenceH srs; /* owned */
};

struct okr_transform {
    OGRCoordinateTransformationH way; /* owned */
};

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static OGRErr import_text(OGRSpatialReferenceH srs, const char *text)
{
    long long code = 0;
    char *wkt = NULL;
    OGRErr result = OGRERR_UNSUPPORTED_SRS;

    if (starts_with(text, "EPSG:") || starts_with(text, "epsg:")) {
        if (okr_number_parse_int(text + strlen("EPSG:"), &code) && code > 0 && code < INT_MAX)
            result = OSRImportFromEPSG(srs, (int)code);
    } else if (starts_with(text, "+proj=")) {
        result = OSRImportFromProj4(srs, text);
    } else if (strchr(text, '[') != NULL && (wkt = strdup(text)) != NULL) {
        char *at = wkt; /* moved by the call */
        result = OSRImportFromWkt(srs, &at);
    }
    free(wkt);
    return result;
}

okr_status okr_crs_parse(const char *text, okr_crs **out, okr_error *err)
{
    okr_crs *crs = calloc(1, sizeof *crs);

    if (crs == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    okr_gdal_forget();
    crs->srs = OSRNewSpatialReference(NULL);
    if (import_text(crs->srs, text) != OGRERR_NONE) {
        okr_crs_free(crs);
        return okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                             _("'%s' is no coordinate system: write EPSG:n or WKT"), text);
    }
    OSRSetAxisMappingStrategy(crs->srs, OAMS_TRADITIONAL_GIS_ORDER);
    *out = crs;
    return OKR_OK;
}

okr_status okr_crs_of(OGRSpatialReferenceH srs, okr_crs **out, okr_error *err)
{
    okr_crs *crs = calloc(1, sizeof *crs);

    if (crs == NULL)
        return okr_fail_nomem(err);
    crs->srs = OSRClone(srs);
    OSRSetAxisMappingStrategy(crs->srs, OAMS_TRADITIONAL_GIS_ORDER);
    *out = crs;
    return OKR_OK;
}

void okr_crs_free(okr_crs *crs)
{
    if (crs == NULL)
        return;
    OSRDestroySpatialReference(crs->srs);
    free(crs);
}

bool okr_crs_is_geographic(const okr_crs *crs)
{
    return OSRIsGeographic(crs->srs) != 0;
}

OGRSpatialReferenceH okr_crs_ogr(const okr_crs *crs)
{
    return crs->srs;
}

okr_status okr_transform_new(const okr_crs *from, const okr_crs *to, okr_transform **out,
                             okr_error *err)
{
    okr_transform *transform = calloc(1, sizeof *transform);

    if (transform == NULL)
        return okr_fail_nomem(err);
    okr_gdal_forget();
    transform->way = OCTNewCoordinateTransformation(from->srs, to->srs);
    if (transform->way == NULL) {
        free(transform);
        return okr_gdal_fail(err, OKR_ERR_GEOMETRY, "%s",
                             _("no way between the two coordinate systems"));
    }
    *out = transform;
    return OKR_OK;
}

OGRCoordinateTransformationH okr_transform_ogr(okr_transform *transform)
{
    return transform->way;
}

void okr_transform_free(okr_transform *transform)
{
    if (transform == NULL)
        return;
    OCTDestroyCoordinateTransformation(transform->way);
    free(transform);
}

okr_status okr_transform_points(okr_transform *transform, size_t n, double *x, double *y,
                                okr_error *err)
{
    okr_gdal_forget();
    for (size_t done = 0; done < n;) {
        const size_t part = n - done < INT_MAX ? n - done : INT_MAX;
        (void)OCTTransform(transform->way, (int)part, x + done, y + done, NULL);
        done += part;
    }
    /* A point without an image comes back as infinity, whatever the call says. */
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || !isfinite(y[i]))
            return okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                                 _("point %zu lies outside the coordinate system"), i + 1);
    return OKR_OK;
}
