/** @file
 * Rows of one table on their way into the file; for the files of store/save.
 */
#ifndef OKR_STORE_WRITER_H
#define OKR_STORE_WRITER_H

#include "store/field.h"

/** Writes the rows of one table. Open with okr_writer_open, release with okr_writer_close. */
typedef struct okr_writer {
    okr_db *db;              /**< borrowed */
    const okr_schema *table; /**< borrowed */
    okr_binder binder;       /**< owned; its box is the extent of the table */
    sqlite3_stmt *insert;    /**< owned */
    sqlite3_stmt *index;     /**< owned; NULL without a geometry */
    okr_extent row_box;      /**< extent of the row being written */
} okr_writer;

/** Prepare the statements of a table. */
OKR_MUST_CHECK okr_status okr_writer_open(okr_writer *writer, okr_db *db,
                                          const okr_schema *table,
                                          const okr_programme *programme,
                                          const okr_facts *facts, okr_error *err);

/** Begin a row: binds fid and every column but those of OKR_FIELD_EXTRA. */
OKR_MUST_CHECK okr_status okr_writer_bind(okr_writer *writer, long long fid, okr_record place,
                                          okr_error *err);

/** End a row: insert it, and its extent into the spatial index. */
OKR_MUST_CHECK okr_status okr_writer_put(okr_writer *writer, long long fid, okr_error *err);

/** 1-based parameter of a column by name; the column must exist. */
int okr_writer_parameter(const okr_writer *writer, const char *column);

/** Release. */
void okr_writer_close(okr_writer *writer);

/** Write the rows of a location_* table. */
OKR_MUST_CHECK okr_status okr_write_locations(okr_writer *writer, okr_error *err);

/** Bind the geometry of an agglomeration: the union of its members' polygons. */
OKR_MUST_CHECK okr_status okr_write_agglomeration(okr_writer *writer, size_t index,
                                                  okr_error *err);

#endif
