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

/** Columns that say which quantity a row is about. */
enum { OKR_QUANTITY_COLUMNS = 5 };

/** Append those columns, and the cells of a quantity. */
void okr_show_quantity_columns(okr_table *table);
void okr_show_quantity(const okr_programme *programme, const okr_quantity *quantity,
                       okr_table *table);

/** A table with a row of those cells for every quantity, to be lent; okr_table_free. NULL with
 * err filled when memory ran out. */
OKR_MUST_CHECK okr_table *okr_quantity_words(const okr_stats *stats, okr_error *err);

/** Lend the cells of a quantity; of none (-1) they are empty. */
void okr_lend_quantity(const okr_table *words, int quantity, okr_table *table);

/** What a value in the base unit is divided by to be shown. */
double okr_quantity_shown_factor(const okr_quantity *quantity);

/** Append code and title cells of a key. */
void okr_show_key(const okr_stats_view *view, int dimension, int key, okr_table *table);

/** Append the code and title columns of a dimension. */
void okr_show_key_columns(const okr_stats_view *view, int dimension, okr_table *table);

/** The cells of every key of a dimension, made once to be lent often. */
typedef struct okr_key_words {
    okr_table *table; /**< owned */
    int *row_of;      /**< owned, by key from OKR_KEY_LOWEST on: row of the table + 1, 0 none */
} okr_key_words;

/** The first row behind those of the same keys; rows stand by keys. O(log rows). */
size_t okr_keys_end(const okr_vec *rows, size_t first);

/** Find the words of all keys of a view's rows; okr_key_words_done, on failure too. */
OKR_MUST_CHECK okr_status okr_key_words_make(okr_key_words *words, const okr_stats_view *view,
                                             int dimension, okr_error *err);

/** Release. */
void okr_key_words_done(okr_key_words *words);

/** okr_show_key with words that outlive the table. */
void okr_lend_key(const okr_key_words *words, int key, okr_table *table);

/** What the rows of a long table are made of; it outlives the question. */
typedef struct okr_long_form {
    okr_stats_view view; /**< of the members below */
    okr_stats_request request;
    okr_vec rows;          /**< okr_stat_row */
    okr_table *quantities; /**< owned: okr_quantity_words */
    okr_key_words keys[2];
} okr_long_form;

/** Take the rows of a view over and find their words; okr_long_form_done, on failure too. */
OKR_MUST_CHECK okr_status okr_long_form_make(okr_long_form *form, const okr_stats_view *view,
                                             okr_error *err);

/** Release. */
void okr_long_form_done(okr_long_form *form);

#endif
