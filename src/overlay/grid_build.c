#include "overlay/grid_cells.h"

#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * The root's cells are sorted by several threads, each taking a part of the edges; then blocks
 * of its rows are divided further, each with grids, cells and entries of its own, which are put
 * one behind the other at the end. So the index is the same for any number of threads.
 */

/* Root cells for each edge, within these limits; edges for each cell of an inner grid. */
enum { ROOT_PER_EDGE = 4, ROOT_CELLS_MIN = 16, INNER_EDGES = 2, MOST_PARTS = 8, BLOCKS = 64 };

/* So many times as many entries as edges there may be, whatever the edges look like. */
#define MOST_GROWTH 32.0

/* Cells are not divided below this, degrees: about a centimetre. */
#define SMALLEST_CELL 1e-7

/* Edges of all cells of one grid while it is built: items[starts[c] .. starts[c + 1]). */
typedef struct sorted {
    okr_vec starts; /* uint32_t */
    okr_vec items;  /* uint32_t */
} sorted;

/* An edge touches a cell. */
typedef struct touch {
    uint32_t cell, edge;
} touch;

/* What a worker sorts with. */
typedef struct scratch {
    sorted levels[OKR_GRID_DEPTH + 1]; /* by depth */
    okr_vec touches;                   /* touch */
} scratch;

typedef struct builder {
    const okr_edge *edges;
    okr_grids *out;
    scratch *scratch;
} builder;

/* How deep a cell is, and how many times the edges may still be listed because of divisions. */
typedef struct level {
    int depth;
    double room;
} level;

/* A cell to be finished: its edges, where it is. */
typedef struct task {
    const uint32_t *list;
    size_t n;
    okr_box box;
    level level;
} task;

/* The root and its blocks. */
typedef struct root {
    const okr_edge *edges;
    size_t n;
    okr_grid grid;
    size_t parts;
    uint32_t *starts; /* owned: entries before each part of each cell; `parts` per cell */
    uint32_t *items;  /* owned; NULL while counting */
    level below;      /* of its cells */
    okr_cell *cells;  /* borrowed from the result */
    size_t blocks;
    okr_grids *made;    /* owned: of each block */
    scratch *scratch;   /* owned: of each worker */
    okr_grids *out;     /* the result */
    size_t (*first)[3]; /* owned: grids, cells and entries before each block */
} root;

static okr_status build_grid(builder *b, const task *t, okr_grid g, uint32_t *number,
                             okr_error *err);

/* Count (items NULL) or write one edge in each cell that it touches; a cell's counter stands at
 * counters[cell * step]. */
static void scatter(const okr_grid *g, const okr_edge *e, uint32_t number, uint32_t *counters,
                    size_t step, uint32_t *items)
{
    okr_rows rows;
    okr_columns c;

    if (!okr_grid_segment_rows(g, e->a, e->b, &rows))
        return;
    for (int32_t iy = rows.from; iy <= rows.to; iy++) {
        if (!okr_grid_row_columns(g, e->a, e->b, &rows, iy, &c))
            continue;
        for (int32_t ix = c.from; ix <= c.to; ix++) {
            uint32_t *at = &counters[((size_t)iy * (size_t)g->nx + (size_t)ix) * step];
            if (items != NULL)
                items[*at] = number;
            (*at)++;
        }
    }
}

/* Counts become starts; UINT32_MAX when there are too many. */
static uint32_t add_up(uint32_t *counts, size_t n)
{
    uint64_t total = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t count = counts[i];
        counts[i] = (uint32_t)total;
        total += count;
    }
    return total < UINT32_MAX ? (uint32_t)total : UINT32_MAX;
}

/* Note the cells that an edge touches and count it in each. */
static okr_status note_touches(const okr_grid *g, const okr_edge *e, uint32_t number,
                               uint32_t *counts, okr_vec *touches, okr_error *err)
{
    okr_rows rows;
    okr_columns c;
    okr_status status = OKR_OK;

    if (!okr_grid_segment_rows(g, e->a, e->b, &rows))
        return OKR_OK;
    for (int32_t iy = rows.from; status == OKR_OK && iy <= rows.to; iy++) {
        touch *next = NULL;
        if (touches->count + (size_t)g->nx > touches->capacity)
            status = okr_vec_reserve(touches, 2 * touches->count + (size_t)g->nx, err);
        if (status != OKR_OK || !okr_grid_row_columns(g, e->a, e->b, &rows, iy, &c))
            continue;
        next = &OKR_AT(touches, touch, touches->count);
        for (int32_t ix = c.from; ix <= c.to; ix++) {
            *next = (touch){(uint32_t)(iy * g->nx + ix), number};
            counts[next++->cell]++;
        }
        touches->count += (size_t)(c.to - c.from + 1);
    }
    return status;
}

