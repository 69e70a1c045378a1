#include "overlay/face_sets.h"
#include "overlay/numbers.h"

#include "base/pool.h"

#include <stdlib.h>

/*
 * Crossing an edge changes membership in exactly the polygons whose border it is, so the set at
 * any point is that at a known point, changed by every edge on a path between them, in whatever
 * order. The path goes from the outside of everything along the bottom of each row of the root,
 * through its cells' inner grids, to all corners and from there to the edges' first vertices.
 *
 * Rows do not depend on each other: blocks of them are labelled by several threads, each with
 * sets of its own, which are brought into one numbering at the end.
 */
enum { BLOCKS = 64 };

typedef struct labeller {
    okr_territory_index *index;
    const okr_borders *borders;
    okr_face_sets sets;
    okr_vec ids;      /* int32_t: owners of a face, then the polygons of crossed edges */
    okr_vec renumber; /* int32_t *: faces of several polygons, to be numbered anew */
    int32_t first_row, end_row; /* of the root */
} labeller;

/* What is known and wanted of a cell: its corner's face, and those at two further points beside
 * its other corners. */
typedef struct corners {
    okr_lonlat east, north;
    int32_t face, east_face, north_face;
} corners;

static okr_edge *edge_of(const labeller *l, uint32_t i)
{
    return &OKR_AT(&l->index->edges, okr_edge, i);
}

/* Nearly always there is room already. */
static inline okr_status add_ids(labeller *l, const int32_t *ids, size_t n, okr_error *err)
{
    int32_t *to = NULL;

    if (l->ids.count + n > l->ids.capacity)
        return okr_vec_append(&l->ids, ids, n, err);
    to = &OKR_AT(&l->ids, int32_t, l->ids.count);
    for (size_t i = 0; i < n; i++)
        to[i] = ids[i];
    l->ids.count += n;
    return OKR_OK;
}

static okr_status begin(labeller *l, int32_t face, okr_error *err)
{
    size_t polygons = l->index->polygons;
    okr_owners have = {&face, face < 0 ? 0 : 1};

    if (face >= 0 && (size_t)face >= polygons)
        have = okr_face_sets_at(&l->sets, (size_t)face - polygons);
    l->ids.count = 0;
    return add_ids(l, have.polygons, have.count, err);
}

static okr_status toggle(labeller *l, uint32_t edge, okr_error *err)
{
    okr_span span = OKR_AT(&l->borders->spans, okr_span, edge);

    return add_ids(l, &OKR_AT(&l->borders->polygons, int32_t, span.first), span.count, err);
}

/* The face of the polygons that were collected an odd number of times. */
static okr_status end(labeller *l, int32_t *face, okr_error *err)
{
    int32_t *ids = l->ids.data;
    const size_t kept = okr_numbers_keep_odd(ids, l->ids.count);

    if (kept > 1)
        return okr_face_sets_number(&l->sets, ids, kept, face, err);
    *face = kept == 1 ? ids[0] : OKR_OUTSIDE;
    return OKR_OK;
}

/* Write a face where it belongs. */
static okr_status put(labeller *l, int32_t *slot, int32_t face, okr_error *err)
{
    *slot = face;
    if (face < 0 || (size_t)face < l->index->polygons)
        return OKR_OK;
    return okr_vec_append(&l->renumber, &slot, 1, err);
}

/* Does an edge pass between p and q, which is due east of p? Both are moved by the border
 * shift, so only the edge's ends decide whether it meets the line through them. */
static inline bool passes_east(const okr_edge *e, okr_lonlat p, okr_lonlat q)
{
    return (e->a.lat > p.lat) != (e->b.lat > p.lat) &&
           okr_side(e->a, e->b, p) != okr_side(e->a, e->b, q);
}

/* The same for a q due north of p. */
static inline bool passes_north(const okr_edge *e, okr_lonlat p, okr_lonlat q)
{
    return e->a.lon <= p.lon && e->b.lon > p.lon &&
           okr_side(e->a, e->b, p) != okr_side(e->a, e->b, q);
}

