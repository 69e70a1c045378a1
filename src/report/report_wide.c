/* Quantities as columns: one row per territory, one column per figure of the programme. */
#include "base/text.h"
#include "report/report.h"
#include "view/stats_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* As many figures as a landscape page holds; beyond it those stay that reach a municipality. */
enum { MOST_FIGURES = 14 };

/* Columns of the figure, in the order they stand. */
static const okr_statistic sums[][2] = {
    {OKR_STAT_ACTUAL_SUM, OKR_STAT_FINANCE_SPENT},
    {OKR_STAT_TARGET_SUM, OKR_STAT_FINANCE_PLANNED},
};

/* What of a quantity is known. */
typedef struct figure {
    bool has[2];  /* actual, planned: known somewhere */
    bool reaches; /* stands in a municipality, or in several without a split */
} figure;

typedef struct wide {
    const okr_stats_view *view;
    figure *figures; /* owned, by quantity */
    size_t count, shown;
    bool narrow; /* only figures that reach a municipality */
} wide;

static int series_of(const okr_stat_row *row)
{
    for (int s = 0; s < 2; s++)
        if (row->statistic == sums[s][0] || row->statistic == sums[s][1])
            return s;
    return -1;
}

static void look(wide *w)
{
    size_t known = 0;

    for (size_t i = 0; i < w->view->rows->count; i++) {
        const okr_stat_row *row = &OKR_AT(w->view->rows, okr_stat_row, i);
        const int series = row->quantity < 0 || isnan(row->value) ? -1 : series_of(row);
        if (series < 0)
            continue;
        w->figures[row->quantity].has[series] = true;
        w->figures[row->quantity].reaches |=
            row->key[0] >= 0 || row->key[0] == OKR_KEY_NOT_SPLIT;
    }
    for (size_t q = 0; q < w->count; q++)
        known += w->figures[q].has[0] || w->figures[q].has[1];
    w->narrow = known > MOST_FIGURES;
}

static bool is_shown(const wide *w, size_t q)
{
    return (w->figures[q].has[0] || w->figures[q].has[1]) &&
           (!w->narrow || w->figures[q].reaches);
}

/* The words of a quantity come from the table that statistics show it in. */
static void title_of(const okr_table *words, size_t row, bool russian, okr_text *text)
{
    static const char *const parts[] = {"indicator_title", "unit", "period", "kind"};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const ptrdiff_t column = okr_report_column(words, parts[i]);
        const okr_cell *cell = okr_table_cell(words, row, (size_t)column);
        if (cell->kind != OKR_CELL_TEXT)
            continue;
        okr_text_addf(text, "%s%s", text->size == 0 ? "" : ", ",
                      okr_titles_pick(cell->text, russian));
    }
}

static void add_column(const okr_quantity *q, const okr_table *words, size_t number, int series,
                       okr_table *table)
{
    okr_text code = {0};
    okr_text ru = {0};
    okr_text en = {0};

    title_of(words, number, true, &ru);
    title_of(words, number, false, &en);
    okr_text_addf(&code, "%s_%zu%s", q->code, number + 1, series == 0 ? "" : "_plan");
    okr_text_add(&ru, series == 0 ? "" : " (план)");
    okr_text_add(&en, series == 0 ? "" : " (plan)");
    okr_table_column(table, okr_text_str(&code), okr_text_str(&ru), okr_text_str(&en), 3);
    okr_text_done(&code);
    okr_text_done(&ru);
    okr_text_done(&en);
}

static okr_status add_columns(wide *w, okr_table *table, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(w->view->stats);
    const okr_quantities *quantities = okr_stats_quantities(w->view->stats);
    okr_table *words = okr_table_new("", "", err);

    if (words == NULL)
        return OKR_ERR_NOMEM;
    okr_show_key_columns(w->view, 0, table);
    okr_table_column(table, "listed", "Мероприятий", "Measures", 0);
    okr_show_quantity_columns(words);
    for (size_t q = 0; q < w->count; q++) {
        if (!is_shown(w, q))
            continue;
        okr_show_quantity(p, okr_quantity_at(quantities, (int)q), words);
        for (int s = 0; s < 2; s++)
            if (w->figures[q].has[s])
                add_column(okr_quantity_at(quantities, (int)q), words, w->shown, s, table);
        w->shown++;
    }
    okr_table_free(words);
    return OKR_OK;
}

