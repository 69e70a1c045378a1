/* Rules on points against the boundaries. */
#include "check/rule.h"

#include "model/polygons.h"

#include <math.h>

static bool holds(okr_owners owners, int municipality)
{
    for (size_t i = 0; i < owners.count; i++)
        if (owners.polygons[i] == municipality)
            return true;
    return false;
}

/* With approximate boundaries a point beyond the border says nothing of the point. */
static okr_status settlements_outside(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_territory_index *index = NULL;
    okr_status status = OKR_OK;

    if (!p->boundary_set.approximate && okr_programme_is_drawn(p))
        status = okr_programme_index(p, NULL, 1, &index, err);
    for (size_t i = 0; status == OKR_OK && index != NULL && i < p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        const okr_lonlat at = {s->lon, s->lat};
        if (s->municipality < 0 || isnan(s->lon) || isnan(s->lat) ||
            OKR_MUNICIPALITY(p, s->municipality)->polygon.size == 0 ||
            holds(okr_territory_index_owners(index, okr_territory_index_face(index, at)),
                  s->municipality))
            continue;
        status = okr_rule_report(p, rule, s->row, s->settlement_id, s->name_ru, err);
    }
    okr_territory_index_free(index);
    return status;
}

/* clang-format off */
const okr_rule okr_outside_rules[] = {
    OKR_SCAN_RULE("settlement_outside", WARNING, "settlements", "lon", settlements_outside,
        "точка лежит вне своего муниципального образования",
        "point lies outside its municipality"),
    OKR_RULE_END,
};
/* clang-format on */
