/** @file
 * The grid that cells are found on: distances, weights, labels. For thiessen*.c only.
 */
#ifndef OKR_GEO_THIESSEN_GRID_H
#define OKR_GEO_THIESSEN_GRID_H

#include "base/mem.h"
#include "geo/crs.h"
#include "geo/geos.h"
#include "geo/thiessen.h"

#include <stdbool.h>

/** A position in the local equal-area plane, metres. */
typedef struct okr_plane {
    double x, y;
} okr_plane;

/** A grid over the outline. Zero-initialise; okr_cellgrid_done. */
typedef struct okr_cellgrid {
    okr_transform *there, *back;        /**< owned: EPSG:4326 to the plane and back */
    okr_plane *sites;                   /**< owned: input sites in the plane */
    const okr_thiessen_site *owners_of; /**< borrowed: owner of site i */
    size_t site_count, owners;
    okr_plane origin; /**< lower left point of the grid */
    double step;      /**< metres */
    size_t nx, ny;
    bool *inside;      /**< owned, nx * ny: in the outline */
    double *distance2; /**< owned, nx * ny * owners: squared distance to the nearest site */
    double *target;    /**< owned, owners: grid points it should get; 0: it has no site */
    double *factor;    /**< owned, owners: 1 / w^2 */
    double worst;      /**< largest |reached / target - 1| */
} okr_cellgrid;

/** Make the grid and the distances. `outline` is in the plane, `low` to `high` its box. */
OKR_MUST_CHECK okr_status okr_cellgrid_make(okr_cellgrid *field,
                                            const okr_thiessen_input *input, okr_geos *geos,
                                            const GEOSGeometry *outline, okr_error *err);

/** Choose the factors so that every owner gets its target. */
OKR_MUST_CHECK okr_status okr_cellgrid_solve(okr_cellgrid *field, okr_error *err);

/** Owner of a grid point. */
int okr_cellgrid_label(const okr_cellgrid *field, size_t point);

/** Owner of a place in the plane. Cost: O(sites). */
int okr_cellgrid_owner(const okr_cellgrid *field, okr_plane at);

/** Weighted distance of an owner at a grid point: d / w. */
double okr_cellgrid_value(const okr_cellgrid *field, size_t point, int owner);

/** Position of a grid point. */
okr_plane okr_cellgrid_at(const okr_cellgrid *field, size_t point);

/** Release. */
void okr_cellgrid_done(okr_cellgrid *field);

/** A piece of border between two owners, in the plane. */
typedef struct okr_border {
    okr_plane a, b;
} okr_border;

/** Append every border of the labels to a vector of okr_border, each piece once. */
OKR_MUST_CHECK okr_status okr_cellgrid_trace(const okr_cellgrid *field, okr_vec *borders,
                                             okr_error *err);

#endif
