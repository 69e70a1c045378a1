#include "geo/arrangement.h"

#include "base/i18n.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Sets of polygons while faces are found. Crossing an edge changes membership in exactly the
 * polygons whose border it is, so the set at any point is that at a known point, changed by
 * every edge on a path between them, in whatever order. Sets of several polygons get a number
 * when they are first met; only sets that exist somewhere are ever made.
 */
typedef struct labeller {
    okr_territory_index *index;
    const okr_borders *borders;
    okr_vec toggles; /* int32_t: polygons of crossed edges */
    okr_vec merged;  /* int32_t: the set being made */
    okr_vec near;    /* uint32_t: edges beside a path */
    uint32_t *slots; /* owned: hash table of sets; number of the set + 1, 0 is free */
    size_t slot_count;
} labeller;

enum { FIRST_SLOTS = 64 };

static const okr_edge *edge_of(const labeller *l, uint32_t i)
{
    return &OKR_AT(&l->index->edges, okr_edge, i);
}

static okr_status toggle(labeller *l, uint32_t edge, okr_error *err)
{
    okr_span span = OKR_AT(&l->borders->spans, okr_span, edge);

    return okr_vec_append(&l->toggles, &OKR_AT(&l->borders->polygons, int32_t, span.first),
                          span.count, err);
}

static int compare_ids(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x;
    int32_t b = *(const int32_t *)y;

    return (a > b) - (a < b);
}

