#include "store/load.h"

#include "base/i18n.h"
#include "base/pool.h"
#include "base/text.h"
#include "store/field.h"
#include "store/load_copies.h"
#include "store/quick.h"
#include "store/reader.h"

#include <string.h>

enum {
    COLUMNS_MOST = 64, /* of one table; a test counts them */
    MANY_ROWS = 50000  /* in copies: from here on several threads pay */
};

/* A file being read. */
typedef struct loader {
    okr_db db;
    okr_programme *programme;
    unsigned parts; /* okr_store_part */
    bool quick;     /* the file has quick copies, and they are wanted */
    okr_copies copies;
} loader;

static okr_vec *rows_of(okr_programme *p, const okr_schema *table)
{
    return (okr_vec *)(void *)((unsigned char *)p + table->rows);
}

/* The columns of a table that are read, in the order of its SELECT. */
typedef struct selection {
    const okr_column *columns[COLUMNS_MOST];
    int count;
} selection;

static selection select_columns(const loader *l, const okr_schema *table)
{
    const bool shapes = (l->parts & OKR_PART_GEOMETRY) != 0;
    selection chosen = {.count = 0};

    for (size_t i = 0; i < table->count && chosen.count < COLUMNS_MOST; i++)
        if (okr_column_loads(&table->columns[i]) &&
            (shapes || table->columns[i].field != OKR_FIELD_GEOMETRY))
            chosen.columns[chosen.count++] = &table->columns[i];
    return chosen;
}

/* SELECT "fid", columns FROM "table" ORDER BY "fid". */
static okr_status prepare_select(okr_db *db, const okr_schema *table, const selection *chosen,
                                 sqlite3_stmt **select, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    okr_text_add(&sql, "SELECT \"fid\"");
    for (int i = 0; i < chosen->count; i++)
        okr_text_addf(&sql, ", \"%s\"", chosen->columns[i]->name);
    okr_text_addf(&sql, " FROM \"%s\" ORDER BY \"fid\"", table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_prepare(db, okr_text_str(&sql), select, err);
    okr_text_done(&sql);
    return status;
}

static okr_status read_row(okr_programme *p, const selection *chosen, sqlite3_stmt *select,
                           void *row, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int i = 0; i < chosen->count && status == OKR_OK; i++)
        status = okr_field_read(&p->arena, select, i + 1, chosen->columns[i], row, err);
    return status;
}

