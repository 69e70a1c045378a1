#include "geo/arrangement.h"

#include <stdlib.h>
#include <string.h>

/* Root cells: one per so many edges, within these limits. */
enum { ROOT_PER_EDGE = 4, ROOT_CELLS_MIN = 16, INNER_EDGES = 1 };

/* Cells are not divided below this, degrees: about a centimetre. */
#define SMALLEST_CELL 1e-7

/* A run of columns. */
typedef struct columns {
    int32_t from, to;
} columns;

/* Edges of all cells of one grid while it is built: items[starts[c] .. starts[c + 1]). */
typedef struct sorted {
    uint32_t *starts;
    uint32_t *items;
} sorted;

typedef struct builder {
    okr_grids *out;
    const okr_edge *edges;
} builder;

/* A grid to be made, or a cell to be finished: its edges, where it is, how deep. */
typedef struct task {
    const uint32_t *list;
    size_t n;
    okr_box box;
    size_t cells; /* wished */
    int depth;
} task;

static okr_status build_grid(builder *b, const task *t, uint32_t *number, okr_error *err);

void okr_grids_done(okr_grids *grids)
{
    okr_vec_done(&grids->grids);
    okr_vec_done(&grids->cells);
    okr_vec_done(&grids->entries);
}

static double clamp01(double t)
{
    return t > 0.0 ? (t < 1.0 ? t : 1.0) : 0.0;
}

/* The columns that the segment p -> q touches within a row; false when none. Differences of the
 * given doubles have no cancellation, so that the margin covers all rounding. */
static bool row_columns(const okr_grid *g, okr_lonlat p, okr_lonlat q, int32_t iy, columns *out)
{
    double low = g->lat0 + iy * g->height - OKR_CELL_MARGIN;
    double high = g->lat0 + (iy + 1) * g->height + OKR_CELL_MARGIN;
    double rise = q.lat - p.lat;
    double run = q.lon - p.lon;
    double t0 = 0.0;
    double t1 = 1.0;
    double x0 = 0.0;
    double x1 = 0.0;

    if (rise > 0.0 || rise < 0.0) {
        t0 = clamp01((low - p.lat) / rise);
        t1 = clamp01((high - p.lat) / rise);
    }
    x0 = p.lon + t0 * run;
    x1 = p.lon + t1 * run;
    if (x0 > x1) {
        double swap = x0;
        x0 = x1;
        x1 = swap;
    }
    x0 -= g->lon0 + OKR_CELL_MARGIN;
    x1 -= g->lon0 - OKR_CELL_MARGIN;
    if (x1 < 0.0 || x0 > g->nx * g->width)
        return false;
    out->from = okr_grid_slot(x0, g->per_width, g->nx);
    out->to = okr_grid_slot(x1, g->per_width, g->nx);
    return true;
}

/* The rows between two latitudes; false when the grid is wholly above or below. */
static bool rows_between(const okr_grid *g, double low, double high, int32_t *from, int32_t *to)
{
    low -= g->lat0 + OKR_CELL_MARGIN;
    high -= g->lat0 - OKR_CELL_MARGIN;
    if (high < 0.0 || low > g->ny * g->height)
        return false;
    *from = okr_grid_slot(low, g->per_height, g->ny);
    *to = okr_grid_slot(high, g->per_height, g->ny);
    return true;
}

static bool rows_of(const okr_grid *g, okr_lonlat p, okr_lonlat q, int32_t *from, int32_t *to)
{
    double low = p.lat < q.lat ? p.lat : q.lat;
    double high = p.lat < q.lat ? q.lat : p.lat;

    return rows_between(g, low, high, from, to);
}

/* Count (items NULL) or write the edges of each cell. starts[c + 1] moves with every edge. */
static void scatter(const builder *b, const okr_grid *g, const uint32_t *list, size_t n,
                    sorted *s)
{
    for (size_t i = 0; i < n; i++) {
        const okr_edge *e = &b->edges[list[i]];
        int32_t from = 0;
        int32_t to = -1;
        columns c;
        if (!rows_of(g, e->a, e->b, &from, &to))
            continue;
        for (int32_t iy = from; iy <= to; iy++) {
            if (!row_columns(g, e->a, e->b, iy, &c))
                continue;
            uint32_t *at = s->starts + (size_t)iy * (size_t)g->nx + 1;
            for (int32_t ix = c.from; ix <= c.to; ix++) {
                if (s->items != NULL)
                    s->items[at[ix]] = list[i];
                at[ix]++;
            }
        }
    }
}

/* Sort the edges into cells: count, add up, write. */
static okr_status sort_edges(const builder *b, const okr_grid *g, const uint32_t *list,
                             size_t n, sorted *s, okr_error *err)
{
    size_t cells = (size_t)g->nx * (size_t)g->ny;
    uint64_t total = 0;

    s->starts = calloc(cells + 2, sizeof *s->starts);
    if (s->starts == NULL)
        return okr_fail_nomem(err);
    scatter(b, g, list, n, s);
    for (size_t c = 1; c <= cells; c++) {
        uint32_t count = s->starts[c];
        s->starts[c] = (uint32_t)total;
        total += count;
    }
    if (total >= UINT32_MAX)
        return okr_fail_nomem(err);
    s->items = malloc((total + 1) * sizeof *s->items);
    if (s->items == NULL)
        return okr_fail_nomem(err);
    scatter(b, g, list, n, s);
    return OKR_OK;
}

