/** @file
 * SQLite with okrug's errors: the one place where its codes become messages.
 */
#ifndef OKR_STORE_DB_H
#define OKR_STORE_DB_H

#include "okrug/error.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

/** An open database file. Zero-initialise with {0}. */
typedef struct okr_db {
    sqlite3 *handle;  /**< owned */
    const char *path; /**< borrowed; the name shown in messages */
} okr_db;

/** Open an empty file that exists, for writing it once: no journal, no waiting for the disk. */
OKR_MUST_CHECK okr_status okr_db_create(okr_db *db, const char *file, const char *shown,
                                        okr_error *err);

/** Make an empty database in memory. */
OKR_MUST_CHECK okr_status okr_db_create_in_memory(okr_db *db, okr_error *err);

/** The bytes of the file that the database would be; the caller frees them. */
OKR_MUST_CHECK okr_status okr_db_bytes(okr_db *db, unsigned char **bytes, size_t *size,
                                       okr_error *err);

/**
 * Open a file for reading only. Leaves nothing beside it: a file in WAL mode without a
 * journal, and one in a folder that cannot be written, is opened as unchanging.
 */
OKR_MUST_CHECK okr_status okr_db_open(okr_db *db, const char *path, okr_error *err);

/** Close; NULL members are allowed. */
void okr_db_close(okr_db *db);

/** Run SQL that returns no rows. */
OKR_MUST_CHECK okr_status okr_db_exec(okr_db *db, const char *sql, okr_error *err);

/** Compile one statement; the caller finalizes it. */
OKR_MUST_CHECK okr_status okr_db_prepare(okr_db *db, const char *sql, sqlite3_stmt **statement,
                                         okr_error *err);

/** Next row; `row` may be NULL for statements that return none, which are then reset. */
OKR_MUST_CHECK okr_status okr_db_step(okr_db *db, sqlite3_stmt *statement, bool *row,
                                      okr_error *err);

/** The first column of the first row of a query as a number; 0 when there is none. */
OKR_MUST_CHECK okr_status okr_db_number(okr_db *db, const char *sql, long long *number,
                                        okr_error *err);

/** Turn SQLite's last error on this database into ours. */
okr_status okr_db_fail(okr_db *db, okr_error *err);

#endif
