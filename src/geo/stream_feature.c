#include "geo/stream_parts.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/utf8.h"
#include "geo/gdal.h"

#include <cpl_error.h>

#include <math.h>
#include <string.h>

/* A batch ends with the feature that passes one of these. */
enum { BATCH_FEATURES = 8192, BATCH_BYTES = 8 * 1024 * 1024 };

/* So many bytes of a bad value are shown. */
enum { MOST_SHOWN = 60 };

static okr_status add_wkb(okr_stream_reader *reader, OGRGeometryH geometry, okr_error *err)
{
    size_t size = (size_t)OGR_G_WkbSize(geometry);
    size_t used = reader->bytes.count;
    okr_status status = OKR_OK;

    if (used + size > reader->bytes.capacity)
        status = okr_vec_reserve(&reader->bytes, 2 * (used + size), err);
    if (status != OKR_OK)
        return status;
    if (OGR_G_ExportToIsoWkb(geometry, wkbNDR, (unsigned char *)reader->bytes.data + used) ==
        OGRERR_NONE)
        reader->bytes.count += size;
    return OKR_OK;
}

okr_status okr_stream_straighten(okr_stream_reader *reader, okr_wkb *shape, okr_error *err)
{
    OGRGeometryH curved = NULL;
    OGRGeometryH linear = NULL;
    unsigned char *bytes = NULL;
    size_t size = 0;
    okr_status status = OKR_OK;

    if (OGR_G_CreateFromWkbEx(shape->bytes, NULL, &curved, shape->size) != OGRERR_NONE)
        return OKR_OK;
    if (OGR_G_HasCurveGeometry(curved, 0) != 0)
        linear = OGR_G_GetLinearGeometry(curved, 0.0, NULL);
    if (linear != NULL) {
        size = (size_t)OGR_G_WkbSize(linear);
        bytes = okr_arena_alloc(&reader->arena, size, err);
        status = bytes == NULL ? OKR_ERR_NOMEM : OKR_OK;
    }
    if (bytes != NULL && OGR_G_ExportToIsoWkb(linear, wkbNDR, bytes) == OGRERR_NONE)
        *shape = (okr_wkb){bytes, size};
    OGR_G_DestroyGeometry(linear);
    OGR_G_DestroyGeometry(curved);
    return status;
}

bool okr_stream_number(const char *text, double *value)
{
    *value = NAN;
    if (text[strspn(text, " \t\r\n")] == '\0' || okr_number_parse(text, value))
        return true;
    *value = INFINITY;
    return false;
}

static void show(okr_text *text, const char *value)
{
    size_t n = strlen(value);

    okr_text_add_n(text, value, n <= MOST_SHOWN ? n : okr_utf8_valid_prefix(value, MOST_SHOWN));
    okr_text_add(text, n <= MOST_SHOWN ? "" : "...");
}

okr_status okr_cell_fault(okr_stream_reader *reader, OGRFeatureH feature, int field,
                          okr_cell_kind kind, const char **fault, okr_error *err)
{
    const char *column = OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(feature, field));
    okr_text value = {0};
    okr_text text = {0};

    show(&value, OGR_F_GetFieldAsString(feature, field));
    okr_text_addf(&text,
                  kind == OKR_CELL_NUMBER       ? _("column '%s': '%s' is no number")
                  : kind == OKR_CELL_COORDINATE ? _("column '%s': '%s' is no coordinate")
                                                : _("column '%s': '%s' is no geometry in WKT"),
                  column, okr_text_str(&value));
    *fault = okr_arena_strdup(&reader->arena, okr_text_str(&text), err);
    okr_text_done(&value);
    okr_text_done(&text);
    return *fault == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* The shape goes to the end of the bytes; none when there is none. */
static okr_status add_shape(okr_stream_reader *reader, OGRFeatureH feature, const char **fault,
                            okr_error *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    OGRGeometryH linear = NULL;
    okr_status status = OKR_OK;

    if (geometry != NULL && OGR_GT_IsNonLinear(OGR_G_GetGeometryType(geometry)))
        geometry = linear = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
    if (geometry != NULL)
        status = add_wkb(reader, geometry, err);
    OGR_G_DestroyGeometry(linear);
    return status == OKR_OK && reader->stream->is_csv
               ? okr_csv_add_shape(reader, feature, fault, err)
               : status;
}

static okr_status add_number(okr_stream_reader *reader, OGRFeatureH feature, int field,
                             const char **fault, okr_error *err)
{
    double value = NAN;
    okr_status status = OKR_OK;

    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return okr_vec_append(&reader->numbers, &value, 1, err);
    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) != OFTString)
        value = OGR_F_GetFieldAsDouble(feature, field);
    else if (!okr_stream_number(OGR_F_GetFieldAsString(feature, field), &value))
        status = okr_cell_fault(reader, feature, field, OKR_CELL_NUMBER, fault, err);
    return status == OKR_OK ? okr_vec_append(&reader->numbers, &value, 1, err) : status;
}

