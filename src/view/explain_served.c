/* okrug explain --stat served: which measures serve a place, and which stand beside. */
#include "view/service_view.h"

#include "base/i18n.h"
#include "stats/service.h"
#include "view/query.h"
#include "view/served_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char word[] = "served";

bool okr_is_served(const char *stat)
{
    const size_t n = sizeof word - 1;

    return stat != NULL && strncmp(stat, word, n) == 0 && (stat[n] == '\0' || stat[n] == '=');
}

okr_status okr_need_shapes(const okr_workspace *workspace, okr_error *err)
{
    if (workspace->shapes)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE,
                    "the workspace was opened for a question without distances");
}

/* Everything that the rows need. */
typedef struct job {
    const okr_ask *ask;
    const okr_programme *p;
    const okr_selection *serving; /* borrowed: every measure that may serve */
    okr_selection one;            /* borrowed but for `chosen`, which is owned */
    okr_table *table;
} job;

static okr_status find(const job *j, const okr_selection *measures, okr_service *service,
                       okr_error *err)
{
    const okr_service_request request = {
        .programme = j->p, .measures = measures, .territories = j->ask->selection};

    return okr_service_find(&request, service, err);
}

static const okr_service_row *total_of(const okr_service *service)
{
    return &OKR_AT(&service->rows, okr_service_row, service->rows.count - 1);
}

static void add_columns(okr_table *t)
{
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "kind", "Вид", "Kind", -1);
    okr_table_column(t, "distance_m", "Радиус, м", "Distance, m", 0);
    okr_table_column(t, "placement", "Размещение", "Placement", -1);
    okr_table_column(t, "municipalities", "Где", "Where", -1);
    okr_table_column(t, "area_low_km2", "Обслуживает от, км²", "Serves from, km²", 2);
    okr_table_column(t, "area_high_km2", "до, км²", "to, km²", 2);
    okr_table_column(t, "settlements_certain", "Населённых пунктов", "Settlements", 0);
    okr_table_column(t, "settlements_possible", "возможно", "possibly", 0);
    okr_table_column(t, "remark", "Примечание", "Remark", -1);
}

static void add_figures(const okr_service_row *row, okr_table *t)
{
    okr_table_number(t, floor(row->area.low_m2 / 1e4) / 100.0);
    okr_table_number(t, ceil(row->area.high_m2 / 1e4) / 100.0);
    okr_table_number(t, row->settlements_certain);
    okr_table_number(t, row->settlements_possible);
}

static void add_measure(const job *j, int measure, okr_table *t)
{
    const okr_measure *m = OKR_MEASURE(j->p, measure);
    const okr_place *place = okr_places_at(j->serving->places, measure);
    const okr_word *placement = &okr_placements.words[place->placement];

    okr_table_text(t, m->measure_id);
    okr_table_titles(t, m->title.ru, m->title.en);
    okr_table_text(t, m->kind_code);
    okr_table_number(t, okr_kind_distance(j->p, m->kind));
    okr_table_titles(t, placement->title_ru, placement->title_en);
    okr_show_where(j->p, place, t);
}

/* One measure alone: its row, when it may serve anything of the place or stands beside. */
static okr_status add_alone(job *j, int measure, okr_error *err)
{
    okr_service service = OKR_SERVICE;
    okr_status status = OKR_OK;

    j->one.chosen[measure] = true;
    status = find(j, &j->one, &service, err);
    j->one.chosen[measure] = false;
    if (status == OKR_OK && service.serving == 0) {
        add_measure(j, measure, j->table);
        for (int i = 0; i < 4; i++)
            okr_table_number(j->table, NAN);
        okr_table_titles(j->table, "рядом с интервалом", "beside the interval");
    } else if (status == OKR_OK && (total_of(&service)->area.high_m2 > 0.0 ||
                                    total_of(&service)->settlements_possible > 0)) {
        add_measure(j, measure, j->table);
        add_figures(total_of(&service), j->table);
        okr_table_titles(j->table, "", "");
    }
    okr_service_done(&service);
    return status;
}

/* All together: overlaps count once. */
static okr_status add_total(const job *j, okr_error *err)
{
    okr_service service = OKR_SERVICE;
    okr_status status = find(j, j->serving, &service, err);

    if (status == OKR_OK) {
        okr_table_text(j->table, "total");
        okr_table_titles(j->table, "Всего", "Total");
        okr_table_text(j->table, "");
        okr_table_number(j->table, NAN);
        okr_table_titles(j->table, "", "");
        okr_table_titles(j->table, "", "");
        add_figures(total_of(&service), j->table);
        okr_table_titles(j->table, "наложения один раз", "overlaps once");
    }
    okr_service_done(&service);
    return status;
}

static okr_status add_rows(job *j, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t m = 0; status == OKR_OK && m < j->p->measures.count; m++)
        if (j->serving->chosen[m] && okr_kind_distance(j->p, OKR_MEASURE(j->p, m)->kind) > 0.0)
            status = add_alone(j, (int)m, err);
    return status == OKR_OK ? add_total(j, err) : status;
}

static okr_status choose_kind(const char *stat, okr_filter *filter, okr_error *err)
{
    if (stat[sizeof word - 1] == '\0')
        return OKR_OK;
    if (filter->kind != NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("--stat %s and --kind %s: state the kind once"),
                        stat, filter->kind);
    filter->kind = stat + sizeof word;
    return OKR_OK;
}

okr_status okr_explain_served(const okr_ask *ask, const okr_workspace *workspace,
                              const okr_explain_options *options, okr_table *table,
                              okr_error *err)
{
    okr_filter serving = options->filter;
    okr_selection *chosen = NULL;
    job j = {.ask = ask, .p = okr_stats_programme(ask->stats), .table = table};
    okr_status status = okr_need_shapes(workspace, err);

    if (status == OKR_OK)
        status = choose_kind(options->stat, &serving, err);

    /* What stands next door serves, too. */
    serving.in = NULL;
    if (status == OKR_OK)
        status = okr_ask_select(ask, workspace, &serving, &chosen, err);
    if (status != OKR_OK)
        return status;
    j.serving = chosen;
    j.one = *chosen;
    j.one.chosen = calloc(j.p->measures.count + 1, sizeof *j.one.chosen);
    if (j.one.chosen == NULL)
        status = okr_fail_nomem(err);
    add_columns(table);
    if (status == OKR_OK)
        status = add_rows(&j, err);
    okr_table_note(
        table,
        "По прямой, геодезически (WGS 84), на радиус обслуживания вида; каждое "
        "мероприятие — как если бы других не было",
        "In a straight line, geodesic (WGS 84), at the service distance of the kind; "
        "every measure as if it were alone");
    free(j.one.chosen);
    okr_selection_free(chosen);
    return status;
}
