/** @file
 * One column of one row, between memory and SQLite.
 */
#ifndef OKR_STORE_FIELD_H
#define OKR_STORE_FIELD_H

#include "store/blob.h"
#include "store/db.h"
#include "store/facts.h"
#include "store/schema.h"

/** What binding needs besides the row; release with okr_binder_done. */
typedef struct okr_binder {
    const okr_programme *programme; /**< borrowed */
    const okr_facts *facts;         /**< borrowed */
    okr_wkb_reader reader;          /**< owned */
    okr_blob blob;                  /**< owned; the geometry bound last */
    unsigned char point[OKR_POINT_BLOB];
    okr_extent box; /**< of every geometry bound since the caller emptied it */
} okr_binder;

/** Release. */
void okr_binder_done(okr_binder *binder);

/** A row of a table, and its place in it. */
typedef struct okr_record {
    const void *row;
    size_t index;
} okr_record;

/**
 * Bind one column of a row; what OKR_FIELD_EXTRA means is left NULL.
 * @param parameter  1-based, of the statement; what is bound is valid until the next call
 */
OKR_MUST_CHECK okr_status okr_field_bind(okr_binder *binder, sqlite3_stmt *statement,
                                         int parameter, const okr_column *column,
                                         okr_record place, okr_error *err);

/**
 * The path as the file may tell it: one relative to the programme folder as it is, of an
 * absolute one only the name, so that the bytes do not depend on where a build took place.
 */
const char *okr_portable_path(const char *path);

/** Bind a geometry as a multi geometry of the given shape; NULL when it has no such part. */
OKR_MUST_CHECK okr_status okr_field_bind_geometry(okr_binder *binder, sqlite3_stmt *statement,
                                                  int parameter, okr_wkb wkb, okr_shape shape,
                                                  okr_error *err);

/** Bind a point. */
void okr_field_bind_point(okr_binder *binder, sqlite3_stmt *statement, int parameter,
                          okr_lonlat point);

/**
 * Read one column of the current row of a statement into a row of the programme.
 * @param arena  receives texts and geometries
 * @return OKR_ERR_FORMAT when the value is none of the column's; names the column and value
 */
OKR_MUST_CHECK okr_status okr_field_read(okr_arena *arena, sqlite3_stmt *statement,
                                         int position, const okr_column *column, void *row,
                                         okr_error *err);

/**
 * Read a word or a date from its text into the member itself.
 * @return OKR_ERR_FORMAT when the text is no value of the column; names the column and value
 */
OKR_MUST_CHECK okr_status okr_field_parse(const okr_column *column, const char *text, void *out,
                                          okr_error *err);

/** Copy the geometry of the current row into the arena; size 0 when it is NULL. */
OKR_MUST_CHECK okr_status okr_field_read_geometry(okr_arena *arena, sqlite3_stmt *statement,
                                                  int position, okr_wkb *wkb, okr_error *err);

#endif