static uint64_t hash_ids(const int32_t *ids, size_t n)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (uint32_t)ids[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

static okr_owners set_owners(const labeller *l, size_t set)
{
    const size_t *starts = l->index->owner_starts.data;
    const int32_t *owners = l->index->owners.data;

    return (okr_owners){owners + starts[set], starts[set + 1] - starts[set]};
}

static size_t sets(const labeller *l)
{
    return l->index->owner_starts.count - 1;
}

static size_t find_slot(const labeller *l, const int32_t *ids, size_t n)
{
    size_t slot = hash_ids(ids, n) & (l->slot_count - 1);

    while (l->slots[slot] != 0) {
        okr_owners have = set_owners(l, l->slots[slot] - 1);
        if (have.count == n && memcmp(have.polygons, ids, n * sizeof *ids) == 0)
            break;
        slot = (slot + 1) & (l->slot_count - 1);
    }
    return slot;
}

static okr_status grow_slots(labeller *l, okr_error *err)
{
    size_t wanted = l->slot_count == 0 ? FIRST_SLOTS : 2 * l->slot_count;

    if (2 * (sets(l) + 1) < l->slot_count)
        return OKR_OK;
    free(l->slots);
    l->slots = calloc(wanted, sizeof *l->slots);
    if (l->slots == NULL)
        return okr_fail_nomem(err);
    l->slot_count = wanted;
    for (size_t s = 0; s < sets(l); s++) {
        okr_owners have = set_owners(l, s);
        l->slots[find_slot(l, have.polygons, have.count)] = (uint32_t)s + 1;
    }
    return OKR_OK;
}

/* The number of a sorted set of several polygons. */
static okr_status set_number(labeller *l, const int32_t *ids, size_t n, int32_t *face,
                             okr_error *err)
{
    okr_status status = grow_slots(l, err);
    size_t slot = 0;

    if (status != OKR_OK)
        return status;
    slot = find_slot(l, ids, n);
    if (l->slots[slot] == 0) {
        if (l->index->polygons + sets(l) >= INT32_MAX)
            return okr_fail_nomem(err);
        status = okr_vec_append(&l->index->owners, ids, n, err);
        if (status == OKR_OK)
            status = okr_vec_append(&l->index->owner_starts, &l->index->owners.count, 1, err);
        if (status != OKR_OK)
            return status;
        l->slots[slot] = (uint32_t)sets(l);
    }
    *face = (int32_t)(l->index->polygons + l->slots[slot] - 1);
    return OKR_OK;
}

/* Change a face by the collected polygons and forget them. */
static okr_status apply(labeller *l, int32_t *face, okr_error *err)
{
    okr_owners have = okr_territory_index_owners(l->index, *face);
    int32_t *ids = NULL;
    size_t kept = 0;
    okr_status status = OKR_OK;

    if (l->toggles.count == 0)
        return OKR_OK;
    l->merged.count = 0;
    status = okr_vec_append(&l->merged, have.polygons, have.count, err);
    if (status == OKR_OK)
        status = okr_vec_append(&l->merged, l->toggles.data, l->toggles.count, err);
    l->toggles.count = 0;
    if (status != OKR_OK)
        return status;
    ids = l->merged.data;
    qsort(ids, l->merged.count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < l->merged.count; i++) {
        if (kept > 0 && ids[kept - 1] == ids[i])
            kept--;
        else
            ids[kept++] = ids[i];
    }
    if (kept > 1)
        return set_number(l, ids, kept, face, err);
    *face = kept == 1 ? ids[0] : OKR_OUTSIDE;
    return OKR_OK;
}

static bool crosses(const okr_edge *e, okr_lonlat p, okr_lonlat q)
{
    return okr_side(e->a, e->b, p) != okr_side(e->a, e->b, q) &&
           okr_side_of_shifted(p, q, e->a) != okr_side_of_shifted(p, q, e->b);
}

static okr_status note_near(void *user, const okr_cell *cell, okr_error *err)
{
    labeller *l = user;
    const uint32_t *entries = l->index->grids.entries.data;

    return okr_vec_append(&l->near, entries + cell->at, (size_t)cell->count, err);
}

static int compare_numbers(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x;
    uint32_t b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

/* From the face at p to that at q, over the edges that cross the way. */
static okr_status move(labeller *l, const okr_cell *cell, okr_lonlat p, okr_lonlat q,
                       int32_t *face, okr_error *err)
{
    okr_status status = OKR_OK;
    const uint32_t *near = NULL;

    if (cell->count == 0)
        return OKR_OK;
    l->near.count = 0;
    if (cell->count != OKR_CELL_GRID) {
        status = note_near(l, cell, err);
    } else {
        status = okr_grids_along(&l->index->grids, p, q, note_near, l, err);
        if (l->near.count > 0)
            qsort(l->near.data, l->near.count, sizeof(uint32_t), compare_numbers);
    }
    near = l->near.data;
    for (size_t i = 0; status == OKR_OK && i < l->near.count; i++)
        if ((i == 0 || near[i] != near[i - 1]) && crosses(edge_of(l, near[i]), p, q))
            status = toggle(l, near[i], err);
    return status == OKR_OK ? apply(l, face, err) : status;
}

/* Faces at the corners of a grid's cells, from that at its own corner. */
static okr_status label_corners(labeller *l, size_t number, int32_t first, okr_error *err)
{
    const okr_grid *g = &OKR_AT(&l->index->grids.grids, okr_grid, number);
    okr_cell *cells = &OKR_AT(&l->index->grids.cells, okr_cell, g->first);
    okr_status status = OKR_OK;

    for (int32_t iy = 0; status == OKR_OK && iy < g->ny; iy++) {
        okr_cell *row = cells + (size_t)iy * (size_t)g->nx;
        int32_t face = first;
        for (int32_t ix = 0; status == OKR_OK && ix < g->nx; ix++) {
            row[ix].face = face;
            if (row[ix].count == OKR_CELL_GRID)
                status = label_corners(l, row[ix].at, face, err);
            if (status == OKR_OK)
                status = move(l, &row[ix], okr_grid_corner(g, ix, iy),
                              okr_grid_corner(g, ix + 1, iy), &face, err);
        }
        if (status == OKR_OK)
            status = move(l, row, okr_grid_corner(g, 0, iy), okr_grid_corner(g, 0, iy + 1),
                          &first, err);
    }
    return status;
}

/* Collect what is crossed from the leaf's corner to p: along the bottom, then up. */
static okr_status walk_in_leaf(labeller *l, const okr_leaf *leaf, okr_lonlat p, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf->cell->at);
    okr_lonlat corner = okr_grid_corner(leaf->grid, leaf->ix, leaf->iy);
    okr_lonlat below = {p.lon, corner.lat};
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < leaf->cell->count; i++) {
        const okr_edge *e = edge_of(l, list[i]);
        bool first = (e->a.lat > corner.lat) != (e->b.lat > corner.lat);
        bool then = e->a.lon <= p.lon && e->b.lon > p.lon;
        int middle = first || then ? okr_side(e->a, e->b, below) : 0;
        bool odd = first && okr_side(e->a, e->b, corner) != middle;
        if (then && okr_side(e->a, e->b, p) != middle)
            odd = !odd;
        if (odd)
            status = toggle(l, list[i], err);
    }
    return status;
}

