/** @file
 * Building tables of answers. Appends remember the first failure, so that a long run of them
 * is checked once, with okr_table_check.
 */
#ifndef OKR_VIEW_TABLE_H
#define OKR_VIEW_TABLE_H

#include "base/mem.h"
#include "model/territory.h"
#include "okrug/table.h"

/** What a cell holds. */
typedef enum okr_cell_kind { OKR_CELL_EMPTY, OKR_CELL_TEXT, OKR_CELL_NUMBER } okr_cell_kind;

/** One cell. */
typedef struct okr_cell {
    okr_cell_kind kind;
    okr_mark mark; /**< of a number: =, ≥, ≤, ≈ */
    union {
        okr_titles text; /**< owned by the table; equal in both languages for codes */
        double number;
    };
} okr_cell;

/** One column. */
typedef struct okr_heading {
    const char *code; /**< ASCII, the name in CSV and JSON */
    okr_titles title;
    int digits;  /**< most digits behind the point shown to people; negative: text column */
    bool marked; /**< some number of it bears a mark other than = */
} okr_heading;

struct okr_table {
    okr_arena arena; /* owns every string */
    okr_titles title;
    okr_vec notes;   /* okr_titles: one line each under the table */
    okr_vec columns; /* okr_heading */
    okr_vec cells;   /* okr_cell, row by row */
    size_t foot;     /* rows from here on close the account: they stay below */
    okr_error error; /* first failure of a builder call */
};

/** A new table with a title, or NULL with err filled. */
OKR_MUST_CHECK okr_table *okr_table_new(const char *title_ru, const char *title_en,
                                        okr_error *err);

/** Add a column; digits < 0 for text. Only before the first cell. Titles are copied. */
void okr_table_column(okr_table *table, const char *code, const char *title_ru,
                      const char *title_en, int digits);

/** Append a cell with text in both languages. */
void okr_table_titles(okr_table *table, const char *ru, const char *en);

/** Append a cell with a text that is the same in both languages, such as a code. */
void okr_table_text(okr_table *table, const char *text);

/** Append a number; NaN makes an empty cell. */
void okr_table_number(okr_table *table, double number);

/** Append a number with its mark; NaN makes an empty cell. */
void okr_table_marked(okr_table *table, double number, okr_mark mark);

/** Rows appended from now on close the account, such as totals: no order moves them up. */
void okr_table_foot(okr_table *table);

/** Add a line that stands under the table. */
void okr_table_note(okr_table *table, const char *ru, const char *en);

/** OKR_OK when every append so far worked and the last row is complete. */
OKR_MUST_CHECK okr_status okr_table_check(const okr_table *table, okr_error *err);

/** Cell of a row and column; both in range is the caller's duty. */
const okr_cell *okr_table_cell(const okr_table *table, size_t row, size_t column);

/** Titles in the language asked for; the other language when that one is empty. */
const char *okr_titles_pick(okr_titles titles, bool russian);

/** What a cell shows to people. */
typedef struct okr_shown {
    const char *text; /**< in the table, or `number` */
    size_t size;
    char number[64]; /**< OKR_NUMBER_TEXT and a mark */
} okr_shown;

/** A cell as people read it: a text in the language asked for, a number behind its mark. */
void okr_cell_show(const okr_cell *cell, int digits, bool russian, okr_shown *shown);

/** Append what a cell shows. */
void okr_cell_add(const okr_cell *cell, int digits, bool russian, okr_text *text);

/** Writes one row of a table; `how` is the format's own. */
typedef void okr_row_fn(const okr_table *table, size_t row, const void *how, okr_text *out);

/** Write all rows in their order; long tables by several threads. table_rows.c */
void okr_table_write_rows(const okr_table *table, okr_row_fn *write, const void *how,
                          okr_text *out);

/** A number as people read it: at most `digits` behind the point, comma in Russian. */
void okr_show_number(double number, int digits, bool russian, okr_text *out);

/* One writer per format; table_text.c, table_data.c. */
void okr_table_write_text(const okr_table *table, bool russian, okr_text *out);
void okr_table_write_markdown(const okr_table *table, bool russian, okr_text *out);
void okr_table_write_csv(const okr_table *table, bool russian, okr_text *out);
void okr_table_write_json(const okr_table *table, bool russian, okr_text *out);

#endif
