/**
 * What served areas are compared with: buffers in a local equidistant projection, joined and
 * intersected by GEOS. Shares nothing with the code under test but the reading of WKB.
 */
#ifndef OKR_TEST_SERVED_REFERENCE_H
#define OKR_TEST_SERVED_REFERENCE_H

#include "geo/wkb.h"

/** How to make a reference. */
typedef struct reference_options {
    okr_lonlat centre; /**< of the projection */
    double distance_m;
    double step_deg; /**< edges are split to this, as the projection bends them */
    int quarter;     /**< edges of a quarter of a circle; they lie inside it */
} reference_options;

/**
 * Share of a territory within a distance of n features.
 *
 * Short by the sagitta of the circles, 1 - cos(pi / 4 / quarter) of the distance at most, and
 * off by the projection, 1/6 of the square of the distance from the centre in Earth radii.
 */
double reference_share(const okr_wkb *features, size_t n, okr_wkb territory,
                       const reference_options *options);

/** Area in square metres of a geodesic circle, by PROJ's direct problem. */
double reference_disc(okr_lonlat centre, double radius_m);

#endif
