/** @file
 * Points counted by the face that holds them.
 *
 * Over a large index a look-up mostly waits for memory. So points are held back until there are
 * many, and are then looked up in the order of the index's cells: neighbours find in the cache
 * what the one before them brought there. Nothing but the counts tells that they were there,
 * hence their order does not matter.
 */
#ifndef OKR_OVERLAY_POINT_COUNTS_H
#define OKR_OVERLAY_POINT_COUNTS_H

#include "overlay/territory_index.h"

/** Counts of one thread. */
typedef struct okr_point_counts okr_point_counts;

/** Begin; the index is borrowed. Cost: some 8 MB over a large index, little over a small one.
 */
OKR_MUST_CHECK okr_status okr_point_counts_new(const okr_territory_index *index,
                                               okr_point_counts **out, okr_error *err);

/** Release; NULL is fine. */
void okr_point_counts_free(okr_point_counts *counts);

/** Count a point in lon/lat degrees. */
void okr_point_counts_add(okr_point_counts *counts, okr_lonlat p);

/** How many of all points added lie in each face: that of face f stands at [f + 1], those
 * outside at [0]. Borrowed; valid until the next is added. */
const size_t *okr_point_counts_of_faces(okr_point_counts *counts);

#endif
