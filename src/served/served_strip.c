/* Areas and figures of what the strips of a cell leave; docs/served.md has the proof. */
#include "served/served_cell.h"

#include <string.h>

/* Rings of more vertices are not cut to strips, which takes room for every cut: their cell is
 * split. */
enum { RING_VERTICES = 2048 };

/* Lines above and below what a strip leaves: at most its own two and the side of the box. */
typedef struct between {
    okr_cell_line floor[3], roof[3];
    size_t floors, roofs;
} between;

static bool is_above(okr_cell_line a, okr_cell_line b)
{
    return a.first >= b.first && a.last >= b.last;
}

static okr_cell_line upside_down(okr_cell_line l)
{
    return (okr_cell_line){-l.first, -l.last};
}

/* Keep a line unless another one is above it; drop those that it is above. */
static size_t add_line(okr_cell_line *lines, size_t n, okr_cell_line line)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (is_above(lines[i], line))
            return n;
    for (size_t i = 0; i < n; i++)
        if (!is_above(line, lines[i]))
            lines[kept++] = lines[i];
    lines[kept] = line;
    return kept + 1;
}

/* Roofs are kept upside down, so that the lowest ones stay. */
static void add_roof(between *b, okr_cell_line line)
{
    b->roofs = add_line(b->roof, b->roofs, upside_down(line));
}

static void add_floor(between *b, okr_cell_line line)
{
    b->floors = add_line(b->floor, b->floors, line);
}

static void find_between(const okr_strip *s, double side, bool certain, between *b)
{
    b->floor[0] = b->roof[0] = (okr_cell_line){-side, -side};
    b->floors = b->roofs = 1;
    if (certain) {
        add_floor(b, s->certain_floor);
        add_roof(b, s->certain_roof);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        add_floor(b, s->possible_floor[i]);
        add_roof(b, s->possible_roof[i]);
    }
}

static double height(okr_cell_line l, double t)
{
    return l.first + t * (l.last - l.first);
}

static double highest(const okr_cell_line *lines, size_t n, double t)
{
    double most = height(lines[0], t);

    for (size_t i = 1; i < n; i++)
        most = fmax(most, height(lines[i], t));
    return most;
}

/* Mean of the positive part of what is linear between two values. */
static double mean_positive(double first, double last)
{
    if (first >= 0.0 && last >= 0.0)
        return 0.5 * (first + last);
    if (first <= 0.0 && last <= 0.0)
        return 0.0;
    return first > 0.0 ? 0.5 * first * first / (first - last)
                       : 0.5 * last * last / (last - first);
}

/* Where lines cross inside a strip, in order. */
static size_t add_crossings(const okr_cell_line *lines, size_t n, double *at, size_t count)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double first = lines[i].first - lines[j].first;
            double last = lines[i].last - lines[j].last;
            double t = first / (first - last);
            size_t k = count;
            if (!(t > 0.0 && t < 1.0))
                continue;
            for (; k > 1 && at[k - 1] > t; k--)
                at[k] = at[k - 1];
            at[k] = t;
            count++;
        }
    return count;
}

/* Mean height of what is between, over the strip. Between two crossings it is linear. */
static double mean_height(const between *b)
{
    double at[8] = {0.0};
    double sum = 0.0;
    double before = 0.0;
    size_t count = 1;

    if (b->floors == 1 && b->roofs == 1)
        return mean_positive(-b->roof[0].first - b->floor[0].first,
                             -b->roof[0].last - b->floor[0].last);
    count = add_crossings(b->floor, b->floors, at, count);
    count = add_crossings(b->roof, b->roofs, at, count);
    at[count++] = 1.0;
    before = -highest(b->roof, b->roofs, 0.0) - highest(b->floor, b->floors, 0.0);
    for (size_t i = 1; i < count; i++) {
        double gap = -highest(b->roof, b->roofs, at[i]) - highest(b->floor, b->floors, at[i]);
        sum += (at[i] - at[i - 1]) * mean_positive(before, gap);
        before = gap;
    }
    return sum;
}

