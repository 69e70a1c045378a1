/* Tables for people: aligned columns in a terminal, pipe tables in Markdown. */
#include "view/table.h"

#include "base/pool.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(const okr_table *table, size_t column)
{
    return OKR_AT(&table->columns, okr_heading, column).digits >= 0;
}

static void show(const okr_table *table, size_t row, size_t column, bool russian,
                 okr_shown *shown)
{
    okr_cell_show(okr_table_cell(table, row, column),
                  OKR_AT(&table->columns, okr_heading, column).digits, russian, shown);
}

static const char *heading(const okr_table *table, size_t column, bool russian)
{
    return okr_titles_pick(OKR_AT(&table->columns, okr_heading, column).title, russian);
}

/* How the rows of an aligned table are written. */
typedef struct alignment {
    const okr_table *table;
    size_t *widths; /* owned, by column */
    bool russian;
} alignment;

static okr_status find_width(void *user, size_t column, unsigned worker, okr_error *err)
{
    const alignment *a = user;
    const size_t rows = okr_table_rows(a->table);
    size_t width = okr_utf8_width(heading(a->table, column, a->russian));
    okr_shown cell;

    (void)worker;
    (void)err;
    for (size_t row = 0; row < rows; row++) {
        show(a->table, row, column, a->russian, &cell);
        /* No text is wider than it has bytes. */
        const size_t w = cell.size > width ? okr_utf8_width(cell.text) : 0;
        width = w > width ? w : width;
    }
    a->widths[column] = width;
    return OKR_OK;
}

/* Threads pay where there is much to look at. */
static okr_status find_widths(alignment *a)
{
    const size_t columns = a->table->columns.count;
    const bool many = a->table->cells.count > 20000;

    a->widths = calloc(columns + 1, sizeof *a->widths);
    if (a->widths == NULL)
        return OKR_ERR_NOMEM;
    return okr_pool_run(okr_pool_threads(many ? 0 : 1), columns, find_width, a, NULL);
}

/* Numbers stand right, text left; the last text column has no blanks behind it. */
static void put(okr_text *out, const okr_shown *cell, size_t width, bool right, bool last)
{
    const size_t used = okr_utf8_width(cell->text);
    const size_t blanks = width > used ? width - used : 0;
    const size_t behind = right || last ? 0 : blanks;

    okr_text_add_between(out, right ? blanks : 0, cell->text, cell->size,
                         last ? behind : behind + 2);
    if (last)
        okr_text_add_n(out, "\n", 1);
}

static void put_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const alignment *a = how;
    const size_t columns = table->columns.count;
    okr_shown cell;

    for (size_t c = 0; c < columns; c++) {
        show(table, row, c, a->russian, &cell);
        put(out, &cell, a->widths[c], is_number(table, c), c + 1 == columns);
    }
}

static void put_heading(const alignment *a, okr_text *out)
{
    const size_t columns = a->table->columns.count;

    for (size_t c = 0; c < columns; c++) {
        const char *title = heading(a->table, c, a->russian);
        const okr_shown cell = {.text = title, .size = strlen(title)};
        put(out, &cell, a->widths[c], is_number(a->table, c), c + 1 == columns);
    }
    for (size_t c = 0; c < columns; c++) {
        okr_text_pad(out, '-', a->widths[c]);
        okr_text_add(out, c + 1 == columns ? "\n" : "  ");
    }
}

static void put_notes(const okr_table *table, bool russian, const char *before, okr_text *out)
{
    for (size_t i = 0; i < table->notes.count; i++) {
        okr_text_add(out, before);
        okr_text_add(out, okr_titles_pick(OKR_AT(&table->notes, okr_titles, i), russian));
        okr_text_add(out, "\n");
    }
}

void okr_table_write_text(const okr_table *table, bool russian, okr_text *out)
{
    alignment a = {table, NULL, russian};

    if (find_widths(&a) == OKR_OK) {
        okr_text_add(out, okr_titles_pick(table->title, russian));
        okr_text_add(out, "\n\n");
        put_heading(&a, out);
        okr_table_write_rows(table, put_row, &a, out);
        if (table->notes.count > 0)
            okr_text_add(out, "\n");
        put_notes(table, russian, "", out);
    } else {
        out->failed = true;
    }
    free(a.widths);
}

/* A bar inside a cell would end it. */
static void put_markdown_cell(const char *text, okr_text *out)
{
    while (*text != '\0') {
        const size_t plain = strcspn(text, "|\n");
        okr_text_add_n(out, text, plain);
        text += plain;
        if (*text == '|')
            okr_text_add(out, "\\|");
        else if (*text == '\n')
            okr_text_add(out, " ");
        text += *text == '\0' ? 0 : 1;
    }
    okr_text_add_n(out, " |", 2);
}

static void put_markdown_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const bool *russian = how;
    okr_shown cell;

    okr_text_add_n(out, "|", 1);
    for (size_t c = 0; c < table->columns.count; c++) {
        show(table, row, c, *russian, &cell);
        okr_text_add_n(out, " ", 1);
        put_markdown_cell(cell.text, out);
    }
    okr_text_add_n(out, "\n", 1);
}

void okr_table_write_markdown(const okr_table *table, bool russian, okr_text *out)
{
    okr_text_addf(out, "**%s**\n\n|", okr_titles_pick(table->title, russian));
    for (size_t c = 0; c < table->columns.count; c++) {
        okr_text_add(out, " ");
        put_markdown_cell(heading(table, c, russian), out);
    }
    okr_text_add(out, "\n|");
    for (size_t c = 0; c < table->columns.count; c++)
        okr_text_add(out, is_number(table, c) ? "---:|" : "---|");
    okr_text_add(out, "\n");
    okr_table_write_rows(table, put_markdown_row, &russian, out);
    put_notes(table, russian, "\n", out);
}
