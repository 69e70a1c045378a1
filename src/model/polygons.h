/** @file
 * The municipal polygons of a programme as a whole: their index and their areas.
 */
#ifndef OKR_MODEL_POLYGONS_H
#define OKR_MODEL_POLYGONS_H

#include "model/programme.h"
#include "overlay/territory_index.h"

/** Whether any municipality has a polygon. */
bool okr_programme_is_drawn(const okr_programme *programme);

/**
 * Index the municipal polygons: polygon i is municipality i, empty when it has none.
 *
 * @param kept        by municipality, whether its polygon counts; NULL: all do
 * @param threads     worker threads, 0: one per processor
 * @param[out] index  okr_territory_index_free
 * @return OKR_ERR_GEOMETRY naming the polygon that cannot be read; OKR_ERR_NOMEM
 */
OKR_MUST_CHECK okr_status okr_programme_index(const okr_programme *programme, const bool *kept,
                                              unsigned threads, okr_territory_index **index,
                                              okr_error *err);

/** Set area_m2 of every municipality with a polygon; `index` is that of all of them. */
OKR_MUST_CHECK okr_status okr_programme_measure_polygons(okr_programme *programme,
                                                         const okr_territory_index *index,
                                                         okr_error *err);

#endif
