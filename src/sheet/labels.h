/** @file
 * Placing labels without collisions. Pure geometry: no fonts, no drawing.
 *
 * Labels are placed one by one by rank. Each has candidate places with a cost; the cheapest one
 * that meets no earlier label and no hard obstacle, stays in the frame and needs no forbidden
 * leader is taken. A label that finds none may make one neighbour move, if both have a place
 * then. Equal costs are decided by order, so the same input gives the same sheet.
 */
#ifndef OKR_SHEET_LABELS_H
#define OKR_SHEET_LABELS_H

#include "sheet/map_geometry.h"

/** A candidate place of a label. */
typedef struct okr_label_place {
    okr_point centre; /**< of the label's box */
    double angle;     /**< radians, clockwise on paper */
    double cost;      /**< of this place alone; smaller is better */
    bool leader;      /**< a line leads from the anchor to the box */
} okr_label_place;

/** A label to place. */
typedef struct okr_label {
    double w, h;          /**< of the box, points */
    okr_point anchor;     /**< what the label belongs to; leaders begin here */
    double rank;          /**< smaller is placed earlier */
    size_t first, count;  /**< candidates: a range of okr_label_field.places */
    size_t choice;        /**< result: index into places, or OKR_LABEL_NONE */
    okr_turned box;       /**< result: where it stands */
    okr_point leader_end; /**< result: end of the leader at the box */
} okr_label;

#define OKR_LABEL_NONE ((size_t)-1)

/** Something in the way. */
typedef struct okr_obstacle {
    okr_turned box;
    double cost; /**< per share of the label that it covers; INFINITY: hard */
} okr_obstacle;

/** All labels of a map. Initialise with okr_label_field_init. */
typedef struct okr_label_field {
    okr_rect frame;
    double gap;        /**< kept free between labels, points */
    okr_vec labels;    /**< okr_label */
    okr_vec places;    /**< okr_label_place */
    okr_vec obstacles; /**< okr_obstacle */
} okr_label_field;

/** An empty field. */
okr_label_field okr_label_field_init(okr_rect frame, double gap);

/** Release. */
void okr_label_field_done(okr_label_field *field);

/** Add something in the way. */
OKR_MUST_CHECK okr_status okr_label_obstacle(okr_label_field *field, okr_turned box,
                                             double cost, okr_error *err);

/**
 * Add a label without candidates.
 * @param[out] index  of the label; candidates added next belong to it
 */
OKR_MUST_CHECK okr_status okr_label_add(okr_label_field *field, okr_label label, size_t *index,
                                        okr_error *err);

/** Add one candidate to the label added last. */
OKR_MUST_CHECK okr_status okr_label_candidate(okr_label_field *field, okr_label_place place,
                                              okr_error *err);

/** Candidates beside a point symbol of a radius: right, above, left, below, the corners. */
OKR_MUST_CHECK okr_status okr_label_beside(okr_label_field *field, double radius,
                                           okr_error *err);

/** Candidates on rings round the anchor, joined by leaders, from `near` to `far` points. */
OKR_MUST_CHECK okr_status okr_label_rings(okr_label_field *field, double near, double far,
                                          okr_error *err);

/** Candidates along a line of n points: centred on it, turned with it, never upside down. */
OKR_MUST_CHECK okr_status okr_label_along(okr_label_field *field, const okr_point *line,
                                          size_t n, okr_error *err);

/**
 * Place every label that has no place yet; those without a free place keep OKR_LABEL_NONE.
 * Cost: O(labels x candidates x (labels + obstacles)).
 */
OKR_MUST_CHECK okr_status okr_labels_place(okr_label_field *field, okr_error *err);

#endif
