/* What is near a cell: runs while it is wide, then the pieces that may decide some place of it.
 * Lists are handed down, so that only the largest cells ask the index. */
#include "served/served_cell.h"

/* Of cells wider than this, as a part of the reach, only the runs near them are listed: no
 * source serves them whole. Unless few runs are near: the box of a long slanting line is wide
 * where the line is far. */
enum { FEW_RUNS = 4 };
#define GATHER_RADIUS 0.55

/* Of cells up to this wide the nearest run alone may serve all. */
#define NEAREST_RADIUS 0.85

/* What the distances of the pieces say of a cell. */
typedef struct verdict {
    double best;   /* least of distance - reach, certain side */
    double border; /* distance of the nearest border of an area */
    bool full;     /* one source serves every place */
} verdict;

/* Distances of neighbours, and how the middle of the cell lies from the nearest place of each.
 */
typedef struct distances {
    double x[OKR_RUN_PIECES], y[OKR_RUN_PIECES], z[OKR_RUN_PIECES], chord[OKR_RUN_PIECES];
} distances;

/* Loops of a fixed length, so that no odd end is left over; the columns are padded. Of a point
 * t is 0, whatever stands behind it. */
static inline void measure(const okr_vertex_columns *c, size_t first, int n, okr_space at,
                           distances *d)
{
    for (int k = 0; k < n; k++) {
        const size_t i = first + (size_t)k;
        const double dx = c->x[i + 1] - c->x[i];
        const double dy = c->y[i + 1] - c->y[i];
        const double dz = c->z[i + 1] - c->z[i];
        const double x = at.x - c->x[i];
        const double y = at.y - c->y[i];
        const double z = at.z - c->z[i];
        double t = (x * dx + y * dy + z * dz) * c->inverse[i];
        t = t < 0.0 ? 0.0 : t;
        t = t > 1.0 ? 1.0 : t;
        d->x[k] = x - t * dx;
        d->y[k] = y - t * dy;
        d->z[k] = z - t * dz;
        d->chord[k] = sqrt(d->x[k] * d->x[k] + d->y[k] * d->y[k] + d->z[k] * d->z[k]);
    }
}

static double least_of(const double *chords, size_t n)
{
    double least = chords[0];

    for (size_t k = 1; k < n; k++)
        least = okr_lesser(chords[k], least);
    return least;
}

/* Neighbours of one source; those that can decide nothing are left out. Of two features whose
 * distances differ by more than the width of the cell the farther one never decides. */
static void take_pieces(okr_cell_work *work, size_t first, size_t n, verdict *v)
{
    const okr_served_run *run = work->run;
    const uint32_t source = run->set->columns.source[first];
    const double slack = work->place.radius + OKR_PIECE_DEPARTURE;
    const double within = run->within[source];
    double limit = run->beyond[source] + slack;
    double least = 0.0;
    okr_near *near = work->near.data;
    size_t count = work->near.count;
    distances d;

    if (n > OKR_RUN_PIECES / 2)
        measure(&run->set->columns, first, OKR_RUN_PIECES, work->place.frame.at, &d);
    else
        measure(&run->set->columns, first, OKR_RUN_PIECES / 2, work->place.frame.at, &d);
    least = least_of(d.chord, n);
    v->best = okr_lesser(v->best, least - within);
    v->full = v->full || least - within + slack <= 0.0;
    if (OKR_AT(&run->set->sources, okr_served_known, source).has_area)
        v->border = okr_lesser(v->border, least);
    limit = okr_lesser(limit, within + v->best + 2.0 * slack + run->gap);
    if (least > limit || v->full)
        return;
    for (size_t k = 0; k < n; k++) {
        near[count] = (okr_near){(uint32_t)(first + k), d.chord[k], {d.x[k], d.y[k], d.z[k]}};
        count += d.chord[k] <= limit;
    }
    work->near.count = count;
}

