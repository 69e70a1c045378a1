/* CREATE statements. */
#include "store/gpkg.h"

#include "base/text.h"

#include <string.h>

/* The column definitions are those of the standard (OGC 12-128r18, annexes C, F.3, F.8, F.9).
 */
static const char core[] =
    "PRAGMA application_id = 1196444487;" /* "GPKG" */
    "PRAGMA user_version = 10300;"
    "BEGIN;"
    "CREATE TABLE gpkg_spatial_ref_sys ("
    "srs_name TEXT NOT NULL,"
    "srs_id INTEGER NOT NULL PRIMARY KEY,"
    "organization TEXT NOT NULL,"
    "organization_coordsys_id INTEGER NOT NULL,"
    "definition TEXT NOT NULL,"
    "description TEXT);"
    "CREATE TABLE gpkg_contents ("
    "table_name TEXT NOT NULL PRIMARY KEY,"
    "data_type TEXT NOT NULL,"
    "identifier TEXT UNIQUE,"
    "description TEXT DEFAULT '',"
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
    "srs_id INTEGER,"
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns ("
    "table_name TEXT NOT NULL,"
    "column_name TEXT NOT NULL,"
    "geometry_type_name TEXT NOT NULL,"
    "srs_id INTEGER NOT NULL,"
    "z TINYINT NOT NULL,"
    "m TINYINT NOT NULL,"
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    "CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_extensions ("
    "table_name TEXT, column_name TEXT,"
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,"
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));"
    "CREATE TABLE gpkg_data_columns ("
    "table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,"
    "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),"
    "CONSTRAINT gdc_tn UNIQUE (table_name, name));"
    "CREATE TABLE gpkg_data_column_constraints ("
    "constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,"
    "min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,"
    "description TEXT,"
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));"
    "CREATE TABLE gpkgext_relations ("
    "id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "base_table_name TEXT NOT NULL,"
    "base_primary_column TEXT NOT NULL DEFAULT 'id',"
    "related_table_name TEXT NOT NULL,"
    "related_primary_column TEXT NOT NULL DEFAULT 'id',"
    "relation_name TEXT NOT NULL,"
    "mapping_table_name TEXT NOT NULL UNIQUE);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',"
    " 'undefined Cartesian coordinate reference system'),"
    "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',"
    " 'undefined geographic coordinate reference system'),"
    "('WGS 84 geodetic', 4326, 'EPSG', 4326,"
    " 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
    "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
    "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
    "AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
    "AUTHORITY[\"EPSG\",\"4326\"]]',"
    " 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');";

/* Both keys of a mapping table (Related Tables extension) must be there. */
static bool is_mapping_key(const okr_column *column)
{
    return strcmp(column->name, "base_id") == 0 || strcmp(column->name, "related_id") == 0;
}

okr_status okr_gpkg_create_table(okr_db *db, const okr_schema *table, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    okr_text_addf(&sql, "CREATE TABLE \"%s\" (\"fid\" INTEGER PRIMARY KEY NOT NULL",
                  table->name);
    for (size_t i = 0; i < table->count; i++) {
        const okr_column *column = &table->columns[i];
        okr_text_addf(&sql, ",\n\"%s\" %s", column->name, column->sql);
        if (column->references != NULL)
            okr_text_addf(&sql, "%s REFERENCES \"%s\"(\"fid\")",
                          is_mapping_key(column) ? " NOT NULL" : "", column->references);
    }
    okr_text_add(&sql, ");");
    if (table->geometry != NULL)
        okr_text_addf(&sql,
                      "CREATE VIRTUAL TABLE \"rtree_%s_geom\" USING rtree(id, minx, maxx, "
                      "miny, maxy);",
                      table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_exec(db, okr_text_str(&sql), err);
    okr_text_done(&sql);
    return status;
}

okr_status okr_gpkg_create(okr_db *db, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = okr_db_exec(db, core, err);

    for (size_t i = 0; i < count && status == OKR_OK; i++)
        status = okr_gpkg_create_table(db, okr_schema_at(i), err);
    return status;
}

okr_status okr_gpkg_create_core(okr_db *db, okr_error *err)
{
    okr_status status = okr_db_exec(db, core, err);

    return status == OKR_OK ? okr_db_exec(db, "DROP TABLE gpkgext_relations;", err) : status;
}

/* The set of GeoPackage 1.2 and 1.3 (annex F.3); @ is the table. The functions ST_* are
 * supplied by whoever edits the file. */
static const char triggers[] =
    "CREATE TRIGGER \"rtree_@_geom_insert\" AFTER INSERT ON \"@\""
    " WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN"
    " INSERT OR REPLACE INTO \"rtree_@_geom\" VALUES (NEW.fid, ST_MinX(NEW.geom),"
    " ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER \"rtree_@_geom_update1\" AFTER UPDATE OF geom ON \"@\""
    " WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN"
    " INSERT OR REPLACE INTO \"rtree_@_geom\" VALUES (NEW.fid, ST_MinX(NEW.geom),"
    " ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER \"rtree_@_geom_update2\" AFTER UPDATE OF geom ON \"@\""
    " WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN"
    " DELETE FROM \"rtree_@_geom\" WHERE id = OLD.fid; END;"
    "CREATE TRIGGER \"rtree_@_geom_update3\" AFTER UPDATE ON \"@\""
    " WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN"
    " DELETE FROM \"rtree_@_geom\" WHERE id = OLD.fid;"
    " INSERT OR REPLACE INTO \"rtree_@_geom\" VALUES (NEW.fid, ST_MinX(NEW.geom),"
    " ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;"
    "CREATE TRIGGER \"rtree_@_geom_update4\" AFTER UPDATE ON \"@\""
    " WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN"
    " DELETE FROM \"rtree_@_geom\" WHERE id IN (OLD.fid, NEW.fid); END;"
    "CREATE TRIGGER \"rtree_@_geom_delete\" AFTER DELETE ON \"@\""
    " WHEN OLD.geom NOT NULL BEGIN"
    " DELETE FROM \"rtree_@_geom\" WHERE id = OLD.fid; END;";

static void add_named(okr_text *sql, const char *pattern, const char *name)
{
    for (const char *c = pattern; *c != '\0'; c++) {
        if (*c == '@')
            okr_text_add(sql, name);
        else
            okr_text_add_n(sql, c, 1);
    }
}

okr_status okr_gpkg_index_triggers(okr_db *db, const okr_schema *table, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    add_named(&sql, triggers, table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_exec(db, okr_text_str(&sql), err);
    okr_text_done(&sql);
    return status;
}
