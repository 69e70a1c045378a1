/** @file
 * How wide the columns and how high the rows of a sheet are, so that it can be read on paper.
 */
#ifndef OKR_REPORT_REPORT_LAYOUT_H
#define OKR_REPORT_REPORT_LAYOUT_H

#include "view/table.h"

#include <stdbool.h>

/** Widths of a table. Zero-initialise; okr_report_layout_done. */
typedef struct okr_report_layout {
    int *widths; /**< owned, by column: characters */
    bool wide;   /**< wants A3, else A4 holds it */
} okr_report_layout;

/** Characters of the column of marks beside a column of numbers. */
enum { OKR_REPORT_MARK_WIDTH = 6 };

/** Find the widths: as wide as the content, less wide where the paper is too small for it. */
OKR_MUST_CHECK okr_status okr_report_layout_find(okr_report_layout *layout,
                                                 const okr_table *table, bool russian,
                                                 okr_error *err);

/** Release. */
void okr_report_layout_done(okr_report_layout *layout);

/** Lines that a text takes in a column of so many characters, broken between words. */
int okr_report_lines(const char *text, int width);

/** Lines that a row of the table takes; row -1: the head. */
int okr_report_row_lines(const okr_report_layout *layout, const okr_table *table, ptrdiff_t row,
                         bool russian);

#endif
