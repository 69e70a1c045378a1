/* Tables for people: aligned columns in a terminal, pipe tables in Markdown. */
#include "view/table.h"

#include "base/utf8.h"

#include <string.h>

static bool is_number(const okr_table *table, size_t column)
{
    return OKR_AT(&table->columns, okr_heading, column).digits >= 0;
}

static void show(const okr_table *table, size_t row, size_t column, bool russian, okr_text *out)
{
    okr_cell_show(okr_table_cell(table, row, column),
                  OKR_AT(&table->columns, okr_heading, column).digits, russian, out);
}

static const char *heading(const okr_table *table, size_t column, bool russian)
{
    return okr_titles_pick(OKR_AT(&table->columns, okr_heading, column).title, russian);
}

/* Running out of memory on the way is left in `out`, where the writer will look. */
static size_t column_width(const okr_table *table, size_t column, bool russian, okr_text *out)
{
    const size_t rows = okr_table_rows(table);
    size_t width = okr_utf8_width(heading(table, column, russian));
    okr_text cell = {0};

    for (size_t row = 0; row < rows; row++) {
        okr_text_clear(&cell);
        show(table, row, column, russian, &cell);
        const size_t w = okr_utf8_width(okr_text_str(&cell));
        width = w > width ? w : width;
    }
    out->failed |= cell.failed;
    okr_text_done(&cell);
    return width;
}

/* Numbers stand right, text left; the last text column has no blanks behind it. */
static void put(okr_text *out, const char *text, size_t width, bool right, bool last)
{
    const size_t used = okr_utf8_width(text);
    const size_t blanks = width > used ? width - used : 0;

    if (right)
        okr_text_pad(out, ' ', blanks);
    okr_text_add(out, text);
    if (!right && !last)
        okr_text_pad(out, ' ', blanks);
    okr_text_add(out, last ? "\n" : "  ");
}

static void put_row(const okr_table *table, size_t row, const okr_vec *widths, bool russian,
                    okr_text *out)
{
    okr_text cell = {0};

    for (size_t c = 0; c < table->columns.count; c++) {
        okr_text_clear(&cell);
        show(table, row, c, russian, &cell);
        put(out, okr_text_str(&cell), OKR_AT(widths, size_t, c), is_number(table, c),
            c + 1 == table->columns.count);
    }
    out->failed |= cell.failed;
    okr_text_done(&cell);
}

static void put_heading(const okr_table *table, const okr_vec *widths, bool russian,
                        okr_text *out)
{
    const size_t columns = table->columns.count;

    for (size_t c = 0; c < columns; c++)
        put(out, heading(table, c, russian), OKR_AT(widths, size_t, c), is_number(table, c),
            c + 1 == columns);
    for (size_t c = 0; c < columns; c++) {
        okr_text_pad(out, '-', OKR_AT(widths, size_t, c));
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
    const size_t rows = okr_table_rows(table);
    okr_vec widths = OKR_VEC(size_t);

    for (size_t c = 0; c < table->columns.count; c++) {
        size_t *width = okr_vec_push(&widths, NULL);
        if (width == NULL) {
            out->failed = true;
            break;
        }
        *width = column_width(table, c, russian, out);
    }
    if (!out->failed) {
        okr_text_add(out, okr_titles_pick(table->title, russian));
        okr_text_add(out, "\n\n");
        put_heading(table, &widths, russian, out);
        for (size_t row = 0; row < rows; row++)
            put_row(table, row, &widths, russian, out);
        if (table->notes.count > 0)
            okr_text_add(out, "\n");
        put_notes(table, russian, "", out);
    }
    okr_vec_done(&widths);
}

/* A bar inside a cell would end it. */
static void put_markdown_cell(const char *text, okr_text *out)
{
    for (; *text != '\0'; text++) {
        if (*text == '|')
            okr_text_add(out, "\\");
        okr_text_add_n(out, *text == '\n' ? " " : text, 1);
    }
    okr_text_add(out, " |");
}

void okr_table_write_markdown(const okr_table *table, bool russian, okr_text *out)
{
    const size_t rows = okr_table_rows(table);
    okr_text cell = {0};

    okr_text_addf(out, "**%s**\n\n|", okr_titles_pick(table->title, russian));
    for (size_t c = 0; c < table->columns.count; c++) {
        okr_text_add(out, " ");
        put_markdown_cell(heading(table, c, russian), out);
    }
    okr_text_add(out, "\n|");
    for (size_t c = 0; c < table->columns.count; c++)
        okr_text_add(out, is_number(table, c) ? "---:|" : "---|");
    okr_text_add(out, "\n");
    for (size_t row = 0; row < rows; row++) {
        okr_text_add(out, "|");
        for (size_t c = 0; c < table->columns.count; c++) {
            okr_text_clear(&cell);
            show(table, row, c, russian, &cell);
            okr_text_add(out, " ");
            put_markdown_cell(okr_text_str(&cell), out);
        }
        okr_text_add(out, "\n");
    }
    out->failed |= cell.failed;
    okr_text_done(&cell);
    put_notes(table, russian, "\n", out);
}
