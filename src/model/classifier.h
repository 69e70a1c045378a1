/** @file
 * Classifiers of a programme: kinds, statuses, units, contours, documents.
 */
#ifndef OKR_MODEL_CLASSIFIER_H
#define OKR_MODEL_CLASSIFIER_H

#include "model/territory.h"

/** A kind of measure; kinds form a tree by `parent`. */
typedef struct okr_kind {
    const char *code;
    const char *group_code;
    int parent; /**< index of the kind group, -1 at the top */
    okr_titles title;
    const char *sector; /**< OC4IDS projectSector */
    okr_shape shape;
    double service_distance_m; /**< NaN: no service distance */
    const char *class_code;    /**< of Order N 10, "" when not known */
    const char *class_order;
    const char *symbol;
    const char *colour; /**< "#rrggbb" */
    okr_row row;
} okr_kind;

/** A status word of the programme. */
typedef struct okr_status_word {
    const char *code;
    okr_titles title;
    okr_lifecycle lifecycle;
    bool counts_in_progress;
    okr_row row;
} okr_status_word;

/** A unit of measurement. */
typedef struct okr_unit {
    const char *code; /**< snake_case */
    const char *okei; /**< OKEI code, "" when none */
    okr_titles title;
    const char *base_unit; /**< code of the unit in which sums are made; own code when base */
    double factor;         /**< value in base_unit = value * factor */
    const char *spellings; /**< separated by | */
    okr_row row;
} okr_unit;

/** A contour of the strategy, or a priority of it. */
typedef struct okr_contour {
    const char *contour;
    const char *priority; /**< "" for the contour itself */
    int parent;           /**< index of the contour of a priority, -1 */
    okr_titles title;
    okr_row row;
} okr_contour;

/** A document that figures were taken from. */
typedef struct okr_document {
    const char *code;
    okr_titles title;
    const char *publisher;
    okr_date date, status_date;
    const char *url;
    const char *note;
    okr_row row;
} okr_document;

#endif
