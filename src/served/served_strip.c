/* Areas and figures of what the strips of a cell leave; docs/served.md has the proof. */
#include "served/served_cell.h"

#include <string.h>

/* Rings of more vertices are not cut to strips, which takes room for every cut: their cell is
 * split. */
enum { RING_VERTICES = 2048 };

/* Heights of a straight line at the two ends of a strip. */
typedef struct line {
    double first, last;
} line;

/* Lines above and below what a strip leaves: at most its own two and the side of the box. Roofs
 * are kept upside down. */
typedef struct between {
    line floor[3], roof[3];
    size_t floors, roofs;
} between;

static bool is_above(line a, line b)
{
    return a.first >= b.first && a.last >= b.last;
}

/* Keep a line unless another one is above it; drop those that it is above. */
static size_t add_line(line *lines, size_t n, line added)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (is_above(lines[i], added))
            return n;
    for (size_t i = 0; i < n; i++)
        if (!is_above(added, lines[i]))
            lines[kept++] = lines[i];
    lines[kept] = added;
    return kept + 1;
}

static line line_of(const okr_strip_lines *lines, size_t strip)
{
    return (line){lines->first[strip], lines->last[strip]};
}

/* Lines that bound what one side serves of a strip. */
static size_t find_lines(const okr_cover *cover, size_t strip, double side, bool certain,
                         line lines[3])
{
    lines[0] = (line){-side, -side};
    if (certain)
        return add_line(lines, 1, line_of(&cover->roof, strip));
    return add_line(lines, add_line(lines, 1, line_of(&cover->left, strip)),
                    line_of(&cover->right, strip));
}

static void find_between(const okr_cell_strips *strips, size_t strip, bool certain, between *b)
{
    b->floors = find_lines(&strips->cover[0], strip, strips->side, certain, b->floor);
    b->roofs = find_lines(&strips->cover[1], strip, strips->side, certain, b->roof);
}

static double height(line l, double t)
{
    return l.first + t * (l.last - l.first);
}

static double highest(const line *lines, size_t n, double t)
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
static size_t add_crossings(const line *lines, size_t n, double *at, size_t count)
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
static okr_half_plane above(line l, double from, double to)
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
    const line *f = &b->floor[0];
    const line *r = &b->roof[0];

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

    find_between(strips, strip, certain, &b);
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

/* Mean of the positive part of what is linear between two values, without a branch. */
static inline double positive_mean(double first, double last)
{
    const double a = first > 0.0 ? first : 0.0;
    const double b = last > 0.0 ? last : 0.0;
    const double fall = first - last;

    return 0.5 * (a + b) * (fall == 0.0 ? 1.0 : (a - b) / (fall == 0.0 ? 1.0 : fall));
}

/* Mean height over the lower side of the box of what is below a line. */
static inline double mean_below(double first, double last, double side)
{
    return positive_mean(first + side, last + side) - positive_mean(first - side, last - side);
}

/* The same of what is below either of two lines: below the first up to where they cross. */
static void find_means(const okr_strip_lines *left, const okr_strip_lines *right, double side,
                       double *means)
{
    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double over = left->first[k] - right->first[k];
        const double under = right->last[k] - left->last[k];
        const double at = over > 0.0 ? over / (over + under) : 0.0;
        const double middle = right->first[k] + at * (right->last[k] - right->first[k]);
        means[k] = at * mean_below(left->first[k], middle, side) +
                   (1.0 - at) * mean_below(middle, right->last[k], side);
    }
}

/* Whether one side serves anything of the box. */
static bool serves(const okr_strip_lines *left, const okr_strip_lines *right, double side)
{
    double most = -side;

    for (int k = 0; k < OKR_CELL_STRIPS; k++)
        most = okr_larger(most, okr_larger(left->first[k], right->last[k]));
    return most > -side;
}

/* Whether what both sides serve of a strip may overlap. Where it does not at either end it does
 * nowhere, as what is between them is concave. */
static bool may_overlap(const double ends[2][2], double side)
{
    const bool apart = ends[0][0] + ends[1][0] <= 0.0 && ends[0][1] + ends[1][1] <= 0.0;
    const bool one_sided = (ends[0][0] <= -side && ends[0][1] <= -side) ||
                           (ends[1][0] <= -side && ends[1][1] <= -side);

    return !apart && !one_sided;
}

/* What is not served of a box. */
static double unserved_box(const okr_cell_strips *strips, bool certain)
{
    const okr_strip_lines *left[2];
    const okr_strip_lines *right[2];
    double means[2][OKR_CELL_STRIPS] = {{0.0}};
    double sum = 0.0;

    for (int i = 0; i < 2; i++) {
        const okr_cover *c = &strips->cover[i];
        left[i] = certain ? &c->roof : &c->left;
        right[i] = certain ? &c->roof : &c->right;
        if (serves(left[i], right[i], strips->side))
            find_means(left[i], right[i], strips->side, means[i]);
    }
    for (size_t k = 0; k < OKR_CELL_STRIPS; k++) {
        const double ends[2][2] = {{left[0]->first[k], right[0]->last[k]},
                                   {left[1]->first[k], right[1]->last[k]}};
        double mean = 2.0 * strips->side - means[0][k] - means[1][k];
        between b;
        if (may_overlap(ends, strips->side)) {
            find_between(strips, k, certain, &b);
            mean = mean_height(&b);
        }
        sum += (strips->nodes[k + 1] - strips->nodes[k]) * mean;
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
    find_between(strips, strip, certain, &b);
    *n = cut_to_between(ring, 4, &b, x, ring + 32);
    for (size_t i = 0; strips->swapped && i < *n; i++)
        ring[i] = (okr_xy){ring[i].y, ring[i].x};
    return OKR_OK;
}
