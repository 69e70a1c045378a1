/* Tables for programs: CSV and JSON with codes as names, full precision and a decimal point. */
#include "view/table_form.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* Bytes below 64 that make a text one to be quoted or escaped, as bits. */
static const uint64_t csv_special =
    UINT64_C(1) << '"' | UINT64_C(1) << ',' | UINT64_C(1) << '\r' | UINT64_C(1) << '\n';
static const uint64_t json_special = UINT64_C(1) << '"' | UINT64_C(0xFFFFFFFF);

static bool is_special(char byte, uint64_t special)
{
    const unsigned char c = (unsigned char)byte;

    return c < 64 && (special >> c & 1) != 0;
}

static size_t csv_trait(const char *text, size_t size)
{
    bool special = false;

    for (size_t i = 0; i < size; i++)
        special |= is_special(text[i], csv_special);
    return special;
}

static size_t json_trait(const char *text, size_t size)
{
    bool special = false;

    for (size_t i = 0; i < size; i++)
        special |= is_special(text[i], json_special) || text[i] == '\\';
    return special;
}

static void put_char(char c, okr_text *out)
{
    char *at = okr_text_room(out, 1);

    if (at == NULL)
        return;
    *at = c;
    okr_text_took(out, 1);
}

static void put_csv_quoted(const char *text, okr_text *out)
{
    put_char('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            put_char('"', out);
        put_char(*text, out);
    }
    put_char('"', out);
}

/* What stands in a cell, and the sign behind it. Texts without anything special, which most
 * are, become one copy. */
static void put_csv_text(const char *text, char behind, okr_pen *pen)
{
    const okr_known *known = okr_pen_know(pen, text);
    char *at = known->trait == 0 ? okr_text_room(&pen->out, known->size + 1) : NULL;

    if (at == NULL) {
        put_csv_quoted(text, &pen->out);
        put_char(behind, &pen->out);
        return;
    }
    memcpy(at, text, known->size);
    at[known->size] = behind;
    okr_text_took(&pen->out, known->size + 1);
}

static void put_csv_number(double number, char behind, okr_text *out)
{
    char *at = okr_text_room(out, OKR_NUMBER_TEXT + 1);
    const size_t n = at == NULL ? 0 : okr_number_format(number, at);

    if (at == NULL)
        return;
    at[n] = behind;
    okr_text_took(out, n + 1);
}

static void put_csv_cell(const okr_writing *w, const okr_cell *cell, char behind, okr_pen *pen)
{
    if (cell->kind == OKR_CELL_NUMBER)
        put_csv_number(cell->number, behind, &pen->out);
    else if (cell->kind == OKR_CELL_TEXT)
        put_csv_text(okr_titles_pick(cell->text, w->russian), behind, pen);
    else
        put_char(behind, &pen->out);
}

static void put_csv_mark(const okr_cell *cell, char behind, okr_text *out)
{
    if (cell->kind != OKR_CELL_EMPTY)
        okr_text_add(out, okr_word_code(&okr_marks, (int)cell->mark));
    put_char(behind, out);
}

static void put_csv_row(const okr_writing *w, const okr_cell *cells, size_t number,
                        okr_pen *pen)
{
    (void)number;
    for (size_t c = 0; c < w->columns; c++) {
        const char behind = c + 1 == w->columns ? '\n' : ',';
        const bool marked = w->headings[c].marked;
        put_csv_cell(w, &cells[c], marked ? ',' : behind, pen);
        if (marked)
            put_csv_mark(&cells[c], behind, &pen->out);
    }
}

/* A column whose numbers carry marks gets a second one beside it, so that a bound never turns
 * into plain digits and every number still reads as a number. */
static void put_csv_head(const okr_writing *w, okr_text *out)
{
    for (size_t c = 0; c < w->columns; c++) {
        okr_text_addf(out, "%s%s", c == 0 ? "" : ",", w->headings[c].code);
        if (w->headings[c].marked)
            okr_text_addf(out, ",%s_mark", w->headings[c].code);
    }
    put_char('\n', out);
}

const okr_form okr_form_csv = {.head = put_csv_head, .row = put_csv_row, .trait = csv_trait};

