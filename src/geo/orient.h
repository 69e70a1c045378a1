/** @file
 * On which side of a line lies a point: exact for all doubles, with the border shift.
 *
 * The border rule moves a point by (+eps, +eps^2). A shifted point never lies on an edge, so
 * the sides below are never zero for an edge whose ends differ. Coordinates are degrees, |x| <=
 * 720; distances below 1e-140 degrees are not told apart.
 */
#ifndef OKR_GEO_ORIENT_H
#define OKR_GEO_ORIENT_H

#include "geo/geodesic.h"

#include <math.h>

/** A determinant of doubles is off by less than this part of the sum of its two products: three
 * roundings of half an ulp each, and a little for those of the bound itself. */
#define OKR_ORIENT_ERROR 3.3306690738754716e-16

/** Sign of the cross product (b - a) x (p - a) computed exactly: 1 left, -1 right, 0 on. */
int okr_orient_exact(okr_lonlat a, okr_lonlat b, okr_lonlat p);

/** The same, decided in doubles where their error allows. */
static inline int okr_orient(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    double left = (b.lon - a.lon) * (p.lat - a.lat);
    double right = (b.lat - a.lat) * (p.lon - a.lon);
    double det = left - right;
    double bound = OKR_ORIENT_ERROR * (fabs(left) + fabs(right));

    if (det > bound)
        return 1;
    if (-det > bound)
        return -1;
    /* The commonest ties: a product is zero where a difference is, and both are alike at b. */
    if ((left == 0.0 && right == 0.0) || (p.lon == b.lon && p.lat == b.lat))
        return 0;
    return okr_orient_exact(a, b, p);
}

/** Side of the shifted point p of the line a -> b: 1 left, -1 right. */
static inline int okr_side(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    int side = okr_orient(a, b, p);

    if (side != 0)
        return side;
    if (b.lat > a.lat)
        return -1;
    if (b.lat < a.lat)
        return 1;
    return b.lon > a.lon ? 1 : -1;
}

/** Side of the unshifted point p of the line a -> b whose ends are shifted: 1 left, -1 right.
 */
static inline int okr_side_of_shifted(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    int side = okr_orient(a, b, p);

    if (side != 0)
        return side;
    if (b.lat > a.lat)
        return 1;
    if (b.lat < a.lat)
        return -1;
    return b.lon > a.lon ? -1 : 1;
}

#endif
