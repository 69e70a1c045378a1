/* Gaps of place: what cannot be placed, where nothing is, which settlements are named. */
#include "view/gaps.h"

#include <math.h>
#include <stdlib.h>

/* What of a basis can be placed, and what is known from elsewhere of the rest. */
typedef struct basis_count {
    int items, located, proposed;
} basis_count;

/* Why items of a basis stand in no municipality. */
static const okr_titles reasons[OKR_BASIS_COUNT] = {
    [OKR_BASIS_STATED] = {"названное место не найдено или лежит вне муниципалитетов",
                          "the place named is not found or outside every municipality"},
    [OKR_BASIS_NAME_IMPLIED] = {"место из названия не найдено",
                                "the place implied by the name is not found"},
    [OKR_BASIS_OUTSIDE_KNOWLEDGE] = {"место известно не из программы: возьмите --basis",
                                     "known from elsewhere only: take it in by --basis"},
    [OKR_BASIS_AGGLOMERATION] = {"названа агломерация, а не муниципалитет",
                                 "an agglomeration is named, no municipality"},
    [OKR_BASIS_NATURAL_AREA] = {"названа природная территория", "a natural area is named"},
    [OKR_BASIS_REGION] = {"относится ко всему региону", "the whole region is meant"},
    [OKR_BASIS_REGION_UNQUANTIFIED] = {"относится ко всему региону, без чисел",
                                       "the whole region is meant, without figures"},
    [OKR_BASIS_UNSPECIFIED_SUBSET] = {"сказано «несколько», но какие — не перечислено",
                                      "several are meant, which is not said"},
    [OKR_BASIS_OUTSIDE_REGION] = {"за пределами региона", "outside the region"},
    [OKR_BASIS_UNKNOWN] = {"места в программе нет", "the programme gives no place"},
};

/* A place that somebody found elsewhere than in the programme. */
static bool *find_proposals(const okr_programme *p, okr_error *err)
{
    bool *proposed = calloc(p->measures.count + 1, sizeof *proposed);

    if (proposed == NULL) {
        (void)okr_fail_nomem(err);
        return NULL;
    }
    for (size_t i = 0; i < p->locations.count; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        if (l->measure >= 0 && l->basis == OKR_BASIS_OUTSIDE_KNOWLEDGE)
            proposed[l->measure] = true;
    }
    return proposed;
}

/* Knowledge from elsewhere that was asked for and still gives no place. */
static const okr_titles not_even_asked_for = {
    "место не найдено, лежит вне муниципалитетов или нанесено только для карты",
    "the place is not found, outside every municipality, or drawn for the map only"};

static okr_titles reason_of(const okr_ask *ask, int basis)
{
    const bool asked =
        (ask->selection->bases & OKR_BASIS_BIT(OKR_BASIS_OUTSIDE_KNOWLEDGE)) != 0;

    return basis == OKR_BASIS_OUTSIDE_KNOWLEDGE && asked ? not_even_asked_for : reasons[basis];
}

static void add_basis(okr_table *t, const okr_word *word, const basis_count *c,
                      okr_titles reason)
{
    const bool all = c->located == c->items;

    okr_table_text(t, word->code);
    okr_table_titles(t, word->title_ru, word->title_en);
    okr_table_number(t, c->items);
    okr_table_number(t, c->located);
    okr_table_number(t, c->items - c->located);
    okr_table_number(t, c->proposed);
    okr_table_titles(t, all ? "" : reason.ru, all ? "" : reason.en);
}

okr_status okr_list_placement(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const okr_word total = {"total", "всего", "total"};
    basis_count counts[OKR_BASIS_COUNT] = {{0}};
    basis_count sum = {0};
    bool *proposed = find_proposals(p, err);

    if (proposed == NULL)
        return OKR_ERR_NOMEM;
    for (size_t m = 0; m < p->measures.count; m++) {
        const okr_place *place = okr_places_at(ask->selection->places, (int)m);
        const bool located = place->count > 0;
        if (!okr_gaps_counts(ask, m))
            continue;
        counts[place->basis].items++;
        counts[place->basis].located += located;
        counts[place->basis].proposed += !located && proposed[m];
    }
    free(proposed);
    okr_table_column(t, "basis", "Код", "Code", -1);
    okr_table_column(t, "basis_title", "Откуда известно место", "How the place is known", -1);
    okr_table_column(t, "items", "Мероприятий", "Measures", 0);
    okr_table_column(t, "located", "Отнесено", "Placed", 0);
    okr_table_column(t, "not_located", "Не отнесено", "Not placed", 0);
    okr_table_column(t, "proposed", "Место известно не из программы", "Known from elsewhere",
                     0);
    okr_table_column(t, "reason", "Что мешает", "What keeps them", -1);
    for (int b = 0; b < (int)OKR_BASIS_COUNT; b++) {
        sum.items += counts[b].items;
        sum.located += counts[b].located;
        sum.proposed += counts[b].proposed;
        if (counts[b].items > 0)
            add_basis(t, &okr_bases.words[b], &counts[b], reason_of(ask, b));
    }
    okr_table_foot(t);
    add_basis(t, &total, &sum, (okr_titles){"", ""});
    return OKR_OK;
}