/* Is f among the edges that a turn round their common first vertex crosses, from the shift's
 * direction (just above east) to the left side of e? */
static bool turned_over(const okr_edge *e, const okr_edge *f)
{
    bool up = e->b.lat > e->a.lat;

    if (f->a.lon < e->a.lon || f->a.lon > e->a.lon || f->a.lat < e->a.lat ||
        f->a.lat > e->a.lat)
        return false;
    if ((f->b.lat > f->a.lat) != up)
        return false;
    return up ? f == e || okr_orient(e->a, e->b, f->b) < 0
              : f != e && okr_orient(e->a, e->b, f->b) > 0;
}

/*
 * Faces of an edge, exactly: the face at its first vertex under the border shift, then a turn
 * round that vertex to the edge. No point beside the edge is needed, so slivers thinner than
 * the rounding of a coordinate cannot mislead.
 */
static okr_status label_edge(labeller *l, uint32_t number, okr_error *err)
{
    okr_edge *e = &OKR_AT(&l->index->edges, okr_edge, number);
    okr_leaf leaf = okr_grids_leaf(&l->index->grids, e->a);
    const uint32_t *list = &OKR_AT(&l->index->grids.entries, uint32_t, leaf.cell->at);
    okr_status status = walk_in_leaf(l, &leaf, e->a, err);
    int32_t face = leaf.cell->face;

    for (int32_t i = 0; status == OKR_OK && i < leaf.cell->count; i++)
        if (turned_over(e, edge_of(l, list[i])))
            status = toggle(l, list[i], err);
    if (status == OKR_OK)
        status = apply(l, &face, err);
    e->left = face;
    if (status == OKR_OK)
        status = toggle(l, number, err);
    if (status == OKR_OK)
        status = apply(l, &face, err);
    e->right = face;
    return status;
}

static okr_status label(labeller *l, okr_error *err)
{
    size_t zero = 0;
    okr_status status = OKR_OK;

    l->index->owner_starts = OKR_VEC(size_t);
    l->index->owners = OKR_VEC(int32_t);
    status = okr_vec_append(&l->index->owner_starts, &zero, 1, err);
    /* The root's corner lies outside of the box of all edges. */
    if (status == OKR_OK)
        status = label_corners(l, 0, OKR_OUTSIDE, err);
    for (uint32_t i = 0; status == OKR_OK && i < l->index->edges.count; i++)
        status = label_edge(l, i, err);
    return status;
}

okr_status okr_faces_label(okr_territory_index *index, const okr_borders *borders,
                           okr_error *err)
{
    labeller l = {.index = index,
                  .borders = borders,
                  .toggles = OKR_VEC(int32_t),
                  .merged = OKR_VEC(int32_t),
                  .near = OKR_VEC(uint32_t)};
    okr_status status = label(&l, err);

    okr_vec_done(&l.toggles);
    okr_vec_done(&l.merged);
    okr_vec_done(&l.near);
    free(l.slots);
    return status;
}
