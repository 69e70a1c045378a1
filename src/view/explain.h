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

/** An explanation that is being shown. */
typedef struct okr_explain_view {
    const okr_ask *ask;
    okr_explanation *explanation;
    okr_figure_family family;
    const okr_table *quantities; /**< okr_quantity_words; filled by okr_explain_rows */
} okr_explain_view;

/** Append the columns of a family. */
void okr_explain_columns(okr_figure_family family, okr_table *table);

/** Give the table its rows: of each figure its parts, then its total. The explanation goes over
 * to the table; the question outlives it. */
OKR_MUST_CHECK okr_status okr_explain_rows(const okr_explain_view *view, okr_table *table,
                                           okr_error *err);

#endif
