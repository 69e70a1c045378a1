/** @file
 * People of a raster: how many live in a territory, and how many of them within reach of a set
 * of features, between two bounds that are certain.
 *
 * The people of a pixel live evenly all over it, so that of a pixel which a border crosses the
 * part counts that lies inside: by areas on the ellipsoid, exactly.
 */
#ifndef OKR_SERVED_SERVED_PEOPLE_H
#define OKR_SERVED_SERVED_PEOPLE_H

#include "geo/raster.h"
#include "served/served.h"

/** People of one territory. */
typedef struct okr_served_people {
    double all;     /**< who live in it */
    double low;     /**< at least so many of them are served for certain */
    double high;    /**< no more than so many are possibly served */
    double numeric; /**< the part of high - low that is due to computing */
} okr_served_people;

/** Whose people, and where they are counted. */
typedef struct okr_people_request {
    const okr_served_set *const
        *sets; /**< each a question of its own: the raster is read once */
    size_t set_count;
    const okr_wkb *territories;
    size_t count;
    okr_served_options options; /**< the tolerance is a part of each territory's people */
    okr_raster *raster;
} okr_people_request;

/**
 * People of territories, which need not be valid; read by the even-odd rule otherwise.
 *
 * @param[out] people  set_count x count results, set by set; the same for any number of threads
 * @return as okr_served_areas and okr_raster_values; OKR_ERR_GEOMETRY naming a pixel with
 * people that cannot be placed
 *
 * Cost: windows of the raster that no territory is near are not read; some 10 us for a pixel
 * that the border of reach crosses, less than 0.1 us for others. Memory: one window of the
 * raster and the vertices of the territories.
 */
OKR_MUST_CHECK okr_status okr_served_people_find(const okr_people_request *request,
                                                 okr_served_people *people, okr_error *err);

#endif
