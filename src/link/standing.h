/** @file
 * Which figures may enter a sum, and by what shares a figure may be divided.
 */
#ifndef OKR_LINK_STANDING_H
#define OKR_LINK_STANDING_H

#include "link/placement.h"

/** What a figure is to the sums. */
typedef enum okr_standing {
    OKR_STANDING_NONE,   /**< never added: not additive, a component's, or context */
    OKR_STANDING_ITEM,   /**< an item's figure */
    OKR_STANDING_GROUP,  /**< a group's figure that no item or group below it carries */
    OKR_STANDING_CONTROL /**< a group's figure that members carry too: compared, never added */
} okr_standing;

/**
 * The standing of every indicator.
 *
 * @param[out] out  one okr_standing per indicator; caller frees
 * Cost: O(indicators x depth of the tree of measures).
 */
OKR_MUST_CHECK okr_status okr_standing_find(const okr_programme *programme, unsigned char **out,
                                            okr_error *err);

/**
 * By what shares figures of this unit are divided: lengths and areas by drawn geometry, all
 * else by stated portions only. Decided by the OKEI code of the unit's base unit.
 * @param unit  index, -1 unknown
 */
okr_share_class okr_share_class_of_unit(const okr_programme *programme, int unit);

/** Metres or square metres in one of this unit; NaN when it is neither length nor area. */
double okr_unit_in_metres(const okr_programme *programme, int unit);

/** The value a figure stands for in a balance: its actual, else its target; NaN without. */
double okr_indicator_amount(const okr_indicator *indicator);

#endif
