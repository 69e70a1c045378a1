/* One sheet of the workbook: a table with its head, notes, filter and page. */
#include "base/number.h"
#include "report/report_book.h"
#include "report/report_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD_ROW = 3, /* of a table, counted from 0: title, what it answers, link above */
    PAPER_A3 = 8,
    PAPER_A4 = 9
};

/* A table being written: a column of numbers with marks is two columns of the sheet. */
typedef struct sheet {
    const okr_report_book *book;
    const okr_table *table;
    lxw_worksheet *ws;
    okr_report_layout layout;
    int *digits; /* owned, by column: digits that all cells show; -1 each its own */
} sheet;

static const char *pick(const okr_report_book *b, const char *ru, const char *en)
{
    return b->russian ? ru : en;
}

/* Digits behind the point that a number needs, up to what its column shows. */
static int digits_of(double number, int most)
{
    char text[OKR_NUMBER_TEXT];
    const char *point = NULL;
    int digits = 0;

    most = most > OKR_REPORT_DIGITS ? OKR_REPORT_DIGITS : most;
    okr_number_fixed(number, most, text);
    point = strchr(text, '.');
    for (int d = 1; point != NULL && point[d] != '\0'; d++)
        if (point[d] != '0')
            digits = d;
    return digits;
}

/* Percents and shares of a column have their points below one another; a column of quantities
 * in many units gives each number its own digits. */
static void find_digits(sheet *s)
{
    const size_t rows = okr_table_rows(s->table);

    for (size_t c = 0; c < s->table->columns.count; c++) {
        const int most = OKR_AT(&s->table->columns, okr_heading, c).digits;
        s->digits[c] = most > 2 ? -1 : 0;
        for (size_t r = 0; r < rows && s->digits[c] >= 0; r++) {
            const okr_cell *cell = okr_table_cell(s->table, r, c);
            const int own = cell->kind == OKR_CELL_NUMBER ? digits_of(cell->number, most) : 0;
            s->digits[c] = own > s->digits[c] ? own : s->digits[c];
        }
    }
}

static bool is_total(const okr_table *table, size_t row)
{
    const okr_cell *cell = okr_table_cell(table, row, 0);

    return cell->kind == OKR_CELL_TEXT && strcmp(cell->text.en, "total") == 0;
}

static lxw_col_t write_number(const sheet *s, lxw_row_t row, lxw_col_t at, size_t column,
                              const okr_cell *cell)
{
    const okr_report_formats *f = &s->book->formats;
    const okr_heading *c = &OKR_AT(&s->table->columns, okr_heading, column);
    const int bold = is_total(s->table, row - HEAD_ROW - 1) ? 1 : 0;
    const int digits =
        s->digits[column] >= 0 ? s->digits[column] : digits_of(cell->number, c->digits);

    if (cell->kind == OKR_CELL_EMPTY)
        (void)worksheet_write_blank(s->ws, row, at, f->text[bold]);
    else
        (void)worksheet_write_number(s->ws, row, at, cell->number, f->number[bold][digits]);
    if (!c->marked)
        return 1;
    (void)worksheet_write_string(s->ws, row, (lxw_col_t)(at + 1), okr_mark_sign(cell->mark),
                                 f->mark[bold]);
    return 2;
}

/* Programs of office suites differ in whether they find the height of a row by themselves. */
static void set_height(const sheet *s, lxw_row_t row, ptrdiff_t table_row)
{
    const int lines = okr_report_row_lines(&s->layout, s->table, table_row, s->book->russian);

    (void)worksheet_set_row(s->ws, row, OKR_REPORT_LINE * lines + 2, NULL);
}

static void write_row(const sheet *s, size_t table_row)
{
    const lxw_row_t row = (lxw_row_t)(HEAD_ROW + 1 + table_row);
    const int bold = is_total(s->table, table_row) ? 1 : 0;
    lxw_col_t at = 0;

    set_height(s, row, (ptrdiff_t)table_row);
    for (size_t c = 0; c < s->table->columns.count; c++) {
        const okr_cell *cell = okr_table_cell(s->table, table_row, c);
        if (OKR_AT(&s->table->columns, okr_heading, c).digits >= 0) {
            at = (lxw_col_t)(at + write_number(s, row, at, c, cell));
            continue;
        }
        if (cell->kind == OKR_CELL_TEXT)
            (void)worksheet_write_string(s->ws, row, at,
                                         okr_titles_pick(cell->text, s->book->russian),
                                         s->book->formats.text[bold]);
        else
            (void)worksheet_write_blank(s->ws, row, at, s->book->formats.text[bold]);
        at++;
    }
}

