/** @file
 * The scale of a map, as a ratio and as a bar.
 */
#ifndef OKR_SHEET_SCALEBAR_H
#define OKR_SHEET_SCALEBAR_H

#include "sheet/map_projection.h"
#include "sheet/sheet_pen.h"

/** Metres of one of the bar's four parts: 1, 2 or 5 times a power of ten. */
double okr_scalebar_part(double scale, double width);

/** Draw ratio and bar; returns the height used. */
double okr_scalebar_draw(const okr_pen *pen, const okr_map_view *view, double x, double y,
                         double width);

#endif
