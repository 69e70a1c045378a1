/* Whether rings meet nowhere: then what their windings tell needs no repair.
 *
 * Edges stand along their rings, so that boxes round runs of them, and round pairs of boxes,
 * make a tree without sorting. Two branches whose boxes meet are looked into, down to single
 * edges. */
#include "geo/box_tree.h"
#include "geo/orient.h"
#include "served/served_partition.h"

/* Edges in a leaf. */
enum { LEAF = 4 };

/* Rings inside rings are looked for while that costs no more than so many looks at an edge. */
enum { LOOKS = 64 };

typedef struct edge {
    okr_lonlat a, b;
    uint32_t ring;
} edge;

/* The tree: branch i has the branches 2i and 2i + 1; leaf k is branch leaves + k. */
typedef struct edges {
    okr_vec list;  /* edge */
    okr_vec boxes; /* okr_box, of the branches */
    size_t leaves; /* a power of 2; those behind the last edge are empty */
    const okr_cell_ring *rings;
} edges;

static okr_box edge_box(const edge *e)
{
    return (okr_box){
        e->a.lon < e->b.lon ? e->a.lon : e->b.lon, e->a.lat < e->b.lat ? e->a.lat : e->b.lat,
        e->a.lon > e->b.lon ? e->a.lon : e->b.lon, e->a.lat > e->b.lat ? e->a.lat : e->b.lat};
}

static okr_box join(okr_box a, okr_box b)
{
    return (okr_box){a.lon_min < b.lon_min ? a.lon_min : b.lon_min,
                     a.lat_min < b.lat_min ? a.lat_min : b.lat_min,
                     a.lon_max > b.lon_max ? a.lon_max : b.lon_max,
                     a.lat_max > b.lat_max ? a.lat_max : b.lat_max};
}

