/** @file
 * Where every measure stands: its placement, its share of each municipality, and what of it
 * lies outside. A pure function of locations and links; no geometry is read.
 *
 * The rules are docs/method.md, sections "Placement" and "Shares".
 */
#ifndef OKR_LINK_PLACEMENT_H
#define OKR_LINK_PLACEMENT_H

#include "model/programme.h"

/** What may be divided over municipalities, each by its own shares. */
typedef enum okr_share_class {
    OKR_SHARE_COUNT,  /**< the measure itself */
    OKR_SHARE_LENGTH, /**< lengths: drawn lines divide them */
    OKR_SHARE_AREA,   /**< areas: drawn areas divide them */
    OKR_SHARE_OTHER,  /**< roubles, homes, people: only stated portions divide them */
    OKR_SHARE_CLASSES
} okr_share_class;

/** What of a measure is in one municipality. */
typedef struct okr_place_part {
    int municipality;
    double share[OKR_SHARE_CLASSES]; /**< 0..1; NaN: not split */
    double length_m, area_m2;        /**< drawn there; 0 when nothing is */
} okr_place_part;

/** How one class of quantities of a measure lies. */
typedef struct okr_class_place {
    okr_placement placement;
    double outside;  /**< share outside every municipality, 0..1 */
    double unplaced; /**< stated portion whose place is not known, 0..1 */
} okr_class_place;

/** Where a measure stands. Borrowed from its okr_places. */
typedef struct okr_place {
    okr_placement placement; /**< of the measure itself, equal to of[OKR_SHARE_COUNT] */
    okr_class_place of[OKR_SHARE_CLASSES];
    const okr_place_part *parts; /**< ascending by municipality */
    size_t count;
    const int *agglomerations; /**< that it stands on as a whole; placement territory only */
    size_t agglomeration_count;
    double length_m, area_m2;                 /**< drawn in all; NaN when nothing is drawn */
    double outside_length_m, outside_area_m2; /**< drawn outside every municipality */
    bool complete;    /**< parts are all it touches: nothing outside or unresolved */
    okr_basis basis;  /**< strongest basis of any location; OKR_BASIS_UNKNOWN without one */
    bool approximate; /**< some location that places it is not exact */
} okr_place;

/** The places of all measures of a programme for one set of bases. */
typedef struct okr_places okr_places;

/**
 * Place every measure.
 *
 * @param programme  resolved and linked; borrowed for this call only
 * @param bases      OKR_BASIS_BIT of every basis whose locations count; agglomeration,
 *                   natural_area, unspecified_subset, region, region_unquantified and
 *                   outside_region need not be named: they place what nothing else places
 * @param[out] out   okr_places_free
 *
 * Cost: O(measures + locations + links).
 */
OKR_MUST_CHECK okr_status okr_places_new(const okr_programme *programme, unsigned bases,
                                         okr_places **out, okr_error *err);

/** Where a measure stands; index in range. */
const okr_place *okr_places_at(const okr_places *places, int measure);

/** Release; NULL is fine. */
void okr_places_free(okr_places *places);

#endif
