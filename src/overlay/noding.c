#include "overlay/noding_parts.h"
#include "overlay/numbers.h"

#include "base/i18n.h"
#include "base/pool.h"

#include <stdlib.h>

/*
 * Each round splits what still crosses. Rounding a crossing to doubles may make new crossings
 * in its immediate neighbourhood; one or two rounds see to them. Where very many borders meet
 * nearly in one place that need not end, so later rounds put crossings on ever coarser
 * lattices, which draws the neighbours together: 2^-44 degrees (6 nm), at last 2^-36 (2 um).
 *
 * The first round looks at everything, by several threads: there all edges differ, so nothing
 * but splits comes of it. The later ones look at the few cells whose edges changed.
 */
enum {
    ROUNDS = 64,
    EXACT_ROUNDS = 6,
    STEP_ROUNDS = 6,
    FINEST = 44,
    COARSEST = 36,
    BLOCKS = 64
};

/* The grids are built anew when there are so many times the edges. */
enum { REGRID = 2 };

/* Pieces of an edge that was split: itself and `count` new ones from `first` on. */
typedef struct pieces {
    uint32_t edge;
    uint32_t first;
    uint32_t count;
} pieces;

typedef struct noder {
    okr_borders *borders;
    okr_grids *grids;
    unsigned threads;
    okr_vec splits; /* okr_split */
    okr_vec pieces; /* pieces, ascending by edge */
    okr_vec dirty;  /* uint32_t: cells to examine, ascending */
    okr_vec list;   /* uint32_t: scratch, a cell's new entries */
    double lattice;
    okr_box box;
    size_t gridded; /* edges when the grids were built */
} noder;

/* The first round: splits of each block of cells. */
typedef struct survey {
    const noder *n;
    okr_vec splits[BLOCKS]; /* okr_split */
} survey;

static okr_edge *edge_of(const noder *n, uint32_t i)
{
    return &OKR_AT(&n->borders->edges, okr_edge, i);
}

static okr_span *span_of(const noder *n, uint32_t i)
{
    return &OKR_AT(&n->borders->spans, okr_span, i);
}

static okr_status note_cell(void *user, const okr_cell *cell, okr_error *err)
{
    noder *n = user;
    uint32_t number = (uint32_t)(cell - (const okr_cell *)n->grids->cells.data);

    return okr_vec_append(&n->dirty, &number, 1, err);
}

/* The cells that an edge touches are to be examined again. */
static okr_status note_cells(noder *n, uint32_t edge, okr_error *err)
{
    const okr_edge *e = edge_of(n, edge);
    const okr_lonlat ends[2] = {e->a, e->b};

    return okr_grids_along(n->grids, n->grids->grids.data, ends, note_cell, n, err);
}

/* Two edges became one: the first takes the polygons of both, the second is left without. */
static okr_status unite(noder *n, uint32_t i, uint32_t j, okr_error *err)
{
    okr_vec *ids = &n->borders->polygons;
    okr_span a = *span_of(n, i);
    okr_span b = *span_of(n, j);
    okr_span both = {.first = (uint32_t)ids->count};
    size_t wanted = ids->count + a.count + b.count;
    okr_status status = OKR_OK;

    if (wanted > ids->capacity)
        status = okr_vec_reserve(ids, 2 * wanted, err);
    if (status == OKR_OK)
        status = okr_vec_append(ids, &OKR_AT(ids, int32_t, a.first), a.count, err);
    if (status == OKR_OK)
        status = okr_vec_append(ids, &OKR_AT(ids, int32_t, b.first), b.count, err);
    if (status != OKR_OK)
        return status;
    both.count =
        (uint32_t)okr_numbers_keep_odd(&OKR_AT(ids, int32_t, both.first), a.count + b.count);
    ids->count = both.first + both.count;
    *span_of(n, i) = both;
    span_of(n, j)->count = 0;
    return OKR_OK;
}

static okr_status examine_pair(void *user, uint32_t i, uint32_t j, okr_error *err)
{
    noder *n = user;
    const okr_edge *e = edge_of(n, i);
    const okr_edge *f = edge_of(n, j);

    if (!okr_edges_near(e, f) || span_of(n, i)->count == 0 || span_of(n, j)->count == 0)
        return OKR_OK;
    if (okr_same(e->a, f->a) && okr_same(e->b, f->b))
        return unite(n, i < j ? i : j, i < j ? j : i, err);
    return okr_edges_meet(n->borders->edges.data, i, j, n->lattice, &n->splits, err);
}