static okr_status add_edges(edges *e, const okr_lonlat *points, uint32_t ring, okr_error *err)
{
    const okr_cell_ring *r = &e->rings[ring];
    const okr_lonlat *p = points + r->first;
    edge *list = NULL;

    if (okr_vec_room(&e->list, r->count, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    list = &OKR_AT(&e->list, edge, e->list.count);
    for (size_t i = 0; i < r->count; i++)
        list[i] = (edge){p[i], p[i + 1 < r->count ? i + 1 : 0], ring};
    e->list.count += r->count;
    return OKR_OK;
}

static okr_status make_tree(edges *e, okr_error *err)
{
    const edge *list = e->list.data;
    okr_box *boxes = NULL;

    e->leaves = 1;
    while (e->leaves * LEAF < e->list.count)
        e->leaves *= 2;
    if (okr_vec_reserve(&e->boxes, 2 * e->leaves, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    boxes = e->boxes.data;
    for (size_t i = e->leaves; i < 2 * e->leaves; i++)
        boxes[i] = OKR_BOX_EMPTY;
    for (size_t i = 0; i < e->list.count; i++)
        boxes[e->leaves + i / LEAF] = join(boxes[e->leaves + i / LEAF], edge_box(&list[i]));
    for (size_t i = e->leaves - 1; i > 0; i--)
        boxes[i] = join(boxes[2 * i], boxes[2 * i + 1]);
    return OKR_OK;
}

/* Whether edge j follows edge i along a ring. */
static bool follows(const edges *e, size_t i, size_t j)
{
    const edge *list = e->list.data;
    const okr_cell_ring *ring = &e->rings[list[i].ring];
    const size_t last = ring->first + ring->count - 1;

    return list[i].ring == list[j].ring && (j == i + 1 || (i == last && j == ring->first));
}

/* Whether an edge goes back over the one that it follows, or has no length. */
static bool turns_back(const edge *e, const edge *next)
{
    const double along = (e->b.lon - e->a.lon) * (next->b.lon - next->a.lon) +
                         (e->b.lat - e->a.lat) * (next->b.lat - next->a.lat);

    return !(along > 0.0) && okr_orient(e->a, e->b, next->b) == 0;
}

/* Whether two edges may have a place in common other than the vertex between neighbours. */
static bool may_meet(const edges *e, size_t i, size_t j)
{
    const edge *s = &OKR_AT(&e->list, edge, i);
    const edge *t = &OKR_AT(&e->list, edge, j);
    const okr_box a = edge_box(s);
    const okr_box b = edge_box(t);

    if (!okr_box_meets(&a, &b))
        return false;
    if (follows(e, i, j))
        return turns_back(s, t);
    if (follows(e, j, i))
        return turns_back(t, s);
    return okr_orient(s->a, s->b, t->a) * okr_orient(s->a, s->b, t->b) <= 0 &&
           okr_orient(t->a, t->b, s->a) * okr_orient(t->a, t->b, s->b) <= 0;
}

static size_t leaf_end(const edges *e, size_t leaf)
{
    return okr_least((leaf + 1) * LEAF, e->list.count);
}

static bool leaf_meets_itself(const edges *e, size_t leaf)
{
    for (size_t i = leaf * LEAF; i < leaf_end(e, leaf); i++)
        for (size_t j = i + 1; j < leaf_end(e, leaf); j++)
            if (may_meet(e, i, j))
                return true;
    return false;
}

static bool leaves_meet(const edges *e, size_t leaf, size_t other)
{
    const okr_box *box = &OKR_AT(&e->boxes, okr_box, e->leaves + other);

    for (size_t i = leaf * LEAF; i < leaf_end(e, leaf); i++) {
        const okr_box own = edge_box(&OKR_AT(&e->list, edge, i));
        if (!okr_box_meets(&own, box))
            continue;
        for (size_t j = other * LEAF; j < leaf_end(e, other); j++)
            if (may_meet(e, i, j))
                return true;
    }
    return false;
}

/* Branches of one depth, so that the recursion is as deep as the tree is high. */
static bool branches_meet(const edges *e, size_t i, size_t j)
{
    const okr_box *boxes = e->boxes.data;

    if (!okr_box_meets(&boxes[i], &boxes[j]))
        return false;
    if (i >= e->leaves)
        return leaves_meet(e, i - e->leaves, j - e->leaves);
    return branches_meet(e, 2 * i, 2 * j) || branches_meet(e, 2 * i, 2 * j + 1) ||
           branches_meet(e, 2 * i + 1, 2 * j) || branches_meet(e, 2 * i + 1, 2 * j + 1);
}

static bool branch_meets_itself(const edges *e, size_t i)
{
    if (i >= e->leaves)
        return leaf_meets_itself(e, i - e->leaves);
    return branch_meets_itself(e, 2 * i) || branch_meets_itself(e, 2 * i + 1) ||
           branches_meet(e, 2 * i, 2 * i + 1);
}

/* Whether every shell lies in an even number of other rings and every hole in an odd one. Rings
 * that meet nowhere lie in one another by any of their vertices. */
static bool nest(const okr_cell_work *work, const okr_box *boxes)
{
    const okr_cell_ring *rings = work->rings.data;
    const okr_lonlat *points = work->points.data;
    size_t looks = LOOKS * work->points.count;

    for (size_t i = 0; i < work->rings.count; i++) {
        const okr_lonlat p = points[rings[i].first];
        const okr_box at = {p.lon, p.lat, p.lon, p.lat};
        bool inside = false;
        for (size_t j = 0; j < work->rings.count; j++) {
            const okr_cell_ring r = rings[j];
            if (j == i || !okr_box_meets(&boxes[j], &at))
                continue;
            if (r.count > looks)
                return false;
            looks -= r.count;
            inside ^= okr_ring_holds(points + r.first, r.count, p);
        }
        if (inside != (okr_ring_area(points + rings[i].first, rings[i].count) < 0.0))
            return false;
    }
    return true;
}

static okr_status find_boxes(const edges *e, size_t rings, okr_vec *boxes, okr_error *err)
{
    if (okr_vec_reserve(boxes, rings + 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < rings; i++)
        OKR_AT(boxes, okr_box, i) = OKR_BOX_EMPTY;
    for (size_t i = 0; i < e->list.count; i++) {
        const edge *of = &OKR_AT(&e->list, edge, i);
        okr_box *box = &OKR_AT(boxes, okr_box, of->ring);
        *box = join(*box, edge_box(of));
    }
    return OKR_OK;
}

okr_status okr_rings_are_simple(const okr_cell_work *work, bool *simple, okr_error *err)
{
    edges e = {.list = OKR_VEC(edge), .boxes = OKR_VEC(okr_box), .rings = work->rings.data};
    okr_vec boxes = OKR_VEC(okr_box);
    okr_status status = OKR_OK;

    for (uint32_t i = 0; status == OKR_OK && i < work->rings.count; i++)
        status = add_edges(&e, work->points.data, i, err);
    if (status == OKR_OK)
        status = make_tree(&e, err);
    if (status == OKR_OK && work->rings.count > 1)
        status = find_boxes(&e, work->rings.count, &boxes, err);
    *simple = status == OKR_OK && !branch_meets_itself(&e, 1) &&
              (work->rings.count < 2 || nest(work, boxes.data));
    okr_vec_done(&e.list);
    okr_vec_done(&e.boxes);
    okr_vec_done(&boxes);
    return status;
}
