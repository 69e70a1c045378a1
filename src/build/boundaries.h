/** @file
 * Approximate boundaries of a programme's municipalities: read, draw, write, compare.
 */
#ifndef OKR_BUILD_BOUNDARIES_H
#define OKR_BUILD_BOUNDARIES_H

#include "model/programme.h"
#include "okrug/boundaries.h"

/** What was drawn. Zero-initialise; release with okr_boundaries_done. */
typedef struct okr_boundaries {
    okr_programme programme; /**< municipalities with the polygons drawn and their area_m2 */
    double *real_m2;         /**< owned, per municipality; NaN without comparison */
    double *met_m2;          /**< owned: of the real area, what was drawn for it */
    okr_boundaries_report report;
} okr_boundaries;

/** Do the whole work; okr_boundaries_done also after a failure. */
OKR_MUST_CHECK okr_status okr_boundaries_run(const okr_boundaries_options *options,
                                             const okr_listener *listener,
                                             okr_boundaries *boundaries, okr_error *err);

/** Release. */
void okr_boundaries_done(okr_boundaries *boundaries);

#endif
