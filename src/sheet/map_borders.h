/** @file
 * Borders between municipalities, each stretch once: two neighbours share one line, so that its
 * dashes do not fill each other's gaps, and a stretch is known by what lies on its two sides.
 */
#ifndef OKR_SHEET_MAP_BORDERS_H
#define OKR_SHEET_MAP_BORDERS_H

#include "geo/wkb.h"
#include "model/programme.h"

/** A stretch of border. */
typedef struct okr_map_border {
    size_t first, count; /**< a range of okr_map_borders.points */
    int one, other;      /**< municipalities on its sides; other is -1 where there is none */
    okr_box box;         /**< degrees as stored */
} okr_map_border;

/** All borders of a programme. */
typedef struct okr_map_borders {
    okr_vec points; /**< okr_lonlat */
    okr_vec list;   /**< okr_map_border */
} okr_map_borders;

/**
 * Collect the borders of all municipalities. Edges that run along the antimeridian are left
 * out: they only close what was cut there.
 *
 * Two edges are one when both ends are equal; neighbours whose vertices differ keep a line
 * each, which still knows what lies on its other side.
 * Cost: O(n log n + n m) for n edges and m stretches without a twin.
 */
OKR_MUST_CHECK okr_status okr_map_borders_collect(okr_map_borders *borders,
                                                  const okr_programme *programme,
                                                  okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_map_borders_done(okr_map_borders *borders);

#endif
