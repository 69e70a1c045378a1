/** @file
 * The sheet on which staff draw what has no place: what `okrug export --worklist` wrote, saved
 * after drawing, read as locations.
 */
#ifndef OKR_SOURCE_WORKLIST_H
#define OKR_SOURCE_WORKLIST_H

#include "model/programme.h"
#include "okrug/listener.h"
#include "source/manifest.h"

/**
 * Read the sources named `worklist` in okrug.yaml; after every other location is read.
 *
 * Rows without a geometry are passed over; their number is told to the listener. A drawing that
 * names a location without geometry, or with an approximate one, completes it: the place that
 * is stated there stays. Any other is a location of its own. Findings: "worklist_unknown" (the
 * location is no longer there), "worklist_shape" (another geometry than was wanted: not read),
 * "worklist_measure" (a row that names no measure: not read).
 */
OKR_MUST_CHECK okr_status okr_worklist_read(okr_programme *programme,
                                            const okr_manifest *manifest,
                                            const okr_listener *listener, okr_error *err);

#endif
