#include "geo/sink.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/text.h"
#include "geo/crs_ogr.h"
#include "geo/gdal.h"
#include "geo/watched_file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct okr_sink {
    char *path;           /* owned: the name it takes at the end */
    char *aside;          /* owned: the name it is written under; NULL: the same */
    GDALDatasetH dataset; /* owned */
    OGRLayerH layer;      /* borrowed from dataset */
    okr_sink_type *types; /* owned, one per field */
    size_t fields;
};

/* Endings that a message names. */
typedef struct ending {
    const char *text;
    bool holds_shapes, holds_rows; /* features with a geometry, and without one */
} ending;

static const ending endings[] = {
    {"csv", true, true},      {"fgb", true, false}, {"geojson", true, true},
    {"geojsonl", true, true}, {"gpkg", true, true}, {"kml", true, false},
    {"ods", false, true},     {"shp", true, false}, {"sqlite", true, true},
    {"xlsx", false, true},
};

/* The driver that writes files with this extension; the first one registered wins. Those that
 * take a .txt are for tables of one trade, which nobody means by it. */
static GDALDriverH driver_for_path(const char *path)
{
    const char *wanted = CPLGetExtension(path);

    for (int i = 0; wanted[0] != '\0' && !EQUAL(wanted, "txt") && i < GDALGetDriverCount();
         i++) {
        GDALDriverH driver = GDALGetDriver(i);
        const char *extensions = GDALGetMetadataItem(driver, GDAL_DMD_EXTENSIONS, NULL);
        char **list = CSLTokenizeString(extensions == NULL ? "" : extensions);
        const bool fits = CSLFindString(list, wanted) >= 0 &&
                          GDALGetMetadataItem(driver, GDAL_DCAP_VECTOR, NULL) != NULL &&
                          GDALGetMetadataItem(driver, GDAL_DCAP_CREATE, NULL) != NULL;
        CSLDestroy(list);
        if (fits)
            return driver;
    }
    return NULL;
}

static okr_status no_driver(const char *path, okr_sink_shape shape, okr_error *err)
{
    okr_text known = {0};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const ending *e = &endings[i];
        char name[16];
        (void)snprintf(name, sizeof name, "x.%s", e->text);
        if ((shape == OKR_SINK_NO_GEOMETRY ? e->holds_rows : e->holds_shapes) &&
            driver_for_path(name) != NULL)
            okr_text_addf(&known, known.size == 0 ? ".%s" : ", .%s", e->text);
    }
    (void)okr_fail(err, OKR_ERR_USAGE,
                   _("'%s': no format is known for this ending; there are %s"), path,
                   okr_text_str(&known));
    okr_text_done(&known);
    return OKR_ERR_USAGE;
}

static okr_status find_driver(const char *path, const okr_sink_options *options,
                              GDALDriverH *driver, okr_error *err)
{
    const char *format = options->format;

    *driver = format == NULL ? driver_for_path(path) : GDALGetDriverByName(format);
    if (*driver != NULL && GDALGetMetadataItem(*driver, GDAL_DCAP_CREATE, NULL) != NULL)
        return OKR_OK;
    if (format == NULL)
        return no_driver(path, options->shape, err);
    return okr_fail(err, OKR_ERR_USAGE, _("format '%s' is not known or cannot be written"),
                    format);
}

/* Formats of several files, and databases, cannot be renamed as one. */
static bool is_one_file(GDALDriverH driver, const char *path)
{
    const char *name = GDALGetDriverShortName(driver);

    return strcmp(name, "ESRI Shapefile") != 0 && strcmp(name, "MapInfo File") != 0 &&
           strstr(path, ":") == NULL;
}

static okr_status name_files(okr_sink *sink, const char *path, bool aside, okr_error *err)
{
    okr_text name = {0};

    sink->path = strdup(path);
    if (sink->path == NULL)
        return okr_fail_nomem(err);
    if (!aside)
        return OKR_OK;
    /* The extension stays: some drivers insist on theirs. */
    okr_text_addf(&name, "%s/.%s.part.%s", CPLGetDirname(path), CPLGetBasename(path),
                  CPLGetExtension(path));
    return okr_text_take(&name, &sink->aside, err);
}

