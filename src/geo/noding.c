#include "geo/arrangement.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/*
 * Each round splits what still crosses. Rounding a crossing to doubles may make new crossings
 * in its immediate neighbourhood; one or two rounds see to them. Where very many borders meet
 * nearly in one place that need not end, so later rounds put crossings on ever coarser
 * lattices, which draws the neighbours together: 2^-44 degrees (6 nm), at last 2^-36 (2 um).
 */
enum { ROUNDS = 64, EXACT_ROUNDS = 6, STEP_ROUNDS = 6, FINEST = 44, COARSEST = 36 };

/* The grids are built anew when there are so many times the edges. */
enum { REGRID = 2 };

/* Edge `edge` gets a vertex at `at`. */
typedef struct split {
    uint32_t edge;
    double along; /* from a to b */
    okr_lonlat at;
} split;

/* Pieces of an edge that was split: itself and `count` new ones from `first` on. */
typedef struct pieces {
    uint32_t edge;
    uint32_t first;
    uint32_t count;
} pieces;

typedef struct noder {
    okr_borders *borders;
    okr_grids *grids;
    okr_vec splits;         /* split */
    okr_vec pieces;         /* pieces, ascending by edge */
    okr_vec dirty;          /* uint32_t: cells to examine */
    okr_vec list;           /* uint32_t: scratch, a cell's new entries */
    unsigned char *changed; /* owned: one flag per edge */
    double lattice;         /* crossings are put on multiples of this; 0: on doubles */
    okr_box box;
    size_t gridded; /* edges when the grids were built */
} noder;

static okr_edge *edge_of(const noder *n, uint32_t i)
{
    return &OKR_AT(&n->borders->edges, okr_edge, i);
}

static okr_span *span_of(const noder *n, uint32_t i)
{
    return &OKR_AT(&n->borders->spans, okr_span, i);
}

static bool before(okr_lonlat a, okr_lonlat b)
{
    return a.lon < b.lon || (a.lon <= b.lon && a.lat < b.lat);
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return !before(a, b) && !before(b, a);
}

static double cross(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

static bool boxes_meet(const okr_edge *e, const okr_edge *f)
{
    double e_low = e->a.lat < e->b.lat ? e->a.lat : e->b.lat;
    double e_high = e->a.lat < e->b.lat ? e->b.lat : e->a.lat;
    double f_low = f->a.lat < f->b.lat ? f->a.lat : f->b.lat;
    double f_high = f->a.lat < f->b.lat ? f->b.lat : f->a.lat;

    return e->a.lon <= f->b.lon && f->a.lon <= e->b.lon && e_low <= f_high && f_low <= e_high;
}

/* Side of p of an edge, with the common case of a shared vertex taken out of the exact sums. */
static int side_or_end(const okr_edge *e, okr_lonlat p)
{
    return same(p, e->a) || same(p, e->b) ? 0 : okr_orient(e->a, e->b, p);
}

static okr_status add_split(noder *n, uint32_t edge, okr_lonlat at, okr_error *err)
{
    const okr_edge *e = edge_of(n, edge);
    split s = {.edge = edge, .at = at};

    if (same(at, e->a) || same(at, e->b))
        return OKR_OK;
    s.along = (e->b.lon - e->a.lon) * (at.lon - e->a.lon) +
              (e->b.lat - e->a.lat) * (at.lat - e->a.lat);
    return okr_vec_append(&n->splits, &s, 1, err);
}

/* A vertex p that is on the line of an edge, and between its ends, splits it. */
static okr_status touch(noder *n, int side, uint32_t edge, okr_lonlat p, okr_error *err)
{
    const okr_edge *e = edge_of(n, edge);

    if (side != 0 || !before(e->a, p) || !before(p, e->b))
        return OKR_OK;
    return add_split(n, edge, p, err);
}

static double on_lattice(const noder *n, double x)
{
    return n->lattice > 0.0 ? nearbyint(x / n->lattice) * n->lattice : x;
}

static okr_lonlat crossing(const noder *n, const okr_edge *e, const okr_edge *f)
{
    double d1 = cross(e->a, e->b, f->a);
    double d2 = cross(e->a, e->b, f->b);
    double t = d1 / (d1 - d2);

    return (okr_lonlat){on_lattice(n, f->a.lon + t * (f->b.lon - f->a.lon)),
                        on_lattice(n, f->a.lat + t * (f->b.lat - f->a.lat))};
}

static okr_status meet(noder *n, uint32_t i, uint32_t j, okr_error *err)
{
    const okr_edge *e = edge_of(n, i);
    const okr_edge *f = edge_of(n, j);
    int fa = side_or_end(e, f->a);
    int fb = side_or_end(e, f->b);
    int ea = 0;
    int eb = 0;
    okr_status status = OKR_OK;

    if (fa * fb > 0)
        return OKR_OK;
    ea = side_or_end(f, e->a);
    eb = side_or_end(f, e->b);
    if (fa * fb < 0 && ea * eb < 0) {
        okr_lonlat x = crossing(n, e, f);
        status = add_split(n, i, x, err);
        return status == OKR_OK ? add_split(n, j, x, err) : status;
    }
    status = touch(n, fa, i, f->a, err);
    if (status == OKR_OK)
        status = touch(n, fb, i, f->b, err);
    if (status == OKR_OK)
        status = touch(n, ea, j, e->a, err);
    return status == OKR_OK ? touch(n, eb, j, e->b, err) : status;
}

static int compare_ids(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x;
    int32_t b = *(const int32_t *)y;

    return (a > b) - (a < b);
}

/* Keep those that occur an odd number of times, ascending; returns how many. */
static uint32_t keep_odd(int32_t *ids, size_t n)
{
    uint32_t kept = 0;

    qsort(ids, n, sizeof *ids, compare_ids);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && ids[kept - 1] == ids[i])
            kept--;
        else
            ids[kept++] = ids[i];
    }
    return kept;
}