static okr_status count_one(loader *l, const okr_schema *table, size_t *number, okr_error *err)
{
    okr_text sql = {0};
    long long counted = 0;
    bool found = false;
    okr_status status = OKR_OK;

    if (l->quick && table->quick)
        status = okr_quick_count(&l->db, table, number, &found, err);
    if (status != OKR_OK || found)
        return status;
    okr_text_addf(&sql, "SELECT count(*) FROM \"%s\"", table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_number(&l->db, okr_text_str(&sql), &counted, err);
    *number = (size_t)counted;
    okr_text_done(&sql);
    return status;
}

/* Rows of all tables that share a vector. */
static okr_status count_rows(loader *l, const okr_schema *table, size_t *count, okr_error *err)
{
    const size_t tables = okr_schema_count();
    okr_status status = OKR_OK;

    *count = 0;
    for (size_t i = 0; i < tables && status == OKR_OK; i++) {
        const okr_schema *other = okr_schema_at(i);
        size_t number = 0;
        if (other->rows != table->rows || other->load == OKR_LOAD_NOT)
            continue;
        status = count_one(l, other, &number, err);
        *count += number;
    }
    return status;
}

/* Of tables that share a vector each stores the references it has; the others are open. */
static void open_references(okr_vec *rows, const okr_schema *table)
{
    const int none = -1;

    for (size_t c = 0; c < table->count; c++)
        for (size_t i = 0; table->columns[c].field == OKR_FIELD_REF && i < rows->count; i++)
            memcpy((unsigned char *)rows->data + i * rows->item_size + table->columns[c].offset,
                   &none, sizeof none);
}

/* Every row has its place by fid, so that references, which are fids, stay true. */
static okr_status make_rows(loader *l, const okr_schema *table, okr_error *err)
{
    okr_vec *rows = rows_of(l->programme, table);
    size_t count = 0;
    okr_status status = count_rows(l, table, &count, err);

    if (status == OKR_OK)
        status = okr_vec_reserve(rows, count, err);
    if (status != OKR_OK || count == 0)
        return status;
    if (rows->count < count) {
        memset((unsigned char *)rows->data + rows->count * rows->item_size, 0,
               (count - rows->count) * rows->item_size);
        rows->count = count;
        if (table->keep != NULL)
            open_references(rows, table);
    }
    return OKR_OK;
}

static okr_status read_rows(loader *l, const okr_schema *table, const selection *chosen,
                            sqlite3_stmt *select, okr_error *err)
{
    const bool single = table->rows == OKR_ROWS_PROGRAMME;
    okr_programme *p = l->programme;
    okr_vec *rows = single ? NULL : rows_of(p, table);
    bool row = true;
    okr_status status = OKR_OK;

    while (status == OKR_OK) {
        status = okr_db_step(&l->db, select, &row, err);
        if (status != OKR_OK || !row)
            break;
        const long long fid = sqlite3_column_int64(select, 0);
        if (fid < 1 || (unsigned long long)fid > (single ? 1 : rows->count))
            return okr_fail(err, OKR_ERR_FORMAT,
                            _("'%s': table '%s': %lld is no number of its rows"), l->db.path,
                            table->name, fid);
        void *into = single ? (void *)p
                            : (unsigned char *)rows->data + ((size_t)fid - 1) * rows->item_size;
        status = read_row(p, chosen, select, into, err);
        if (status != OKR_OK)
            (void)okr_fail_in(err, status, _("'%s': table '%s', row %lld"), l->db.path,
                              table->name, fid);
    }
    return status;
}

/* The table itself, row by row. */
static okr_status read_table(loader *l, const okr_schema *table, okr_error *err)
{
    const selection chosen = select_columns(l, table);
    sqlite3_stmt *select = NULL;
    okr_status status = prepare_select(&l->db, table, &chosen, &select, err);

    if (status == OKR_OK)
        status = read_rows(l, table, &chosen, select, err);
    (void)sqlite3_finalize(select);
    return status;
}

/* The rows that several tables share, from the copy of one of them. */
static okr_status read_shared(loader *l, const okr_schema *table, bool *done, okr_error *err)
{
    okr_quick *quick = NULL;
    okr_status status = okr_quick_open(&l->db, table, &quick, err);

    if (quick != NULL)
        status = okr_quick_read(quick, rows_of(l->programme, table), done, err);
    okr_quick_close(quick, &l->programme->arena);
    return status;
}

static okr_status load_table(loader *l, const okr_schema *table, okr_error *err)
{
    bool done = false;
    okr_status status = OKR_OK;

    if (okr_copies_find(&l->copies, table) != NULL)
        return OKR_OK;
    if (table->shape != OKR_SHAPE_NONE)
        return okr_read_locations(&l->db, l->programme, table, err);
    if (table->rows != OKR_ROWS_PROGRAMME)
        status = make_rows(l, table, err);
    if (status == OKR_OK && l->quick && table->quick && table->keep != NULL)
        status = read_shared(l, table, &done, err);
    return status == OKR_OK && !done ? read_table(l, table, err) : status;
}

static bool is_asked(const loader *l, const okr_schema *table)
{
    if (table->shape != OKR_SHAPE_NONE)
        return (l->parts & OKR_PART_GEOMETRY) != 0;
    if (table->rows == offsetof(okr_programme, balance))
        return (l->parts & OKR_PART_BALANCE) != 0;
    return true;
}

static okr_status load_tables(loader *l, okr_load when, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++)
        if (okr_schema_at(i)->load == when && is_asked(l, okr_schema_at(i)))
            status = load_table(l, okr_schema_at(i), err);
    return status;
}

static okr_status find_copies(loader *l, okr_error *err)
{
    long long number = 0;
    okr_status status = OKR_OK;

    if (l->quick)
        status = okr_db_number(&l->db,
                               "SELECT count(*) FROM sqlite_schema WHERE name = 'okrug_quick'",
                               &number, err);
    l->quick = number > 0;
    return status;
}

