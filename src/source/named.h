/** @file
 * Cells that say a name where the data model has a code.
 */
#ifndef OKR_SOURCE_NAMED_H
#define OKR_SOURCE_NAMED_H

#include "model/programme.h"

/**
 * Put the code in the place of a title or name that exactly one row has: kind and status of
 * measures («Школа» for school), municipality of settlements, members of agglomerations.
 * Case, ё and blanks do not matter. What is a code already, or has no such row, stays.
 *
 * Cost: O(rows).
 */
OKR_MUST_CHECK okr_status okr_source_take_names(okr_programme *programme, okr_error *err);

#endif
