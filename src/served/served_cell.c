#include "served/served_cell.h"

#define DEGREE 0.017453292519943295769
#define RADIUS_MAX 6399594.0

/* A cell of this many metres is not split: the bounds of its distances give way as much. */
#define CELL_MIN 0.05

/* Cells wider than this, as a part of the reach, are seldom decided by the slope. */
#define SLOPE_RADIUS 0.35

/* Wider ones are not even examined, but split at once: no source serves them whole. Unless few
 * runs are near: the box of a long slanting line is wide where the line is far. */
enum { FEW_RUNS = 4 };
#define GATHER_RADIUS 0.7

void okr_cell_work_init(okr_cell_work *work, const okr_served_run *run)
{
    *work = (okr_cell_work){
        .run = run,
        .candidates = OKR_VEC(uint32_t),
        .points = OKR_VEC(okr_lonlat),
        .rings = OKR_VEC(okr_cell_ring),
        .chords = OKR_VEC(double),
        .slopes = OKR_VEC(okr_slope),
        .flat = OKR_VEC(okr_xy),
        .spare = OKR_VEC(okr_xy),
    };
}

void okr_cell_work_done(okr_cell_work *work)
{
    okr_vec_done(&work->candidates);
    okr_vec_done(&work->points);
    okr_vec_done(&work->rings);
    okr_vec_done(&work->chords);
    okr_vec_done(&work->slopes);
    okr_vec_done(&work->flat);
    okr_vec_done(&work->spare);
}

static double ring_area(const okr_area_frame *frame, const okr_lonlat *ring, size_t n)
{
    double sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        okr_lonlat next = ring[i + 1 < n ? i + 1 : 0];
        if (next.lon != ring[i].lon)
            sum += okr_edge_area(frame, ring[i], next);
    }
    return sum;
}

double okr_cell_area(const okr_cell_work *work, const okr_served_cell *cell)
{
    const okr_box *b = &cell->box;
    double sum = 0.0;

    if (cell->rings == 0)
        return okr_edge_area(&work->frame, (okr_lonlat){b->lon_max, b->lat_max},
                             (okr_lonlat){b->lon_min, b->lat_max}) +
               okr_edge_area(&work->frame, (okr_lonlat){b->lon_min, b->lat_min},
                             (okr_lonlat){b->lon_max, b->lat_min});
    for (size_t i = cell->first_ring; i < cell->first_ring + cell->rings; i++) {
        okr_cell_ring ring = OKR_AT(&work->rings, okr_cell_ring, i);
        sum +=
            ring_area(&work->frame, &OKR_AT(&work->points, okr_lonlat, ring.first), ring.count);
    }
    return sum > 0.0 ? sum : 0.0;
}

/* Whether a ring is the box itself: what is left of a territory far from its border. */
static bool is_box(const okr_lonlat *p, size_t n, const okr_box *box)
{
    unsigned corners = 0;

    for (size_t i = 0; n == 4 && i < 4; i++)
        if ((p[i].lon == box->lon_min || p[i].lon == box->lon_max) &&
            (p[i].lat == box->lat_min || p[i].lat == box->lat_max))
            corners |= 1U << ((p[i].lon == box->lon_max) + 2 * (p[i].lat == box->lat_max));
    return corners == 15U;
}

okr_status okr_cell_cut(okr_cell_work *work, const okr_served_cell *whole, okr_cut cut,
                        okr_served_cell *part, okr_error *err)
{
    part->first_ring = work->rings.count;
    part->rings = 0;
    for (size_t i = whole->first_ring; i < whole->first_ring + whole->rings; i++) {
        okr_cell_ring from = OKR_AT(&work->rings, okr_cell_ring, i);
        okr_cell_ring to = {.first = work->points.count};
        okr_lonlat *points = NULL;
        if (okr_cell_room(&work->points, 2 * from.count, err) != OKR_OK)
            return OKR_ERR_NOMEM;
        points = work->points.data;
        to.count = okr_cut_ring(points + from.first, from.count, cut, points + to.first);
        if (to.count == 0)
            continue;
        work->points.count += to.count;
        if (okr_vec_append(&work->rings, &to, 1, err) != OKR_OK)
            return OKR_ERR_NOMEM;
        part->rings++;
    }
    part->nothing = part->rings == 0;
    if (part->rings == 1) {
        okr_cell_ring ring = OKR_AT(&work->rings, okr_cell_ring, part->first_ring);
        if (is_box(&OKR_AT(&work->points, okr_lonlat, ring.first), ring.count, &part->box))
            part->rings = 0;
    }
    return OKR_OK;
}

