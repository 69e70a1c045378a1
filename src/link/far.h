/** @file
 * Findings on what is drawn far from the settlement that it names.
 */
#ifndef OKR_LINK_FAR_H
#define OKR_LINK_FAR_H

#include "model/programme.h"

/**
 * Add the warning "settlement_far" to every location whose geometry is farther from its own
 * settlement than that can reach (3 km; 10 km from 5 000 inhabitants on, 20 km from 100 000 on
 * or where the number is not known) and nearer to another settlement. Both hold whatever the
 * accuracies of the location and of the settlements hide; where one of them is not known, 2 km.
 * Symbols for drawing only and settlements without coordinates are passed over.
 *
 * Cost: O(locations), and O(settlements) for each location that is too far.
 */
OKR_MUST_CHECK okr_status okr_find_far(okr_programme *programme, okr_error *err);

#endif
