/* The way into a quick copy. */
#include "store/quick.h"

#include "base/i18n.h"
#include "base/keymap.h"
#include "base/text.h"
#include "store/field.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* A blob may not be larger than SQLite takes; a table that needs more is read as it is. */
enum { BLOB_MOST = 1000000000 };

/* The distinct values of one column, and which of them each row has. */
typedef struct distinct {
    okr_map texts;      /* of text columns, as they lie in the rows */
    okr_keymap numbers; /* of the others: the bits of the value */
    okr_vec first;      /* size_t: a row that has the value */
    okr_vec of_row;     /* size_t: number of the value */
} distinct;

static const void *row_at(const okr_vec *rows, size_t i)
{
    return (const unsigned char *)rows->data + i * rows->item_size;
}

static const okr_vec *rows_of(const okr_programme *p, const okr_schema *table)
{
    return (const void *)((const unsigned char *)p + table->rows);
}

/* -0 is written as 0, as SQLite does, and every NaN is the same. */
static uint64_t bits_of_real(double value)
{
    const double plain = isnan(value) ? (double)NAN : value == 0.0 ? 0.0 : value;
    uint64_t bits = 0;

    memcpy(&bits, &plain, sizeof bits);
    return bits;
}

static uint64_t bits_of(const okr_column *column, const void *row)
{
    const unsigned char *at = (const unsigned char *)row + column->offset;
    double real = 0.0;
    long number = 0;
    int less = 0;
    uint64_t date = 0;

    switch ((int)column->field) {
    case OKR_FIELD_REAL:
        memcpy(&real, at, sizeof real);
        return bits_of_real(real);
    case OKR_FIELD_LONG:
        memcpy(&number, at, sizeof number);
        return (uint64_t)number;
    case OKR_FIELD_FLAG:
        return *at;
    case OKR_FIELD_DATE:
        memcpy(&date, at, sizeof(okr_date));
        return date;
    default:
        memcpy(&less, at, sizeof less);
        return (uint64_t)(int64_t)less + (column->field == OKR_FIELD_REF ? 1U : 0U);
    }
}

static const char *text_of(const okr_column *column, const void *row)
{
    const char *text = NULL;

    memcpy(&text, (const unsigned char *)row + column->offset, sizeof text);
    if (text != NULL && column->field == OKR_FIELD_PATH)
        text = okr_portable_path(text);
    return text == NULL ? "" : text;
}

static okr_status number_of(distinct *d, const okr_column *column, const void *row,
                            size_t *number, bool *added, okr_error *err)
{
    const bool plain = column->field == OKR_FIELD_TEXT || column->field == OKR_FIELD_PATH;
    okr_key key = {{0}};

    if (!plain) {
        const uint64_t bits = bits_of(column, row);
        memcpy(key.part, &bits, sizeof bits);
        return okr_keymap_add(&d->numbers, key, number, added, err);
    }
    const size_t known = d->texts.count;
    okr_status status = okr_map_intern(&d->texts, text_of(column, row), number, err);
    *added = d->texts.count > known;
    return status;
}

static okr_status add_row(distinct *d, const okr_column *column, const okr_vec *rows, size_t i,
                          okr_error *err)
{
    size_t number = 0;
    bool added = false;
    okr_status status = number_of(d, column, row_at(rows, i), &number, &added, err);

    if (status == OKR_OK && added)
        status = okr_vec_append(&d->first, &i, 1, err);
    return status == OKR_OK ? okr_vec_append(&d->of_row, &number, 1, err) : status;
}

static void put_number(okr_text *blob, uint64_t number, size_t bytes)
{
    char out[sizeof number];

    for (size_t i = 0; i < bytes; i++)
        out[i] = (char)(unsigned char)(number >> 8 * i & 0xff);
    okr_text_add_n(blob, out, bytes);
}

static void put_text(okr_text *blob, const okr_column *column, const void *row)
{
    char date[OKR_DATE_TEXT] = "";
    const char *text = date;
    okr_date value;

    if (column->field == OKR_FIELD_DATE) {
        memcpy(&value, (const unsigned char *)row + column->offset, sizeof value);
        okr_date_format(value, date);
    } else if (column->domain != NULL) {
        text = okr_word_code(column->domain, (int)(int64_t)bits_of(column, row));
    } else {
        text = text_of(column, row);
    }
    okr_text_add_n(blob, text, strlen(text) + 1);
}

