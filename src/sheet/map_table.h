/** @file
 * The table of a sheet: its measures, or its municipalities, with states and bars of progress.
 */
#ifndef OKR_SHEET_MAP_TABLE_H
#define OKR_SHEET_MAP_TABLE_H

#include "sheet/sheet_pen.h"

/** A table to draw in a width. */
typedef struct okr_sheet_table {
    const okr_pen *pen; /**< borrowed */
    double width;       /**< points, like all lengths on paper */
    double size;        /**< of its type, points before u */
    double extra;       /**< added to the height of every row, points */
} okr_sheet_table;

/** Width that titles have. */
double okr_table_title_width(const okr_sheet_table *table);

/** Height of the head line. */
double okr_table_head_height(const okr_sheet_table *table);

/** Height of all rows from `first` on, without the head. */
double okr_table_height(const okr_sheet_table *table, size_t first);

/**
 * Draw the head and as many rows as fit.
 * @return the first row that did not fit
 */
size_t okr_table_draw(const okr_sheet_table *table, okr_rect box, size_t first);

#endif
