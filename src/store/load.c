#include "store/load.h"

#include "base/i18n.h"
#include "base/text.h"
#include "store/field.h"
#include "store/quick.h"
#include "store/reader.h"

#include <string.h>

enum {
    APPLICATION_ID = 0x47504B47, /* "GPKG" */
    COLUMNS_MOST = 64            /* of one table; a test counts them */
};

/* A file being read. */
typedef struct loader {
    okr_db db;
    okr_programme *programme;
    unsigned parts; /* okr_store_part */
    bool quick;     /* the file has quick copies, and they are wanted */
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

static okr_status count_one(loader *l, const okr_schema *table, long long *number,
                            okr_error *err)
{
    okr_text sql = {0};
    bool found = false;
    okr_status status = OKR_OK;

    if (l->quick && table->quick)
        status = okr_quick_count(&l->db, table, number, &found, err);
    if (status != OKR_OK || found)
        return status;
    okr_text_addf(&sql, "SELECT count(*) FROM \"%s\"", table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_number(&l->db, okr_text_str(&sql), number, err);
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
        long long number = 0;
        if (other->rows != table->rows || other->load == OKR_LOAD_NOT)
            continue;
        status = count_one(l, other, &number, err);
        *count += (size_t)number;
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

static okr_status load_table(loader *l, const okr_schema *table, okr_error *err)
{
    bool done = false;
    okr_status status = OKR_OK;

    if (table->shape != OKR_SHAPE_NONE)
        return okr_read_locations(&l->db, l->programme, table, err);
    if (table->rows != OKR_ROWS_PROGRAMME)
        status = make_rows(l, table, err);
    if (status == OKR_OK && l->quick && table->quick)
        status = okr_quick_read(&l->db, l->programme, table, &done, err);
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

static okr_status check_reference(const okr_db *db, okr_programme *p, const okr_schema *table,
                                  const okr_column *column, okr_error *err)
{
    const okr_schema *target = okr_schema_find(column->references);
    const size_t limit = rows_of(p, target)->count;
    const okr_vec *rows = rows_of(p, table);

    for (size_t i = 0; i < rows->count; i++) {
        int index = 0;
        memcpy(&index, (const unsigned char *)rows->data + i * rows->item_size + column->offset,
               sizeof index);
        if (index < -1 || (index >= 0 && (size_t)index >= limit))
            return okr_fail(
                err, OKR_ERR_FORMAT,
                _("'%s': table '%s', row %zu: column '%s' points to no row of '%s'"), db->path,
                table->name, i + 1, column->name, column->references);
    }
    return OKR_OK;
}

/* A damaged file must not lead anybody outside a table. */
static okr_status check_references(const okr_db *db, okr_programme *p, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t t = 0; t < count; t++) {
        const okr_schema *table = okr_schema_at(t);
        if (table->rows == OKR_ROWS_PROGRAMME || table->rows == OKR_ROWS_NONE ||
            table->keep != NULL)
            continue;
        for (size_t c = 0; c < table->count && status == OKR_OK; c++)
            if (table->columns[c].field == OKR_FIELD_REF)
                status = check_reference(db, p, table, &table->columns[c], err);
    }
    return status;
}

static okr_status check_links(const okr_db *db, const okr_programme *p, okr_error *err)
{
    for (size_t i = 0; i < p->links.count; i++) {
        const okr_link *link = OKR_LINK(p, i);
        if (link->measure < 0 || (size_t)link->measure >= p->measures.count ||
            link->location < 0 || (size_t)link->location >= p->locations.count ||
            link->municipality < -1 || link->municipality >= (int)p->municipalities.count)
            return okr_fail(err, OKR_ERR_FORMAT, _("'%s': link %zu points to no row"), db->path,
                            i + 1);
    }
    return OKR_OK;
}

static okr_status check_identity(okr_db *db, okr_error *err)
{
    long long number = 0;
    okr_status status = okr_db_number(db, "PRAGMA application_id", &number, err);

    if (status == OKR_OK && number != APPLICATION_ID)
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': the file is no GeoPackage"), db->path);
    if (status == OKR_OK)
        status = okr_db_number(db,
                               "SELECT count(*) FROM pragma_table_info('programme')"
                               " WHERE name = 'workspace_format'",
                               &number, err);
    if (status == OKR_OK && number == 0)
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': the GeoPackage is no workspace of okrug"),
                        db->path);
    if (status == OKR_OK)
        status = okr_db_number(db, "SELECT workspace_format FROM programme", &number, err);
    if (status == OKR_OK && number != OKR_WORKSPACE_FORMAT)
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("'%s': the workspace has format %lld, this okrug reads %d"), db->path,
                        number, OKR_WORKSPACE_FORMAT);
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

static okr_status load_all(loader *l, okr_error *err)
{
    okr_programme *p = l->programme;
    okr_status status = check_identity(&l->db, err);

    if (status == OKR_OK)
        status = find_copies(l, err);
    if (status == OKR_OK)
        status = load_tables(l, OKR_LOAD_FIRST, err);
    if (status == OKR_OK) {
        status = okr_programme_connect(p, err);
        if (status != OKR_OK)
            (void)okr_fail_in(err, status, "'%s'", l->db.path);
    }
    /* What connecting found was found by the build too and stands in table finding. */
    p->findings.count = 0;
    if (status == OKR_OK)
        status = load_tables(l, OKR_LOAD_LAST, err);
    if (status == OKR_OK)
        status = check_references(&l->db, p, err);
    return status == OKR_OK ? check_links(&l->db, p, err) : status;
}

static okr_status load(const char *path, loader *l, okr_error *err)
{
    okr_status status = okr_db_open(&l->db, path, err);

    if (status == OKR_OK)
        status = load_all(l, err);
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
