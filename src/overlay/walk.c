#include "overlay/walk.h"

#include "overlay/numbers.h"

#include <stdlib.h>
#include <string.h>

static const okr_box NOWHERE = {1.0, 1.0, -1.0, -1.0};

void okr_walk_init(okr_walk *walk, const okr_territory_index *index)
{
    *walk = (okr_walk){.index = index,
                       .empty = NOWHERE,
                       .near = OKR_VEC(uint32_t),
                       .crossings = OKR_VEC(okr_crossing)};
}

void okr_walk_done(okr_walk *walk)
{
    okr_vec_done(&walk->near);
    okr_vec_done(&walk->crossings);
}

static bool meets(const okr_edge *e, const okr_box *box)
{
    double low = e->a.lat < e->b.lat ? e->a.lat : e->b.lat;
    double high = e->a.lat < e->b.lat ? e->b.lat : e->a.lat;

    return e->a.lon <= box->lon_max && e->b.lon >= box->lon_min && low <= box->lat_max &&
           high >= box->lat_min;
}

static okr_box box_of(okr_lonlat p, okr_lonlat q)
{
    return (okr_box){p.lon < q.lon ? p.lon : q.lon, p.lat < q.lat ? p.lat : q.lat,
                     p.lon < q.lon ? q.lon : p.lon, p.lat < q.lat ? q.lat : p.lat};
}

static double cross(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

static double clamp(double t, double low, double high)
{
    return t > low ? (t < high ? t : high) : low;
}

/* Where the projection of x falls on p -> q, 0..1. */
static double projected(okr_lonlat p, okr_lonlat q, okr_lonlat x)
{
    double run = q.lon - p.lon;
    double rise = q.lat - p.lat;
    double t = ((x.lon - p.lon) * run + (x.lat - p.lat) * rise) / (run * run + rise * rise);

    return clamp(t, 0.0, 1.0);
}

/* Where a segment crosses an edge. Of nearly parallel ones rounding says nothing but that it is
 * somewhere between the projections of the edge's ends. */
static double place_of(const okr_walk *walk, const okr_edge *e)
{
    double from = cross(e->a, e->b, walk->p);
    double t = from / (from - cross(e->a, e->b, walk->q));
    double ta = projected(walk->p, walk->q, e->a);
    double tb = projected(walk->p, walk->q, e->b);

    return ta < tb ? clamp(t, ta, tb) : clamp(t, tb, ta);
}

/* An edge whose box meets that of the segment: nearly all others are left after a look at the
 * ends alone. */
static okr_status test_edge(okr_walk *walk, uint32_t number, const okr_edge *e, okr_error *err)
{
    okr_crossing c = {.edge = number, .change = e->left ^ e->right};
    int side = okr_side(e->a, e->b, walk->q);

    if (c.change == 0 || okr_side(e->a, e->b, walk->p) == side ||
        okr_side_of_shifted(walk->p, walk->q, e->a) ==
            okr_side_of_shifted(walk->p, walk->q, e->b))
        return OKR_OK;
    c.t = place_of(walk, e);
    c.face = side > 0 ? e->left : e->right;
    return okr_vec_append(&walk->crossings, &c, 1, err);
}

static okr_status test_cell(void *user, const okr_cell *cell, okr_error *err)
{
    okr_walk *walk = user;
    const uint32_t *list = &OKR_AT(&walk->index->grids.entries, uint32_t, cell->at);
    const okr_edge *edges = walk->index->edges.data;
    const okr_box box = box_of(walk->p, walk->q);
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < cell->count; i++)
        if (meets(&edges[list[i]], &box))
            status = test_edge(walk, list[i], &edges[list[i]], err);
    return status;
}

static int compare_crossings(const void *x, const void *y)
{
    const okr_crossing *a = x;
    const okr_crossing *b = y;

    if (a->t < b->t || a->t > b->t)
        return a->t < b->t ? -1 : 1;
    return (a->edge > b->edge) - (a->edge < b->edge);
}

