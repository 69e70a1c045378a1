/** @file
 * Geometry as well-known binary, read as a stream of points, lines and polygons.
 *
 * Accepted: ISO and extended WKB, both byte orders, Z and M (dropped), SRID (ignored),
 * collections to a depth of 32, polyhedral surfaces, triangles. Refused with a message: curves,
 * truncated input, counts that exceed the size, coordinates that are not finite (a point with
 * both NaN is an empty point and is skipped).
 */
#ifndef OKR_GEO_WKB_H
#define OKR_GEO_WKB_H

#include "geo/geodesic.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** One geometry in WKB, borrowed; size 0: no geometry. */
typedef struct okr_wkb {
    const unsigned char *bytes;
    size_t size;
} okr_wkb;

/** A box in degrees. */
typedef struct okr_box {
    double lon_min, lat_min, lon_max, lat_max;
} okr_box;

/** What a part is. */
typedef enum okr_part_kind { OKR_PART_POINT, OKR_PART_LINE, OKR_PART_POLYGON } okr_part_kind;

/** One simple geometry; borrowed from its reader, valid until the next call on it. */
typedef struct okr_part {
    okr_part_kind kind;
    const okr_lonlat *points; /**< all rings of a polygon one after another */
    size_t count;             /**< points in all */
    const size_t *ring_ends;  /**< polygon: end of each ring in points; else NULL */
    size_t rings;             /**< polygon: number of rings; else 0 */
} okr_part;

enum { OKR_WKB_DEPTH = 32 };

/** Moves points in place, such as from another coordinate system. */
typedef okr_status okr_points_fn(void *user, okr_lonlat *points, size_t n, okr_error *err);

/** Reads one geometry after another. Zero-initialise with {0}; memory is reused. */
typedef struct okr_wkb_reader {
    const unsigned char *at, *end;
    size_t pending[OKR_WKB_DEPTH]; /**< members still to come, by depth */
    size_t depth;
    okr_lonlat *points; /**< owned */
    size_t points_capacity;
    size_t *ring_ends; /**< owned */
    size_t rings_capacity;
    okr_points_fn *map; /**< NULL, or what all points go through */
    void *map_user;     /**< borrowed */
} okr_wkb_reader;

/** Begin a geometry. The bytes are borrowed until the last part is read. */
void okr_wkb_start(okr_wkb_reader *reader, okr_wkb wkb);

/**
 * The next part that is not empty.
 *
 * Rings and lines come as stored: rings may be open, short or invalid.
 * @param[out] part  the part
 * @param[out] more  false after the last part
 * @return OKR_ERR_GEOMETRY with the byte offset's reason when the bytes are no geometry
 */
OKR_MUST_CHECK okr_status okr_wkb_next(okr_wkb_reader *reader, okr_part *part, bool *more,
                                       okr_error *err);

/**
 * The box of a part's points (at least one), which must be longitude and latitude:
 * OKR_ERR_GEOMETRY naming a position with |lat| > 90 or |lon| > 720.
 */
OKR_MUST_CHECK okr_status okr_part_box(const okr_part *part, okr_box *box, okr_error *err);

/** Is it a curve, or a collection that may hold one? By its header alone. */
static inline bool okr_wkb_may_be_curved(okr_wkb wkb)
{
    unsigned type = 0;

    if (wkb.size < 5)
        return false;
    /* The two low bytes tell: extended WKB keeps its flags in the high ones. */
    type = wkb.bytes[0] == 1 ? wkb.bytes[1] | (unsigned)wkb.bytes[2] << 8
                             : wkb.bytes[4] | (unsigned)wkb.bytes[3] << 8;
    type %= 1000;
    return type >= 7 && type <= 14;
}

/** Release. */
void okr_wkb_reader_done(okr_wkb_reader *reader);

/** The WKB inside a GeoPackage geometry blob (OGC 12-128, 2.1.3); checks the header. */
OKR_MUST_CHECK okr_status okr_gpkg_wkb(const unsigned char *blob, size_t size, okr_wkb *wkb,
                                       okr_error *err);

#endif
