/* A part of a table: some of its columns, its rows in another order, the first of them. */
#include "view/table_order.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* What is asked for, by number of column. */
typedef struct wanted {
    okr_vec columns; /* size_t */
    bool all_columns;
    okr_order order;
} wanted;

static okr_status no_column(const okr_table *table, const char *name, okr_error *err)
{
    okr_text list = {0};

    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_heading *heading = &OKR_AT(&table->columns, okr_heading, c);
        okr_text_addf(&list, "%s%s", c == 0 ? "" : ", ", heading->code);
        if (okr_speaks_russian()) /* people ask by what they read above the column */
            okr_text_addf(&list, " (%s)", heading->title.ru);
    }
    (void)okr_fail(err, OKR_ERR_USAGE, _("the table has no column '%s'; there are: %s"), name,
                   okr_text_str(&list));
    okr_text_done(&list);
    return OKR_ERR_USAGE;
}

/* By the code as CSV has it, or by the title above the column in either language; the number
 * of columns when there is none. */
static size_t column_at(const okr_table *table, const char *name)
{
    size_t c = 0;

    while (c < table->columns.count) {
        const okr_heading *h = &OKR_AT(&table->columns, okr_heading, c);
        if (okr_utf8_same(h->code, name) || okr_utf8_same(h->title.ru, name) ||
            okr_utf8_same(h->title.en, name))
            break;
        c++;
    }
    return c;
}

static okr_status find_column(const okr_table *table, const char *name, size_t *column,
                              okr_error *err)
{
    *column = column_at(table, name);
    return *column < table->columns.count ? OKR_OK : no_column(table, name, err);
}

/* A title may hold a comma itself ("Прогресс, %"): the longer name is tried first. */
static okr_status next_column(const okr_table *table, const char **list, size_t *column,
                              okr_error *err)
{
    const size_t n = strcspn(*list, ",");
    const size_t more = (*list)[n] == '\0' ? n : n + 1 + strcspn(*list + n + 1, ",");
    size_t used = more;
    okr_text name = {0};
    okr_status status = OKR_OK;

    okr_text_add_n(&name, *list, more);
    status = okr_text_check(&name, err);
    if (status == OKR_OK && column_at(table, okr_text_str(&name)) == table->columns.count) {
        used = n;
        okr_text_clear(&name);
        okr_text_add_n(&name, *list, n);
    }
    if (status == OKR_OK)
        status = find_column(table, okr_text_str(&name), column, err);
    okr_text_done(&name);
    *list += used + ((*list)[used] == ',' ? 1 : 0);
    return status;
}

static okr_status read_columns(const okr_table *table, const char *list, okr_vec *columns,
                               okr_error *err)
{
    while (*list != '\0') {
        size_t column = 0;
        okr_status status = next_column(table, &list, &column, err);
        if (status == OKR_OK)
            status = okr_vec_append(columns, &column, 1, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

static okr_status every_column(const okr_table *table, okr_vec *columns, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t c = 0; c < table->columns.count && status == OKR_OK; c++)
        status = okr_vec_append(columns, &c, 1, err);
    return status;
}

static okr_status read_pick(const okr_table *table, const okr_table_choice *wish, wanted *part,
                            okr_error *err)
{
    const char *sort = wish->sort;
    okr_status status = wish->columns == NULL
                            ? every_column(table, &part->columns, err)
                            : read_columns(table, wish->columns, &part->columns, err);

    if (status == OKR_OK && sort != NULL) {
        part->order.sorted = true;
        part->order.falling = sort[0] == '-';
        status =
            find_column(table, sort + (part->order.falling ? 1 : 0), &part->order.column, err);
    }
    part->all_columns = wish->columns == NULL;
    part->order.rows = wish->rows > 0 ? (size_t)wish->rows : SIZE_MAX;
    return status;
}

static okr_status copy_cells(const okr_table *table, const okr_vec *columns,
                             const okr_vec *rows, okr_vec *cells, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < columns->count && status == OKR_OK; c++)
            status = okr_vec_append(
                cells,
                okr_table_cell(table, OKR_AT(rows, size_t, i), OKR_AT(columns, size_t, c)), 1,
                err);
    return status;
}

static okr_status copy_headings(const okr_table *table, const wanted *part, okr_vec *headings,
                                okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t c = 0; c < part->columns.count && status == OKR_OK; c++)
        status = okr_vec_append(
            headings, &OKR_AT(&table->columns, okr_heading, OKR_AT(&part->columns, size_t, c)),
            1, err);
    return status;
}

static void note_rest(okr_table *table, size_t shown)
{
    const size_t body = okr_table_body_rows(table);
    char ru[96];
    char en[96];

    if (shown >= body)
        return;
    (void)snprintf(ru, sizeof ru, "Показано строк: %zu из %zu", shown, body);
    (void)snprintf(en, sizeof en, "Rows shown: %zu of %zu", shown, body);
    okr_table_note(table, ru, en);
}

/* Cells are copied, columns may be left out. */
static okr_status rebuild(okr_table *table, const wanted *part, const okr_vec *rows,
                          okr_error *err)
{
    okr_vec headings = OKR_VEC(okr_heading);
    okr_vec cells = OKR_VEC(okr_cell);
    okr_status status = copy_headings(table, part, &headings, err);

    if (status == OKR_OK)
        status = copy_cells(table, &part->columns, rows, &cells, err);
    if (status == OKR_OK) {
        okr_vec_done(&table->columns);
        okr_vec_done(&table->cells);
        table->columns = headings;
        table->cells = cells;
        headings = OKR_VEC(okr_heading);
        cells = OKR_VEC(okr_cell);
    }
    okr_vec_done(&headings);
    okr_vec_done(&cells);
    return status;
}

/* Rows of a body are still made when they are written, unless columns are left out. */
static okr_status choose(okr_table *table, const wanted *part, okr_error *err)
{
    const size_t body = okr_table_body_rows(table);
    const size_t shown = okr_least(part->order.rows, body);
    okr_vec rows = OKR_VEC(size_t);
    okr_status status = part->all_columns ? OKR_OK : okr_table_gather(table, err);

    if (status == OKR_OK)
        status = okr_table_order(table, &part->order, &rows, err);
    if (status == OKR_OK) {
        note_rest(table, shown);
        status = table->body.fill != NULL ? okr_table_leave(table, &rows, err)
                                          : rebuild(table, part, &rows, err);
    }
    if (status == OKR_OK && shown < body)
        table->foot = shown;
    okr_vec_done(&rows);
    return status;
}

static bool is_choosy(const okr_table_choice *wish)
{
    return wish->columns != NULL || wish->sort != NULL || wish->rows > 0;
}

okr_status okr_table_choose(okr_table *table, const okr_table_choice *wish, bool russian,
                            okr_error *err)
{
    wanted part = {.columns = OKR_VEC(size_t)};
    okr_status status = okr_table_check(table, err);

    if (status == OKR_OK && wish->rows < 0)
        status =
            okr_fail(err, OKR_ERR_USAGE, _("option --top: '%ld' is below zero"), wish->rows);
    if (status == OKR_OK)
        status = read_pick(table, wish, &part, err);
    part.order.russian = russian;
    if (status == OKR_OK && table->columns.count > 0 && is_choosy(wish))
        status = choose(table, &part, err);
    if (status == OKR_OK)
        status = okr_table_check(table, err);
    okr_vec_done(&part.columns);
    return status;
}
