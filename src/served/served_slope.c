/* The slope of the distance: what a border of reach leaves of a cell. docs/served.md has the
 * proof; the letters are the same. */
#include "served/served_cell.h"

#include <string.h>

#define EARTH_RADIUS 6.3e6

/* Longest piece: OKR_PIECE_DEPARTURE bounds s^2 / (8 * 6.4e6 m) from below. */
#define PIECE_MAX 1000.0

/* Greatest value of east x + north y over the box. */
static double swing(const okr_cell_place *place, double east, double north)
{
    return fabs(east) * place->half_east + fabs(north) * place->half_north;
}

/* The distance to a piece about some place of a cell's plane. */
typedef struct tangent {
    double x, y;        /* the place, metres east and north of the middle */
    double distance;    /* of the place */
    double east, north; /* slope there */
    double room;        /* from the foot to the nearer end of the piece; 0 at an end */
} tangent;

/* false where the piece is so near that it has no slope. */
static bool find_tangent(const okr_cell_work *work, const okr_cell_place *place,
                         const okr_piece *piece, tangent *t)
{
    const okr_space *vertices = work->run->set->vertices.data;
    const okr_space_frame *f = &place->frame;
    const okr_space at = {f->at.x + t->x * f->east.x + t->y * f->north.x,
                          f->at.y + t->x * f->east.y + t->y * f->north.y,
                          f->at.z + t->x * f->east.z + t->y * f->north.z};
    okr_space a = vertices[piece->from];
    okr_space b = vertices[piece->to];
    okr_space v;
    double along = 0.0;

    t->distance = okr_piece_distance(vertices, piece, at, &along);
    if (!(t->distance > 0.001))
        return false;
    v = (okr_space){at.x - a.x - along * (b.x - a.x), at.y - a.y - along * (b.y - a.y),
                    at.z - a.z - along * (b.z - a.z)};
    t->east = okr_space_dot(v, f->east) / t->distance;
    t->north = okr_space_dot(v, f->north) / t->distance;
    t->room = along < 0.5 ? along : 1.0 - along;
    if (t->room > 0.0)
        t->room /= sqrt(piece->inverse);
    return true;
}

/* Where the lines between east x + north y = low and = high run inside the box, as a range of
 * the coordinate across them; empty (first > last) where they miss it. */
typedef struct range {
    double first, last;
} range;

static range cut_range(range r, double low, double high, double divisor, double half)
{
    double least = (low < high ? low : high) - half;
    double most = (low < high ? high : low) + half;
    double first = (divisor < 0.0 ? most : least) / divisor;
    double last = (divisor < 0.0 ? least : most) / divisor;

    if (fabs(divisor) < 1e-9)
        return r;
    return (range){first > r.first ? first : r.first, last < r.last ? last : r.last};
}

/* Across is (-north, east): x = p east - t north, y = p north + t east for unit slopes. */
static range range_across(const okr_cell_place *place, const tangent *t, double low,
                          double high)
{
    double size = sqrt(t->east * t->east + t->north * t->north);
    double east = t->east / size;
    double north = t->north / size;
    range r = {-2.0 * place->radius, 2.0 * place->radius};

    low /= size;
    high /= size;
    r = cut_range(r, low * east, high * east, north, place->half_east);
    return cut_range(r, -low * north, -high * north, east, place->half_north);
}

/*
 * How much farther than its tangent the distance can be, given how far places of interest are
 * across the slope and at least from the piece: E of the proof.
 *
 * A place that moves along the piece while its foot stays inside does not change its distance;
 * beyond, and out of the plane, it does as if the foot stood still.
 */
static double sag(const okr_cell_place *place, const tangent *t, double across, double nearest)
{
    double tilt = 2.0 * (t->distance + PIECE_MAX) / EARTH_RADIUS + 0.02 / t->distance;
    double out = place->bend + 2.0 * place->radius * tilt;
    double along = across + out - t->room;

    along = along > 0.0 ? along : 0.0;
    return (along * along + out * out) / (2.0 * nearest);
}

/* Where the place is certainly served: `reach` less all that may add to the distance. First the
 * sag of the whole box, then that of the strip in which it decides. */
static double certain_limit(const okr_cell_place *place, const tangent *t, double reach)
{
    double size = sqrt(t->east * t->east + t->north * t->north);
    double middle = (t->east * t->y - t->north * t->x) / size;
    double offset = t->east * t->x + t->north * t->y;
    double nearest = t->distance - swing(place, t->east, t->north) - fabs(offset);
    double limit = reach - t->distance + offset;
    double most = 0.0;
    double across = 0.0;
    range strip;

    if (nearest < 0.2 * t->distance)
        return -INFINITY;
    most = sag(place, t, swing(place, t->north, t->east) / size + fabs(middle), nearest);
    if (reach - most < 0.5 * reach)
        return limit - most;
    strip = range_across(place, t, limit - most, limit);
    across = fmax(strip.last - middle, middle - strip.first);
    return limit - fmin(most, sag(place, t, fmax(across, 0.0), reach - most));
}

