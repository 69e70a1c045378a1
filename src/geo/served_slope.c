/* The slope of the distance: what a border of reach leaves of a cell. docs/served.md has the
 * proof; the letters are the same. */
#include "geo/served_cell.h"

#include <string.h>

#define EARTH_RADIUS 6.3e6

/* Longest piece: OKR_PIECE_DEPARTURE bounds s^2 / (8 * 6.4e6 m) from below. */
#define PIECE_MAX 1000.0

/* Greatest value of east x + north y over the box. */
static double swing(const okr_cell_place *place, double east, double north)
{
    return fabs(east) * place->half_east + fabs(north) * place->half_north;
}

/*
 * How much farther than its tangent the distance can be: E of the proof.
 *
 * A place that moves along the piece while its foot stays inside does not change its distance;
 * beyond, and out of the plane, it does as if the foot stood still.
 */
static double sag(const okr_cell_place *place, const okr_slope *slope, double distance,
                  double room)
{
    double tilt = 2.0 * (distance + PIECE_MAX) / EARTH_RADIUS + 0.02 / distance;
    double out = place->bend + place->radius * tilt;
    double along = swing(place, slope->north, slope->east) + out - room;

    along = along > 0.0 ? along : 0.0;
    return (along * along + out * out) / (2.0 * (distance - place->radius));
}

/* Shortest way from the foot to an end of the piece; 0 at an end. */
static double room_of(const okr_piece *piece, double along)
{
    double least = along < 0.5 ? along : 1.0 - along;

    return piece->inverse > 0.0 ? least / sqrt(piece->inverse) : 0.0;
}

/* Tangent of one candidate at the middle of the cell; false when it cannot cut the cell. */
static bool find_slope(const okr_cell_work *work, const okr_cell_place *place, uint32_t id,
                       okr_slope *slope)
{
    const okr_space *vertices = work->run->set->vertices.data;
    const okr_piece *piece = &OKR_AT(&work->run->set->pieces, okr_piece, id);
    double departure = piece->inverse > 0.0 ? OKR_PIECE_DEPARTURE : 0.0;
    double along = 0.0;
    double d = okr_piece_distance(vertices, piece, place->frame.at, &along);
    okr_space a = vertices[piece->from];
    okr_space b = vertices[piece->to];
    okr_space v = {place->frame.at.x - a.x - along * (b.x - a.x),
                   place->frame.at.y - a.y - along * (b.y - a.y),
                   place->frame.at.z - a.z - along * (b.z - a.z)};

    if (!(d > 0.001))
        return false;
    slope->east = okr_space_dot(v, place->frame.east) / d;
    slope->north = okr_space_dot(v, place->frame.north) / d;
    slope->beyond = work->run->beyond[piece->source] + departure + place->bend - d;
    slope->within = -INFINITY;
    if (d > 2.0 * place->radius)
        slope->within = work->run->within[piece->source] - departure - place->bend - d -
                        sag(place, slope, d, room_of(piece, along));
    return slope->beyond > -swing(place, slope->east, slope->north);
}

/* What the slopes leave of a ring, in place: for certain (`beyond`) or possibly (`within`). */
static size_t cut_off(okr_xy *ring, size_t n, const okr_slope *slope, bool certain,
                      okr_xy *spare)
{
    double limit = certain ? slope->beyond : slope->within;

    if (isinf(limit))
        return n;
    return okr_clip_ring(ring, n, (okr_half_plane){-slope->east, -slope->north, -limit}, spare);
}

/* The box of a cell and what the slopes found so far leave of it. */
typedef struct remnant {
    okr_xy *possible, *certain, *spare;
    size_t possible_count, certain_count;
} remnant;

