/* The way out of a quick copy. Nothing of it reaches the programme before all of it is good. */
#include "store/quick.h"

#include "base/pool.h"
#include "base/text.h"
#include "store/field.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MOST = 64, /* of one table; a test counts them */
    BLOCK = 256,       /* rows filled at a time, so that they stay in the cache */
    MANY_ROWS = 50000  /* from here on several threads pay */
};

/* What is still to be read of a blob. */
typedef struct cursor {
    const unsigned char *at;
    size_t left;
} cursor;

/* One column, ready to be given to the rows. */
typedef struct values {
    size_t offset, size;         /* of the member */
    unsigned char *distinct;     /* owned: as they lie in a row */
    size_t count;                /* of them */
    const unsigned char *of_row; /* borrowed from the blob: numbers of `width` bytes */
    size_t width;
} values;

/* A table on its way in. */
typedef struct reading {
    okr_programme *programme;
    const okr_schema *table;
    size_t rows; /* of the copy */
    values columns[COLUMNS_MOST];
    size_t column_count;
    size_t *places; /* owned: row of the programme by row of the copy; NULL: the same */
} reading;

static uint64_t number_of(const unsigned char *bytes, size_t size)
{
    uint64_t number = 0;

    for (size_t i = size; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

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
        *count = (size_t)number_of(at, 4);
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

static okr_status keep_texts(const reading *r, values *v, const char *texts, size_t bytes,
                             okr_error *err)
{
    char *copy = okr_arena_alloc(&r->programme->arena, bytes, err);

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
static okr_status read_texts(const reading *r, const okr_column *column, values *v, cursor *c,
                             okr_error *err)
{
    const char *text = (const char *)take_texts(c, v->count);
    okr_status status = OKR_OK;

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (column->field == OKR_FIELD_TEXT || column->field == OKR_FIELD_PATH)
        return keep_texts(r, v, text, (size_t)((const char *)c->at - text), err);
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

static okr_status read_numbers(okr_field field, values *v, cursor *c)
{
    const unsigned char *at = take(c, v->count, 8);

    for (size_t i = 0; i < v->count && at != NULL; i++)
        read_number(field, number_of(at + i * 8, 8), v->distinct + i * v->size);
    return at == NULL ? OKR_ERR_FORMAT : OKR_OK;
}

static size_t value_of(const values *v, size_t row)
{
    const unsigned char *at = v->of_row + row * v->width;

    switch (v->width) {
    case 0:
        return 0;
    case 1:
        return at[0];
    case 2:
        return (size_t)at[0] | (size_t)at[1] << 8;
    default:
        return (size_t)number_of(at, 4);
    }
}

static okr_status read_rows(const reading *r, values *v, cursor *c)
{
    size_t most = 0;

    v->width = okr_quick_width(v->count);
    v->of_row = take(c, r->rows, v->width);
    for (size_t i = 0; i < r->rows && v->of_row != NULL; i++) {
        const size_t value = value_of(v, i);
        most = value > most ? value : most;
    }
    return v->of_row == NULL || (r->rows > 0 && most >= v->count) ? OKR_ERR_FORMAT : OKR_OK;
}

static okr_status read_column(reading *r, const okr_column *column, cursor *c, okr_error *err)
{
    values *v = &r->columns[r->column_count];
    okr_status status = OKR_OK;

    *v = (values){.offset = column->offset, .size = size_of(column->field)};
    if (!take_count(c, &v->count))
        return OKR_ERR_FORMAT;
    v->distinct = calloc(v->count + 1, v->size);
    if (v->distinct == NULL)
        return okr_fail_nomem(err);
    r->column_count++; /* from here on released with the rest */
    status = okr_quick_is_text(column->field) ? read_texts(r, column, v, c, err)
                                              : read_numbers(column->field, v, c);
    return status == OKR_OK ? read_rows(r, v, c) : status;
}

/* A table that leaves out rows tells which it has. */
static okr_status read_places(reading *r, cursor *c, okr_error *err)
{
    const size_t most = ((const okr_vec *)((const void *)((const unsigned char *)r->programme +
                                                          r->table->rows)))
                            ->count;
    const unsigned char *at = NULL;
    size_t count = 0;

    if (r->table->keep == NULL)
        return r->rows == most ? OKR_OK : OKR_ERR_FORMAT;
    if (!take_count(c, &count) || count != r->rows || (at = take(c, count, 8)) == NULL ||
        take(c, count, okr_quick_width(count)) == NULL)
        return OKR_ERR_FORMAT;
    r->places = calloc(count + 1, sizeof *r->places);
    if (r->places == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < count; i++) {
        r->places[i] = (size_t)number_of(at + i * 8, 8) - 1;
        if (r->places[i] >= most)
            return OKR_ERR_FORMAT;
    }
    return OKR_OK;
}

static okr_status read_blob(reading *r, cursor c, okr_error *err)
{
    okr_status status = read_places(r, &c, err);

    for (size_t i = 0; i < r->table->count && status == OKR_OK; i++)
        if (okr_column_loads(&r->table->columns[i]))
            status = r->column_count == COLUMNS_MOST
                         ? OKR_ERR_FORMAT
                         : read_column(r, &r->table->columns[i], &c, err);
    return status == OKR_OK && c.left > 0 ? OKR_ERR_FORMAT : status;
}

/* The numbers of the values of some rows. */
static void number_rows(const values *v, size_t first, size_t count, uint32_t numbers[BLOCK])
{
    const unsigned char *at = v->of_row + first * v->width;

    for (size_t i = 0; i < count; i++) {
        if (v->width == 1)
            numbers[i] = at[i];
        else if (v->width == 2)
            numbers[i] = (uint32_t)at[2 * i] | (uint32_t)at[2 * i + 1] << 8;
        else
            numbers[i] = v->width == 0 ? 0 : (uint32_t)number_of(at + 4 * i, 4);
    }
}

/* A block of rows: where they lie in the programme, `step` bytes apart or at `places`. */
typedef struct block {
    unsigned char *rows;
    size_t step, first, count;
    const size_t *places;
} block;

/* `size` is known where this is called, so that values are copied without a call. */
static inline void copy_values(const block *b, const values *v, const uint32_t *numbers,
                               size_t size)
{
    unsigned char *member = b->rows + v->offset;

    for (size_t i = 0; i < b->count; i++) {
        const size_t place = b->places == NULL ? b->first + i : b->places[b->first + i];
        memcpy(member + place * b->step, v->distinct + numbers[i] * size, size);
    }
}

static void fill_column(const block *b, const values *v)
{
    uint32_t numbers[BLOCK];

    number_rows(v, b->first, b->count, numbers);
    if (v->size == 8)
        copy_values(b, v, numbers, 8);
    else if (v->size == 4)
        copy_values(b, v, numbers, 4);
    else if (v->size == 1)
        copy_values(b, v, numbers, 1);
    else
        copy_values(b, v, numbers, v->size);
}

/* Rows are zero before they are filled, except where several tables fill them. */
static bool is_zero(const reading *r, const values *v)
{
    size_t n = 0;

    if (r->places != NULL)
        return false;
    while (v->count == 1 && n < v->size && v->distinct[n] == 0)
        n++;
    return n == v->size;
}

static okr_status fill_block(void *user, size_t index, unsigned worker, okr_error *err)
{
    const reading *r = user;
    const okr_vec *rows = (const void *)((const unsigned char *)r->programme + r->table->rows);
    const size_t first = index * BLOCK;
    const block b = {.rows = rows->data,
                     .step = rows->item_size,
                     .first = first,
                     .count = r->rows - first < BLOCK ? r->rows - first : BLOCK,
                     .places = r->places};

    (void)worker;
    (void)err;
    for (size_t c = 0; c < r->column_count; c++)
        if (!is_zero(r, &r->columns[c]))
            fill_column(&b, &r->columns[c]);
    return OKR_OK;
}

/* Blocks of rows do not meet, unless a table tells itself which rows it has. */
static okr_status fill_rows(reading *r, okr_error *err)
{
    const bool alone = r->places != NULL || r->rows < MANY_ROWS;
    const size_t blocks = (r->rows + BLOCK - 1) / BLOCK;

    return okr_pool_run(okr_pool_threads(alone ? 1 : 0), blocks, fill_block, r, err);
}

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

okr_status okr_quick_count(okr_db *db, const okr_schema *table, long long *count, bool *found,
                           okr_error *err)
{
    sqlite3_stmt *select = NULL;
    okr_status status = find_copy(db, table, &select, found, err);

    if (status == OKR_OK && *found) {
        *count = sqlite3_column_int64(select, 0);
        *found = *count >= 0 && *count <= INT32_MAX;
    }
    (void)sqlite3_finalize(select);
    return status;
}

okr_status okr_quick_read(okr_db *db, okr_programme *programme, const okr_schema *table,
                          bool *done, okr_error *err)
{
    reading r = {.programme = programme, .table = table};
    okr_error wrong = {.status = OKR_OK};
    sqlite3_stmt *select = NULL;
    okr_status status = find_copy(db, table, &select, done, err);

    if (status == OKR_OK && *done) {
        r.rows = (size_t)sqlite3_column_int64(select, 0);
        const void *blob = sqlite3_column_blob(select, 1);
        const size_t size = (size_t)sqlite3_column_bytes(select, 1);
        status = read_blob(&r, (cursor){blob, blob == NULL ? 0 : size}, &wrong);
        /* A damaged copy is no loss: the table itself says what is right or wrong. */
        *done = status == OKR_OK;
        if (status == OKR_ERR_NOMEM)
            (void)okr_fail_nomem(err);
        else
            status = OKR_OK;
        if (*done)
            status = fill_rows(&r, err);
    }
    for (size_t c = 0; c < r.column_count; c++)
        free(r.columns[c].distinct);
    free(r.places);
    (void)sqlite3_finalize(select);
    return status;
}
