/* The long forms of statistics, and cross-tables. */
#include "view/stats_table.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
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
        okr_table_lend(table, "", "");
}

static void add_quantity(const okr_programme *p, const okr_quantity *q, okr_table *table)
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

void okr_show_quantity(const okr_programme *p, const okr_quantity *q, okr_table *table)
{
    if (q == NULL)
        add_empty_quantity(table);
    else
        add_quantity(p, q, table);
}

/* The sums of a quantity, in the order of okr_statistic: actual, target, both of what touches,
 * and three of money. */
enum { SUMS = OKR_STAT_COUNT - OKR_STAT_ACTUAL_SUM };

/* Figures of one quantity in one row of the table. */
typedef struct line {
    int key, quantity;
    int of[SUMS]; /* row of the figures + 1, 0 none */
} line;

/* What the rows of the long forms are made of; it outlives the question. */
typedef struct long_form {
    okr_stats_view view; /* of the members below */
    okr_stats_request request;
    okr_vec rows;  /* okr_stat_row */
    okr_vec lines; /* line: of quantities */
} long_form;

static void release(void *user)
{
    long_form *f = user;

    okr_vec_done(&f->rows);
    okr_vec_done(&f->lines);
    free(f);
}

/* Takes the figures over. */
static long_form *long_form_of(const okr_stats_view *view, okr_error *err)
{
    long_form *f = calloc(1, sizeof *f);

    if (f == NULL) {
        (void)okr_fail_nomem(err);
        return NULL;
    }
    *f = (long_form){*view, *view->request, *view->rows, OKR_VEC(line)};
    f->view.request = &f->request;
    f->view.rows = &f->rows;
    *view->rows = OKR_VEC(okr_stat_row);
    return f;
}

static const okr_stat_row *sum_of(const long_form *f, const line *l, okr_statistic statistic)
{
    const int row = l->of[statistic - OKR_STAT_ACTUAL_SUM];

    return row == 0 ? NULL : &OKR_AT(&f->rows, okr_stat_row, row - 1);
}

static void add_sum(const okr_stat_row *row, double factor, okr_table *table)
{
    if (row == NULL)
        okr_table_number(table, NAN);
    else
        okr_table_marked(table, row->value / factor, row->mark);
}

static bool is_derived(const long_form *f, const line *l, okr_statistic sum,
                       okr_statistic touching)
{
    const okr_stat_row *a = sum_of(f, l, sum);
    const okr_stat_row *b = sum_of(f, l, touching);

    return (a != NULL && a->derived) || (b != NULL && b->derived);
}

