#include "geo/layer_parts.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/number.h"
#include "geo/dataset.h"
#include "geo/gdal.h"
#include "geo/sheet.h"

#include <cpl_error.h>
#include <cpl_string.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct okr_ogr_layer {
    char *name;                       /* owned: of the source in messages */
    okr_dataset dataset;              /* owned */
    OGRLayerH ogr;                    /* borrowed from dataset */
    OGRFeatureDefnH schema;           /* borrowed from ogr */
    OGRCoordinateTransformationH way; /* owned; NULL: coordinates are EPSG:4326 already */
    OGRFeatureH feature;              /* owned: the one read last */
    unsigned char *wkb;               /* owned: its geometry */
    size_t wkb_capacity;
    okr_text *texts; /* owned: attributes that OGR does not hold as text */
    size_t fields;
    bool has_geometry;
};

static okr_status open_dataset(okr_ogr_layer *layer, const char *path,
                               const okr_layer_options *o, okr_error *err)
{
    char **options = CSLSetNameValue(NULL, "DATE_AS_STRING", "YES");
    okr_dataset_source source = {.path = path, .name = layer->name, .layer = o->layer};
    okr_status status = OKR_OK;

    if (okr_stated(o->encoding))
        options = CSLSetNameValue(options, "ENCODING", o->encoding);
    source.options = options;
    okr_sheet_headers(!o->raw_rows);
    status = okr_dataset_open(&source, &layer->dataset, err);
    CSLDestroy(options);
    if (status == OKR_OK) {
        layer->ogr = layer->dataset.layer;
        layer->schema = OGR_L_GetLayerDefn(layer->ogr); /* only now is a sheet read */
        status = okr_sheet_check(&layer->dataset, layer->name, o->raw_rows, err);
    }
    okr_sheet_headers(true);
    if (status != OKR_OK)
        return status;
    layer->fields = (size_t)OGR_FD_GetFieldCount(layer->schema);
    layer->has_geometry = OGR_FD_GetGeomFieldCount(layer->schema) > 0;
    layer->texts = calloc(layer->fields + 1, sizeof *layer->texts);
    return layer->texts == NULL ? okr_fail_nomem(err) : OKR_OK;
}

/* The way from `from` to EPSG:4326; none when that is what it is. */
static okr_status make_way(okr_ogr_layer *layer, const okr_crs *from, okr_error *err)
{
    okr_crs *wgs84 = NULL;
    okr_status status = okr_crs_parse("EPSG:4326", &wgs84, err);

    if (status == OKR_OK && !OSRIsSame(okr_crs_ogr(from), okr_crs_ogr(wgs84))) {
        layer->way = OCTNewCoordinateTransformation(okr_crs_ogr(from), okr_crs_ogr(wgs84));
        if (layer->way == NULL)
            status = okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                                   _("'%s', layer '%s': its coordinate system has no way to "
                                     "EPSG:4326"),
                                   layer->name, okr_ogr_layer_name(layer));
    }
    okr_crs_free(wgs84);
    return status;
}

static okr_status prepare_crs(okr_ogr_layer *layer, const okr_layer_options *o, okr_error *err)
{
    const okr_crs_wish wish = {.stated = o->crs, .by = o->crs_by};
    okr_crs *crs = NULL;
    okr_status status = OKR_OK;

    if (!layer->has_geometry)
        return OKR_OK;
    status = okr_dataset_crs(&layer->dataset, layer->name, &wish, &crs, err);
    if (status == OKR_OK)
        status = make_way(layer, crs, err);
    okr_crs_free(crs);
    return status;
}

okr_status okr_ogr_layer_open(const char *path, const okr_layer_options *o, okr_ogr_layer **out,
                              okr_error *err)
{
    okr_ogr_layer *layer = calloc(1, sizeof *layer);
    okr_status status = OKR_OK;

    if (layer == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    layer->name = strdup(okr_stated(o->name) ? o->name : path);
    if (layer->name == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = open_dataset(layer, path, o, err);
    if (status == OKR_OK)
        status = prepare_crs(layer, o, err);
    if (status != OKR_OK) {
        okr_ogr_layer_close(layer);
        return status;
    }
    *out = layer;
    return OKR_OK;
}

void okr_ogr_layer_close(okr_ogr_layer *layer)
{
    if (layer == NULL)
        return;
    for (size_t i = 0; i < layer->fields && layer->texts != NULL; i++)
        okr_text_done(&layer->texts[i]);
    free(layer->texts);
    free(layer->wkb);
    OGR_F_Destroy(layer->feature);
    OCTDestroyCoordinateTransformation(layer->way);
    okr_dataset_close(&layer->dataset);
    free(layer->name);
    free(layer);
}

const char *okr_ogr_layer_name(const okr_ogr_layer *layer)
{
    return OGR_L_GetName(layer->ogr);
}

bool okr_ogr_layer_is_sheet(const okr_ogr_layer *layer)
{
    return okr_is_sheet(&layer->dataset);
}

size_t okr_ogr_layer_field_count(const okr_ogr_layer *layer)
{
    return layer->fields;
}

const char *okr_ogr_layer_field_name(const okr_ogr_layer *layer, size_t i)
{
    return OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(layer->schema, (int)i));
}

bool okr_ogr_layer_has_geometry(const okr_ogr_layer *layer)
{
    return layer->has_geometry;
}

static okr_status read_failed(const okr_ogr_layer *layer, okr_error *err)
{
    return okr_gdal_fail(err, OKR_ERR_IO, _("'%s', layer '%s': reading failed"), layer->name,
                         okr_ogr_layer_name(layer));
}

static okr_status bad_geometry(const okr_ogr_layer *layer, long long id, okr_error *err)
{
    return okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                         _("'%s', layer '%s', feature %lld: the geometry cannot be read"),
                         layer->name, okr_ogr_layer_name(layer), id);
}