/* Move to the middle of the line on which the tangent reaches `limit`, where it is in the box.
 */
static void move_to_border(const okr_cell_place *place, tangent *t, double limit)
{
    double square = t->east * t->east + t->north * t->north;
    range line = range_across(place, t, limit, limit);
    double middle = 0.5 * (line.first + line.last) / sqrt(square);

    if (line.first > line.last)
        return;
    t->x = t->east * limit / square - t->north * middle;
    t->y = t->north * limit / square + t->east * middle;
}

/* Slope of a candidate where the border of its reach crosses the cell. `t` holds its tangent at
 * the middle and is moved. */
static bool find_slope(const okr_cell_work *work, const okr_cell_place *place,
                       const okr_piece *piece, tangent *t, okr_slope *slope)
{
    double slack = place->bend + (piece->inverse > 0.0 ? OKR_PIECE_DEPARTURE : 0.0);
    double within = work->run->within[piece->source] - slack;

    if (t->distance > 2.0 * place->radius) {
        move_to_border(place, t, within - t->distance);
        if (!find_tangent(work, place, piece, t))
            return false;
    }
    slope->east = t->east;
    slope->north = t->north;
    slope->beyond = work->run->beyond[piece->source] + slack - t->distance + t->east * t->x +
                    t->north * t->y;
    slope->within = certain_limit(place, t, within);
    return true;
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

    if (okr_cell_room(&work->flat, 3 * room, err) != OKR_OK)
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

/* Whether a candidate may serve anything that the ones before it have left; by its tangent at
 * the middle, of which its distance never falls short. */
static bool may_serve(const okr_cell_work *work, const okr_cell_place *place,
                      const okr_piece *piece, const tangent *t, const remnant *r)
{
    double slack = place->bend + (piece->inverse > 0.0 ? OKR_PIECE_DEPARTURE : 0.0);
    double limit = work->run->beyond[piece->source] + slack - t->distance;

    for (size_t i = 0; i < r->possible_count; i++)
        if (t->east * r->possible[i].x + t->north * r->possible[i].y <= limit)
            return true;
    return false;
}

/* Two neighbours on a line whose foot is the vertex they share. */
static bool same_foot(const tangent *a, const tangent *b)
{
    return a->distance == b->distance && a->east == b->east && a->north == b->north;
}

/* Slopes that cut what others leave of the box; stops when nothing is left unserved. */
static okr_status find_slopes(okr_cell_work *work, const okr_cell_place *place,
                              const okr_served_cell *cell, remnant *r, okr_error *err)
{
    const okr_piece *pieces = work->run->set->pieces.data;
    const uint32_t *ids = (const uint32_t *)work->candidates.data + cell->first_candidate;
    tangent last = {0};
    okr_slope slope = {0};
    okr_status status = start_remnant(work, place, cell->candidates, r, err);

    work->slopes.count = 0;
    for (size_t i = 0; status == OKR_OK && i < cell->candidates && r->possible_count > 0; i++) {
        tangent t = {0};
        if (!find_tangent(work, place, &pieces[ids[i]], &t) || same_foot(&t, &last) ||
            !may_serve(work, place, &pieces[ids[i]], &t, r))
            continue;
        last = t;
        if (!find_slope(work, place, &pieces[ids[i]], &t, &slope))
            continue;
        r->possible_count = cut_off(r->possible, r->possible_count, &slope, false, r->spare);
        r->certain_count = cut_off(r->certain, r->certain_count, &slope, true, r->spare);
        if (cell->rings > 0)
            status = okr_vec_append(&work->slopes, &slope, 1, err);
    }
    return status;
}

okr_status okr_cell_slope_remnant(okr_cell_work *work, const okr_cell_place *place,
                                  const okr_served_cell *cell, bool certain, size_t *n,
                                  okr_error *err)
{
    remnant r = {0};
    okr_status status = find_slopes(work, place, cell, &r, err);

    if (status != OKR_OK)
        return status;
    *n = certain ? r.certain_count : r.possible_count;
    memmove(work->flat.data, certain ? r.certain : r.possible, *n * sizeof(okr_xy));
    return OKR_OK;
}

/* Put a ring of the territory on the plane; returns it in work->flat. */
static okr_status flatten(okr_cell_work *work, const okr_cell_place *place, okr_cell_ring ring,
                          okr_error *err)
{
    const okr_lonlat *points = &OKR_AT(&work->points, okr_lonlat, ring.first);
    okr_xy *flat = NULL;

    if (okr_cell_room(&work->flat, 2 * ring.count, err) != OKR_OK)
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
        if (okr_cell_room(&work->flat, 2 * n, err) != OKR_OK ||
            okr_cell_room(&work->spare, 2 * n, err) != OKR_OK)
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
