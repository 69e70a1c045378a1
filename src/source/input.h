/** @file
 * Any source as rows of text: a delimited text file, a sheet, a layer, a table of a database.
 */
#ifndef OKR_SOURCE_INPUT_H
#define OKR_SOURCE_INPUT_H

#include "geo/wkb.h"
#include "okrug/error.h"
#include "source/heads.h"

#include <stdbool.h>
#include <stddef.h>

/** One open source. Not thread-safe. */
typedef struct okr_input okr_input;

/** How to open; strings are borrowed during the call, "" or NULL is not stated. */
typedef struct okr_input_options {
    const char *name; /**< of the source in messages */
    const char *layer, *encoding, *crs;
    okr_head_rows header; /**< of a text file or a sheet; {0, 0}: its first row */
} okr_input_options;

/** One row; borrowed, valid until the next one. */
typedef struct okr_input_row {
    long number;              /**< line of a text file, row of a sheet, FID of a layer */
    const char *const *cells; /**< UTF-8, as many as okr_input_columns */
    okr_wkb geometry;         /**< EPSG:4326; size 0: none */
} okr_input_row;

/**
 * Open a source: .csv, .tsv and .txt by okrug's own reader, anything else through OGR.
 *
 * @param[out] out  okr_input_close
 * @return OKR_ERR_IO, OKR_ERR_FORMAT, OKR_ERR_NOT_FOUND, OKR_ERR_GEOMETRY
 */
OKR_MUST_CHECK okr_status okr_input_open(const char *path, const okr_input_options *options,
                                         okr_input **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_input_close(okr_input *input);

/** Number of columns. */
size_t okr_input_columns(const okr_input *input);

/** Name of column i. */
const char *okr_input_column(const okr_input *input, size_t i);

/** Name of the layer inside its file, "" of a text file. */
const char *okr_input_layer(const okr_input *input);

/** Whether the crs of the options has been applied: true for layers, not for text. */
bool okr_input_is_layer(const okr_input *input);

/** Whether it is a text file or a sheet: rows of cells without a schema. */
bool okr_input_is_sheet(const okr_input *input);

/** The next row. @param[out] more  false after the last row */
OKR_MUST_CHECK okr_status okr_input_next(okr_input *input, okr_input_row *row, bool *more,
                                         okr_error *err);

#endif
