/** @file
 * Data-quality rules and findings.
 */
#ifndef OKRUG_CHECK_H
#define OKRUG_CHECK_H

#include "okrug/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Every rule: code, severity, table and column it looks at, what a breach is called. */
OKR_API OKR_MUST_CHECK okr_status okr_check_rules(okr_table **table, okr_error *err);

/**
 * Findings by rule with their number and the first records they name, most grave first, then
 * the most frequent.
 * @param findings     of okr_build or okr_workspace_findings
 * @param[out] table   caller frees
 */
OKR_API OKR_MUST_CHECK okr_status okr_findings_group(const okr_table *findings,
                                                     okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
