/* What refers to municipalities that are gone refers to their heirs. */
#include "link/as_of_impl.h"

#include "model/polygons.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether a municipality is gone; its heirs if so. */
static const okr_heir *heirs_if_gone(const okr_carrier *c, int municipality, size_t *count)
{
    *count = 0;
    if (municipality < 0 || c->alive[municipality])
        return NULL;
    return okr_heirs_of(c, municipality, count);
}

/* Of several heirs the one whose polygon holds the settlement's point; "" when none does. */
static const char *heir_by_point(const okr_carrier *c, const okr_territory_index *index,
                                 const okr_settlement *s, const okr_heir *heirs, size_t count)
{
    const ptrdiff_t owner =
        isnan(s->lon) ? -1 : okr_territory_index_point(index, (okr_lonlat){s->lon, s->lat});

    for (size_t h = 0; h < count; h++)
        if (heirs[h].to == owner)
            return OKR_MUNICIPALITY(c->programme, owner)->oktmo;
    return "";
}

okr_status okr_carry_settlements(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    okr_territory_index *index = NULL;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->settlements.count && status == OKR_OK; i++) {
        okr_settlement *s = OKR_SETTLEMENT(p, i);
        size_t count = 0;
        const okr_heir *heirs = heirs_if_gone(c, s->municipality, &count);
        if (count > 1 && index == NULL)
            status = okr_programme_index(p, c->alive, 1, &index, err);
        if (status != OKR_OK || s->municipality < 0)
            continue;
        if (count > 1)
            s->municipality_code = heir_by_point(c, index, s, heirs, count);
        else /* a kept one may bear a new code */
            s->municipality_code =
                OKR_MUNICIPALITY(p, count == 1 ? heirs[0].to : s->municipality)->oktmo;
    }
    okr_territory_index_free(index);
    return status;
}

static bool is_member(const okr_programme *p, int agglomeration, int municipality)
{
    for (size_t i = 0; i < p->members.count; i++)
        if (OKR_MEMBER(p, i)->agglomeration == agglomeration &&
            OKR_MEMBER(p, i)->municipality == municipality)
            return true;
    return false;
}

/* Whether all that a municipality is made of on the day was in the agglomeration. */
static bool all_were_members(const okr_carrier *c, int agglomeration, int to)
{
    for (size_t i = 0; i < c->heirs.count; i++) {
        const okr_heir *heir = &OKR_AT(&c->heirs, okr_heir, i);
        if (heir->to != to)
            continue;
        if (!is_member(c->programme, agglomeration, heir->from) ||
            (okr_heir_is_older(c, heir) && !is_member(c->programme, agglomeration, to)))
            return false;
    }
    return true;
}

static okr_status add_member(okr_carrier *c, const okr_agglomeration_member *old, int to,
                             okr_vec *out, okr_error *err)
{
    okr_agglomeration_member m = *old;

    for (size_t i = 0; i < out->count; i++) {
        const okr_agglomeration_member *known = &OKR_AT(out, okr_agglomeration_member, i);
        if (known->agglomeration == m.agglomeration && known->municipality == to)
            return OKR_OK;
    }
    m.municipality = to;
    m.oktmo = OKR_MUNICIPALITY(c->programme, to)->oktmo;
    return okr_vec_append(out, &m, 1, err);
}

okr_status okr_carry_members(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    okr_vec out = OKR_VEC(okr_agglomeration_member);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->members.count && status == OKR_OK; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        size_t count = 0;
        const okr_heir *heirs = heirs_if_gone(c, m->municipality, &count);
        for (size_t h = 0; h < count && status == OKR_OK; h++)
            if (all_were_members(c, m->agglomeration, heirs[h].to))
                status = add_member(c, m, heirs[h].to, &out, err);
        if (count == 0 && m->municipality < 0)
            status = okr_vec_append(&out, m, 1, err);
        else if (count == 0 && all_were_members(c, m->agglomeration, m->municipality))
            status = add_member(c, m, m->municipality, &out, err);
    }
    if (status == OKR_OK) {
        okr_vec_done(&p->members);
        p->members = out;
    } else {
        okr_vec_done(&out);
    }
    return status;
}

/* The location now names this municipality by its code alone. */
static void name_place(okr_location *l, const okr_municipality *m)
{
    l->oktmo = m->oktmo;
    l->municipality_name = "";
}

static okr_status divide(okr_carrier *c, size_t location, const okr_heir *heirs, size_t count,
                         bool alone, okr_error *err)
{
    okr_programme *p = c->programme;
    const okr_location whole = *OKR_LOCATION(p, location);

    for (size_t h = 0; h < count; h++) {
        okr_location *l = h == 0 ? OKR_LOCATION(p, location) : okr_vec_push(&p->locations, err);
        okr_text id = {0};
        if (l == NULL)
            return OKR_ERR_NOMEM;
        *l = whole;
        name_place(l, OKR_MUNICIPALITY(p, heirs[h].to));
        if (alone || !isnan(whole.portion))
            l->portion = (isnan(whole.portion) ? 1.0 : whole.portion) * heirs[h].portion;
        if (h == 0)
            continue;
        okr_text_addf(&id, "%s/%s", whole.location_id, l->oktmo);
        l->location_id = okr_text_copy(&id, &p->arena, err);
        okr_text_done(&id);
        if (l->location_id == NULL) {
            l->location_id = "";
            return OKR_ERR_NOMEM;
        }
    }
    return OKR_OK;
}

/* Whether a location names its municipality itself, not only a settlement in it. */
static bool names_municipality(const okr_location *l, const okr_municipality *m)
{
    return l->settlement < 0 || l->municipality_name[0] != '\0' ||
           strcmp(l->oktmo, m->oktmo) == 0 || strcmp(l->oktmo, m->oktmo_former) == 0;
}

/* Geometry, then a settlement, says more than a municipality that was divided. */
static okr_status carry_location(okr_carrier *c, size_t i, bool alone, okr_error *err)
{
    okr_location *l = OKR_LOCATION(c->programme, i);
    const okr_programme *p = c->programme;
    size_t count = 0;
    const okr_heir *heirs = heirs_if_gone(c, l->municipality, &count);

    if (count == 0 || !names_municipality(l, OKR_MUNICIPALITY(p, l->municipality)))
        return OKR_OK;
    if (count == 1)
        name_place(l, OKR_MUNICIPALITY(p, heirs[0].to));
    else if (l->settlement < 0 && (l->geometry.size == 0 || l->display_only))
        return divide(c, i, heirs, count, alone, err);
    else
        l->municipality_name = l->oktmo = "";
    return OKR_OK;
}

okr_status okr_carry_locations(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    const size_t count = p->locations.count;
    size_t *locations = calloc(p->measures.count + 1, sizeof *locations);
    okr_status status = locations == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++)
        if (OKR_LOCATION(p, i)->measure >= 0)
            locations[OKR_LOCATION(p, i)->measure]++;
    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const int measure = OKR_LOCATION(p, i)->measure;
        status = carry_location(c, i, measure >= 0 && locations[measure] == 1, err);
    }
    free(locations);
    return status;
}
