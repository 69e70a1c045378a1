/** @file
 * What a program that was killed could not remove.
 *
 * Unfinished files and folders are called STEM.PROCESS.NUMBER.tmp (SQLite adds its own
 * endings). The next writer of the same target removes those whose process is no more.
 */
#ifndef OKR_STORE_LEFTOVER_H
#define OKR_STORE_LEFTOVER_H

#include "base/text.h"
#include "okrug/error.h"

/** Append "STEM.PROCESS.NUMBER.tmp" for this process. */
void okr_leftover_name(okr_text *name, const char *stem, int number);

/**
 * Remove unfinished files, and folders of files, of processes that do not run any more. What
 * cannot be removed stays: it is in nobody's way.
 *
 * @param stem  path as given to okr_leftover_name
 * @return OKR_ERR_NOMEM
 * Cost: O(entries of the folder)
 */
OKR_MUST_CHECK okr_status okr_leftover_remove(const char *stem, okr_error *err);

#endif
