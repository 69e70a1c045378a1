/** @file
 * Which measures a question is about, and which territory it asks for.
 */
#ifndef OKR_STATS_SELECTION_H
#define OKR_STATS_SELECTION_H

#include "link/placement.h"

/** A selection; made by stats/select.h, or by okr_selection_all. */
typedef struct okr_selection {
    const okr_places *places; /**< of all measures under the bases asked for */
    okr_places *own;          /**< owned: the same, unless they are lent */
    unsigned bases;           /**< OKR_BASIS_BIT */
    size_t count;             /**< of measures */
    bool *chosen;             /**< owned, by measure: passes every filter */
    bool *figures; /**< owned, by measure: its figures may enter sums; chosen measures, and
                        groups that pass every filter but the one of roles */
    bool *
        municipalities; /**< owned, by municipality: asked for by place; NULL: no place asked */
    bool *agglomerations; /**< owned, by agglomeration: asked for as a whole; NULL likewise */
    unsigned placements;  /**< bits of okr_placement asked for as a place, "outside" ... */
} okr_selection;

/**
 * Whether a municipality belongs to the place asked for; the region holds all of them, though
 * measures of theirs are not the region's.
 */
static inline bool okr_selection_holds(const okr_selection *selection, size_t municipality)
{
    return selection->municipalities == NULL || selection->municipalities[municipality] ||
           (selection->placements >> OKR_PLACEMENT_REGION & 1U) != 0;
}

/** Whether the question names a place; if not it is about the whole programme. */
static inline bool okr_selection_has_place(const okr_selection *selection)
{
    return selection->municipalities != NULL;
}

/**
 * Every item of the programme under the given bases, and the figures of groups.
 * @param[out] out  okr_selection_free
 */
OKR_MUST_CHECK okr_status okr_selection_all(const okr_programme *programme, unsigned bases,
                                            okr_selection **out, okr_error *err);

/** okr_selection_all with places that are made already, under these bases; they outlive it. */
OKR_MUST_CHECK okr_status okr_selection_lend(const okr_programme *programme, unsigned bases,
                                             const okr_places *places, okr_selection **out,
                                             okr_error *err);

/** Release; NULL is fine. */
void okr_selection_free(okr_selection *selection);

#endif
