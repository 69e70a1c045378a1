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

/**
 * Lay out a sheet.
 * @param footer_h  height that the sources need, points
 */
okr_sheet_layout okr_sheet_lay_out(const char *paper, bool landscape, double footer_h);

/** Take a strip of a height from below the map. */
void okr_sheet_layout_split(okr_sheet_layout *layout, double height);

/** The orientation in which a territory of w x h stands larger; true: landscape. */
bool okr_sheet_is_wide(const char *paper, double w, double h);

#endif