void okr_cell_place_set(okr_cell_place *place, const okr_box *box)
{
    double a = 0.5 * (box->lon_max - box->lon_min);
    double b = 0.5 * (box->lat_max - box->lat_min);
    double steep = 0.0;
    double cosine = 0.0;

    place->middle = (okr_lonlat){box->lon_min + a, box->lat_min + b};
    okr_space_frame_set(&place->frame, place->middle);
    place->half_east = a * place->frame.metres_per_lon;
    place->half_north = b * place->frame.metres_per_lat;
    a *= DEGREE * (1.0 + 1e-12);
    b *= DEGREE * (1.0 + 1e-12);
    /* Taylor's remainder: half the second derivatives, as in okr_space_edge_departure. */
    cosine = place->frame.metres_per_lon / (6378137.0 * DEGREE) + b;
    place->bend = 0.5 * RADIUS_MAX * (cosine * a * a + 2.0 * a * b + 1.0001 * b * b);
    place->radius =
        sqrt(place->half_east * place->half_east + place->half_north * place->half_north) +
        place->bend;
    steep = fabs(place->middle.lat) * DEGREE + b;
    place->density = steep < 1.56 ? 1.1 * (tan(steep) + 0.04) * b : 1.0;
}

/* What the distances of the candidates say of a cell. */
typedef struct verdict {
    double best;      /* least of distance - reach, certain side */
    double border;    /* distance of the nearest border of an area */
    uint32_t nearest; /* candidate with the least */
    bool full;        /* one source serves every place */
} verdict;

/* Chord from the middle to every candidate, until one serves the whole cell. */
static void measure(const okr_cell_work *work, const okr_cell_place *place,
                    const uint32_t *candidates, size_t n, verdict *v)
{
    const okr_space *vertices = work->run->set->vertices.data;
    const okr_piece *pieces = work->run->set->pieces.data;
    double *chords = work->chords.data;
    double along = 0.0;

    *v = (verdict){.best = INFINITY, .border = INFINITY};
    for (size_t i = 0; i < n; i++) {
        const okr_piece *piece = &pieces[candidates[i]];
        double over = 0.0;
        chords[i] = okr_piece_distance(vertices, piece, place->frame.at, &along);
        over = chords[i] - work->run->within[piece->source];
        if (piece->of_area && chords[i] < v->border)
            v->border = chords[i];
        if (over >= v->best)
            continue;
        v->best = over;
        v->nearest = candidates[i];
        v->full = over + place->radius + OKR_PIECE_DEPARTURE <= 0.0;
        if (v->full)
            return;
    }
}

/* Keep what can decide any place of the cell, the nearest one first. Of two features whose
 * distances differ by more than the width of the cell the farther one never decides. */
