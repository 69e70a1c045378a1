/** @file
 * Numbers for the sets of several polygons that hold a face. Private to faces.c.
 */
#ifndef OKR_OVERLAY_FACE_SETS_H
#define OKR_OVERLAY_FACE_SETS_H

#include "overlay/arrangement.h"

/** Sets numbered from `polygons` on as they are met; only sets that exist are ever made. */
typedef struct okr_face_sets {
    size_t polygons;
    okr_vec starts;  /**< size_t: of owners, one more than there are sets */
    okr_vec owners;  /**< int32_t, ascending within a set */
    uint32_t *slots; /**< owned: hash table of sets; number of the set + 1, 0 is free */
    size_t slot_count;
} okr_face_sets;

/** Begin without sets. */
OKR_MUST_CHECK okr_status okr_face_sets_init(okr_face_sets *sets, size_t polygons,
                                             okr_error *err);

/** Release; zeroed ones too. */
void okr_face_sets_done(okr_face_sets *sets);

/** Number of sets. */
static inline size_t okr_face_sets_count(const okr_face_sets *sets)
{
    return sets->starts.count - 1;
}

/** The polygons of a set. */
static inline okr_owners okr_face_sets_at(const okr_face_sets *sets, size_t set)
{
    const size_t *starts = sets->starts.data;

    return (okr_owners){&OKR_AT(&sets->owners, int32_t, starts[set]),
                        starts[set + 1] - starts[set]};
}

/** The face of n > 1 ascending polygons. */
OKR_MUST_CHECK okr_status okr_face_sets_number(okr_face_sets *sets, const int32_t *ids,
                                               size_t n, int32_t *face, okr_error *err);

/**
 * Bring the sets of several collections into one, ordered by their polygons, so that the
 * numbers do not depend on where a set was met first.
 * @param[out] whole    to be initialised
 * @param[out] numbers  calloc'ed per collection: the face in the whole of each of its sets;
 *                      the caller frees them
 */
OKR_MUST_CHECK okr_status okr_face_sets_join(const okr_face_sets *const *parts, size_t n,
                                             okr_face_sets *whole, int32_t **numbers,
                                             okr_error *err);

#endif
