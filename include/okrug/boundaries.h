/** @file
 * Municipal polygons where there are none: approximate ones from settlements.
 */
#ifndef OKRUG_BOUNDARIES_H
#define OKRUG_BOUNDARIES_H

#include "okrug/error.h"
#include "okrug/listener.h"
#include "okrug/table.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to draw from what. All strings are borrowed. */
typedef struct okr_boundaries_options {
    const char *programme; /**< folder whose municipalities and settlements are taken */
    const char *outline;   /**< layer of polygons that together are the region */
    const char *output;    /**< file to write, format by extension; NULL: none */
    const char *compare;   /**< NULL, or real boundaries to measure the result against */
} okr_boundaries_options;

/** What came of it. */
typedef struct okr_boundaries_report {
    size_t municipalities; /**< of the programme */
    size_t drawn;          /**< those that have a settlement or a centre to draw round */
    double area_m2;        /**< of all that was drawn, ellipsoidal */
    double agreement; /**< share of the real area that is in the right municipality; NaN without
                         comparison */
} okr_boundaries_report;

/**
 * Draw weighted Thiessen cells round the settlements of each municipality inside the outline,
 * sized by official areas. The layer has oktmo, name_ru, approximate = 1, method, source.
 *
 * The polygons are a coverage of the outline: no gaps, no overlaps, common vertices on common
 * borders, multiples of 1e-6 degrees. The same input gives the same bytes.
 *
 * @param[out] report  filled on success
 * @param[out] table   NULL, or receives one row per municipality with areas and, if compared,
 *                     the share of its real area that was met (caller frees)
 * @return OKR_ERR_IO, OKR_ERR_FORMAT, OKR_ERR_GEOMETRY, OKR_ERR_NOMEM
 */
OKR_API OKR_MUST_CHECK okr_status okr_boundaries_thiessen(const okr_boundaries_options *options,
                                                          const okr_listener *listener,
                                                          okr_boundaries_report *report,
                                                          okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
