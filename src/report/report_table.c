/* One table of the report: its question, asked of the measures that it is about. */
#include "report/report.h"

#include <string.h>

/* Whether a kind of the programme is one of a list, or stands below one. */
static bool is_of_kinds(const okr_programme *p, int kind, const char *kinds)
{
    for (int up = kind; up >= 0; up = OKR_KIND(p, up)->parent)
        if (okr_report_lists(kinds, OKR_KIND(p, up)->code))
            return true;
    return false;
}

static bool passes(const okr_programme *p, const okr_report_def *def, const okr_measure *m)
{
    if (def->kinds != NULL && !is_of_kinds(p, m->kind, def->kinds))
        return false;
    return def->natures == NULL ||
           okr_report_lists(def->natures, m->nature == OKR_NATURE_UNKNOWN
                                              ? "unknown"
                                              : okr_word_code(&okr_natures, (int)m->nature));
}

static void drop(const okr_ask *ask, size_t measure)
{
    ask->selection->chosen[measure] = false;
    ask->selection->figures[measure] = false;
}

static void narrow(const okr_report_def *def, const okr_ask *ask)
{
    const okr_programme *p = okr_stats_programme(ask->stats);

    for (size_t m = 0; m < ask->selection->count; m++) {
        if (!passes(p, def, OKR_MEASURE(p, m)))
            drop(ask, m);
    }
    for (size_t i = 0; def->no_contour && i < p->mentions.count; i++)
        if (OKR_MENTION(p, i)->measure >= 0 && OKR_MENTION(p, i)->contour >= 0)
            drop(ask, (size_t)OKR_MENTION(p, i)->measure);
}

static okr_status answer(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                         okr_error *err)
{
    okr_status status = OKR_OK;

    narrow(def, ask);
    status = def->fill(def, ask, table, err);
    if (status == OKR_OK && okr_table_rows(table) == 0)
        okr_table_note(table, "В отборе таких сведений нет",
                       "The selection holds nothing of the kind");
    return status == OKR_OK ? okr_table_check(table, err) : status;
}

okr_status okr_report_table(const okr_workspace *workspace, const okr_filter *filter,
                            const okr_report_def *def, okr_table **table, okr_error *err)
{
    okr_filter own = *filter;
    okr_ask ask = {0};
    okr_table *t = okr_table_new(def->title.ru, def->title.en, err);
    okr_status status = OKR_OK;

    if (own.roles == NULL)
        own.roles = def->roles;
    status = t == NULL ? OKR_ERR_NOMEM : okr_ask_begin(&ask, workspace, &own, err);
    if (status == OKR_OK)
        status = answer(def, &ask, t, err);
    okr_ask_done(&ask);
    if (status != OKR_OK) {
        okr_table_free(t);
        return status;
    }
    *table = t;
    return OKR_OK;
}

bool okr_report_wants(const okr_report_options *options, const okr_report_def *def)
{
    const size_t group = strcspn(def->code, ".");

    return options->tables == NULL || okr_report_lists(options->tables, def->code) ||
           okr_report_lists_n(options->tables, def->code, group);
}
