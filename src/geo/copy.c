#include "geo/copy_parts.h"

#include "base/i18n.h"
#include "geo/crs_ogr.h"
#include "geo/gdal.h"
#include "geo/watched_file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

okr_status okr_copy_source_open(unsigned char *bytes, size_t size, okr_copy_source **out,
                                okr_error *err)
{
    static const char *const drivers[] = {"GPKG", NULL};
    static const char *const options[] = {"LIST_ALL_TABLES=NO", "IMMUTABLE=YES", NULL};
    okr_copy_source *source = calloc(1, sizeof *source);
    VSILFILE *file = NULL;

    if (source == NULL)
        return okr_fail_nomem(err);
    okr_gdal_start();
    okr_gdal_forget();
    (void)snprintf(source->name, sizeof source->name, "/vsimem/okrug-%p.gpkg", (void *)source);
    file = VSIFileFromMemBuffer(source->name, bytes, size, 0);
    if (file != NULL)
        (void)VSIFCloseL(file);
    source->dataset =
        GDALOpenEx(source->name, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
    if (source->dataset == NULL) {
        okr_copy_source_close(source);
        return okr_gdal_fail(err, OKR_ERR_IO, _("the extract cannot be read"));
    }
    *out = source;
    return OKR_OK;
}

void okr_copy_source_close(okr_copy_source *source)
{
    if (source == NULL)
        return;
    if (source->dataset != NULL)
        (void)GDALClose(source->dataset);
    (void)VSIUnlink(source->name);
    free(source);
}

size_t okr_copy_rows(const okr_copy_source *source, const char *table)
{
    OGRLayerH layer = GDALDatasetGetLayerByName(source->dataset, table);

    return layer == NULL ? 0 : (size_t)OGR_L_GetFeatureCount(layer, 1);
}

/* A file at work. */
typedef struct writing {
    const okr_copy_target *target;
    const okr_copy_source *source;
    GDALDatasetH dataset;     /* owned */
    okr_crs *crs;             /* owned; NULL: that of the source */
    okr_transform *transform; /* owned; NULL likewise */
} writing;

static okr_status cannot_write(const writing *w, okr_error *err)
{
    return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), w->target->shown);
}

static bool holds_type(const writing *w, OGRFieldType type)
{
    const char *held = GDALGetMetadataItem(GDALGetDatasetDriver(w->dataset),
                                           GDAL_DMD_CREATIONFIELDDATATYPES, NULL);
    char **list = CSLTokenizeString(held == NULL ? "" : held);
    const bool holds = held == NULL || CSLFindString(list, OGR_GetFieldTypeName(type)) >= 0;

    CSLDestroy(list);
    return holds;
}

static void set_boolean(OGRFieldDefnH to, OGRFieldDefnH from)
{
    if (OGR_Fld_GetType(to) == OFTInteger && OGR_Fld_GetSubType(from) == OFSTBoolean)
        OGR_Fld_SetSubType(to, OFSTBoolean);
}

static int ask_number(const okr_copy_source *source, const char *sql)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(source->dataset, sql, NULL, NULL);
    OGRFeatureH row = answer == NULL ? NULL : OGR_L_GetNextFeature(answer);
    const int number = row == NULL ? 0 : OGR_F_GetFieldAsInteger(row, 0);

    OGR_F_Destroy(row);
    if (answer != NULL)
        GDALDatasetReleaseResultSet(source->dataset, answer);
    return number;
}

/* Formats with records of one length pay for every byte of a field in every row. */
static int widest(const writing *w, const okr_copy_layer *layer, const char *column)
{
    const int most = (int)w->target->text_bytes;
    int width = 1;

    for (const char *const *t = layer->tables; *t != NULL; t++) {
        char sql[512];
        (void)snprintf(sql, sizeof sql,
                       w->target->encoding == NULL
                           ? "SELECT max(length(CAST(\"%s\" AS BLOB))) FROM \"%s\""
                           : "SELECT max(length(\"%s\")) FROM \"%s\"",
                       column, *t);
        const int its = ask_number(w->source, sql);
        width = its > width ? its : width;
    }
    return width < most ? width : most;
}

