/* A part of a table for the report: some columns, some rows, numbered, in order. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

bool okr_report_lists(const char *list, const char *word)
{
    return okr_report_lists_n(list, word, strlen(word));
}

bool okr_report_lists_n(const char *list, const char *word, size_t size)
{
    while (*list != '\0') {
        const size_t n = strcspn(list, ",");
        if (n == size && strncmp(list, word, n) == 0)
            return true;
        list += n + (list[n] == ',' ? 1 : 0);
    }
    return false;
}

static ptrdiff_t find_column(const okr_table *table, const char *code, size_t n)
{
    for (size_t c = 0; c < table->columns.count; c++) {
        const char *own = OKR_AT(&table->columns, okr_heading, c).code;
        if (strlen(own) == n && strncmp(own, code, n) == 0)
            return (ptrdiff_t)c;
    }
    return -1;
}

ptrdiff_t okr_report_column(const okr_table *table, const char *code)
{
    return find_column(table, code, strlen(code));
}

void okr_report_copy(okr_table *table, const okr_cell *cell)
{
    if (cell->kind == OKR_CELL_NUMBER)
        okr_table_marked(table, cell->number, cell->mark);
    else if (cell->kind == OKR_CELL_TEXT)
        okr_table_titles(table, cell->text.ru, cell->text.en);
    else
        okr_table_text(table, "");
}

/* Columns that the definition names and the table has, in the order of the definition. */
static okr_status choose_columns(const okr_report_def *def, const okr_table *from,
                                 okr_vec *columns, okr_error *err)
{
    const char *list = def->columns;
    okr_status status = OKR_OK;

    for (size_t c = 0; list == NULL && c < from->columns.count && status == OKR_OK; c++)
        status = okr_vec_append(columns, &c, 1, err);
    while (list != NULL && *list != '\0' && status == OKR_OK) {
        const size_t n = strcspn(list, ",");
        const ptrdiff_t found = find_column(from, list, n);
        const size_t column = (size_t)found;
        if (found >= 0)
            status = okr_vec_append(columns, &column, 1, err);
        list += n + (list[n] == ',' ? 1 : 0);
    }
    return status;
}

static void add_columns(const okr_report_def *def, const okr_table *from,
                        const okr_vec *columns, okr_table *table)
{
    if (def->numbered)
        okr_table_column(table, "number", "№", "No.", 0);
    for (size_t i = 0; i < columns->count; i++) {
        const okr_heading *c = &OKR_AT(&from->columns, okr_heading, OKR_AT(columns, size_t, i));
        okr_table_column(table, c->code, c->title.ru, c->title.en, c->digits);
    }
}

/* A row of the table and the text that it is sorted by. */
typedef struct sort_key {
    const char *text;
    size_t row;
} sort_key;

static int by_text(const void *a, const void *b)
{
    const sort_key *x = a;
    const sort_key *y = b;
    const int order = strcmp(x->text, y->text);

    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static const char *text_of(const okr_table *table, size_t row, ptrdiff_t column)
{
    const okr_cell *cell = column < 0 ? NULL : okr_table_cell(table, row, (size_t)column);

    return cell == NULL || cell->kind != OKR_CELL_TEXT ? "" : cell->text.ru;
}

static bool is_kept(const okr_report_def *def, const okr_table *from, size_t row)
{
    const ptrdiff_t column = def->need == NULL ? -1 : okr_report_column(from, def->need);
    const okr_cell *cell = column < 0 ? NULL : okr_table_cell(from, row, (size_t)column);

    if (def->only != NULL && strcmp(text_of(from, row, 0), def->only) != 0)
        return false;
    return cell == NULL || cell->kind == OKR_CELL_TEXT ||
           (cell->kind == OKR_CELL_NUMBER && cell->number != 0);
}

static okr_status choose_rows(const okr_report_def *def, const okr_table *from, okr_vec *rows,
                              okr_error *err)
{
    const ptrdiff_t by = def->sort == NULL ? -1 : okr_report_column(from, def->sort);
    const size_t count = okr_table_rows(from);
    okr_status status = OKR_OK;

    for (size_t row = 0; row < count && status == OKR_OK; row++) {
        const sort_key key = {text_of(from, row, by), row};
        if (is_kept(def, from, row))
            status = okr_vec_append(rows, &key, 1, err);
    }
    if (status == OKR_OK && rows->count > 1)
        qsort(rows->data, rows->count, rows->item_size, by_text);
    return status;
}

okr_status okr_report_shape(const okr_report_def *def, const okr_table *from, okr_table *table,
                            okr_error *err)
{
    okr_vec columns = OKR_VEC(size_t);
    okr_vec rows = OKR_VEC(sort_key);
    okr_status status = okr_table_check(from, err);

    if (status == OKR_OK)
        status = choose_columns(def, from, &columns, err);
    if (status == OKR_OK)
        status = choose_rows(def, from, &rows, err);
    if (status == OKR_OK)
        add_columns(def, from, &columns, table);
    for (size_t r = 0; r < rows.count && status == OKR_OK; r++) {
        if (def->numbered)
            okr_table_number(table, (double)r + 1);
        for (size_t c = 0; c < columns.count; c++)
            okr_report_copy(table, okr_table_cell(from, OKR_AT(&rows, sort_key, r).row,
                                                  OKR_AT(&columns, size_t, c)));
    }
    for (size_t i = 0; i < from->notes.count && status == OKR_OK; i++) {
        const okr_titles note = OKR_AT(&from->notes, okr_titles, i);
        okr_table_note(table, note.ru, note.en);
    }
    okr_vec_done(&columns);
    okr_vec_done(&rows);
    return status;
}
