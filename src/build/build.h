/** @file
 * The pipeline on a programme in memory.
 */
#ifndef OKR_BUILD_BUILD_H
#define OKR_BUILD_BUILD_H

#include "model/programme.h"
#include "okrug/build.h"

/**
 * Read, link, check and, when options->output is set, save.
 *
 * @param programme  fresh from okr_programme_init; filled, also with findings
 * @return see okr_build
 */
OKR_MUST_CHECK okr_status okr_build_programme(const okr_build_options *options,
                                              const okr_listener *listener,
                                              okr_programme *programme,
                                              okr_build_report *report, okr_error *err);

#endif