static bool worth_dividing(const okr_grid *g, size_t n, int depth)
{
    return n > OKR_CELL_EDGES && depth < OKR_GRID_DEPTH && g->width > SMALLEST_CELL &&
           g->height > SMALLEST_CELL;
}

/* Store the edges of a cell or divide it. */
static okr_status finish_cell(builder *b, const okr_grid *g, size_t number, const task *t,
                              okr_error *err)
{
    okr_cell cell = {.face = OKR_OUTSIDE, .count = (int32_t)t->n};
    okr_status status = OKR_OK;

    if (worth_dividing(g, t->n, t->depth)) {
        task inner = *t;
        inner.depth++;
        cell.count = OKR_CELL_GRID;
        status = build_grid(b, &inner, &cell.at, err);
    } else {
        cell.at = (uint32_t)b->out->entries.count;
        status = okr_vec_append(&b->out->entries, t->list, t->n, err);
    }
    OKR_AT(&b->out->cells, okr_cell, number) = cell;
    return status;
}

static task cell_task(const okr_grid *g, const sorted *s, size_t c, int depth)
{
    int32_t ix = (int32_t)(c % (size_t)g->nx);
    int32_t iy = (int32_t)(c / (size_t)g->nx);
    okr_lonlat low = okr_grid_corner(g, ix, iy);
    okr_lonlat high = okr_grid_corner(g, ix + 1, iy + 1);
    /* After the writing pass starts[c + 1] is the end of cell c. */
    uint32_t from = c == 0 ? 0 : s->starts[c];
    size_t n = s->starts[c + 1] - from;

    return (task){.list = s->items + from,
                  .n = n,
                  .box = {low.lon, low.lat, high.lon, high.lat},
                  .cells = n / INNER_EDGES,
                  .depth = depth};
}

static int32_t side_for(double cells, int32_t most)
{
    int32_t side = (int32_t)sqrt(cells);

    return side < 2 ? 2 : side > most ? most : side;
}

static okr_grid shape(okr_box box, size_t cells, int32_t most)
{
    okr_grid g = {.lon0 = box.lon_min, .lat0 = box.lat_min};

    g.nx = side_for((double)cells, most);
    g.ny = g.nx;
    g.width = (box.lon_max - box.lon_min) / g.nx;
    g.height = (box.lat_max - box.lat_min) / g.ny;
    g.per_width = 1.0 / g.width;
    g.per_height = 1.0 / g.height;
    return g;
}

static okr_status finish_cells(builder *b, uint32_t grid, const sorted *s, int depth,
                               okr_error *err)
{
    okr_grid g = OKR_AT(&b->out->grids, okr_grid, grid);
    size_t cells = (size_t)g.nx * (size_t)g.ny;
    okr_status status = OKR_OK;

    for (size_t c = 0; status == OKR_OK && c < cells; c++) {
        task t = cell_task(&g, s, c, depth);
        status = finish_cell(b, &g, g.first + c, &t, err);
    }
    return status;
}

static okr_status build_grid(builder *b, const task *t, uint32_t *number, okr_error *err)
{
    okr_grid g = shape(t->box, t->cells, t->depth == 0 ? OKR_ROOT_SIDE : OKR_GRID_SIDE);
    sorted s = {0};
    okr_status status = OKR_OK;

    g.first = (uint32_t)b->out->cells.count;
    *number = (uint32_t)b->out->grids.count;
    status = okr_vec_append(&b->out->grids, &g, 1, err);
    if (status != OKR_OK)
        return status;
    for (int32_t i = 0; i < g.nx * g.ny; i++)
        if (okr_vec_push(&b->out->cells, err) == NULL)
            return OKR_ERR_NOMEM;
    status = sort_edges(b, &g, t->list, t->n, &s, err);
    if (status == OKR_OK)
        status = finish_cells(b, *number, &s, t->depth, err);
    free(s.starts);
    free(s.items);
    return status;
}