static okr_status examine_cell(noder *n, const okr_cell *cell, okr_error *err)
{
    const uint32_t *list = &OKR_AT(&n->grids->entries, uint32_t, cell->at);
    const okr_crowd crowd = {list, (size_t)cell->count, examine_pair, n};
    okr_status status = OKR_OK;

    if (cell->count >= OKR_CROWD)
        return okr_crowd_pairs(n->borders->edges.data, &crowd, err);
    for (int32_t i = 0; status == OKR_OK && i < cell->count; i++)
        for (int32_t j = i + 1; status == OKR_OK && j < cell->count; j++)
            status = examine_pair(n, list[i], list[j], err);
    return status;
}

/* The first round's look at a pair. */
typedef struct surveyor {
    const okr_edge *edges;
    okr_vec *splits; /* okr_split */
} surveyor;

static okr_status survey_pair(void *user, uint32_t i, uint32_t j, okr_error *err)
{
    const surveyor *s = user;

    if (!okr_edges_near(&s->edges[i], &s->edges[j]))
        return OKR_OK;
    return okr_edges_meet(s->edges, i, j, 0.0, s->splits, err);
}

static okr_status survey_cell(const noder *n, const okr_cell *cell, okr_vec *splits,
                              okr_error *err)
{
    const uint32_t *list = &OKR_AT(&n->grids->entries, uint32_t, cell->at);
    surveyor s = {n->borders->edges.data, splits};
    const okr_crowd crowd = {list, (size_t)cell->count, survey_pair, &s};
    okr_status status = OKR_OK;

    if (cell->count >= OKR_CROWD)
        return okr_crowd_pairs(s.edges, &crowd, err);
    for (int32_t i = 0; i < cell->count; i++)
        for (int32_t j = i + 1; status == OKR_OK && j < cell->count; j++)
            status = survey_pair(&s, list[i], list[j], err);
    return status;
}

static okr_status survey_block(void *user, size_t block, unsigned worker, okr_error *err)
{
    survey *s = user;
    const okr_cell *cells = s->n->grids->cells.data;
    size_t count = s->n->grids->cells.count;
    size_t end = (block + 1) * count / BLOCKS;
    okr_status status = OKR_OK;

    (void)worker;
    s->splits[block] = OKR_VEC(okr_split);
    for (size_t c = block * count / BLOCKS; status == OKR_OK && c < end; c++)
        status = survey_cell(s->n, &cells[c], &s->splits[block], err);
    return status;
}

/* Examine everything for the first time. */
static okr_status survey_all(noder *n, okr_error *err)
{
    survey s = {.n = n};
    okr_status status = okr_pool_run(n->threads, BLOCKS, survey_block, &s, err);

    for (size_t b = 0; b < BLOCKS; b++) {
        if (status == OKR_OK)
            status = okr_vec_append(&n->splits, s.splits[b].data, s.splits[b].count, err);
        okr_vec_done(&s.splits[b]);
    }
    return status;
}

