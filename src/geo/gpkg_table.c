/* Why SQLite is asked and not GDAL: see the header. So this file may know sqlite3.h. */
#include "geo/gpkg_table.h"

#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* A path that names a file to the system names the same one to SQLite and to GDAL, save those
 * that SQLite reads as addresses. */
static bool is_gpkg_file(const char *path)
{
    static const char extension[] = ".gpkg";
    const size_t n = strlen(path);
    struct stat file;

    return n > strlen(extension) && strcasecmp(path + n - strlen(extension), extension) == 0 &&
           strncmp(path, "file:", 5) != 0 && stat(path, &file) == 0 && S_ISREG(file.st_mode);
}

/* Is the file what its name says (OGC 12-128, 1.1.1.1.1)? And may there be a write-ahead log?
 * Places and values are those of SQLite's own header. */
static bool is_gpkg(const char *path, bool *has_log)
{
    enum { HEADER = 72, WRITE_VERSION = 18, LOGGED = 2, APPLICATION = 68 };
    static const char magic[] = "SQLite format 3";
    unsigned char header[HEADER];
    FILE *file = is_gpkg_file(path) ? fopen(path, "rb") : NULL;
    size_t n = 0;

    if (file == NULL)
        return false;
    n = fread(header, 1, sizeof header, file);
    (void)fclose(file);
    if (n < sizeof header || memcmp(header, magic, sizeof magic) != 0 ||
        memcmp(header + APPLICATION, "GPKG", 4) != 0)
        return false;
    *has_log = header[WRITE_VERSION] == LOGGED || header[WRITE_VERSION + 1] == LOGGED;
    return true;
}

struct sqlite3 *okr_gpkg_connect(const char *path)
{
    sqlite3 *db = NULL;

    if (sqlite3_threadsafe() != 0 &&
        sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ==
            SQLITE_OK)
        return db;
    (void)sqlite3_close(db);
    return NULL;
}

void okr_gpkg_disconnect(struct sqlite3 *db)
{
    (void)sqlite3_close(db);
}

/* A statement about a layer and its geometry column, at its first row; NULL: none. */
static sqlite3_stmt *ask(const okr_gpkg_table *table, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(table->db, sql, -1, &statement, NULL) == SQLITE_OK &&
        (sqlite3_bind_parameter_count(statement) < 1 ||
         sqlite3_bind_text(statement, 1, table->layer, -1, SQLITE_STATIC) == SQLITE_OK) &&
        (sqlite3_bind_parameter_count(statement) < 2 ||
         sqlite3_bind_text(statement, 2, table->shape, -1, SQLITE_STATIC) == SQLITE_OK) &&
        sqlite3_step(statement) == SQLITE_ROW)
        return statement;
    (void)sqlite3_finalize(statement);
    return NULL;
}

static bool take_text(okr_gpkg_table *table, sqlite3_stmt *statement, int column,
                      const char **out)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    *out = text == NULL ? NULL : okr_arena_strdup(&table->arena, (const char *)text, NULL);
    return *out != NULL && (*out)[0] != '\0' && strchr(*out, '"') == NULL;
}

/* What the standard's tables say of the layer. GDAL looks at the columns that are asked for and
 * not used here, and fails where one is missing. */
static bool find_layer(okr_gpkg_table *table)
{
    static const char sql[] =
        "SELECT c.table_name, g.column_name, g.z = 0 AND g.m = 0, c.srs_id = g.srs_id AND"
        " s.srs_id = 4326 AND upper(s.organization) = 'EPSG' AND"
        " s.organization_coordsys_id = 4326 AND s.definition LIKE 'GEOGCS[\"WGS 84\","
        "DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,%', c.identifier,"
        " c.min_x, c.min_y, c.max_x, c.max_y, g.geometry_type_name, s.srs_name"
        " FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name"
        " JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type = 'features'"
        " AND c.table_name <> 'ogr_empty_table' AND (?1 IS NULL OR c.table_name = ?1)";
    sqlite3_stmt *row = ask(table, sql);
    const char *layer = NULL;
    bool found = row != NULL && take_text(table, row, 0, &layer) &&
                 take_text(table, row, 1, &table->shape);

    if (found) {
        table->is_flat = sqlite3_column_int(row, 2) != 0;
        table->is_certain = sqlite3_column_int(row, 3) != 0;
        found = sqlite3_step(row) == SQLITE_DONE;
    }
    (void)sqlite3_finalize(row);
    table->layer = layer;
    return found;
}

