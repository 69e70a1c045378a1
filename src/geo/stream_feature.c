#include "geo/stream_parts.h"

#include "base/i18n.h"
#include "base/number.h"
#include "geo/gdal.h"

#include <cpl_error.h>

#include <math.h>
#include <string.h>

/* A batch ends with the feature that passes one of these. */
enum { BATCH_FEATURES = 8192, BATCH_BYTES = 8 * 1024 * 1024 };

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

/* The shape goes to the end of the bytes; none when there is none. */
static okr_status add_shape(okr_stream_reader *reader, OGRFeatureH feature, okr_error *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    OGRGeometryH linear = NULL;
    okr_status status = OKR_OK;

    if (geometry != NULL && OGR_GT_IsNonLinear(OGR_G_GetGeometryType(geometry)))
        geometry = linear = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
    if (geometry != NULL)
        status = add_wkb(reader, geometry, err);
    OGR_G_DestroyGeometry(linear);
    if (status == OKR_OK && reader->stream->is_csv)
        status = okr_csv_add_shape(reader, feature, err);
    return status == OKR_OK ? okr_vec_append(&reader->offsets, &reader->bytes.count, 1, err)
                            : status;
}

static double number_of(OGRFeatureH feature, int field)
{
    double value = NAN;
    OGRFieldDefnH defn = OGR_F_GetFieldDefnRef(feature, field);

    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return NAN;
    if (OGR_Fld_GetType(defn) != OFTString)
        return OGR_F_GetFieldAsDouble(feature, field);
    return okr_number_parse(OGR_F_GetFieldAsString(feature, field), &value) ? value
                                                                            : (double)NAN;
}

static okr_status add_fields(okr_stream_reader *reader, OGRFeatureH feature, okr_error *err)
{
    const okr_stream_options *o = &reader->stream->options;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < o->number_count; i++) {
        double value = number_of(feature, OGR_F_GetFieldIndex(feature, o->numbers[i]));
        status = okr_vec_append(&reader->numbers, &value, 1, err);
    }
    if (status == OKR_OK && o->text != NULL) {
        int field = OGR_F_GetFieldIndex(feature, o->text);
        bool null = !OGR_F_IsFieldSetAndNotNull(feature, field);
        const char *copy = okr_arena_strdup(
            &reader->arena, null ? "" : OGR_F_GetFieldAsString(feature, field), err);
        status = copy == NULL ? OKR_ERR_NOMEM : okr_vec_append(&reader->texts, &copy, 1, err);
    }
    return status;
}

static okr_status add_feature(okr_stream_reader *reader, OGRFeatureH feature, okr_error *err)
{
    long long id = OGR_F_GetFID(feature);
    okr_status status = okr_vec_append(&reader->ids, &id, 1, err);

    if (status == OKR_OK)
        status = add_shape(reader, feature, err);
    return status == OKR_OK ? add_fields(reader, feature, err) : status;
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
    batch->faults = reader->stream->is_csv ? reader->faults.data : NULL;
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
        feature = OGR_L_GetNextFeature(layer);
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
