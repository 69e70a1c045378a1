/** @file
 * What a table is read along and where the reading is, for all that help to read it.
 */
#ifndef OKR_SOURCE_TABLE_READER_H
#define OKR_SOURCE_TABLE_READER_H

#include "geo/crs.h"
#include "model/programme.h"
#include "source/input.h"
#include "source/manifest.h"

#include <stdbool.h>
#include <stddef.h>

/** What a cell becomes at the column's offset. */
typedef enum okr_form_cell {
    OKR_FORM_TEXT,   /**< const char *, "" when empty */
    OKR_FORM_NUMBER, /**< double, NaN when empty */
    OKR_FORM_YEAR,   /**< int, 0 when empty */
    OKR_FORM_DATE,   /**< okr_date */
    OKR_FORM_START,  /**< okr_date: where what the cell says begins */
    OKR_FORM_END,    /**< okr_date: where it ends */
    OKR_FORM_FLAG,   /**< bool, `fallback` when empty */
    OKR_FORM_WORD,   /**< int or enum by `words`: a code or a title; `fallback` when empty */
    OKR_FORM_INDEX,  /**< no column of the file: an int that is set to -1 */
    OKR_FORM_NAN     /**< no column of the file: a double that is set to NaN */
} okr_form_cell;

/** Whether a column must be there. */
typedef enum okr_need {
    OKR_NEED_NOTHING,
    OKR_NEED_COLUMN, /**< the file must have it; cells may be empty */
    OKR_NEED_VALUE   /**< and no cell may be empty */
} okr_need;

/** One column. A list ends with one without a name. */
typedef struct okr_form_column {
    const char *name; /**< okrug's; of INDEX and NAN: "" */
    okr_form_cell type;
    size_t offset; /**< in the record */
    okr_need need;
    const okr_vocabulary *words;
    int fallback;
    bool is_percent; /**< a number that may stand with a percent sign or as a fraction */
    bool has_range;  /**< a number outside [low, high] is an error finding and unknown */
    double low, high;
} okr_form_column;

typedef struct okr_table_reader okr_table_reader;

/** Completes a record after its columns are set. */
typedef okr_status okr_finish_fn(okr_table_reader *reader, void *record,
                                 const okr_input_row *row, okr_error *err);

/** One table of the data model. */
typedef struct okr_table_form {
    const char *table;
    const okr_form_column *columns;
    size_t record_size; /**< of the struct with the columns; the model's record comes first */
    size_t row_offset;  /**< of its okr_row */
    size_t rows_offset; /**< of the okr_vec in okr_programme */
    bool required;      /**< at least one row */
    okr_finish_fn *finish; /**< may be NULL */
} okr_table_form;

/** The rows of this form in a programme. */
static inline okr_vec *okr_form_rows(const okr_table_form *form, okr_programme *programme)
{
    return (okr_vec *)(void *)((unsigned char *)programme + form->rows_offset);
}

/** Where the cells of one column of the form come from. */
typedef struct okr_column_source {
    int at;            /**< column of the file; -1 none */
    const char *value; /**< what an empty cell means, "" nothing */
    bool fill_down;    /**< an empty cell means the one above */
    const char *above; /**< the last one that was not empty, "" before */
} okr_column_source;

/** Where reading is; a finish function may use all of it. */
struct okr_table_reader {
    okr_programme *programme;
    const okr_manifest *manifest;
    const okr_manifest_source *source;
    const okr_table_form *form;
    okr_input *input;
    okr_transform *way; /**< of lon, lat and wkt to EPSG:4326; NULL: they are */
    okr_row row;        /**< of the record being read */
    const char *item;   /**< its first text column */
    okr_vec columns;    /**< okr_column_source per column of the form */
    bool has_records;   /**< a record has been read */
    long fractions;     /**< those of them above 0 and below 1 */
    long above_one;     /**< those of them above 1 */
    void *user;         /**< of the form's own finish function; may be NULL */
    bool skip;          /**< set by a finish function: the record is not kept */
    okr_text scratch;
};

/** What is wrong with a value of the record being read, in both languages. */
typedef struct okr_fault {
    const char *code;
    okr_severity severity;
    const char *column, *value;
    const char *ru, *en;
} okr_fault;

/** The file's name of a column: as mapped, else okrug's own. */
const char *okr_table_name_in_file(const okr_table_reader *reader,
                                   const okr_form_column *column);

/** Add a finding about the record being read. */
OKR_MUST_CHECK okr_status okr_table_find(okr_table_reader *reader, const okr_fault *fault,
                                         okr_error *err);

#endif