/* Two edges became one: the first takes the polygons of both, the second is left without. */
static okr_status unite(noder *n, uint32_t i, uint32_t j, okr_error *err)
{
    okr_vec *ids = &n->borders->polygons;
    okr_span a = *span_of(n, i);
    okr_span b = *span_of(n, j);
    okr_span both = {.first = (uint32_t)ids->count};
    okr_status status = okr_vec_reserve(ids, 2 * (ids->count + a.count + b.count), err);

    if (status != OKR_OK)
        return status;
    status = okr_vec_append(ids, &OKR_AT(ids, int32_t, a.first), a.count, err);
    if (status == OKR_OK)
        status = okr_vec_append(ids, &OKR_AT(ids, int32_t, b.first), b.count, err);
    if (status != OKR_OK)
        return status;
    both.count = keep_odd(&OKR_AT(ids, int32_t, both.first), a.count + b.count);
    ids->count = both.first + both.count;
    *span_of(n, i) = both;
    span_of(n, j)->count = 0;
    return OKR_OK;
}

static okr_status examine_pair(noder *n, uint32_t i, uint32_t j, okr_error *err)
{
    const okr_edge *e = edge_of(n, i);
    const okr_edge *f = edge_of(n, j);

    if (!boxes_meet(e, f) || span_of(n, i)->count == 0 || span_of(n, j)->count == 0)
        return OKR_OK;
    if (same(e->a, f->a) && same(e->b, f->b))
        return unite(n, i < j ? i : j, i < j ? j : i, err);
    return meet(n, i, j, err);
}

static okr_status examine_cell(noder *n, const okr_cell *cell, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&n->grids->entries, uint32_t, cell->at);
    okr_status status = OKR_OK;

    for (int32_t i = 0; status == OKR_OK && i < cell->count; i++)
        for (int32_t j = i + 1; status == OKR_OK && j < cell->count; j++)
            status = examine_pair(n, list[i], list[j], err);
    return status;
}

static int compare_splits(const void *x, const void *y)
{
    const split *a = x;
    const split *b = y;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->along < b->along || a->along > b->along)
        return a->along < b->along ? -1 : 1;
    if (before(a->at, b->at))
        return -1;
    return before(b->at, a->at) ? 1 : 0;
}

static void set_ends(okr_edge *e, okr_lonlat a, okr_lonlat b)
{
    e->a = before(a, b) ? a : b;
    e->b = before(a, b) ? b : a;
}

