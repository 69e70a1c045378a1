/** @file
 * A small programme folder for tests: three tables and a boundary layer that are in order, of
 * which each test replaces one.
 */
#ifndef OKR_TEST_FOLDER_H
#define OKR_TEST_FOLDER_H

#include "model/programme.h"

/** cmocka set-up: makes the folder and fills it. */
int folder_setup(void **state);

/** cmocka tear-down: removes it. */
int folder_teardown(void **state);

/** Write a file of the folder. */
void folder_write(const char *name, const char *text);

/** Path of a file of the folder; valid until the call after the next. "": the folder itself. */
const char *folder_path(const char *name);

/** Read the folder; `replacement` as `boundaries` of okr_source_read. */
okr_status folder_read(okr_programme *programme, const char *replacement, okr_error *err);

/** The manifest of the folder, with more lines of YAML behind it. */
void folder_manifest(const char *sources, const char *more);

/** "code table file, row N [item] column='value'" of every finding, one a line. */
void folder_findings(const okr_programme *programme, okr_text *out);

/** The folder is read; release the programme. */
void folder_read_ok(okr_programme *programme);

/** The folder is refused as a wrong format, with these words. */
void folder_refused(const char *message);

/** The folder is read, and these are its findings as folder_findings writes them. */
void folder_finds(const char *expected);

#endif
