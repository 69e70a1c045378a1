/** @file
 * Statistics as tables.
 */
#ifndef OKR_VIEW_STATS_TABLE_H
#define OKR_VIEW_STATS_TABLE_H

#include "stats/stats.h"
#include "view/table.h"

/** What a figure is divided by. */
typedef enum okr_per {
    OKR_PER_NOTHING,
    OKR_PER_POPULATION,
    OKR_PER_AREA,
    OKR_PER_MEASURE
} okr_per;

/** An answered question that is being shown. */
typedef struct okr_stats_view {
    const okr_stats *stats;
    const okr_stats_request *request;
    okr_vec *rows; /**< okr_stat_row */
    okr_per per;
} okr_stats_view;

/** One row per key, or pair of keys: measures by stage, completed share, progress. */
void okr_show_counts(const okr_stats_view *view, okr_table *table);

/** One row per key and quantity: planned and actual sums, what touches without a split.
 * The rows of the view go over to the table; its stats outlive the table. */
OKR_MUST_CHECK okr_status okr_show_quantities(const okr_stats_view *view, okr_table *table,
                                              okr_error *err);

/** Every figure, one a row; likewise. */
OKR_MUST_CHECK okr_status okr_show_all(const okr_stats_view *view, okr_table *table,
                                       okr_error *err);

/** Two dimensions against each other, one figure in the cells. */
okr_status okr_show_cross(const okr_stats_view *view, const char *stat, okr_table *table,
                          okr_error *err);

/** Append the columns that say which quantity a row is about, and their cells; without a
 * quantity (NULL) they are empty. */
void okr_show_quantity_columns(okr_table *table);
void okr_show_quantity(const okr_programme *programme, const okr_quantity *quantity,
                       okr_table *table);

/** What a value in the base unit is divided by to be shown. */
double okr_quantity_shown_factor(const okr_quantity *quantity);

/** Append code and title cells of a key. */
void okr_show_key(const okr_stats_view *view, int dimension, int key, okr_table *table);

/** Append the code and title columns of a dimension. */
void okr_show_key_columns(const okr_stats_view *view, int dimension, okr_table *table);

#endif
