#include "geo/stream_parts.h"

#include "base/i18n.h"
#include "base/text.h"
#include "geo/gdal.h"

#include <cpl_error.h>
#include <cpl_string.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A range of FID holds about so many bytes, within these numbers of features. */
enum { RANGE_BYTES = 4 * 1024 * 1024, RANGE_MIN = 256, RANGE_MAX = 65536 };

static const char STDIN_PATH[] = "GeoJSONSeq:/vsistdin/";

okr_status okr_stream_read_failed(const okr_stream *stream, okr_error *err)
{
    (void)okr_gdal_fail(err, OKR_ERR_IO, "%s", _("reading failed"));
    return okr_dataset_fail_in(err, OKR_ERR_IO, stream->path, okr_stream_layer(stream));
}

/* A sequence of GeoJSON is named as such by its extension: by the content GDAL would take one
 * with a bad line for a document that ends before it. The result is freed by the caller. */
static char *path_for_gdal(const char *path)
{
    static const char *const sequences[] = {".geojsonl", ".geojsons", ".ndjson", ".jsonl"};
    okr_text text = {0};
    char *out = NULL;
    size_t n = strlen(path);

    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        size_t end = strlen(sequences[i]);
        if (n > end && EQUAL(path + n - end, sequences[i]))
            okr_text_add(&text, "GeoJSONSeq:");
    }
    okr_text_add(&text, path);
    if (okr_text_take(&text, &out, NULL) != OKR_OK)
        okr_text_done(&text);
    return out;
}

/* The options of a CSV file are released. */
static okr_status open_dataset(const okr_stream *stream, char **options, okr_dataset *out,
                               okr_error *err)
{
    char *path = path_for_gdal(okr_is_stdin(stream->path) ? STDIN_PATH : stream->path);
    okr_dataset_source source = {
        .path = path, .name = stream->path, .layer = stream->options.layer};
    okr_status status = path == NULL ? okr_fail_nomem(err) : OKR_OK;

    if (okr_stated(stream->options.encoding))
        options = CSLSetNameValue(options, "ENCODING", stream->options.encoding);
    source.options = options;
    if (status == OKR_OK)
        status = okr_dataset_open(&source, out, err);
    if (status == OKR_ERR_IO && okr_is_stdin(stream->path))
        (void)okr_fail(err, OKR_ERR_IO, "%s",
                       _("standard input: it is empty, or no sequence of GeoJSON"));
    CSLDestroy(options);
    free(path);
    return status;
}

/* A field to be summed may hold numbers as text, but no dates, bytes or lists. */
static okr_status check_number(const okr_stream *stream, const okr_dataset *source,
                               const char *name, okr_error *err)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(source->layer);
    okr_status status = okr_dataset_field(source, stream->path, name, err);
    OGRFieldType type = OFTReal;

    if (status == OKR_OK)
        type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(defn, OGR_FD_GetFieldIndex(defn, name)));
    if (type != OFTInteger && type != OFTInteger64 && type != OFTReal && type != OFTString)
        status = okr_dataset_fail_in(
            err, okr_fail(err, OKR_ERR_FORMAT, _("field '%s' holds no numbers"), name),
            stream->path, OGR_L_GetName(source->layer));
    return status;
}

static okr_status check_fields(const okr_stream *stream, const okr_dataset *source,
                               okr_error *err)
{
    const okr_stream_options *o = &stream->options;
    okr_status status = okr_csv_check(stream, source, err);

    if (status == OKR_OK && o->text != NULL)
        status = okr_dataset_field(source, stream->path, o->text, err);
    for (size_t i = 0; status == OKR_OK && i < o->number_count; i++)
        status = check_number(stream, source, o->numbers[i], err);
    return status;
}

static bool is_wanted(const okr_stream_options *o, const char *name)
{
    if (o->text != NULL && EQUAL(o->text, name))
        return true;
    for (size_t i = 0; i < o->number_count; i++)
        if (EQUAL(o->numbers[i], name))
            return true;
    return false;
}

