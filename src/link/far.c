#include "link/far.h"

#include "geo/nearest.h"
#include "link/message.h"

#include <math.h>

static const double unknown_accuracy_m = 2000.0;

/* A location, its own settlement and the other one that is nearest so far. */
typedef struct looking {
    const okr_location *location;
    int own, other;        /* settlements; other is -1 while there is none */
    double own_m, other_m; /* distances to the geometry, made less and more by accuracies */
} looking;

static double accuracy(double metres)
{
    return isnan(metres) ? unknown_accuracy_m : metres;
}

/* How far from its middle a settlement may have things of its own. */
static double reach_of(const okr_settlement *s)
{
    if (isnan(s->population) || s->population >= 100000.0)
        return 20000.0;
    return s->population >= 5000.0 ? 10000.0 : 3000.0;
}

static bool has_point(const okr_settlement *s)
{
    return !isnan(s->lon) && !isnan(s->lat);
}

static okr_status distance_to(const looking *k, const okr_settlement *s, double *metres,
                              okr_error *err)
{
    return okr_nearest_distance(k->location->geometry, (okr_lonlat){s->lon, s->lat}, metres,
                                err);
}

/* The other settlement that is nearest at worst. */
static okr_status find_nearer(const okr_programme *p, looking *k, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int i = 0; i < (int)p->settlements.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        double metres = NAN;
        if (i == k->own || s->part_of == k->own || !has_point(s))
            continue;
        status = distance_to(k, s, &metres, err);
        metres += accuracy(s->accuracy_m) + accuracy(k->location->accuracy_m);
        if (status == OKR_OK && metres < k->other_m) {
            k->other = i;
            k->other_m = metres;
        }
    }
    return status;
}

static okr_status report(okr_programme *p, const looking *k, double metres, okr_error *err)
{
    const okr_settlement *other = OKR_SETTLEMENT(p, k->other);
    const okr_finding_at at = {.code = "settlement_far",
                               .severity = OKR_SEVERITY_WARNING,
                               .table = "locations",
                               .row = k->location->row,
                               .item = k->location->location_id,
                               .column = "geometry",
                               .value = OKR_SETTLEMENT(p, k->own)->name_ru};
    okr_message say = {0};

    okr_message_say(&say, "до названного населённого пункта ", "the settlement is ");
    okr_message_number(&say, metres / 1000.0, 1);
    okr_message_say(&say, " км; ближе другой: ", " km away; another is nearer: ");
    okr_message_say(&say, other->name_ru, other->name_ru);
    return okr_message_find(&say, p, &at, err);
}

static okr_status judge(okr_programme *p, const okr_location *l, okr_error *err)
{
    looking k = {.location = l, .own = l->settlement, .other = -1, .other_m = INFINITY};
    const okr_settlement *own = OKR_SETTLEMENT(p, l->settlement);
    double metres = NAN;
    okr_status status = distance_to(&k, own, &metres, err);

    k.own_m = metres - accuracy(own->accuracy_m) - accuracy(l->accuracy_m);
    if (status != OKR_OK || isnan(metres) || k.own_m <= reach_of(own))
        return status;
    k.other_m = k.own_m;
    status = find_nearer(p, &k, err);
    return status == OKR_OK && k.other >= 0 ? report(p, &k, metres, err) : status;
}

okr_status okr_find_far(okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        if (l->geometry.size > 0 && l->settlement >= 0 && !l->display_only &&
            has_point(OKR_SETTLEMENT(p, l->settlement)))
            status = judge(p, l, err);
    }
    return status;
}