/* What others refer to, and its references. */
static okr_status load_first(loader *l, size_t copies, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < copies && status == OKR_OK; i++)
        status = okr_copies_read(&l->copies, i, err);
    if (status == OKR_OK) {
        okr_copies_adopt(&l->copies, l->programme, 0, copies);
        status = load_tables(l, OKR_LOAD_FIRST, err);
    }
    if (status != OKR_OK)
        return status;
    status = okr_programme_connect(l->programme, err);
    if (status != OKR_OK)
        (void)okr_fail_in(err, status, "'%s'", l->db.path);
    /* What connecting found was found by the build too and stands in table finding. */
    l->programme->findings.count = 0;
    return status;
}

/* What goes on side by side: all that needs the connection, and the copies of the others. */
typedef struct reading {
    loader *loader;
    size_t first;             /* of those copies */
    size_t order[OKR_COPIES]; /* in which they are read */
} reading;

/* The longest goes first: a long one begun last would leave the other threads idle. */
static void order_copies(reading *r)
{
    const okr_copies *c = &r->loader->copies;

    for (size_t i = r->first; i < c->count; i++) {
        const size_t rows = okr_quick_rows(c->list[i].quick);
        size_t at = i - r->first;
        for (; at > 0 && okr_quick_rows(c->list[r->order[at - 1]].quick) < rows; at--)
            r->order[at] = r->order[at - 1];
        r->order[at] = i;
    }
}

static okr_status read_side(void *user, size_t index, unsigned worker, okr_error *err)
{
    const reading *r = user;

    (void)worker;
    return index == 0 ? load_first(r->loader, r->first, err)
                      : okr_copies_read(&r->loader->copies, r->order[index - 1], err);
}

static okr_status load_sides(loader *l, okr_error *err)
{
    okr_copies *c = &l->copies;
    okr_status status = OKR_OK;

    if (l->quick)
        status = okr_copies_open(c, &l->db, l->programme, OKR_LOAD_FIRST, err);
    reading r = {.loader = l, .first = c->count};
    if (status == OKR_OK && l->quick)
        status = okr_copies_open(c, &l->db, l->programme, OKR_LOAD_LAST, err);
    order_copies(&r);
    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(okr_copies_rows(c) < MANY_ROWS ? 1 : 0),
                              1 + c->count - r.first, read_side, &r, err);
    if (status == OKR_OK)
        okr_copies_adopt(c, l->programme, r.first, c->count);
    return status;
}

static okr_status check_all(loader *l, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t t = 0; t < count && status == OKR_OK; t++)
        status = okr_check_references(&l->db, l->programme, okr_schema_at(t),
                                      okr_copies_find(&l->copies, okr_schema_at(t)), err);
    return status == OKR_OK ? okr_check_links(&l->db, l->programme, err) : status;
}

static okr_status load_all(loader *l, okr_error *err)
{
    okr_status status = okr_check_identity(&l->db, err);

    if (status == OKR_OK)
        status = find_copies(l, err);
    if (status == OKR_OK)
        status = load_sides(l, err);
    if (status == OKR_OK)
        status = load_tables(l, OKR_LOAD_LAST, err);
    return status == OKR_OK ? check_all(l, err) : status;
}

static okr_status load(const char *path, loader *l, okr_error *err)
{
    okr_status status = okr_db_open(&l->db, path, err);

    if (status == OKR_OK)
        status = load_all(l, err);
    okr_copies_close(&l->copies, &l->programme->arena);
    okr_db_close(&l->db);
    return status;
}

okr_status okr_store_load(const char *path, okr_programme *programme, okr_error *err)
{
    loader l = {.programme = programme, .parts = OKR_PART_GEOMETRY | OKR_PART_BALANCE};

    return load(path, &l, err);
}

okr_status okr_store_load_parts(const char *path, unsigned parts, okr_programme *programme,
                                okr_error *err)
{
    loader l = {.programme = programme, .parts = parts, .quick = true};

    return load(path, &l, err);
}