static okr_status measure_runs(okr_cell_work *work, const okr_cell_list *list, verdict *v,
                               okr_error *err)
{
    const okr_piece_run *runs = work->run->set->runs.data;
    const uint32_t *ids = (const uint32_t *)work->candidates.data + list->first;

    if (okr_vec_room(&work->near, list->count * OKR_RUN_PIECES + 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < list->count && !v->full; i++)
        take_pieces(work, runs[ids[i]].first, runs[ids[i]].count, v);
    return OKR_OK;
}

static okr_status measure_pieces(okr_cell_work *work, const okr_cell_list *list, verdict *v,
                                 okr_error *err)
{
    const uint32_t *sources = work->run->set->columns.source;
    const uint32_t *ids = (const uint32_t *)work->candidates.data + list->first;

    if (okr_vec_room(&work->near, list->count + 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    for (size_t i = 0, n = 0; i < list->count && !v->full; i += n) {
        n = 1;
        while (n < OKR_RUN_PIECES && i + n < list->count && ids[i + n] == ids[i] + n &&
               sources[ids[i + n]] == sources[ids[i]])
            n++;
        take_pieces(work, ids[i], n, v);
    }
    return OKR_OK;
}

/* Measure a list of either kind. */
static okr_status measure_list(okr_cell_work *work, const okr_cell_list *list, verdict *v,
                               okr_error *err)
{
    *v = (verdict){.best = INFINITY, .border = INFINITY};
    work->near.count = 0;
    return list->kind == OKR_LIST_RUNS ? measure_runs(work, list, v, err)
                                       : measure_pieces(work, list, v, err);
}

/* Drop what the nearest one, found later, has ruled out; the nearest one comes first. */
static void sift(okr_cell_work *work, const verdict *v)
{
    const uint32_t *sources = work->run->set->columns.source;
    const double *within = work->run->within;
    const double limit =
        v->best + 2.0 * (work->place.radius + OKR_PIECE_DEPARTURE) + work->run->gap;
    okr_near *near = work->near.data;
    size_t n = 0;

    for (size_t i = 0; i < work->near.count; i++) {
        const okr_near one = near[i];
        const double over = one.distance - within[sources[one.id]];
        near[n] = one;
        if (over <= v->best) {
            near[n] = near[0];
            near[0] = one;
        }
        n += over <= limit;
    }
    work->near.count = n;
}

okr_status okr_cell_measure_near(okr_cell_work *work, const okr_cell_list *list, okr_error *err)
{
    verdict v;
    okr_status status = measure_list(work, list, &v, err);

    if (status == OKR_OK)
        sift(work, &v);
    return status;
}

static okr_status keep_list(okr_cell_work *work, okr_served_cell *cell, okr_error *err)
{
    const okr_near *near = work->near.data;
    const size_t n = work->near.count;
    uint32_t *ids = NULL;

    work->candidates.count = cell->list.first;
    if (okr_vec_room(&work->candidates, n, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    ids = (uint32_t *)work->candidates.data + cell->list.first;
    for (size_t i = 0; i < n; i++)
        ids[i] = near[i].id;
    work->candidates.count += n;
    cell->list.kind = OKR_LIST_PIECES;
    cell->list.count = n;
    return OKR_OK;
}

/* No border of an area crosses the cell: its middle speaks for all of it. */
static void settle_areas(const okr_cell_work *work, const verdict *v, okr_served_cell *cell)
{
    if (cell->clear_of_areas || v->border <= work->place.radius + OKR_PIECE_DEPARTURE)
        return;
    if (okr_served_set_holds(work->run->set, work->run->reach, work->place.middle))
        cell->verdict = OKR_CELL_SERVED;
    else
        cell->clear_of_areas = true;
}

/* Verdict on a cell from the pieces of a list, or of its runs. */
static okr_status decide(okr_cell_work *work, const okr_cell_list *from, okr_served_cell *cell,
                         okr_error *err)
{
    verdict v;
    okr_status status = measure_list(work, from, &v, err);

    if (status == OKR_OK && v.full)
        cell->verdict = OKR_CELL_SERVED;
    if (status != OKR_OK || v.full)
        return status;
    sift(work, &v);
    status = keep_list(work, cell, err);
    if (status != OKR_OK)
        return status;
    settle_areas(work, &v, cell);
    if (cell->verdict == OKR_CELL_OPEN && cell->list.count == 0 && cell->clear_of_areas)
        cell->verdict = OKR_CELL_UNSERVED;
    return OKR_OK;
}

/* Note a run that can reach a box. */
static okr_status take_run(void *user, uint32_t index, okr_error *err)
{
    okr_cell_work *work = user;

    if (work->run->reach[OKR_AT(&work->run->set->runs, okr_piece_run, index).source] < 0.0)
        return OKR_OK;
    return okr_vec_append(&work->candidates, &index, 1, err);
}

/* Runs that may reach a cell above which no other has a list; the same place has several
 * longitudes. */
static okr_status find_runs(okr_cell_work *work, okr_served_cell *cell, okr_error *err)
{
    const okr_box wide = okr_box_reach(cell->box, work->run->reach_max);
    okr_status status = OKR_OK;

    for (int turn = -1; status == OKR_OK && turn <= 1 && work->run->reach_max >= 0.0; turn++) {
        const okr_box turned = {wide.lon_min + 360.0 * turn, wide.lat_min,
                                wide.lon_max + 360.0 * turn, wide.lat_max};
        status = okr_box_tree_query(work->run->set->run_tree, &turned, take_run, work, err);
    }
    cell->list.kind = OKR_LIST_RUNS;
    cell->list.count = work->candidates.count - cell->list.first;
    return status;
}

/* Those runs of the cell above whose ball is near enough; the nearest one first, as it may
 * serve all of the cell. Which they are cannot be guessed, so that no branch asks. */
static okr_status keep_runs(okr_cell_work *work, const okr_cell_list *from,
                            okr_served_cell *cell, okr_error *err)
{
    const okr_run_ball *balls = work->run->set->run_balls.data;
    const double reach = work->run->beyond_max + work->place.radius + OKR_PIECE_DEPARTURE;
    const okr_space at = work->place.frame.at;
    const uint32_t *above = NULL;
    uint32_t *ids = NULL;
    double least = INFINITY;
    size_t nearest = 0;
    size_t n = 0;

    if (okr_vec_room(&work->candidates, from->count + 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    above = (const uint32_t *)work->candidates.data + from->first;
    ids = (uint32_t *)work->candidates.data + cell->list.first;
    ids[0] = 0;
    for (size_t i = 0; i < from->count; i++) {
        const okr_run_ball *ball = &balls[above[i]];
        const okr_space d = okr_space_minus(ball->middle, at);
        const double far = reach + ball->radius;
        const double square = okr_space_dot(d, d);
        const size_t farther = -(size_t)(square >= least);
        ids[n] = above[i];
        nearest = (nearest & farther) | (n & ~farther);
        least = square < least ? square : least;
        n += square <= far * far;
    }
    if (nearest < n) {
        const uint32_t first = ids[0];
        ids[0] = ids[nearest];
        ids[nearest] = first;
    }
    cell->list.kind = OKR_LIST_RUNS;
    cell->list.count = n;
    work->candidates.count += n;
    return OKR_OK;
}

/* Whether the nearest run alone serves all of a cell that is too wide for the rest. */
static okr_status try_nearest(okr_cell_work *work, okr_served_cell *cell, okr_error *err)
{
    const okr_cell_list first = {OKR_LIST_RUNS, cell->list.first, 1};
    verdict v;
    okr_status status = measure_list(work, &first, &v, err);

    if (status == OKR_OK && v.full)
        cell->verdict = OKR_CELL_SERVED;
    return status;
}

okr_status okr_cell_find_near(okr_cell_work *work, const okr_cell_list *above,
                              okr_served_cell *cell, okr_error *err)
{
    const bool small = !(work->place.radius > GATHER_RADIUS * work->run->reach_max);
    okr_status status = OKR_OK;

    cell->list = (okr_cell_list){OKR_LIST_PIECES, work->candidates.count, 0};
    if (above->kind == OKR_LIST_PIECES)
        return decide(work, above, cell, err);
    status = above->kind == OKR_LIST_RUNS ? keep_runs(work, above, cell, err)
                                          : find_runs(work, cell, err);
    if (status == OKR_OK && (small || cell->list.count <= FEW_RUNS)) {
        const okr_cell_list runs = cell->list;
        status = decide(work, &runs, cell, err);
    } else if (status == OKR_OK && work->place.radius < NEAREST_RADIUS * work->run->reach_max) {
        status = try_nearest(work, cell, err);
    }
    return status;
}
