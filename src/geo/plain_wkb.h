/** @file
 * Geometry in its plainest form: what passes through OGR without a byte of it changing, so that
 * it need not pass. Private to geo.
 */
#ifndef OKR_GEO_PLAIN_WKB_H
#define OKR_GEO_PLAIN_WKB_H

#include "geo/wkb.h"

/**
 * The WKB in a geometry of a GeoPackage (OGC 12-128, 2.1.3) of the standard's own form.
 * @return false when its header is not one that is known here; shape is then untouched
 */
bool okr_plain_blob(const unsigned char *blob, size_t size, okr_wkb *shape);

/**
 * Is it a point, line, polygon or many of one of them, little end first, without Z and M, with
 * nothing empty in it and nothing behind it? Coordinates are not looked at, save for a point's.
 */
bool okr_wkb_is_plain(okr_wkb wkb);

#endif