/* Put a ring of the territory on the plane; returns it in work->flat. */
static okr_status flatten(okr_cell_work *work, const okr_cell_place *place, okr_cell_ring ring,
                          bool swapped, size_t room, okr_error *err)
{
    const okr_lonlat *points = &OKR_AT(&work->points, okr_lonlat, ring.first);
    okr_xy *flat = NULL;

    if (okr_vec_room(&work->flat, room, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    flat = work->flat.data;
    for (size_t k = 0; k < ring.count; k++) {
        const double east = (points[k].lon - place->middle.lon) * place->frame.metres_per_lon;
        const double north = (points[k].lat - place->middle.lat) * place->frame.metres_per_lat;
        flat[k] = swapped ? (okr_xy){north, east} : (okr_xy){east, north};
    }
    return OKR_OK;
}

/* The side of a line in a strip on which y is not less. */
static okr_half_plane above(okr_cell_line l, double from, double to)
{
    const double slope = (l.last - l.first) / (to - from);

    return (okr_half_plane){slope, -1.0, slope * from - l.first};
}

static size_t cut_to_between(okr_xy *ring, size_t n, const between *b, const double *ends,
                             okr_xy *spare)
{
    for (size_t i = 0; n > 0 && i < b->floors; i++)
        n = okr_clip_ring(ring, n, above(b->floor[i], ends[0], ends[1]), spare);
    for (size_t i = 0; n > 0 && i < b->roofs; i++) {
        okr_half_plane keep = above(b->roof[i], ends[0], ends[1]);
        keep.b = 1.0;
        n = okr_clip_ring(ring, n, keep, spare);
    }
    return n;
}

/* Nothing is cut off, or nothing left; else 0. */
static int whole_or_none(const between *b, double side)
{
    const okr_cell_line *f = &b->floor[0];
    const okr_cell_line *r = &b->roof[0];

    if (b->floors == 1 && b->roofs == 1 && f->first <= -side && f->last <= -side &&
        r->first <= -side && r->last <= -side)
        return 1;
    for (size_t i = 0; i < b->floors; i++)
        for (size_t j = 0; j < b->roofs; j++)
            if (b->floor[i].first + b->roof[j].first >= 0.0 &&
                b->floor[i].last + b->roof[j].last >= 0.0)
                return -1;
    return 0;
}

/* What is not served of the territory's rings in a cell, and room to find it. */
typedef struct unserved {
    const okr_cell_strips *strips;
    okr_xy *copy, *spare;
    double most, least;
} unserved;

/* Area of a ring of the territory in one strip less what is served. */
static double unserved_part(const unserved *u, const okr_xy *ring, size_t n, size_t strip,
                            bool certain)
{
    const okr_cell_strips *strips = u->strips;
    between b;
    int whole = 0;

    find_between(&strips->strip[strip], strips->side, certain, &b);
    whole = whole_or_none(&b, strips->side);
    if (whole < 0)
        return 0.0;
    if (whole > 0)
        return okr_xy_area(ring, n);
    memcpy(u->copy, ring, n * sizeof *ring);
    n = cut_to_between(u->copy, n, &b, &strips->nodes[strip], u->spare);
    return okr_xy_area(u->copy, n);
}

/* A strip of a ring, in `part`; the rest of the ring stays. */
static size_t take_strip(okr_xy *ring, size_t *n, double end, okr_xy *part, okr_xy *spare)
{
    size_t count = *n;

    memcpy(part, ring, *n * sizeof *ring);
    count = okr_clip_ring(part, count, (okr_half_plane){1.0, 0.0, end}, spare);
    *n = okr_clip_ring(ring, *n, (okr_half_plane){-1.0, 0.0, -end}, spare);
    return count;
}

/* The same over all strips, possibly and for certain. A cut makes at most one vertex of each.
 */
static okr_status add_ring(okr_cell_work *work, const okr_cell_place *place, okr_cell_ring ring,
                           unserved *u, okr_error *err)
{
    const okr_cell_strips *strips = u->strips;
    const double sign = strips->swapped ? -1.0 : 1.0;
    const size_t room = 64 * (ring.count + 4);
    okr_xy *flat = NULL;
    size_t n = ring.count;
    okr_status status = flatten(work, place, ring, strips->swapped, 4 * room, err);

    if (status != OKR_OK)
        return status;
    flat = work->flat.data;
    u->copy = flat + 2 * room;
    u->spare = flat + 3 * room;
    for (size_t k = 0; k < OKR_CELL_STRIPS && n > 0; k++) {
        const bool last = k + 1 == OKR_CELL_STRIPS;
        okr_xy *part = last ? flat : flat + room;
        const size_t count =
            last ? n : take_strip(flat, &n, strips->nodes[k + 1], part, u->spare);
        u->most += sign * unserved_part(u, part, count, k, false);
        u->least += sign * unserved_part(u, part, count, k, true);
    }
    return OKR_OK;
}

static bool has_long_ring(const okr_cell_work *work, const okr_served_cell *cell)
{
    for (size_t i = cell->first_ring; i < cell->first_ring + cell->rings; i++)
        if (OKR_AT(&work->rings, okr_cell_ring, i).count > RING_VERTICES)
            return true;
    return false;
}

static double unserved_box(const okr_cell_strips *strips, bool certain)
{
    double sum = 0.0;
    between b;

    for (size_t k = 0; k < OKR_CELL_STRIPS; k++) {
        find_between(&strips->strip[k], strips->side, certain, &b);
        sum += (strips->nodes[k + 1] - strips->nodes[k]) * mean_height(&b);
    }
    return sum;
}

okr_status okr_cell_measure_strips(okr_cell_work *work, const okr_cell_place *place,
                                   const okr_cell_strips *strips, okr_served_cell *cell,
                                   okr_error *err)
{
    const double density = okr_cell_density(place);
    unserved u = {.strips = strips};
    okr_status status = OKR_OK;

    if (has_long_ring(work, cell))
        return OKR_OK;
    if (cell->rings == 0) {
        u.most = unserved_box(strips, false);
        u.least = unserved_box(strips, true);
    }
    for (size_t i = 0; status == OKR_OK && i < cell->rings; i++)
        status = add_ring(work, place,
                          OKR_AT(&work->rings, okr_cell_ring, cell->first_ring + i), &u, err);
    if (status != OKR_OK)
        return status;
    u.most = fmax(u.most, 0.0) * (1.0 + density);
    u.least = fmax(u.least, 0.0) * (1.0 - density);
    cell->low_m2 = fmax(0.0, cell->area_m2 - u.most);
    cell->high_m2 = fmax(cell->low_m2, cell->area_m2 - fmin(u.least, cell->area_m2));
    return OKR_OK;
}

okr_status okr_cell_strip_remnant(okr_cell_work *work, const okr_cell_strips *strips,
                                  size_t strip, bool certain, size_t *n, okr_error *err)
{
    const double *x = &strips->nodes[strip];
    const double y = strips->side;
    const okr_xy box[4] = {{x[0], -y}, {x[1], -y}, {x[1], y}, {x[0], y}};
    okr_xy *ring = NULL;
    between b;

    if (okr_vec_room(&work->flat, 64, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    ring = work->flat.data;
    memcpy(ring, box, sizeof box);
    find_between(&strips->strip[strip], y, certain, &b);
    *n = cut_to_between(ring, 4, &b, x, ring + 32);
    for (size_t i = 0; strips->swapped && i < *n; i++)
        ring[i] = (okr_xy){ring[i].y, ring[i].x};
    return OKR_OK;
}
