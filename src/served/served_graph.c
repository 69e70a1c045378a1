#include "served/served_graph.h"

#include <string.h>

/* A curve steeper than this many radii of rise is bounded by a level line. */
#define RISE_MIN 0.2

/* Below these parts of the radius the root loses digits, or says nothing. */
#define ROOT_MIN 1e-6
#define SUMMIT_RISE 0.02

/* Below everything. */
#define NO_HEIGHT (-1e300)

/* A line that runs up more steeply than this is its upper end, for a curve. */
#define UPRIGHT 2e-3

/* The upper border of a capsule over the nodes of a cell. */
typedef struct graph {
    double height[OKR_CELL_ROOM]; /* f; NO_HEIGHT: no border */
    double rise[OKR_CELL_ROOM];   /* h: from the foot to the border, upwards; 0: no border */
    double run[OKR_CELL_ROOM];    /* the same, to the right */
    double radius, grow;
    double first, last; /* nothing within the outer radius is left or right of these */
    double summit;      /* or above this */
} graph;

bool okr_capsule_find(const okr_cell_work *work, const okr_cell_place *place, uint32_t id,
                      okr_capsule *c)
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
    const double deep = okr_larger(fabs(za), fabs(zb));
    const double flat = za * zb > 0.0 ? okr_lesser(fabs(za), fabs(zb)) : 0.0;

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

static void make_point(okr_capsule *c, double x, double y)
{
    c->grow += c->x1 - c->x0;
    c->x0 = c->x1 = x;
    c->y0 = c->y1 = y;
}

void okr_capsule_turn(okr_capsule *c, bool swapped, bool upside_down)
{
    if (swapped) {
        okr_swap(&c->x0, &c->y0);
        okr_swap(&c->x1, &c->y1);
    }
    if (upside_down) {
        c->y0 = -c->y0;
        c->y1 = -c->y1;
    }
    if (c->x0 > c->x1) {
        okr_swap(&c->x0, &c->x1);
        okr_swap(&c->y0, &c->y1);
    }
    if (c->x1 - c->x0 < UPRIGHT * fabs(c->y1 - c->y0))
        make_point(c, c->y1 > c->y0 ? c->x1 : c->x0, okr_larger(c->y0, c->y1));
}

/* f, h and their like at every node. The border stands over a place of the line that is `u`
 * along the nodes; beyond either end it is a circle, and u stays there. */
static void sample(const okr_capsule *c, const double *restrict nodes, graph *restrict g)
{
    const double r = c->inner;
    const double dx = c->x1 - c->x0;
    const double dy = c->y1 - c->y0;
    const double length = sqrt(dx * dx + dy * dy);
    const double lean = length > 0.0 ? r * dy / length : 0.0;
    const double slope = length > 0.0 ? dy / dx : 0.0;

    for (int k = 0; k < OKR_CELL_ROOM; k++) {
        const double at = nodes[k] + lean - c->x0;
        const double after = at > 0.0 ? at : 0.0;
        const double u = after < dx ? after : dx;
        const double x = at - u - lean;
        const double square = r * r - x * x;
        const double root = sqrt(square > ROOT_MIN * r * r ? square : 0.0);
        g->rise[k] = root;
        g->run[k] = x;
        g->height[k] = root > 0.0 ? c->y0 + u * slope + root : NO_HEIGHT;
    }
    g->radius = r;
    g->grow = c->grow;
    g->first = c->x0 - r - c->grow;
    g->last = c->x1 + r + c->grow;
    g->summit = okr_larger(c->y0, c->y1) + r + c->grow;
}

static bool holds(const okr_capsule *c, double x, double y)
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

/* Where all below the curve is served down to the side of the box: always where the line is
 * below that. */
static void find_served(const okr_capsule *c, const double *nodes, double side, const graph *g,
                        double *served)
{
    const bool below = c->y0 <= side && c->y1 <= side;

    memcpy(served, g->height, sizeof g->height);
    for (int k = 0; !below && k <= OKR_CELL_STRIPS; k++)
        if (served[k] > side && !holds(c, nodes[k], side))
            served[k] = NO_HEIGHT;
}

