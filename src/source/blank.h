/** @file
 * Rows of which no file says anything.
 */
#ifndef OKR_SOURCE_BLANK_H
#define OKR_SOURCE_BLANK_H

#include "source/table_reader.h"

/**
 * Append a row to the programme's table of this form, as a line of empty cells would be read.
 *
 * Texts are "", numbers NaN, references -1, words and flags what their columns take an empty
 * cell for; the row is of no file. What the form's finish function would complete is not.
 *
 * @return the row, for the caller to fill in, valid until the table grows; NULL (err:
 *         OKR_ERR_NOMEM) when memory runs out
 */
OKR_MUST_CHECK void *okr_form_add_blank(const okr_table_form *form, okr_programme *programme,
                                        okr_error *err);

#endif
