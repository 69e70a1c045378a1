/* The way out of a quick copy. */
#include "store/quick_columns.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The copy of a table, if its columns are those of this okrug and its triggers stand. */
static okr_status find_copy(okr_db *db, const okr_schema *table, sqlite3_stmt **select,
                            bool *found, okr_error *err)
{
    okr_text columns = {0};
    okr_status status = okr_db_prepare(
        db,
        "SELECT row_count, data FROM okrug_quick WHERE table_name = ?1 AND columns = ?2"
        " AND 3 = (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
        " AND tbl_name = ?1 AND name GLOB 'okrug_quick_*')",
        select, err);

    *found = false;
    okr_quick_columns(table, &columns);
    if (status == OKR_OK)
        status = okr_text_check(&columns, err);
    if (status == OKR_OK) {
        (void)sqlite3_bind_text(*select, 1, table->name, -1, SQLITE_STATIC);
        (void)sqlite3_bind_text(*select, 2, okr_text_str(&columns), -1, SQLITE_TRANSIENT);
        status = okr_db_step(db, *select, found, err);
    }
    okr_text_done(&columns);
    return status;
}

static bool read_count(sqlite3_stmt *select, size_t *rows)
{
    const sqlite3_int64 count = sqlite3_column_int64(select, 0);

    *rows = (size_t)count;
    return count >= 0 && count <= INT32_MAX;
}

okr_status okr_quick_count(okr_db *db, const okr_schema *table, size_t *count, bool *found,
                           okr_error *err)
{
    sqlite3_stmt *select = NULL;
    okr_status status = find_copy(db, table, &select, found, err);

    if (status == OKR_OK && *found)
        *found = read_count(select, count);
    (void)sqlite3_finalize(select);
    return status;
}

okr_status okr_quick_open(okr_db *db, const okr_schema *table, okr_quick **quick,
                          okr_error *err)
{
    okr_quick *q = calloc(1, sizeof *q);
    bool found = false;
    okr_status status = OKR_OK;

    *quick = NULL;
    if (q == NULL)
        return okr_fail_nomem(err);
    q->table = table;
    status = find_copy(db, table, &q->select, &found, err);
    if (status == OKR_OK && found)
        found = read_count(q->select, &q->rows);
    if (status != OKR_OK || !found) {
        okr_quick_close(q, NULL);
        return status;
    }
    q->blob = sqlite3_column_blob(q->select, 1);
    q->blob_size = q->blob == NULL ? 0 : (size_t)sqlite3_column_bytes(q->select, 1);
    *quick = q;
    return OKR_OK;
}

size_t okr_quick_rows(const okr_quick *q)
{
    return q->rows;
}

/* A damaged copy is no loss: the table itself says what is right or wrong. */
static okr_status parse(okr_quick *q, size_t most, bool *done, okr_error *err)
{
    okr_error wrong = {.status = OKR_OK};
    const okr_status status = okr_quick_parse(q, most, &wrong);

    *done = status == OKR_OK;
    return status == OKR_ERR_NOMEM ? okr_fail_nomem(err) : OKR_OK;
}

okr_status okr_quick_read(okr_quick *q, const okr_vec *rows, bool *done, okr_error *err)
{
    okr_status status = parse(q, rows->count, done, err);

    return status == OKR_OK && *done ? okr_quick_fill(q, rows, err) : status;
}

okr_status okr_quick_make(okr_quick *q, okr_vec *rows, bool *done, okr_error *err)
{
    okr_status status = parse(q, q->rows, done, err);

    if (status == OKR_OK && *done)
        status = okr_vec_zeroed(rows, q->rows, err);
    return status == OKR_OK && *done ? okr_quick_fill(q, rows, err) : status;
}

/* An index of `values` that is no row below `limit`. */
static bool leads_astray(const okr_quick_values *values, size_t limit)
{
    for (size_t i = 0; i < values->count; i++) {
        int index = 0;
        memcpy(&index, values->distinct + i * sizeof index, sizeof index);
        if (index < -1 || (index >= 0 && (size_t)index >= limit))
            return true;
    }
    return false;
}

bool okr_quick_stays_within(const okr_quick *q, const okr_column *column, size_t limit)
{
    for (size_t c = 0; c < q->column_count; c++)
        if (q->columns[c].column == column)
            return !leads_astray(&q->columns[c], limit);
    return false;
}

void okr_quick_close(okr_quick *q, okr_arena *keep)
{
    if (q == NULL)
        return;
    for (size_t c = 0; c < q->column_count; c++)
        free(q->columns[c].distinct);
    free(q->places);
    if (keep != NULL)
        okr_arena_join(keep, &q->arena);
    okr_arena_done(&q->arena);
    (void)sqlite3_finalize(q->select);
    free(q);
}
