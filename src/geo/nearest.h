/** @file
 * How far a position is from a geometry.
 */
#ifndef OKR_GEO_NEAREST_H
#define OKR_GEO_NEAREST_H

#include "geo/wkb.h"

/**
 * Geodesic distance in metres from a position to the nearest point of a geometry in lon/lat
 * degrees; 0 inside one of its areas (rings by the even-odd rule).
 *
 * The nearest edge is chosen in a plane scaled at the position and the nearest point on it by
 * geodesic distance: exact to millimetres within some hundred kilometres, never too small.
 * @param[out] metres  NaN for an empty geometry; untouched on failure
 * Cost: O(vertices).
 */
OKR_MUST_CHECK okr_status okr_nearest_distance(okr_wkb geometry, okr_lonlat position,
                                               double *metres, okr_error *err);

#endif