/* GDAL lists tables as layers that the standard's tables do not know, unless they are its own
 * or those of an index. */
static bool is_alone(const okr_gpkg_table *table)
{
    static const char sql[] =
        "SELECT (SELECT COUNT(*) FROM gpkg_contents WHERE table_name <> ?1) +"
        " (SELECT COUNT(*) FROM sqlite_master WHERE type IN ('table', 'view')"
        " AND name <> ?1 AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND substr(name, 1, length('rtree_' || ?1 || '_' || ?2)) <>"
        " 'rtree_' || ?1 || '_' || ?2)";
    sqlite3_stmt *row = ask(table, sql);
    bool alone = row != NULL && sqlite3_column_int(row, 0) == 0;

    (void)sqlite3_finalize(row);
    return alone;
}

/* A coordinate system of a stated epoch is another one. */
static bool has_epoch(const okr_gpkg_table *table)
{
    sqlite3_stmt *row = ask(table, "SELECT 1 FROM gpkg_spatial_ref_sys"
                                   " WHERE srs_id = 4326 AND epoch IS NOT NULL");
    const bool has = row != NULL;

    (void)sqlite3_finalize(row);
    return has;
}

static okr_gpkg_kind kind_of(const char *type)
{
    static const struct {
        const char *type;
        okr_gpkg_kind kind;
    } kinds[] = {{"TEXT", OKR_GPKG_TEXT},   {"INTEGER", OKR_GPKG_INT64},
                 {"INT", OKR_GPKG_INT64},   {"REAL", OKR_GPKG_REAL},
                 {"DOUBLE", OKR_GPKG_REAL}, {"MEDIUMINT", OKR_GPKG_INT32}};
    size_t width = 0;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcasecmp(type, kinds[i].type) == 0)
            return kinds[i].kind;
    /* "TEXT(20)": how long a text may be is for writers to know. */
    width = strncasecmp(type, "TEXT(", 5) == 0 ? strspn(type + 5, "0123456789") : 0;
    return width > 0 && strcmp(type + 5 + width, ")") == 0 ? OKR_GPKG_TEXT : OKR_GPKG_OTHER;
}

/* One column of the table; false when it is one that GDAL may see otherwise. */
static bool add_column(okr_gpkg_table *table, sqlite3_stmt *row)
{
    okr_gpkg_column column = {NULL, OKR_GPKG_OTHER};
    const bool is_key = sqlite3_column_int(row, 2) != 0;
    const char *type = (const char *)sqlite3_column_text(row, 1);

    if (sqlite3_column_int(row, 3) != 0 || !take_text(table, row, 0, &column.name))
        return false;
    if (is_key) {
        bool first = table->key == NULL;
        table->key = column.name;
        return first;
    }
    if (strcasecmp(column.name, table->shape) == 0)
        return strcmp(column.name, table->shape) == 0;
    column.kind = kind_of(type == NULL ? "" : type);
    return okr_vec_append(&table->columns, &column, 1, NULL) == OKR_OK;
}

static bool find_columns(okr_gpkg_table *table)
{
    sqlite3_stmt *row =
        ask(table, "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?1) ORDER BY cid");
    int step = row == NULL ? SQLITE_ERROR : SQLITE_ROW;

    while (step == SQLITE_ROW)
        step = add_column(table, row) ? sqlite3_step(row) : SQLITE_ERROR;
    (void)sqlite3_finalize(row);
    return step == SQLITE_DONE && table->key != NULL;
}