/* Fields that are not asked for are not read, unless a condition may look at them. */
static okr_status ignore_fields(const okr_stream *stream, OGRLayerH layer, okr_error *err)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
    okr_vec ignored = OKR_VEC(const char *);
    const char *end = NULL;
    okr_status status = OKR_OK;

    if (okr_stated(stream->options.where))
        return OKR_OK;
    for (int i = 0; status == OKR_OK && i < OGR_FD_GetFieldCount(defn); i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(defn, i));
        if (!okr_csv_makes_geometry(stream, defn, i) && !is_wanted(&stream->options, name))
            status = okr_vec_append(&ignored, &name, 1, err);
    }
    if (status == OKR_OK)
        status = okr_vec_append(&ignored, &end, 1, err);
    if (status == OKR_OK)
        (void)OGR_L_SetIgnoredFields(layer, ignored.data);
    okr_vec_done(&ignored);
    return status;
}

static okr_status set_filter(const okr_stream *stream, OGRLayerH layer, okr_error *err)
{
    if (!okr_stated(stream->options.where))
        return OKR_OK;
    okr_gdal_forget();
    if (OGR_L_SetAttributeFilter(layer, stream->options.where) == OGRERR_NONE)
        return OKR_OK;
    (void)okr_gdal_fail(err, OKR_ERR_USAGE, _("condition '%s'"), stream->options.where);
    return okr_dataset_fail_in(err, OKR_ERR_USAGE, stream->path, OGR_L_GetName(layer));
}

okr_status okr_source_open(const okr_stream *stream, okr_dataset *source, okr_error *err)
{
    char **options = stream->is_csv ? okr_csv_options(&stream->options) : NULL;
    okr_status status = open_dataset(stream, options, source, err);

    if (status == OKR_OK)
        status = check_fields(stream, source, err);
    if (status == OKR_OK && !okr_csv_is_read_twice(stream))
        status = set_filter(stream, source->layer, err);
    return status == OKR_OK ? ignore_fields(stream, source->layer, err) : status;
}

/* What stands in the cells of longitude and latitude is checked as text, but compared as a
 * number. */
static okr_status choose_rows(okr_stream *stream, okr_error *err)
{
    okr_status status = OKR_OK;

    if (!okr_csv_is_read_twice(stream))
        return OKR_OK;
    status =
        open_dataset(stream, okr_csv_number_options(&stream->options), &stream->chosen, err);
    return status == OKR_OK ? set_filter(stream, stream->chosen.layer, err) : status;
}

static okr_status find_crs(okr_stream *stream, okr_error *err)
{
    const okr_crs_wish wish = {.stated = stream->options.crs,
                               .otherwise = stream->is_csv ? "EPSG:4326" : NULL,
                               .by = _("option --crs")};
    okr_crs *wgs84 = NULL;
    okr_status status =
        okr_dataset_crs(&stream->source, stream->path, &wish, &stream->crs, err);

    if (status == OKR_OK)
        status = okr_crs_parse("EPSG:4326", &wgs84, err);
    if (status == OKR_OK)
        stream->is_wgs84 = OSRIsSame(okr_crs_ogr(stream->crs), okr_crs_ogr(wgs84)) != 0;
    okr_crs_free(wgs84);
    return status;
}

