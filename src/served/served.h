/** @file
 * Which share of a territory lies within a geodesic straight-line distance of a set of
 * features, between two bounds that are certain.
 *
 * The place of a feature may be known only roughly: its geometry with a disc of accuracy_m
 * around every point of it, or "somewhere in this geometry". Certain is what the farthest
 * possible place serves, possible what the nearest one does.
 *
 * Method, bounds and proof: docs/served.md.
 */
#ifndef OKR_SERVED_SERVED_H
#define OKR_SERVED_SERVED_H

#include "base/text.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** Default of okr_served_options.tolerance. */
#define OKR_SERVED_TOLERANCE 0.001

/** Greatest distance with accuracy, in metres. */
#define OKR_SERVED_REACH_MAX 200000.0

/** Territories and places nearer to a pole than this are refused. */
#define OKR_SERVED_LAT_MAX 88.0

/** One feature that serves. */
typedef struct okr_served_feature {
    okr_wkb geometry;  /**< points, lines, areas in lon/lat degrees; empty serves nothing */
    double accuracy_m; /**< >= 0: the true place is within this of the geometry */
    double distance_m; /**< that this one serves; 0: the one that is asked for */
    bool somewhere;    /**< the true place is some unknown point of the geometry */
} okr_served_feature;

/** Features that serve, indexed. */
typedef struct okr_served_set okr_served_set;

/** Make an empty set. @param[out] out  okr_served_set_free */
OKR_MUST_CHECK okr_status okr_served_set_new(okr_served_set **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_served_set_free(okr_served_set *set);

/**
 * Add a feature. Areas are read by the even-odd rule, polygon by polygon, so that no ring is
 * invalid; repeated points do no harm.
 *
 * @return OKR_ERR_GEOMETRY if the bytes are no geometry, a latitude is beyond a pole, an
 *         accuracy or distance is negative or not a number, or an edge spans more than half of
 * the globe (which is one that should have been split at the antimeridian)
 */
OKR_MUST_CHECK okr_status okr_served_set_add(okr_served_set *set,
                                             const okr_served_feature *feature, okr_error *err);

/**
 * Close the set and make its index; from then on any number of threads may ask.
 * @param threads  0: one per processor
 * Cost: some 60 ns per vertex, shared by the threads.
 */
OKR_MUST_CHECK okr_status okr_served_set_close(okr_served_set *set, unsigned threads,
                                               okr_error *err);

/** How to measure. */
typedef struct okr_served_options {
    double distance_m; /**< above 0; 0 where every feature has its own */
    double tolerance;  /**< of the area of each territory; 0: OKR_SERVED_TOLERANCE */
    unsigned threads;  /**< 0: one per processor */
} okr_served_options;

/** What is served of one territory. */
typedef struct okr_served_area {
    double area_m2;    /**< ellipsoidal area of the territory */
    double low_m2;     /**< certainly served: no more than the true area of the certain set */
    double high_m2;    /**< possibly served: no less than the true area of the possible set */
    double numeric_m2; /**< the part of high - low that is due to computing, not to places */
    size_t cells;      /**< examined */
    bool reached;      /**< numeric_m2 <= tolerance * area_m2; the bounds hold in any case */
} okr_served_area;

/**
 * Served area of each of n territories, whose rings may be anything that is valid by OGC Simple
 * Features; others are read by the even-odd rule.
 *
 * @param[out] areas  n results; the same for any number of threads
 * @return OKR_ERR_USAGE for a distance or tolerance that cannot be used, OKR_ERR_GEOMETRY
 * naming the territory
 *
 * Cost: some 1 us per cell; cells grow with the length of the border of what is served.
 */
OKR_MUST_CHECK okr_status okr_served_areas(const okr_served_set *set,
                                           const okr_wkb *territories, size_t n,
                                           const okr_served_options *options,
                                           okr_served_area *areas, okr_error *err);

/**
 * Polygons of what is served of a territory, to draw: for certain, or possibly.
 *
 * Their area is the bound of okr_served_areas, to what the straight sides of cells bend.
 *
 * @param[out] wkb  a MULTIPOLYGON is appended; nothing where nothing is served
 * Cost: as okr_served_areas, and a union of the cells that are not served.
 */
OKR_MUST_CHECK okr_status okr_served_shape(const okr_served_set *set, okr_wkb territory,
                                           const okr_served_options *options, bool certain,
                                           okr_text *wkb, okr_error *err);

/** What a set is to one place. */
typedef struct okr_served_place {
    double
        nearest_m; /**< no more than the distance to the nearest possible place of a feature */
    double farthest_m; /**< no less than that to the best of the farthest possible places */
    bool certain;      /**< some feature serves the place wherever both truly are */
    bool possible;     /**< some feature may serve it; false is certain, too */
} okr_served_place;

/**
 * How a place is served. Distances are infinite where no feature is near enough to serve it.
 *
 * @param accuracy_m  >= 0: the true place is within this of p
 * @param distance_m  as in okr_served_options
 * @return OKR_ERR_USAGE, OKR_ERR_GEOMETRY as okr_served_areas
 */
OKR_MUST_CHECK okr_status okr_served_ask(const okr_served_set *set, okr_lonlat p,
                                         double accuracy_m, double distance_m,
                                         okr_served_place *place, okr_error *err);

#endif
