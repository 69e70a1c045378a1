#include "stats/selector.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "geo/nearest.h"
#include "link/gazetteer_of.h"
#include "model/region.h"
#include "stats/territory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Values of choices that are no agglomeration. */
enum { PLACEMENT_VALUE = 1000000 };

typedef struct asking {
    okr_selector *selector;
    okr_gazetteer *gazetteer; /* owned */
    bool *settlements;        /* owned: asked for */
    bool *towns;              /* owned: municipalities asked for as such, not by a settlement */
} asking;

/* What people say for the placements besides their codes and titles. */
static const okr_choice other_words[] = {
    {{"вне региона", "за пределами региона", "outside the region"},
     PLACEMENT_VALUE + OKR_PLACEMENT_OUTSIDE},
    {{"без места", "место неизвестно", "no place"}, PLACEMENT_VALUE + OKR_PLACEMENT_UNPLACED},
    {{"регион", "весь регион", "whole region"}, PLACEMENT_VALUE + OKR_PLACEMENT_REGION},
};

static okr_status offer_places(asking *a, okr_error *err)
{
    okr_selector *k = a->selector;
    const okr_programme *p = k->programme;
    okr_status status = OKR_OK;

    k->choices.count = 0;
    for (size_t i = 0; i < p->agglomerations.count && status == OKR_OK; i++)
        status = okr_selector_offer(k, OKR_AGGLOMERATION(p, i)->code,
                                    OKR_AGGLOMERATION(p, i)->title, (int)i, err);
    if (status == OKR_OK)
        status = okr_selector_offer(k, "region", p->region,
                                    PLACEMENT_VALUE + OKR_PLACEMENT_REGION, err);
    if (status == OKR_OK)
        status = okr_vec_append(&k->choices, other_words,
                                sizeof other_words / sizeof other_words[0], err);
    return status == OKR_OK ? okr_selector_offer_words(k, &okr_placements, PLACEMENT_VALUE, err)
                            : status;
}

static void ask_agglomeration(asking *a, int agglomeration)
{
    okr_selection *s = a->selector->selection;
    const okr_programme *p = a->selector->programme;

    s->agglomerations[agglomeration] = true;
    for (size_t i = 0; i < p->members.count; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (m->agglomeration == agglomeration && m->municipality >= 0 &&
            okr_member_holds(p, m)) {
            s->municipalities[m->municipality] = true;
            a->towns[m->municipality] = true;
        }
    }
}

/* Who asks for Юрга means the urban okrug too: programmes call it by the name of its town. */
static bool names_its_municipality(const okr_programme *p, const okr_place_ref *place)
{
    return place->municipality >= 0 &&
           okr_utf8_compare(OKR_SETTLEMENT(p, place->index)->name_ru,
                            OKR_MUNICIPALITY(p, place->municipality)->name_short_ru) == 0;
}

static void ask_place(asking *a, const okr_place_ref *place)
{
    okr_selection *s = a->selector->selection;

    if (place->municipality >= 0)
        s->municipalities[place->municipality] = true;
    if (place->kind != OKR_PLACE_SETTLEMENT) {
        a->towns[place->index] = true;
        return;
    }
    a->settlements[place->index] = true;
    if (names_its_municipality(a->selector->programme, place))
        a->towns[place->municipality] = true;
}

static void add_name(okr_text *list, const okr_programme *p, const okr_place_ref *place)
{
    okr_text name = {0};

    if (place->kind != OKR_PLACE_SETTLEMENT)
        okr_text_add(&name, OKR_MUNICIPALITY(p, place->index)->name_ru);
    else
        okr_text_add(&name, OKR_SETTLEMENT(p, place->index)->name_ru);
    if (place->kind == OKR_PLACE_SETTLEMENT && place->municipality >= 0)
        okr_text_addf(&name, " (%s)", OKR_MUNICIPALITY(p, place->municipality)->name_ru);
    okr_text_add_listed(list, okr_text_str(&name));
    list->failed = list->failed || name.failed;
    okr_text_done(&name);
}

