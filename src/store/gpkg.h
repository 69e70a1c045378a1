/** @file
 * The tables that make a database a GeoPackage, generated from the schema.
 */
#ifndef OKR_STORE_GPKG_H
#define OKR_STORE_GPKG_H

#include "store/blob.h"
#include "store/db.h"
#include "store/schema.h"

/** Create the GeoPackage tables, their reference systems, and every table of the schema. */
OKR_MUST_CHECK okr_status okr_gpkg_create(okr_db *db, okr_error *err);

/** Create the GeoPackage tables and their reference systems only; no relations. */
OKR_MUST_CHECK okr_status okr_gpkg_create_core(okr_db *db, okr_error *err);

/** Create one table, with the spatial index of its geometry. */
OKR_MUST_CHECK okr_status okr_gpkg_create_table(okr_db *db, const okr_schema *table,
                                                okr_error *err);

/**
 * Enter a table in gpkg_contents and, with a geometry, in gpkg_geometry_columns.
 * @param box          extent, may be empty
 * @param last_change  "2024-12-31T00:00:00.000Z"
 */
OKR_MUST_CHECK okr_status okr_gpkg_register(okr_db *db, const okr_schema *table, okr_extent box,
                                            const char *last_change, okr_error *err);

/** Enter a table of attributes that is not of the schema in gpkg_contents. */
OKR_MUST_CHECK okr_status okr_gpkg_register_plain(okr_db *db, const char *table,
                                                  const char *title, const char *last_change,
                                                  okr_error *err);

/** Titles of columns, domains with their words, relations, extensions; after all tables. */
OKR_MUST_CHECK okr_status okr_gpkg_describe(okr_db *db, const okr_programme *programme,
                                            okr_error *err);

/** The same for the tables of a file that is no workspace; no relations. */
OKR_MUST_CHECK okr_status okr_gpkg_describe_tables(okr_db *db, const okr_programme *programme,
                                                   const okr_schema *tables, size_t count,
                                                   okr_error *err);

/** Enter the relations and their mapping tables; called by okr_gpkg_describe. */
OKR_MUST_CHECK okr_status okr_gpkg_relate(okr_db *db, okr_error *err);

/** The triggers that keep the spatial index of a table when others edit it; comes last. */
OKR_MUST_CHECK okr_status okr_gpkg_index_triggers(okr_db *db, const okr_schema *table,
                                                  okr_error *err);

/** Enter one use of an extension in gpkg_extensions; table and column may be NULL. */
OKR_MUST_CHECK okr_status okr_gpkg_extension(okr_db *db, const char *table, const char *column,
                                             const char *name, const char *definition,
                                             okr_error *err);

#endif
