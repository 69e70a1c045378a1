/** @file
 * Where the header of a sheet stands, when it is not where it was looked for.
 */
#ifndef OKR_SOURCE_HEADER_HINT_H
#define OKR_SOURCE_HEADER_HINT_H

#include "source/table_reader.h"

/**
 * Find the rows whose names of columns have `name` and most of what else the table asks for.
 * @param[out] rows  appended: "4" or "4-5"; nothing when there are none, or of no sheet
 * Cost: reads the first rows of the source again; for messages only.
 */
OKR_MUST_CHECK okr_status okr_header_hint(const okr_table_reader *reader, const char *name,
                                          okr_text *rows, okr_error *err);

#endif
