/** @file
 * Positions in space, and what a straight chord through the Earth says of the geodesic above
 * it.
 *
 * Served shares measure distances with chords: a chord costs a few multiplications and is tied
 * to the geodesic between its ends by the two bounds below, so tightly that at 2 km they differ
 * by 5 micrometres and at 100 km by 21 mm.
 */
#ifndef OKR_GEO_SPACE_H
#define OKR_GEO_SPACE_H

#include "geo/geodesic.h"

#include <math.h>
#include <stddef.h>

/** Longest distance in metres that the bounds are proven for. */
#define OKR_SPACE_REACH_MAX 200000.0

/** Geocentric coordinates in metres, or a direction. */
typedef struct okr_space {
    double x, y, z;
} okr_space;

/** A place on the ellipsoid with the plane that touches it there. */
typedef struct okr_space_frame {
    okr_space at;
    okr_space east, north; /**< unit vectors */
    double metres_per_lon; /**< metres of one degree of longitude at this place */
    double metres_per_lat;
} okr_space_frame;

static inline okr_space okr_space_minus(okr_space a, okr_space b)
{
    return (okr_space){a.x - b.x, a.y - b.y, a.z - b.z};
}

static inline double okr_space_dot(okr_space a, okr_space b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline okr_space okr_space_cross(okr_space a, okr_space b)
{
    return (okr_space){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static inline double okr_space_length(okr_space a)
{
    return sqrt(okr_space_dot(a, a));
}

/** Geocentric position of a place on the WGS 84 ellipsoid. */
okr_space okr_space_at(okr_lonlat p);

/** The same of n places, by columns, bit for bit. Cost: some 20 ns each. */
void okr_space_columns(const okr_lonlat *p, size_t n, double *restrict x, double *restrict y,
                       double *restrict z);

/** What the frames of all places of a meridian have in common. */
typedef struct okr_meridian {
    double lon, sine, cosine;
} okr_meridian;

/** What the frames of all places of a parallel have in common. */
typedef struct okr_parallel {
    double lat, sine, cosine;
    double from_axis, height; /**< metres from the axis, and over the equator's plane */
    double metres_per_lon, metres_per_lat;
} okr_parallel;

okr_meridian okr_meridian_at(double lon);

/** |lat| < 90 */
okr_parallel okr_parallel_at(double lat);

/** The place where they meet and its tangent plane. */
okr_space_frame okr_space_frame_of(const okr_meridian *meridian, const okr_parallel *parallel);

/**
 * Chord not longer than this: the geodesic is not longer than `metres`.
 *
 * A geodesic's curvature is at most 1 / 6335439 m, so by Schur's theorem its chord is at least
 * that of the circle of this radius. @param metres  0..OKR_SPACE_REACH_MAX
 */
double okr_space_chord_within(double metres);

/**
 * Chord longer than this: the geodesic is longer than `metres`.
 *
 * A geodesic's curvature is at least 1 / 6399594 m; its torsion, below 8e-10 per metre, can
 * lengthen the chord of that circle by less than 1e-9 of itself, which is added.
 */
double okr_space_chord_beyond(double metres);

/** Shortest and longest geodesic that can stand above a chord. */
double okr_space_geodesic_min(double chord);
double okr_space_geodesic_max(double chord);

/**
 * How far the straight line from a to b in longitude and latitude can depart from its chord.
 *
 * The error of linear interpolation: an eighth of the largest second derivative along the edge.
 */
double okr_space_edge_departure(okr_lonlat a, okr_lonlat b);

#endif