okr_status okr_grids_build(okr_grids *grids, const okr_edge *edges, size_t n, okr_box box,
                           okr_error *err)
{
    builder b = {.out = grids, .edges = edges};
    size_t cells = n * ROOT_PER_EDGE < ROOT_CELLS_MIN ? ROOT_CELLS_MIN : n * ROOT_PER_EDGE;
    uint32_t *all = malloc((n + 1) * sizeof *all);
    task t = {.n = n, .box = box, .cells = cells};
    uint32_t root = 0;
    okr_status status = OKR_OK;

    *grids = (okr_grids){OKR_VEC(okr_grid), OKR_VEC(okr_cell), OKR_VEC(uint32_t)};
    if (all == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        all[i] = (uint32_t)i;
    t.list = all;
    status = build_grid(&b, &t, &root, err);
    free(all);
    return status;
}

static okr_status visit_cell(const okr_grids *grids, const okr_cell *cell,
                             const okr_grid **inner, okr_leaf_fn *visit, void *user,
                             okr_error *err)
{
    if (cell->count == OKR_CELL_GRID) {
        *inner = &OKR_AT(&grids->grids, okr_grid, cell->at);
        return OKR_OK;
    }
    *inner = NULL;
    return visit(user, cell, err);
}

static okr_status along(const okr_grids *grids, const okr_grid *g, const okr_lonlat ends[2],
                        okr_leaf_fn *visit, void *user, okr_error *err)
{
    okr_status status = OKR_OK;
    int32_t from = 0;
    int32_t to = -1;
    columns c;

    if (!rows_of(g, ends[0], ends[1], &from, &to))
        return OKR_OK;
    for (int32_t iy = from; status == OKR_OK && iy <= to; iy++) {
        const okr_cell *row =
            &OKR_AT(&grids->cells, okr_cell, g->first + (size_t)iy * (size_t)g->nx);
        if (!row_columns(g, ends[0], ends[1], iy, &c))
            continue;
        for (int32_t ix = c.from; status == OKR_OK && ix <= c.to; ix++) {
            const okr_grid *inner = NULL;
            status = visit_cell(grids, &row[ix], &inner, visit, user, err);
            if (inner != NULL)
                status = along(grids, inner, ends, visit, user, err);
        }
    }
    return status;
}

okr_status okr_grids_along(const okr_grids *grids, okr_lonlat p, okr_lonlat q,
                           okr_leaf_fn *visit, void *user, okr_error *err)
{
    const okr_lonlat ends[2] = {p, q};

    return along(grids, grids->grids.data, ends, visit, user, err);
}

static okr_status within(const okr_grids *grids, const okr_grid *g, const okr_box *box,
                         okr_leaf_fn *visit, void *user, okr_error *err)
{
    okr_status status = OKR_OK;
    double x0 = box->lon_min - g->lon0 - OKR_CELL_MARGIN;
    double x1 = box->lon_max - g->lon0 + OKR_CELL_MARGIN;
    int32_t from = 0;
    int32_t to = -1;

    if (x1 < 0.0 || x0 > g->nx * g->width ||
        !rows_between(g, box->lat_min, box->lat_max, &from, &to))
        return OKR_OK;
    for (int32_t iy = from; status == OKR_OK && iy <= to; iy++) {
        const okr_cell *row =
            &OKR_AT(&grids->cells, okr_cell, g->first + (size_t)iy * (size_t)g->nx);
        int32_t last = okr_grid_slot(x1, g->per_width, g->nx);
        for (int32_t ix = okr_grid_slot(x0, g->per_width, g->nx);
             status == OKR_OK && ix <= last; ix++) {
            const okr_grid *inner = NULL;
            status = visit_cell(grids, &row[ix], &inner, visit, user, err);
            if (inner != NULL)
                status = within(grids, inner, box, visit, user, err);
        }
    }
    return status;
}

okr_status okr_grids_within(const okr_grids *grids, const okr_box *box, okr_leaf_fn *visit,
                            void *user, okr_error *err)
{
    return within(grids, grids->grids.data, box, visit, user, err);
}

/* Steps to the nearest cell with edges by the moves of a king, in two passes over the grid:
 * each cell looks at the neighbours already seen in its pass. */
static int32_t nearer(const okr_cell *cells, const okr_grid *g, int32_t ix, int32_t iy,
                      const int32_t (*moves)[2])
{
    int32_t best = cells[(size_t)iy * (size_t)g->nx + (size_t)ix].clear;

    for (int k = 0; k < 4; k++) {
        int32_t x = ix + moves[k][0];
        int32_t y = iy + moves[k][1];
        int32_t there = 0;
        if (x < 0 || y < 0 || x >= g->nx || y >= g->ny)
            continue;
        there = cells[(size_t)y * (size_t)g->nx + (size_t)x].clear + 1;
        best = there < best ? there : best;
    }
    return best;
}

void okr_grids_clear(okr_grids *grids)
{
    static const int32_t seen[4][2] = {{-1, 0}, {-1, -1}, {0, -1}, {1, -1}};
    static const int32_t ahead[4][2] = {{1, 0}, {1, 1}, {0, 1}, {-1, 1}};
    const okr_grid *g = grids->grids.data;
    okr_cell *cells = &OKR_AT(&grids->cells, okr_cell, g->first);
    int32_t n = g->nx * g->ny;

    for (int32_t i = 0; i < n; i++)
        cells[i].clear = cells[i].count == 0 ? g->nx + g->ny : 0;
    for (int32_t i = 0; i < n; i++)
        cells[i].clear = nearer(cells, g, i % g->nx, i / g->nx, seen);
    for (int32_t i = n - 1; i >= 0; i--)
        cells[i].clear = nearer(cells, g, i % g->nx, i / g->nx, ahead);
    /* The cell with edges itself is not clear. */
    for (int32_t i = 0; i < n; i++)
        cells[i].clear -= cells[i].clear > 0 ? 1 : 0;
}
