#include "store/package.h"

#include "base/text.h"
#include "store/db.h"

#include <string.h>

static const char select_tables[] =
    "SELECT c.table_name, c.identifier, g.geometry_type_name,"
    " (SELECT m.metadata FROM gpkg_metadata_reference r JOIN gpkg_metadata m"
    "  ON m.id = r.md_file_id WHERE r.table_name = c.table_name"
    "  AND r.reference_scope = 'table' ORDER BY m.id LIMIT 1)"
    " FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g USING (table_name)"
    " ORDER BY c.rowid";

static const char select_styles[] =
    "SELECT f_table_name, styleName, styleQML, useAsDefault FROM layer_styles ORDER BY id";

/* A cell as a string of the arena; NULL when memory is out. */
static const char *keep(okr_package *package, sqlite3_stmt *rows, int column, okr_error *err)
{
    const char *text = (const char *)sqlite3_column_text(rows, column);

    return okr_arena_strdup(&package->arena, text == NULL ? "" : text, err);
}

static okr_status take_table(okr_package *package, sqlite3_stmt *rows, okr_error *err)
{
    okr_package_table *table = okr_vec_push(&package->tables, err);

    if (table == NULL)
        return OKR_ERR_NOMEM;
    *table = (okr_package_table){
        .name = keep(package, rows, 0, err),
        .title = keep(package, rows, 1, err),
        .geometry = keep(package, rows, 2, err),
        .metadata = keep(package, rows, 3, err),
    };
    return table->name == NULL || table->title == NULL || table->geometry == NULL ||
                   table->metadata == NULL
               ? OKR_ERR_NOMEM
               : OKR_OK;
}

/* Styles of tables that are not listed are nobody's. */
static okr_status take_style(okr_package *package, sqlite3_stmt *rows, okr_error *err)
{
    const char *name = (const char *)sqlite3_column_text(rows, 0);
    const int table = name == NULL ? -1 : okr_package_find(package, name);
    okr_package_style *style = NULL;

    if (table < 0)
        return OKR_OK;
    style = okr_vec_push(&package->styles, err);
    if (style == NULL)
        return OKR_ERR_NOMEM;
    *style = (okr_package_style){
        .table = table,
        .name = keep(package, rows, 1, err),
        .qml = keep(package, rows, 2, err),
        .is_default = sqlite3_column_int(rows, 3) != 0,
    };
    return style->name == NULL || style->qml == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

typedef okr_status take_fn(okr_package *package, sqlite3_stmt *rows, okr_error *err);

static okr_status take_all(okr_package *package, okr_db *db, const char *sql, take_fn *take,
                           okr_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    okr_status status = okr_db_prepare(db, sql, &rows, err);

    while (status == OKR_OK && row) {
        status = okr_db_step(db, rows, &row, err);
        if (status == OKR_OK && row)
            status = take(package, rows, err);
    }
    (void)sqlite3_finalize(rows);
    return status;
}

static okr_status find_rows(okr_package *package, okr_db *db, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < package->tables.count && status == OKR_OK; i++) {
        okr_package_table *table = &OKR_AT(&package->tables, okr_package_table, i);
        long long found = 0;
        okr_text_clear(&sql);
        okr_text_addf(&sql, "SELECT EXISTS (SELECT 1 FROM \"%s\")", table->name);
        status = okr_text_check(&sql, err);
        if (status == OKR_OK)
            status = okr_db_number(db, okr_text_str(&sql), &found, err);
        table->filled = found != 0;
    }
    okr_text_done(&sql);
    return status;
}

okr_status okr_package_open(okr_package *package, const char *path, okr_error *err)
{
    okr_db db = {0};
    okr_status status = okr_db_open(&db, path, err);

    *package = (okr_package){.tables = OKR_VEC(okr_package_table),
                             .styles = OKR_VEC(okr_package_style)};
    if (status == OKR_OK)
        status = take_all(package, &db, select_tables, take_table, err);
    if (status == OKR_OK)
        status = find_rows(package, &db, err);
    if (status == OKR_OK)
        status = take_all(package, &db, select_styles, take_style, err);
    okr_db_close(&db);
    return status;
}

void okr_package_done(okr_package *package)
{
    okr_vec_done(&package->tables);
    okr_vec_done(&package->styles);
    okr_arena_done(&package->arena);
}

int okr_package_find(const okr_package *package, const char *name)
{
    for (size_t i = 0; i < package->tables.count; i++)
        if (strcmp(OKR_AT(&package->tables, okr_package_table, i).name, name) == 0)
            return (int)i;
    return -1;
}