static lxw_col_t write_heads(const sheet *s)
{
    const okr_report_book *b = s->book;
    lxw_col_t at = 0;

    set_height(s, HEAD_ROW, -1);
    for (size_t c = 0; c < s->table->columns.count; c++) {
        const okr_heading *column = &OKR_AT(&s->table->columns, okr_heading, c);
        (void)worksheet_write_string(
            s->ws, HEAD_ROW, at, okr_titles_pick(column->title, b->russian), b->formats.head);
        (void)worksheet_set_column(s->ws, at, at, s->layout.widths[c], NULL);
        at++;
        if (!column->marked)
            continue;
        (void)worksheet_write_string(s->ws, HEAD_ROW, at, pick(b, "знак", "mark"),
                                     b->formats.head);
        (void)worksheet_set_column(s->ws, at, at, OKR_REPORT_MARK_WIDTH, NULL);
        at++;
    }
    return at;
}

/* As many head columns stay in view as identify a row: up to the first number, at most two. */
static lxw_col_t frozen_columns(const okr_table *table)
{
    lxw_col_t n = 0;

    while (n < 2 && n < table->columns.count &&
           OKR_AT(&table->columns, okr_heading, n).digits < 0)
        n++;
    return n;
}

static void set_up_page(const sheet *s, lxw_row_t last, lxw_col_t columns)
{
    const lxw_col_t right = (lxw_col_t)(columns > 0 ? columns - 1 : 0);

    worksheet_set_landscape(s->ws);
    worksheet_set_paper(s->ws, s->layout.wide ? PAPER_A3 : PAPER_A4);
    worksheet_set_margins(s->ws, 0.4, 0.4, 0.6, 0.6);
    worksheet_fit_to_pages(s->ws, 1, 0);
    (void)worksheet_repeat_rows(s->ws, HEAD_ROW, HEAD_ROW);
    (void)worksheet_set_footer(s->ws, "&L&A&R&P / &N");
    worksheet_freeze_panes(s->ws, HEAD_ROW + 1, frozen_columns(s->table));
    (void)worksheet_autofilter(s->ws, HEAD_ROW, 0, last > HEAD_ROW ? last : HEAD_ROW, right);
}

/* Codes such as OKTMO are text on purpose. */
static void allow_codes(const sheet *s, lxw_row_t last, lxw_col_t columns)
{
    char range[64];

    if (last <= HEAD_ROW || columns == 0)
        return;
    (void)snprintf(range, sizeof range, "A%d:", HEAD_ROW + 2);
    lxw_rowcol_to_cell(range + strlen(range), last, (lxw_col_t)(columns - 1));
    (void)worksheet_ignore_errors(s->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

static void write_notes(const sheet *s, lxw_row_t row)
{
    for (size_t i = 0; i < s->table->notes.count; i++) {
        const okr_titles note = OKR_AT(&s->table->notes, okr_titles, i);
        (void)worksheet_write_string(s->ws, row++, 0, okr_titles_pick(note, s->book->russian),
                                     s->book->formats.note);
    }
}

static void write_top(const sheet *s, const okr_report_def *def)
{
    const okr_report_book *b = s->book;
    const char *contents = okr_report_contents(b->russian);
    okr_text title = {0};
    char url[96];

    okr_text_addf(&title, "%s. %s", def->code, okr_titles_pick(def->title, b->russian));
    (void)worksheet_write_string(s->ws, 0, 0, okr_text_str(&title), b->formats.title);
    okr_text_done(&title);
    (void)worksheet_write_string(s->ws, 1, 0, okr_titles_pick(def->about, b->russian),
                                 b->formats.about);
    (void)snprintf(url, sizeof url, "internal:'%s'!A1", contents);
    (void)worksheet_write_url_opt(s->ws, 2, 0, url, b->formats.link, contents, NULL);
}

static okr_status fill_sheet(sheet *s, const okr_report_def *def, okr_error *err)
{
    const size_t rows = okr_table_rows(s->table);
    const lxw_row_t last = (lxw_row_t)(HEAD_ROW + rows);
    lxw_col_t columns = 0;
    okr_status status = okr_report_layout_find(&s->layout, s->table, s->book->russian, err);

    if (status != OKR_OK)
        return status;
    find_digits(s);
    write_top(s, def);
    columns = write_heads(s);
    for (size_t r = 0; r < rows; r++)
        write_row(s, r);
    write_notes(s, last + 2);
    set_up_page(s, last, columns);
    allow_codes(s, last, columns);
    return OKR_OK;
}

okr_status okr_report_sheet(const okr_report_book *b, const okr_report_def *def,
                            const okr_table *table, okr_error *err)
{
    char name[OKR_REPORT_SHEET_NAME];
    sheet s = {.book = b, .table = table};
    okr_status status = OKR_OK;

    okr_report_sheet_name(b, def, name);
    s.digits = calloc(table->columns.count + 1, sizeof *s.digits);
    s.ws = workbook_add_worksheet(b->workbook, name);
    status = s.digits == NULL || s.ws == NULL ? okr_fail_nomem(err) : fill_sheet(&s, def, err);
    okr_report_layout_done(&s.layout);
    free(s.digits);
    return status;
}
