#include "geo/stream_parts.h"

#include "base/text.h"
#include "geo/gdal.h"

#include <cpl_error.h>
#include <cpl_string.h>

#include <stdlib.h>
#include <string.h>

okr_status okr_stream_reader_new(okr_stream *stream, okr_stream_reader **out, okr_error *err)
{
    okr_stream_reader *reader = calloc(1, sizeof *reader);

    if (reader == NULL)
        return okr_fail_nomem(err);
    reader->stream = stream;
    reader->ids = OKR_VEC(long long);
    reader->shapes = OKR_VEC(okr_wkb);
    reader->numbers = OKR_VEC(double);
    reader->texts = OKR_VEC(const char *);
    reader->faults = OKR_VEC(const char *);
    reader->bytes = OKR_VEC(unsigned char);
    reader->offsets = OKR_VEC(size_t);
    if (stream->mode == OKR_STREAM_RANGES)
        reader->table = okr_table_open(reader);
    *out = reader;
    return OKR_OK;
}

void okr_stream_reader_free(okr_stream_reader *reader)
{
    if (reader == NULL)
        return;
    okr_arrow_forget(reader);
    okr_table_close(reader->table);
    okr_dataset_close(&reader->source);
    okr_vec_done(&reader->ids);
    okr_vec_done(&reader->shapes);
    okr_vec_done(&reader->numbers);
    okr_vec_done(&reader->texts);
    okr_vec_done(&reader->faults);
    okr_vec_done(&reader->bytes);
    okr_vec_done(&reader->offsets);
    okr_arena_done(&reader->arena);
    free(reader);
}

/* One batch of an Arrow stream into the reader; *more false at its end. */
static okr_status pull(okr_stream_reader *reader, struct ArrowArrayStream *arrow, bool *more,
                       okr_error *err)
{
    okr_gdal_forget();
    okr_arrow_forget(reader);
    if (arrow->get_next(arrow, &reader->array) != 0 || CPLGetLastErrorType() >= CE_Failure)
        return okr_stream_read_failed(reader->stream, err);
    *more = reader->array.release != NULL;
    if (*more && arrow->get_schema(arrow, &reader->schema) != 0)
        return okr_stream_read_failed(reader->stream, err);
    return OKR_OK;
}

static void range_filter(const okr_stream *stream, OGRLayerH layer, const long long range[2],
                         okr_text *out)
{
    const char *where = stream->options.where;

    okr_text_addf(out, "\"%s\" BETWEEN %lld AND %lld", OGR_L_GetFIDColumn(layer), range[0],
                  range[1]);
    if (where != NULL && where[0] != '\0')
        okr_text_addf(out, " AND (%s)", where);
}

/* The batches of a range of FID as GDAL reads them; it is one. */
static okr_status open_range(okr_stream_reader *reader, const long long range[2],
                             struct ArrowArrayStream *arrow, okr_error *err)
{
    okr_text filter = {0};
    char **options = NULL;
    okr_status status = OKR_OK;

    if (reader->source.handle == NULL)
        status = okr_source_open(reader->stream, &reader->source, err);
    if (status != OKR_OK)
        return status;
    options = CSLSetNameValue(NULL, "MAX_FEATURES_IN_BATCH", "65536");
    range_filter(reader->stream, reader->source.layer, range, &filter);
    okr_gdal_forget();
    if (filter.failed ||
        OGR_L_SetAttributeFilter(reader->source.layer, okr_text_str(&filter)) != OGRERR_NONE ||
        !OGR_L_GetArrowStream(reader->source.layer, arrow, options))
        status = okr_stream_read_failed(reader->stream, err);
    CSLDestroy(options);
    okr_text_done(&filter);
    return status;
}

static okr_status read_range_by_gdal(okr_stream_reader *reader, const long long range[2],
                                     okr_batch *batch, okr_error *err)
{
    struct ArrowArrayStream arrow = {0};
    bool more = false;
    okr_status status = open_range(reader, range, &arrow, err);

    if (status != OKR_OK)
        return status;
    status = pull(reader, &arrow, &more, err);
    if (status == OKR_OK && more)
        status = okr_arrow_columns(reader, batch, err);
    arrow.release(&arrow);
    return status;
}

static okr_status read_range(okr_stream_reader *reader, size_t number, okr_batch *batch,
                             okr_error *err)
{
    const okr_stream *stream = reader->stream;
    const long long first = stream->fid_first + (long long)number * stream->fid_width;
    const long long range[2] = {first, first + stream->fid_width - 1};
    bool sure = false;
    okr_status status = OKR_OK;

    if (reader->table != NULL)
        status = okr_table_range(reader->table, range, batch, &sure, err);
    return status != OKR_OK || sure ? status : read_range_by_gdal(reader, range, batch, err);
}

static size_t take_range(okr_stream *stream)
{
    size_t range = 0;

    (void)pthread_mutex_lock(&stream->lock);
    range = stream->next < stream->ranges ? stream->next++ : stream->ranges;
    (void)pthread_mutex_unlock(&stream->lock);
    return range;
}

static okr_status next_range(okr_stream_reader *reader, okr_batch *batch, bool *more,
                             okr_error *err)
{
    batch->number = take_range(reader->stream);
    *more = batch->number < reader->stream->ranges;
    return *more ? read_range(reader, batch->number, batch, err) : OKR_OK;
}

/* Under the lock: read one batch and its number. */
static okr_status read_in_turn(okr_stream_reader *reader, okr_batch *batch, bool *more,
                               okr_error *err)
{
    okr_stream *stream = reader->stream;
    okr_status status = OKR_OK;

    *more = false;
    if (stream->ended)
        return OKR_OK;
    batch->number = stream->next++;
    if (stream->mode == OKR_STREAM_ARROW) {
        status = pull(reader, &stream->arrow, more, err);
    } else {
        status = okr_feature_batch(reader, stream->source.layer, batch, err);
        *more = batch->count > 0;
    }
    /* A failed reading is the last batch: whoever took it reports it in its place. */
    stream->ended = status != OKR_OK || !*more;
    return status;
}

okr_status okr_stream_next(okr_stream_reader *reader, okr_batch *batch, bool *more,
                           okr_error *err)
{
    okr_stream *stream = reader->stream;
    okr_status status = OKR_OK;

    *batch = (okr_batch){0};
    if (stream->mode == OKR_STREAM_RANGES)
        return next_range(reader, batch, more, err);
    (void)pthread_mutex_lock(&stream->lock);
    status = read_in_turn(reader, batch, more, err);
    (void)pthread_mutex_unlock(&stream->lock);
    if (status == OKR_OK && *more && stream->mode == OKR_STREAM_ARROW)
        status = okr_arrow_columns(reader, batch, err);
    return status;
}
