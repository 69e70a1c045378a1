/**
 * Slow measures of the same definitions as geo/geodesic.h in long double, written apart from
 * them: the chord of a finely divided way for lengths, the closed authalic formula under Gauss
 * quadrature for areas.
 */
#ifndef OKR_TEST_REFERENCE_H
#define OKR_TEST_REFERENCE_H

#include "geo/geodesic.h"

/** Geodesic length of a segment up to some 100 km. */
long double reference_length(okr_lonlat a, okr_lonlat b);

/** Signed area under the part [t0, t1] of a straight edge down to the parallel lat0, positive
 * westwards. */
long double reference_edge_area(okr_lonlat a, okr_lonlat b, long double t0, long double t1,
                                long double lat0);

/** Signed area of a ring, counterclockwise positive. */
long double reference_ring_area(const okr_lonlat *ring, size_t n);

#endif
