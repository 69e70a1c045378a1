/** @file
 * The small map that shows where a sheet lies in the region.
 */
#ifndef OKR_SHEET_MAP_INSET_H
#define OKR_SHEET_MAP_INSET_H

#include "sheet/map_shape.h"
#include "sheet/sheet_pen.h"

/** Outlines of all municipalities, projected once per run. */
typedef struct okr_inset {
    okr_map_projection projection;
    okr_map_view view;
    okr_vec shapes; /**< okr_sheet_shape, by municipality */
    bool empty;     /**< there are no polygons */
} okr_inset;

/** Project the region. */
OKR_MUST_CHECK okr_status okr_inset_open(okr_inset *inset, const okr_map_job *job,
                                         okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_inset_close(okr_inset *inset);

/** Height of the inset in a width, by the shape of the region. */
double okr_inset_height(const okr_inset *inset, double width);

/** Draw it into a box, with the frame of the sheet's map. */
OKR_MUST_CHECK okr_status okr_inset_draw(const okr_inset *inset, const okr_pen *pen,
                                         okr_rect box, const okr_map_view *map, okr_error *err);

#endif
