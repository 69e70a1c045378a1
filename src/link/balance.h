/** @file
 * The balance: for every item and every quantity of it, what is inside, split, not split, on a
 * territory, region-wide, outside, unplaced; together the total.
 */
#ifndef OKR_LINK_BALANCE_H
#define OKR_LINK_BALANCE_H

#include "link/placement.h"

/**
 * Fill programme->balance anew.
 *
 * Rows: for each item its count, its drawn length and area where something is drawn, and each
 * figure with aggregation=sum; for each group the figures that no member carries.
 * Cost: O(measures + parts + indicators).
 */
OKR_MUST_CHECK okr_status okr_balance_build(okr_programme *programme, const okr_places *places,
                                            okr_error *err);

/**
 * Whether every row closes: its columns sum to its total to 1e-12 relative. Drawn lengths and
 * areas are totalled apart from their pieces, so this is a proof and not a tautology.
 * @return OKR_ERR_FORMAT naming the measure and the difference: a fault of okrug itself
 */
OKR_MUST_CHECK okr_status okr_balance_check(const okr_programme *programme, okr_error *err);

/** Place every item by the usual bases, build the balance of the programme and check it. */
OKR_MUST_CHECK okr_status okr_balance_make(okr_programme *programme, okr_error *err);

#endif
