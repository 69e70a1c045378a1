/* The border of reach as a graph: over one axis of a cell each candidate serves what lies below
 * (or above) a concave curve that is known in closed form. docs/served.md has the proof; the
 * letters are the same. */
#include "served/served_cell.h"

/* A curve steeper than this many radii of rise is bounded by its highest place alone. */
#define RISE_MIN 0.2

/* Below these parts of the radius the root loses digits, or says nothing. */
#define ROOT_MIN 1e-6
#define SUMMIT_RISE 0.02

/* The curve over a line that runs up more steeply than this is as high as the line's lower end.
 */
#define UPRIGHT 1e-3

/* A tangent that is more upright than this bounds nothing from above. */
#define TILT_MAX 0.1

/* So many candidates are put in order of what they reach. */
enum { FIRST_GRAPHS = 6 };

/* The places that a candidate serves, on the plane of a cell: those within a radius of a
 * straight line, whose ends are in the order of x. */
typedef struct capsule {
    double x0, y0, x1, y1;
    double inner; /* radius within which places are served for certain */
    double grow;  /* what the radius beyond which they are not has more */
} capsule;

/* The upper border of a capsule over the nodes of a cell. */
typedef struct graph {
    double height[OKR_CELL_ROOM]; /* f */
    double rise[OKR_CELL_ROOM];   /* h: from the foot to the border, upwards; 0: no border */
    double run[OKR_CELL_ROOM];    /* the same, to the right */
    double radius, grow;
    double first, last; /* nothing within the outer radius is left or right of these */
    double summit;      /* or above this */
    unsigned floor;     /* bits of the nodes under which all is served down to the box's side */
} graph;

/* Heights of a straight line at the two ends of a strip. */
typedef okr_cell_line line;

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static line line_both(double height)
{
    return (line){height, height};
}

static bool is_above(line a, line b)
{
    return a.first >= b.first && a.last >= b.last;
}

/* Put a candidate on the plane; false where its reach is too small to have a border. */
static bool find_capsule(const okr_cell_work *work, const okr_cell_place *place, uint32_t id,
                         capsule *c)
{
    const okr_served_set *set = work->run->set;
    const uint32_t source = set->columns.source[id];
    const okr_space_frame *f = &place->frame;
    const okr_space a = okr_space_minus(okr_vertex(set, id), f->at);
    const okr_space b = okr_space_minus(okr_piece_end(set, id), f->at);
    const double za = okr_space_dot(a, place->up);
    const double zb = okr_space_dot(b, place->up);
    const double slack =
        place->bend + (set->columns.inverse[id] > 0.0 ? OKR_PIECE_DEPARTURE : 0.0);
    const double within = work->run->within[source] - slack;
    const double beyond = work->run->beyond[source] + slack;
    const double deep = fmax(fabs(za), fabs(zb));
    const double flat = za * zb > 0.0 ? fmin(fabs(za), fabs(zb)) : 0.0;

    if (!(within > 2.0 * deep) || !(within > 0.2 * beyond))
        return false;
    c->inner = sqrt(within * within - deep * deep);
    c->grow = sqrt(beyond * beyond - flat * flat) - c->inner;
    c->x0 = a.x * f->east.x + a.y * f->east.y;
    c->y0 = okr_space_dot(a, f->north);
    c->x1 = b.x * f->east.x + b.y * f->east.y;
    c->y1 = okr_space_dot(b, f->north);
    return true;
}

/* How the distance to a piece rises about the middle of the cell: it is within its reach at
 * most where east x + north y <= limit. */
typedef struct tangent {
    double east, north; /* of a vector as long as the distance */
    double distance, limit;
} tangent;

static tangent find_tangent(const okr_cell_work *work, const okr_cell_place *place,
                            const okr_near *near)
{
    const uint32_t source = work->run->set->columns.source[near->id];
    const okr_space_frame *f = &place->frame;
    const double beyond = work->run->beyond[source] + place->bend + OKR_PIECE_DEPARTURE;

    return (tangent){near->d.x * f->east.x + near->d.y * f->east.y,
                     okr_space_dot(near->d, f->north), near->distance,
                     (beyond - near->distance) * near->distance};
}

/* Whether the border of reach about the box is crossed rather going north than going east. */
static double northing(const tangent *t, double radius)
{
    const double size = t->distance * t->distance;

    if (!(fabs(t->limit) < radius * t->distance) || !(size > 0.0))
        return 0.0;
    return (t->north * t->north - t->east * t->east) / size;
}

static void swap(double *a, double *b)
{
    const double keep = *a;

    *a = *b;
    *b = keep;
}

/* Turn a tangent so that x is the axis that is cut into strips, and what it serves below it. */
static bool turn_tangent(tangent *t, bool swapped)
{
    const bool upside_down = (swapped ? t->east : t->north) < 0.0;

    if (swapped)
        swap(&t->east, &t->north);
    t->north = fabs(t->north);
    return upside_down;
}