/* Agglomerations are few: whoever asks for one that is none is told them all. */
static void add_agglomerations(okr_text *list, const okr_programme *p, const char *value)
{
    okr_text folded = {0};

    okr_text_add_folded(&folded, value);
    for (size_t i = 0;
         strstr(okr_text_str(&folded), "агломерац") != NULL && i < p->agglomerations.count; i++)
        okr_text_addf(list, "%s'%s'", list->size > 0 ? ", " : "",
                      OKR_AGGLOMERATION(p, i)->title.ru);
    okr_text_done(&folded);
}

static okr_status no_place(const asking *a, const char *value, const okr_place_result *found,
                           okr_error *err)
{
    const okr_programme *p = a->selector->programme;
    okr_place_ref close[OKR_PLACE_SUGGESTIONS];
    okr_text list = {0};
    const bool several = found->status == OKR_PLACE_AMBIGUOUS;
    const int n = several ? found->candidate_count : 0;

    for (int i = 0; i < n && i < OKR_PLACE_CANDIDATES; i++)
        add_name(&list, p, &found->candidates[i]);
    if (several) {
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --in: '%s' may be each of: %s"), value,
                       okr_text_str(&list));
        okr_text_done(&list);
        return OKR_ERR_USAGE;
    }
    const int near = okr_gazetteer_suggest(a->gazetteer, value, close);
    for (int i = 0; i < near; i++)
        add_name(&list, p, &close[i]);
    if (near == 0)
        add_agglomerations(&list, p, value);
    if (list.size == 0)
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --in: there is no place '%s' in '%s'"),
                       value, p->region.ru[0] != '\0' ? p->region.ru : p->title.ru);
    else
        (void)okr_fail(err, OKR_ERR_USAGE,
                       _("option --in: there is no place '%s'; did you mean %s?"), value,
                       okr_text_str(&list));
    okr_text_done(&list);
    return OKR_ERR_USAGE;
}

static okr_status ask_value(void *user, const char *value, okr_error *err)
{
    asking *a = user;
    okr_place_result found = {0};
    int choice = 0;
    okr_status status = okr_choose("in", value, &a->selector->choices, &choice, NULL);

    if (status == OKR_ERR_NOMEM)
        return okr_fail_nomem(err);
    if (status == OKR_OK && choice < PLACEMENT_VALUE)
        ask_agglomeration(a, choice);
    else if (status == OKR_OK)
        a->selector->selection->placements |= 1U << (unsigned)(choice - PLACEMENT_VALUE);
    if (status == OKR_OK)
        return OKR_OK;
    okr_gazetteer_find(a->gazetteer, value, OKR_PLACE_NO_HINT, &found);
    if (found.status == OKR_PLACE_NONE && okr_names_region(a->selector->programme, value)) {
        a->selector->selection->placements |= 1U << (unsigned)OKR_PLACEMENT_REGION;
        return OKR_OK;
    }
    if (found.status == OKR_PLACE_NONE && okr_select_gone(a->selector->programme, value, err))
        return OKR_ERR_USAGE;
    if (found.status != OKR_PLACE_FOUND)
        return no_place(a, value, &found, err);
    ask_place(a, &found.place);
    return OKR_OK;
}

static bool touches(const asking *a, const okr_place *place)
{
    const okr_selection *s = a->selector->selection;

    if ((s->placements >> place->placement & 1U) != 0)
        return true;
    for (size_t i = 0; i < place->count; i++)
        if (a->towns[place->parts[i].municipality])
            return true;
    for (size_t i = 0; i < place->agglomeration_count; i++)
        if (s->agglomerations[place->agglomerations[i]])
            return true;
    return false;
}

static void mark_settlements(const asking *a, bool *in)
{
    const okr_programme *p = a->selector->programme;

    for (size_t i = 0; i < p->locations.count; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        if (l->measure < 0 || (a->selector->bases & OKR_BASIS_BIT(l->basis)) == 0)
            continue;
        for (int at = l->settlement; at >= 0; at = OKR_SETTLEMENT(p, at)->part_of)
            in[l->measure] |= a->settlements[at];
    }
}

