/** @file
 * Findings on geometry that contradicts what the programme states beside it.
 */
#ifndef OKR_LINK_DISAGREE_H
#define OKR_LINK_DISAGREE_H

#include "model/programme.h"

/**
 * Add the warning "place_disagrees": the location's geometry does not lie in the municipality
 * it states. The message gives how far the farthest of its vertices is from there.
 * @param elsewhere  share of its length or area that lies elsewhere; NaN for points
 */
OKR_MUST_CHECK okr_status okr_find_disagreement(okr_programme *programme, int location,
                                                double elsewhere, okr_error *err);

/** Add "portion_sum" for every measure whose stated portions do not sum to 1 within 1e-6. */
OKR_MUST_CHECK okr_status okr_find_portions(okr_programme *programme, okr_error *err);

/**
 * Add "length_differs" or "area_differs" for every item whose stated length or area (target,
 * else actual) and drawn one are more than 5 % of the drawn one apart.
 */
OKR_MUST_CHECK okr_status okr_find_drawn_differences(okr_programme *programme, okr_error *err);

#endif
