/* The words of keys and quantities: columns, cells, and rows made once to be lent often. */
#include "view/stats_table.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Headings begin with a capital. */
static void add_capital(const char *title, okr_text *out)
{
    const char *end = title + strlen(title);

    if (title < end)
        okr_text_add_code(out, okr_utf8_upper(okr_utf8_next(&title, end)));
    okr_text_add(out, title);
}

void okr_show_key_columns(const okr_stats_view *view, int dimension, okr_table *table)
{
    const okr_word *word = &okr_dimensions.words[view->request->by[dimension]];
    okr_text code = {0};
    okr_text ru = {0};
    okr_text en = {0};

    okr_text_addf(&code, "%s_title", word->code);
    okr_table_column(table, word->code, "Код", "Code", -1);
    add_capital(word->title_ru, &ru);
    add_capital(word->title_en, &en);
    okr_table_column(table, okr_text_str(&code), okr_text_str(&ru), okr_text_str(&en), -1);
    okr_text_done(&code);
    okr_text_done(&ru);
    okr_text_done(&en);
}

void okr_show_key(const okr_stats_view *view, int dimension, int key, okr_table *table)
{
    const okr_programme *p = okr_stats_programme(view->stats);
    const okr_dimension by = view->request->by[dimension];
    okr_text code = {0};
    okr_text ru = {0};
    okr_text en = {0};

    if (dimension == 0 && key < 0)
        okr_table_foot(table);
    okr_key_code(p, by, key, &code);
    okr_key_title(p, by, key, true, &ru);
    okr_key_title(p, by, key, false, &en);
    okr_table_text(table, okr_text_str(&code));
    okr_table_titles(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&code);
    okr_text_done(&ru);
    okr_text_done(&en);
}

void okr_show_quantity_columns(okr_table *table)
{
    okr_table_column(table, "indicator", "Показатель", "Indicator", -1);
    okr_table_column(table, "indicator_title", "Название показателя", "Title", -1);
    okr_table_column(table, "kind", "Вид", "Kind", -1);
    okr_table_column(table, "period", "Период", "Period", -1);
    okr_table_column(table, "unit", "Единица", "Unit", -1);
}

/* Sums are shown in the unit that all their figures are written in, if there is one. */
double okr_quantity_shown_factor(const okr_quantity *q)
{
    return q->common_unit < 0 ? 1.0 : q->common_factor;
}

void okr_show_quantity(const okr_programme *p, const okr_quantity *q, okr_table *table)
{
    const ptrdiff_t base = okr_map_find(&p->unit_index, q->unit);
    const ptrdiff_t unit = q->common_unit >= 0 ? q->common_unit : base;
    const okr_titles none = {q->finance ? "Финансирование" : "", q->finance ? "Finance" : ""};
    const okr_titles title = q->indicator < 0 ? none : OKR_INDICATOR(p, q->indicator)->title;
    okr_text period = {0};

    okr_quantity_period(q, &period);
    okr_table_lend(table, q->code, q->code);
    okr_table_lend(table, title.ru, title.en);
    if (q->kind < 0)
        okr_table_lend(table, "", "");
    else
        okr_table_lend(table, OKR_KIND(p, q->kind)->title.ru, OKR_KIND(p, q->kind)->title.en);
    okr_table_text(table, okr_text_str(&period));
    if (unit < 0)
        okr_table_lend(table, q->unit, q->unit);
    else
        okr_table_lend(table, OKR_UNIT(p, unit)->title.ru, OKR_UNIT(p, unit)->title.en);
    okr_text_done(&period);
}

okr_table *okr_quantity_words(const okr_stats *stats, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(stats);
    const okr_quantities *all = okr_stats_quantities(stats);
    okr_table *words = okr_table_new("", "", err);

    if (words == NULL)
        return NULL;
    okr_show_quantity_columns(words);
    for (size_t q = 0; q < all->list.count; q++)
        okr_show_quantity(p, okr_quantity_at(all, (int)q), words);
    if (okr_table_check(words, err) == OKR_OK)
        return words;
    okr_table_free(words);
    return NULL;
}

void okr_lend_quantity(const okr_table *words, int quantity, okr_table *table)
{
    if (quantity >= 0)
        okr_table_lend_row(table, words, (size_t)quantity);
    for (int c = 0; c < OKR_QUANTITY_COLUMNS && quantity < 0; c++)
        okr_table_lend(table, "", "");
}

static int *word_of(const okr_key_words *words, int key)
{
    return &words->row_of[key - OKR_KEY_LOWEST];
}

static bool same_keys(const okr_vec *rows, size_t a, size_t b)
{
    const okr_stat_row *all = rows->data;

    return all[a].key[0] == all[b].key[0] && all[a].key[1] == all[b].key[1];
}

size_t okr_keys_end(const okr_vec *rows, size_t first)
{
    size_t same = first;
    size_t step = 1;
    size_t other = 0;

    while (step < rows->count - same && same_keys(rows, first, same + step)) {
        same += step;
        step *= 2;
    }
    other = okr_least(same + step, rows->count);
    while (other - same > 1) {
        const size_t middle = same + (other - same) / 2;
        if (same_keys(rows, first, middle))
            same = middle;
        else
            other = middle;
    }
    return other;
}

static int highest_key(const okr_vec *rows, int dimension)
{
    int highest = 0;

    for (size_t i = 0; i < rows->count; i = okr_keys_end(rows, i)) {
        const int key = OKR_AT(rows, okr_stat_row, i).key[dimension];
        highest = key > highest ? key : highest;
    }
    return highest;
}

okr_status okr_key_words_make(okr_key_words *words, const okr_stats_view *view, int dimension,
                              okr_error *err)
{
    const size_t keys = (size_t)(highest_key(view->rows, dimension) - OKR_KEY_LOWEST) + 1;
    int made = 0;

    words->row_of = calloc(keys, sizeof *words->row_of);
    words->table = okr_table_new("", "", err);
    if (words->table == NULL)
        return OKR_ERR_NOMEM;
    if (words->row_of == NULL)
        return okr_fail_nomem(err);
    okr_show_key_columns(view, dimension, words->table);
    for (size_t i = 0; i < view->rows->count; i = okr_keys_end(view->rows, i)) {
        const int key = OKR_AT(view->rows, okr_stat_row, i).key[dimension];
        if (*word_of(words, key) > 0)
            continue;
        okr_show_key(view, dimension, key, words->table);
        *word_of(words, key) = ++made;
    }
    return okr_table_check(words->table, err);
}

void okr_lend_key(const okr_key_words *words, int key, okr_table *table)
{
    okr_table_lend_row(table, words->table, (size_t)*word_of(words, key) - 1);
}

void okr_key_words_done(okr_key_words *words)
{
    okr_table_free(words->table);
    free(words->row_of);
    *words = (okr_key_words){0};
}
