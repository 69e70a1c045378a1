#include "link/allocate.h"

#include <math.h>
#include <string.h>

typedef double weight_fn(const okr_municipality *m);

static double equal(const okr_municipality *m)
{
    (void)m;
    return 1.0;
}

static double drawn_area(const okr_municipality *m)
{
    return m->area_m2;
}

static double official_area(const okr_municipality *m)
{
    return m->area_official_km2;
}

static double population(const okr_municipality *m)
{
    return m->population;
}

/* Tried in this order: areas of polygons and official ones are never mixed in one split. */
static const struct rule {
    const char *name;
    weight_fn *weight;
} rules[] = {
    {"equal", equal},
    {"area", drawn_area},
    {"area", official_area},
    {"population", population},
};

const okr_allocation_rule *okr_allocation_for(const okr_programme *p, const char *indicator)
{
    for (size_t i = 0; i < p->allocations.count; i++) {
        const okr_allocation_rule *rule = &OKR_AT(&p->allocations, okr_allocation_rule, i);
        if (strcmp(rule->indicator, indicator) == 0)
            return rule;
    }
    return NULL;
}

static bool share_by(const okr_programme *p, weight_fn *weight, const okr_place *place,
                     double *shares)
{
    double sum = 0.0;

    for (size_t i = 0; i < place->count; i++) {
        shares[i] = weight(OKR_MUNICIPALITY(p, place->parts[i].municipality));
        if (isnan(shares[i]) || shares[i] < 0.0)
            return false;
        sum += shares[i];
    }
    for (size_t i = 0; i < place->count && sum > 0.0; i++)
        shares[i] /= sum;
    return sum > 0.0;
}

bool okr_allocate(const okr_programme *p, const okr_allocation_rule *rule,
                  const okr_place *place, double *shares)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].name, rule->rule) == 0 &&
            share_by(p, rules[i].weight, place, shares))
            return true;
    return false;
}
