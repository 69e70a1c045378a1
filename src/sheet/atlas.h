/** @file
 * Runs of sheets: one place, an atlas in one file, or one file for each sheet.
 */
#ifndef OKR_SHEET_ATLAS_H
#define OKR_SHEET_ATLAS_H

#include "sheet/map_output.h"

/**
 * Draw what the options ask for.
 * @param watch  NULL, or told of every page: for tests
 */
OKR_MUST_CHECK okr_status okr_map_run(const okr_workspace *workspace,
                                      const okr_map_options *options,
                                      const okr_listener *listener, const okr_page_watch *watch,
                                      okr_error *err);

/** The first pages of an atlas: titles of all sheets with links. */
OKR_MUST_CHECK okr_status okr_atlas_contents(okr_map_output *output, const okr_map_job *job,
                                             okr_error *err);

#endif
