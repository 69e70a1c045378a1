/** @file
 * Quick copies: the rows of a table once more, column by column, so that questions need not
 * read them one value at a time.
 *
 * Table okrug_quick holds one row per copied table: the names of its columns, the number of its
 * rows, and a blob. The blob holds for every column
 *
 *     n             4 bytes: number of distinct values, in the order of first sight
 *     values        n texts, each ended by a zero byte; or n numbers of 8 bytes
 *     numbers       of each row's value, 0, 1, 2 or 4 bytes each: as many as n needs
 *
 * least significant byte first. Words and dates are texts, as in the table; references are
 * fids; a missing text is empty, a missing real number NaN. Rows that a table leaves out are
 * told by a first column of fids.
 *
 * The table stays the truth. Triggers drop the copy as soon as anybody changes a row, and a
 * copy without its triggers, or of other columns, is not read.
 */
#ifndef OKR_STORE_QUICK_H
#define OKR_STORE_QUICK_H

#include "base/text.h"
#include "store/db.h"
#include "store/schema.h"

/** Create table okrug_quick. */
OKR_MUST_CHECK okr_status okr_quick_create(okr_db *db, okr_error *err);

/** Copy the rows of a table of the programme. Cost: O(rows x columns). */
OKR_MUST_CHECK okr_status okr_quick_write(okr_db *db, const okr_programme *programme,
                                          const okr_schema *table, okr_error *err);

/** The triggers that drop the copy when others edit the table; after its rows are there. */
OKR_MUST_CHECK okr_status okr_quick_triggers(okr_db *db, const okr_schema *table,
                                             okr_error *err);

/** Number of rows of a table as its copy tells; `found` is false without a copy to trust. */
OKR_MUST_CHECK okr_status okr_quick_count(okr_db *db, const okr_schema *table, size_t *count,
                                          bool *found, okr_error *err);

/** A copy that is being read. */
typedef struct okr_quick okr_quick;

/**
 * Fetch the copy of a table.
 * @param[out] quick  NULL when there is none, or none to trust; okr_quick_close, before the
 *                    connection closes
 */
OKR_MUST_CHECK okr_status okr_quick_open(okr_db *db, const okr_schema *table, okr_quick **quick,
                                         okr_error *err);

/**
 * Fill rows from a copy; in any thread, as it asks the connection for nothing. Once only.
 * @param rows       rows of the table, zero but where several tables fill them; as many as the
 *                   table has, or more when it leaves some out
 * @param[out] done  false when the copy makes no sense: read the table instead
 * Cost: O(rows x columns), about a tenth of reading the table.
 */
OKR_MUST_CHECK okr_status okr_quick_read(okr_quick *quick, const okr_vec *rows, bool *done,
                                         okr_error *err);

/** okr_quick_read into an empty vector, which gets as many rows as the copy has. */
OKR_MUST_CHECK okr_status okr_quick_make(okr_quick *quick, okr_vec *rows, bool *done,
                                         okr_error *err);

/** Rows of a copy. */
size_t okr_quick_rows(const okr_quick *quick);

/** Whether every reference in a column that was read is open or an index below `limit`. */
bool okr_quick_stays_within(const okr_quick *quick, const okr_column *column, size_t limit);

/** Release; the texts that rows point to go over to `keep`, or are released when it is NULL. */
void okr_quick_close(okr_quick *quick, okr_arena *keep);

/** The names of the copied columns of a table, "a,b,c"; in the order of the blob. */
void okr_quick_columns(const okr_schema *table, okr_text *names);

/** Whether the values of a field are texts in the blob. */
bool okr_quick_is_text(okr_field field);

/** Bytes that tell one of n values apart: 0, 1, 2 or 4. */
size_t okr_quick_width(size_t n);

#endif
