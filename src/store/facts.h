/** @file
 * Figures that okrug finds and the workspace shows beside what the programme says. Written for
 * maps and SQL; never read back, since they follow from the rest.
 */
#ifndef OKR_STORE_FACTS_H
#define OKR_STORE_FACTS_H

#include "model/programme.h"

/** What is found of one measure. */
typedef struct okr_measure_facts {
    okr_placement placement;
    bool approximate; /**< some location that places it is not exact */
    double progress;  /**< physical, 0..1; NaN unknown */
    okr_progress_way progress_way;
    double achievement; /**< mean of capped achievements, 0..1; NaN none */
    double planned;     /**< planned value at the status date, 0..1; NaN unknown */
    int overdue;        /**< 1 yes, 0 no, -1 unknown */
} okr_measure_facts;

/** All of them. */
typedef struct okr_facts {
    okr_measure_facts *measures; /**< owned, one per measure */
} okr_facts;

/** Find them; okr_facts_done in any case. */
OKR_MUST_CHECK okr_status okr_facts_find(okr_facts *facts, const okr_programme *programme,
                                         okr_error *err);

/** Release. */
void okr_facts_done(okr_facts *facts);

#endif
