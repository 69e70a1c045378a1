/** @file
 * Geometry as GeoPackage keeps it: a header with the envelope, then little-endian ISO WKB in
 * two dimensions.
 */
#ifndef OKR_STORE_BLOB_H
#define OKR_STORE_BLOB_H

#include "base/mem.h"
#include "base/text.h"
#include "geo/wkb.h"
#include "model/vocabulary.h"

/** The srs_id of everything in a workspace: EPSG:4326, longitude first. */
enum { OKR_STORE_SRS = 4326 };

/** Bytes of a blob that holds one point. */
enum { OKR_POINT_BLOB = 29 };

/** A rectangle that grows; start with OKR_EXTENT_EMPTY. */
typedef struct okr_extent {
    double min_lon, min_lat, max_lon, max_lat; /**< degrees; min > max when empty */
} okr_extent;

#define OKR_EXTENT_EMPTY ((okr_extent){1e9, 1e9, -1e9, -1e9})

/** Enlarge a box by another one, which may be empty. */
void okr_extent_add(okr_extent *box, okr_extent other);

/** Whether nothing was added yet. */
bool okr_extent_is_empty(okr_extent box);

/** What okr_blob_collect gathers. */
typedef struct okr_blob {
    okr_text bytes; /**< owned; the blob, for points nothing */
    okr_vec points; /**< owned; okr_lonlat, only for OKR_SHAPE_POINT */
    size_t parts;   /**< members found */
    okr_extent box;
} okr_blob;

/** Initialiser of an empty blob. */
#define OKR_BLOB                                                                               \
    {                                                                                          \
        .points = OKR_VEC(okr_lonlat)                                                          \
    }

/** Release. */
void okr_blob_done(okr_blob *blob);

/**
 * Gather every part of one dimension of a geometry.
 *
 * Lines become one MULTILINESTRING and areas one MULTIPOLYGON in `bytes`; points are listed in
 * `points`. What the blob held before is forgotten, its memory reused.
 *
 * @param reader  its memory is reused from call to call
 * @param shape   OKR_SHAPE_POINT, OKR_SHAPE_LINE or OKR_SHAPE_AREA
 * @return OKR_ERR_GEOMETRY when the bytes are no geometry, OKR_ERR_NOMEM
 */
OKR_MUST_CHECK okr_status okr_blob_collect(okr_blob *blob, okr_wkb_reader *reader, okr_wkb wkb,
                                           okr_shape shape, okr_error *err);

/** Write the blob of one point. */
void okr_blob_point(okr_lonlat point, unsigned char out[OKR_POINT_BLOB]);

/** Append the header of a WKB collection of the given type. */
void okr_wkb_add_header(okr_text *text, unsigned type, size_t members);

#endif