static okr_status pass(asking *a, okr_error *err)
{
    okr_selection *s = a->selector->selection;
    bool *in = calloc(s->count + 1, sizeof *in);

    if (in == NULL)
        return okr_fail_nomem(err);
    mark_settlements(a, in);
    for (size_t m = 0; m < s->count; m++)
        s->figures[m] &= in[m] || touches(a, okr_places_at(s->places, (int)m));
    free(in);
    return OKR_OK;
}

static okr_status start(asking *a, okr_error *err)
{
    okr_selection *s = a->selector->selection;
    const okr_programme *p = a->selector->programme;

    s->municipalities = calloc(p->municipalities.count + 1, sizeof *s->municipalities);
    s->agglomerations = calloc(p->agglomerations.count + 1, sizeof *s->agglomerations);
    a->settlements = calloc(p->settlements.count + 1, sizeof *a->settlements);
    a->towns = calloc(p->municipalities.count + 1, sizeof *a->towns);
    if (s->municipalities == NULL || s->agglomerations == NULL || a->settlements == NULL ||
        a->towns == NULL)
        return okr_fail_nomem(err);
    return okr_gazetteer_of(p, &a->gazetteer, err);
}

okr_status okr_select_place(okr_selector *k, okr_error *err)
{
    asking a = {.selector = k};
    okr_status status = start(&a, err);

    if (status == OKR_OK)
        status = offer_places(&a, err);
    if (status == OKR_OK)
        status = okr_each_value("in", k->filter->in, ask_value, &a, err);
    if (status == OKR_OK)
        status = pass(&a, err);
    okr_gazetteer_free(a.gazetteer);
    free(a.settlements);
    free(a.towns);
    return status;
}

/* "LON,LAT,KM" */
typedef struct circle {
    double values[3];
    int count;
} circle;

static okr_status read_part(void *user, const char *value, okr_error *err)
{
    circle *c = user;

    if (c->count < 3 && okr_number_parse(value, &c->values[c->count])) {
        c->count++;
        return OKR_OK;
    }
    return okr_fail(err, OKR_ERR_USAGE,
                    _("option --near: '%s' is not one of three numbers LON,LAT,KM"), value);
}

static okr_status read_circle(const char *text, circle *c, okr_error *err)
{
    okr_status status = okr_each_value("near", text, read_part, c, err);

    if (status != OKR_OK)
        return status;
    if (c->count < 3 || fabs(c->values[1]) > 90.0 || fabs(c->values[0]) > 360.0 ||
        c->values[2] < 0.0)
        return okr_fail(
            err, OKR_ERR_USAGE,
            _("option --near: '%s' is not LON,LAT,KM with a latitude of at most 90"), text);
    return OKR_OK;
}

/* How far a location is; NaN when it has neither geometry nor a settlement with a point. */
static okr_status distance_of(const okr_programme *p, const okr_location *l, okr_lonlat from,
                              double *metres, okr_error *err)
{
    const okr_settlement *s = l->settlement < 0 ? NULL : OKR_SETTLEMENT(p, l->settlement);

    *metres = NAN;
    if (l->geometry.size > 0 && !l->display_only)
        return okr_nearest_distance(l->geometry, from, metres, err);
    if (s != NULL && !isnan(s->lon))
        *metres = okr_geodesic_inverse(from, (okr_lonlat){s->lon, s->lat});
    return OKR_OK;
}

okr_status okr_select_near(okr_selector *k, okr_error *err)
{
    const okr_programme *p = k->programme;
    okr_selection *s = k->selection;
    circle c = {.count = 0};
    bool *near = calloc(s->count + 1, sizeof *near);
    okr_status status =
        near == NULL ? okr_fail_nomem(err) : read_circle(k->filter->near, &c, err);

    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        double metres = NAN;
        if (l->measure < 0 || near[l->measure] || (k->bases & OKR_BASIS_BIT(l->basis)) == 0)
            continue;
        status = distance_of(p, l, (okr_lonlat){c.values[0], c.values[1]}, &metres, err);
        near[l->measure] = metres <= c.values[2] * 1000.0;
    }
    for (size_t m = 0; m < s->count && status == OKR_OK; m++)
        s->figures[m] &= near[m];
    free(near);
    return status;
}
