/** @file
 * Rules of the programme that split what nothing else splits. What they give is an estimate and
 * marked so wherever it appears.
 */
#ifndef OKR_LINK_ALLOCATE_H
#define OKR_LINK_ALLOCATE_H

#include "link/placement.h"

/** The rule for figures of this indicator code, or NULL. */
const okr_allocation_rule *okr_allocation_for(const okr_programme *programme,
                                              const char *indicator);

/**
 * Estimated shares of the municipalities a measure touches.
 *
 * equal: the same for each; area: by the area of the polygons, or by official areas when a
 * polygon is missing; population: by population.
 *
 * @param place        not split, with at least one part
 * @param[out] shares  place->count shares that sum to 1
 * @return false when the rule is not known or a municipality lacks the figure it needs
 */
bool okr_allocate(const okr_programme *programme, const okr_allocation_rule *rule,
                  const okr_place *place, double *shares);

#endif
