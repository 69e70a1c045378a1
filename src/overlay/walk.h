/** @file
 * A segment's way through the arrangement: where it crosses borders, and into which face.
 */
#ifndef OKR_OVERLAY_WALK_H
#define OKR_OVERLAY_WALK_H

#include "overlay/arrangement.h"

/** A segment p -> q crosses an edge. */
typedef struct okr_crossing {
    double t; /**< where on the segment, 0..1 */
    uint32_t edge;
    int32_t face;   /**< behind the crossing */
    int32_t change; /**< exclusive-or of the faces on both sides */
} okr_crossing;

/** A cell on the way down to where a chain of segments is at. */
typedef struct okr_stop {
    okr_box box; /**< of an empty cell with what is clear around it */
    const okr_cell *cell;
} okr_stop;

/** Scratch of one chain of segments. Initialise with okr_walk_init. */
typedef struct okr_walk {
    const okr_territory_index *index;  /**< borrowed */
    okr_box empty;                     /**< no border inside: the last empty cell */
    okr_stop path[OKR_GRID_DEPTH + 1]; /**< the first is a cell of the root */
    int depth;                         /**< stops on the path */
    okr_vec near;                      /**< uint32_t */
    okr_vec crossings;                 /**< okr_crossing of the last segment, ascending by t */
    okr_lonlat p, q;                   /**< the segment at work */
} okr_walk;

/** Bind to an index. */
void okr_walk_init(okr_walk *walk, const okr_territory_index *index);

/** Release. */
void okr_walk_done(okr_walk *walk);

/**
 * Find the crossings of the shifted segment p -> q, which must differ; walk->crossings has
 * them.
 *
 * Crossings closer to each other than rounding are put in an order in which each leads on from
 * the face that the one before led into.
 * @param[in,out] face  the face at p, then that at q, exactly
 */
OKR_MUST_CHECK okr_status okr_walk_segment(okr_walk *walk, okr_lonlat p, okr_lonlat q,
                                           int32_t *face, okr_error *err);

/** Is a box known to have no borders in it? A quick answer: false may also mean "not known". */
bool okr_walk_is_clear(okr_walk *walk, const okr_box *box);

/** All edges whose box meets a box: walk->near has their numbers, ascending. */
OKR_MUST_CHECK okr_status okr_walk_box(okr_walk *walk, const okr_box *box, okr_error *err);

#endif