/* From the face at a leaf's corner to that at a point due east or north in the leaf. */
static okr_status lead(labeller *l, const okr_leaf *leaf, okr_lonlat to, bool east,
                       int32_t *face, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    okr_lonlat corner = okr_grid_corner(leaf->grid, leaf->ix, leaf->iy);
    bool moved = false;
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < leaf->cell->count; i++) {
        const okr_edge *e = edge_of(l, list[i]);
        if (east ? !passes_east(e, corner, to) : !passes_north(e, corner, to))
            continue;
        if (!moved)
            status = begin(l, *face, err);
        moved = true;
        if (status == OKR_OK)
            status = toggle(l, list[i], err);
    }
    return status == OKR_OK && moved ? end(l, face, err) : status;
}

/* Collect what is crossed from the leaf's corner to p: along the bottom, then up. */
static okr_status cross_to(labeller *l, const okr_leaf *leaf, okr_lonlat p, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    okr_lonlat corner = okr_grid_corner(leaf->grid, leaf->ix, leaf->iy);
    okr_lonlat below = {p.lon, corner.lat};
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < leaf->cell->count; i++) {
        const okr_edge *e = edge_of(l, list[i]);
        if (passes_east(e, corner, below) != passes_north(e, below, p))
            status = toggle(l, list[i], err);
    }
    return status;
}

/* Is f among the edges that a turn round their common first vertex crosses, from the shift's
 * direction (just above east) to the left side of e? */
static bool turned_over(const okr_edge *e, const okr_edge *f)
{
    bool up = e->b.lat > e->a.lat;

    if (!okr_same(f->a, e->a) || (f->b.lat > f->a.lat) != up)
        return false;
    return up ? f == e || okr_orient(e->a, e->b, f->b) < 0
              : f != e && okr_orient(e->a, e->b, f->b) > 0;
}

/*
 * Faces of an edge, exactly: the face at its first vertex under the border shift, then a turn
 * round that vertex to the edge. No point beside the edge is needed, so slivers thinner than
 * the rounding of a coordinate cannot mislead.
 */
static okr_status label_edge(labeller *l, const okr_leaf *leaf, uint32_t number, okr_error *err)
{
    okr_edge *e = edge_of(l, number);
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    okr_status status = begin(l, leaf->cell->face, err);
    int32_t left = OKR_OUTSIDE;
    int32_t right = OKR_OUTSIDE;

    if (status == OKR_OK)
        status = cross_to(l, leaf, e->a, err);
    for (int32_t i = 0; status == OKR_OK && i < leaf->cell->count; i++)
        if (turned_over(e, edge_of(l, list[i])))
            status = toggle(l, list[i], err);
    if (status == OKR_OK)
        status = end(l, &left, err);
    if (status == OKR_OK)
        status = begin(l, left, err);
    if (status == OKR_OK)
        status = toggle(l, number, err);
    if (status == OKR_OK)
        status = end(l, &right, err);
    if (status == OKR_OK)
        status = put(l, &e->left, left, err);
    return status == OKR_OK ? put(l, &e->right, right, err) : status;
}

/* A leaf seen from its corner: what lies this far within it is certainly held by it. */
typedef struct frame {
    const okr_leaf *leaf;
    okr_lonlat corner;
} frame;

/* Is the leaf the one that holds p? Only near its sides the grids must be asked. */
static bool holds(const labeller *l, const frame *f, okr_lonlat p)
{
    const okr_grid *g = f->leaf->grid;
    double x = p.lon - f->corner.lon;
    double y = p.lat - f->corner.lat;

    if (x > OKR_CELL_MARGIN && x < g->width - OKR_CELL_MARGIN && y > OKR_CELL_MARGIN &&
        y < g->height - OKR_CELL_MARGIN)
        return true;
    if (x < -OKR_CELL_MARGIN || x > g->width + OKR_CELL_MARGIN || y < -OKR_CELL_MARGIN ||
        y > g->height + OKR_CELL_MARGIN)
        return false;
    return okr_grids_leaf(&l->index->grids, p).cell == f->leaf->cell;
}

/* Has this block labelled an edge? What others label at the same time must not be looked at;
 * an edge that was never labelled has the same face on both sides. */
static bool is_labelled(const labeller *l, const okr_edge *e)
{
    const okr_grid *root = l->index->grids.grids.data;
    int32_t row = okr_grid_slot(e->a.lat - root->lat0, root->per_height, root->ny);

    return row >= l->first_row && row < l->end_row && e->left != e->right;
}

