/** @file
 * A plain feature table of a GeoPackage: what GDAL would say of it, found out by SQLite alone,
 * because loading GDAL takes longer than many a question. Only what is certain is said here:
 * a file in the standard's form, one row about the table in each of the standard's own tables,
 * an integer key that is SQLite's row number. Of all else there is no table, and who asks goes
 * through GDAL. Private to geo.
 */
#ifndef OKR_GEO_GPKG_TABLE_H
#define OKR_GEO_GPKG_TABLE_H

#include "base/mem.h"
#include "geo/wkb.h"

struct sqlite3;

/** What the values of a column are declared to be. */
typedef enum okr_gpkg_kind {
    OKR_GPKG_OTHER, /**< dates, bytes, flags, numbers of few bits: for GDAL to read */
    OKR_GPKG_TEXT,
    OKR_GPKG_INT32,
    OKR_GPKG_INT64,
    OKR_GPKG_REAL
} okr_gpkg_kind;

/** One attribute. */
typedef struct okr_gpkg_column {
    const char *name;
    okr_gpkg_kind kind;
} okr_gpkg_column;

/** A table, and a connection to its file. */
typedef struct okr_gpkg_table {
    struct sqlite3 *db; /**< owned; for one thread at a time */
    const char *layer;  /**< its name */
    const char *key;    /**< column of the FID */
    const char *shape;  /**< column of the geometry */
    okr_vec columns;    /**< okr_gpkg_column, without these two, as GDAL orders them */
    okr_arena arena;    /**< owns the texts */
    bool is_flat;       /**< declared to hold neither Z nor M */
    bool is_certain; /**< in EPSG:4326, without a write-ahead log: GDAL is not needed at all */
} okr_gpkg_table;

/**
 * Look at the table of a layer, or at the only one of a file whose layer is not stated.
 * @return okr_gpkg_table_close; NULL when it is not certain to be what GDAL would take it for
 */
okr_gpkg_table *okr_gpkg_table_open(const char *path, const char *layer);

/** Release; NULL is allowed. */
void okr_gpkg_table_close(okr_gpkg_table *table);

/** A connection to a file, for one thread. @return okr_gpkg_disconnect; NULL: there is none */
struct sqlite3 *okr_gpkg_connect(const char *path);

/** Release a connection; NULL is allowed. */
void okr_gpkg_disconnect(struct sqlite3 *db);

/** The column of exactly that name; NULL: none. */
const okr_gpkg_column *okr_gpkg_column_of(const okr_gpkg_table *table, const char *name);

/** Smallest and largest FID; false when the table is empty or cannot be read. */
bool okr_gpkg_bounds(const okr_gpkg_table *table, long long bounds[2]);

/** Number of rows, as the file says it, else counted. */
double okr_gpkg_count(const okr_gpkg_table *table);

#endif
