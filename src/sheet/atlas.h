/** @file
 * Runs of sheets: one place, an atlas in one file, or one file for each sheet.
 */
#ifndef OKR_SHEET_ATLAS_H
#define OKR_SHEET_ATLAS_H

#include "sheet/map_inset.h"
#include "sheet/map_output.h"

/**
 * Draw what the options ask for.
 * @param watch  NULL, or told of every page: for tests
 */
OKR_MUST_CHECK okr_status okr_map_run(const okr_workspace *workspace,
                                      const okr_map_options *options,
                                      const okr_listener *listener, const okr_page_watch *watch,
                                      okr_error *err);

/** The first pages of an atlas: titles of all sheets with links, and the index map. */
OKR_MUST_CHECK okr_status okr_atlas_contents(okr_map_output *output, const okr_map_job *job,
                                             const okr_inset *inset, okr_error *err);

/** Every municipality with the number of its sheet; atlas_index.c. */
OKR_MUST_CHECK okr_status okr_atlas_index(const okr_pen *pen, const okr_inset *inset,
                                          okr_rect box, okr_error *err);

#endif