static okr_status add_field(const writing *w, const okr_copier *c, OGRFeatureDefnH table,
                            size_t i, okr_error *err)
{
    okr_copy_way *way = &c->ways[i];
    const okr_copy_field *field = &c->layer->fields[i];
    OGRFieldDefnH definition = NULL;
    OGRErr result = OGRERR_NONE;

    way->from = OGR_FD_GetFieldIndex(table, field->column);
    way->type =
        way->from < 0 ? OFTInteger64 : OGR_Fld_GetType(OGR_FD_GetFieldDefn(table, way->from));
    /* Numbers of rows and years fit the smaller type, which more formats have as a number. */
    if (way->type == OFTInteger64 && holds_type(w, OFTInteger))
        way->type = OFTInteger;
    way->as_text = !holds_type(w, way->type);
    way->to = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(c->out), field->name);
    if (way->to >= 0) /* a format of fixed fields */
        return OKR_OK;
    definition = OGR_Fld_Create(field->name, way->as_text ? OFTString : way->type);
    if (way->from >= 0 && !way->as_text)
        set_boolean(definition, OGR_FD_GetFieldDefn(table, way->from));
    if (w->target->text_bytes > 0 && OGR_Fld_GetType(definition) == OFTString)
        OGR_Fld_SetWidth(definition, widest(w, c->layer, field->column));
    result = OGR_L_CreateField(c->out, definition, 1);
    OGR_Fld_Destroy(definition);
    way->to = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(c->out)) - 1;
    return result == OGRERR_NONE ? OKR_OK : cannot_write(w, err);
}

/* The shape that all tables of a layer share; any, when they differ. */
static OGRwkbGeometryType shape_of(const writing *w, const okr_copy_layer *layer)
{
    OGRwkbGeometryType shape = wkbNone;

    for (const char *const *t = layer->tables; layer->geometry && *t != NULL; t++) {
        OGRLayerH table = GDALDatasetGetLayerByName(w->source->dataset, *t);
        const OGRwkbGeometryType its = table == NULL ? wkbNone : OGR_L_GetGeomType(table);
        shape = t == layer->tables || shape == its ? its : wkbUnknown;
    }
    return shape;
}

static OGRSpatialReferenceH reference_of(const writing *w, const okr_copy_layer *layer)
{
    return w->crs != NULL ? okr_crs_ogr(w->crs)
                          : OGR_L_GetSpatialRef(GDALDatasetGetLayerByName(w->source->dataset,
                                                                          layer->tables[0]));
}

/* MapInfo keeps whole numbers between bounds: the tighter, the finer. */
static char **add_bounds(const writing *w, const okr_copy_layer *layer, char **options)
{
    OGREnvelope all = {0}, box;
    bool any = false;
    char text[128];

    for (const char *const *t = layer->tables; *t != NULL; t++) {
        OGRLayerH table = GDALDatasetGetLayerByName(w->source->dataset, *t);
        if (table == NULL || OGR_L_GetExtent(table, &box, 1) != OGRERR_NONE)
            continue;
        all.MinX = any ? fmin(all.MinX, box.MinX) : box.MinX;
        all.MinY = any ? fmin(all.MinY, box.MinY) : box.MinY;
        all.MaxX = any ? fmax(all.MaxX, box.MaxX) : box.MaxX;
        all.MaxY = any ? fmax(all.MaxY, box.MaxY) : box.MaxY;
        any = true;
    }
    if (!any || w->transform != NULL)
        return options;
    (void)snprintf(text, sizeof text, "BOUNDS=%d,%d,%d,%d", (int)floor(all.MinX) - 1,
                   (int)floor(all.MinY) - 1, (int)ceil(all.MaxX) + 1, (int)ceil(all.MaxY) + 1);
    return CSLAddString(options, text);
}

static okr_status create_layer(const writing *w, okr_copier *c, okr_error *err)
{
    const okr_copy_layer *layer = c->layer;
    const OGRwkbGeometryType shape = shape_of(w, layer);
    OGRLayerH table = GDALDatasetGetLayerByName(w->source->dataset, layer->tables[0]);
    char **options = NULL;
    okr_status status = OKR_OK;

    for (const char *const *o = layer->options; o != NULL && *o != NULL; o++)
        options = CSLAddString(options, *o);
    if (w->target->fit_bounds && shape != wkbNone)
        options = add_bounds(w, layer, options);
    c->out = GDALDatasetCreateLayer(w->dataset, layer->name,
                                    shape == wkbNone ? NULL : reference_of(w, layer), shape,
                                    options);
    CSLDestroy(options);
    if (c->out == NULL)
        return cannot_write(w, err);
    for (size_t i = 0; i < layer->field_count && status == OKR_OK; i++)
        status = add_field(w, c, OGR_L_GetLayerDefn(table), i, err);
    return status;
}

static okr_status copy_row(const writing *w, const okr_copier *c, OGRFeatureH from,
                           okr_error *err)
{
    OGRFeatureH to = OGR_F_Create(OGR_L_GetLayerDefn(c->out));
    okr_status status = OKR_OK;

    okr_copy_values(c, from, to);
    if (c->layer->keep_numbers)
        (void)OGR_F_SetFID(to, OGR_F_GetFID(from));
    status = okr_copy_geometry(c, from, to, err);
    if (status == OKR_OK && OGR_L_CreateFeature(c->out, to) != OGRERR_NONE)
        status = cannot_write(w, err);
    OGR_F_Destroy(to);
    return status;
}

