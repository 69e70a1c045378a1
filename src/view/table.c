#include "view/table.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_BYTES = 4 /* most of a sign, in UTF-8 */ };

static_assert(MARK_BYTES + OKR_NUMBER_TEXT <= sizeof(((okr_shown *)0)->number),
              "a number and its mark are shown together");

okr_table *okr_table_new(const char *title_ru, const char *title_en, okr_error *err)
{
    okr_table *table = calloc(1, sizeof *table);

    if (table == NULL) {
        (void)okr_fail_nomem(err);
        return NULL;
    }
    table->notes = OKR_VEC(okr_titles);
    table->columns = OKR_VEC(okr_heading);
    table->cells = OKR_VEC(okr_cell);
    table->foot = SIZE_MAX;
    table->title.ru = okr_arena_strdup(&table->arena, title_ru, err);
    table->title.en = okr_arena_strdup(&table->arena, title_en, err);
    if (table->title.ru == NULL || table->title.en == NULL) {
        okr_table_free(table);
        return NULL;
    }
    return table;
}

void okr_table_done(okr_table *table)
{
    if (table->body.done != NULL)
        table->body.done(table->body.user);
    if (table->release != NULL)
        table->release(table->kept);
    okr_vec_done(&table->notes);
    okr_vec_done(&table->columns);
    okr_vec_done(&table->cells);
    okr_arena_done(&table->arena);
}

void okr_table_free(okr_table *table)
{
    if (table == NULL)
        return;
    okr_table_done(table);
    free(table);
}

size_t okr_table_rows(const okr_table *table)
{
    if (table->body.fill != NULL)
        return table->body.rows;
    return table->columns.count == 0 ? 0 : table->cells.count / table->columns.count;
}

/* Copy both texts into the table; a failure is kept for okr_table_check. */
static okr_titles keep(okr_table *table, const char *ru, const char *en)
{
    const okr_titles none = {"", ""};
    okr_titles kept = none;

    if (table->error.status != OKR_OK)
        return none;
    kept.ru = okr_arena_strdup(&table->arena, ru, &table->error);
    kept.en = ru == en || strcmp(ru, en) == 0
                  ? kept.ru
                  : okr_arena_strdup(&table->arena, en, &table->error);
    return kept.ru == NULL || kept.en == NULL ? none : kept;
}

static void *push(okr_table *table, okr_vec *vec)
{
    return table->error.status == OKR_OK ? okr_vec_push(vec, &table->error) : NULL;
}

/* An empty cell; there is room for all but the first rows. */
static okr_cell *push_cell(okr_table *table)
{
    okr_vec *cells = &table->cells;

    if (cells->count == cells->capacity || table->error.status != OKR_OK)
        return push(table, cells);
    okr_cell *cell = &OKR_AT(cells, okr_cell, cells->count++);
    *cell = (okr_cell){.kind = OKR_CELL_EMPTY};
    return cell;
}

void okr_table_column(okr_table *table, const char *code, const char *title_ru,
                      const char *title_en, int digits)
{
    okr_heading *column = push(table, &table->columns);

    if (column == NULL)
        return;
    *column = (okr_heading){
        .code = keep(table, code, code).ru,
        .title = keep(table, title_ru, title_en),
        .digits = digits,
    };
}

/* What stands in the cell above is not copied once more: many columns repeat themselves. */
static okr_titles keep_below(okr_table *table, const char *ru, const char *en)
{
    const size_t at = table->cells.count - 1;
    const size_t columns = table->columns.count;
    const okr_cell *above =
        at < columns ? NULL : &OKR_AT(&table->cells, okr_cell, at - columns);

    if (above != NULL && above->kind == OKR_CELL_TEXT && above->text.ru[0] == ru[0] &&
        strcmp(above->text.ru, ru) == 0 &&
        (ru == en ? above->text.ru == above->text.en : strcmp(above->text.en, en) == 0))
        return above->text;
    return keep(table, ru, en);
}

