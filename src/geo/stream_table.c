/* A table of a GeoPackage read by SQLite itself: a third of the time that GDAL 3.6 takes to
 * hand out the same rows, and no lock that readers share. Only what is certain to mean the same
 * is read here: a plain table, rows by its integer key, shapes in the standard's own form,
 * numbers and texts that are what their columns declare. Of all else the reader hears "not
 * sure" and goes through GDAL, which then also finds the words for what is broken. So this file
 * may know sqlite3.h. */
#include "geo/stream_parts.h"

#include "geo/plain_wkb.h"

#include <sqlite3.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* SQLite's functions take no more than a hundred arguments. */
enum { MOST_NUMBERS = 64 };

struct okr_table {
    sqlite3 *db;               /* owned */
    sqlite3_stmt *rows;        /* owned: takes the rows from a key on */
    okr_stream_reader *reader; /* borrowed: where rows go */
    okr_gpkg_kind kinds[MOST_NUMBERS];
    long long last; /* key to be read */
    bool passed;    /* a row behind it was met */
    bool sure;
    okr_status status;
    okr_error *err;
};

/* The WKB in a value of the geometry column; empty for null. */
static bool shape_of(sqlite3_value *value, okr_wkb *shape)
{
    int type = sqlite3_value_type(value);
    const unsigned char *blob = sqlite3_value_blob(value);
    size_t size = (size_t)sqlite3_value_bytes(value);

    *shape = (okr_wkb){NULL, 0};
    if (type == SQLITE_NULL)
        return true;
    return type == SQLITE_BLOB && blob != NULL && okr_plain_blob(blob, size, shape);
}

/* A number that GDAL would read the same: SQLite keeps values of any type in any column. */
static bool number_of(sqlite3_value *value, okr_gpkg_kind kind, double *out)
{
    int type = sqlite3_value_type(value);
    long long whole = sqlite3_value_int64(value);

    *out = type == SQLITE_NULL ? (double)NAN : sqlite3_value_double(value);
    if (type == SQLITE_NULL)
        return true;
    if (kind == OKR_GPKG_REAL)
        return type == SQLITE_FLOAT || type == SQLITE_INTEGER;
    return type == SQLITE_INTEGER &&
           (kind == OKR_GPKG_INT64 || (whole >= INT_MIN && whole <= INT_MAX));
}

/* There is room for the identifiers and offsets of a whole range. */
static okr_status add_shape(okr_stream_reader *reader, long long id, okr_wkb shape,
                            okr_error *err)
{
    okr_vec *bytes = &reader->bytes;
    size_t end = bytes->count + shape.size;

    if (end > bytes->capacity && okr_vec_reserve(bytes, 2 * end, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    if (shape.size > 0)
        memcpy((unsigned char *)bytes->data + bytes->count, shape.bytes, shape.size);
    bytes->count = end;
    OKR_AT(&reader->ids, long long, reader->ids.count++) = id;
    OKR_AT(&reader->offsets, size_t, reader->offsets.count++) = end;
    return OKR_OK;
}

static okr_status add_text(okr_table *table, sqlite3_value *value)
{
    okr_stream_reader *reader = table->reader;
    int type = sqlite3_value_type(value); /* first: asking for text may change it */
    const char *text = (const char *)sqlite3_value_text(value);
    const char *copy = NULL;

    table->sure = type == SQLITE_NULL || (type == SQLITE_TEXT && text != NULL);
    if (!table->sure)
        return OKR_OK;
    copy = okr_arena_strndup(&reader->arena, text == NULL ? "" : text,
                             (size_t)sqlite3_value_bytes(value), table->err);
    return copy == NULL ? OKR_ERR_NOMEM : okr_vec_append(&reader->texts, &copy, 1, table->err);
}

/* The numbers wanted, then the text. */
static okr_status add_fields(okr_table *table, sqlite3_value **values)
{
    const okr_stream_options *o = &table->reader->stream->options;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && table->sure && i < o->number_count; i++) {
        double number = 0.0;
        table->sure = number_of(values[i], table->kinds[i], &number);
        status = okr_vec_append(&table->reader->numbers, &number, 1, table->err);
    }
    if (status == OKR_OK && table->sure && o->text != NULL)
        status = add_text(table, values[o->number_count]);
    return status;
}

/* Key, shape, fields; false when there is nothing more to take. */
static bool take(okr_table *table, sqlite3_value **values)
{
    long long id = sqlite3_value_int64(values[0]);
    okr_wkb shape;

    table->passed = id > table->last;
    if (table->passed)
        return false;
    table->sure = shape_of(values[1], &shape);
    if (table->sure)
        table->status = add_shape(table->reader, id, shape, table->err);
    if (table->sure && table->status == OKR_OK)
        table->status = add_fields(table, values + 2);
    return table->sure && table->status == OKR_OK;
}

/* SQLite calls this for each row, as a step of an aggregate: twice as fast as asking it for the
 * next row. The error that ends the walk behind the last row costs less than a condition that
 * SQLite looks at for each. */
static void take_row(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (!take(sqlite3_user_data(context), values))
        sqlite3_result_error(context, "stop", -1);
}

static void end_rows(sqlite3_context *context)
{
    sqlite3_result_null(context);
}

bool okr_table_has_fields(const okr_gpkg_table *plain, const okr_stream_options *o)
{
    const okr_gpkg_column *text = o->text == NULL ? NULL : okr_gpkg_column_of(plain, o->text);

    if (o->number_count > MOST_NUMBERS)
        return false;
    for (size_t i = 0; i < o->number_count; i++) {
        const okr_gpkg_column *number = okr_gpkg_column_of(plain, o->numbers[i]);
        if (number == NULL || number->kind == OKR_GPKG_OTHER || number->kind == OKR_GPKG_TEXT)
            return false;
    }
    return o->text == NULL || (text != NULL && text->kind == OKR_GPKG_TEXT);
}

static void add_column(sqlite3_str *sql, const char *name)
{
    sqlite3_str_appendf(sql, ", \"%w\"", name);
}

/* A statement that takes rows from a key on; sqlite3_free. */
static char *rows_sql(const okr_gpkg_table *plain, const okr_stream_options *o)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);

    sqlite3_str_appendf(sql, "SELECT okr_take(\"%w\"", plain->key);
    add_column(sql, plain->shape);
    for (size_t i = 0; i < o->number_count; i++)
        add_column(sql, o->numbers[i]);
    if (o->text != NULL)
        add_column(sql, o->text);
    sqlite3_str_appendf(sql, ") FROM \"%w\" NOT INDEXED WHERE \"%w\" >= ?1", plain->layer,
                        plain->key);
    return sqlite3_str_finish(sql);
}

