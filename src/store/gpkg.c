/* Rows of the GeoPackage tables. */
#include "store/gpkg.h"

#include <string.h>

static const char relation_extension[] = "http://www.geopackage.org/18-000.html";
static const char index_extension[] = "http://www.geopackage.org/spec121/#extension_rtree";

/* Run an INSERT whose parameters are all texts; NULL stays NULL. */
static okr_status insert(okr_db *db, const char *sql, const char *const *values, int count,
                         okr_error *err)
{
    sqlite3_stmt *statement = NULL;
    okr_status status = okr_db_prepare(db, sql, &statement, err);

    for (int i = 0; i < count && status == OKR_OK; i++)
        (void)sqlite3_bind_text(statement, i + 1, values[i], -1, SQLITE_STATIC);
    if (status == OKR_OK)
        status = okr_db_step(db, statement, NULL, err);
    (void)sqlite3_finalize(statement);
    return status;
}

#define INSERT(db, sql, err, ...)                                                              \
    insert(db, sql, (const char *const[]){__VA_ARGS__},                                        \
           (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)), err)

okr_status okr_gpkg_extension(okr_db *db, const char *table, const char *column,
                              const char *name, const char *definition, okr_error *err)
{
    const bool write_only = strcmp(name, "gpkg_rtree_index") == 0;

    return INSERT(db, "INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", err, table, column,
                  name, definition, write_only ? "write-only" : "read-write");
}

static okr_status register_contents(okr_db *db, const okr_schema *table, okr_extent box,
                                    const char *last_change, okr_error *err)
{
    sqlite3_stmt *statement = NULL;
    okr_status status = okr_db_prepare(
        db, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &statement, err);

    if (status != OKR_OK)
        return status;
    (void)sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 2, table->geometry == NULL ? "attributes" : "features",
                            -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 3, table->title.ru, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 4, table->note_ru, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 5, last_change, -1, SQLITE_STATIC);
    if (!okr_extent_is_empty(box)) {
        (void)sqlite3_bind_double(statement, 6, box.min_lon);
        (void)sqlite3_bind_double(statement, 7, box.min_lat);
        (void)sqlite3_bind_double(statement, 8, box.max_lon);
        (void)sqlite3_bind_double(statement, 9, box.max_lat);
    }
    if (table->geometry != NULL)
        (void)sqlite3_bind_int(statement, 10, OKR_STORE_SRS);
    status = okr_db_step(db, statement, NULL, err);
    (void)sqlite3_finalize(statement);
    return status;
}

okr_status okr_gpkg_register(okr_db *db, const okr_schema *table, okr_extent box,
                             const char *last_change, okr_error *err)
{
    okr_status status = register_contents(db, table, box, last_change, err);

    if (status != OKR_OK || table->geometry == NULL)
        return status;
    status = INSERT(db, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
                    err, table->name, table->geometry);
    if (status == OKR_OK)
        status = okr_gpkg_extension(db, table->name, "geom", "gpkg_rtree_index",
                                    index_extension, err);
    return status;
}

okr_status okr_gpkg_register_plain(okr_db *db, const char *table, const char *title,
                                   const char *last_change, okr_error *err)
{
    return INSERT(db,
                  "INSERT INTO gpkg_contents (table_name, data_type, identifier, description,"
                  " last_change) VALUES (?1, 'attributes', ?2, ?2, ?3)",
                  err, table, title, last_change);
}

okr_status okr_gpkg_relate(okr_db *db, okr_error *err)
{
    okr_status status = okr_gpkg_extension(db, "gpkgext_relations", NULL, "gpkg_related_tables",
                                           relation_extension, err);

    for (size_t i = 0; okr_relation_at(i) != NULL && status == OKR_OK; i++) {
        const okr_relation *r = okr_relation_at(i);
        status = INSERT(db,
                        "INSERT INTO gpkgext_relations (base_table_name, base_primary_column,"
                        " related_table_name, related_primary_column, relation_name,"
                        " mapping_table_name) VALUES (?, 'fid', ?, 'fid', ?, ?)",
                        err, r->base, r->related, r->name, r->mapping);
        if (status == OKR_OK)
            status = okr_gpkg_extension(db, r->mapping, NULL, "gpkg_related_tables",
                                        relation_extension, err);
    }
    return status;
}
