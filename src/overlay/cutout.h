/** @file
 * The part of a geometry that lies in some of the polygons of a territory index.
 *
 * Points and lines are decided by the border rule of the index, exactly as geo/share.h measures
 * them: what one of the two gives to a polygon, the other does too. Areas are intersected with
 * the union of the polygons; an edge between two wanted polygons cuts nothing.
 */
#ifndef OKR_OVERLAY_CUTOUT_H
#define OKR_OVERLAY_CUTOUT_H

#include "base/text.h"
#include "geo/wkb.h"
#include "overlay/territory_index.h"

#include <stdbool.h>

/** A territory to cut out. One thread at a time; the index may be shared. */
typedef struct okr_cutout okr_cutout;

/** What to cut out; everything is borrowed until okr_cutout_free. */
typedef struct okr_cutout_territory {
    const okr_territory_index *index;
    const okr_wkb *polygons; /**< those the index was made of */
    const bool *wanted;      /**< by polygon; of overlapping ones the smallest number owns */
} okr_cutout_territory;

/** Make one. */
OKR_MUST_CHECK okr_status okr_cutout_new(const okr_cutout_territory *territory,
                                         okr_cutout **out, okr_error *err);

/** Release; NULL is fine. */
void okr_cutout_free(okr_cutout *cutout);

/**
 * Append the part of a geometry inside as one GEOMETRYCOLLECTION of points, lines and polygons;
 * nothing is appended when no part is.
 *
 * Vertices of the geometry are kept as they are; new ones stand only where it was cut.
 * @return OKR_ERR_GEOMETRY when the bytes are no geometry or a polygon cannot be intersected
 * Cost: as okr_share_measure; for an area near the border an overlay by GEOS.
 */
OKR_MUST_CHECK okr_status okr_cutout_cut(okr_cutout *cutout, okr_wkb geometry, okr_text *out,
                                         okr_error *err);

#endif