/* Sort the edges of a list into cells. Afterwards starts[c] is the end of cell c. */
static okr_status sort_edges(const builder *b, const okr_grid *g, const task *t, sorted *s,
                             okr_error *err)
{
    size_t cells = (size_t)g->nx * (size_t)g->ny;
    okr_vec *touches = &b->scratch->touches;
    const touch *all = NULL;
    uint32_t *starts = NULL;
    uint32_t *items = NULL;
    okr_status status = okr_vec_reserve(&s->starts, cells, err);

    if (status != OKR_OK)
        return status;
    starts = s->starts.data;
    memset(starts, 0, cells * sizeof *starts);
    touches->count = 0;
    for (size_t i = 0; status == OKR_OK && i < t->n; i++)
        status = note_touches(g, &b->edges[t->list[i]], t->list[i], starts, touches, err);
    if (status != OKR_OK || add_up(starts, cells) == UINT32_MAX)
        return status == OKR_OK ? okr_fail_nomem(err) : status;
    status = okr_vec_reserve(&s->items, touches->count + 1, err);
    if (status != OKR_OK)
        return status;
    all = touches->data;
    items = s->items.data;
    for (size_t i = 0; i < touches->count; i++)
        items[starts[all[i].cell]++] = all[i].edge;
    return OKR_OK;
}

static bool worth_dividing(const builder *b, const okr_grid *g, const task *t, okr_grid *out)
{
    const okr_grid_plan plan = {.edges = b->edges,
                                .list = t->list,
                                .n = t->n,
                                .box = t->box,
                                .cells = t->n / INNER_EDGES,
                                .most = OKR_GRID_SIDE,
                                .room = t->level.room};

    return t->n > OKR_CELL_EDGES && t->level.depth < OKR_GRID_DEPTH &&
           g->width > SMALLEST_CELL && g->height > SMALLEST_CELL && okr_grid_shape(&plan, out);
}

/* Store the edges of a cell of g or divide it. */
static okr_status finish_cell(builder *b, const okr_grid *g, const task *t, okr_cell *out,
                              okr_error *err)
{
    okr_cell cell = {.face = OKR_OUTSIDE, .count = (int32_t)t->n};
    okr_grid divided;
    okr_status status = OKR_OK;

    if (worth_dividing(b, g, t, &divided)) {
        task inner = *t;
        inner.level.depth++;
        cell.count = OKR_CELL_GRID;
        status = build_grid(b, &inner, divided, &cell.at, err);
    } else {
        cell.at = (uint32_t)b->out->entries.count;
        status = okr_vec_append(&b->out->entries, t->list, t->n, err);
    }
    *out = cell;
    return status;
}

/* The task of cell c whose edges are items[from, to). */
static task cell_task(const okr_grid *g, size_t c, const uint32_t *items, size_t n, level at)
{
    int32_t ix = (int32_t)(c % (size_t)g->nx);
    int32_t iy = (int32_t)(c / (size_t)g->nx);
    okr_lonlat low = okr_grid_corner(g, ix, iy);
    okr_lonlat high = okr_grid_corner(g, ix + 1, iy + 1);

    return (task){
        .list = items, .n = n, .box = {low.lon, low.lat, high.lon, high.lat}, .level = at};
}

static okr_status finish_cells(builder *b, uint32_t grid, const sorted *s, level at,
                               okr_error *err)
{
    okr_grid g = OKR_AT(&b->out->grids, okr_grid, grid);
    size_t cells = (size_t)g.nx * (size_t)g.ny;
    uint32_t from = 0;
    okr_status status = OKR_OK;

    for (size_t c = 0; status == OKR_OK && c < cells; c++) {
        uint32_t to = OKR_AT(&s->starts, uint32_t, c);
        task t = cell_task(&g, c, (const uint32_t *)s->items.data + from, to - from, at);
        okr_cell made;
        status = finish_cell(b, &g, &t, &made, err);
        OKR_AT(&b->out->cells, okr_cell, g.first + c) = made;
        from = to;
    }
    return status;
}

static okr_status add_cells(okr_vec *cells, size_t n, okr_error *err)
{
    size_t wanted = cells->count + n;
    okr_status status = OKR_OK;

    if (wanted > cells->capacity)
        status = okr_vec_reserve(cells, 2 * wanted, err);
    if (status == OKR_OK)
        cells->count = wanted; /* all are written when they are finished */
    return status;
}

