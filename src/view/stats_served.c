/* okrug stats --show served: the shares that the build kept, or of a filter. */
#include "view/service_view.h"

#include "base/i18n.h"
#include "stats/service_shares.h"
#include "view/served_table.h"

#include <math.h>

enum { DIGITS = 2 };

/* Which rows are shown. */
typedef struct choice {
    okr_service_of of; /* territories, or the total alone */
    bool by_kind;
} choice;

static okr_status choose(const okr_stats_options *options, choice *c, okr_error *err)
{
    okr_stats_request request = {.dimensions = 0};
    bool territory = false;
    okr_status status = okr_stats_parse_by(options->by, &request, err);

    *c = (choice){.of = OKR_SERVICE_TOTAL};
    for (int i = 0; status == OKR_OK && i < request.dimensions; i++) {
        const okr_dimension by = request.by[i];
        if (by == OKR_BY_KIND)
            c->by_kind = true;
        else if (by == OKR_BY_MUNICIPALITY || by == OKR_BY_AGGLOMERATION)
            c->of = by == OKR_BY_MUNICIPALITY ? OKR_SERVICE_MUNICIPALITY
                                              : OKR_SERVICE_AGGLOMERATION;
        else
            status = OKR_ERR_USAGE;
        territory = territory || by != OKR_BY_KIND;
    }
    if (status == OKR_ERR_USAGE)
        return okr_fail(
            err, OKR_ERR_USAGE, "%s",
            _("served shares are by municipality or agglomeration, by kind, or both"));
    c->by_kind = c->by_kind || !territory;
    return status;
}

/* Whether a filter says anything of measures: then the shares of the build do not answer. */
static bool filters_measures(const okr_filter *f)
{
    const char *const parts[] = {f->kind,    f->under,      f->roles,     f->basis,
                                 f->nature,  f->lifecycle,  f->contour,   f->starts_in,
                                 f->ends_in, f->ends_after, f->active_in, f->near,
                                 f->text,    f->where};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i] != NULL)
            return true;
    return false;
}

static void add_columns(const choice *c, okr_table *t)
{
    okr_table_column(t, "territory", "Код", "Code", -1);
    okr_table_column(t, "territory_title", "Территория", "Territory", -1);
    if (c->by_kind) {
        okr_table_column(t, "kind", "Вид", "Kind", -1);
        okr_table_column(t, "kind_title", "Название вида", "Title of the kind", -1);
        okr_table_column(t, "distance_m", "Радиус, м", "Distance, m", 0);
    }
    okr_table_column(t, "area_low_pct", "Обслужено площади от, %", "Area served from, %",
                     DIGITS);
    okr_table_column(t, "area_high_pct", "до, %", "to, %", DIGITS);
    okr_table_column(t, "settlements", "Населённых пунктов", "Settlements", 0);
    okr_table_column(t, "settlements_certain", "обслужено", "served", 0);
    okr_table_column(t, "settlements_possible", "возможно обслужено", "possibly served", 0);
    okr_table_column(t, "population", "Население", "Population", 0);
    okr_table_column(t, "population_low_pct", "Обслужено населения от, %",
                     "Population served from, %", DIGITS);
    okr_table_column(t, "population_high_pct", "до, %", "to, %", DIGITS);
    okr_table_column(t, "serving", "Обслуживают", "Serving", 0);
    okr_table_column(t, "beside", "Рядом с интервалом", "Beside the interval", 0);
}

static void add_name(const okr_programme *p, const okr_service_share *s, okr_table *t)
{
    const char *en = "Total";

    if (s->municipality >= 0) {
        en = OKR_MUNICIPALITY(p, s->municipality)->name_en;
        en = en[0] == '\0' ? s->title_ru : en;
    } else if (s->agglomeration >= 0)
        en = OKR_AGGLOMERATION(p, s->agglomeration)->title.en;
    okr_table_text(t, s->code);
    okr_table_titles(t, s->title_ru, en);
}

static void add_row(const okr_programme *p, const choice *c, const okr_service_share *s,
                    okr_table *t)
{
    const okr_titles any = {"все виды", "all kinds"};
    const okr_titles kind = s->kind < 0 ? any : OKR_KIND(p, s->kind)->title;

    add_name(p, s, t);
    if (c->by_kind) {
        okr_table_text(t, s->kind < 0 ? "total" : s->kind_code);
        okr_table_titles(t, kind.ru, kind.en);
        okr_table_number(t, s->distance_m);
    }
    okr_table_number(t, okr_percent_down(s->area_low, DIGITS));
    okr_table_number(t, okr_percent_up(s->area_high, DIGITS));
    okr_table_number(t, s->settlements);
    okr_table_number(t, s->settlements_certain);
    okr_table_number(t, s->settlements_possible);
    okr_table_number(t, okr_people_shown(s->population));
    okr_table_number(t, okr_percent_down(s->population_low, DIGITS));
    okr_table_number(t, okr_percent_up(s->population_high, DIGITS));
    okr_table_number(t, s->serving);
    okr_table_number(t, s->region + s->territory + s->unplaced);
}