/* The row of a figure among those of one key, or NULL. */
static const okr_stat_row *find(const okr_vec *rows, size_t start, size_t end, size_t quantity,
                                int series)
{
    for (size_t i = start; i < end; i++) {
        const okr_stat_row *row = &OKR_AT(rows, okr_stat_row, i);
        if (row->quantity == (int)quantity && series_of(row) == series)
            return row;
    }
    return NULL;
}

static void add_row(const wide *w, size_t start, size_t end, double listed, okr_table *table)
{
    okr_show_key(w->view, 0, OKR_AT(w->view->rows, okr_stat_row, start).key[0], table);
    okr_table_number(table, listed);
    for (size_t q = 0; q < w->count; q++) {
        const double factor = okr_quantity_shown_factor(
            okr_quantity_at(okr_stats_quantities(w->view->stats), (int)q));
        for (int s = 0; s < 2; s++) {
            const okr_stat_row *row = find(w->view->rows, start, end, q, s);
            if (!is_shown(w, q) || !w->figures[q].has[s])
                continue;
            if (row == NULL)
                okr_table_number(table, NAN);
            else
                okr_table_marked(table, row->value / factor, row->mark);
        }
    }
}

/* Territories without a measure of these kinds have no row. */
static void add_rows(const wide *w, okr_table *table)
{
    const okr_vec *rows = w->view->rows;

    for (size_t start = 0, end = 0; start < rows->count; start = end) {
        double listed = 0;
        for (end = start; end < rows->count && OKR_AT(rows, okr_stat_row, end).key[0] ==
                                                   OKR_AT(rows, okr_stat_row, start).key[0];
             end++)
            if (OKR_AT(rows, okr_stat_row, end).statistic == OKR_STAT_LISTED)
                listed = OKR_AT(rows, okr_stat_row, end).value;
        if (listed > 0 || OKR_AT(rows, okr_stat_row, start).key[0] < 0)
            add_row(w, start, end, listed, table);
    }
}

static void note_narrow(const wide *w, okr_table *table)
{
    size_t left = 0;
    char ru[256];
    char en[160];

    for (size_t q = 0; q < w->count; q++)
        left += (w->figures[q].has[0] || w->figures[q].has[1]) && !is_shown(w, q);
    if (left == 0)
        return;
    (void)snprintf(ru, sizeof ru,
                   "Показателей, которые не относятся к муниципальным образованиям: %zu, они "
                   "стоят в таблице T4",
                   left);
    (void)snprintf(en, sizeof en, "Figures that reach no municipality: %zu, they stand in T4",
                   left);
    okr_table_note(table, ru, en);
}

static okr_status fill(wide *w, okr_table *table, okr_error *err)
{
    w->count = okr_stats_quantities(w->view->stats)->list.count;
    w->figures = calloc(w->count + 1, sizeof *w->figures);
    if (w->figures == NULL)
        return okr_fail_nomem(err);
    look(w);
    if (add_columns(w, table, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    add_rows(w, table);
    note_narrow(w, table);
    return OKR_OK;
}

okr_status okr_report_wide(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                           okr_error *err)
{
    okr_stats_request request = {.selection = ask->selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    const okr_stats_view view = {.stats = ask->stats, .request = &request, .rows = &rows};
    wide w = {.view = &view};
    okr_status status = okr_stats_parse_by(def->by, &request, err);

    if (status == OKR_OK)
        status = okr_stats_ask(ask->stats, &request, &rows, err);
    if (status == OKR_OK)
        status = fill(&w, table, err);
    free(w.figures);
    okr_vec_done(&rows);
    return status;
}
