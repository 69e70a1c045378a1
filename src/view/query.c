/* okrug query: the measures, or their indicators, that a filter selects. */
#include "view/query.h"

#include "base/i18n.h"
#include "view/ask.h"

#include <stdio.h>
#include <string.h>

/* Leave only measures that have no figure of this code. */
static okr_status keep_missing(const okr_programme *p, const char *code,
                               okr_selection *selection, okr_error *err)
{
    bool known = false;

    for (size_t i = 0; i < p->indicators.count; i++) {
        const okr_indicator *indicator = OKR_INDICATOR(p, i);
        if (strcmp(indicator->code, code) != 0)
            continue;
        known = true;
        if (indicator->measure >= 0) {
            selection->chosen[indicator->measure] = false;
            selection->figures[indicator->measure] = false;
        }
    }
    return known ? OKR_OK
                 : okr_fail(err, OKR_ERR_NOT_FOUND, _("option --missing: no indicator '%s'"),
                            code);
}

static void note_count(okr_table *table)
{
    char ru[64];
    char en[64];

    (void)snprintf(ru, sizeof ru, "Строк: %zu", okr_table_rows(table));
    (void)snprintf(en, sizeof en, "Rows: %zu", okr_table_rows(table));
    okr_table_note(table, ru, en);
}

static okr_status list(const okr_ask *ask, const okr_query_options *options, okr_table *table,
                       okr_error *err)
{
    const char *show = options->show == NULL ? "measures" : options->show;
    okr_status status = OKR_OK;

    if (options->missing != NULL)
        status = keep_missing(okr_stats_programme(ask->stats), options->missing, ask->selection,
                              err);
    if (status != OKR_OK)
        return status;
    if (strcmp(show, "indicators") == 0)
        status = okr_list_indicators(ask->stats, ask->selection, options, table, err);
    else if (strcmp(show, "measures") == 0)
        okr_list_measures(ask->stats, ask->selection, table);
    else
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --show: '%s' is none of measures, indicators"), show);
    if (status != OKR_OK)
        return status;
    note_count(table);
    okr_ask_notes(ask, table);
    return okr_table_check(table, err);
}

okr_status okr_workspace_query(const okr_workspace *workspace, const okr_query_options *options,
                               okr_table **table, okr_error *err)
{
    const okr_titles title = workspace->programme.title;
    okr_ask ask = {0};
    okr_table *t = okr_table_new(title.ru, title.en, err);
    okr_status status =
        t == NULL ? OKR_ERR_NOMEM : okr_ask_begin(&ask, workspace, &options->filter, err);

    if (status == OKR_OK)
        status = list(&ask, options, t, err);
    okr_ask_done(&ask);
    if (status != OKR_OK) {
        okr_table_free(t);
        return status;
    }
    *table = t;
    return OKR_OK;
}
