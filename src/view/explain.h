/** @file
 * An explanation as a table.
 */
#ifndef OKR_VIEW_EXPLAIN_H
#define OKR_VIEW_EXPLAIN_H

#include "stats/explain.h"
#include "view/ask.h"

/** Families of figures: each has columns of its own. */
typedef enum okr_figure_family {
    OKR_FAMILY_COUNT,  /**< numbers of measures */
    OKR_FAMILY_MEAN,   /**< progress and the like */
    OKR_FAMILY_DRAWN,  /**< length and area on the map */
    OKR_FAMILY_SUM,    /**< stated figures */
    OKR_FAMILY_EXTENT, /**< population and area of municipalities */
} okr_figure_family;

/** The cells of every measure with a part that say where it stands, made once. */
typedef struct okr_place_words {
    okr_table *table; /**< owned */
    int *row_of;      /**< owned, by measure: row of the table + 1, 0 none */
} okr_place_words;

/** Find the words for parts (okr_stat_part); okr_place_words_done, on failure too. */
OKR_MUST_CHECK okr_status okr_place_words_make(okr_place_words *words, const okr_ask *ask,
                                               const okr_vec *parts, okr_error *err);

/** Release. */
void okr_place_words_done(okr_place_words *words);

/** Append their columns, and lend the cells of a measure; an estimated part is said to be. */
void okr_place_columns(okr_table *table);
void okr_lend_place(const okr_place_words *words, int measure, bool estimated,
                    okr_table *table);

/** An explanation that is being shown. */
typedef struct okr_explain_view {
    const okr_ask *ask;
    okr_explanation *explanation;
    okr_figure_family family;
    /* filled by okr_explain_rows */
    const okr_table *quantities; /**< okr_quantity_words */
    const okr_place_words *places;
} okr_explain_view;

/** Append the columns of a family. */
void okr_explain_columns(okr_figure_family family, okr_table *table);

/** Give the table its rows: of each figure its parts, then its total. The explanation goes over
 * to the table; the question outlives it. */
OKR_MUST_CHECK okr_status okr_explain_rows(const okr_explain_view *view, okr_table *table,
                                           okr_error *err);

#endif
