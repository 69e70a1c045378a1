/** @file
 * Geometry of the programme on the sheet: rings and lines in points of paper.
 */
#ifndef OKR_SHEET_MAP_SHAPE_H
#define OKR_SHEET_MAP_SHAPE_H

#include "sheet/map_projection.h"

#include <cairo.h>

/** Rings or lines one after another. Initialise with okr_sheet_shape_init. */
typedef struct okr_sheet_shape {
    okr_vec points; /**< okr_point */
    okr_vec ends;   /**< size_t: end of each ring or line in points */
    okr_vec seams;  /**< size_t: point i whose edge to i + 1 lies on the antimeridian */
    bool closed;    /**< rings */
} okr_sheet_shape;

/** An empty shape. */
okr_sheet_shape okr_sheet_shape_init(void);

/** Release. */
void okr_sheet_shape_done(okr_sheet_shape *shape);

/**
 * Append the polygons (or, when `lines`, the lines) of a geometry, thinned as the view says and
 * cut to a rectangle round the frame.
 */
OKR_MUST_CHECK okr_status okr_sheet_shape_add(okr_sheet_shape *shape, const okr_map_view *view,
                                              okr_wkb geometry, bool lines, okr_error *err);

/** Append one line of n positions, thinned as the view says. */
OKR_MUST_CHECK okr_status okr_sheet_shape_line(okr_sheet_shape *shape, const okr_map_view *view,
                                               const okr_lonlat *line, size_t n,
                                               okr_error *err);

/** Append the points of a geometry to `out` (okr_point). */
OKR_MUST_CHECK okr_status okr_sheet_points(const okr_map_view *view, okr_wkb geometry,
                                           okr_vec *out, okr_error *err);

/** Whether a geometry may touch the frame: false only when its box cannot. */
OKR_MUST_CHECK okr_status okr_sheet_near(const okr_map_view *view, okr_box box, bool *near,
                                         okr_error *err);

/** Append a copy thinned to `distance` points, for reckoning with labels. */
OKR_MUST_CHECK okr_status okr_sheet_shape_thin(const okr_sheet_shape *shape, double distance,
                                               okr_sheet_shape *out, okr_error *err);

/** Add the shape to the current path; `stroke` leaves out what only closes it. */
void okr_sheet_shape_path(const okr_sheet_shape *shape, cairo_t *cr, bool stroke);

/** Whether a point lies inside the rings (even-odd). */
bool okr_sheet_shape_has(const okr_sheet_shape *shape, okr_point p);

/** Bounds of all points; w < 0 when there are none. */
okr_rect okr_sheet_shape_bounds(const okr_sheet_shape *shape);

/**
 * A place deep inside the rings and inside `rect`.
 * @param[out] depth  distance to the nearest edge, points; negative when nothing is visible
 * Cost: O(400 x points).
 */
okr_point okr_sheet_shape_inner(const okr_sheet_shape *shape, okr_rect rect, double *depth);

#endif
