/** @file
 * What the geometries of the locations give: which municipality holds how much of each.
 */
#ifndef OKR_LINK_LOCATION_SHARE_H
#define OKR_LINK_LOCATION_SHARE_H

#include "model/programme.h"
#include "okrug/listener.h"
#include "overlay/territory_index.h"

/**
 * Fill programme->links anew from geometries and named places, and the measures of every
 * location (shape, length_m, area_m2, outside_*).
 *
 * A municipality that is stated outranks the geometry: all of it then counts there, and a
 * geometry that lies elsewhere becomes the warning "place_disagrees" with its distance. Symbols
 * drawn for display only are never linked. Links end in the order measure, location,
 * municipality (outside first), method.
 *
 * @param programme  places resolved (link/resolve.h)
 * @param index      of the municipal polygons in order; NULL: no boundaries, named places only
 * @param threads    from okr_pool_threads; the links do not depend on it
 * @return OKR_ERR_GEOMETRY naming the location whose geometry cannot be read
 */
OKR_MUST_CHECK okr_status okr_link_locations(okr_programme *programme,
                                             const okr_territory_index *index, unsigned threads,
                                             const okr_listener *listener, okr_error *err);

#endif