static void put_json_escaped(const char *text, okr_text *out)
{
    while (*text != '\0') {
        const char *start = text;
        while (!is_special(*text, json_special) && *text != '\\') /* a zero is special */
            text++;
        okr_text_add_n(out, start, (size_t)(text - start));
        if (*text == '"' || *text == '\\')
            okr_text_addf(out, "\\%c", *text++);
        else if (*text != '\0')
            okr_text_addf(out, "\\u%04x", (unsigned)(unsigned char)*text++);
    }
}

static void put_json_text(const char *text, okr_text *out)
{
    put_char('"', out);
    put_json_escaped(text, out);
    put_char('"', out);
}

static void put_json_known(const char *text, okr_pen *pen)
{
    const okr_known *known = okr_pen_know(pen, text);
    char *at = known->trait == 0 ? okr_text_room(&pen->out, known->size + 2) : NULL;

    if (at == NULL) {
        put_json_text(text, &pen->out);
        return;
    }
    at[0] = '"';
    memcpy(at + 1, text, known->size);
    at[known->size + 1] = '"';
    okr_text_took(&pen->out, known->size + 2);
}

static void put_json_pair(const char *name, const char *value, const char *end, okr_text *out)
{
    put_json_text(name, out);
    okr_text_add(out, ": ");
    put_json_text(value, out);
    okr_text_add(out, end);
}

static void put_json_cell(const okr_writing *w, size_t column, const okr_cell *cell,
                          okr_pen *pen)
{
    const okr_text *name = &w->names[column];

    okr_text_add_n(&pen->out, name->bytes, name->size);
    if (cell->kind == OKR_CELL_EMPTY)
        okr_text_add_n(&pen->out, "null", 4);
    else if (cell->kind == OKR_CELL_NUMBER)
        okr_text_add_number(&pen->out, cell->number);
    else
        put_json_known(okr_titles_pick(cell->text, w->russian), pen);
    if (cell->mark != OKR_MARK_EQUAL) {
        okr_text_addf(&pen->out, ", \"%s_mark\": ", w->headings[column].code);
        put_json_text(okr_word_code(&okr_marks, (int)cell->mark), &pen->out);
    }
}

static void put_json_row(const okr_writing *w, const okr_cell *cells, size_t number,
                         okr_pen *pen)
{
    okr_text_add(&pen->out, number == 0 ? "\n    {" : ",\n    {");
    for (size_t c = 0; c < w->columns; c++)
        put_json_cell(w, c, &cells[c], pen);
    put_char('}', &pen->out);
}

/* What stands before each value: the name of its column. */
static okr_status name_columns(okr_writing *w, okr_error *err)
{
    okr_status status = OKR_OK;

    w->names = calloc(w->columns + 1, sizeof *w->names);
    if (w->names == NULL)
        return okr_fail_nomem(err);
    for (size_t c = 0; c < w->columns && status == OKR_OK; c++) {
        okr_text_add(&w->names[c], c == 0 ? "" : ", ");
        put_json_text(w->headings[c].code, &w->names[c]);
        okr_text_add(&w->names[c], ": ");
        status = okr_text_check(&w->names[c], err);
    }
    return status;
}

static void put_json_columns(const okr_writing *w, okr_text *out)
{
    for (size_t c = 0; c < w->columns; c++) {
        okr_text_add(out, c == 0 ? "\n    {" : ",\n    {");
        put_json_pair("name", w->headings[c].code, ", ", out);
        put_json_pair("title", okr_titles_pick(w->headings[c].title, w->russian), "}", out);
    }
}

static void put_json_head(const okr_writing *w, okr_text *out)
{
    const okr_table *table = w->table;

    okr_text_add(out, "{\n  ");
    put_json_pair("title", okr_titles_pick(table->title, w->russian), ",\n  \"notes\": [", out);
    for (size_t i = 0; i < table->notes.count; i++) {
        okr_text_add(out, i == 0 ? "" : ", ");
        put_json_text(okr_titles_pick(OKR_AT(&table->notes, okr_titles, i), w->russian), out);
    }
    okr_text_add(out, "],\n  \"columns\": [");
    put_json_columns(w, out);
    okr_text_add(out, "],\n  \"rows\": [");
}

static void put_json_end(const okr_writing *w, okr_text *out)
{
    (void)w;
    okr_text_add(out, "]\n}\n");
}

const okr_form okr_form_json = {.begin = name_columns,
                                .head = put_json_head,
                                .row = put_json_row,
                                .end = put_json_end,
                                .trait = json_trait};