/* Is the key of the layer that of the table, another name of SQLite's row number? Views and
 * tables with other keys are not. */
static bool is_keyed(const okr_gpkg_table *table)
{
    const char *type = NULL;
    int is_row_key = 0;
    int is_key = 0;

    return sqlite3_table_column_metadata(table->db, "main", table->layer, "rowid", NULL, NULL,
                                         NULL, &is_row_key, NULL) == SQLITE_OK &&
           sqlite3_table_column_metadata(table->db, "main", table->layer, table->key, &type,
                                         NULL, NULL, &is_key, NULL) == SQLITE_OK &&
           sqlite3_table_column_metadata(table->db, "main", table->layer, table->shape, NULL,
                                         NULL, NULL, NULL, NULL) == SQLITE_OK &&
           is_row_key && is_key && type != NULL && sqlite3_stricmp(type, "INTEGER") == 0;
}

static bool describe(okr_gpkg_table *table, bool is_stated)
{
    return find_layer(table) && (is_stated || is_alone(table)) && find_columns(table) &&
           is_keyed(table);
}

okr_gpkg_table *okr_gpkg_table_open(const char *path, const char *layer)
{
    const bool is_stated = layer != NULL && layer[0] != '\0';
    bool has_log = false;
    okr_gpkg_table *table = is_gpkg(path, &has_log) ? calloc(1, sizeof *table) : NULL;

    if (table == NULL)
        return NULL;
    table->columns = OKR_VEC(okr_gpkg_column);
    table->layer = is_stated ? layer : NULL;
    table->db = okr_gpkg_connect(path);
    if (table->db == NULL || !describe(table, is_stated)) {
        okr_gpkg_table_close(table);
        return NULL;
    }
    table->is_certain = table->is_certain && !has_log && !has_epoch(table);
    return table;
}

void okr_gpkg_table_close(okr_gpkg_table *table)
{
    if (table == NULL)
        return;
    (void)sqlite3_close(table->db);
    okr_vec_done(&table->columns);
    okr_arena_done(&table->arena);
    free(table);
}

const okr_gpkg_column *okr_gpkg_column_of(const okr_gpkg_table *table, const char *name)
{
    const okr_gpkg_column *columns = table->columns.data;

    for (size_t i = 0; i < table->columns.count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

/* The answer to a question that names the table and its key; NULL: none. */
static sqlite3_stmt *ask_rows(const okr_gpkg_table *table, const char *form)
{
    char *sql = sqlite3_mprintf(form, table->key, table->layer, table->key, table->layer);
    sqlite3_stmt *row = sql == NULL ? NULL : ask(table, sql);

    sqlite3_free(sql);
    return row;
}

bool okr_gpkg_bounds(const okr_gpkg_table *table, long long bounds[2])
{
    /* Asked for both at once SQLite reads the whole table, for each alone only its end. */
    sqlite3_stmt *row = ask_rows(table, "SELECT (SELECT MIN(\"%w\") FROM \"%w\"),"
                                        " (SELECT MAX(\"%w\") FROM \"%w\")");
    bool found = row != NULL && sqlite3_column_type(row, 0) == SQLITE_INTEGER;

    if (found) {
        bounds[0] = sqlite3_column_int64(row, 0);
        bounds[1] = sqlite3_column_int64(row, 1);
    }
    (void)sqlite3_finalize(row);
    return found;
}

double okr_gpkg_count(const okr_gpkg_table *table)
{
    sqlite3_stmt *row = ask(table, "SELECT feature_count FROM gpkg_ogr_contents"
                                   " WHERE table_name = ?1 AND feature_count IS NOT NULL");
    double count = 0.0;

    if (row == NULL)
        row = ask_rows(table, "SELECT COUNT(\"%w\") FROM \"%w\"");
    if (row != NULL)
        count = (double)sqlite3_column_int64(row, 0);
    (void)sqlite3_finalize(row);
    return count;
}
