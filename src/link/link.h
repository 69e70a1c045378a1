/** @file
 * Linking: a programme as read becomes a programme whose measures stand in municipalities.
 */
#ifndef OKR_LINK_LINK_H
#define OKR_LINK_LINK_H

#include "model/programme.h"
#include "okrug/listener.h"

/**
 * Resolve named places, measure the municipalities, link every location, balance every
 * quantity.
 *
 * Fills municipality.area_m2, boundary_set.total_area_m2, the found members of locations, links
 * and balance, and adds findings. Safe to call again after rows were changed.
 *
 * @param programme  connected (okr_programme_connect)
 * @param threads    0: one per processor; the result does not depend on it
 * @return OKR_ERR_GEOMETRY, OKR_ERR_NOMEM, OKR_ERR_CANCELLED, or OKR_ERR_FORMAT if a balance
 *         does not close, which is a fault of okrug
 * Cost: O(border edges + vertices + rows).
 */
OKR_MUST_CHECK okr_status okr_link_programme(okr_programme *programme,
                                             const okr_listener *listener, unsigned threads,
                                             okr_error *err);

#endif
