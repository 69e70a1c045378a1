/** @file
 * The order of a table's rows; for the files of view/table.
 */
#ifndef OKR_VIEW_TABLE_ORDER_H
#define OKR_VIEW_TABLE_ORDER_H

#include "view/table.h"

/** Which rows are wanted, and in which order. */
typedef struct okr_order {
    bool sorted; /**< by `column`; else they stand as they do */
    bool falling;
    bool russian; /**< texts compare in this language */
    size_t column;
    size_t rows; /**< most of them, not counting those that close the account */
} okr_order;

/** Rows before those that close the account: these stay below whatever the order is. */
size_t okr_table_body_rows(const okr_table *table);

/**
 * The numbers of the rows wanted, in their order, and behind them those that close the account.
 * Empty cells stand last either way, equal ones keep their order. The rows of a body are made
 * part by part and only the cells of the column kept.
 * @param out  size_t; empty
 */
OKR_MUST_CHECK okr_status okr_table_order(okr_table *table, const okr_order *order,
                                          okr_vec *out, okr_error *err);

/** Leave a table with a body the rows numbered; `rows` (size_t) goes over. */
OKR_MUST_CHECK okr_status okr_table_leave(okr_table *table, okr_vec *rows, okr_error *err);

#endif