/* What is not the programme's own word: split by a rule, or derived from other figures. */
static void list_methods(bool estimated, bool actual, bool target, okr_table *table)
{
    okr_text ru = {0};
    okr_text en = {0};

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

static void add_method(const long_form *f, const line *l, okr_table *table)
{
    const bool actual = is_derived(f, l, OKR_STAT_ACTUAL_SUM, OKR_STAT_ACTUAL_TOUCHING);
    const bool target = is_derived(f, l, OKR_STAT_TARGET_SUM, OKR_STAT_TARGET_TOUCHING);
    bool estimated = false;

    for (int s = 0; s < SUMS; s++)
        estimated |= l->of[s] > 0 && OKR_AT(&f->rows, okr_stat_row, l->of[s] - 1).method ==
                                         OKR_METHOD_ESTIMATED;
    if (estimated || actual || target)
        list_methods(estimated, actual, target, table);
    else
        okr_table_lend(table, "", "");
}

/* Money has three sums where an indicator has two. */
static const okr_statistic columns_of[2][4] = {
    {OKR_STAT_ACTUAL_SUM, OKR_STAT_TARGET_SUM, OKR_STAT_ACTUAL_TOUCHING,
     OKR_STAT_TARGET_TOUCHING},
    {OKR_STAT_FINANCE_SPENT, OKR_STAT_FINANCE_PLANNED, OKR_STAT_ACTUAL_TOUCHING,
     OKR_STAT_TARGET_TOUCHING},
};

enum { SUM_COLUMNS = 4, FIRST_SUM_COLUMN = 2 + QUANTITY_COLUMNS };

static void add_line(const void *user, size_t row, okr_table *table)
{
    const long_form *f = user;
    const line *l = &OKR_AT(&f->lines, line, row);
    const okr_stats *stats = f->view.stats;
    const okr_quantity *q = okr_quantity_at(okr_stats_quantities(stats), l->quantity);
    const double factor = okr_quantity_shown_factor(q);

    okr_show_key(&f->view, 0, l->key, table);
    add_quantity(okr_stats_programme(stats), q, table);
    for (int c = 0; c < SUM_COLUMNS; c++)
        add_sum(sum_of(f, l, columns_of[q->finance][c]), factor, table);
    add_method(f, l, table);
}

static void announce(const long_form *f, const line *l, okr_table *table)
{
    const bool finance =
        okr_quantity_at(okr_stats_quantities(f->view.stats), l->quantity)->finance;

    for (size_t c = 0; c < SUM_COLUMNS; c++) {
        const okr_stat_row *row = sum_of(f, l, columns_of[finance][c]);
        if (row != NULL && !isnan(row->value) && row->mark != OKR_MARK_EQUAL)
            okr_table_announce_marks(table, FIRST_SUM_COLUMN + c);
    }
}

/* The sums of one key become lines in the order of quantities; they are empty afterwards. */
static okr_status add_lines(long_form *f, line *sums, int key, okr_table *table, okr_error *err)
{
    const size_t count = okr_stats_quantities(f->view.stats)->list.count;
    okr_status status = OKR_OK;

    for (size_t q = 0; q < count && status == OKR_OK; q++) {
        if (sums[q].quantity < 0)
            continue;
        sums[q].key = key;
        announce(f, &sums[q], table);
        if (key < 0 && table->foot == SIZE_MAX)
            table->foot = f->lines.count;
        status = okr_vec_append(&f->lines, &sums[q], 1, err);
        sums[q] = (line){.quantity = -1};
    }
    return status;
}

static okr_status find_lines(long_form *f, okr_table *table, okr_error *err)
{
    const size_t count = okr_stats_quantities(f->view.stats)->list.count;
    line *sums = calloc(count + 1, sizeof *sums); /* by quantity */
    okr_status status = sums == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t q = 0; q < count && status == OKR_OK; q++)
        sums[q].quantity = -1;
    for (size_t i = 0; i < f->rows.count && status == OKR_OK; i++) {
        const okr_stat_row *row = &OKR_AT(&f->rows, okr_stat_row, i);
        if (row->quantity >= 0) {
            sums[row->quantity].quantity = row->quantity;
            sums[row->quantity].of[row->statistic - OKR_STAT_ACTUAL_SUM] = (int)i + 1;
        }
        if (i + 1 == f->rows.count ||
            OKR_AT(&f->rows, okr_stat_row, i + 1).key[0] != row->key[0])
            status = add_lines(f, sums, row->key[0], table, err);
    }
    free(sums);
    return status;
}

okr_status okr_show_quantities(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    long_form *f = long_form_of(view, err);
    okr_status status = OKR_OK;

    if (f == NULL)
        return OKR_ERR_NOMEM;
    okr_show_key_columns(&f->view, 0, table);
    okr_show_quantity_columns(table);
    okr_table_column(table, "actual", "Факт", "Actual", 3);
    okr_table_column(table, "target", "План", "Target", 3);
    okr_table_column(table, "actual_not_split", "Факт без разбивки", "Actual, not split", 3);
    okr_table_column(table, "target_not_split", "План без разбивки", "Target, not split", 3);
    okr_table_column(table, "method", "Способ", "Method", -1);
    status = find_lines(f, table, err);
    okr_table_adopt(table, &(okr_table_body){f->lines.count, add_line, release, f});
    return status;
}

static void add_figure(const void *user, size_t number, okr_table *table)
{
    const long_form *f = user;
    const okr_stats_view *view = &f->view;
    const okr_stat_row *row = &OKR_AT(&f->rows, okr_stat_row, number);
    const okr_word *statistic = &okr_statistics.words[row->statistic];
    const char *origin =
        row->derived ? okr_word_code(&okr_origins, (int)OKR_ORIGIN_DERIVED) : "";
    const char *method = okr_word_code(&okr_stat_methods, (int)row->method);

    for (int d = 0; d < view->request->dimensions; d++)
        okr_show_key(view, d, row->key[d], table);
    okr_table_lend(table, statistic->code, statistic->code);
    okr_table_lend(table, statistic->title_ru, statistic->title_en);
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

okr_status okr_show_all(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    const size_t value_column = 2 * (size_t)view->request->dimensions + 2 + QUANTITY_COLUMNS;
    long_form *f = long_form_of(view, err);

    if (f == NULL)
        return OKR_ERR_NOMEM;
    show_all_columns(&f->view, table);
    for (size_t i = 0; i < f->rows.count; i++) {
        const okr_stat_row *row = &OKR_AT(&f->rows, okr_stat_row, i);
        if (!isnan(row->value) && row->mark != OKR_MARK_EQUAL)
            okr_table_announce_marks(table, value_column);
        if (f->request.dimensions > 0 && row->key[0] < 0 && table->foot == SIZE_MAX)
            table->foot = i;
    }
    okr_table_adopt(table, &(okr_table_body){f->rows.count, add_figure, release, f});
    return OKR_OK;
}
