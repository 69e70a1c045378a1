/** @file
 * A quick copy taken apart; for the files of store/quick.
 */
#ifndef OKR_STORE_QUICK_COLUMNS_H
#define OKR_STORE_QUICK_COLUMNS_H

#include "store/quick.h"

#include <stdint.h>

enum { OKR_QUICK_COLUMNS = 64 /* most of one table; a test counts them */ };

/** One column, ready to be given to the rows. */
typedef struct okr_quick_values {
    const okr_column *column;
    size_t size;                 /**< of the member */
    unsigned char *distinct;     /**< owned: values as they lie in a row */
    size_t count;                /**< of them */
    const unsigned char *of_row; /**< borrowed from the blob: numbers of `width` bytes */
    size_t width;
} okr_quick_values;

struct okr_quick {
    const okr_schema *table;
    sqlite3_stmt *select; /**< owned: holds the blob */
    const unsigned char *blob;
    size_t blob_size, rows;
    okr_quick_values columns[OKR_QUICK_COLUMNS];
    size_t column_count;
    size_t *places;  /**< owned: place of each row; NULL: they stand as they come */
    okr_arena arena; /**< owns the texts */
};

/** A number of at most 8 bytes, the least significant first. */
static inline uint64_t okr_quick_number(const unsigned char *bytes, size_t size)
{
    uint64_t number = 0;

    for (size_t i = size; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

/** Take the blob apart for rows of which there are `most`; OKR_ERR_FORMAT: it makes no sense.
 */
OKR_MUST_CHECK okr_status okr_quick_parse(okr_quick *quick, size_t most, okr_error *err);

/** Give the rows their values, by several threads when they are many. quick_fill.c */
OKR_MUST_CHECK okr_status okr_quick_fill(const okr_quick *quick, const okr_vec *rows,
                                         okr_error *err);

#endif
