/** @file
 * The places that locations name become municipalities and settlements.
 */
#ifndef OKR_LINK_RESOLVE_H
#define OKR_LINK_RESOLVE_H

#include "model/programme.h"

/**
 * Find municipality and settlement of every location that names one: by OKTMO, else by the name
 * of the municipality, and by the name of the settlement within it.
 *
 * Only municipalities that exist at the programme's status date (or the end of its period) are
 * looked among. Nothing is guessed: a name that nothing bears is the error finding
 * "place_unknown" with suggestions, one in another region than the programme's
 * "place_other_region" unless the basis is outside_region, one that several bear
 * "place_ambiguous" with the candidates, and the location stays without a place. A settlement
 * that is not known inside a known municipality is a warning "settlement_unknown", one that
 * lies in another municipality "settlement_elsewhere"; the municipality stands. A code that
 * contradicts the name beside it is "place_contradicts"; the code stands. A municipality that
 * the agglomeration of the same row does not have, by a complete list, is
 * "agglomeration_disagrees"; the municipality stands.
 *
 * Cost: O(names + locations).
 */
OKR_MUST_CHECK okr_status okr_resolve_places(okr_programme *programme, okr_error *err);

#endif
