/** @file
 * Which measures still wait for somebody to draw them on the map.
 */
#ifndef OKR_MODEL_DRAWING_H
#define OKR_MODEL_DRAWING_H

#include "model/bucket.h"
#include "model/programme.h"

/** Why a measure waits. */
typedef enum okr_waiting {
    OKR_WAITING_NOT,         /**< it does not: drawn exactly, or nothing to draw */
    OKR_WAITING_UNPLACED,    /**< nothing says where it is */
    OKR_WAITING_NAMED,       /**< a place is named, nothing is drawn */
    OKR_WAITING_APPROXIMATE, /**< what is drawn is approximate */
    OKR_WAITING_COUNT
} okr_waiting;

/** Codes and titles of okr_waiting. */
extern const okr_vocabulary okr_waitings;

/** What is known of the drawing of one measure. */
typedef struct okr_drawing {
    okr_waiting waiting;
    okr_shape shape; /**< to be drawn: point, line or area */
    int location;    /**< the one that a drawing completes; -1: a location of its own */
} okr_drawing;

/**
 * Whether a measure waits for its drawing. Cancelled measures do not, nor does what is meant
 * for the whole region, lies outside it, is divided by stated portions, or is neither point,
 * line nor area by its own expectation or by its kind; of what nothing says where it is, a
 * point is wanted when no shape is known.
 *
 * A drawing completes the only location by which the programme itself places the measure; of
 * several none is chosen.
 *
 * @param programme  resolved: locations know their municipality
 * @param locations  rows of its locations that are the measure's
 */
okr_drawing okr_drawing_of(const okr_programme *programme, int measure, okr_bucket locations);

#endif
