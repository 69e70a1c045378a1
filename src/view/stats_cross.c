/* Two dimensions against each other, one figure in the cells. */
#include "view/stats_table.h"

#include "base/i18n.h"

#include <math.h>
#include <stdlib.h>

/* The distinct keys of the second dimension, in their order: the columns. */
static okr_status find_columns(const okr_vec *rows, okr_vec *keys, okr_error *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        const int key = OKR_AT(rows, okr_stat_row, i).key[1];
        size_t at = 0;
        while (at < keys->count && OKR_AT(keys, int, at) != key)
            at++;
        if (at == keys->count && okr_vec_append(keys, &key, 1, err) != OKR_OK)
            return OKR_ERR_NOMEM;
    }
    return OKR_OK;
}

static int by_key(const void *a, const void *b)
{
    return okr_key_compare(*(const int *)a, *(const int *)b);
}

static void add_columns(const okr_stats_view *view, const okr_vec *keys, okr_table *table)
{
    const okr_programme *p = okr_stats_programme(view->stats);
    okr_text code = {0};
    okr_text ru = {0};
    okr_text en = {0};

    okr_show_key_columns(view, 0, table);
    for (size_t i = 0; i < keys->count; i++) {
        const int key = OKR_AT(keys, int, i);
        okr_text_clear(&code);
        okr_text_clear(&ru);
        okr_text_clear(&en);
        okr_key_code(p, view->request->by[1], key, &code);
        okr_key_title(p, view->request->by[1], key, true, &ru);
        okr_key_title(p, view->request->by[1], key, false, &en);
        okr_table_column(table, okr_text_str(&code), okr_text_str(&ru), okr_text_str(&en), 3);
    }
    okr_text_done(&code);
    okr_text_done(&ru);
    okr_text_done(&en);
}

static const okr_stat_row *find_cell(const okr_vec *rows, size_t start, size_t end, int column,
                                     okr_statistic statistic)
{
    for (size_t i = start; i < end; i++) {
        const okr_stat_row *row = &OKR_AT(rows, okr_stat_row, i);
        if (row->key[1] == column && row->statistic == statistic && row->quantity < 0)
            return row;
    }
    return NULL;
}

/* Of nothing there is none; a share or a mean of nothing is not known. */
static bool is_count(okr_statistic statistic)
{
    return statistic <= OKR_STAT_COMPLETED || statistic == OKR_STAT_OVERDUE;
}

/* The rows of one key of the first dimension stand together. */
static size_t add_row(const okr_stats_view *view, size_t start, const okr_vec *keys,
                      okr_statistic statistic, okr_table *table)
{
    const int key = OKR_AT(view->rows, okr_stat_row, start).key[0];
    size_t end = start;

    while (end < view->rows->count && OKR_AT(view->rows, okr_stat_row, end).key[0] == key)
        end++;
    okr_show_key(view, 0, key, table);
    for (size_t c = 0; c < keys->count; c++) {
        const okr_stat_row *cell =
            find_cell(view->rows, start, end, OKR_AT(keys, int, c), statistic);
        if (cell == NULL)
            okr_table_number(table, is_count(statistic) ? 0.0 : (double)NAN);
        else
            okr_table_marked(table, cell->value, cell->mark);
    }
    return end;
}

okr_status okr_show_cross(const okr_stats_view *view, const char *stat, okr_table *table,
                          okr_error *err)
{
    const int statistic = okr_word_find(&okr_statistics, stat == NULL ? "listed" : stat);
    okr_vec keys = OKR_VEC(int);
    okr_text known = {0};
    okr_status status = OKR_OK;

    if (statistic < 0) {
        okr_word_list(&okr_statistics, &known);
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --stat: '%s' is none of %s"), stat,
                       okr_text_str(&known));
        okr_text_done(&known);
        return OKR_ERR_USAGE;
    }
    status = find_columns(view->rows, &keys, err);
    if (status == OKR_OK && keys.count > 0) {
        qsort(keys.data, keys.count, keys.item_size, by_key);
        add_columns(view, &keys, table);
        for (size_t i = 0; i < view->rows->count;)
            i = add_row(view, i, &keys, (okr_statistic)statistic, table);
    }
    okr_vec_done(&keys);
    return status;
}