static void set_ends(okr_edge *e, okr_lonlat a, okr_lonlat b)
{
    e->a = okr_before(a, b) ? a : b;
    e->b = okr_before(a, b) ? b : a;
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
static okr_status split_edge(noder *n, const okr_split *splits, size_t count, okr_error *err)
{
    uint32_t edge = splits[0].edge;
    pieces p = {.edge = edge, .first = (uint32_t)n->borders->edges.count};
    okr_lonlat end = edge_of(n, edge)->b;
    okr_lonlat at = splits[0].at;
    okr_status status = note_cells(n, edge, err);

    for (size_t i = 1; status == OKR_OK && i <= count; i++) {
        okr_lonlat next = i < count ? splits[i].at : end;
        if (okr_same(at, next))
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
    const okr_split *all = NULL;
    size_t count = n->splits.count;
    okr_status status = OKR_OK;

    n->pieces.count = 0;
    okr_splits_sort(&n->splits);
    all = n->splits.data;
    for (size_t i = 0; status == OKR_OK && i < count;) {
        size_t end = i + 1;
        while (end < count && all[end].edge == all[i].edge)
            end++;
        status = split_edge(n, all + i, end - i, err);
        i = end;
    }
    return status;
}

/* The pieces of an edge, NULL when it was not split. */
static const pieces *pieces_of(const noder *n, uint32_t edge)
{
    const pieces *all = n->pieces.data;
    size_t low = 0;
    size_t high = n->pieces.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all[middle].edge < edge)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->pieces.count && all[low].edge == edge ? &all[low] : NULL;
}

/* The cell's edges with the pieces of those that were split; edges without polygons drop out.
 */
static okr_status renew_list(noder *n, const okr_cell *cell, okr_error *err)
{
    okr_status status = OKR_OK;

    n->list.count = 0;
    for (int32_t i = 0; status == OKR_OK && i < cell->count; i++) {
        uint32_t edge = OKR_AT(&n->grids->entries, uint32_t, cell->at + (size_t)i);
        const pieces *p = NULL;
        if (span_of(n, edge)->count == 0)
            continue;
        status = okr_vec_append(&n->list, &edge, 1, err);
        p = pieces_of(n, edge);
        for (uint32_t k = 0; status == OKR_OK && p != NULL && k < p->count; k++) {
            uint32_t piece = p->first + k;
            status = okr_vec_append(&n->list, &piece, 1, err);
        }
    }
    return status;
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
    return okr_vec_append(&n->grids->entries, n->list.data, n->list.count, err);
}

/* Put the pieces into the lists of the cells that the split edges touch; those cells are
 * examined again. A piece stays within the margin of the edge it comes from, so that the lists
 * remain complete. */
static okr_status renew_cells(noder *n, okr_error *err)
{
    uint32_t *cells = n->dirty.data;
    size_t kept = 0;
    okr_status status = OKR_OK;

    okr_numbers_sort(cells, n->dirty.count);
    for (size_t i = 0; status == OKR_OK && i < n->dirty.count; i++) {
        if (i > 0 && cells[i] == cells[i - 1])
            continue;
        status = renew_cell(n, cells[i], err);
        cells[kept++] = cells[i];
    }
    n->dirty.count = kept;
    return status;
}

static okr_status examine_dirty(noder *n, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n->dirty.count; i++) {
        uint32_t number = OKR_AT(&n->dirty, uint32_t, i);
        status = examine_cell(n, &OKR_AT(&n->grids->cells, okr_cell, number), err);
    }
    n->dirty.count = 0;
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

static okr_status all_dirty(noder *n, okr_error *err)
{
    okr_status status = OKR_OK;

    n->dirty.count = 0;
    for (uint32_t c = 0; status == OKR_OK && c < n->grids->cells.count; c++)
        if (OKR_AT(&n->grids->cells, okr_cell, c).count > 1)
            status = okr_vec_append(&n->dirty, &c, 1, err);
    return status;
}

static okr_status grid(noder *n, okr_error *err)
{
    okr_grids_done(n->grids);
    n->gridded = n->borders->edges.count;
    return okr_grids_build(n->grids, n->borders->edges.data, n->gridded, n->box, n->threads,
                           err);
}

/* Split what was found; then either look at the cells of what changed or, when there are many
 * more edges, at all of new grids. */
static okr_status settle(noder *n, okr_error *err)
{
    okr_status status = split_edges(n, err);

    n->splits.count = 0;
    if (status != OKR_OK)
        return status;
    if (n->borders->edges.count <= REGRID * n->gridded)
        return renew_cells(n, err);
    compact(n->borders);
    status = grid(n, err);
    return status == OKR_OK ? all_dirty(n, err) : status;
}

static okr_status work(noder *n, okr_error *err)
{
    okr_status status = grid(n, err);

    if (status == OKR_OK)
        status = survey_all(n, err);
    if (status == OKR_OK)
        status = settle(n, err);
    for (int round = 1; status == OKR_OK && n->dirty.count > 0; round++) {
        if (round == ROUNDS)
            return okr_fail(err, OKR_ERR_GEOMETRY,
                            _("the borders cross each other without end near each other"));
        n->lattice = lattice_of(round);
        status = examine_dirty(n, err);
        if (status == OKR_OK)
            status = settle(n, err);
    }
    return status;
}

okr_status okr_borders_node(okr_borders *borders, okr_grids *grids, const okr_box *box,
                            unsigned threads, okr_error *err)
{
    noder n = {.borders = borders,
               .grids = grids,
               .threads = threads,
               .box = *box,
               .splits = OKR_VEC(okr_split),
               .pieces = OKR_VEC(pieces),
               .dirty = OKR_VEC(uint32_t),
               .list = OKR_VEC(uint32_t)};
    okr_status status = work(&n, err);

    okr_vec_done(&n.splits);
    okr_vec_done(&n.pieces);
    okr_vec_done(&n.dirty);
    okr_vec_done(&n.list);
    return status;
}
