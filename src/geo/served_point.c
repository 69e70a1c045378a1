/* Distance of one place to a set. */
#include "base/i18n.h"
#include "base/number.h"
#include "geo/served_set.h"

typedef struct nearest_search {
    const okr_served_set *set;
    okr_space at;
    okr_served_distance best;
} nearest_search;

/* Metres between which the distance to one piece lies; its feature may be off by `accuracy`. */
static void try_piece(nearest_search *s, const okr_piece *piece)
{
    const okr_served_known *known = &OKR_AT(&s->set->sources, okr_served_known, piece->source);
    double departure = piece->inverse > 0.0 ? OKR_PIECE_DEPARTURE : 0.0;
    double along = 0.0;
    double chord = okr_piece_distance(s->set->vertices.data, piece, s->at, &along);
    double slack = departure + OKR_SPACE_ROUNDING + known->accuracy_m;
    double nearest = okr_space_geodesic_min(chord) - slack;
    double farthest = okr_space_geodesic_max(chord) + slack;

    s->best.nearest = fmin(s->best.nearest, fmax(nearest, 0.0));
    if (!known->somewhere)
        s->best.farthest = fmin(s->best.farthest, farthest);
}

static okr_status try_run(void *user, uint32_t index, okr_error *err)
{
    nearest_search *s = user;
    okr_piece_run run = OKR_AT(&s->set->runs, okr_piece_run, index);

    (void)err;
    for (uint32_t id = run.first; id < run.first + run.count; id++)
        try_piece(s, &OKR_AT(&s->set->pieces, okr_piece, id));
    return OKR_OK;
}

static okr_status search_runs(nearest_search *s, okr_lonlat p, double reach, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int turn = -1; status == OKR_OK && turn <= 1; turn++) {
        double lon = p.lon + 360.0 * turn;
        okr_box box = okr_box_reach((okr_box){lon, p.lat, lon, p.lat}, reach);
        status = okr_box_tree_query(s->set->run_tree, &box, try_run, s, err);
    }
    return status;
}

okr_status okr_served_nearest(const okr_served_set *set, okr_lonlat p, double limit_m,
                              okr_served_distance *distance, okr_error *err)
{
    nearest_search s = {.set = set, .best = {INFINITY, INFINITY}};
    char text[OKR_NUMBER_TEXT];
    okr_served_distance inside;
    okr_status status = OKR_OK;

    okr_number_format(p.lat, text);
    if (!isfinite(p.lon) || !(fabs(p.lat) <= OKR_SERVED_LAT_MAX))
        return okr_fail(err, OKR_ERR_GEOMETRY, _("latitude %s is too near to a pole"), text);
    okr_number_format(limit_m, text);
    if (!(limit_m >= 0.0) || limit_m + set->accuracy_max > OKR_SERVED_REACH_MAX)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("a distance of %s m with its accuracy is above 200 km"), text);
    s.at = okr_space_at(p);
    status = search_runs(&s, p, limit_m + set->accuracy_max, err);
    if (status != OKR_OK)
        return status;
    inside = okr_served_set_inside(set, p);
    distance->nearest = fmin(s.best.nearest, inside.nearest);
    distance->farthest = fmin(s.best.farthest, inside.farthest);
    if (distance->nearest > limit_m)
        distance->nearest = INFINITY;
    if (distance->farthest > limit_m)
        distance->farthest = INFINITY;
    return OKR_OK;
}
