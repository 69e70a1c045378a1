/** @file
 * Names of the columns of a sheet: a header of one row or of several with merged cells.
 *
 * A cell that is merged over several columns stands in the first of them and goes for those to
 * its right; one that is merged over several rows stands in the first of them. The name of a
 * column is what stands above it from top to bottom, parted by a blank: «План» over «2023» and
 * «2024» makes «План 2023» and «План 2024».
 */
#ifndef OKR_SOURCE_HEADS_H
#define OKR_SOURCE_HEADS_H

#include "base/mem.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** The rows of a header, 1-based as a spreadsheet counts them; {0, 0}: the first with text. */
typedef struct okr_head_rows {
    long first, last;
} okr_head_rows;

/** A header. Zeroed or okr_heads_init; release with okr_heads_done. */
typedef struct okr_heads {
    okr_arena arena;
    okr_vec rows;  /**< okr_vec of const char *, blanks put in order: one a row, top first */
    okr_vec names; /**< const char *, "" of a column without a name */
} okr_heads;

/** An empty one. */
void okr_heads_init(okr_heads *heads);

/** Append the next row of the header; cells are copied. */
OKR_MUST_CHECK okr_status okr_heads_add(okr_heads *heads, const char *const *cells, size_t n,
                                        okr_error *err);

/** Make the names of the columns of all rows: as many as the longest row has cells. */
OKR_MUST_CHECK okr_status okr_heads_join(okr_heads *heads, okr_error *err);

/** Release. */
void okr_heads_done(okr_heads *heads);

/** Whether two names are the same but for blanks, U+00A0 and breaks of lines. */
bool okr_heads_same(const char *a, const char *b);

/** "3" or "3-4": 1 <= first <= last, at most 9 rows. */
bool okr_head_rows_parse(const char *text, okr_head_rows *out);

/** What a row is that is no record. */
typedef enum okr_ornament {
    OKR_ORNAMENT_NONE,    /**< a record */
    OKR_ORNAMENT_BLANK,   /**< no text at all */
    OKR_ORNAMENT_NUMBERS, /**< 1, 2, 3 ... below the header */
    OKR_ORNAMENT_TOTAL,   /**< its first text begins with «Итого» or «Всего» */
    OKR_ORNAMENT_HEADING  /**< one cell of at least three has text */
} okr_ornament;

/** The form of a row by its n cells alone. */
okr_ornament okr_ornament_of(const char *const *cells, size_t n);

/** The first cell of n with text; n when there is none. */
size_t okr_first_cell(const char *const *cells, size_t n);

#endif
