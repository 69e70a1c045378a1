/** @file
 * One cell of text into one member of a record. For table.c and blank.c only.
 */
#ifndef OKR_SOURCE_CELL_H
#define OKR_SOURCE_CELL_H

#include "source/table_reader.h"

/** A cell with where it goes. */
typedef struct okr_cell_at {
    const okr_form_column *column;
    const char *name; /**< of the column in the file, for findings */
    const char *text; /**< without outer spaces; "" is not known */
    void *out;        /**< member of the record */
} okr_cell_at;

/** Store at `out`, the column's member of a record, what an empty cell means. */
void okr_cell_clear(const okr_form_column *column, void *out);

/** Convert and store; what cannot be read becomes an error finding and is unknown. */
OKR_MUST_CHECK okr_status okr_cell_read(okr_table_reader *reader, const okr_cell_at *cell,
                                        okr_error *err);

#endif