static okr_status keep_candidates(okr_cell_work *work, const okr_cell_place *place,
                                  const okr_served_cell *above, const verdict *v,
                                  okr_served_cell *cell, okr_error *err)
{
    const okr_piece *pieces = work->run->set->pieces.data;
    const double *chords = work->chords.data;
    double slack = place->radius + OKR_PIECE_DEPARTURE;
    uint32_t *ids = NULL;
    size_t n = 0;

    cell->first_candidate = work->candidates.count;
    if (okr_cell_room(&work->candidates, above->candidates, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    ids = work->candidates.data;
    for (size_t i = 0; i < above->candidates; i++) {
        uint32_t id = ids[above->first_candidate + i];
        uint32_t source = pieces[id].source;
        if (chords[i] > work->run->beyond[source] + slack ||
            chords[i] - work->run->within[source] > v->best + 2.0 * slack + work->run->gap)
            continue;
        ids[cell->first_candidate + n] = id;
        if (id == v->nearest) {
            ids[cell->first_candidate + n] = ids[cell->first_candidate];
            ids[cell->first_candidate] = id;
        }
        n++;
    }
    cell->candidates = n;
    work->candidates.count += n;
    return OKR_OK;
}

/* No border of an area crosses the cell: its middle speaks for all of it. */
static void settle_areas(const okr_cell_work *work, const okr_cell_place *place,
                         const verdict *v, okr_served_cell *cell)
{
    if (cell->clear_of_areas || v->border <= place->radius + OKR_PIECE_DEPARTURE)
        return;
    if (okr_served_set_holds(work->run->set, work->run->reach, place->middle))
        cell->low_m2 = cell->area_m2;
    else
        cell->clear_of_areas = true;
}

static bool has_slope(const okr_cell_work *work, const okr_cell_place *place,
                      const okr_served_cell *cell)
{
    return cell->gathered && cell->clear_of_areas && place->density < 0.1 &&
           place->radius < SLOPE_RADIUS * work->run->reach_max;
}

/* Bounds of a cell from the candidates of the one above. */
static okr_status decide(okr_cell_work *work, const okr_cell_place *place,
                         const okr_served_cell *from, okr_served_cell *cell, okr_error *err)
{
    const uint32_t *ids = work->candidates.data;
    okr_status status = OKR_OK;
    verdict v;

    measure(work, place, ids + from->first_candidate, from->candidates, &v);
    if (v.full) {
        cell->low_m2 = cell->area_m2;
        return OKR_OK;
    }
    status = keep_candidates(work, place, from, &v, cell, err);
    if (status != OKR_OK)
        return status;
    settle_areas(work, place, &v, cell);
    if (cell->low_m2 < cell->area_m2 && cell->candidates == 0 && cell->clear_of_areas)
        cell->high_m2 = 0.0;
    if (cell->low_m2 < cell->high_m2 && has_slope(work, place, cell))
        return okr_cell_slope(work, place, cell, err);
    return OKR_OK;
}

/* Every piece of a run whose source serves anything. */
static okr_status take_run(void *user, uint32_t index, okr_error *err)
{
    okr_cell_work *work = user;
    const okr_served_set *set = work->run->set;
    const okr_piece *pieces = set->pieces.data;
    okr_piece_run run = OKR_AT(&set->runs, okr_piece_run, index);
    uint32_t *ids = NULL;

    if (okr_cell_room(&work->candidates, run.count, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    ids = work->candidates.data;
    for (uint32_t id = run.first; id < run.first + run.count; id++)
        if (work->run->reach[pieces[id].source] >= 0.0)
            ids[work->candidates.count++] = id;
    return OKR_OK;
}

/* Of a wide cell with many runs nothing more need be known. */
static okr_status count_run(void *user, uint32_t index, okr_error *err)
{
    unsigned *count = user;

    (void)index;
    (void)err;
    return ++*count > FEW_RUNS ? OKR_ERR_CANCELLED : OKR_OK; /* ends the search */
}

/* Visit what can reach a box; the same place has several longitudes. */
static okr_status visit_reach(const okr_cell_work *work, okr_box box, okr_box_fn *visit,
                              void *user, okr_error *err)
{
    okr_box wide = okr_box_reach(box, work->run->reach_max);
    okr_status status = OKR_OK;

    for (int turn = -1; status == OKR_OK && turn <= 1; turn++) {
        okr_box turned = {wide.lon_min + 360.0 * turn, wide.lat_min,
                          wide.lon_max + 360.0 * turn, wide.lat_max};
        status = okr_box_tree_query(work->run->set->run_tree, &turned, visit, user, err);
    }
    return status;
}

/* Candidates of a cell none above which has any, put where those of `above` would stand. */
static okr_status gather(okr_cell_work *work, const okr_cell_place *place,
                         okr_served_cell *from, okr_box box, okr_error *err)
{
    okr_status status = OKR_OK;
    unsigned runs = 0;

    from->first_candidate = work->candidates.count;
    if (work->run->reach_max >= 0.0 && place->radius > GATHER_RADIUS * work->run->reach_max)
        status = visit_reach(work, box, count_run, &runs, err);
    if (runs > FEW_RUNS)
        status = OKR_OK;
    else if (work->run->reach_max >= 0.0)
        status = visit_reach(work, box, take_run, work, err);
    from->candidates = work->candidates.count - from->first_candidate;
    from->gathered = runs <= FEW_RUNS;
    return status;
}

okr_status okr_cell_examine(okr_cell_work *work, const okr_served_cell *above,
                            okr_served_cell *cell, okr_error *err)
{
    okr_cell_place place;
    okr_served_cell from = *above;
    okr_status status = OKR_OK;

    okr_cell_place_set(&place, &cell->box);
    cell->low_m2 = 0.0;
    cell->high_m2 = cell->area_m2;
    cell->clear_of_areas = from.clear_of_areas;
    cell->clear_of_far = from.clear_of_far;
    cell->candidates = 0;
    cell->done = place.radius < CELL_MIN;
    if (!from.gathered)
        status = gather(work, &place, &from, cell->box, err);
    cell->gathered = from.gathered;
    if (status != OKR_OK || !from.gathered)
        return status;
    status = okr_cell_room(&work->chords, from.candidates, err);
    if (status == OKR_OK)
        status = decide(work, &place, &from, cell, err);
    if (status == OKR_OK && !cell->clear_of_far && cell->low_m2 < cell->area_m2)
        okr_far_examine(work, &place, cell);
    return status;
}

okr_status okr_cell_remnant(okr_cell_work *work, const okr_cell_place *place,
                            const okr_served_cell *cell, bool certain, size_t *n,
                            okr_error *err)
{
    const double x = place->half_east;
    const double y = place->half_north;
    const okr_xy box[4] = {{-x, -y}, {x, -y}, {x, y}, {-x, y}};

    if (cell->high_m2 > 0.0 && has_slope(work, place, cell))
        return okr_cell_slope_remnant(work, place, cell, certain, n, err);
    /* Of a cell about which nothing is known everything may be unserved, nothing surely is. */
    *n = cell->high_m2 > 0.0 && certain ? 0 : 4;
    work->flat.count = 0;
    if (okr_cell_room(&work->flat, 4, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < *n; i++)
        OKR_AT(&work->flat, okr_xy, i) = box[i];
    return OKR_OK;
}
