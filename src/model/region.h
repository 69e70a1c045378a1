/** @file
 * The names of the programme's whole region.
 */
#ifndef OKR_MODEL_REGION_H
#define OKR_MODEL_REGION_H

#include "model/programme.h"

/** Parts the names in okr_programme.region_aliases. */
#define OKR_ALIAS_MARK '|'

/**
 * Whether a text names the whole region: its title in either language or one of its aliases, in
 * any case form and abbreviation that okr_place_normalise and okr_place_forms know («в
 * Кузбассе», «Кемеровской обл.»).
 *
 * Cost: O(names * forms), no allocation.
 */
bool okr_names_region(const okr_programme *programme, const char *text);

#endif
