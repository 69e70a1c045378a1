/* okrug stats: a question, its figures, one of the tables that show them. */
#include "okrug/workspace.h"

#include "base/i18n.h"
#include "view/ask.h"
#include "view/service_view.h"
#include "view/stats_table.h"

#include <string.h>

static okr_status read_per(const char *per, okr_per *out, okr_error *err)
{
    static const char *const names[] = {"", "population", "area", "measure"};

    *out = OKR_PER_NOTHING;
    if (per == NULL)
        return OKR_OK;
    for (int i = OKR_PER_POPULATION; i <= OKR_PER_MEASURE; i++) {
        if (strcmp(per, names[i]) == 0) {
            *out = (okr_per)i;
            return OKR_OK;
        }
    }
    return okr_fail(err, OKR_ERR_USAGE,
                    _("option --per: '%s' is none of population, area, measure"), per);
}

static okr_status show_one(const okr_stats_view *view, const okr_stats_options *options,
                           okr_table *table, okr_error *err)
{
    const char *what = options->show == NULL ? "counts" : options->show;

    if (strcmp(what, "counts") == 0)
        okr_show_counts(view, table);
    else if (strcmp(what, "quantities") == 0)
        return okr_show_quantities(view, table, err);
    else if (strcmp(what, "all") == 0)
        return okr_show_all(view, table, err);
    else
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --show: '%s' is none of counts, quantities, served, all"),
                        what);
    return OKR_OK;
}

static okr_status show(const okr_stats_view *view, const okr_stats_options *options,
                       okr_table *table, okr_error *err)
{
    const bool all = options->show != NULL && strcmp(options->show, "all") == 0;

    if (options->stat != NULL && (view->request->dimensions != 2 || all))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --stat names the figure of a cross-table, --by A,B: '%s'"),
                        options->stat);
    if (view->request->dimensions == 2 && !all)
        return okr_show_cross(view, options->stat, table, err);
    return show_one(view, options, table, err);
}

static okr_status answer(const okr_question *question, const okr_ask *ask, okr_table *table,
                         okr_error *err)
{
    const okr_stats_options *options = question->options;
    okr_stats_request request = {.selection = ask->selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_stats_view view = {.stats = ask->stats, .request = &request, .rows = &rows};
    okr_status status = OKR_OK;

    if (options->show != NULL && strcmp(options->show, "served") == 0)
        return okr_show_served(ask, question->workspace, options, table, err);
    status = okr_stats_parse_by(options->by, &request, err);
    if (status == OKR_OK)
        status = read_per(options->per, &view.per, err);
    if (status == OKR_OK)
        status = okr_stats_ask(ask->stats, &request, &rows, err);
    if (status == OKR_OK)
        status = show(&view, options, table, err);
    okr_vec_done(&rows);
    return status;
}

okr_status okr_workspace_stats(const okr_workspace *workspace, const okr_stats_options *options,
                               okr_table **table, okr_error *err)
{
    const bool counts = options->show == NULL || strcmp(options->show, "counts") == 0;
    const okr_question question = {
        .workspace = workspace,
        .filter = &options->filter,
        .title = workspace->programme.title,
        .options = options,
        .answer = answer,
        .parts = OKR_STATS_PROGRESS | (counts ? 0U : (unsigned)OKR_STATS_FIGURES),
    };

    return okr_ask_answer(&question, table, err);
}