static level below(const task *t, size_t entries)
{
    return (level){t->level.depth, t->level.room * (double)t->n / (double)entries};
}

static okr_status build_grid(builder *b, const task *t, okr_grid g, uint32_t *number,
                             okr_error *err)
{
    sorted *s = &b->scratch->levels[t->level.depth];
    okr_status status = OKR_OK;

    g.first = (uint32_t)b->out->cells.count;
    *number = (uint32_t)b->out->grids.count;
    status = okr_vec_append(&b->out->grids, &g, 1, err);
    if (status == OKR_OK)
        status = add_cells(&b->out->cells, (size_t)g.nx * (size_t)g.ny, err);
    if (status == OKR_OK)
        status = sort_edges(b, &g, t, s, err);
    return status == OKR_OK
               ? finish_cells(b, *number, s, below(t, b->scratch->touches.count), err)
               : status;
}

static okr_status scatter_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    root *r = user;
    size_t end = (part + 1) * r->n / r->parts;

    (void)worker;
    (void)err;
    for (size_t i = part * r->n / r->parts; i < end; i++)
        scatter(&r->grid, &r->edges[i], (uint32_t)i, r->starts + part, r->parts, r->items);
    return OKR_OK;
}

static okr_status sort_root(root *r, unsigned threads, okr_error *err)
{
    size_t cells = (size_t)r->grid.nx * (size_t)r->grid.ny;
    uint32_t total = 0;
    okr_status status = OKR_OK;

    r->starts = calloc(cells * r->parts, sizeof *r->starts);
    if (r->starts == NULL)
        return okr_fail_nomem(err);
    status = okr_pool_run(threads, r->parts, scatter_part, r, err);
    if (status != OKR_OK)
        return status;
    total = add_up(r->starts, cells * r->parts);
    if (total < UINT32_MAX)
        r->items =
            okr_large(malloc(((size_t)total + 1) * sizeof *r->items), total * sizeof *r->items);
    if (r->items == NULL)
        return okr_fail_nomem(err);
    r->below = (level){0, MOST_GROWTH * (double)r->n / (total + 1.0)};
    return okr_pool_run(threads, r->parts, scatter_part, r, err);
}

static void block_cells(const root *r, size_t block, size_t *from, size_t *to)
{
    *from = block * (size_t)r->grid.ny / r->blocks * (size_t)r->grid.nx;
    *to = (block + 1) * (size_t)r->grid.ny / r->blocks * (size_t)r->grid.nx;
}

static okr_status build_block(void *user, size_t block, unsigned worker, okr_error *err)
{
    root *r = user;
    okr_grids *made = &r->made[block];
    builder b = {.edges = r->edges, .out = made, .scratch = &r->scratch[worker]};
    size_t from = 0;
    size_t to = 0;
    okr_status status = OKR_OK;

    *made = (okr_grids){OKR_VEC(okr_grid), OKR_VEC(okr_cell), OKR_VEC(uint32_t)};
    block_cells(r, block, &from, &to);
    for (size_t c = from; status == OKR_OK && c < to; c++) {
        uint32_t start = c == 0 ? 0 : r->starts[c * r->parts - 1];
        uint32_t end = r->starts[(c + 1) * r->parts - 1];
        task t = cell_task(&r->grid, c, r->items + start, end - start, r->below);
        status = finish_cell(&b, &r->grid, &t, &r->cells[c], err);
    }
    return status;
}

/* Cells count their grids and entries from where the block's begin in the whole. */
static void shift_cells(okr_cell *cells, size_t n, const size_t first[3])
{
    for (size_t c = 0; c < n; c++)
        cells[c].at += (uint32_t)(cells[c].count == OKR_CELL_GRID ? first[0] : first[2]);
}

static okr_status join_block(void *user, size_t block, unsigned worker, okr_error *err)
{
    root *r = user;
    okr_grids *made = &r->made[block];
    const size_t *first = r->first[block];
    okr_grid *grids = made->grids.data;
    size_t from = 0;
    size_t to = 0;

    (void)worker;
    (void)err;
    block_cells(r, block, &from, &to);
    shift_cells(r->cells + from, to - from, first);
    shift_cells(made->cells.data, made->cells.count, first);
    for (size_t g = 0; g < made->grids.count; g++)
        grids[g].first += (uint32_t)first[1];
    if (made->grids.count > 0) {
        memcpy(&OKR_AT(&r->out->grids, okr_grid, first[0]), grids,
               made->grids.count * sizeof *grids);
        memcpy(&OKR_AT(&r->out->cells, okr_cell, first[1]), made->cells.data,
               made->cells.count * sizeof(okr_cell));
    }
    if (made->entries.count > 0)
        memcpy(&OKR_AT(&r->out->entries, uint32_t, first[2]), made->entries.data,
               made->entries.count * sizeof(uint32_t));
    okr_grids_done(made);
    return OKR_OK;
}