static bool prepare_rows(okr_table *table)
{
    const okr_stream_options *o = &table->reader->stream->options;
    const okr_gpkg_table *plain = table->reader->stream->plain;
    char *sql = rows_sql(plain, o);
    bool done = sql != NULL &&
                sqlite3_create_function(table->db, "okr_take", -1, SQLITE_UTF8, table, NULL,
                                        take_row, end_rows) == SQLITE_OK &&
                sqlite3_prepare_v2(table->db, sql, -1, &table->rows, NULL) == SQLITE_OK;

    for (size_t i = 0; i < o->number_count; i++)
        table->kinds[i] = okr_gpkg_column_of(plain, o->numbers[i])->kind;
    sqlite3_free(sql);
    return done;
}

okr_table *okr_table_open(okr_stream_reader *reader)
{
    const okr_stream *stream = reader->stream;
    okr_table *table = stream->plain == NULL ? NULL : calloc(1, sizeof *table);

    if (table == NULL)
        return NULL;
    table->reader = reader;
    table->db = okr_gpkg_connect(stream->path);
    if (table->db == NULL || !prepare_rows(table)) {
        okr_table_close(table);
        return NULL;
    }
    return table;
}

void okr_table_close(okr_table *table)
{
    if (table == NULL)
        return;
    (void)sqlite3_finalize(table->rows);
    okr_gpkg_disconnect(table->db);
    free(table);
}

/* Walk the rows between two keys; they go into the reader. */
static okr_status walk_rows(okr_table *table, const long long range[2], okr_error *err)
{
    table->last = range[1];
    table->passed = false;
    table->sure = true;
    table->status = OKR_OK;
    table->err = err;
    if (sqlite3_bind_int64(table->rows, 1, range[0]) != SQLITE_OK ||
        (sqlite3_step(table->rows) != SQLITE_ROW && !table->passed))
        table->sure = false;
    (void)sqlite3_reset(table->rows);
    return table->status;
}

static okr_status straighten(okr_stream_reader *reader, okr_error *err)
{
    okr_wkb *shapes = reader->shapes.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < reader->shapes.count; i++)
        if (okr_wkb_may_be_curved(shapes[i]))
            status = okr_stream_straighten(reader, &shapes[i], err);
    return status;
}

okr_status okr_table_range(okr_table *table, const long long range[2], okr_batch *batch,
                           bool *sure, okr_error *err)
{
    okr_stream_reader *reader = table->reader;
    size_t most = (size_t)(range[1] - range[0]) + 1;
    okr_status status = okr_vec_reserve(&reader->ids, most, err);

    okr_rows_start(reader);
    if (status == OKR_OK)
        status = okr_vec_reserve(&reader->offsets, most, err);
    if (status == OKR_OK)
        status = walk_rows(table, range, err);
    *sure = table->sure;
    if (status != OKR_OK || !*sure)
        return status;
    status = okr_rows_finish(reader, batch, err);
    return status == OKR_OK ? straighten(reader, err) : status;
}
