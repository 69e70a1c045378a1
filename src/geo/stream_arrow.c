#include "geo/stream_parts.h"

#include "base/i18n.h"
#include "base/number.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

void okr_arrow_forget(okr_stream_reader *reader)
{
    if (reader->array.release != NULL)
        reader->array.release(&reader->array);
    if (reader->schema.release != NULL)
        reader->schema.release(&reader->schema);
    reader->array.release = NULL;
    reader->schema.release = NULL;
}

/* The number of the column of a name, or with one of two formats; -1 when there is none. */
static int64_t find_column(const struct ArrowSchema *schema, const char *name,
                           const char *formats)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        const struct ArrowSchema *column = schema->children[i];
        if ((name == NULL || strcmp(column->name, name) == 0) &&
            (formats == NULL ||
             (strchr(formats, column->format[0]) != NULL && column->format[1] == '\0')))
            return i;
    }
    return -1;
}

static bool is_null(const struct ArrowArray *column, int64_t i)
{
    const unsigned char *bits = column->buffers[0];

    i += column->offset;
    return column->null_count != 0 && bits != NULL && (bits[i / 8] >> (i % 8) & 1) == 0;
}

/* The bytes of entry i of a column of binary or text; large columns have offsets of 64 bits. */
static okr_wkb bytes_of(const struct ArrowArray *column, bool large, int64_t i)
{
    const unsigned char *bytes = column->buffers[2];
    int64_t at = i + column->offset;
    int64_t from = 0;
    int64_t to = 0;

    if (is_null(column, i))
        return (okr_wkb){NULL, 0};
    if (large) {
        from = ((const int64_t *)column->buffers[1])[at];
        to = ((const int64_t *)column->buffers[1])[at + 1];
    } else {
        from = ((const int32_t *)column->buffers[1])[at];
        to = ((const int32_t *)column->buffers[1])[at + 1];
    }
    return (okr_wkb){bytes + from, (size_t)(to - from)};
}

static double text_number(okr_wkb text)
{
    char copy[64];
    double value = NAN;

    if (text.size == 0)
        return NAN;
    if (text.size >= sizeof copy)
        return INFINITY;
    memcpy(copy, text.bytes, text.size);
    copy[text.size] = '\0';
    (void)okr_stream_number(copy, &value);
    return value;
}

static double number_of(const struct ArrowArray *column, char format, int64_t i)
{
    const void *data = column->buffers[1];
    int64_t at = i + column->offset;

    if (is_null(column, i))
        return NAN;
    switch (format) {
    case 'g':
        return ((const double *)data)[at];
    case 'f':
        return (double)((const float *)data)[at];
    case 'l':
        return (double)((const int64_t *)data)[at];
    case 'i':
        return ((const int32_t *)data)[at];
    case 's':
        return ((const int16_t *)data)[at];
    case 'b':
        return ((const unsigned char *)data)[at / 8] >> (at % 8) & 1;
    case 'u':
    case 'U':
        return text_number(bytes_of(column, format == 'U', i));
    default:
        return NAN;
    }
}

static okr_status shape_column(okr_stream_reader *reader, okr_error *err)
{
    int64_t number = find_column(&reader->schema, NULL, "zZ");
    okr_status status = OKR_OK;
    const struct ArrowArray *column = NULL;
    bool large = false;

    if (number < 0)
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': the batches have no geometry"),
                        reader->stream->path);
    column = reader->array.children[number];
    large = reader->schema.children[number]->format[0] == 'Z';
    status = okr_vec_reserve(&reader->shapes, (size_t)reader->array.length, err);
    for (int64_t i = 0; status == OKR_OK && i < reader->array.length; i++) {
        okr_wkb *shape = &OKR_AT(&reader->shapes, okr_wkb, i);
        *shape = bytes_of(column, large, i);
        if (okr_wkb_may_be_curved(*shape))
            status = okr_stream_straighten(reader, shape, err);
    }
    return status;
}

static okr_status id_column(okr_stream_reader *reader, okr_error *err)
{
    int64_t number = find_column(&reader->schema, NULL, "l");
    const struct ArrowArray *column = number < 0 ? NULL : reader->array.children[number];
    okr_status status = okr_vec_reserve(&reader->ids, (size_t)reader->array.length, err);
    long long *ids = reader->ids.data;

    for (int64_t i = 0; status == OKR_OK && i < reader->array.length; i++)
        ids[i] = column == NULL ? (long long)i
                                : ((const int64_t *)column->buffers[1])[i + column->offset];
    return status;
}

static okr_status no_column(const okr_stream_reader *reader, const char *name, okr_error *err)
{
    return okr_fail(err, OKR_ERR_NOT_FOUND, _("'%s': the batches have no field '%s'"),
                    reader->stream->path, name);
}

static okr_status number_columns(okr_stream_reader *reader, okr_error *err)
{
    const okr_stream_options *o = &reader->stream->options;
    size_t rows = (size_t)reader->array.length;
    okr_status status = okr_vec_reserve(&reader->numbers, rows * o->number_count, err);

    if (status != OKR_OK)
        return status;
    reader->numbers.count = rows * o->number_count;
    for (size_t k = 0; k < o->number_count; k++) {
        int64_t number = find_column(&reader->schema, o->numbers[k], NULL);
        double *out = (double *)reader->numbers.data + k;
        if (number < 0)
            return no_column(reader, o->numbers[k], err);
        for (size_t i = 0; i < rows; i++)
            out[i * o->number_count] =
                number_of(reader->array.children[number],
                          reader->schema.children[number]->format[0], (int64_t)i);
    }
    return OKR_OK;
}

static const char *text_of(okr_stream_reader *reader, int64_t number, int64_t i, okr_error *err)
{
    const struct ArrowArray *column = reader->array.children[number];
    char format = reader->schema.children[number]->format[0];
    char text[OKR_NUMBER_TEXT];

    if (format == 'u' || format == 'U') {
        okr_wkb bytes = bytes_of(column, format == 'U', i);
        return okr_arena_strndup(&reader->arena, (const char *)bytes.bytes, bytes.size, err);
    }
    okr_number_format(number_of(column, format, i), text);
    return okr_arena_strdup(&reader->arena, text, err);
}

static okr_status text_column(okr_stream_reader *reader, okr_error *err)
{
    const char *name = reader->stream->options.text;
    int64_t number = find_column(&reader->schema, name, NULL);
    okr_status status = OKR_OK;

    reader->texts.count = 0;
    if (number < 0)
        return no_column(reader, name, err);
    for (int64_t i = 0; status == OKR_OK && i < reader->array.length; i++) {
        const char *text = text_of(reader, number, i, err);
        status = text == NULL ? OKR_ERR_NOMEM : okr_vec_append(&reader->texts, &text, 1, err);
    }
    return status;
}

okr_status okr_arrow_columns(okr_stream_reader *reader, okr_batch *batch, okr_error *err)
{
    okr_status status = OKR_OK;

    okr_arena_done(&reader->arena);
    status = shape_column(reader, err);
    if (status == OKR_OK)
        status = id_column(reader, err);
    if (status == OKR_OK && reader->stream->options.number_count > 0)
        status = number_columns(reader, err);
    if (status == OKR_OK && reader->stream->options.text != NULL)
        status = text_column(reader, err);
    batch->count = (size_t)reader->array.length;
    batch->ids = reader->ids.data;
    batch->shapes = reader->shapes.data;
    batch->numbers = reader->numbers.data;
    batch->text = reader->stream->options.text == NULL ? NULL : reader->texts.data;
    return status;
}
