/** @file
 * What changed between two builds, and why.
 */
#ifndef OKRUG_DIFF_H
#define OKRUG_DIFF_H

#include "okrug/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Compare two workspaces by municipality and measure.
 *
 * A row is one change: which municipalities it touches, which measure, the reason (new, gone,
 * status, date, figure, place, geometry, boundary, title, kind, role, population), the old and
 * the new value. Measures are known by measure_id, figures by indicator, title and period.
 *
 * @param[out] table  caller frees; no rows when nothing changed
 */
OKR_API OKR_MUST_CHECK okr_status okr_diff(const okr_workspace *older,
                                           const okr_workspace *newer, okr_table **table,
                                           okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
