/* What is somewhere in its geometry serves for certain what its farthest place does: the places
 * that all vertices reach. Distance to the farthest vertex is a function of slope at most 1, as
 * that to the nearest is; cells are decided by it alone and split where it does not. */
#include "served/served_cell.h"

#include <stdlib.h>

double okr_served_farthest(const okr_served_set *set, const okr_served_far *far, okr_space at,
                           double limit)
{
    double most = 0.0;

    for (uint32_t i = far->first; i < far->first + far->count && most <= limit; i++)
        most = fmax(most, okr_space_length(okr_space_minus(okr_vertex(set, i), at)));
    return most;
}

static okr_space farthest_from(const okr_served_set *set, const okr_served_far *far,
                               okr_space at)
{
    okr_space found = at;
    double most = -1.0;

    for (uint32_t i = far->first; i < far->first + far->count; i++) {
        const okr_space v = okr_vertex(set, i);
        const double chord = okr_space_length(okr_space_minus(v, at));
        if (chord > most) {
            most = chord;
            found = v;
        }
    }
    return found;
}

/* Two places farther apart than twice the reach are never both within it. */
static bool serves_nothing(const okr_served_set *set, const okr_far_reach *reach)
{
    const okr_served_far *far = reach->far;
    const okr_space end = farthest_from(set, far, okr_vertex(set, far->first));
    const okr_space other = farthest_from(set, far, end);

    return okr_space_length(okr_space_minus(other, end)) > 2.0 * reach->beyond;
}

okr_status okr_far_find(okr_served_run *run, double distance_m, okr_error *err)
{
    const okr_served_set *set = run->set;

    if (set->far.count == 0)
        return OKR_OK;
    run->far = calloc(set->far.count, sizeof *run->far);
    if (run->far == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < set->far.count; i++) {
        const okr_served_far *far = &OKR_AT(&set->far, okr_served_far, i);
        const okr_served_known *known = &OKR_AT(&set->sources, okr_served_known, far->source);
        double reach = okr_served_distance(known, distance_m) - known->accuracy_m;
        okr_far_reach found = {.far = far};
        if (reach < 0.0)
            continue;
        /* Between its vertices an edge may bulge out. */
        found.within = okr_space_chord_within(reach) - OKR_SPACE_ROUNDING - OKR_PIECE_DEPARTURE;
        found.beyond = okr_space_chord_beyond(reach) + OKR_SPACE_ROUNDING;
        if (!serves_nothing(set, &found))
            run->far[run->far_count++] = found;
    }
    return OKR_OK;
}

void okr_far_examine(const okr_cell_work *work, const okr_cell_place *place,
                     okr_served_cell *cell)
{
    const okr_served_run *run = work->run;
    bool crossed = false;

    for (size_t i = 0; i < run->far_count; i++) {
        const okr_far_reach *reach = &run->far[i];
        double most = okr_served_farthest(run->set, reach->far, place->frame.at,
                                          reach->beyond + place->radius);
        if (most + place->radius <= reach->within) {
            cell->verdict = OKR_CELL_SERVED;
            return;
        }
        crossed = crossed || most - place->radius <= reach->beyond;
    }
    cell->clear_of_far = !crossed;
    if (crossed)
        cell->verdict = OKR_CELL_OPEN;
}