void okr_table_titles(okr_table *table, const char *ru, const char *en)
{
    okr_cell *cell = push_cell(table);

    if (cell == NULL || (ru[0] == '\0' && en[0] == '\0'))
        return;
    *cell = (okr_cell){.kind = OKR_CELL_TEXT, .text = keep_below(table, ru, en)};
}

void okr_table_lend(okr_table *table, const char *ru, const char *en)
{
    okr_cell *cell = push_cell(table);

    if (cell != NULL && (ru[0] != '\0' || en[0] != '\0'))
        *cell = (okr_cell){.kind = OKR_CELL_TEXT, .text = {ru, en}};
}

void okr_table_lend_row(okr_table *table, const okr_table *from, size_t row)
{
    for (size_t c = 0; c < from->columns.count; c++) {
        okr_cell *cell = push_cell(table);
        if (cell != NULL)
            *cell = *okr_table_cell(from, row, c);
    }
}

void okr_table_text(okr_table *table, const char *text)
{
    okr_table_titles(table, text, text);
}

void okr_table_number(okr_table *table, double number)
{
    okr_table_marked(table, number, OKR_MARK_EQUAL);
}

void okr_table_marked(okr_table *table, double number, okr_mark mark)
{
    okr_cell *cell = push_cell(table);
    size_t column = 0;

    if (cell == NULL || isnan(number))
        return;
    column = (table->cells.count - 1) % table->columns.count;
    *cell = (okr_cell){.kind = OKR_CELL_NUMBER, .number = number, .mark = mark};
    if (mark != OKR_MARK_EQUAL)
        OKR_AT(&table->columns, okr_heading, column).marked = true;
}

void okr_table_foot(okr_table *table)
{
    if (table->foot == SIZE_MAX)
        table->foot = okr_table_rows(table);
}

void okr_table_note(okr_table *table, const char *ru, const char *en)
{
    okr_titles *note = push(table, &table->notes);

    if (note != NULL)
        *note = keep(table, ru, en);
}

okr_status okr_table_check(const okr_table *table, okr_error *err)
{
    if (table->error.status != OKR_OK)
        return okr_fail(err, table->error.status, "%s", table->error.text);
    if (table->columns.count != 0 && table->cells.count % table->columns.count != 0)
        return okr_fail(err, OKR_ERR_USAGE, "table '%s': row without its %zu cells",
                        table->title.en, table->columns.count);
    return OKR_OK;
}

const okr_cell *okr_table_cell(const okr_table *table, size_t row, size_t column)
{
    return &OKR_AT(&table->cells, okr_cell, row * table->columns.count + column);
}

/* Into room for OKR_NUMBER_TEXT; returns the length. */
static size_t show_number(double number, int digits, bool russian, char *out)
{
    const size_t n = okr_number_short(number, digits, out);
    char *point = russian ? memchr(out, '.', n) : NULL;

    if (point != NULL)
        *point = ',';
    return n;
}

void okr_show_number(double number, int digits, bool russian, okr_text *out)
{
    char shown[OKR_NUMBER_TEXT];
    const size_t n = show_number(number, digits, russian, shown);

    okr_text_add_n(out, shown, n);
}

/* Into room for MARK_BYTES; returns the length. */
static size_t show_mark(okr_mark mark, char *out)
{
    const char *sign = okr_mark_sign(mark);
    const size_t n = okr_least(strlen(sign), MARK_BYTES);

    memcpy(out, sign, n);
    return n;
}

void okr_cell_show(const okr_cell *cell, int digits, bool russian, okr_shown *shown)
{
    shown->text = shown->number;
    shown->size = 0;
    shown->number[0] = '\0';
    if (cell->kind == OKR_CELL_TEXT) {
        shown->text = okr_titles_pick(cell->text, russian);
        shown->size = strlen(shown->text);
    } else if (cell->kind == OKR_CELL_NUMBER) {
        const size_t n = show_mark(cell->mark, shown->number);
        shown->size = n + show_number(cell->number, digits, russian, shown->number + n);
    }
}

void okr_cell_add(const okr_cell *cell, int digits, bool russian, okr_text *text)
{
    okr_shown shown;

    okr_cell_show(cell, digits, russian, &shown);
    okr_text_add_n(text, shown.text, shown.size);
}