static bool is_shown(const okr_selection *asked, const choice *c, const okr_service_share *s)
{
    const bool whole = s->of == OKR_SERVICE_TOTAL;

    if ((s->of != c->of && !whole) || (s->kind >= 0 && !c->by_kind))
        return false;
    if (!okr_selection_has_place(asked))
        return true;
    if (s->municipality >= 0)
        return asked->municipalities[s->municipality];
    return s->agglomeration >= 0 && asked->agglomerations[s->agglomeration];
}

/* More people in settlements than in the whole: what it says of people is cut off at 100 %. */
static void note_exceeding(const okr_vec *shares, okr_table *t)
{
    okr_text ru = {0};
    okr_text en = {0};
    const int first = shares->count > 0 ? OKR_AT(shares, okr_service_share, 0).kind : -1;

    for (size_t i = 0; i < shares->count; i++) {
        const okr_service_share *s = &OKR_AT(shares, okr_service_share, i);
        if (!s->exceeds || s->kind != first || s->municipality < 0)
            continue;
        okr_text_add(&ru, ru.size > 0
                              ? ", "
                              : "В населённых пунктах людей больше, чем в муниципалитете; "
                                "доля обслуженных людей ненадёжна: ");
        okr_text_add(&en, en.size > 0 ? ", "
                                      : "Settlements have more people than the "
                                        "municipality, shares of people are doubtful: ");
        okr_text_add(&ru, s->title_ru);
        okr_text_add(&en, s->code);
    }
    if (ru.size > 0)
        okr_table_note(t, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_notes(const okr_programme *p, const okr_vec *shares, okr_table *t)
{
    bool raster = false;

    for (size_t i = 0; i < shares->count; i++)
        raster |= OKR_AT(shares, okr_service_share, i).basis == OKR_PEOPLE_RASTER;
    okr_table_note(
        t,
        "По прямой, геодезически (WGS 84), на радиус обслуживания вида; границы "
        "интервала достоверны",
        "In a straight line, geodesic (WGS 84), at the service distance of the kind; "
        "the bounds are certain");
    if (raster)
        okr_table_note(t, "Население: по растру", "Population: of a raster");
    else if (p->population_raster[0] != '\0' && shares->count > 0)
        okr_table_note(t,
                       "Население: по населённым пунктам, потому что растра в файле нет; "
                       "при сборке — по растру. Отбор по растру: okrug served --population",
                       "Population: by settlements, since the file holds no raster; the build "
                       "counted by a raster. A choice by raster: okrug served --population");
    note_exceeding(shares, t);
    if (shares->count == 0)
        okr_table_note(t, "Ни у одного вида нет радиуса обслуживания",
                       "No kind has a service distance");
}

/* The shares of the measures that a filter lets pass; they serve from wherever they stand. */
static okr_status find_shares(const okr_ask *ask, const okr_workspace *workspace,
                              const okr_filter *filter, okr_vec *shares, okr_error *err)
{
    okr_filter serving = *filter;
    okr_selection *chosen = NULL;
    okr_shares_request request = {.threads = 0};
    okr_status status = OKR_OK;

    serving.in = NULL;
    status = okr_need_shapes(workspace, err);
    if (status == OKR_OK)
        status = okr_ask_select(ask, workspace, &serving, &chosen, err);
    request.measures = chosen;
    if (status == OKR_OK)
        status =
            okr_service_shares(okr_stats_programme(ask->stats), &request, shares, NULL, err);
    okr_selection_free(chosen);
    return status;
}

okr_status okr_show_served(const okr_ask *ask, const okr_workspace *workspace,
                           const okr_stats_options *options, okr_table *table, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    okr_vec found = OKR_VEC(okr_service_share);
    const okr_vec *shares = &p->shares;
    choice c;
    okr_status status = choose(options, &c, err);

    if (status == OKR_OK && filters_measures(&options->filter)) {
        status = find_shares(ask, workspace, &options->filter, &found, err);
        shares = &found;
    }
    if (status == OKR_OK) {
        add_columns(&c, table);
        for (size_t i = 0; i < shares->count; i++) {
            const okr_service_share *s = &OKR_AT(shares, okr_service_share, i);
            if (is_shown(ask->selection, &c, s))
                add_row(p, &c, s, table);
        }
        add_notes(p, shares, table);
    }
    okr_vec_done(&found);
    return status;
}