static okr_status export_wkb(okr_ogr_layer *layer, OGRGeometryH geometry, okr_feature *feature,
                             okr_error *err)
{
    const size_t size = (size_t)OGR_G_WkbSize(geometry);

    if (size > layer->wkb_capacity) {
        unsigned char *grown = realloc(layer->wkb, size);
        if (grown == NULL)
            return okr_fail_nomem(err);
        layer->wkb = grown;
        layer->wkb_capacity = size;
    }
    if (OGR_G_ExportToIsoWkb(geometry, wkbNDR, layer->wkb) != OGRERR_NONE)
        return bad_geometry(layer, feature->id, err);
    feature->geometry = (okr_wkb){layer->wkb, size};
    return OKR_OK;
}

static okr_status read_geometry(okr_ogr_layer *layer, okr_feature *feature, okr_error *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(layer->feature);
    OGRGeometryH linear = NULL;
    okr_status status = OKR_OK;

    if (geometry == NULL || OGR_G_IsEmpty(geometry))
        return OKR_OK;
    if (OGR_GT_IsNonLinear(OGR_G_GetGeometryType(geometry)))
        geometry = linear = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
    if (geometry == NULL)
        return bad_geometry(layer, feature->id, err);
    OGR_G_FlattenTo2D(geometry);
    if (layer->way != NULL && OGR_G_Transform(geometry, layer->way) != OGRERR_NONE)
        status = bad_geometry(layer, feature->id, err);
    else
        status = export_wkb(layer, geometry, feature, err);
    OGR_G_DestroyGeometry(linear);
    return status;
}

okr_status okr_ogr_layer_between(okr_ogr_layer *layer, const long long range[2], okr_error *err)
{
    okr_text filter = {0};
    okr_status status = OKR_OK;

    if (range[0] == LLONG_MIN && range[1] == LLONG_MAX)
        return OKR_OK;
    okr_gdal_forget();
    okr_text_addf(&filter, "\"%s\" BETWEEN %lld AND %lld", OGR_L_GetFIDColumn(layer->ogr),
                  range[0], range[1]);
    if (filter.failed ||
        OGR_L_SetAttributeFilter(layer->ogr, okr_text_str(&filter)) != OGRERR_NONE)
        status = read_failed(layer, err);
    okr_text_done(&filter);
    return status;
}

okr_status okr_ogr_layer_next(okr_ogr_layer *layer, okr_feature *feature, bool *more,
                              okr_error *err)
{
    OGR_F_Destroy(layer->feature);
    okr_gdal_forget();
    layer->feature = OGR_L_GetNextFeature(layer->ogr);
    *more = layer->feature != NULL;
    *feature = (okr_feature){0};
    if (layer->feature != NULL) {
        feature->id = OGR_F_GetFID(layer->feature);
        return read_geometry(layer, feature, err);
    }
    /* NULL means "no more" and also "failed": only the error state tells them apart. */
    return CPLGetLastErrorType() >= CE_Failure ? read_failed(layer, err) : OKR_OK;
}

const char *okr_ogr_layer_text(okr_ogr_layer *layer, size_t i)
{
    const int field = (int)i;
    okr_text *text = &layer->texts[i];

    if (layer->feature == NULL || !OGR_F_IsFieldSetAndNotNull(layer->feature, field))
        return "";
    okr_text_clear(text);
    switch ((int)OGR_Fld_GetType(OGR_FD_GetFieldDefn(layer->schema, field))) {
    case OFTString:
        return OGR_F_GetFieldAsString(layer->feature, field);
    case OFTReal: /* OGR would pad with the zeros of the column's declared precision */
        okr_text_add_number(text, OGR_F_GetFieldAsDouble(layer->feature, field));
        break;
    default: /* OGR's buffer is overwritten by the next call */
        okr_text_add(text, OGR_F_GetFieldAsString(layer->feature, field));
    }
    return okr_text_str(text);
}
