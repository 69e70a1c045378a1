/* Features by SQLite alone, as okr_layer gives them. Whatever would not pass through OGR
 * unchanged is left to it. So this file may know sqlite3.h. */
#include "geo/layer_parts.h"

#include "base/number.h"
#include "geo/plain_wkb.h"

#include <sqlite3.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>

struct okr_rows {
    const okr_gpkg_table *table; /* borrowed */
    sqlite3_stmt *statement;     /* owned: key, shape, columns */
    okr_text *texts;             /* owned: of numbers, by column */
    bool ended;
};

enum { FIRST_COLUMN = 2 };

/* A statement for the rows between two keys, in the order of keys; sqlite3_free. */
static char *rows_sql(const okr_gpkg_table *table)
{
    const okr_gpkg_column *columns = table->columns.data;
    sqlite3_str *sql = sqlite3_str_new(NULL);

    sqlite3_str_appendf(sql, "SELECT \"%w\", \"%w\"", table->key, table->shape);
    for (size_t i = 0; i < table->columns.count; i++)
        sqlite3_str_appendf(sql, ", \"%w\"", columns[i].name);
    sqlite3_str_appendf(sql, " FROM \"%w\" NOT INDEXED WHERE \"%w\" BETWEEN ?1 AND ?2",
                        table->layer, table->key);
    return sqlite3_str_finish(sql);
}

static bool prepare(okr_rows *rows, sqlite3 *db, const long long range[2])
{
    char *sql = rows_sql(rows->table);
    bool done = sql != NULL && rows->texts != NULL &&
                sqlite3_prepare_v2(db, sql, -1, &rows->statement, NULL) == SQLITE_OK &&
                sqlite3_bind_int64(rows->statement, 1, range[0]) == SQLITE_OK &&
                sqlite3_bind_int64(rows->statement, 2, range[1]) == SQLITE_OK;

    sqlite3_free(sql);
    return done;
}

okr_rows *okr_rows_open(const okr_gpkg_table *table, struct sqlite3 *db,
                        const long long range[2])
{
    okr_rows *rows = calloc(1, sizeof *rows);

    if (rows == NULL)
        return NULL;
    rows->table = table;
    rows->texts = calloc(table->columns.count + 1, sizeof *rows->texts);
    if (prepare(rows, db, range))
        return rows;
    okr_rows_close(rows);
    return NULL;
}

void okr_rows_close(okr_rows *rows)
{
    if (rows == NULL)
        return;
    for (size_t i = 0; i < rows->table->columns.count && rows->texts != NULL; i++)
        okr_text_done(&rows->texts[i]);
    free(rows->texts);
    (void)sqlite3_finalize(rows->statement);
    free(rows);
}

bool okr_rows_next(okr_rows *rows, okr_feature *feature, bool *more)
{
    const int step = rows->ended ? SQLITE_DONE : sqlite3_step(rows->statement);
    const unsigned char *blob = NULL;

    *feature = (okr_feature){0};
    *more = step == SQLITE_ROW;
    rows->ended = step == SQLITE_DONE;
    if (step != SQLITE_ROW)
        return rows->ended;
    feature->id = sqlite3_column_int64(rows->statement, 0);
    if (sqlite3_column_type(rows->statement, 1) == SQLITE_NULL)
        return true;
    if (sqlite3_column_type(rows->statement, 1) != SQLITE_BLOB)
        return false;
    blob = sqlite3_column_blob(rows->statement, 1);
    return blob != NULL &&
           okr_plain_blob(blob, (size_t)sqlite3_column_bytes(rows->statement, 1),
                          &feature->geometry) &&
           okr_wkb_is_plain(feature->geometry);
}

/* A number as OGR would print it, where a value is of its column's kind. */
static const char *number_text(okr_rows *rows, size_t i, okr_gpkg_kind kind)
{
    const int column = (int)i + FIRST_COLUMN;
    const int type = sqlite3_column_type(rows->statement, column);
    const long long whole = sqlite3_column_int64(rows->statement, column);
    okr_text *text = &rows->texts[i];

    okr_text_clear(text);
    if (kind == OKR_GPKG_REAL && (type == SQLITE_FLOAT || type == SQLITE_INTEGER))
        okr_text_add_number(text, sqlite3_column_double(rows->statement, column));
    else if (type == SQLITE_INTEGER &&
             (kind == OKR_GPKG_INT64 ||
              (kind == OKR_GPKG_INT32 && whole >= INT_MIN && whole <= INT_MAX)))
        okr_text_addf(text, "%lld", whole);
    else
        return NULL;
    return text->failed ? NULL : okr_text_str(text);
}

const char *okr_rows_text(okr_rows *rows, size_t i)
{
    const int column = (int)i + FIRST_COLUMN;
    const okr_gpkg_kind kind = OKR_AT(&rows->table->columns, okr_gpkg_column, i).kind;
    const int type = sqlite3_column_type(rows->statement, column);

    if (type == SQLITE_NULL)
        return "";
    if (kind == OKR_GPKG_TEXT)
        return type == SQLITE_TEXT ? (const char *)sqlite3_column_text(rows->statement, column)
                                   : NULL;
    return number_text(rows, i, kind);
}
