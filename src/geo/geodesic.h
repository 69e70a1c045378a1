/** @file
 * Length and area on the WGS 84 ellipsoid.
 *
 * An edge is the straight line in longitude and latitude that a map draws. Its length is the
 * geodesic between its ends; the area under it is exact for that straight line. Longitudes are
 * taken as given: an edge from 179 to -179 spans 358 degrees westwards, so what crosses the
 * antimeridian is either split there or continued beyond 180. (The length of such an edge is
 * still that of the short geodesic between its ends.)
 */
#ifndef OKR_GEO_GEODESIC_H
#define OKR_GEO_GEODESIC_H

#include <stdbool.h>
#include <stddef.h>

/** A position in degrees, longitude first; |lat| <= 90, lon unrestricted. */
typedef struct okr_lonlat {
    double lon;
    double lat;
} okr_lonlat;

/** Length of the geodesic between two positions in metres, by PROJ's geodesic routines. */
double okr_geodesic_inverse(okr_lonlat a, okr_lonlat b);

/**
 * Length of a segment in metres: equals okr_geodesic_inverse to 1e-12 relative.
 *
 * Up to 20 km a series of our own is used (its bound stands in the source and is tested), which
 * stays precise to the last micrometre of a segment; beyond, PROJ.
 * Cost: about 40 ns for a short segment, 1 us for a long one.
 */
double okr_segment_length(okr_lonlat a, okr_lonlat b);

/**
 * okr_segment_length of the n - 1 segments of a chain of n points; metres has room for n - 1.
 * Cost: about half of that one by one.
 */
void okr_chain_lengths(const okr_lonlat *points, size_t n, double *metres);

/** Number of terms of the authalic series, and of its expansions about a latitude. */
enum { OKR_AREA_TERMS = 8, OKR_AREA_DEGREE = 12, OKR_AREA_SHORT = 6 };

/**
 * Where areas are measured from: the parallel lat0. Areas under edges are differences to it, so
 * that rings of a millimetre far from the equator keep their digits. One frame per feature.
 */
typedef struct okr_area_frame {
    double lat0; /**< degrees */
    int degree;  /**< terms of the expansion in use */
    bool wide;   /**< too tall for the expansion: the series is used */
    double expansion[OKR_AREA_DEGREE + 1]; /**< m2 per radian of longitude and rad^i */
} okr_area_frame;

/** Make a frame for latitudes between two limits in degrees. */
void okr_area_frame_init(okr_area_frame *frame, double lat_min, double lat_max);

/**
 * Signed area between the straight edge a -> b and the parallel lat0 of the frame, square
 * metres: positive where an edge runs westwards north of lat0, so that the edges of a
 * counterclockwise ring sum to its area. Additive under subdivision to rounding; a whole ring's
 * sum does not depend on the frame.
 *
 * Source: the area under a parallel is the authalic integral (Snyder 1987, eq. 3-12); its mean
 * along an edge is integrated term by term.
 */
double okr_edge_area(const okr_area_frame *frame, okr_lonlat a, okr_lonlat b);

/** okr_edge_area of the part [t0, t1] of an edge, 0 <= t <= 1 along a -> b. */
double okr_edge_part_area(const okr_area_frame *frame, okr_lonlat a, okr_lonlat b, double t0,
                          double t1);

/**
 * Signed area of a ring by its winding, square metres, counterclockwise positive.
 *
 * @param ring  n vertices; the first may be repeated as last, or is closed silently
 */
double okr_ring_area(const okr_lonlat *ring, size_t n);

/** A sum that keeps what rounding drops (Neumaier). Zero-initialise. */
typedef struct okr_sum {
    double high;
    double low;
} okr_sum;

/** Add a term. */
void okr_sum_add(okr_sum *sum, double term);

/** The sum. */
static inline double okr_sum_value(const okr_sum *sum)
{
    return sum->high + sum->low;
}

#endif
