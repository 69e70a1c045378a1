/** @file
 * The municipal polygons of a programme: their index, their areas, and whether they cover.
 */
#ifndef OKR_LINK_BOUNDARIES_H
#define OKR_LINK_BOUNDARIES_H

#include "model/programme.h"
#include "overlay/territory_index.h"

/**
 * Index the municipal polygons (polygon i is municipality i), measure their areas, and examine
 * the coverage: overlaps become the error "boundaries_overlap", gaps among them the warning
 * "boundaries_gap"; each only if larger than a hectare.
 *
 * @param[out] index  okr_territory_index_free; NULL when no municipality has a polygon
 */
OKR_MUST_CHECK okr_status okr_link_boundaries(okr_programme *programme, unsigned threads,
                                              okr_territory_index **index, okr_error *err);

#endif