static okr_status copy_table(const writing *w, const okr_copier *c, const char *name,
                             okr_error *err)
{
    OGRLayerH table = GDALDatasetGetLayerByName(w->source->dataset, name);
    OGRFeatureH row = NULL;
    okr_status status = OKR_OK;

    if (table == NULL)
        return OKR_OK;
    OGR_L_ResetReading(table);
    okr_gdal_forget();
    while (status == OKR_OK && (row = OGR_L_GetNextFeature(table)) != NULL) {
        status = copy_row(w, c, row, err);
        OGR_F_Destroy(row);
    }
    return status;
}

static void tell(const okr_copier *c, okr_copy_loss loss, size_t field, size_t count)
{
    const okr_copy_note note = {loss, c->layer->name, c->layer->fields[field].name, count,
                                OGR_GetFieldTypeName(c->ways[field].type)};

    if (count > 0 && c->target->note != NULL)
        c->target->note(c->target->user, &note);
}

static void tell_losses(const okr_copier *c)
{
    for (size_t i = 0; i < c->layer->field_count; i++) {
        tell(c, OKR_COPY_TYPE_AS_TEXT, i, c->ways[i].as_text ? 1 : 0);
        tell(c, OKR_COPY_TEXT_CUT, i, c->ways[i].cut);
        tell(c, OKR_COPY_LETTERS_LOST, i, c->ways[i].lost);
    }
}

static okr_status copy_layer(const writing *w, const okr_copy_layer *layer, okr_error *err)
{
    okr_copier c = {.target = w->target, .layer = layer, .transform = w->transform};
    okr_status status = OKR_OK;

    c.ways = calloc(layer->field_count + 1, sizeof *c.ways);
    if (c.ways == NULL)
        return okr_fail_nomem(err);
    status = create_layer(w, &c, err);
    for (const char *const *t = layer->tables; *t != NULL && status == OKR_OK; t++)
        status = copy_table(w, &c, *t, err);
    /* A table of a database is made when something is written, and so empty ones never. */
    if (status == OKR_OK && OGR_L_SyncToDisk(c.out) != OGRERR_NONE && w->target->before != NULL)
        status = cannot_write(w, err);
    if (status == OKR_OK)
        tell_losses(&c);
    free(c.ways);
    return status;
}

static okr_status find_way(writing *w, okr_error *err)
{
    okr_crs *wgs84 = NULL;
    okr_status status = OKR_OK;

    if (w->target->crs == NULL)
        return OKR_OK;
    status = okr_crs_parse("EPSG:4326", &wgs84, err);
    if (status == OKR_OK)
        status = okr_crs_parse(w->target->crs, &w->crs, err);
    if (status == OKR_OK)
        status = okr_transform_new(wgs84, w->crs, &w->transform, err);
    okr_crs_free(wgs84);
    return status;
}

static okr_status begin(writing *w, okr_error *err)
{
    GDALDriverH driver = GDALGetDriverByName(w->target->driver);
    char **options = NULL;
    okr_text path = {0};

    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", w->target->last_change);
    okr_gdal_forget();
    if (driver == NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("this GDAL has no driver '%s'"),
                        w->target->driver);
    if (w->target->before != NULL)
        return okr_copy_begin_database(w->target, &w->dataset, err);
    for (const char *const *o = w->target->options; o != NULL && *o != NULL; o++)
        options = CSLAddString(options, *o);
    okr_watched_begin(driver, w->target->path, &path);
    w->dataset = GDALCreate(driver, okr_text_str(&path), 0, 0, 0, GDT_Unknown, options);
    CSLDestroy(options);
    okr_text_done(&path);
    return w->dataset == NULL ? cannot_write(w, err) : OKR_OK;
}

/* A full disk shows only when the last bytes are written, so the end is checked too. */
static okr_status end(writing *w, okr_status status, okr_error *err)
{
    if (w->target->before != NULL && w->dataset != NULL)
        status = okr_copy_end_database(w->target, w->dataset, status, err);
    okr_gdal_forget();
    if (w->dataset != NULL)
        (void)GDALClose(w->dataset);
    if (status == OKR_OK && CPLGetLastErrorType() >= CE_Failure)
        status = cannot_write(w, err);
    status = okr_watched_end(status, w->target->shown, err);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    okr_transform_free(w->transform);
    okr_crs_free(w->crs);
    return status;
}

okr_status okr_copy_layers(okr_copy_source *source, const okr_copy_target *target,
                           const okr_copy_layer *layers, size_t n, okr_error *err)
{
    writing w = {.target = target, .source = source};
    okr_status status = find_way(&w, err);

    if (status == OKR_OK)
        status = begin(&w, err);
    for (size_t i = 0; i < n && status == OKR_OK; i++)
        status = copy_layer(&w, &layers[i], err);
    return end(&w, status, err);
}