static okr_status add_piece(noder *n, uint32_t model, okr_lonlat a, okr_lonlat b,
                            okr_error *err)
{
    okr_edge edge = *edge_of(n, model);
    okr_span span = *span_of(n, model);
    okr_status status = OKR_OK;

    set_ends(&edge, a, b);
    status = okr_vec_append(&n->borders->edges, &edge, 1, err);
    return status == OKR_OK ? okr_vec_append(&n->borders->spans, &span, 1, err) : status;
}

/* Split one edge at its sorted points: the first piece keeps the number, the others are new. */
static okr_status split_edge(noder *n, const split *splits, size_t count, okr_error *err)
{
    uint32_t edge = splits[0].edge;
    pieces p = {.edge = edge, .first = (uint32_t)n->borders->edges.count};
    okr_lonlat end = edge_of(n, edge)->b;
    okr_lonlat at = splits[0].at;
    okr_status status = OKR_OK;

    for (size_t i = 1; status == OKR_OK && i <= count; i++) {
        okr_lonlat next = i < count ? splits[i].at : end;
        if (same(at, next))
            continue;
        status = add_piece(n, edge, at, next, err);
        at = next;
    }
    set_ends(edge_of(n, edge), edge_of(n, edge)->a, splits[0].at);
    p.count = (uint32_t)n->borders->edges.count - p.first;
    return status == OKR_OK ? okr_vec_append(&n->pieces, &p, 1, err) : status;
}

static okr_status split_edges(noder *n, okr_error *err)
{
    split *all = n->splits.data;
    size_t count = n->splits.count;
    okr_status status = OKR_OK;

    n->pieces.count = 0;
    if (count > 0) /* an empty vector has no data, which qsort must not be given */
        qsort(all, count, sizeof *all, compare_splits);
    for (size_t i = 0; status == OKR_OK && i < count;) {
        size_t end = i + 1;
        while (end < count && all[end].edge == all[i].edge)
            end++;
        status = split_edge(n, all + i, end - i, err);
        i = end;
    }
    return status;
}

static const pieces *pieces_of(const noder *n, uint32_t edge)
{
    const pieces *all = n->pieces.data;
    size_t low = 0;
    size_t high = n->pieces.count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (all[middle].edge <= edge)
            low = middle;
        else
            high = middle;
    }
    return &all[low];
}

/* The cell's edges with the pieces of those that were split; edges without polygons drop out.
 */
static okr_status renew_list(noder *n, const okr_cell *cell, okr_error *err)
{
    okr_status status = OKR_OK;

    n->list.count = 0;
    for (int32_t i = 0; status == OKR_OK && i < cell->count; i++) {
        uint32_t edge = OKR_AT(&n->grids->entries, uint32_t, cell->at + (size_t)i);
        if (span_of(n, edge)->count == 0)
            continue;
        status = okr_vec_append(&n->list, &edge, 1, err);
        if (!n->changed[edge])
            continue;
        const pieces *p = pieces_of(n, edge);
        for (uint32_t k = 0; status == OKR_OK && k < p->count; k++) {
            uint32_t piece = p->first + k;
            status = okr_vec_append(&n->list, &piece, 1, err);
        }
    }
    return status;
}

static bool has_changed(const noder *n, const okr_cell *cell)
{
    for (int32_t i = 0; i < cell->count; i++) {
        uint32_t edge = OKR_AT(&n->grids->entries, uint32_t, cell->at + (size_t)i);
        if (n->changed[edge] || span_of(n, edge)->count == 0)
            return true;
    }
    return false;
}

static okr_status renew_cell(noder *n, uint32_t number, okr_error *err)
{
    okr_cell *cell = &OKR_AT(&n->grids->cells, okr_cell, number);
    okr_status status = renew_list(n, cell, err);

    if (status != OKR_OK)
        return status;
    if (n->grids->entries.count + n->list.count >= UINT32_MAX)
        return okr_fail_nomem(err);
    cell->at = (uint32_t)n->grids->entries.count;
    cell->count = (int32_t)n->list.count;
    status = okr_vec_append(&n->grids->entries, n->list.data, n->list.count, err);
    return status == OKR_OK ? okr_vec_append(&n->dirty, &number, 1, err) : status;
}

