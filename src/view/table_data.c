/* Tables for programs: CSV and JSON with codes as names, full precision and a decimal point. */
#include "view/table.h"

#include "base/number.h"

#include <string.h>

static void put_csv_text(const char *text, okr_text *out)
{
    if (strpbrk(text, "\",\r\n") == NULL) {
        okr_text_add(out, text);
        return;
    }
    okr_text_add(out, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"')
            okr_text_add(out, "\"");
        okr_text_add_n(out, text, 1);
    }
    okr_text_add(out, "\"");
}

static void put_csv_cell(const okr_cell *cell, bool russian, okr_text *out)
{
    if (cell->kind == OKR_CELL_NUMBER)
        okr_text_add_number(out, cell->number);
    else if (cell->kind == OKR_CELL_TEXT)
        put_csv_text(okr_titles_pick(cell->text, russian), out);
}

static void put_csv_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const bool *russian = how;

    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_cell *cell = okr_table_cell(table, row, c);
        if (c > 0)
            okr_text_add_n(out, ",", 1);
        put_csv_cell(cell, *russian, out);
        if (!OKR_AT(&table->columns, okr_heading, c).marked)
            continue;
        okr_text_add_n(out, ",", 1);
        if (cell->kind != OKR_CELL_EMPTY)
            okr_text_add(out, okr_word_code(&okr_marks, (int)cell->mark));
    }
    okr_text_add_n(out, "\n", 1);
}

/* A column whose numbers carry marks gets a second one beside it, so that a bound never turns
 * into plain digits and every number still reads as a number. */
static void put_csv_heading(const okr_table *table, okr_text *out)
{
    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_heading *column = &OKR_AT(&table->columns, okr_heading, c);
        okr_text_addf(out, "%s%s", c == 0 ? "" : ",", column->code);
        if (column->marked)
            okr_text_addf(out, ",%s_mark", column->code);
    }
    okr_text_add(out, "\n");
}

okr_status okr_table_write_csv(const okr_table *table, bool russian, const okr_table_sink *sink,
                               okr_error *err)
{
    okr_text out = {0};
    okr_status status = OKR_OK;

    put_csv_heading(table, &out);
    status = okr_table_put(sink, &out, err);
    if (status == OKR_OK)
        status =
            okr_table_write_rows(table, &(okr_row_writer){put_csv_row, &russian}, sink, err);
    okr_text_done(&out);
    return status;
}

static bool is_json_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

static void put_json_text(const char *text, okr_text *out)
{
    okr_text_add_n(out, "\"", 1);
    while (*text != '\0') {
        const char *start = text;
        while (is_json_plain((unsigned char)*text)) /* a zero is not */
            text++;
        okr_text_add_n(out, start, (size_t)(text - start));
        if (*text == '"' || *text == '\\')
            okr_text_addf(out, "\\%c", *text++);
        else if (*text != '\0')
            okr_text_addf(out, "\\u%04x", (unsigned)(unsigned char)*text++);
    }
    okr_text_add_n(out, "\"", 1);
}

static void put_json_pair(const char *name, const char *value, const char *end, okr_text *out)
{
    put_json_text(name, out);
    okr_text_add(out, ": ");
    put_json_text(value, out);
    okr_text_add(out, end);
}

static void put_json_cell(const okr_heading *column, const okr_cell *cell, bool russian,
                          okr_text *out)
{
    put_json_text(column->code, out);
    okr_text_add_n(out, ": ", 2);
    if (cell->kind == OKR_CELL_EMPTY)
        okr_text_add_n(out, "null", 4);
    else if (cell->kind == OKR_CELL_NUMBER)
        okr_text_add_number(out, cell->number);
    else
        put_json_text(okr_titles_pick(cell->text, russian), out);
    if (cell->mark != OKR_MARK_EQUAL) {
        okr_text_addf(out, ", \"%s_mark\": ", column->code);
        put_json_text(okr_word_code(&okr_marks, (int)cell->mark), out);
    }
}

static void put_json_columns(const okr_table *table, bool russian, okr_text *out)
{
    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_heading *column = &OKR_AT(&table->columns, okr_heading, c);
        okr_text_add(out, c == 0 ? "\n    {" : ",\n    {");
        put_json_pair("name", column->code, ", ", out);
        put_json_pair("title", okr_titles_pick(column->title, russian), "}", out);
    }
}

static void put_json_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const bool *russian = how;

    okr_text_add(out, table->first + row == 0 ? "\n    {" : ",\n    {");
    for (size_t c = 0; c < table->columns.count; c++) {
        if (c > 0)
            okr_text_add_n(out, ", ", 2);
        put_json_cell(&OKR_AT(&table->columns, okr_heading, c), okr_table_cell(table, row, c),
                      *russian, out);
    }
    okr_text_add_n(out, "}", 1);
}

static void put_json_head(const okr_table *table, bool russian, okr_text *out)
{
    okr_text_add(out, "{\n  ");
    put_json_pair("title", okr_titles_pick(table->title, russian), ",\n  \"notes\": [", out);
    for (size_t i = 0; i < table->notes.count; i++) {
        okr_text_add(out, i == 0 ? "" : ", ");
        put_json_text(okr_titles_pick(OKR_AT(&table->notes, okr_titles, i), russian), out);
    }
    okr_text_add(out, "],\n  \"columns\": [");
    put_json_columns(table, russian, out);
    okr_text_add(out, "],\n  \"rows\": [");
}

okr_status okr_table_write_json(const okr_table *table, bool russian,
                                const okr_table_sink *sink, okr_error *err)
{
    okr_text out = {0};
    okr_status status = OKR_OK;

    put_json_head(table, russian, &out);
    status = okr_table_put(sink, &out, err);
    if (status == OKR_OK)
        status =
            okr_table_write_rows(table, &(okr_row_writer){put_json_row, &russian}, sink, err);
    okr_text_add(&out, "]\n}\n");
    if (status == OKR_OK)
        status = okr_table_put(sink, &out, err);
    okr_text_done(&out);
    return status;
}
