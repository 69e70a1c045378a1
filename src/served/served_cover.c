/* What is near a cell as curves over its strips: which candidates have to be looked at, and
 * what they leave of the strips. */
#include "served/served_graph.h"

/* A tangent that is more upright than this bounds nothing from above. */
#define TILT_MAX 0.1

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

/* Turn a tangent so that x is the axis that is cut into strips, and what it serves below it. */
static bool turn_tangent(tangent *t, bool swapped)
{
    const bool upside_down = (swapped ? t->east : t->north) < 0.0;

    if (swapped)
        okr_swap(&t->east, &t->north);
    t->north = fabs(t->north);
    return upside_down;
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

/* Whether what a tangent bounds meets the box at all. */
static bool reaches_box(const okr_cell_place *place, const tangent *t)
{
    return t->limit + fabs(t->east) * place->half_east + fabs(t->north) * place->half_north >=
           0.0;
}

/* The strips in which a piece may serve what others do not: only below its tangent it does.
 * Where that is nowhere above what is served at the nodes, the piece changes neither line. */
static bool find_reached(const tangent *t, const double *nodes, const okr_cover *cover,
                         okr_strips_reached *restrict reached)
{
    const bool bounded = t->north > TILT_MAX * t->distance && t->distance > 0.001;
    const double slope = bounded ? -t->east / t->north : 0.0;
    const double height = bounded ? t->limit / t->north : 1e300;
    double most = 0.0;

    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double left = height + slope * nodes[k] - cover->left.first[k];
        const double right = height + slope * nodes[k + 1] - cover->right.last[k];
        const double over = left > right ? left : right;
        reached->over[k] = over;
        most = over > most ? over : most;
    }
    return most > 0.0;
}

/* What one piece serves of the strips; false where its reach is too small. */
static bool add_near(const okr_cell_work *work, const okr_cell_place *place, uint32_t id,
                     tangent *t, okr_cell_strips *strips)
{
    const bool upside_down = turn_tangent(t, strips->swapped);
    okr_cover *cover = &strips->cover[upside_down];
    okr_strips_reached reached;
    okr_capsule c;

    if (!find_reached(t, strips->nodes, cover, &reached))
        return true;
    if (!okr_capsule_find(work, place, id, &c))
        return false;
    okr_capsule_turn(&c, strips->swapped, upside_down);
    okr_cover_add(cover, &c, strips, &reached);
    return true;
}

/* Nothing is served but what lies outside the box. */
static void start_cover(okr_cover *cover, double side)
{
    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        cover->left.first[k] = cover->left.last[k] = -side;
        cover->right.first[k] = cover->right.last[k] = -side;
        cover->roof.first[k] = cover->roof.last[k] = -side;
    }
}

/* What is served at a node is below the roof, too, however the last digits fell. */
static void raise_roof(okr_cover *cover)
{
    for (int k = 0; k < OKR_CELL_STRIPS; k++) {
        const double first = cover->left.first[k];
        const double last = cover->right.last[k];
        cover->roof.first[k] = first > cover->roof.first[k] ? first : cover->roof.first[k];
        cover->roof.last[k] = last > cover->roof.last[k] ? last : cover->roof.last[k];
    }
}

bool okr_cell_find_strips(const okr_cell_work *work, const okr_cell_place *place,
                          okr_cell_strips *strips)
{
    const okr_near *near = work->near.data;
    tangent tangents[OKR_CELL_GRAPHS];

    strips->swapped = find_tangents(work, place, tangents);
    find_nodes(place, strips);
    start_cover(&strips->cover[0], strips->side);
    start_cover(&strips->cover[1], strips->side);
    for (size_t i = 0; i < work->near.count; i++)
        if (reaches_box(place, &tangents[i]) &&
            !add_near(work, place, near[i].id, &tangents[i], strips))
            return false;
    raise_roof(&strips->cover[0]);
    raise_roof(&strips->cover[1]);
    return true;
}
