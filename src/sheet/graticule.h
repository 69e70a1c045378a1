/** @file
 * Meridians and parallels over the map, with their degrees at the frame.
 */
#ifndef OKR_SHEET_GRATICULE_H
#define OKR_SHEET_GRATICULE_H

#include "sheet/map_projection.h"
#include "sheet/sheet_pen.h"

/** Distance between lines for a height of `span` degrees: a round part of a degree. */
double okr_graticule_step(double span);

/** Append degrees as 86°30′ with the letter of the hemisphere. */
void okr_graticule_label(okr_text *text, double degrees, bool meridian, bool russian);

/** Draw the lines in the frame and the labels round it. `box`: degrees that the frame covers.
 */
OKR_MUST_CHECK okr_status okr_graticule_draw(const okr_pen *pen, const okr_map_view *view,
                                             okr_box box, okr_error *err);

#endif
