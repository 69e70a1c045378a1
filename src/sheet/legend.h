/** @file
 * The legend, built from what a sheet shows and from nothing else.
 */
#ifndef OKR_SHEET_LEGEND_H
#define OKR_SHEET_LEGEND_H

#include "sheet/map_body.h"

/** What stands before the text of a legend item. */
typedef enum okr_sample {
    OKR_SAMPLE_NONE,  /**< a heading within the legend */
    OKR_SAMPLE_CLASS, /**< of the theme; only at the beginning, under a heading */
    OKR_SAMPLE_SYMBOL,
    OKR_SAMPLE_LINE,
    OKR_SAMPLE_AREA,
    OKR_SAMPLE_FILL,
    OKR_SAMPLE_TRAY,
    OKR_SAMPLE_RING,
    OKR_SAMPLE_BORDER,
    OKR_SAMPLE_CONTEXT,
    OKR_SAMPLE_DOT
} okr_sample;

/** One line of the legend. */
typedef struct okr_legend_item {
    okr_sample sample;
    okr_symbol symbol; /**< its colour serves fills and lines too */
    double size;       /**< of a dot; width of a context line; 1: the class of no data */
    int border;        /**< okr_border_kind */
    const char *text;
} okr_legend_item;

/** Collect the items (okr_legend_item) of a prepared map. */
OKR_MUST_CHECK okr_status okr_legend_collect(const okr_map_body *body, okr_vec *items,
                                             okr_error *err);

/** Height of the items in the columns that a width has room for. */
double okr_legend_height(const okr_pen *pen, const okr_vec *items, double width);

/** Draw them. */
void okr_legend_draw(const okr_pen *pen, const okr_vec *items, double x, double y,
                     double width);

#endif
