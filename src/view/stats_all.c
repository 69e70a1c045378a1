/* Every figure of a question, one a row. */
#include "view/stats_table.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

void okr_long_form_done(okr_long_form *f)
{
    okr_vec_done(&f->rows);
    okr_table_free(f->quantities);
    okr_key_words_done(&f->keys[0]);
    okr_key_words_done(&f->keys[1]);
}

okr_status okr_long_form_make(okr_long_form *f, const okr_stats_view *view, okr_error *err)
{
    okr_status status = OKR_OK;

    *f = (okr_long_form){.view = *view, .request = *view->request, .rows = *view->rows};
    f->view.request = &f->request;
    f->view.rows = &f->rows;
    *view->rows = OKR_VEC(okr_stat_row);
    f->quantities = okr_quantity_words(view->stats, err);
    if (f->quantities == NULL)
        return OKR_ERR_NOMEM;
    for (int d = 0; d < f->request.dimensions && status == OKR_OK; d++)
        status = okr_key_words_make(&f->keys[d], &f->view, d, err);
    return status;
}

static void add_figure(const void *user, size_t number, okr_table *table)
{
    const okr_long_form *f = user;
    const okr_stat_row *row = &OKR_AT(&f->rows, okr_stat_row, number);
    const okr_word *statistic = &okr_statistics.words[row->statistic];
    const char *origin =
        row->derived ? okr_word_code(&okr_origins, (int)OKR_ORIGIN_DERIVED) : "";
    const char *method = okr_word_code(&okr_stat_methods, (int)row->method);

    for (int d = 0; d < f->request.dimensions; d++)
        okr_lend_key(&f->keys[d], row->key[d], table);
    okr_table_lend(table, statistic->code, statistic->code);
    okr_table_lend(table, statistic->title_ru, statistic->title_en);
    okr_lend_quantity(f->quantities, row->quantity, table);
    okr_table_marked(table, row->value, row->mark);
    okr_table_number(table, row->low);
    okr_table_number(table, row->high);
    okr_table_number(table, row->n_known < 0 ? (double)NAN : row->n_known);
    okr_table_number(table, row->n_total < 0 ? (double)NAN : row->n_total);
    okr_table_lend(table, method, method);
    okr_table_lend(table, origin, origin);
}

static void show_all_columns(const okr_stats_view *view, okr_table *table)
{
    for (int d = 0; d < view->request->dimensions; d++)
        okr_show_key_columns(view, d, table);
    okr_table_column(table, "statistic", "Статистика", "Statistic", -1);
    okr_table_column(table, "statistic_title", "Что это", "What it is", -1);
    okr_show_quantity_columns(table);
    okr_table_column(table, "value", "Значение", "Value", 6);
    okr_table_column(table, "low", "От", "Low", 6);
    okr_table_column(table, "high", "До", "High", 6);
    okr_table_column(table, "n_known", "Известно", "Known", 0);
    okr_table_column(table, "n_total", "Всего", "Total", 0);
    okr_table_column(table, "method", "Способ", "Method", -1);
    okr_table_column(table, "origin", "Происхождение", "Origin", -1);
}

static bool has_marks(const okr_vec *rows)
{
    bool any = false;

    for (size_t i = 0; i < rows->count && !any; i++) {
        const okr_stat_row *row = &OKR_AT(rows, okr_stat_row, i);
        any = !isnan(row->value) && row->mark != OKR_MARK_EQUAL;
    }
    return any;
}

/* Totals stand below: the first row that is of no territory, kind or the like. */
static void find_foot(const okr_vec *rows, okr_table *table)
{
    size_t i = 0;

    while (i < rows->count && OKR_AT(rows, okr_stat_row, i).key[0] >= 0)
        i = okr_keys_end(rows, i);
    if (i < rows->count && table->foot == SIZE_MAX)
        table->foot = i;
}

static void release(void *user)
{
    okr_long_form_done(user);
    free(user);
}

okr_status okr_show_all(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    const size_t value_column =
        2 * (size_t)view->request->dimensions + 2 + OKR_QUANTITY_COLUMNS;
    okr_long_form *f = calloc(1, sizeof *f);
    okr_status status = OKR_OK;

    if (f == NULL)
        return okr_fail_nomem(err);
    status = okr_long_form_make(f, view, err);
    show_all_columns(&f->view, table);
    if (has_marks(&f->rows))
        okr_table_announce_marks(table, value_column);
    if (f->request.dimensions > 0)
        find_foot(&f->rows, table);
    okr_table_adopt(table, &(okr_table_body){f->rows.count, add_figure, release, f});
    return status;
}
