/** @file
 * A small strict reader of delimited text (RFC 4180, also with semicolons or tabs).
 *
 * What is doubtful is refused with file, row and column: text behind a closing quote, a quote
 * inside an unquoted cell, a row with more or fewer cells than the header, a zero byte, bytes
 * that are not UTF-8. Line ends are LF, CR LF or CR. Lines without any text are skipped.
 */
#ifndef OKR_SOURCE_CSV_H
#define OKR_SOURCE_CSV_H

#include "okrug/error.h"
#include "source/heads.h"

#include <stdbool.h>
#include <stddef.h>

/** How to read a file. */
typedef struct okr_csv_options {
    const char *name;     /**< of the file in messages */
    const char *encoding; /**< NULL or "": UTF-8, unless a byte order mark says otherwise */
    okr_head_rows header; /**< lines of the header; {0, 0}: the first row with text */
} okr_csv_options;

/** One table in memory. */
typedef struct okr_csv okr_csv;

/** One row; borrowed from the table, valid as long as it. */
typedef struct okr_csv_row {
    long number;              /**< line on which the row begins, 1-based */
    const char *const *cells; /**< as many as okr_csv_columns; valid until the next row */
} okr_csv_row;

/**
 * Read a file whole and its header.
 *
 * The separator is the one of comma, semicolon and tab that the header has most of.
 * @param[out] out  okr_csv_free
 * @return OKR_ERR_IO, OKR_ERR_FORMAT
 */
OKR_MUST_CHECK okr_status okr_csv_open(const char *path, const okr_csv_options *options,
                                       okr_csv **out, okr_error *err);

/** okr_csv_open of n bytes in memory, which are copied. */
OKR_MUST_CHECK okr_status okr_csv_parse(const char *bytes, size_t n,
                                        const okr_csv_options *options, okr_csv **out,
                                        okr_error *err);

/** Release; NULL is allowed. */
void okr_csv_free(okr_csv *csv);

/** Number of columns. */
size_t okr_csv_columns(const okr_csv *csv);

/** Name of column i, its blanks put in order. */
const char *okr_csv_column(const okr_csv *csv, size_t i);

/** The next row. @param[out] more  false after the last row */
OKR_MUST_CHECK okr_status okr_csv_next(okr_csv *csv, okr_csv_row *row, bool *more,
                                       okr_error *err);

#endif