static const char *written_path(const okr_sink *sink)
{
    return sink->aside == NULL ? sink->path : sink->aside;
}

static OGRwkbGeometryType ogr_shape(okr_sink_shape shape)
{
    static const OGRwkbGeometryType types[] = {
        [OKR_SINK_NO_GEOMETRY] = wkbNone,
        [OKR_SINK_POINT] = wkbPoint,
        [OKR_SINK_MULTILINESTRING] = wkbMultiLineString,
        [OKR_SINK_MULTIPOLYGON] = wkbMultiPolygon,
        [OKR_SINK_ANY_GEOMETRY] = wkbUnknown,
    };

    return types[shape];
}

static OGRFieldType ogr_type(okr_sink_type type)
{
    static const OGRFieldType types[] = {
        [OKR_SINK_TEXT] = OFTString,
        [OKR_SINK_INTEGER] = OFTInteger64,
        [OKR_SINK_REAL] = OFTReal,
    };

    return types[type];
}

static okr_status add_fields(okr_sink *sink, const okr_sink_options *options, okr_error *err)
{
    OGRErr result = OGRERR_NONE;

    sink->types = calloc(options->field_count + 1, sizeof *sink->types);
    if (sink->types == NULL)
        return okr_fail_nomem(err);
    sink->fields = options->field_count;
    for (size_t i = 0; i < sink->fields && result == OGRERR_NONE; i++) {
        OGRFieldDefnH field =
            OGR_Fld_Create(options->fields[i].name, ogr_type(options->fields[i].type));
        sink->types[i] = options->fields[i].type;
        result = OGR_L_CreateField(sink->layer, field, 1);
        OGR_Fld_Destroy(field);
    }
    if (result != OGRERR_NONE)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), sink->path);
    return OKR_OK;
}

/* Of the formats without geometry CSV alone has a way to write one, and that on demand. */
static void make_layer(okr_sink *sink, const okr_sink_options *options, okr_crs *crs)
{
    char **list = NULL;

    for (const char *const *o = options->layer_options; o != NULL && *o != NULL; o++)
        list = CSLAddString(list, *o);
    if (options->shape != OKR_SINK_NO_GEOMETRY &&
        EQUAL(GDALGetDriverShortName(GDALGetDatasetDriver(sink->dataset)), "CSV"))
        list = CSLSetNameValue(list, "GEOMETRY", "AS_WKT");
    sink->layer = GDALDatasetCreateLayer(sink->dataset, options->layer, okr_crs_ogr(crs),
                                         ogr_shape(options->shape), list);
    CSLDestroy(list);
}

static okr_status create(okr_sink *sink, GDALDriverH driver, const okr_sink_options *options,
                         okr_error *err)
{
    okr_crs *wgs84 = NULL;
    okr_text path = {0};
    okr_status status = okr_crs_parse("EPSG:4326", &wgs84, err);

    if (status != OKR_OK)
        return status;
    if (sink->aside != NULL)
        (void)VSIUnlink(sink->aside); /* of a program that was killed */
    okr_watched_begin(driver, written_path(sink), &path);
    sink->dataset = GDALCreate(driver, okr_text_str(&path), 0, 0, 0, GDT_Unknown, NULL);
    if (sink->dataset != NULL)
        make_layer(sink, options, wgs84);
    okr_crs_free(wgs84);
    okr_text_done(&path);
    if (sink->layer == NULL)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), sink->path);
    if (options->shape != OKR_SINK_NO_GEOMETRY &&
        OGR_FD_GetGeomFieldCount(OGR_L_GetLayerDefn(sink->layer)) == 0)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("'%s' cannot be written: format %s holds no geometry"), sink->path,
                        GDALGetDriverShortName(driver));
    if (GDALDatasetTestCapability(sink->dataset, ODsCTransactions))
        (void)GDALDatasetStartTransaction(sink->dataset, 0);
    return add_fields(sink, options, err);
}