/* An edge is met in every cell on the way that lists it, with the same t each time. */
static void sort_crossings(okr_walk *walk)
{
    okr_crossing *all = walk->crossings.data;
    size_t kept = 1;

    if (walk->crossings.count < 2)
        return;
    qsort(all, walk->crossings.count, sizeof *all, compare_crossings);
    for (size_t i = 1; i < walk->crossings.count; i++)
        if (all[i].edge != all[kept - 1].edge)
            all[kept++] = all[i];
    walk->crossings.count = kept;
}

/*
 * Crossings at one place may come in the wrong order, and which of several that lead on from a
 * face comes first matters when one of them leads back to it. The right order is a trail over
 * all of them from the first face to the last: greedy steps, and loops put in where one was
 * missed.
 */
typedef struct trail {
    okr_crossing *all;
    size_t n;
    size_t done;   /* the first so many are in order */
    int32_t start; /* face before the first */
} trail;

/* Crossings this close on the segment may be one place. */
#define ONE_PLACE 1e-9

static int32_t face_behind(const trail *t, size_t count)
{
    return count == 0 ? t->start : t->all[count - 1].face;
}

static int32_t face_before(const okr_crossing *c)
{
    return c->face ^ c->change;
}

/* The first crossing not yet in order that leaves a face, up to a place on the segment; n when
 * there is none. */
static size_t leaving(const trail *t, int32_t face, double limit)
{
    for (size_t i = t->done; i < t->n && t->all[i].t <= limit; i++)
        if (face_before(&t->all[i]) == face)
            return i;
    return t->n;
}

/* Put crossing `from` at place `to` before it; what lies between moves up. */
static void bring(trail *t, size_t from, size_t to)
{
    okr_crossing c = t->all[from];

    memmove(&t->all[to + 1], &t->all[to], (from - to) * sizeof c);
    t->all[to] = c;
    t->done++;
}

/* The latest place where the trail so far is in a face, not before a place on the segment; done
 * + 1 when there is none. */
static size_t place_in(const trail *t, int32_t face, double limit)
{
    for (size_t k = t->done + 1; k-- > 0;) {
        if (face_behind(t, k) == face)
            return k;
        if (k == 0 || t->all[k - 1].t < limit)
            break;
    }
    return t->done + 1;
}

/* Put the loop that begins with crossing `from` into the trail at place k. */
static void splice(trail *t, size_t from, size_t k, double limit)
{
    int32_t home = face_before(&t->all[from]);

    while (from < t->n) {
        bring(t, from, k);
        if (t->all[k].face == home)
            return;
        from = leaving(t, t->all[k].face, limit);
        k++;
    }
}

/* Nothing at this place leads on: was a loop missed that begins with a crossing here? */
static bool mend(trail *t)
{
    double at = t->all[t->done].t;

    for (size_t i = t->done; i < t->n && t->all[i].t <= at + ONE_PLACE; i++) {
        size_t k = place_in(t, face_before(&t->all[i]), at - ONE_PLACE);
        if (k <= t->done) {
            splice(t, i, k, at + ONE_PLACE);
            return true;
        }
    }
    return false;
}

static void step(trail *t)
{
    int32_t face = face_behind(t, t->done);
    size_t next = leaving(t, face, t->all[t->done].t + ONE_PLACE);

    if (next == t->n && mend(t))
        return;
    if (next == t->n)
        next = leaving(t, face, 1.0);
    bring(t, next < t->n ? next : t->done, t->done);
}

static void chain_crossings(okr_walk *walk, int32_t *face)
{
    trail t = {.all = walk->crossings.data, .n = walk->crossings.count, .start = *face};

    while (t.done < t.n)
        step(&t);
    for (size_t i = 0; i < t.n; i++) {
        if (i > 0 && t.all[i].t < t.all[i - 1].t)
            t.all[i].t = t.all[i - 1].t;
        *face ^= t.all[i].change;
    }
}

static bool holds_both(const okr_box *box, okr_lonlat p, okr_lonlat q)
{
    return okr_box_holds(box, p) && okr_box_holds(box, q);
}

