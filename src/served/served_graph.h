/** @file
 * The border of reach of one piece as a graph over an axis of a cell: what the piece serves
 * lies below a concave curve that is known in closed form. docs/served.md has the proof; the
 * letters are the same. For served_graph.c and served_cover.c only.
 */
#ifndef OKR_SERVED_SERVED_GRAPH_H
#define OKR_SERVED_SERVED_GRAPH_H

#include "served/served_cell.h"

/** The places that a piece serves, on the plane of a cell: those within a radius of a straight
 * line, whose ends are in the order of x. */
typedef struct okr_capsule {
    double x0, y0, x1, y1;
    double inner; /**< radius within which places are served for certain */
    double grow;  /**< what the radius beyond which they are not has more */
} okr_capsule;

/** Metres by which a piece may serve more than others do, of every strip; none: not above 0. */
typedef struct okr_strips_reached {
    double over[OKR_CELL_STRIPS];
} okr_strips_reached;

static inline void okr_swap(double *a, double *b)
{
    const double keep = *a;

    *a = *b;
    *b = keep;
}

/** Put a piece on the plane. @return false where its reach is too small to have a border */
bool okr_capsule_find(const okr_cell_work *work, const okr_cell_place *place, uint32_t id,
                      okr_capsule *c);

/**
 * Turn a capsule so that x runs along the strips' nodes and what it serves lies below. A line
 * that then runs straight up becomes its upper end, with a radius that grows the more.
 */
void okr_capsule_turn(okr_capsule *c, bool swapped, bool upside_down);

/** Take the curve of one more capsule into account, in the strips that it reaches. */
void okr_cover_add(okr_cover *cover, const okr_capsule *c, const okr_cell_strips *strips,
                   const okr_strips_reached *reached);

#endif