okr_status okr_sink_open(const char *path, const okr_sink_options *options, okr_sink **out,
                         okr_error *err)
{
    okr_sink *sink = calloc(1, sizeof *sink);
    GDALDriverH driver = NULL;
    okr_status status = OKR_OK;

    if (sink == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", options->last_change == NULL
                                                          ? "1970-01-01T00:00:00.000Z"
                                                          : options->last_change);
    okr_gdal_forget();
    status = find_driver(path, options, &driver, err);
    if (status == OKR_OK)
        status = name_files(sink, path, is_one_file(driver, path), err);
    if (status == OKR_OK)
        status = create(sink, driver, options, err);
    if (status != OKR_OK)
        return okr_sink_close(sink, status, err);
    *out = sink;
    return OKR_OK;
}

static void set_field(OGRFeatureH feature, int i, okr_sink_type type, const char *value)
{
    long long whole = 0;
    double real = 0.0;

    if (value == NULL || value[0] == '\0')
        OGR_F_SetFieldNull(feature, i);
    else if (type == OKR_SINK_INTEGER && okr_number_parse_int(value, &whole))
        OGR_F_SetFieldInteger64(feature, i, whole);
    else if (type == OKR_SINK_REAL && okr_number_parse(value, &real))
        OGR_F_SetFieldDouble(feature, i, real);
    else
        OGR_F_SetFieldString(feature, i, value);
}

static bool set_geometry(OGRFeatureH feature, okr_wkb wkb)
{
    OGRGeometryH geometry = NULL;

    if (wkb.size == 0)
        return true;
    if (OGR_G_CreateFromWkbEx(wkb.bytes, NULL, &geometry, wkb.size) != OGRERR_NONE)
        return false;
    return OGR_F_SetGeometryDirectly(feature, geometry) == OGRERR_NONE;
}

okr_status okr_sink_write(okr_sink *sink, okr_wkb geometry, const char *const *values,
                          okr_error *err)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(sink->layer));
    okr_status status = OKR_OK;

    okr_gdal_forget();
    for (size_t i = 0; i < sink->fields; i++)
        set_field(feature, (int)i, sink->types[i], values[i]);
    if (!set_geometry(feature, geometry))
        status = okr_gdal_fail(err, OKR_ERR_GEOMETRY, _("'%s' cannot be written"), sink->path);
    else if (OGR_L_CreateFeature(sink->layer, feature) != OGRERR_NONE)
        status = okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), sink->path);
    OGR_F_Destroy(feature);
    return status;
}

/* A full disk shows only when the last bytes are written, so the end is checked too. */
static okr_status finish_dataset(okr_sink *sink, okr_status status, okr_error *err)
{
    if (sink->dataset == NULL)
        return status;
    okr_gdal_forget();
    if (GDALDatasetTestCapability(sink->dataset, ODsCTransactions) && status == OKR_OK)
        (void)GDALDatasetCommitTransaction(sink->dataset);
    (void)GDALClose(sink->dataset);
    if (status == OKR_OK && CPLGetLastErrorType() >= CE_Failure)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), sink->path);
    return status;
}

okr_status okr_sink_close(okr_sink *sink, okr_status status, okr_error *err)
{
    if (sink == NULL)
        return status;
    status = okr_watched_end(finish_dataset(sink, status, err), sink->path, err);
    if (status == OKR_OK && sink->aside != NULL && VSIRename(sink->aside, sink->path) != 0)
        status = okr_fail(err, OKR_ERR_IO, _("'%s' cannot be written: %s"), sink->path,
                          strerror(errno));
    if (status != OKR_OK && sink->aside != NULL)
        (void)VSIUnlink(sink->aside);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    free(sink->path);
    free(sink->aside);
    free(sink->types);
    free(sink);
    return status;
}
