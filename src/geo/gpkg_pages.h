/** @file
 * Rows of a table taken from the pages of its file, without a statement: a fifth of the time
 * that SQLite needs to hand out rows of a few bytes. The form of the pages is that of SQLite's
 * own description of its file format, which is frozen. SQLite keeps the locks: a transaction
 * lasts while the pages are open, and they are read through its own file, so that nobody can
 * write meanwhile. Whatever is not as expected is left to a statement. Private to geo.
 */
#ifndef OKR_GEO_GPKG_PAGES_H
#define OKR_GEO_GPKG_PAGES_H

#include "geo/gpkg_table.h"

/** What a value is stored as. */
typedef enum okr_value_type {
    OKR_VALUE_NULL,
    OKR_VALUE_INTEGER,
    OKR_VALUE_REAL,
    OKR_VALUE_TEXT,
    OKR_VALUE_BLOB
} okr_value_type;

/** A value of a row; texts and bytes are borrowed, and not ended by a zero. */
typedef struct okr_value {
    okr_value_type type;
    long long whole; /**< of OKR_VALUE_INTEGER */
    double real;     /**< of OKR_VALUE_REAL, and of OKR_VALUE_INTEGER */
    const unsigned char *bytes;
    size_t size;
} okr_value;

/** Takes the wanted values of a row; they live until it returns. @return false: no more */
typedef bool okr_row_fn(void *user, long long id, const okr_value *values);

/** Pages open for one thread. */
typedef struct okr_pages okr_pages;

/**
 * Open the pages of a table for some of its columns.
 *
 * @param db      a connection of the caller's own to the table's file, used for nothing else
 *                that needs a transaction; stays open longer
 * @param wanted  names of columns, at most 100; borrowed
 * @return okr_pages_close; NULL: rows are for a statement to read
 */
okr_pages *okr_pages_open(const okr_gpkg_table *table, struct sqlite3 *db,
                          const char *const *wanted, size_t count);

/** Release, and end the transaction; NULL is allowed. */
void okr_pages_close(okr_pages *pages);

/**
 * Walk the rows between two keys, both included, in their order.
 * @return false when a row or a page is not as expected, or `take` wants no more; rows before
 *         it were taken
 */
bool okr_pages_walk(okr_pages *pages, const long long range[2], okr_row_fn *take, void *user);

#endif
