/* okrug query: the measures, or their indicators, that a filter selects. */
#include "view/query.h"

#include "base/i18n.h"
#include "stats/choice.h"
#include "view/ask.h"

#include <string.h>

/* The code of an indicator as the programme writes it. */
static okr_status find_indicator(const okr_programme *p, const char *written, const char **code,
                                 okr_error *err)
{
    okr_vec choices = OKR_VEC(okr_choice);
    okr_status status = OKR_OK;
    int value = 0;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_choice one = {.names = {OKR_INDICATOR(p, i)->code}, .value = (int)i};
        *code = one.names[0];
        if (strcmp(*code, written) == 0)
            goto cleanup;
        status = okr_vec_append(&choices, &one, 1, err);
    }
    if (status == OKR_OK)
        status = okr_choose("missing", written, &choices, &value, err);
    if (status == OKR_OK)
        *code = OKR_INDICATOR(p, value)->code;

cleanup:
    okr_vec_done(&choices);
    return status;
}

/* Leave only measures that have no figure of this code. */
static okr_status keep_missing(const okr_programme *p, const char *written,
                               okr_selection *selection, okr_error *err)
{
    const char *code = NULL;
    const okr_status status = find_indicator(p, written, &code, err);

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_indicator *indicator = OKR_INDICATOR(p, i);
        if (indicator->measure < 0 || strcmp(indicator->code, code) != 0)
            continue;
        selection->chosen[indicator->measure] = false;
        selection->figures[indicator->measure] = false;
    }
    return status;
}

static okr_status answer(const okr_question *question, const okr_ask *ask, okr_table *table,
                         okr_error *err)
{
    const okr_query_options *options = question->options;
    const bool of_figures =
        options->has != NULL || options->qualifier != NULL || options->period != NULL;
    const char *usual = of_figures ? "indicators" : "measures";
    const char *show = options->show == NULL ? usual : options->show;
    okr_status status = OKR_OK;

    if (of_figures && strcmp(show, "measures") == 0)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("options --has, --qualifier and --period choose among indicators, "
                          "not among measures"));
    if (options->missing != NULL)
        status = keep_missing(okr_stats_programme(ask->stats), options->missing, ask->selection,
                              err);
    if (status != OKR_OK)
        return status;
    if (strcmp(show, "indicators") == 0)
        status = okr_list_indicators(ask->stats, ask->selection, options, table, err);
    else if (strcmp(show, "measures") == 0)
        status = okr_list_measures(ask->stats, ask->selection, table, err);
    else
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --show: '%s' is none of measures, indicators"), show);
    if (status == OKR_OK)
        okr_ask_note_rows(table);
    return status;
}

okr_status okr_workspace_query(const okr_workspace *workspace, const okr_query_options *options,
                               okr_table **table, okr_error *err)
{
    const bool indicators = options->show != NULL && strcmp(options->show, "indicators") == 0;
    const okr_question question = {
        .workspace = workspace,
        .filter = &options->filter,
        .title = workspace->programme.title,
        .options = options,
        .answer = answer,
        .parts = indicators ? 0 : OKR_STATS_PROGRESS,
    };

    return okr_ask_answer(&question, table, err);
}