static void turn_capsule(capsule *c, bool swapped, bool upside_down)
{
    if (swapped) {
        swap(&c->x0, &c->y0);
        swap(&c->x1, &c->y1);
    }
    if (upside_down) {
        c->y0 = -c->y0;
        c->y1 = -c->y1;
    }
    if (c->x0 > c->x1) {
        swap(&c->x0, &c->x1);
        swap(&c->y0, &c->y1);
    }
}

/* f, h and their like at every node: on the circle round either end, or on the straight line
 * between these. */
static void sample(const capsule *c, const double *nodes, int first, int last, graph *g)
{
    const double r = c->inner;
    const double dx = c->x1 - c->x0;
    const double dy = c->y1 - c->y0;
    const double length = sqrt(dx * dx + dy * dy);
    const double east = length > 0.0 ? dx / length : 1.0;
    const double north = length > 0.0 ? dy / length : 0.0;
    const double from = c->x0 - r * north;
    const double to = c->x1 - r * north;
    const bool upright = east < UPRIGHT;
    const double slope = upright ? 0.0 : north / east;
    const double base = (upright ? fmin(c->y0, c->y1) : c->y0) + r * east;

    for (int k = first; k < last; k++) {
        const double s = nodes[k];
        const bool left = s < from;
        const bool circle = left || s > to;
        const double x = s - (left ? c->x0 : c->x1);
        const double square = r * r - x * x;
        const double root = sqrt(square > ROOT_MIN * r * r ? square : 0.0);
        g->rise[k] = circle ? root : r * east;
        g->run[k] = circle ? x : -r * north;
        g->height[k] = circle ? (left ? c->y0 : c->y1) + root : base + (s - from) * slope;
    }
    g->radius = r;
    g->grow = c->grow;
    g->first = c->x0 - r - c->grow;
    g->last = c->x1 + r + c->grow;
    g->summit = fmax(c->y0, c->y1) + r + c->grow;
}

static bool holds(const capsule *c, double x, double y)
{
    const double dx = c->x1 - c->x0;
    const double dy = c->y1 - c->y0;
    const double square = dx * dx + dy * dy;
    double t = square > 0.0 ? ((x - c->x0) * dx + (y - c->y0) * dy) / square : 0.0;

    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    x -= c->x0 + t * dx;
    y -= c->y0 + t * dy;
    return x * x + y * y <= c->inner * c->inner;
}

/* Where the side of the box below a curve is served, too: always where the line is below it. */
static void find_floor(const capsule *c, const double *nodes, double side, int first, int last,
                       graph *g)
{
    g->floor = c->y0 <= side && c->y1 <= side ? ~0U : 0U;
    for (int k = first; g->floor != ~0U && k <= last; k++)
        if (g->height[k] <= side || holds(c, nodes[k], side))
            g->floor |= 1U << k;
}

/* What lies above no place of a strip that the candidate serves: U of the proof. */
static line find_roof(const graph *g, const double *nodes, unsigned k)
{
    const double h0 = g->rise[k];
    const double h1 = g->rise[k + 1];
    const double least = h0 < h1 ? h0 : h1;
    const double width = nodes[k + 1] - nodes[k];

    if (least >= RISE_MIN * g->radius) {
        const double steep = 1.0 / least;
        const double sag =
            g->radius * steep * (g->grow + 0.125 * width * width * g->radius * steep * steep);
        return (line){g->height[k] + sag, g->height[k + 1] + sag};
    }
    if (g->first > nodes[k + 1] || g->last < nodes[k])
        return line_both(-INFINITY);
    if (h0 >= SUMMIT_RISE * g->radius && g->run[k] >= 0.0)
        return line_both(g->height[k] + g->grow * g->radius / h0);
    if (h1 >= SUMMIT_RISE * g->radius && g->run[k + 1] <= 0.0)
        return line_both(g->height[k + 1] + g->grow * g->radius / h1);
    return line_both(g->summit);
}

/* What the curves of one side say of a strip. */
typedef struct cover {
    line served[2]; /* below either all is served for certain */
    line roof;      /* above it nothing is */
} cover;

/* Take one more curve into account. */
static void add_strip(cover *c, const graph *g, const double *nodes, unsigned k)
{
    const line chord = {g->height[k], g->height[k + 1]};
    const unsigned both = 3U << k;
    const line roof = find_roof(g, nodes, k);

    if (g->rise[k] > 0.0 && g->rise[k + 1] > 0.0 && (g->floor & both) == both) {
        if (chord.first > c->served[0].first)
            c->served[0] = chord;
        if (chord.last > c->served[1].last)
            c->served[1] = chord;
    }
    c->roof.first = larger(c->roof.first, roof.first);
    c->roof.last = larger(c->roof.last, roof.last);
}

/* The strips in which a piece may serve what others do not: only below its tangent it does. */
static unsigned find_strips_reached(const tangent *t, const double *nodes, const cover *covers)
{
    const double slope = -t->east / t->north;
    const double height = t->limit / t->north;
    unsigned reached = 0;

    if (!(t->north > TILT_MAX * t->distance) || !(t->distance > 0.001))
        return ~0U;
    for (unsigned k = 0; k < OKR_CELL_STRIPS; k++) {
        const cover *c = &covers[k];
        const line below = {height + slope * nodes[k], height + slope * nodes[k + 1]};
        if (!is_above(c->served[0], below) && !is_above(c->served[1], below))
            reached |= 1U << k;
    }
    return reached;
}

