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
OKR_MUST_CHECK okr_status okr_quick_count(okr_db *db, const okr_schema *table, long long *count,
                                          bool *found, okr_error *err);

/**
 * Read the rows of a table from its copy; the programme has room for them.
 * @param[out] done  false when there is no copy, or none to trust: read the table instead
 * Cost: O(rows x columns), about a tenth of reading the table.
 */
OKR_MUST_CHECK okr_status okr_quick_read(okr_db *db, okr_programme *programme,
                                         const okr_schema *table, bool *done, okr_error *err);

/** The names of the copied columns of a table, "a,b,c"; in the order of the blob. */
void okr_quick_columns(const okr_schema *table, okr_text *names);

/** Whether the values of a field are texts in the blob. */
bool okr_quick_is_text(okr_field field);

/** Bytes that tell one of n values apart: 0, 1, 2 or 4. */
size_t okr_quick_width(size_t n);

#endif
