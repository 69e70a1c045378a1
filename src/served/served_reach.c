/* How far every source reaches, and which distances can be asked for. */
#include "base/i18n.h"
#include "base/number.h"
#include "served/served_partition.h"

#include <stdlib.h>

#define DEGREE 0.017453292519943295769

/* Least radii that a step north and a step east have: see okr_space_chord_within, and the
 * equatorial axis, which no prime-vertical radius goes below. */
#define RADIUS_NORTH 6335439.0
#define RADIUS_EAST 6378137.0

okr_box okr_box_reach(okr_box box, double metres)
{
    double dlat = metres / RADIUS_NORTH / DEGREE * (1.0 + 1e-9) + 1e-9;
    double highest = fmax(fabs(box.lat_min), fabs(box.lat_max)) + dlat;
    double radius = highest < 90.0 ? RADIUS_EAST * cos(highest * DEGREE) : 0.0;
    double dlon = 360.0;

    if (metres < radius * 2.0 * 3.14)
        dlon = metres / radius / DEGREE * (1.0 + 1e-9) + 1e-9;
    return (okr_box){box.lon_min - dlon, box.lat_min - dlat, box.lon_max + dlon,
                     box.lat_max + dlat};
}

okr_status okr_served_check(const okr_served_set *set, double distance_m, double accuracy_m,
                            okr_error *err)
{
    char text[OKR_NUMBER_TEXT];
    double farthest = fmax(distance_m, set->distance_max);
    bool own = distance_m == 0.0 && set->sources.count > 0 && !set->needs_distance;

    okr_number_format(distance_m, text);
    if (!own && (!(distance_m > 0.0) || !isfinite(distance_m)))
        return okr_fail(err, OKR_ERR_USAGE, _("a distance of %s m is not above zero"), text);
    okr_number_format(farthest, text);
    if (!(farthest + set->accuracy_max + accuracy_m <= OKR_SERVED_REACH_MAX))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("a distance of %s m with its accuracy is above 200 km"), text);
    return OKR_OK;
}

okr_status okr_served_check_options(const okr_served_set *set,
                                    const okr_served_options *options, okr_error *err)
{
    char text[OKR_NUMBER_TEXT];

    okr_number_format(options->tolerance, text);
    if (!(options->tolerance >= 0.0) || options->tolerance > 1.0)
        return okr_fail(err, OKR_ERR_USAGE, _("a tolerance of %s is not in 0..1"), text);
    return okr_served_check(set, options->distance_m, 0.0, err);
}

static double reach_of(const okr_served_known *known, double asked_m, bool certain)
{
    double distance_m = okr_served_distance(known, asked_m);

    if (!certain)
        return distance_m + known->accuracy_m;
    if (known->somewhere || known->accuracy_m >= distance_m)
        return -1.0;
    return distance_m - known->accuracy_m;
}

okr_status okr_served_run_init(okr_served_run *run, const okr_served_set *set,
                               double distance_m, bool certain, okr_error *err)
{
    size_t n = set->sources.count;

    *run = (okr_served_run){.set = set, .reach_max = -1.0};
    run->reach = calloc(3 * n + 1, sizeof *run->reach);
    if (run->reach == NULL)
        return okr_fail_nomem(err);
    run->within = run->reach + n;
    run->beyond = run->within + n;
    for (size_t i = 0; i < n; i++) {
        double reach =
            reach_of(&OKR_AT(&set->sources, okr_served_known, i), distance_m, certain);
        run->reach[i] = reach;
        run->reach_max = fmax(run->reach_max, reach);
        run->within[i] = -INFINITY;
        run->beyond[i] = -INFINITY;
        if (reach < 0.0)
            continue;
        run->within[i] = okr_space_chord_within(reach) - OKR_SPACE_ROUNDING;
        run->beyond[i] = okr_space_chord_beyond(reach) + OKR_SPACE_ROUNDING;
        run->gap = fmax(run->gap, run->beyond[i] - run->within[i]);
        run->beyond_max = fmax(run->beyond_max, run->beyond[i]);
    }
    return certain ? okr_far_find(run, distance_m, err) : OKR_OK;
}

void okr_served_run_done(okr_served_run *run)
{
    free(run->far);
    free(run->reach); /* the other two stand behind it */
    *run = (okr_served_run){0};
}