/* The other edge at the first vertex of an edge, when there are just two: the same faces go on
 * along both. All edges at a vertex are listed where it lies. */
static const okr_edge *only_other(const labeller *l, const okr_leaf *leaf, const okr_edge *e)
{
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    const okr_edge *other = NULL;

    for (int32_t i = 0; i < leaf->cell->count; i++) {
        const okr_edge *f = edge_of(l, list[i]);
        if (f == e || !(okr_same(f->b, e->a) || okr_same(f->a, e->a)))
            continue;
        if (other != NULL)
            return NULL;
        other = f;
    }
    return other;
}

/* Most edges continue one that has its faces already. */
static okr_status continue_edge(labeller *l, const okr_leaf *leaf, okr_edge *e, bool *done,
                                okr_error *err)
{
    const okr_edge *other = only_other(l, leaf, e);
    bool onward = false;
    okr_status status = OKR_OK;

    *done = other != NULL && is_labelled(l, other);
    if (!*done)
        return OKR_OK;
    onward = okr_same(other->b, e->a);
    status = put(l, &e->left, onward ? other->left : other->right, err);
    return status == OKR_OK ? put(l, &e->right, onward ? other->right : other->left, err)
                            : status;
}

/* Do the edges of a list, which mostly follow each other along a border, lead westwards? Then
 * each continues the one behind it. */
static bool leads_back(const labeller *l, const uint32_t *list, int32_t n)
{
    return n > 1 && okr_same(edge_of(l, list[0])->a, edge_of(l, list[1])->b);
}

/* The edges of a leaf that begin in it: every edge begins in exactly one, which lists it. */
static okr_status label_edges(labeller *l, const okr_leaf *leaf, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    const frame f = {leaf, okr_grid_corner(leaf->grid, leaf->ix, leaf->iy)};
    int32_t n = leaf->cell->count;
    bool back = leads_back(l, list, n);
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < n; i++) {
        uint32_t number = list[back ? n - 1 - i : i];
        bool done = false;
        if (!holds(l, &f, edge_of(l, number)->a))
            continue;
        status = continue_edge(l, leaf, edge_of(l, number), &done, err);
        if (status == OKR_OK && !done)
            status = label_edge(l, leaf, number, err);
    }
    return status;
}

static okr_status label_grid(labeller *l, uint32_t number, corners *c, okr_error *err);

static okr_status label_cell(labeller *l, const okr_leaf *at, okr_cell *cell, corners *c,
                             okr_error *err)
{
    okr_status status = put(l, &cell->face, c->face, err);

    c->east_face = c->north_face = c->face;
    if (status != OKR_OK || cell->count == 0)
        return status;
    if (cell->count == OKR_CELL_GRID)
        return label_grid(l, cell->at, c, err);
    status = label_edges(l, at, err);
    if (status == OKR_OK)
        status = lead(l, at, c->east, true, &c->east_face, err);
    if (status == OKR_OK && at->ix == 0)
        status = lead(l, at, c->north, false, &c->north_face, err);
    return status;
}

/* Label a row from the face at its west end; gives the faces at its east end and at the north
 * point of its first cell. */
static okr_status label_row(labeller *l, const okr_grid *g, int32_t iy, corners *row,
                            okr_error *err)
{
    okr_cell *cells =
        &OKR_AT(&l->index->grids.cells, okr_cell, g->first + (size_t)iy * (size_t)g->nx);
    okr_status status = OKR_OK;

    row->east_face = row->face;
    for (int32_t ix = 0; status == OKR_OK && ix < g->nx; ix++) {
        okr_leaf at = {.cell = &cells[ix], .grid = g, .ix = ix, .iy = iy};
        corners c = {.face = row->east_face,
                     .east = ix + 1 < g->nx ? okr_grid_corner(g, ix + 1, iy) : row->east,
                     .north = ix == 0 ? row->north : okr_grid_corner(g, ix, iy + 1)};
        status = label_cell(l, &at, &cells[ix], &c, err);
        row->east_face = c.east_face;
        if (ix == 0)
            row->north_face = c.north_face;
    }
    return status;
}

/* The grid of a cell: its own outermost corners may differ from the cell's by rounding, so the
 * outermost steps lead to the cell's. */
