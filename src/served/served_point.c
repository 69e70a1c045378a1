/* How one place is served. */
#include "base/i18n.h"
#include "base/number.h"
#include "served/served_set.h"

typedef struct question {
    const okr_served_set *set;
    okr_space at;
    double accuracy_m, distance_m;
    okr_served_place *place;
} question;

/* A feature whose distance lies between two metres, given its geometry. */
static void consider(const question *q, uint32_t source, double nearest, double farthest)
{
    const okr_served_known *known = &OKR_AT(&q->set->sources, okr_served_known, source);
    okr_served_place *place = q->place;
    double serves = okr_served_distance(known, q->distance_m);

    nearest = fmax(0.0, nearest - known->accuracy_m - q->accuracy_m);
    farthest += known->accuracy_m + q->accuracy_m;
    if (nearest > serves)
        return;
    place->possible = true;
    place->nearest_m = fmin(place->nearest_m, nearest);
    if (known->somewhere || farthest > serves)
        return;
    place->certain = true;
    place->farthest_m = fmin(place->farthest_m, farthest);
}

static okr_status consider_run(void *user, uint32_t index, okr_error *err)
{
    const question *q = user;
    const okr_piece_run run = OKR_AT(&q->set->runs, okr_piece_run, index);

    (void)err;
    for (uint32_t id = run.first; id < run.first + run.count; id++) {
        const bool line = q->set->columns.inverse[id] > 0.0;
        const double slack = (line ? OKR_PIECE_DEPARTURE : 0.0) + OKR_SPACE_ROUNDING;
        const double chord = okr_piece_distance(q->set, id, q->at);
        consider(q, run.source, okr_space_geodesic_min(chord) - slack,
                 okr_space_geodesic_max(chord) + slack);
    }
    return OKR_OK;
}

static void consider_holder(void *user, uint32_t source)
{
    consider(user, source, 0.0, 0.0);
}

/* Something that is somewhere serves for certain what its farthest place reaches. */
static void consider_far(const question *q, const okr_served_far *far)
{
    const okr_served_known *known = &OKR_AT(&q->set->sources, okr_served_known, far->source);
    okr_served_place *place = q->place;
    double serves = okr_served_distance(known, q->distance_m);
    double chord = okr_served_farthest(q->set, far, q->at, serves);
    double farthest = okr_space_geodesic_max(chord) + OKR_PIECE_DEPARTURE + OKR_SPACE_ROUNDING +
                      known->accuracy_m + q->accuracy_m;

    if (chord > serves || farthest > serves)
        return;
    place->certain = true;
    place->farthest_m = fmin(place->farthest_m, farthest);
}

okr_status okr_served_ask(const okr_served_set *set, okr_lonlat p, double accuracy_m,
                          double distance_m, okr_served_place *place, okr_error *err)
{
    question q = {
        .set = set, .accuracy_m = accuracy_m, .distance_m = distance_m, .place = place};
    double reach = fmax(distance_m, set->distance_max) + set->accuracy_max + accuracy_m;
    char text[OKR_NUMBER_TEXT];
    okr_status status = okr_served_check(set, distance_m, accuracy_m, err);

    *place = (okr_served_place){.nearest_m = INFINITY, .farthest_m = INFINITY};
    okr_number_format(p.lat, text);
    if (status == OKR_OK && !(isfinite(p.lon) && fabs(p.lat) <= OKR_SERVED_LAT_MAX))
        return okr_fail(err, OKR_ERR_GEOMETRY, _("latitude %s is too near to a pole"), text);
    q.at = okr_space_at(p);
    for (int turn = -1; status == OKR_OK && turn <= 1; turn++) {
        double lon = p.lon + 360.0 * turn;
        okr_box box = okr_box_reach((okr_box){lon, p.lat, lon, p.lat}, reach);
        status = okr_box_tree_query(set->run_tree, &box, consider_run, &q, err);
    }
    if (status == OKR_OK)
        okr_served_set_holders(set, p, consider_holder, &q);
    for (size_t i = 0; status == OKR_OK && i < set->far.count; i++)
        consider_far(&q, &OKR_AT(&set->far, okr_served_far, i));
    return status;
}