/* Put the pieces into all lists that hold a split edge; those cells are examined again. A piece
 * stays within the margin of the edge it comes from, so that the lists remain complete. */
static okr_status renew_cells(noder *n, okr_error *err)
{
    const pieces *all = n->pieces.data;
    okr_status status = OKR_OK;

    free(n->changed);
    n->changed = calloc(n->borders->edges.count + 1, 1);
    if (n->changed == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n->pieces.count; i++)
        n->changed[all[i].edge] = 1;
    n->dirty.count = 0;
    for (uint32_t c = 0; status == OKR_OK && c < n->grids->cells.count; c++)
        if (has_changed(n, &OKR_AT(&n->grids->cells, okr_cell, c)))
            status = renew_cell(n, c, err);
    return status;
}

static okr_status all_dirty(noder *n, okr_error *err)
{
    okr_status status = OKR_OK;

    for (uint32_t c = 0; status == OKR_OK && c < n->grids->cells.count; c++)
        if (OKR_AT(&n->grids->cells, okr_cell, c).count > 1)
            status = okr_vec_append(&n->dirty, &c, 1, err);
    return status;
}

static okr_status examine_dirty(noder *n, okr_error *err)
{
    okr_status status = OKR_OK;

    n->splits.count = 0;
    for (size_t i = 0; status == OKR_OK && i < n->dirty.count; i++) {
        uint32_t number = OKR_AT(&n->dirty, uint32_t, i);
        status = examine_cell(n, &OKR_AT(&n->grids->cells, okr_cell, number), err);
    }
    return status;
}

static double lattice_of(int round)
{
    int bits = FINEST - (round - EXACT_ROUNDS) / STEP_ROUNDS;

    if (round < EXACT_ROUNDS)
        return 0.0;
    return ldexp(1.0, -(bits < COARSEST ? COARSEST : bits));
}

/* Drop edges that lost all their polygons. */
static void compact(okr_borders *borders)
{
    okr_edge *edges = borders->edges.data;
    okr_span *spans = borders->spans.data;
    size_t kept = 0;

    for (size_t i = 0; i < borders->edges.count; i++) {
        if (spans[i].count == 0)
            continue;
        edges[kept] = edges[i];
        spans[kept++] = spans[i];
    }
    borders->edges.count = kept;
    borders->spans.count = kept;
}

/* New grids for edges that have become many more, all to be examined. */
static okr_status regrid(noder *n, okr_error *err)
{
    okr_status status = OKR_OK;

    compact(n->borders);
    okr_grids_done(n->grids);
    n->gridded = n->borders->edges.count;
    n->dirty.count = 0;
    status = okr_grids_build(n->grids, n->borders->edges.data, n->gridded, n->box, err);
    return status == OKR_OK ? all_dirty(n, err) : status;
}

static okr_status work(noder *n, okr_error *err)
{
    okr_status status = regrid(n, err);

    for (int round = 0; status == OKR_OK && n->dirty.count > 0; round++) {
        if (round == ROUNDS)
            return okr_fail(err, OKR_ERR_GEOMETRY,
                            _("the borders cross each other without end near each other"));
        n->lattice = lattice_of(round);
        status = examine_dirty(n, err);
        if (status == OKR_OK)
            status = split_edges(n, err);
        if (status != OKR_OK)
            return status;
        if (n->borders->edges.count > REGRID * n->gridded)
            status = regrid(n, err);
        else
            status = renew_cells(n, err);
    }
    return status;
}

okr_status okr_borders_node(okr_borders *borders, okr_grids *grids, const okr_box *box,
                            okr_error *err)
{
    noder n = {.borders = borders,
               .grids = grids,
               .box = *box,
               .splits = OKR_VEC(split),
               .pieces = OKR_VEC(pieces),
               .dirty = OKR_VEC(uint32_t),
               .list = OKR_VEC(uint32_t)};
    okr_status status = work(&n, err);

    okr_vec_done(&n.splits);
    okr_vec_done(&n.pieces);
    okr_vec_done(&n.dirty);
    okr_vec_done(&n.list);
    free(n.changed);
    return status;
}