/* One row: a kind, or every kind (-1). Marks the municipalities that have something of it. */
static size_t mark_towns(const okr_ask *ask, int kind, bool *has, size_t *measures)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    size_t towns = 0;

    *measures = 0;
    for (size_t i = 0; i < p->municipalities.count; i++)
        has[i] = false;
    for (size_t m = 0; m < p->measures.count; m++) {
        const okr_place *place = okr_places_at(ask->selection->places, (int)m);
        const int own = OKR_MEASURE(p, m)->kind;
        if (!okr_gaps_counts(ask, m) ||
            (kind >= 0 && (own < 0 || !okr_kind_under(p, own, kind))))
            continue;
        (*measures)++;
        for (size_t i = 0; i < place->count; i++) {
            towns += !has[place->parts[i].municipality];
            has[place->parts[i].municipality] = true;
        }
    }
    return towns;
}

/* Those that have none; where these are most, "all but" the others. */
static void add_towns(const okr_programme *p, const bool *has, size_t with, okr_table *t)
{
    const bool but = with * 2 < p->municipalities.count;
    bool first = true;
    okr_text ru = {0};
    okr_text en = {0};

    if (but) {
        okr_text_add(&ru, with == 0 ? "все" : "все, кроме: ");
        okr_text_add(&en, with == 0 ? "all" : "all but: ");
    }
    for (size_t i = 0; i < p->municipalities.count; i++) {
        if (has[i] != but)
            continue;
        okr_text_add(&ru, first ? "" : "; ");
        okr_text_add(&en, first ? "" : "; ");
        okr_gaps_name(OKR_MUNICIPALITY(p, i), &ru, &en);
        first = false;
    }
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_kind(const okr_ask *ask, int kind, bool *has, okr_table *t)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const okr_titles any = {"любой вид", "any kind"};
    const okr_titles title = kind < 0 ? any : OKR_KIND(p, kind)->title;
    size_t measures = 0;
    const size_t towns = mark_towns(ask, kind, has, &measures);

    if (kind >= 0 && measures == 0)
        return;
    okr_table_text(t, kind < 0 ? "total" : OKR_KIND(p, kind)->code);
    okr_table_titles(t, title.ru, title.en);
    okr_table_number(t, (double)measures);
    okr_table_number(t, (double)towns);
    okr_table_number(t, (double)(p->municipalities.count - towns));
    add_towns(p, has, towns, t);
}

okr_status okr_list_municipalities(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    bool *has = calloc(p->municipalities.count + 1, sizeof *has);

    if (has == NULL)
        return okr_fail_nomem(err);
    okr_table_column(t, "kind", "Код", "Code", -1);
    okr_table_column(t, "kind_title", "Вид", "Kind", -1);
    okr_table_column(t, "measures", "Мероприятий", "Measures", 0);
    okr_table_column(t, "with", "Есть в", "Present in", 0);
    okr_table_column(t, "without", "Нет в", "Absent from", 0);
    okr_table_column(t, "municipalities", "Муниципалитеты без мероприятий",
                     "Municipalities without one", -1);
    for (size_t k = 0; k < p->kinds.count; k++)
        add_kind(ask, (int)k, has, t);
    okr_table_foot(t);
    add_kind(ask, -1, has, t);
    free(has);
    return OKR_OK;
}

/* The measures that name one settlement, gathered over their locations. */
typedef struct naming {
    int last; /* measure, so that two locations of one count once; -1 none */
    size_t measures;
    okr_text ids;
} naming;

static void name_one(naming *n, int measure, const char *id)
{
    if (n->last == measure)
        return;
    okr_text_addf(&n->ids, "%s%s", n->measures == 0 ? "" : ", ", id);
    n->last = measure;
    n->measures++;
}

static void add_settlement(const okr_programme *p, size_t i, const naming *n, okr_table *t)
{
    const okr_settlement *s = OKR_SETTLEMENT(p, i);
    okr_text ru = {0};
    okr_text en = {0};

    if (s->municipality >= 0)
        okr_gaps_name(OKR_MUNICIPALITY(p, s->municipality), &ru, &en);
    okr_table_text(t, s->settlement_id);
    okr_table_text(t, s->kind);
    okr_table_text(t, s->name_ru);
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_table_number(t, s->population);
    okr_table_number(t, (double)n->measures);
    okr_table_text(t, okr_text_str(&n->ids));
    okr_text_done(&ru);
    okr_text_done(&en);
}

okr_status okr_list_settlements(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    naming *named = calloc(p->settlements.count + 1, sizeof *named);

    if (named == NULL)
        return okr_fail_nomem(err);
    okr_table_column(t, "settlement_id", "Код", "Code", -1);
    okr_table_column(t, "kind", "Вид", "Kind", -1);
    okr_table_column(t, "name", "Населённый пункт", "Settlement", -1);
    okr_table_column(t, "municipality", "Муниципалитет", "Municipality", -1);
    okr_table_column(t, "population", "Население", "Population", 0);
    okr_table_column(t, "measures", "Мероприятий", "Measures", 0);
    okr_table_column(t, "measure_ids", "Какие", "Which", -1);
    for (size_t i = 0; i < p->settlements.count; i++)
        named[i].last = -1;
    for (size_t i = 0; i < p->locations.count; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        if (l->settlement >= 0 && l->measure >= 0 && okr_gaps_counts(ask, (size_t)l->measure) &&
            (ask->selection->bases & OKR_BASIS_BIT(l->basis)) != 0)
            name_one(&named[l->settlement], l->measure, OKR_MEASURE(p, l->measure)->measure_id);
    }
    for (size_t i = 0; i < p->settlements.count; i++) {
        if (named[i].measures > 0)
            add_settlement(p, i, &named[i], t);
        okr_text_done(&named[i].ids);
    }
    free(named);
    return OKR_OK;
}