static okr_status label_grid(labeller *l, uint32_t number, corners *c, okr_error *err)
{
    const okr_grid *g = &OKR_AT(&l->index->grids.grids, okr_grid, number);
    okr_status status = OKR_OK;

    c->north_face = c->face;
    for (int32_t iy = 0; status == OKR_OK && iy < g->ny; iy++) {
        corners row = {.face = c->north_face,
                       .east = iy == 0 ? c->east : okr_grid_corner(g, g->nx, iy),
                       .north = iy + 1 < g->ny ? okr_grid_corner(g, 0, iy + 1) : c->north};
        status = label_row(l, g, iy, &row, err);
        if (iy == 0)
            c->east_face = row.east_face;
        c->north_face = row.north_face;
    }
    return status;
}

/* All blocks of rows of the root. */
typedef struct job {
    okr_territory_index *index;
    const okr_borders *borders;
    labeller *labellers; /* owned, one per block */
    int32_t **numbers;   /* owned: per block, the faces of its sets */
    size_t blocks;
} job;

static okr_status label_block(void *user, size_t block, unsigned worker, okr_error *err)
{
    job *j = user;
    labeller *l = &j->labellers[block];
    const okr_grid *g = j->index->grids.grids.data;
    okr_status status = okr_face_sets_init(&l->sets, j->index->polygons, err);

    (void)worker;
    l->index = j->index;
    l->borders = j->borders;
    l->ids = OKR_VEC(int32_t);
    l->renumber = OKR_VEC(int32_t *);
    l->first_row = (int32_t)(block * (size_t)g->ny / j->blocks);
    l->end_row = (int32_t)((block + 1) * (size_t)g->ny / j->blocks);
    for (int32_t iy = l->first_row; status == OKR_OK && iy < l->end_row; iy++) {
        /* The root's west side lies outside of the box of all edges. */
        corners row = {.face = OKR_OUTSIDE,
                       .east = okr_grid_corner(g, g->nx, iy),
                       .north = okr_grid_corner(g, 0, iy + 1)};
        status = label_row(l, g, iy, &row, err);
    }
    return status;
}

static okr_status renumber_block(void *user, size_t block, unsigned worker, okr_error *err)
{
    job *j = user;
    int32_t *const *slots = j->labellers[block].renumber.data;

    (void)worker;
    (void)err;
    for (size_t i = 0; i < j->labellers[block].renumber.count; i++)
        *slots[i] = j->numbers[block][(size_t)*slots[i] - j->index->polygons];
    return OKR_OK;
}

static okr_status join_sets(job *j, unsigned threads, okr_error *err)
{
    const okr_face_sets *parts[BLOCKS];
    okr_face_sets whole;
    okr_status status = okr_face_sets_init(&whole, j->index->polygons, err);

    for (size_t b = 0; b < j->blocks; b++)
        parts[b] = &j->labellers[b].sets;
    if (status == OKR_OK)
        status = okr_face_sets_join(parts, j->blocks, &whole, j->numbers, err);
    j->index->owner_starts = whole.starts; /* moved */
    j->index->owners = whole.owners;
    return status == OKR_OK ? okr_pool_run(threads, j->blocks, renumber_block, j, err) : status;
}

okr_status okr_faces_label(okr_territory_index *index, const okr_borders *borders,
                           unsigned threads, okr_error *err)
{
    int32_t rows = OKR_AT(&index->grids.grids, okr_grid, 0).ny;
    job j = {
        .index = index, .borders = borders, .blocks = rows < BLOCKS ? (size_t)rows : BLOCKS};
    okr_status status = OKR_OK;

    j.labellers = calloc(j.blocks, sizeof *j.labellers);
    j.numbers = calloc(j.blocks, sizeof *j.numbers);
    if (j.labellers == NULL || j.numbers == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = okr_pool_run(threads, j.blocks, label_block, &j, err);
    if (status == OKR_OK)
        status = join_sets(&j, threads, err);
    for (size_t b = 0; b < j.blocks && j.labellers != NULL; b++) {
        okr_face_sets_done(&j.labellers[b].sets);
        okr_vec_done(&j.labellers[b].ids);
        okr_vec_done(&j.labellers[b].renumber);
        free(j.numbers == NULL ? NULL : j.numbers[b]);
    }
    free(j.labellers);
    free(j.numbers);
    return status;
}
