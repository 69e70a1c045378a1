/** @file
 * The scale of a map, as a ratio and as a bar.
 */
#ifndef OKR_VIEW_SCALEBAR_H
#define OKR_VIEW_SCALEBAR_H

#include "sheet/map_projection.h"
#include "sheet/sheet_pen.h"

/** Metres of one of the bar's four parts: 1, 2 or 5 times a power of ten. */
double okr_scalebar_part(double scale, double width);

/** Append "1:200 000". */
void okr_scalebar_ratio(okr_text *text, double scale, bool russian);

/** Draw ratio and bar; returns the height used. */
double okr_scalebar_draw(const okr_pen *pen, const okr_map_view *view, double x, double y,
                         double width);

#endif
