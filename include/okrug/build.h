/** @file
 * The main job: a programme folder becomes one GeoPackage.
 */
#ifndef OKRUG_BUILD_H
#define OKRUG_BUILD_H

#include "okrug/error.h"
#include "okrug/listener.h"
#include "okrug/table.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to build from what. All strings are borrowed. */
typedef struct okr_build_options {
    const char *programme; /**< folder that holds okrug.yaml, or the path of that file */
    const char *output;    /**< GeoPackage to write; NULL: check only */
    const char
        *boundaries; /**< NULL, or a layer that replaces the boundary set of okrug.yaml */
    const char *boundaries_source; /**< NULL, or its source and licence, printed on maps */
    const char *as_of;             /**< NULL, or the date whose municipalities are meant */
    bool strict;                   /**< an error finding is fatal */
    unsigned threads;              /**< 0: one per processor */
    /** Seconds since 1970 in decimal that the file gives as its last change, as in the variable
     * SOURCE_DATE_EPOCH; NULL: the status date of the programme. */
    const char *source_date_epoch;
} okr_build_options;

/** What came of it. */
typedef struct okr_build_report {
    size_t municipalities, measures, items, located, indicators, links;
    size_t errors, warnings; /**< findings by severity */
    bool approximate;        /**< the boundaries are approximate */
} okr_build_report;

/**
 * Read, check, link, measure and save.
 *
 * The output appears whole under its name or not at all: it is written beside it and renamed at
 * the end, and an older file stays as it was on any failure.
 *
 * @param[out] report    filled on success
 * @param[out] findings  NULL, or receives the table of findings (caller frees)
 * @return OKR_ERR_IO, OKR_ERR_FORMAT, OKR_ERR_GEOMETRY, OKR_ERR_NOMEM, OKR_ERR_CANCELLED
 */
OKR_API OKR_MUST_CHECK okr_status okr_build(const okr_build_options *options,
                                            const okr_listener *listener,
                                            okr_build_report *report, okr_table **findings,
                                            okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
