/* The long forms of statistics, and cross-tables. */
#include "view/stats_table.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUANTITY_COLUMNS = 5 };

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

static void add_empty_quantity(okr_table *table)
{
    for (int c = 0; c < QUANTITY_COLUMNS; c++)
        okr_table_text(table, "");
}

static void add_quantity(const okr_programme *p, const okr_quantity *q, okr_table *table)
{
    const ptrdiff_t base = okr_map_find(&p->unit_index, q->unit);
    const ptrdiff_t unit = q->common_unit >= 0 ? q->common_unit : base;
    const okr_titles none = {q->finance ? "Финансирование" : "", q->finance ? "Finance" : ""};
    const okr_titles title = q->indicator < 0 ? none : OKR_INDICATOR(p, q->indicator)->title;
    okr_text period = {0};

    okr_quantity_period(q, &period);
    okr_table_text(table, q->code);
    okr_table_titles(table, title.ru, title.en);
    if (q->kind < 0)
        okr_table_text(table, "");
    else
        okr_table_titles(table, OKR_KIND(p, q->kind)->title.ru, OKR_KIND(p, q->kind)->title.en);
    okr_table_text(table, okr_text_str(&period));
    if (unit < 0)
        okr_table_text(table, q->unit);
    else
        okr_table_titles(table, OKR_UNIT(p, unit)->title.ru, OKR_UNIT(p, unit)->title.en);
    okr_text_done(&period);
}

void okr_show_quantity(const okr_programme *p, const okr_quantity *q, okr_table *table)
{
    if (q == NULL)
        add_empty_quantity(table);
    else
        add_quantity(p, q, table);
}

/* Figures of one quantity in one row of the table. */
typedef struct line {
    const okr_stat_row *of[OKR_STAT_COUNT];
    bool used;
} line;

static void add_sum(const line *l, okr_statistic statistic, double factor, okr_table *table)
{
    const okr_stat_row *row = l->of[statistic];

    if (row == NULL)
        okr_table_number(table, NAN);
    else
        okr_table_marked(table, row->value / factor, row->mark);
}

static bool is_derived(const line *l, okr_statistic sum, okr_statistic touching)
{
    return (l->of[sum] != NULL && l->of[sum]->derived) ||
           (l->of[touching] != NULL && l->of[touching]->derived);
}

/* What is not the programme's own word: split by a rule, or derived from other figures. */
static void add_method(const line *l, okr_table *table)
{
    const bool actual = is_derived(l, OKR_STAT_ACTUAL_SUM, OKR_STAT_ACTUAL_TOUCHING);
    const bool target = is_derived(l, OKR_STAT_TARGET_SUM, OKR_STAT_TARGET_TOUCHING);
    bool estimated = false;
    okr_text ru = {0};
    okr_text en = {0};

    for (int s = 0; s < (int)OKR_STAT_COUNT; s++)
        estimated |= l->of[s] != NULL && l->of[s]->method == OKR_METHOD_ESTIMATED;
    if (estimated) {
        okr_text_add(&ru, "расчётное");
        okr_text_add(&en, "estimated");
    }
    if (actual || target) {
        okr_text_addf(&ru, "%sвычислено: %s%s%s", estimated ? "; " : "", actual ? "факт" : "",
                      actual && target ? ", " : "", target ? "план" : "");
        okr_text_addf(&en, "%sderived: %s%s%s", estimated ? "; " : "", actual ? "actual" : "",
                      actual && target ? ", " : "", target ? "target" : "");
    }
    okr_table_titles(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

/* Money has three sums where an indicator has two. */
static void add_line(const okr_stats_view *view, int key, int quantity, const line *l,
                     okr_table *table)
{
    const okr_quantity *q = okr_quantity_at(okr_stats_quantities(view->stats), quantity);
    const double factor = okr_quantity_shown_factor(q);

    okr_show_key(view, 0, key, table);
    add_quantity(okr_stats_programme(view->stats), q, table);
    add_sum(l, q->finance ? OKR_STAT_FINANCE_SPENT : OKR_STAT_ACTUAL_SUM, factor, table);
    add_sum(l, q->finance ? OKR_STAT_FINANCE_PLANNED : OKR_STAT_TARGET_SUM, factor, table);
    add_sum(l, OKR_STAT_ACTUAL_TOUCHING, factor, table);
    add_sum(l, OKR_STAT_TARGET_TOUCHING, factor, table);
    add_method(l, table);
}

static void add_lines(const okr_stats_view *view, int key, line *lines, okr_table *table)
{
    const size_t count = okr_stats_quantities(view->stats)->list.count;

    for (size_t q = 0; q < count; q++) {
        if (lines[q].used)
            add_line(view, key, (int)q, &lines[q], table);
        lines[q] = (line){.used = false};
    }
}

okr_status okr_show_quantities(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    const size_t count = okr_stats_quantities(view->stats)->list.count;
    line *lines = calloc(count + 1, sizeof *lines);

    if (lines == NULL)
        return okr_fail_nomem(err);
    okr_show_key_columns(view, 0, table);
    okr_show_quantity_columns(table);
    okr_table_column(table, "actual", "Факт", "Actual", 3);
    okr_table_column(table, "target", "План", "Target", 3);
    okr_table_column(table, "actual_not_split", "Факт без разбивки", "Actual, not split", 3);
    okr_table_column(table, "target_not_split", "План без разбивки", "Target, not split", 3);
    okr_table_column(table, "method", "Способ", "Method", -1);
    for (size_t i = 0; i < view->rows->count; i++) {
        const okr_stat_row *row = &OKR_AT(view->rows, okr_stat_row, i);
        if (row->quantity >= 0) {
            lines[row->quantity].of[row->statistic] = row;
            lines[row->quantity].used = true;
        }
        if (i + 1 == view->rows->count ||
            OKR_AT(view->rows, okr_stat_row, i + 1).key[0] != row->key[0])
            add_lines(view, row->key[0], lines, table);
    }
    free(lines);
    return OKR_OK;
}

static void add_figure(const okr_stats_view *view, const okr_stat_row *row, okr_table *table)
{
    const okr_word *statistic = &okr_statistics.words[row->statistic];

    for (int d = 0; d < view->request->dimensions; d++)
        okr_show_key(view, d, row->key[d], table);
    okr_table_text(table, statistic->code);
    okr_table_titles(table, statistic->title_ru, statistic->title_en);
    okr_show_quantity(okr_stats_programme(view->stats),
                      row->quantity < 0
                          ? NULL
                          : okr_quantity_at(okr_stats_quantities(view->stats), row->quantity),
                      table);
    okr_table_marked(table, row->value, row->mark);
    okr_table_number(table, row->low);
    okr_table_number(table, row->high);
    okr_table_number(table, row->n_known < 0 ? (double)NAN : row->n_known);
    okr_table_number(table, row->n_total < 0 ? (double)NAN : row->n_total);
    okr_table_text(table, okr_word_code(&okr_stat_methods, (int)row->method));
    okr_table_text(table,
                   row->derived ? okr_word_code(&okr_origins, (int)OKR_ORIGIN_DERIVED) : "");
}

void okr_show_all(const okr_stats_view *view, okr_table *table)
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
    for (size_t i = 0; i < view->rows->count; i++)
        add_figure(view, &OKR_AT(view->rows, okr_stat_row, i), table);
}
