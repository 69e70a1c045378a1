/** @file
 * What okr_places is made of; for the files of placement only.
 */
#ifndef OKR_LINK_PLACES_H
#define OKR_LINK_PLACES_H

#include "link/placement.h"

/** A place with offsets into the pools, which may move while they grow. */
typedef struct okr_place_record {
    okr_place place;
    size_t first_part, first_agglomeration;
} okr_place_record;

struct okr_places {
    okr_place_record *records; /**< owned, one per measure */
    size_t count;
    okr_vec parts;          /**< okr_place_part */
    okr_vec agglomerations; /**< int */
};

/**
 * Give every group that says nothing of its own place the territory of its items and groups:
 * all in one municipality: there; else the union of their municipalities, not split; none
 * located: what they have in common. Cost: O(measures + parts), depth of the tree on the stack.
 */
OKR_MUST_CHECK okr_status okr_places_inherit(okr_places *places, const okr_programme *programme,
                                             okr_error *err);

#endif