static void put_column(okr_text *blob, const distinct *d, const okr_column *column,
                       const okr_vec *rows)
{
    const size_t n = d->first.count;
    const size_t width = okr_quick_width(n);

    put_number(blob, n, 4);
    for (size_t v = 0; v < n; v++) {
        const void *row = row_at(rows, OKR_AT(&d->first, size_t, v));
        if (okr_quick_is_text(column->field))
            put_text(blob, column, row);
        else
            put_number(blob, bits_of(column, row), 8);
    }
    for (size_t i = 0; i < d->of_row.count && width > 0; i++)
        put_number(blob, OKR_AT(&d->of_row, size_t, i), width);
}

static okr_status add_column(okr_text *blob, const okr_schema *table, const okr_column *column,
                             const okr_vec *rows, okr_error *err)
{
    distinct d = {.first = OKR_VEC(size_t), .of_row = OKR_VEC(size_t)};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows->count && status == OKR_OK; i++)
        if (table->keep == NULL || table->keep(row_at(rows, i)))
            status = add_row(&d, column, rows, i, err);
    if (status == OKR_OK) {
        put_column(blob, &d, column, rows);
        status = okr_text_check(blob, err);
    }
    okr_map_done(&d.texts);
    okr_keymap_done(&d.numbers);
    okr_vec_done(&d.first);
    okr_vec_done(&d.of_row);
    return status;
}

/* Which rows there are, where some are left out; all different, so their numbers run. */
static void add_fids(okr_text *blob, const okr_schema *table, const okr_vec *rows, size_t count)
{
    const size_t width = okr_quick_width(count);

    put_number(blob, count, 4);
    for (size_t i = 0; i < rows->count; i++)
        if (table->keep(row_at(rows, i)))
            put_number(blob, i + 1, 8);
    for (size_t i = 0; i < count && width > 0; i++)
        put_number(blob, i, width);
}

static size_t count_kept(const okr_schema *table, const okr_vec *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < rows->count; i++)
        count += table->keep == NULL || table->keep(row_at(rows, i));
    return count;
}

static okr_status make_blob(okr_text *blob, const okr_programme *p, const okr_schema *table,
                            size_t count, okr_error *err)
{
    const okr_vec *rows = rows_of(p, table);
    okr_status status = OKR_OK;

    if (table->keep != NULL)
        add_fids(blob, table, rows, count);
    for (size_t c = 0; c < table->count && status == OKR_OK; c++)
        if (okr_column_loads(&table->columns[c]))
            status = add_column(blob, table, &table->columns[c], rows, err);
    return status == OKR_OK ? okr_text_check(blob, err) : status;
}

/* One row of table okrug_quick. */
typedef struct copy {
    okr_text columns, blob; /* owned */
    size_t rows;
} copy;

static okr_status insert(okr_db *db, const okr_schema *table, const copy *c, okr_error *err)
{
    sqlite3_stmt *insert = NULL;
    okr_status status =
        okr_db_prepare(db, "INSERT INTO okrug_quick VALUES (NULL, ?, ?, ?, ?)", &insert, err);

    if (status == OKR_OK) {
        (void)sqlite3_bind_text(insert, 1, table->name, -1, SQLITE_STATIC);
        (void)sqlite3_bind_text(insert, 2, okr_text_str(&c->columns), -1, SQLITE_STATIC);
        (void)sqlite3_bind_int64(insert, 3, (sqlite3_int64)c->rows);
        (void)sqlite3_bind_blob64(insert, 4, c->blob.bytes, c->blob.size, SQLITE_STATIC);
        status = okr_db_step(db, insert, NULL, err);
    }
    (void)sqlite3_finalize(insert);
    return status;
}

okr_status okr_quick_write(okr_db *db, const okr_programme *p, const okr_schema *table,
                           okr_error *err)
{
    copy c = {.rows = count_kept(table, rows_of(p, table))};
    okr_status status = make_blob(&c.blob, p, table, c.rows, err);

    if (status == OKR_OK && c.blob.size <= BLOB_MOST) {
        okr_quick_columns(table, &c.columns);
        status = okr_text_check(&c.columns, err);
        if (status == OKR_OK)
            status = insert(db, table, &c, err);
    }
    okr_text_done(&c.columns);
    okr_text_done(&c.blob);
    return status;
}
