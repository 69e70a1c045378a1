/** @file
 * Rows of a source into records of a programme, along a declarative list of columns.
 *
 * What is wrong with the table as a whole is fatal: a column that must be there and is not, an
 * identifier that is empty, no row at all. What is wrong with one value is an error finding,
 * and the value is unknown. Columns that nobody asked for are one warning per file.
 */
#ifndef OKR_SOURCE_TABLE_H
#define OKR_SOURCE_TABLE_H

#include "source/table_reader.h"

/** Read one source of one table into the programme. */
OKR_MUST_CHECK okr_status okr_table_read(const okr_table_form *form, okr_programme *programme,
                                         const okr_manifest *manifest,
                                         const okr_manifest_source *source, okr_error *err);

/** The same with a pointer for the form's finish function. */
OKR_MUST_CHECK okr_status okr_table_read_for(const okr_table_form *form,
                                             okr_programme *programme,
                                             const okr_manifest *manifest,
                                             const okr_manifest_source *source, void *user,
                                             okr_error *err);

#endif
