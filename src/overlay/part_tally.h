/** @file
 * Features that were measured, added to what a batch comes to.
 */
#ifndef OKR_OVERLAY_PART_TALLY_H
#define OKR_OVERLAY_PART_TALLY_H

#include "overlay/overlay_part.h"
#include "overlay/share.h"

/** One feature on its way into the tallies; borrowed. */
typedef struct okr_part_entry {
    long long id;
    size_t group;
    const double *values; /**< of the summed fields; NULL when there are none */
    const okr_share_result *shares;
} okr_part_entry;

/** Add a feature; with `pairs` also to the crosswalk. */
OKR_MUST_CHECK okr_status okr_part_add(okr_part_result *part, const okr_part_entry *e,
                                       bool pairs, okr_error *err);

/** Add n lone points to those who hold them, as adding each would. */
OKR_MUST_CHECK okr_status okr_part_add_points(okr_part_result *part, okr_owners owners,
                                              size_t n, okr_error *err);

#endif
