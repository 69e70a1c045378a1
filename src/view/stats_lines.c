/* Planned and actual sums of quantities: one row per key and quantity. */
#include "view/stats_table.h"

#include "base/text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* The sums of a quantity, in the order of okr_statistic: actual, target, both of what touches,
 * and three of money. */
enum { SUMS = OKR_STAT_COUNT - OKR_STAT_ACTUAL_SUM };

/* Figures of one quantity in one row of the table. */
typedef struct line {
    int key, quantity;
    int of[SUMS]; /* row of the figures + 1, 0 none */
} line;

/* What the rows are made of; it outlives the question. */
typedef struct sums_form {
    okr_long_form form;
    okr_vec lines; /* line */
} sums_form;

static void release(void *user)
{
    sums_form *f = user;

    okr_long_form_done(&f->form);
    okr_vec_done(&f->lines);
    free(f);
}

static const okr_stat_row *sum_of(const sums_form *f, const line *l, okr_statistic statistic)
{
    const int row = l->of[statistic - OKR_STAT_ACTUAL_SUM];

    return row == 0 ? NULL : &OKR_AT(&f->form.rows, okr_stat_row, row - 1);
}

static void add_sum(const okr_stat_row *row, double factor, okr_table *table)
{
    if (row == NULL)
        okr_table_number(table, NAN);
    else
        okr_table_marked(table, row->value / factor, row->mark);
}

static bool is_derived(const sums_form *f, const line *l, okr_statistic sum,
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

static void add_method(const sums_form *f, const line *l, okr_table *table)
{
    const bool actual = is_derived(f, l, OKR_STAT_ACTUAL_SUM, OKR_STAT_ACTUAL_TOUCHING);
    const bool target = is_derived(f, l, OKR_STAT_TARGET_SUM, OKR_STAT_TARGET_TOUCHING);
    bool estimated = false;

    for (int s = 0; s < SUMS; s++)
        estimated |= l->of[s] > 0 && OKR_AT(&f->form.rows, okr_stat_row, l->of[s] - 1).method ==
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

enum { SUM_COLUMNS = 4, FIRST_SUM_COLUMN = 2 + OKR_QUANTITY_COLUMNS };

static void add_line(const void *user, size_t row, okr_table *table)
{
    const sums_form *f = user;
    const line *l = &OKR_AT(&f->lines, line, row);
    const okr_quantity *q =
        okr_quantity_at(okr_stats_quantities(f->form.view.stats), l->quantity);
    const double factor = okr_quantity_shown_factor(q);

    okr_lend_key(&f->form.keys[0], l->key, table);
    okr_lend_quantity(f->form.quantities, l->quantity, table);
    for (int c = 0; c < SUM_COLUMNS; c++)
        add_sum(sum_of(f, l, columns_of[q->finance][c]), factor, table);
    add_method(f, l, table);
}

static void announce(const sums_form *f, const line *l, okr_table *table)
{
    const bool finance =
        okr_quantity_at(okr_stats_quantities(f->form.view.stats), l->quantity)->finance;

    for (size_t c = 0; c < SUM_COLUMNS; c++) {
        const okr_stat_row *row = sum_of(f, l, columns_of[finance][c]);
        if (row != NULL && !isnan(row->value) && row->mark != OKR_MARK_EQUAL)
            okr_table_announce_marks(table, FIRST_SUM_COLUMN + c);
    }
}

/* The sums of one key become lines in the order of quantities; they are empty afterwards. */
static okr_status add_lines(sums_form *f, line *sums, int key, okr_table *table, okr_error *err)
{
    const size_t count = okr_stats_quantities(f->form.view.stats)->list.count;
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

static okr_status find_lines(sums_form *f, okr_table *table, okr_error *err)
{
    const size_t count = okr_stats_quantities(f->form.view.stats)->list.count;
    line *sums = calloc(count + 1, sizeof *sums); /* by quantity */
    okr_status status = sums == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t q = 0; q < count && status == OKR_OK; q++)
        sums[q].quantity = -1;
    for (size_t i = 0; i < f->form.rows.count && status == OKR_OK; i++) {
        const okr_stat_row *row = &OKR_AT(&f->form.rows, okr_stat_row, i);
        if (row->quantity >= 0) {
            sums[row->quantity].quantity = row->quantity;
            sums[row->quantity].of[row->statistic - OKR_STAT_ACTUAL_SUM] = (int)i + 1;
        }
        if (i + 1 == f->form.rows.count ||
            OKR_AT(&f->form.rows, okr_stat_row, i + 1).key[0] != row->key[0])
            status = add_lines(f, sums, row->key[0], table, err);
    }
    free(sums);
    return status;
}

static void show_columns(const okr_stats_view *view, okr_table *table)
{
    okr_show_key_columns(view, 0, table);
    okr_show_quantity_columns(table);
    okr_table_column(table, "actual", "Факт", "Actual", 3);
    okr_table_column(table, "target", "План", "Target", 3);
    okr_table_column(table, "actual_not_split", "Факт без разбивки", "Actual, not split", 3);
    okr_table_column(table, "target_not_split", "План без разбивки", "Target, not split", 3);
    okr_table_column(table, "method", "Способ", "Method", -1);
}

okr_status okr_show_quantities(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    sums_form *f = calloc(1, sizeof *f);
    okr_status status = OKR_OK;

    if (f == NULL)
        return okr_fail_nomem(err);
    f->lines = OKR_VEC(line);
    status = okr_long_form_make(&f->form, view, err);
    show_columns(&f->form.view, table);
    if (status == OKR_OK)
        status = find_lines(f, table, err);
    okr_table_adopt(table, &(okr_table_body){f->lines.count, add_line, release, f});
    return status;
}