/* Put the blocks behind the root. */
static okr_status join(root *r, unsigned threads, okr_error *err)
{
    size_t cells = (size_t)r->grid.nx * (size_t)r->grid.ny;
    size_t at[3] = {1, cells, 0};
    okr_status status = OKR_OK;

    for (size_t b = 0; b < r->blocks; b++) {
        memcpy(r->first[b], at, sizeof at);
        at[0] += r->made[b].grids.count;
        at[1] += r->made[b].cells.count;
        at[2] += r->made[b].entries.count;
    }
    if (at[1] >= UINT32_MAX || at[2] >= UINT32_MAX)
        return okr_fail_nomem(err);
    status = okr_vec_reserve(&r->out->grids, at[0], err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&r->out->cells, at[1], err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&r->out->entries, at[2] + 1, err);
    if (status != OKR_OK)
        return status;
    r->cells = r->out->cells.data;
    r->out->grids.count = at[0];
    r->out->cells.count = at[1];
    r->out->entries.count = at[2];
    return okr_pool_run(threads, r->blocks, join_block, r, err);
}

static okr_status build(root *r, unsigned threads, okr_error *err)
{
    size_t cells = (size_t)r->grid.nx * (size_t)r->grid.ny;
    okr_status status = okr_vec_append(&r->out->grids, &r->grid, 1, err);

    if (status == OKR_OK)
        status = okr_vec_reserve(&r->out->cells, cells, err);
    if (status != OKR_OK)
        return status;
    r->out->cells.count = cells;
    r->cells = r->out->cells.data;
    r->made = calloc(r->blocks, sizeof *r->made);
    r->first = calloc(r->blocks, sizeof *r->first);
    r->scratch = calloc(threads, sizeof *r->scratch);
    if (r->made == NULL || r->first == NULL || r->scratch == NULL)
        return okr_fail_nomem(err);
    for (unsigned i = 0; i < threads; i++) {
        r->scratch[i].touches = OKR_VEC(touch);
        for (int depth = 0; depth <= OKR_GRID_DEPTH; depth++)
            r->scratch[i].levels[depth] = (sorted){OKR_VEC(uint32_t), OKR_VEC(uint32_t)};
    }
    status = sort_root(r, threads, err);
    if (status == OKR_OK)
        status = okr_pool_run(threads, r->blocks, build_block, r, err);
    return status == OKR_OK ? join(r, threads, err) : status;
}

static void free_root(root *r, unsigned threads)
{
    for (size_t b = 0; r->made != NULL && b < r->blocks; b++)
        okr_grids_done(&r->made[b]);
    for (unsigned i = 0; r->scratch != NULL && i < threads; i++) {
        okr_vec_done(&r->scratch[i].touches);
        for (int depth = 0; depth <= OKR_GRID_DEPTH; depth++) {
            okr_vec_done(&r->scratch[i].levels[depth].starts);
            okr_vec_done(&r->scratch[i].levels[depth].items);
        }
    }
    free(r->scratch);
    free(r->made);
    free(r->first);
    free(r->starts);
    free(r->items);
}

okr_status okr_grids_build(okr_grids *grids, const okr_edge *edges, size_t n, okr_box box,
                           unsigned threads, okr_error *err)
{
    size_t cells = n * ROOT_PER_EDGE < ROOT_CELLS_MIN ? ROOT_CELLS_MIN : n * ROOT_PER_EDGE;
    root r = {.edges = edges,
              .n = n,
              .parts = threads < MOST_PARTS ? threads : MOST_PARTS,
              .out = grids};
    const okr_grid_plan plan = {.edges = edges,
                                .n = n,
                                .box = box,
                                .cells = cells,
                                .most = OKR_ROOT_SIDE,
                                .room = MOST_GROWTH};
    okr_status status = OKR_OK;

    if (!okr_grid_shape(&plan, &r.grid))
        return okr_fail_nomem(err); /* there is room for a few cells always */
    r.blocks = r.grid.ny < BLOCKS ? (size_t)r.grid.ny : BLOCKS;
    *grids = (okr_grids){OKR_VEC(okr_grid), OKR_VEC(okr_cell), OKR_VEC(uint32_t)};
    status = build(&r, threads, err);
    free_root(&r, threads);
    return status;
}
