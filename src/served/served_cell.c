#include "served/served_cell.h"

#include <string.h>

#define DEGREE 0.017453292519943295769
#define RADIUS_MAX 6399594.0

/* A cell of this many metres is not split: the bounds of its distances give way as much. */
#define CELL_MIN 0.05

/* Cells wider than this, as a part of the reach, are seldom decided by strips. */
#define STRIP_RADIUS 0.55

void okr_cell_work_init(okr_cell_work *work, const okr_served_run *run)
{
    *work = (okr_cell_work){
        .run = run,
        .candidates = OKR_VEC(uint32_t),
        .points = OKR_VEC(okr_lonlat),
        .rings = OKR_VEC(okr_cell_ring),
        .near = OKR_VEC(okr_near),
        .flat = OKR_VEC(okr_xy),
        .spare = OKR_VEC(okr_xy),
    };
}

void okr_cell_work_done(okr_cell_work *work)
{
    okr_vec_done(&work->candidates);
    okr_vec_done(&work->points);
    okr_vec_done(&work->rings);
    okr_vec_done(&work->near);
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
        if (okr_vec_room(&work->points, 2 * from.count, err) != OKR_OK)
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

/* Where to remember a number: bits of it that differ for neighbours, well mixed. */
static size_t place_of(double degrees)
{
    uint64_t bits = 0;

    memcpy(&bits, &degrees, sizeof bits);
    return (size_t)(((bits ^ (bits >> 32)) * 0x9e3779b97f4a7c15U) >> 32) % OKR_CELL_MIDDLES;
}

static const okr_meridian *find_meridian(okr_cell_work *work, double lon)
{
    okr_meridian *m = &work->meridians[place_of(lon)];

    if (m->lon != lon || (m->sine == 0.0 && m->cosine == 0.0))
        *m = okr_meridian_at(lon);
    return m;
}

const okr_parallel *okr_cell_parallel(okr_cell_work *work, double lat)
{
    okr_parallel *p = &work->parallels[place_of(lat)];

    if (p->lat != lat || p->metres_per_lat == 0.0)
        *p = okr_parallel_at(lat);
    return p;
}

void okr_cell_place_set(okr_cell_work *work, okr_cell_place *place, const okr_box *box)
{
    double a = 0.5 * (box->lon_max - box->lon_min);
    double b = 0.5 * (box->lat_max - box->lat_min);
    double cosine = 0.0;

    place->middle = (okr_lonlat){box->lon_min + a, box->lat_min + b};
    place->frame = okr_space_frame_of(find_meridian(work, place->middle.lon),
                                      okr_cell_parallel(work, place->middle.lat));
    place->up = okr_space_cross(place->frame.east, place->frame.north);
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
    place->tall = b;
}

double okr_cell_density(const okr_cell_place *place)
{
    const double steep = fabs(place->middle.lat) * DEGREE + place->tall;

    return steep < 1.56 ? 1.1 * (tan(steep) + 0.04) * place->tall : 1.0;
}

okr_status okr_cell_look(okr_cell_work *work, const okr_served_cell *above,
                         okr_served_cell *cell, okr_error *err)
{
    okr_cell_place *place = &work->place;
    const okr_cell_list list = above->list; /* the two may be one */
    okr_status status = OKR_OK;

    okr_cell_place_set(work, place, &cell->box);
    cell->clear_of_areas = above->clear_of_areas;
    cell->clear_of_far = above->clear_of_far;
    cell->verdict = OKR_CELL_OPEN;
    cell->done = place->radius < CELL_MIN;
    status = okr_cell_find_near(work, &list, cell, err);
    if (status == OKR_OK && !cell->clear_of_far && cell->verdict != OKR_CELL_SERVED &&
        cell->list.kind == OKR_LIST_PIECES)
        okr_far_examine(work, place, cell);
    return status;
}

static bool has_strips(const okr_cell_work *work, const okr_cell_place *place,
                       const okr_served_cell *cell)
{
    return cell->list.kind == OKR_LIST_PIECES && cell->clear_of_areas &&
           cell->list.count <= OKR_CELL_GRAPHS && okr_cell_density(place) < 0.1 &&
           place->radius < STRIP_RADIUS * work->run->reach_max;
}

okr_status okr_cell_bound(okr_cell_work *work, okr_served_cell *cell, okr_error *err)
{
    const okr_cell_place *place = &work->place;
    okr_cell_strips strips;
    okr_status status = OKR_OK;

    cell->low_m2 = cell->verdict == OKR_CELL_SERVED ? cell->area_m2 : 0.0;
    cell->high_m2 = cell->verdict == OKR_CELL_UNSERVED ? 0.0 : cell->area_m2;
    if (cell->verdict == OKR_CELL_OPEN && has_strips(work, place, cell) &&
        okr_cell_find_strips(work, place, &strips))
        status = okr_cell_measure_strips(work, place, &strips, cell, err);
    if (!cell->clear_of_far && cell->verdict == OKR_CELL_OPEN)
        cell->high_m2 = cell->area_m2;
    return status;
}

bool okr_cell_is_wide(const okr_cell_work *work, const okr_served_cell *cell)
{
    return cell->verdict == OKR_CELL_OPEN &&
           (cell->list.kind != OKR_LIST_PIECES ||
            !(work->place.radius < STRIP_RADIUS * work->run->reach_max));
}

okr_status okr_cell_examine(okr_cell_work *work, const okr_served_cell *above,
                            okr_served_cell *cell, okr_error *err)
{
    okr_status status = okr_cell_look(work, above, cell, err);

    return status == OKR_OK ? okr_cell_bound(work, cell, err) : status;
}

okr_status okr_cell_remnant(okr_cell_work *work, const okr_served_cell *cell, bool certain,
                            okr_remnant_fn *visit, void *user, okr_error *err)
{
    okr_cell_place *place = &work->place;
    okr_cell_strips strips;
    okr_status status = OKR_OK;
    okr_xy box[4];

    okr_cell_place_set(work, place, &cell->box);
    box[0] = (okr_xy){-place->half_east, -place->half_north};
    box[1] = (okr_xy){place->half_east, -place->half_north};
    box[2] = (okr_xy){place->half_east, place->half_north};
    box[3] = (okr_xy){-place->half_east, place->half_north};
    if (cell->list.kind == OKR_LIST_PIECES)
        status = okr_cell_measure_near(work, &cell->list, err);
    if (status != OKR_OK)
        return status;
    if (!(cell->high_m2 > 0.0) || !has_strips(work, place, cell) ||
        !okr_cell_find_strips(work, place, &strips))
        /* Of what nothing is known everything may be unserved, nothing surely is. */
        return cell->high_m2 > 0.0 && certain ? OKR_OK : visit(user, box, 4, err);
    for (size_t k = 0; status == OKR_OK && k < OKR_CELL_STRIPS; k++) {
        size_t n = 0;
        status = okr_cell_strip_remnant(work, &strips, k, certain, &n, err);
        if (status == OKR_OK && n >= 3)
            status = visit(user, work->flat.data, n, err);
    }
    return status;
}
