/* A table of a GeoPackage read by SQLite itself: a third of the time that GDAL 3.6 takes to
 * hand out the same rows, and no lock that readers share. Only what is certain to mean the same
 * is read here: a plain table, rows by its integer key, shapes in the standard's own form,
 * numbers and texts that are what their columns declare. Of all else the reader hears "not
 * sure" and goes through GDAL, which then also finds the words for what is broken. So this file
 * may know sqlite3.h. */
#include "geo/stream_parts.h"

#include "base/text.h"

#include <sqlite3.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* SQLite's functions take no more than a hundred arguments. */
enum { MOST_NUMBERS = 64 };

struct okr_table {
    sqlite3 *db;               /* owned */
    sqlite3_stmt *rows;        /* owned: takes the rows from a key on */
    okr_stream_reader *reader; /* borrowed: where rows go */
    OGRFieldType kinds[MOST_NUMBERS];
    long long last; /* key to be read */
    bool passed;    /* a row behind it was met */
    bool sure;
    okr_status status;
    okr_error *err;
};

/* Bytes of the standard's header, by its fourth byte; 0: not one that is known here. */
static size_t header_size(const unsigned char *blob, size_t size)
{
    static const size_t envelopes[8] = {8, 8 + 32, 8 + 48, 8 + 48, 8 + 64};
    /* Two bits are to be zero, one tells of a form of somebody's own. */
    enum { STRANGE = 0xE0, ENVELOPE = 7 };

    if (size < 8 || memcmp(blob, "GP", 3) != 0 || (blob[3] & STRANGE) != 0)
        return 0;
    return envelopes[blob[3] >> 1 & ENVELOPE];
}

/* The WKB in a value of the geometry column; empty for null. */
static bool shape_of(sqlite3_value *value, okr_wkb *shape)
{
    enum { SMALLEST = 5 };
    int type = sqlite3_value_type(value);
    const unsigned char *blob = sqlite3_value_blob(value);
    size_t size = (size_t)sqlite3_value_bytes(value);
    size_t header = 0;

    *shape = (okr_wkb){NULL, 0};
    if (type == SQLITE_NULL)
        return true;
    if (type != SQLITE_BLOB || blob == NULL)
        return false;
    header = header_size(blob, size);
    if (header == 0 || size < header + SMALLEST)
        return false;
    *shape = (okr_wkb){blob + header, size - header};
    return true;
}

/* A number that GDAL would read the same: SQLite keeps values of any type in any column. */
static bool number_of(sqlite3_value *value, OGRFieldType kind, double *out)
{
    int type = sqlite3_value_type(value);
    long long whole = sqlite3_value_int64(value);

    *out = type == SQLITE_NULL ? (double)NAN : sqlite3_value_double(value);
    if (type == SQLITE_NULL)
        return true;
    if (kind == OFTReal)
        return type == SQLITE_FLOAT || type == SQLITE_INTEGER;
    return type == SQLITE_INTEGER &&
           (kind == OFTInteger64 || (whole >= INT_MIN && whole <= INT_MAX));
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

/* Is the key of the layer that of the table, another name of SQLite's row number? Views and
 * tables with other keys are not. */
static bool is_keyed(sqlite3 *db, const char *name, const char *key)
{
    const char *type = NULL;
    int is_row_key = 0;
    int is_key = 0;

    return sqlite3_table_column_metadata(db, "main", name, "rowid", NULL, NULL, NULL,
                                         &is_row_key, NULL) == SQLITE_OK &&
           sqlite3_table_column_metadata(db, "main", name, key, &type, NULL, NULL, &is_key,
                                         NULL) == SQLITE_OK &&
           is_row_key && is_key && type != NULL && sqlite3_stricmp(type, "INTEGER") == 0;
}

/* Is a field of a kind whose values need no second look? Its name is compared as GDAL's batches
 * do. */
static bool is_plain(OGRLayerH layer, const char *name, OGRFieldType *kind)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
    int number = OGR_FD_GetFieldIndex(defn, name);
    OGRFieldDefnH field = number < 0 ? NULL : OGR_FD_GetFieldDefn(defn, number);

    if (field == NULL || strcmp(OGR_Fld_GetNameRef(field), name) != 0 ||
        OGR_Fld_GetSubType(field) != OFSTNone)
        return false;
    *kind = OGR_Fld_GetType(field);
    return true;
}

static bool are_plain(okr_table *table, OGRLayerH layer, const okr_stream_options *o)
{
    OGRFieldType kind = OFTString;

    if (o->number_count > MOST_NUMBERS)
        return false;
    for (size_t i = 0; i < o->number_count; i++) {
        if (!is_plain(layer, o->numbers[i], &table->kinds[i]))
            return false;
        kind = table->kinds[i];
        if (kind != OFTInteger && kind != OFTInteger64 && kind != OFTReal)
            return false;
    }
    return o->text == NULL || (is_plain(layer, o->text, &kind) && kind == OFTString);
}

static void add_column(sqlite3_str *sql, const char *name)
{
    sqlite3_str_appendf(sql, ", \"%w\"", name);
}

/* A statement that takes rows from a key on; sqlite3_free. */
static char *rows_sql(OGRLayerH layer, const okr_stream_options *o)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);

    sqlite3_str_appendf(sql, "SELECT okr_take(\"%w\"", OGR_L_GetFIDColumn(layer));
    add_column(sql, OGR_L_GetGeometryColumn(layer));
    for (size_t i = 0; i < o->number_count; i++)
        add_column(sql, o->numbers[i]);
    if (o->text != NULL)
        add_column(sql, o->text);
    sqlite3_str_appendf(sql, ") FROM \"%w\" NOT INDEXED WHERE \"%w\" >= ?1",
                        OGR_L_GetName(layer), OGR_L_GetFIDColumn(layer));
    return sqlite3_str_finish(sql);
}

static bool prepare_rows(okr_table *table)
{
    const okr_stream *stream = table->reader->stream;
    OGRLayerH layer = stream->source.layer;
    char *sql = rows_sql(layer, &stream->options);
    bool done = sql != NULL && are_plain(table, layer, &stream->options) &&
                is_keyed(table->db, OGR_L_GetName(layer), OGR_L_GetFIDColumn(layer)) &&
                sqlite3_create_function(table->db, "okr_take", -1, SQLITE_UTF8, table, NULL,
                                        take_row, end_rows) == SQLITE_OK &&
                sqlite3_prepare_v2(table->db, sql, -1, &table->rows, NULL) == SQLITE_OK;

    sqlite3_free(sql);
    return done;
}

/* A path that names a file to the system names the same one to SQLite and to GDAL, save those
 * that SQLite reads as addresses. */
static bool is_file(const char *path)
{
    struct stat file;

    return strncmp(path, "file:", 5) != 0 && stat(path, &file) == 0 && S_ISREG(file.st_mode);
}

okr_table *okr_table_open(okr_stream_reader *reader)
{
    const okr_stream *stream = reader->stream;
    okr_table *table = NULL;

    /* Conditions are in the SQL of OGR and may call functions that only GDAL has. */
    if (okr_stated(stream->options.where) || !is_file(stream->path) ||
        sqlite3_threadsafe() == 0)
        return NULL;
    table = calloc(1, sizeof *table);
    if (table == NULL)
        return NULL;
    table->reader = reader;
    if (sqlite3_open_v2(stream->path, &table->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK ||
        !prepare_rows(table)) {
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
    (void)sqlite3_close(table->db);
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
