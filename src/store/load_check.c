/* Whether a file is a workspace, and whether its rows may be believed. */
#include "store/reader.h"

#include "base/i18n.h"
#include "store/load.h"

#include <string.h>

enum { APPLICATION_ID = 0x47504B47 /* "GPKG" */ };

static const okr_vec *rows_of(const okr_programme *p, const okr_schema *table)
{
    return (const void *)((const unsigned char *)p + table->rows);
}

okr_status okr_check_identity(okr_db *db, okr_error *err)
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

static okr_status check_reference(const okr_db *db, const okr_programme *p,
                                  const okr_schema *table, const okr_column *column,
                                  okr_error *err)
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

/* What was read from a copy has few values, which tell the same. */
static bool is_known_good(const okr_programme *p, const okr_quick *copy,
                          const okr_column *column)
{
    const okr_schema *target = okr_schema_find(column->references);

    return copy != NULL && okr_quick_stays_within(copy, column, rows_of(p, target)->count);
}

okr_status okr_check_references(const okr_db *db, const okr_programme *p,
                                const okr_schema *table, const okr_quick *copy, okr_error *err)
{
    okr_status status = OKR_OK;

    if (table->rows == OKR_ROWS_PROGRAMME || table->rows == OKR_ROWS_NONE ||
        table->keep != NULL)
        return OKR_OK;
    for (size_t c = 0; c < table->count && status == OKR_OK; c++)
        if (table->columns[c].field == OKR_FIELD_REF &&
            !is_known_good(p, copy, &table->columns[c]))
            status = check_reference(db, p, table, &table->columns[c], err);
    return status;
}

okr_status okr_check_links(const okr_db *db, const okr_programme *p, okr_error *err)
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
