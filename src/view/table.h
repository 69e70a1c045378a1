/** @file
 * Building tables of answers. Appends remember the first failure, so that a long run of them
 * is checked once, with okr_table_check.
 */
#ifndef OKR_VIEW_TABLE_H
#define OKR_VIEW_TABLE_H

#include "base/mem.h"
#include "base/text.h"
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

/**
 * Rows that are made when they are looked at: a long table never stands in memory whole, and
 * its rows are made side by side.
 */
typedef struct okr_table_body {
    size_t rows;
    /** Appends the cells of one row; runs in several threads. NULL: the rows are cells. */
    void (*fill)(const void *user, size_t row, okr_table *table);
    void (*done)(void *user); /**< NULL: nothing to release */
    void *user;               /**< owned */
} okr_table_body;

struct okr_table {
    okr_arena arena; /* owns the strings that are not lent */
    okr_titles title;
    okr_vec notes;       /* okr_titles: one line each under the table */
    okr_vec columns;     /* okr_heading */
    okr_vec cells;       /* okr_cell, row by row; of a table with a body none */
    okr_table_body body; /* owned */
    size_t foot;         /* rows from here on close the account: they stay below */
    void *kept;          /* owned; what the body reads */
    void (*release)(void *kept);
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

/** okr_table_titles without a copy: the texts outlive the table. For bodies. */
void okr_table_lend(okr_table *table, const char *ru, const char *en);

/** Append a row of cells of another table; its texts outlive this one. */
void okr_table_lend_row(okr_table *table, const okr_table *from, size_t row);

/** Append a number; NaN makes an empty cell. */
void okr_table_number(okr_table *table, double number);

/** Append a number with its mark; NaN makes an empty cell. */
void okr_table_marked(okr_table *table, double number, okr_mark mark);

/** Rows appended from now on close the account, such as totals: no order moves them up. */
void okr_table_foot(okr_table *table);

/** Add a line that stands under the table. */
void okr_table_note(okr_table *table, const char *ru, const char *en);

/** Say that numbers of a column may bear marks: a body's columns are known before its rows. */
void okr_table_announce_marks(okr_table *table, size_t column);

/** Give a table without cells its rows; the body is released with the table, or at once when
 * an append has failed. */
void okr_table_adopt(okr_table *table, const okr_table_body *body);

/** Release `kept` with the table, after its body. */
void okr_table_keep(okr_table *table, void *kept, void (*release)(void *kept));

/** Make the rows of a body cells, for those who look at cells. */
OKR_MUST_CHECK okr_status okr_table_gather(okr_table *table, okr_error *err);

/** OKR_OK when every append so far worked and the last row is complete. */
OKR_MUST_CHECK okr_status okr_table_check(const okr_table *table, okr_error *err);

/** Cell of a row and column of a table without a body; both in range is the caller's duty. */
const okr_cell *okr_table_cell(const okr_table *table, size_t row, size_t column);

/** Titles in the language asked for; the other language when that one is empty. */
static inline const char *okr_titles_pick(okr_titles titles, bool russian)
{
    const char *first = russian ? titles.ru : titles.en;

    return first[0] != '\0' ? first : (russian ? titles.en : titles.ru);
}

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

/** Most rows of a part of a table. */
enum { OKR_TABLE_PART_ROWS = 512 };

/** Some rows of a table, as cells. */
typedef struct okr_table_part {
    const okr_table *table; /**< holds the cells */
    size_t first, end;      /**< rows of it */
} okr_table_part;

/** Number of parts. */
size_t okr_table_parts(const okr_table *table);

/** An empty table with the columns of another, for the parts of a body; okr_table_done. */
OKR_MUST_CHECK okr_status okr_table_scratch(const okr_table *table, okr_table *scratch,
                                            okr_error *err);

/** Release what a table owns, but not itself. */
void okr_table_done(okr_table *table);

/**
 * Part `index` of a table; the rows of a body are made in `scratch`, and the part is valid
 * until the next one is made there.
 */
OKR_MUST_CHECK okr_status okr_table_part_at(const okr_table *table, size_t index,
                                            okr_table *scratch, okr_table_part *part,
                                            okr_error *err);

/** A number as people read it: at most `digits` behind the point, comma in Russian. */
void okr_show_number(double number, int digits, bool russian, okr_text *out);

#endif
