/** @file
 * Data-quality findings: what is wrong or doubtful, where, in both languages.
 */
#ifndef OKR_MODEL_FINDING_H
#define OKR_MODEL_FINDING_H

#include "base/mem.h"
#include "model/territory.h"

/** One finding. Strings are owned by the programme's arena. */
typedef struct okr_finding {
    const char *code; /**< stable, such as "place_ambiguous" */
    okr_severity severity;
    const char *table;  /**< of the data model, such as "measures" */
    okr_row row;        /**< where it was read */
    const char *item;   /**< identifier of the record, "" when none */
    const char *column; /**< "" when the whole row */
    const char *value;  /**< as read, "" when none */
    okr_titles message; /**< what is wrong, in Russian and English, without place */
} okr_finding;

#endif
