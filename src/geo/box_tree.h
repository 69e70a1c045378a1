/** @file
 * Which of many boxes meet a box: a packed tree over boxes in space-filling order.
 */
#ifndef OKR_GEO_BOX_TREE_H
#define OKR_GEO_BOX_TREE_H

#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The box that nothing is in; growing it starts with any point. */
#define OKR_BOX_EMPTY ((okr_box){1e300, 1e300, -1e300, -1e300})

/** Grow a box so that it holds a point. */
void okr_box_add_point(okr_box *box, double lon, double lat);

/** Whether two closed boxes share a point. */
static inline bool okr_box_meets(const okr_box *a, const okr_box *b)
{
    return a->lon_min <= b->lon_max && b->lon_min <= a->lon_max && a->lat_min <= b->lat_max &&
           b->lat_min <= a->lat_max;
}

/** Read-only after it is made: any number of threads may ask at once. */
typedef struct okr_box_tree okr_box_tree;

/**
 * Make a tree of n < 2^32 boxes, which are copied.
 * @param[out] out  okr_box_tree_free
 * Cost: O(n); 37 bytes per box.
 */
OKR_MUST_CHECK okr_status okr_box_tree_new(const okr_box *boxes, size_t n, okr_box_tree **out,
                                           okr_error *err);

/** Release; NULL is allowed. */
void okr_box_tree_free(okr_box_tree *tree);

/** Called with the number of a box; what is not OKR_OK ends the search and is returned. */
typedef okr_status okr_box_fn(void *user, uint32_t index, okr_error *err);

/** Visit every box that meets `box`, always in the same order. */
OKR_MUST_CHECK okr_status okr_box_tree_query(const okr_box_tree *tree, const okr_box *box,
                                             okr_box_fn *visit, void *user, okr_error *err);

#endif