/* Smallest and largest FID of a table of a GeoPackage; false when it is none or empty. */
static bool fid_bounds(const okr_stream *stream, long long bounds[2])
{
    const char *key = OGR_L_GetFIDColumn(stream->source.layer);
    const char *name = OGR_L_GetName(stream->source.layer);
    okr_text sql = {0};
    OGRLayerH result = NULL;
    OGRFeatureH row = NULL;
    bool found = false;

    if (!EQUAL(GDALGetDriverShortName(GDALGetDatasetDriver(stream->source.handle)), "GPKG") ||
        !okr_stated(key))
        return false;
    /* Asked for both at once SQLite reads the whole table, for each alone only its end. */
    okr_text_addf(&sql,
                  "SELECT (SELECT MIN(\"%s\") FROM \"%s\"), (SELECT MAX(\"%s\") FROM \"%s\")",
                  key, name, key, name);
    result = GDALDatasetExecuteSQL(stream->source.handle, okr_text_str(&sql), NULL, NULL);
    okr_text_done(&sql);
    if (result == NULL)
        return false;
    row = OGR_L_GetNextFeature(result);
    if (row != NULL && OGR_F_IsFieldSetAndNotNull(row, 0)) {
        bounds[0] = OGR_F_GetFieldAsInteger64(row, 0);
        bounds[1] = OGR_F_GetFieldAsInteger64(row, 1);
        found = true;
    }
    OGR_F_Destroy(row);
    GDALDatasetReleaseResultSet(stream->source.handle, result);
    return found;
}

/* Cut the FIDs into ranges of a few megabytes each, by the size of the file. */
static bool plan_ranges(okr_stream *stream, const long long bounds[2])
{
    struct stat file;
    double span = (double)bounds[1] - (double)bounds[0] + 1.0;
    double width = RANGE_MAX;

    if (stat(stream->path, &file) == 0 && file.st_size > 0)
        width = RANGE_BYTES * (span / (double)file.st_size);
    width = width < RANGE_MIN ? RANGE_MIN : width > RANGE_MAX ? RANGE_MAX : width;
    /* FIDs strewn over an immense span would make as many empty ranges. */
    if (span / width > 1e6)
        return false;
    stream->mode = OKR_STREAM_RANGES;
    stream->fid_first = bounds[0];
    stream->fid_width = (long long)width;
    stream->ranges = (size_t)((bounds[1] - bounds[0]) / stream->fid_width) + 1;
    return true;
}

static okr_status choose_mode(okr_stream *stream, okr_error *err)
{
    OGRLayerH layer = stream->source.layer;
    long long bounds[2] = {0, 0};
    bool fast = OGR_L_TestCapability(layer, OLCFastGetArrowStream) != 0;

    if (stream->plain != NULL && strcmp(stream->plain->layer, OGR_L_GetName(layer)) != 0) {
        okr_gpkg_table_close(stream->plain);
        stream->plain = NULL;
    }
    stream->mode = OKR_STREAM_FEATURES;
    if (fast && (!fid_bounds(stream, bounds) || !plan_ranges(stream, bounds))) {
        okr_gdal_forget();
        if (!OGR_L_GetArrowStream(layer, &stream->arrow, NULL))
            return okr_stream_read_failed(stream, err);
        stream->arrow_open = true;
        stream->mode = OKR_STREAM_ARROW;
    }
    return OKR_OK;
}

static okr_status no_geometry(const okr_stream *stream, okr_error *err)
{
    (void)okr_fail(err, OKR_ERR_GEOMETRY, "%s",
                   stream->is_csv ? _("it has no geometry; state its columns of longitude and "
                                      "latitude, or that of WKT")
                                  : _("it has no geometry"));
    return okr_dataset_fail_in(err, OKR_ERR_GEOMETRY, stream->path, okr_stream_layer(stream));
}

/* Look for a plain table. Conditions are in the SQL of OGR and may call functions that only
 * GDAL has. */
static void find_plain(okr_stream *stream)
{
    if (okr_stated(stream->options.where) || stream->is_csv)
        return;
    stream->plain = okr_gpkg_table_open(stream->path, stream->options.layer);
    if (stream->plain != NULL && !okr_table_has_fields(stream->plain, &stream->options)) {
        okr_gpkg_table_close(stream->plain);
        stream->plain = NULL;
    }
}

