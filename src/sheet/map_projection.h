/** @file
 * The projection of a sheet: conformal, suited to the territory, named on the sheet.
 */
#ifndef OKR_SHEET_MAP_PROJECTION_H
#define OKR_SHEET_MAP_PROJECTION_H

#include "geo/crs.h"
#include "geo/wkb.h"
#include "model/territory.h"
#include "sheet/map_geometry.h"

enum { OKR_PROJECTION_NAME = 200 };

/** A projection with its names. Initialise with okr_map_projection_open. */
typedef struct okr_map_projection {
    okr_transform *forward; /**< owned: EPSG:4326 to metres, easting first */
    double lon_centre;      /**< of the territory, -180..180 */
    char ru[OKR_PROJECTION_NAME];
    char en[OKR_PROJECTION_NAME];
    char crs[OKR_PROJECTION_NAME]; /**< "EPSG:20915" or "+proj=..." */
} okr_map_projection;

/**
 * Choose by the box of the territory: up to 9 degrees wide the Gauss-Kruger zone of its centre
 * on GSK-2011 within Russia's longitudes, else UTM; wider ones a Lambert conformal conic (a
 * Mercator when the box lies on both sides of the equator).
 *
 * @param box  degrees; lon_max may exceed 180 when the territory crosses the antimeridian
 */
OKR_MUST_CHECK okr_status okr_map_projection_open(okr_map_projection *projection, okr_box box,
                                                  okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_map_projection_close(okr_map_projection *projection);

/** How metres of a projection become points of paper. */
typedef struct okr_map_view {
    okr_map_projection *projection; /**< borrowed */
    okr_rect frame;                 /**< of the map on the sheet */
    double east, north;             /**< metres, at the centre of the frame */
    double points_per_metre;        /**< of the projection plane */
    okr_lonlat centre;              /**< of the frame, degrees */
    double scale;                   /**< 1:scale on the ground at the centre */
    double thin;                    /**< outlines are thinned to this, points */
    double convergence; /**< radians: true north at the centre, clockwise from straight up */
} okr_map_view;

/** n positions to points of paper. OKR_ERR_GEOMETRY when one has no image. */
OKR_MUST_CHECK okr_status okr_map_view_points(const okr_map_view *view, const okr_lonlat *from,
                                              size_t n, okr_point *to, okr_error *err);

/**
 * Place a box of the projection plane in a frame.
 *
 * @param plane   metres: x easting, y northing of the lower left corner
 * @param scale   0: the largest cartographic scale at which the box fits, else that of the map
 * @return OKR_ERR_USAGE naming the scale that would fit when `scale` is too large
 */
OKR_MUST_CHECK okr_status okr_map_view_fit(okr_map_view *view, okr_rect plane, double scale,
                                           okr_error *err);

/** The position at a point of paper, found by Newton steps; longitudes run on beyond 180. */
OKR_MUST_CHECK okr_status okr_map_view_position(const okr_map_view *view, okr_point at,
                                                okr_lonlat *position, okr_error *err);

/** The degrees that the frame covers. */
OKR_MUST_CHECK okr_status okr_map_view_box(const okr_map_view *view, okr_box *box,
                                           okr_error *err);

/** The box of geometries in the projection plane: metres, x east, y north. */
OKR_MUST_CHECK okr_status okr_map_plane_box(okr_map_projection *projection,
                                            const okr_wkb *geometries, size_t n,
                                            okr_rect *plane, okr_error *err);

/** The smallest round scale denominator not below `scale`: 1, 1.25, 1.5, 1.75, 2, 2.5, 3 ... */
double okr_scale_round(double scale);

/** The box of a geometry in degrees, continued beyond 180 where it crosses the antimeridian.
 */
OKR_MUST_CHECK okr_status okr_wkb_box_unwrapped(const okr_wkb *geometries, size_t n,
                                                okr_box *box, okr_error *err);

#endif
