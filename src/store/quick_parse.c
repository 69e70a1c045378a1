/* The blob of a quick copy, taken apart into columns; nothing in it is believed. */
#include "store/quick_columns.h"

#include "base/text.h"
#include "store/field.h"

#include <stdlib.h>
#include <string.h>

/* What is still to be read of a blob. */
typedef struct cursor {
    const unsigned char *at;
    size_t left;
} cursor;

static const unsigned char *take(cursor *c, size_t count, size_t size)
{
    const unsigned char *at = c->at;
    size_t bytes = 0;

    if (!okr_size_mul(count, size, &bytes) || bytes > c->left)
        return NULL;
    c->at += bytes;
    c->left -= bytes;
    return at;
}

static bool take_count(cursor *c, size_t *count)
{
    const unsigned char *at = take(c, 1, 4);

    if (at != NULL)
        *count = (size_t)okr_quick_number(at, 4);
    /* No value takes less than a byte: a count that is too high asks for no memory. */
    return at != NULL && *count <= c->left;
}

static size_t size_of(okr_field field)
{
    switch ((int)field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
        return sizeof(const char *);
    case OKR_FIELD_REAL:
        return sizeof(double);
    case OKR_FIELD_LONG:
        return sizeof(long);
    case OKR_FIELD_FLAG:
        return sizeof(bool);
    case OKR_FIELD_DATE:
        return sizeof(okr_date);
    default:
        return sizeof(int);
    }
}

/* The texts of a column, each with its zero; NULL when the last of them has none. */
static const unsigned char *take_texts(cursor *c, size_t count)
{
    const unsigned char *start = c->at;
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++) {
        const unsigned char *zero = memchr(start + bytes, '\0', c->left - bytes);
        if (zero == NULL)
            return NULL;
        bytes = (size_t)(zero - start) + 1;
    }
    return take(c, bytes, 1);
}

static okr_status keep_texts(okr_quick *q, okr_quick_values *v, const char *texts, size_t bytes,
                             okr_error *err)
{
    char *copy = okr_arena_alloc(&q->arena, bytes, err);

    if (copy == NULL)
        return OKR_ERR_NOMEM;
    memcpy(copy, texts, bytes);
    for (size_t i = 0; i < v->count; i++) {
        memcpy(v->distinct + i * v->size, &copy, v->size);
        copy += strlen(copy) + 1;
    }
    return OKR_OK;
}

/* Words and dates are read as they are from the table. */
static okr_status read_texts(okr_quick *q, const okr_column *column, okr_quick_values *v,
                             cursor *c, okr_error *err)
{
    const char *text = (const char *)take_texts(c, v->count);
    okr_status status = OKR_OK;

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (column->field == OKR_FIELD_TEXT || column->field == OKR_FIELD_PATH)
        return keep_texts(q, v, text, (size_t)((const char *)c->at - text), err);
    for (size_t i = 0; i < v->count && status == OKR_OK; i++) {
        status = okr_field_parse(column, text, v->distinct + i * v->size, err);
        text += strlen(text) + 1;
    }
    return status;
}

static void read_number(okr_field field, uint64_t bits, void *out)
{
    const long number = (long)(int64_t)bits;
    const int less = (int)(field == OKR_FIELD_REF ? number - 1 : number);
    const bool flag = bits != 0;

    if (field == OKR_FIELD_REAL)
        memcpy(out, &bits, sizeof bits);
    else if (field == OKR_FIELD_LONG)
        memcpy(out, &number, sizeof number);
    else if (field == OKR_FIELD_FLAG)
        memcpy(out, &flag, sizeof flag);
    else
        memcpy(out, &less, sizeof less);
}

static okr_status read_numbers(okr_field field, okr_quick_values *v, cursor *c)
{
    const unsigned char *at = take(c, v->count, 8);

    for (size_t i = 0; i < v->count && at != NULL; i++)
        read_number(field, okr_quick_number(at + i * 8, 8), v->distinct + i * v->size);
    return at == NULL ? OKR_ERR_FORMAT : OKR_OK;
}

/* Highest of the numbers of all rows; written out by width, so that it costs next to nothing.
 */
static size_t highest(const unsigned char *at, size_t width, size_t rows)
{
    unsigned char most = 0;
    uint64_t wide = 0;

    if (width == 1) {
        for (size_t i = 0; i < rows; i++)
            most = at[i] > most ? at[i] : most;
        return most;
    }
    for (size_t i = 0; i < rows && width > 1; i++) {
        const uint64_t number = width == 2 ? (uint64_t)at[2 * i] | (uint64_t)at[2 * i + 1] << 8
                                           : okr_quick_number(at + 4 * i, 4);
        wide = number > wide ? number : wide;
    }
    return (size_t)wide;
}

/* As many values as numbers can tell need no look: every number is one of theirs. */
static bool is_full(const okr_quick_values *v)
{
    return v->count == (size_t)1 << 8 * v->width;
}

static okr_status read_rows(const okr_quick *q, okr_quick_values *v, cursor *c)
{
    v->width = okr_quick_width(v->count);
    v->of_row = take(c, q->rows, v->width);
    if (v->of_row == NULL || (q->rows > 0 && v->count == 0))
        return OKR_ERR_FORMAT;
    return q->rows == 0 || is_full(v) || highest(v->of_row, v->width, q->rows) < v->count
               ? OKR_OK
               : OKR_ERR_FORMAT;
}

static okr_status read_column(okr_quick *q, const okr_column *column, cursor *c, okr_error *err)
{
    okr_quick_values *v = &q->columns[q->column_count];
    okr_status status = OKR_OK;

    *v = (okr_quick_values){.column = column, .size = size_of(column->field)};
    if (!take_count(c, &v->count))
        return OKR_ERR_FORMAT;
    v->distinct = calloc(v->count + 1, v->size);
    if (v->distinct == NULL)
        return okr_fail_nomem(err);
    q->column_count++; /* from here on released with the rest */
    status = okr_quick_is_text(column->field) ? read_texts(q, column, v, c, err)
                                              : read_numbers(column->field, v, c);
    return status == OKR_OK ? read_rows(q, v, c) : status;
}

/* A table that leaves out rows tells which it has. */
static okr_status read_places(okr_quick *q, size_t most, cursor *c, okr_error *err)
{
    const unsigned char *at = NULL;
    size_t count = 0;

    if (q->table->keep == NULL)
        return q->rows == most ? OKR_OK : OKR_ERR_FORMAT;
    if (!take_count(c, &count) || count != q->rows || (at = take(c, count, 8)) == NULL ||
        take(c, count, okr_quick_width(count)) == NULL)
        return OKR_ERR_FORMAT;
    q->places = calloc(count + 1, sizeof *q->places);
    if (q->places == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < count; i++) {
        q->places[i] = (size_t)okr_quick_number(at + i * 8, 8) - 1;
        if (q->places[i] >= most)
            return OKR_ERR_FORMAT;
    }
    return OKR_OK;
}

okr_status okr_quick_parse(okr_quick *q, size_t most, okr_error *err)
{
    cursor c = {q->blob, q->blob_size};
    okr_status status = read_places(q, most, &c, err);

    for (size_t i = 0; i < q->table->count && status == OKR_OK; i++)
        if (okr_column_loads(&q->table->columns[i]))
            status = q->column_count == OKR_QUICK_COLUMNS
                         ? OKR_ERR_FORMAT
                         : read_column(q, &q->table->columns[i], &c, err);
    return status == OKR_OK && c.left > 0 ? OKR_ERR_FORMAT : status;
}
