/** @file
 * Plane geometry of a sheet: points, rectangles and boxes in points of paper (1/72 inch), x to
 * the right, y downwards.
 */
#ifndef OKR_SHEET_MAP_GEOMETRY_H
#define OKR_SHEET_MAP_GEOMETRY_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

/** Points of paper in a millimetre. */
#define OKR_MM (72.0 / 25.4)

/** A place on the sheet. */
typedef struct okr_point {
    double x, y;
} okr_point;

/** An upright rectangle; w and h are not negative. */
typedef struct okr_rect {
    double x, y, w, h;
} okr_rect;

/** A rectangle turned by an angle about its centre. */
typedef struct okr_turned {
    okr_point centre;
    double w, h;
    double angle; /**< radians, clockwise on paper */
} okr_turned;

/** A rectangle with its sides moved outwards by d (inwards when negative). */
okr_rect okr_rect_grow(okr_rect rect, double d);

/** Whether `inner` lies in `outer`, sides included. */
bool okr_rect_holds(okr_rect outer, okr_rect inner);

/** Whether a point lies in a rectangle, sides included. */
bool okr_rect_has(okr_rect rect, okr_point p);

/** Whether two rectangles share inner points. */
bool okr_rect_meets(okr_rect a, okr_rect b);

/** Area that two rectangles share. */
double okr_rect_shared(okr_rect a, okr_rect b);

/** The smallest rectangle that holds both. */
okr_rect okr_rect_union(okr_rect a, okr_rect b);

/** The turned rectangle of an upright one. */
okr_turned okr_turned_of(okr_rect rect);

/** The smallest upright rectangle round a turned one. */
okr_rect okr_turned_bounds(okr_turned box);

/** Whether two turned rectangles share inner points (separating axes). */
bool okr_turned_meets(okr_turned a, okr_turned b);

/** Whether the segment a-b has a point inside the turned rectangle. */
bool okr_turned_crossed(okr_turned box, okr_point a, okr_point b);

/** Distance from p to the segment a-b. */
double okr_segment_distance(okr_point p, okr_point a, okr_point b);

/**
 * The part of a ring inside a rectangle, appended to `out` (okr_point); may run along the sides
 * (Sutherland and Hodgman 1974). `scratch` is an okr_vec of okr_point of the caller.
 */
OKR_MUST_CHECK okr_status okr_sheet_cut_ring(const okr_point *ring, size_t n, okr_rect rect,
                                             okr_vec *scratch, okr_vec *out, okr_error *err);

/** Cut a segment to a rectangle (Liang and Barsky 1984); false when nothing is left. */
bool okr_sheet_cut_segment(okr_rect rect, okr_point *a, okr_point *b);

#endif
