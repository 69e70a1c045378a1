#include "stats/service_source.h"

#include "base/i18n.h"
#include "geo/geom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Accuracies in metres by class where the programme states none and a place is not exact. */
static double usual_accuracy(okr_location_class location_class)
{
    static const double usual[OKR_LOCATION_CLASS_COUNT] = {
        [OKR_LOCATION_CLASS_UNKNOWN] = 2000.0,
        [OKR_LOCATION_CLASS_ADMINISTRATIVE_REGION] = 5000.0,
        [OKR_LOCATION_CLASS_POPULATED_PLACE] = 2000.0,
        [OKR_LOCATION_CLASS_STRUCTURE] = 100.0,
        [OKR_LOCATION_CLASS_OTHER_TOPOGRAPHICAL_FEATURE] = 5000.0,
    };

    return usual[location_class];
}

static double default_accuracy(const okr_programme *p, okr_location_class location_class)
{
    for (size_t i = 0; i < p->accuracies.count; i++) {
        const okr_accuracy_default *d = &OKR_AT(&p->accuracies, okr_accuracy_default, i);
        if (d->location_class == location_class)
            return d->accuracy_m;
    }
    return usual_accuracy(location_class);
}

static double location_accuracy(const okr_programme *p, const okr_location *location)
{
    if (isfinite(location->accuracy_m))
        return location->accuracy_m;
    if (location->exactness == OKR_EXACTNESS_EXACT)
        return 0.0;
    return default_accuracy(p, location->location_class);
}

double okr_settlement_accuracy(const okr_programme *programme, const okr_settlement *settlement)
{
    if (isfinite(settlement->accuracy_m))
        return settlement->accuracy_m;
    if (strcmp(settlement->coord_kind, "estimate") != 0)
        return 0.0;
    return default_accuracy(programme, OKR_LOCATION_CLASS_POPULATED_PLACE);
}

double okr_kind_distance(const okr_programme *p, int kind)
{
    while (kind >= 0 && !(OKR_KIND(p, kind)->service_distance_m > 0.0))
        kind = OKR_KIND(p, kind)->parent;
    return kind >= 0 ? OKR_KIND(p, kind)->service_distance_m : 0.0;
}

static double service_distance(const okr_programme *p, const okr_measure *measure)
{
    return okr_kind_distance(p, measure->kind);
}

/* Something measured at a settlement lies somewhere in it: its extent is the class default. */
static okr_status add_settlement(const okr_programme *p, const okr_settlement *s,
                                 okr_served_feature feature, okr_served_set *set,
                                 okr_error *err)
{
    unsigned char wkb[OKR_WKB_POINT_SIZE];

    okr_geom_point((okr_lonlat){s->lon, s->lat}, wkb);
    feature.geometry = (okr_wkb){wkb, sizeof wkb};
    feature.accuracy_m = isfinite(s->accuracy_m)
                             ? s->accuracy_m
                             : default_accuracy(p, OKR_LOCATION_CLASS_POPULATED_PLACE);
    return okr_served_set_add(set, &feature, err);
}

/* Municipalities that something is somewhere in, and what it serves: said once is enough. */
typedef struct vague {
    int municipality;
    double distance_m;
} vague;

/* Where places go. */
typedef struct places {
    okr_served_set *set;
    okr_vec vague;
} places;

static okr_status add_municipality(const okr_programme *p, const vague *place, okr_vec *known,
                                   okr_served_set *set, okr_error *err)
{
    const okr_served_feature feature = {.geometry =
                                            OKR_MUNICIPALITY(p, place->municipality)->polygon,
                                        .distance_m = place->distance_m,
                                        .somewhere = true};

    for (size_t i = 0; i < known->count; i++) {
        const vague *k = &OKR_AT(known, vague, i);
        if (k->municipality == place->municipality && k->distance_m == place->distance_m)
            return OKR_OK;
    }
    if (okr_vec_append(known, place, 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    return okr_served_set_add(set, &feature, err);
}

/* Add one location; `added` stays false when it has no place to serve from. */
static okr_status add_location(const okr_programme *p, const okr_location *location,
                               double distance_m, places *to, bool *added, okr_error *err)
{
    okr_served_feature feature = {.geometry = location->geometry,
                                  .accuracy_m = location_accuracy(p, location),
                                  .distance_m = distance_m};
    okr_status status = OKR_OK;

    if (location->geometry.size == 0 && location->settlement >= 0 &&
        isfinite(OKR_SETTLEMENT(p, location->settlement)->lon)) {
        *added = true;
        return add_settlement(p, OKR_SETTLEMENT(p, location->settlement), feature, to->set,
                              err);
    }
    if (location->geometry.size == 0 && location->municipality >= 0 &&
        OKR_MUNICIPALITY(p, location->municipality)->polygon.size > 0) {
        const vague somewhere = {location->municipality, distance_m};
        *added = true;
        status = add_municipality(p, &somewhere, &to->vague, to->set, err);
    } else if (feature.geometry.size > 0) {
        *added = true;
        status = okr_served_set_add(to->set, &feature, err);
    }
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("location '%s'"), location->location_id);
    return OKR_OK;
}

/* A measure without a place to serve from stands beside the interval. */
static void count_beside(const okr_place *place, okr_service *service)
{
    if (place->placement == OKR_PLACEMENT_REGION)
        service->region++;
    else if (place->placement == OKR_PLACEMENT_TERRITORY)
        service->territory++;
    else
        service->unplaced++;
}

static void count_measures(const okr_service_request *request, const bool *serves,
                           okr_service *service)
{
    const okr_programme *p = request->programme;

    for (size_t m = 0; m < p->measures.count; m++) {
        if (!request->measures->chosen[m])
            continue;
        if (request->distance_m <= 0.0 && service_distance(p, OKR_MEASURE(p, m)) <= 0.0)
            service->no_distance++;
        else if (serves[m])
            service->serving++;
        else
            count_beside(okr_places_at(request->measures->places, (int)m), service);
    }
}

okr_status okr_service_sources(const okr_service_request *request, okr_served_set *set,
                               okr_service *service, okr_error *err)
{
    const okr_programme *p = request->programme;
    const okr_selection *chosen = request->measures;
    bool *serves = calloc(p->measures.count + 1, sizeof *serves);
    places to = {set, OKR_VEC(vague)};
    okr_status status = serves == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < p->locations.count; i++) {
        const okr_location *location = OKR_LOCATION(p, i);
        const int m = location->measure;
        double distance_m = request->distance_m;
        if (m < 0 || !chosen->chosen[m] || location->display_only ||
            (chosen->bases & OKR_BASIS_BIT(location->basis)) == 0)
            continue;
        if (distance_m <= 0.0)
            distance_m = service_distance(p, OKR_MEASURE(p, m));
        if (distance_m > 0.0)
            status = add_location(p, location, distance_m, &to, &serves[m], err);
    }
    if (status == OKR_OK)
        count_measures(request, serves, service);
    okr_vec_done(&to.vague);
    free(serves);
    return status;
}
