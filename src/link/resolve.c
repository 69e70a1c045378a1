#include "link/resolve.h"

#include "link/gazetteer_of.h"
#include "link/place_finding.h"
#include "model/region.h"

typedef struct resolver {
    okr_programme *programme;
    okr_gazetteer *gazetteer; /* owned */
} resolver;

static void take(okr_location *l, const okr_place_result *found)
{
    l->municipality = found->place.municipality;
    if (found->place.kind == OKR_PLACE_SETTLEMENT)
        l->settlement = found->place.index;
}

/* Look one column up; what is not found becomes a finding unless the place is known already. */
static okr_status look_up(const resolver *r, int location, const okr_place_query *query,
                          okr_place_result *found, okr_error *err)
{
    const okr_location *l = OKR_LOCATION(r->programme, location);
    const okr_place_hint hint = {.municipality = l->municipality, .kind = query->kind};
    char rest[OKR_REGION_TEXT];
    const okr_region_named region = okr_part_region(r->programme, query->text, rest);

    if (region == OKR_REGION_OTHER && l->basis == OKR_BASIS_OUTSIDE_REGION)
        return OKR_OK;
    if (region == OKR_REGION_OTHER)
        return okr_find_other_region(r->programme, location, query, err);
    okr_gazetteer_find(r->gazetteer, region == OKR_REGION_OWN ? rest : query->text, hint,
                       found);
    if (found->status == OKR_PLACE_FOUND && found->type_differs)
        return okr_find_type(r->programme, location, query, found, err);
    if (found->status == OKR_PLACE_FOUND)
        return OKR_OK;
    return okr_find_no_place(r->programme, r->gazetteer, location, query, found, err);
}

static okr_status by_municipality(const resolver *r, int location, okr_error *err)
{
    okr_location *l = OKR_LOCATION(r->programme, location);
    const okr_place_query query = {"municipality", l->municipality_name, OKR_PLACE_MUNICIPAL};
    okr_place_result found = {0};

    if (l->municipality >= 0) { /* a code stands beside the name */
        okr_gazetteer_find(r->gazetteer, query.text,
                           (okr_place_hint){.municipality = -1, .kind = query.kind}, &found);
        if (found.status == OKR_PLACE_FOUND && found.place.municipality != l->municipality)
            return okr_find_contradiction(r->programme, location, &query,
                                          found.place.municipality, err);
        return OKR_OK;
    }
    if (okr_names_region(r->programme, query.text)) {
        l->region = l->settlement_name[0] == '\0';
        return OKR_OK;
    }
    okr_status status = look_up(r, location, &query, &found, err);
    if (status == OKR_OK && found.status == OKR_PLACE_FOUND)
        take(l, &found);
    return status;
}

static okr_status by_settlement(const resolver *r, int location, okr_error *err)
{
    okr_location *l = OKR_LOCATION(r->programme, location);
    const okr_place_query query = {"settlement", l->settlement_name, OKR_PLACE_SETTLEMENT};
    const bool lost = l->municipality_name[0] != '\0' && l->municipality < 0 &&
                      !okr_names_region(r->programme, l->municipality_name);
    okr_place_result found = {0};

    if (lost) /* its municipality is not known: the finding on that says enough */
        return OKR_OK;
    okr_status status = look_up(r, location, &query, &found, err);
    if (status == OKR_OK && found.status == OKR_PLACE_FOUND)
        take(l, &found);
    return status;
}

/* A list of members that is not complete says nothing of who is no member. */
static bool contradicts_agglomeration(const okr_programme *p, const okr_location *l)
{
    if (l->agglomeration < 0 || l->municipality < 0 ||
        !OKR_AGGLOMERATION(p, l->agglomeration)->members_complete)
        return false;
    for (size_t i = 0; i < p->members.count; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (m->agglomeration == l->agglomeration && m->municipality == l->municipality &&
            okr_member_holds(p, m))
            return false;
    }
    return true;
}

static okr_status resolve(const resolver *r, int location, okr_error *err)
{
    okr_location *l = OKR_LOCATION(r->programme, location);
    const okr_place_query code = {"oktmo", l->oktmo, OKR_PLACE_ANY};
    okr_place_result found = {0};
    okr_status status = OKR_OK;

    l->municipality = -1;
    l->settlement = -1;
    if (code.text[0] != '\0') {
        status = look_up(r, location, &code, &found, err);
        if (status == OKR_OK && found.status == OKR_PLACE_FOUND)
            take(l, &found);
    }
    if (status == OKR_OK && l->municipality_name[0] != '\0')
        status = by_municipality(r, location, err);
    if (status == OKR_OK && l->settlement_name[0] != '\0' && l->settlement < 0)
        status = by_settlement(r, location, err);
    if (status == OKR_OK && contradicts_agglomeration(r->programme, l))
        status = okr_find_no_member(r->programme, location, err);
    return status;
}

okr_status okr_resolve_places(okr_programme *p, okr_error *err)
{
    resolver r = {.programme = p};
    okr_status status = okr_gazetteer_of(p, &r.gazetteer, err);

    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++)
        status = resolve(&r, (int)i, err);
    okr_gazetteer_free(r.gazetteer);
    return status;
}