/* What is served for certain: the chords over the strips at both nodes of which it is. Here and
 * below values are read before they are chosen from, or loops would not become vectors. */
static void add_chords(okr_cover *restrict cover, const double *restrict served)
{
    okr_strip_lines *left = &cover->left;
    okr_strip_lines *right = &cover->right;

    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double f0 = served[k];
        const double f1 = served[k + 1];
        const double first = f1 > NO_HEIGHT ? f0 : NO_HEIGHT;
        const double last = f0 > NO_HEIGHT ? f1 : NO_HEIGHT;
        const double l0 = left->first[k];
        const double l1 = left->last[k];
        const double r0 = right->first[k];
        const double r1 = right->last[k];
        left->first[k] = okr_larger(first, l0);
        left->last[k] = first > l0 ? last : l1;
        right->first[k] = last > r1 ? first : r0;
        right->last[k] = okr_larger(last, r1);
    }
}

/* A level line for strips in which the border is steep: over the curve at the node from which
 * it falls, or over the highest place of the capsule. */
static void add_levels(okr_strip_lines *restrict roof, const graph *restrict g,
                       const double *restrict nodes, const double *restrict gate)
{
    const double least = SUMMIT_RISE * g->radius;
    const double more = g->grow * g->radius;
    const double summit = g->summit;

    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double h0 = g->rise[k];
        const double h1 = g->rise[k + 1];
        const double run0 = g->run[k];
        const double run1 = g->run[k + 1];
        const double falling = g->height[k] + more / okr_larger(h0, least);
        const double rising = g->height[k + 1] + more / okr_larger(h1, least);
        const double other = ((h1 >= least) & (run1 <= 0.0)) ? rising : summit;
        const double level = ((h0 >= least) & (run0 >= 0.0)) ? falling : other;
        const bool beside = (g->first > nodes[k + 1]) | (g->last < nodes[k]);
        const double height = (beside ? NO_HEIGHT : level) + gate[k];
        roof->first[k] = okr_larger(roof->first[k], height);
        roof->last[k] = okr_larger(roof->last[k], height);
    }
}

/* What lies above no place that the capsule serves: U of the proof, or a level line. A gate is
 * 0 where a line counts, and lets nothing through elsewhere. */
static void add_roof(okr_strip_lines *restrict roof, const graph *restrict g,
                     const double *restrict nodes, const okr_strips_reached *restrict reached)
{
    const double r = g->radius;
    const double width = nodes[1] - nodes[0];
    const double bulge = 0.125 * (1.0 + 1e-9) * width * width * r;
    const double least = RISE_MIN * r;
    double gate[OKR_CELL_STRIPS];
    double any = NO_HEIGHT;

    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double h = okr_lesser(g->rise[k], g->rise[k + 1]);
        const double over = 1.0 / okr_larger(h, least);
        const double sag = r * over * (g->grow + bulge * over * over);
        const double closed = reached->over[k] > 0.0 ? 0.0 : NO_HEIGHT;
        const double line = sag + (h >= least ? closed : NO_HEIGHT);
        roof->first[k] = okr_larger(roof->first[k], g->height[k] + line);
        roof->last[k] = okr_larger(roof->last[k], g->height[k + 1] + line);
        gate[k] = h >= least ? NO_HEIGHT : closed;
        any = okr_larger(any, gate[k]);
    }
    if (any > NO_HEIGHT)
        add_levels(roof, g, nodes, gate);
}

void okr_cover_add(okr_cover *cover, const okr_capsule *c, const okr_cell_strips *strips,
                   const okr_strips_reached *reached)
{
    double served[OKR_CELL_ROOM];
    graph g;

    sample(c, strips->nodes, &g);
    find_served(c, strips->nodes, -strips->side, &g, served);
    add_chords(cover, served);
    add_roof(&cover->roof, &g, strips->nodes, reached);
}