static okr_status start_remnant(okr_cell_work *work, const okr_cell_place *place, size_t slopes,
                                remnant *r, okr_error *err)
{
    const double x = place->half_east;
    const double y = place->half_north;
    const okr_xy box[4] = {{-x, -y}, {x, -y}, {x, y}, {-x, y}};
    /* A convex ring gains one vertex by every cut. */
    size_t room = 2 * (4 + slopes);

    if (okr_vec_reserve(&work->flat, 3 * room, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    r->possible = work->flat.data;
    r->certain = r->possible + room;
    r->spare = r->certain + room;
    r->possible_count = 4;
    r->certain_count = 4;
    memcpy(r->possible, box, sizeof box);
    memcpy(r->certain, box, sizeof box);
    return OKR_OK;
}

/* Slopes that cut what others leave of the box; stops when nothing is left unserved. */
static okr_status find_slopes(okr_cell_work *work, const okr_cell_place *place,
                              const okr_served_cell *cell, remnant *r, okr_error *err)
{
    okr_slope slope = {0};
    okr_status status = start_remnant(work, place, cell->candidates, r, err);

    work->slopes.count = 0;
    for (size_t i = 0; status == OKR_OK && i < cell->candidates && r->possible_count > 0; i++) {
        uint32_t id = OKR_AT(&work->candidates, uint32_t, cell->first_candidate + i);
        if (!find_slope(work, place, id, &slope))
            continue;
        r->possible_count = cut_off(r->possible, r->possible_count, &slope, false, r->spare);
        r->certain_count = cut_off(r->certain, r->certain_count, &slope, true, r->spare);
        if (cell->rings > 0)
            status = okr_vec_append(&work->slopes, &slope, 1, err);
    }
    return status;
}

/* Put a ring of the territory on the plane; returns it in work->flat. */
static okr_status flatten(okr_cell_work *work, const okr_cell_place *place, okr_cell_ring ring,
                          okr_error *err)
{
    const okr_lonlat *points = &OKR_AT(&work->points, okr_lonlat, ring.first);
    okr_xy *flat = NULL;

    if (okr_vec_reserve(&work->flat, 2 * ring.count, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    flat = work->flat.data;
    for (size_t k = 0; k < ring.count; k++)
        flat[k] = (okr_xy){(points[k].lon - place->middle.lon) * place->frame.metres_per_lon,
                           (points[k].lat - place->middle.lat) * place->frame.metres_per_lat};
    return OKR_OK;
}

/* Area of a ring of the territory less what the slopes serve. */
static okr_status unserved(okr_cell_work *work, const okr_cell_place *place, okr_cell_ring ring,
                           bool certain, double *m2, okr_error *err)
{
    size_t n = ring.count;

    if (flatten(work, place, ring, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; n > 0 && i < work->slopes.count; i++) {
        if (okr_vec_reserve(&work->flat, 2 * n, err) != OKR_OK ||
            okr_vec_reserve(&work->spare, 2 * n, err) != OKR_OK)
            return OKR_ERR_NOMEM;
        n = cut_off(work->flat.data, n, &OKR_AT(&work->slopes, okr_slope, i), certain,
                    work->spare.data);
    }
    *m2 += okr_xy_area(work->flat.data, n);
    return OKR_OK;
}

okr_status okr_cell_slope(okr_cell_work *work, const okr_cell_place *place,
                          okr_served_cell *cell, okr_error *err)
{
    remnant r = {0};
    double most = 0.0;
    double least = 0.0;
    okr_status status = find_slopes(work, place, cell, &r, err);

    if (status == OKR_OK && cell->rings == 0) {
        most = okr_xy_area(r.possible, r.possible_count);
        least = okr_xy_area(r.certain, r.certain_count);
    }
    for (size_t i = 0; status == OKR_OK && i < cell->rings && r.possible_count > 0; i++) {
        okr_cell_ring ring = OKR_AT(&work->rings, okr_cell_ring, cell->first_ring + i);
        status = unserved(work, place, ring, false, &most, err);
        if (status == OKR_OK)
            status = unserved(work, place, ring, true, &least, err);
    }
    if (status != OKR_OK)
        return status;
    most = fmax(most, 0.0) * (1.0 + place->density);
    least = fmax(least, 0.0) * (1.0 - place->density);
    cell->low_m2 = fmax(0.0, cell->area_m2 - most);
    cell->high_m2 = fmax(cell->low_m2, cell->area_m2 - fmin(least, cell->area_m2));
    return OKR_OK;
}