static okr_status add_text(okr_stream_reader *reader, OGRFeatureH feature, const char **fault,
                           okr_error *err)
{
    const char *name = reader->stream->options.text;
    const int field = OGR_F_GetFieldIndex(feature, name);
    const char *copy = "";

    if (OGR_F_IsFieldSetAndNotNull(feature, field))
        copy = okr_arena_strdup(&reader->arena, OGR_F_GetFieldAsString(feature, field), err);
    if (copy != NULL && okr_utf8_valid_prefix(copy, strlen(copy)) < strlen(copy))
        *fault = _("the value to group by is not UTF-8; state the encoding");
    return copy == NULL ? OKR_ERR_NOMEM : okr_vec_append(&reader->texts, &copy, 1, err);
}

static okr_status add_fields(okr_stream_reader *reader, OGRFeatureH feature, const char **fault,
                             okr_error *err)
{
    const okr_stream_options *o = &reader->stream->options;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < o->number_count; i++)
        status = add_number(reader, feature, OGR_F_GetFieldIndex(feature, o->numbers[i]), fault,
                            err);
    return status == OKR_OK && o->text != NULL ? add_text(reader, feature, fault, err) : status;
}

/* A row of the batch; without its shape when something is wrong with it already. */
static okr_status add_row(okr_stream_reader *reader, OGRFeatureH feature, const char *fault,
                          okr_error *err)
{
    long long id = OGR_F_GetFID(feature);
    okr_status status = okr_vec_append(&reader->ids, &id, 1, err);

    if (status == OKR_OK && fault == NULL)
        status = add_shape(reader, feature, &fault, err);
    if (status == OKR_OK)
        status = okr_vec_append(&reader->offsets, &reader->bytes.count, 1, err);
    if (status == OKR_OK)
        status = add_fields(reader, feature, &fault, err);
    return status == OKR_OK ? okr_vec_append(&reader->faults, &fault, 1, err) : status;
}

/* A driver that met something bad on its way hands out the next feature all the same: what was
 * lost has a row of its own, unless it is the shape of this one. Of CSV more is known here. */
static okr_status add_feature(okr_stream_reader *reader, OGRFeatureH feature, okr_error *err)
{
    const char *lost = NULL;
    okr_status status = OKR_OK;

    if (CPLGetLastErrorType() < CE_Failure || reader->stream->is_csv)
        return add_row(reader, feature, NULL, err);
    lost = okr_arena_strdup(&reader->arena, CPLGetLastErrorMsg(), err);
    status = lost == NULL ? OKR_ERR_NOMEM : add_row(reader, feature, lost, err);
    if (status == OKR_OK && OGR_F_GetGeometryRef(feature) != NULL)
        status = add_row(reader, feature, NULL, err);
    return status;
}

void okr_rows_start(okr_stream_reader *reader)
{
    reader->ids.count = 0;
    reader->numbers.count = 0;
    reader->texts.count = 0;
    reader->faults.count = 0;
    reader->bytes.count = 0;
    reader->offsets.count = 0;
    okr_arena_done(&reader->arena);
}

/* The bytes may have moved while they grew: shapes are pointed at them when all are there. */
okr_status okr_rows_finish(okr_stream_reader *reader, okr_batch *batch, okr_error *err)
{
    const unsigned char *bytes = reader->bytes.data;
    const size_t *ends = reader->offsets.data;
    okr_wkb *shapes = NULL;
    size_t from = 0;
    okr_status status = okr_vec_reserve(&reader->shapes, reader->offsets.count, err);

    if (status != OKR_OK)
        return status;
    shapes = reader->shapes.data;
    reader->shapes.count = reader->offsets.count;
    for (size_t i = 0; i < reader->shapes.count; i++) {
        shapes[i] =
            ends[i] == from ? (okr_wkb){NULL, 0} : (okr_wkb){bytes + from, ends[i] - from};
        from = ends[i];
    }
    batch->count = reader->ids.count;
    batch->ids = reader->ids.data;
    batch->shapes = reader->shapes.data;
    batch->numbers = reader->numbers.data;
    batch->text = reader->stream->options.text != NULL ? reader->texts.data : NULL;
    batch->faults = reader->faults.count > 0 ? reader->faults.data : NULL;
    return OKR_OK;
}

okr_status okr_feature_batch(okr_stream_reader *reader, OGRLayerH layer, okr_batch *batch,
                             okr_error *err)
{
    okr_status status = OKR_OK;

    okr_rows_start(reader);
    while (status == OKR_OK && reader->ids.count < BATCH_FEATURES &&
           reader->bytes.count < BATCH_BYTES) {
        OGRFeatureH feature = NULL;
        okr_gdal_forget();
        feature = okr_csv_next_chosen(reader->stream, layer);
        /* NULL means "no more" and also "failed": only the error state tells them apart. */
        if (feature == NULL && CPLGetLastErrorType() >= CE_Failure)
            return okr_stream_read_failed(reader->stream, err);
        if (feature == NULL)
            break;
        status = add_feature(reader, feature, err);
        OGR_F_Destroy(feature);
    }
    return status == OKR_OK ? okr_rows_finish(reader, batch, err) : status;
}