static void add_capsule(const capsule *c, unsigned reached, const okr_cell_strips *strips,
                        cover *covers)
{
    int first = 0;
    int last = OKR_CELL_STRIPS;
    graph g;

    while ((reached & 1U << first) == 0)
        first++;
    while ((reached & 1U << (last - 1)) == 0)
        last--;
    sample(c, strips->nodes, first & ~1, last + 1, &g);
    find_floor(c, strips->nodes, -strips->side, first, last, &g);
    for (int k = first; k < last; k++)
        if ((reached & 1U << k) != 0)
            add_strip(&covers[k], &g, strips->nodes, (unsigned)k);
}

static line mirrored(line l)
{
    return (line){-l.first, -l.last};
}

static void find_strip(const cover *lower, const cover *upper, okr_strip *s)
{
    s->possible_floor[0] = lower->served[0];
    s->possible_floor[1] = lower->served[1];
    s->possible_roof[0] = mirrored(upper->served[0]);
    s->possible_roof[1] = mirrored(upper->served[1]);
    s->certain_floor = lower->roof;
    s->certain_roof = mirrored(upper->roof);
}

static void find_nodes(const okr_cell_place *place, okr_cell_strips *strips)
{
    const double half = strips->swapped ? place->half_north : place->half_east;

    strips->side = strips->swapped ? place->half_east : place->half_north;
    for (int k = 0; k < OKR_CELL_ROOM; k++)
        strips->nodes[k] = half * (2.0 * k / OKR_CELL_STRIPS - 1.0);
    strips->nodes[OKR_CELL_STRIPS] = half;
}

/* Tangents of all that is near, and the axis that the border runs along. */
static bool find_tangents(const okr_cell_work *work, const okr_cell_place *place,
                          tangent *tangents)
{
    double sum = 0.0;

    for (size_t i = 0; i < work->near.count; i++) {
        tangents[i] = find_tangent(work, place, &OKR_AT(&work->near, okr_near, i));
        sum += northing(&tangents[i], place->radius);
    }
    return sum < 0.0;
}

/* Candidates that may reach the box, in the order in which they are taken: the few that reach
 * farthest into it come first, as what they serve rules others out. Returns how many. */
static size_t find_order(const okr_cell_place *place, const tangent *tangents, size_t n,
                         unsigned *order)
{
    double depths[FIRST_GRAPHS];
    size_t count = 0;

    for (unsigned i = 0; i < n; i++) {
        const tangent *t = &tangents[i];
        const double swing =
            fabs(t->east) * place->half_east + fabs(t->north) * place->half_north;
        const double depth = t->limit / t->distance;
        size_t k = count < FIRST_GRAPHS ? count : FIRST_GRAPHS - 1;
        if (t->limit + swing < 0.0)
            continue;
        order[count] = i;
        if (count >= FIRST_GRAPHS && depths[k] < depth)
            order[count] = order[k];
        count++;
        if (k == FIRST_GRAPHS - 1 && count > FIRST_GRAPHS && !(depths[k] < depth))
            continue;
        for (; k > 0 && depths[k - 1] < depth; k--) {
            depths[k] = depths[k - 1];
            order[k] = order[k - 1];
        }
        depths[k] = depth;
        order[k] = i;
    }
    return count;
}

/* What one piece serves of the strips; false where its reach is too small. */
static bool add_near(const okr_cell_work *work, const okr_cell_place *place,
                     const okr_near *near, tangent *t, const okr_cell_strips *strips,
                     cover covers[2][OKR_CELL_STRIPS])
{
    const bool upside_down = turn_tangent(t, strips->swapped);
    const unsigned reached = find_strips_reached(t, strips->nodes, covers[upside_down]);
    capsule c;

    if (reached == 0)
        return true;
    if (!find_capsule(work, place, near->id, &c))
        return false;
    turn_capsule(&c, strips->swapped, upside_down);
    add_capsule(&c, reached, strips, covers[upside_down]);
    return true;
}

bool okr_cell_find_strips(const okr_cell_work *work, const okr_cell_place *place,
                          okr_cell_strips *strips)
{
    tangent tangents[OKR_CELL_GRAPHS];
    cover covers[2][OKR_CELL_STRIPS];
    unsigned order[OKR_CELL_GRAPHS];
    size_t n = 0;

    strips->swapped = find_tangents(work, place, tangents);
    find_nodes(place, strips);
    for (unsigned k = 0; k < OKR_CELL_STRIPS; k++) {
        const line side = line_both(-strips->side);
        covers[0][k] = covers[1][k] = (cover){{side, side}, side};
    }
    n = find_order(place, tangents, work->near.count, order);
    for (size_t i = 0; i < n; i++)
        if (!add_near(work, place, &OKR_AT(&work->near, okr_near, order[i]),
                      &tangents[order[i]], strips, covers))
            return false;
    for (unsigned k = 0; k < OKR_CELL_STRIPS; k++)
        find_strip(&covers[0][k], &covers[1][k], &strips->strip[k]);
    return true;
}
