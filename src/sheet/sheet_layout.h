/** @file
 * Where the parts of a sheet stand on paper.
 */
#ifndef OKR_SHEET_SHEET_LAYOUT_H
#define OKR_SHEET_SHEET_LAYOUT_H

#include "sheet/map_geometry.h"
#include "sheet/map_projection.h"

#include <stdbool.h>

/** A paper format by its name "A4", "A3", "A2"; false when there is none of that name. */
bool okr_paper_find(const char *name, double *short_mm, double *long_mm);

/** The rectangles of a sheet. */
typedef struct okr_sheet_layout {
    double u;        /**< size of type and symbols; 1 on A3 */
    okr_rect page;   /**< the paper */
    okr_rect border; /**< the outer frame: nothing stands outside */
    okr_rect title;  /**< strip above */
    okr_rect panel;  /**< figures, table, legend */
    okr_rect map;    /**< the neat line of the map */
    okr_rect under;  /**< strip below the map, height 0 when there is none */
    okr_rect footer; /**< scale, sources */
    double band;     /**< room for graticule labels round the map */
} okr_sheet_layout;

/** How a sheet is divided. */
typedef struct okr_sheet_form {
    bool wide;    /**< landscape */
    double panel; /**< the panel's part of the width */
} okr_sheet_form;

/** The usual division of an orientation. */
okr_sheet_form okr_sheet_form_of(bool wide);

/**
 * Lay out a sheet.
 * @param footer_h  height that the sources need, points
 */
okr_sheet_layout okr_sheet_lay_out(const char *paper, okr_sheet_form form, double footer_h);

/** Take a strip of a height from below the map. */
void okr_sheet_layout_split(okr_sheet_layout *layout, double height);

/**
 * The division in which a territory stands at the largest round scale: the usual ones, or one
 * with a narrower panel where that helps. Of equal scales the one that is nearer to filling its
 * frame, with the usual panel.
 * @param w      of the territory on the plane, metres
 * @param h      likewise
 * @param least  width that the panel needs, points before u
 */
okr_sheet_form okr_sheet_choose(const char *paper, double w, double h, double least);

/** The panel's least width for a list of places, and for one of measures; points before u. */
enum { OKR_PANEL_PLACES = 175, OKR_PANEL_MEASURES = 235 };

#endif