/* Open the stream without GDAL, if it is certain not to be needed. */
static bool open_plain(okr_stream *stream)
{
    long long bounds[2] = {0, 0};

    find_plain(stream);
    if (stream->plain == NULL || !stream->plain->is_certain ||
        okr_stated(stream->options.crs) || !okr_gpkg_bounds(stream->plain, bounds) ||
        !plan_ranges(stream, bounds))
        return false;
    stream->is_wgs84 = true;
    stream->expected = okr_gpkg_count(stream->plain);
    return true;
}

static okr_status open_by_gdal(okr_stream *stream, okr_error *err)
{
    okr_status status = okr_source_open(stream, &stream->source, err);
    GIntBig count = 0;

    if (status == OKR_OK)
        status = choose_rows(stream, err);
    if (status != OKR_OK)
        return status;
    if (stream->is_csv ? !okr_csv_find(stream)
                       : OGR_L_GetGeomType(stream->source.layer) == wkbNone)
        return no_geometry(stream, err);
    status = find_crs(stream, err);
    if (status != OKR_OK)
        return status;
    okr_gdal_forget();
    if (OGR_L_TestCapability(stream->source.layer, OLCFastFeatureCount))
        count = OGR_L_GetFeatureCount(stream->source.layer, 0);
    /* Where a server is asked, this is when it looks at the condition. */
    if (CPLGetLastErrorType() >= CE_Failure)
        return okr_stream_read_failed(stream, err);
    stream->expected = count > 0 ? (double)count : 0.0;
    return choose_mode(stream, err);
}

okr_status okr_stream_open(const char *path, const okr_stream_options *options,
                           okr_stream **out, okr_error *err)
{
    okr_stream *stream = calloc(1, sizeof *stream);
    okr_status status = OKR_OK;

    if (stream == NULL)
        return okr_fail_nomem(err);
    (void)pthread_mutex_init(&stream->lock, NULL);
    stream->options = *options;
    stream->is_csv = okr_csv_is(path);
    stream->path = strdup(path);
    if (stream->path == NULL)
        status = okr_fail_nomem(err);
    else if (!open_plain(stream))
        status = open_by_gdal(stream, err);
    if (status == OKR_OK)
        *out = stream;
    else
        okr_stream_close(stream);
    return status;
}

void okr_stream_close(okr_stream *stream)
{
    if (stream == NULL)
        return;
    if (stream->arrow_open)
        stream->arrow.release(&stream->arrow);
    okr_dataset_close(&stream->source);
    okr_dataset_close(&stream->chosen);
    okr_crs_free(stream->crs);
    okr_gpkg_table_close(stream->plain);
    (void)pthread_mutex_destroy(&stream->lock);
    free(stream->path);
    free(stream);
}

double okr_stream_expected(const okr_stream *stream)
{
    return stream->expected;
}

/* GDAL 3.6 ends the batches of a FlatGeobuf that was cut short without a word. */
double okr_stream_promised(const okr_stream *stream)
{
    GDALDatasetH source = stream->source.handle;

    if (source == NULL || okr_stated(stream->options.where) ||
        !EQUAL(GDALGetDriverShortName(GDALGetDatasetDriver(source)), "FlatGeobuf"))
        return 0.0;
    return stream->expected;
}

bool okr_stream_has_rows(const okr_stream *stream)
{
    return stream->is_csv;
}

const char *okr_stream_layer(const okr_stream *stream)
{
    return stream->source.layer != NULL ? OGR_L_GetName(stream->source.layer)
                                        : stream->plain->layer;
}

okr_status okr_stream_transform(const okr_stream *stream, okr_transform **out, okr_error *err)
{
    okr_crs *wgs84 = NULL;
    okr_status status = OKR_OK;

    *out = NULL;
    if (stream->is_wgs84)
        return OKR_OK;
    status = okr_crs_parse("EPSG:4326", &wgs84, err);
    if (status == OKR_OK)
        status = okr_transform_new(stream->crs, wgs84, out, err);
    okr_crs_free(wgs84);
    return status;
}
