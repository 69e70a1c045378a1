/** @file
 * The quick copies of a file that is being loaded; for the files of store/load.
 *
 * A copy is fetched by the thread of the connection, read by any thread into rows of its own,
 * and becomes the programme's when all of it is good.
 */
#ifndef OKR_STORE_LOAD_COPIES_H
#define OKR_STORE_LOAD_COPIES_H

#include "store/quick.h"

enum { OKR_COPIES = 32 /* tables beyond are read row by row */ };

/** One table and its copy. */
typedef struct okr_copied {
    const okr_schema *table;
    okr_quick *quick; /**< owned */
    okr_vec rows;     /**< owned, until they are the programme's */
    bool done;        /**< they are good */
} okr_copied;

/** The copies of tables that have their rows for themselves. Zero-initialise. */
typedef struct okr_copies {
    okr_copied list[OKR_COPIES];
    size_t count;
} okr_copies;

/** Fetch the copies, as far as there are any, of tables that are loaded then. */
OKR_MUST_CHECK okr_status okr_copies_open(okr_copies *copies, okr_db *db,
                                          okr_programme *programme, okr_load when,
                                          okr_error *err);

/** Rows of all of them. */
size_t okr_copies_rows(const okr_copies *copies);

/** Read copy i; in any thread, once. */
OKR_MUST_CHECK okr_status okr_copies_read(okr_copies *copies, size_t i, okr_error *err);

/** Give the programme the rows of copies first..end-1 that are good. */
void okr_copies_adopt(okr_copies *copies, okr_programme *programme, size_t first, size_t end);

/** The good copy of a table; NULL: it has none. */
const okr_quick *okr_copies_find(const okr_copies *copies, const okr_schema *table);

/** Release; texts go over to the arena. */
void okr_copies_close(okr_copies *copies, okr_arena *arena);

#endif
