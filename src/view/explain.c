/* okrug explain: a question, the parts of its number, the table that shows them. */
#include "okrug/explain.h"

#include "view/explain.h"
#include "view/service_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static okr_figure_family family_of(const okr_explain_request *request)
{
    const okr_statistic s = request->statistic;

    if (request->code != NULL || s >= OKR_STAT_ACTUAL_SUM)
        return OKR_FAMILY_SUM;
    if (s == OKR_STAT_POPULATION || s == OKR_STAT_AREA)
        return OKR_FAMILY_EXTENT;
    if (s == OKR_STAT_DRAWN_LENGTH || s == OKR_STAT_DRAWN_AREA)
        return OKR_FAMILY_DRAWN;
    if (s == OKR_STAT_COMPLETED_SHARE || s == OKR_STAT_ACHIEVEMENT ||
        (s >= OKR_STAT_PROGRESS && s <= OKR_STAT_SPI))
        return OKR_FAMILY_MEAN;
    return OKR_FAMILY_COUNT;
}

/* How the column "part" follows from the others. */
static void note_unit(okr_statistic statistic, okr_table *table)
{
    if (statistic == OKR_STAT_DRAWN_LENGTH)
        okr_table_note(table, "Вклад — в метрах", "Part in metres");
    else if (statistic == OKR_STAT_POPULATION)
        okr_table_note(table, "Вклад — жителей", "Part in inhabitants");
    else
        okr_table_note(table, "Вклад — в кв. метрах", "Part in square metres");
}

static void note_formula(const okr_explain_request *request, okr_table *table)
{
    const okr_statistic s = request->statistic;

    switch (family_of(request)) {
    case OKR_FAMILY_MEAN:
        if (s == OKR_STAT_EARNED_VALUE || s == OKR_STAT_PLANNED_VALUE)
            okr_table_note(table, "Вклад = доля × вес × значение",
                           "Part = share × weight × value");
        else if (s == OKR_STAT_COMPLETED_SHARE)
            okr_table_note(table, "Вклад = 1 ÷ число входящих в ход работ, если завершено",
                           "Part = 1 ÷ number that enter progress, if completed");
        else if (s == OKR_STAT_SPI)
            okr_table_note(table, "Вклад = доля × вес × значение ÷ плановый объём",
                           "Part = share × weight × value ÷ planned value");
        else
            okr_table_note(table, "Вклад = доля × вес × значение ÷ сумма известных весов",
                           "Part = share × weight × value ÷ sum of the known weights");
        break;
    case OKR_FAMILY_SUM:
        okr_table_note(table, "Вклад = доля × значение", "Part = share × value");
        break;
    case OKR_FAMILY_DRAWN:
    case OKR_FAMILY_EXTENT:
        note_unit(s, table);
        break;
    case OKR_FAMILY_COUNT:
        break;
    }
}

static void add_range(const okr_stat_row *row, bool russian, okr_text *text)
{
    okr_text_add(text, russian ? "Если неизвестное — 0 или 100 %: от "
                               : "With the unknown as 0 or 100 %: from ");
    okr_show_number(row->low * 100, 1, russian, text);
    okr_text_add(text, russian ? " до " : " to ");
    okr_show_number(row->high * 100, 1, russian, text);
    okr_text_add(text, " %");
}

static void note_range(const okr_stat_row *row, okr_table *table)
{
    okr_text ru = {0};
    okr_text en = {0};

    add_range(row, true, &ru);
    add_range(row, false, &en);
    okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void note_bounds(const okr_stat_row *row, okr_table *table)
{
    char ru[160];
    char en[160];

    if (row->n_total >= 0 && row->quantity < 0) {
        (void)snprintf(ru, sizeof ru, "Известно %d из %d", row->n_known, row->n_total);
        (void)snprintf(en, sizeof en, "Known %d of %d", row->n_known, row->n_total);
        okr_table_note(table, ru, en);
    }
    if (!isnan(row->low) && !isnan(row->high))
        note_range(row, table);
}

static bool asks_municipality(const okr_ask *ask)
{
    const okr_selection *s = ask->selection;
    const okr_programme *p = okr_stats_programme(ask->stats);

    for (size_t i = 0; s->municipalities != NULL && i < p->municipalities.count; i++)
        if (s->municipalities[i])
            return true;
    return false;
}

static okr_status show(const okr_ask *ask, const okr_explain_request *request, okr_table *table,
                       okr_error *err)
{
    okr_explanation explanation = {0};
    const okr_explain_view view = {
        .ask = ask, .explanation = &explanation, .family = family_of(request)};
    okr_status status = okr_stats_explain(ask->stats, request, &explanation, err);

    if (status != OKR_OK)
        return status;
    okr_explain_columns(view.family, table);
    if (explanation.figures.count == 0)
        okr_table_note(table, "Ни один показатель не подходит", "No figure matches");
    note_formula(request, table);
    if (explanation.figures.count == 1)
        note_bounds(&OKR_AT(&explanation.figures, okr_explained, 0).figure, table);
    status = okr_explain_rows(&view, table, err);
    okr_explanation_done(&explanation);
    return status;
}

/* What may stand in the place without being placed there is looked for without the place. */
static okr_status answer(const okr_question *question, const okr_ask *ask, okr_table *table,
                         okr_error *err)
{
    const okr_explain_options *options = question->options;
    const char *stat = options->stat == NULL ? "listed" : options->stat;
    okr_explain_request request = {.chosen = ask->selection};
    okr_selection *wider = NULL;
    okr_filter filter = options->filter;
    okr_status status = OKR_OK;

    if (okr_is_served(stat))
        return okr_explain_served(ask, question->workspace, options, table, err);
    status = okr_explain_parse(ask->stats, stat, &request, err);
    filter.in = NULL;
    if (status == OKR_OK && asks_municipality(ask))
        status = okr_ask_select(ask, question->workspace, &filter, &wider, err);
    request.wider = wider;
    if (status == OKR_OK)
        status = show(ask, &request, table, err);
    okr_selection_free(wider);
    return status;
}

/* Codes of indicators and titles are looked up among the figures; of measures there are none.
 */
static bool asks_figures(const char *stat)
{
    const int found = stat == NULL ? 0 : okr_word_find(&okr_statistics, stat);

    return found < 0 || found >= (int)OKR_STAT_ACTUAL_SUM;
}

okr_status okr_workspace_explain(const okr_workspace *workspace,
                                 const okr_explain_options *options, okr_table **table,
                                 okr_error *err)
{
    const bool figures = asks_figures(options->stat);
    const okr_question question = {
        .workspace = workspace,
        .filter = &options->filter,
        .title = workspace->programme.title,
        .options = options,
        .answer = answer,
        .parts = OKR_STATS_PROGRESS | (figures ? (unsigned)OKR_STATS_FIGURES : 0U),
    };

    return okr_ask_answer(&question, table, err);
}