/* The grid that is searched next: of the last stop, or the root. */
static const okr_grid *grid_of(const okr_walk *walk)
{
    const okr_grid *grids = walk->index->grids.grids.data;

    return walk->depth == 0 ? grids : &grids[walk->path[walk->depth - 1].cell->at];
}

/*
 * The leaf whose box holds both p and q; NULL when there is none, and then the last stop holds
 * them. What a cell's box holds is known from its own list alone. One segment is near the next,
 * so the search goes on from where the last one ended.
 */
static const okr_cell *seek(okr_walk *walk, okr_lonlat p, okr_lonlat q)
{
    int depth = walk->depth;

    while (depth > 0 && !holds_both(&walk->path[depth - 1].box, p, q))
        depth--;
    walk->depth = depth;
    while (walk->depth == 0 || walk->path[walk->depth - 1].cell->count == OKR_CELL_GRID) {
        okr_leaf leaf = okr_grid_cell(&walk->index->grids, grid_of(walk), q);
        okr_box box = okr_leaf_box(&leaf);
        if (leaf.cell->count == 0 && okr_box_holds(&box, q))
            walk->empty = box;
        if (!holds_both(&box, p, q))
            return NULL;
        walk->path[walk->depth++] = (okr_stop){box, leaf.cell};
    }
    return walk->path[walk->depth - 1].cell;
}

okr_status okr_walk_segment(okr_walk *walk, okr_lonlat p, okr_lonlat q, int32_t *face,
                            okr_error *err)
{
    const okr_lonlat ends[2] = {p, q};
    const okr_cell *leaf = NULL;
    okr_status status = OKR_OK;

    walk->crossings.count = 0;
    if (holds_both(&walk->empty, p, q))
        return OKR_OK;
    leaf = seek(walk, p, q);
    if (leaf != NULL && leaf->count == 0)
        return OKR_OK;
    walk->p = p;
    walk->q = q;
    if (leaf != NULL)
        status = test_cell(walk, leaf, err);
    else
        status =
            okr_grids_along(&walk->index->grids, grid_of(walk), ends, test_cell, walk, err);
    if (walk->crossings.count > 0) {
        sort_crossings(walk);
        chain_crossings(walk, face);
    }
    return status;
}

bool okr_walk_is_clear(okr_walk *walk, const okr_box *box)
{
    okr_lonlat low = {box->lon_min, box->lat_min};
    okr_lonlat high = {box->lon_max, box->lat_max};
    const okr_cell *leaf = NULL;

    if (holds_both(&walk->empty, low, high))
        return true;
    leaf = seek(walk, low, high);
    return leaf != NULL && leaf->count == 0;
}

static okr_status note_cell(void *user, const okr_cell *cell, okr_error *err)
{
    okr_walk *walk = user;

    return okr_vec_append(&walk->near, &OKR_AT(&walk->index->grids.entries, uint32_t, cell->at),
                          (size_t)cell->count, err);
}

static okr_status list_cells(okr_walk *walk, const okr_box *box, okr_error *err)
{
    okr_lonlat low = {box->lon_min, box->lat_min};
    okr_lonlat high = {box->lon_max, box->lat_max};
    const okr_cell *leaf = seek(walk, low, high);

    walk->near.count = 0;
    if (leaf != NULL)
        return note_cell(walk, leaf, err);
    return okr_grids_within(&walk->index->grids, grid_of(walk), box, note_cell, walk, err);
}

okr_status okr_walk_box(okr_walk *walk, const okr_box *box, okr_error *err)
{
    okr_status status = list_cells(walk, box, err);
    uint32_t *near = walk->near.data;
    size_t kept = 0;

    if (status != OKR_OK || walk->near.count == 0)
        return status;
    for (size_t i = 0; i < walk->near.count; i++)
        if (meets(&OKR_AT(&walk->index->edges, okr_edge, near[i]), box))
            near[kept++] = near[i];
    okr_numbers_sort(near, kept);
    walk->near.count = kept > 0 ? 1 : 0;
    for (size_t i = 1; i < kept; i++)
        if (near[i] != near[i - 1])
            near[walk->near.count++] = near[i];
    return OKR_OK;
}
