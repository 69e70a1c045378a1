/** @file
 * Tables of answers: columns with titles and units, cells of text or number, several formats.
 */
#ifndef OKRUG_TABLE_H
#define OKRUG_TABLE_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Output formats of a table. */
typedef enum okr_format {
    OKR_FORMAT_TEXT,     /**< aligned columns, Cyrillic counted as one column each */
    OKR_FORMAT_CSV,      /**< RFC 4180, UTF-8, LF, codes as column names, decimal point */
    OKR_FORMAT_JSON,     /**< {"title", "notes", "columns", "rows"} with numbers as numbers */
    OKR_FORMAT_MARKDOWN, /**< a pipe table with its title and notes */
    OKR_FORMAT_COUNT
} okr_format;

/** A table; made by the functions that answer questions. Long ones read the workspace they are
 * of until they are freed, so the table is freed first. */
typedef struct okr_table okr_table;

/** Format by its name "text", "csv", "json", "md"; false when there is none of that name. */
OKR_API bool okr_format_parse(const char *name, okr_format *format);

/** Number of rows. */
OKR_API size_t okr_table_rows(const okr_table *table);

/** Which part of a table is wanted, and in which order. Zero-initialise for all of it. */
typedef struct okr_table_choice {
    /** Columns in the order wanted, by code or by title in either language, separated by
     * commas; NULL: all. */
    const char *columns;
    const char *sort; /**< column to sort by, "-" before it: falling; NULL: as it is */
    long rows;        /**< most rows; 0: all. Rows that close the account stay anyway */
} okr_table_choice;

/**
 * Keep only a part of the table. Empty cells are sorted last; how many rows there were is said
 * under the table when some are left out.
 * @return OKR_ERR_USAGE naming a column that the table has not, and those it has
 */
OKR_API OKR_MUST_CHECK okr_status okr_table_choose(okr_table *table,
                                                   const okr_table_choice *choice, bool russian,
                                                   okr_error *err);

/**
 * Write the table into a text.
 * @param russian  titles and words in Russian, else English; codes stay codes
 * @param[out] text  the caller frees it; ends with a newline
 */
OKR_API OKR_MUST_CHECK okr_status okr_table_render(const okr_table *table, okr_format format,
                                                   bool russian, char **text, okr_error *err);

/** Takes the next bytes of a table; anything but OKR_OK ends the writing and is returned. */
typedef okr_status okr_write_fn(void *user, const char *bytes, size_t n, okr_error *err);

/** How and where a table is written. */
typedef struct okr_print {
    okr_format format;
    bool russian;
    okr_write_fn *write; /**< called in order, one call at a time, maybe from another thread */
    void *user;
} okr_print;

/** Write the table out as it is made, without a copy of it in memory. */
OKR_API OKR_MUST_CHECK okr_status okr_table_print(const okr_table *table,
                                                  const okr_print *print, okr_error *err);

/**
 * Write the table into a file as it is made. An ordinary file appears whole or not at all: on
 * failure the old one stays as it was. Pipes and devices are written straight.
 * @return OKR_ERR_IO naming the path
 */
OKR_API OKR_MUST_CHECK okr_status okr_table_save(const okr_table *table, okr_format format,
                                                 bool russian, const char *path,
                                                 okr_error *err);

/** Release; NULL is allowed. */
OKR_API void okr_table_free(okr_table *table);

#ifdef __cplusplus
}
#endif

#endif
