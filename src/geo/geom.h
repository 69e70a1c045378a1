/** @file
 * Geometry in memory as WKB: text form, validity, union.
 *
 * Results are appended to an okr_text used as a buffer of bytes. Nothing is repaired silently.
 */
#ifndef OKR_GEO_GEOM_H
#define OKR_GEO_GEOM_H

#include "base/text.h"
#include "geo/crs.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** Bytes of a point in WKB. */
enum { OKR_WKB_POINT_SIZE = 21 };

/** Whether a geometry is valid by OGC Simple Features, and if not, where and why. */
typedef struct okr_validity {
    bool valid;
    okr_lonlat at;   /**< a place of the fault */
    char reason[80]; /**< of GEOS, English, such as "Self-intersection" */
} okr_validity;

/** Write a point as little-endian WKB. */
void okr_geom_point(okr_lonlat at, unsigned char wkb[OKR_WKB_POINT_SIZE]);

/** Append the WKB of a WKT geometry, XY. OKR_ERR_GEOMETRY when it is none. */
OKR_MUST_CHECK okr_status okr_geom_from_wkt(const char *wkt, okr_text *wkb, okr_error *err);

/** Append the WKT of a WKB geometry. */
OKR_MUST_CHECK okr_status okr_geom_to_wkt(okr_wkb wkb, okr_text *wkt, okr_error *err);

/** Append the geometry as a MULTIPOLYGON; OKR_ERR_GEOMETRY when it is not of polygons. */
OKR_MUST_CHECK okr_status okr_geom_multipolygon(okr_wkb wkb, okr_text *out, okr_error *err);

/** Append the geometry in another coordinate system. OKR_ERR_GEOMETRY without an image. */
OKR_MUST_CHECK okr_status okr_geom_transform(okr_wkb wkb, okr_transform *transform,
                                             okr_text *out, okr_error *err);

/** The corners of the smallest box in lon and lat; of an empty geometry both are (0, 0). */
OKR_MUST_CHECK okr_status okr_geom_box(okr_wkb wkb, okr_lonlat *low, okr_lonlat *high,
                                       okr_error *err);

/** Whether it is made of polygons only. false also for bytes that are no geometry. */
bool okr_geom_is_area(okr_wkb wkb);

/** Examine a geometry. OKR_ERR_GEOMETRY when the bytes are none. Cost: O(n log n). */
OKR_MUST_CHECK okr_status okr_geom_validity(okr_wkb wkb, okr_validity *validity,
                                            okr_error *err);

/**
 * Append the union of n polygons as a MULTIPOLYGON.
 *
 * @return OKR_ERR_GEOMETRY when one of them is not valid; nothing is appended then
 */
OKR_MUST_CHECK okr_status okr_geom_union(const okr_wkb *parts, size_t n, okr_text *out,
                                         okr_error *err);

#endif
