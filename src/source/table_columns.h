/** @file
 * Which columns of a file are those of a table, and which of its rows are records. For table.c
 * only.
 */
#ifndef OKR_SOURCE_TABLE_COLUMNS_H
#define OKR_SOURCE_TABLE_COLUMNS_H

#include "source/table_reader.h"

/**
 * Find the columns of the form in the file.
 * @return OKR_ERR_FORMAT when one that must be there is not, naming the row that has it
 */
OKR_MUST_CHECK okr_status okr_table_match(okr_table_reader *reader, okr_error *err);

/** Whether column i of the file has no name. */
bool okr_table_is_nameless(const okr_table_reader *reader, size_t i);

/** Whether some source of the manifest maps this column of the same sheet. */
bool okr_table_is_used_elsewhere(const okr_table_reader *reader, const char *name);

/**
 * Whether a row is a record. Rows without text and the numbers of columns below a header are
 * not; neither are totals and headings of sections, which become findings.
 */
OKR_MUST_CHECK okr_status okr_table_judge(okr_table_reader *reader, const okr_input_row *row,
                                          bool *is_record, okr_error *err);

/** Find, after the last row, that the percents of a source look like fractions of one. */
OKR_MUST_CHECK okr_status okr_table_check_percents(okr_table_reader *reader, okr_error *err);

#endif
