#include "overlay/grid_cells.h"

void okr_grids_done(okr_grids *grids)
{
    okr_vec_done(&grids->grids);
    okr_vec_done(&grids->cells);
    okr_vec_done(&grids->entries);
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

okr_status okr_grids_along(const okr_grids *grids, const okr_grid *g, const okr_lonlat ends[2],
                           okr_leaf_fn *visit, void *user, okr_error *err)
{
    okr_status status = OKR_OK;
    okr_rows rows;
    okr_columns c;

    if (!okr_grid_segment_rows(g, ends[0], ends[1], &rows))
        return OKR_OK;
    for (int32_t iy = rows.from; status == OKR_OK && iy <= rows.to; iy++) {
        const okr_cell *row =
            &OKR_AT(&grids->cells, okr_cell, g->first + (size_t)iy * (size_t)g->nx);
        if (!okr_grid_row_columns(g, ends[0], ends[1], &rows, iy, &c))
            continue;
        for (int32_t ix = c.from; status == OKR_OK && ix <= c.to; ix++) {
            const okr_grid *inner = NULL;
            status = visit_cell(grids, &row[ix], &inner, visit, user, err);
            if (inner != NULL)
                status = okr_grids_along(grids, inner, ends, visit, user, err);
        }
    }
    return status;
}

okr_status okr_grids_within(const okr_grids *grids, const okr_grid *g, const okr_box *box,
                            okr_leaf_fn *visit, void *user, okr_error *err)
{
    okr_status status = OKR_OK;
    okr_rows rows;
    okr_columns c;

    if (!okr_grid_columns(g, box->lon_min, box->lon_max, &c) ||
        !okr_grid_rows(g, box->lat_min, box->lat_max, &rows))
        return OKR_OK;
    for (int32_t iy = rows.from; status == OKR_OK && iy <= rows.to; iy++) {
        const okr_cell *row =
            &OKR_AT(&grids->cells, okr_cell, g->first + (size_t)iy * (size_t)g->nx);
        for (int32_t ix = c.from; status == OKR_OK && ix <= c.to; ix++) {
            const okr_grid *inner = NULL;
            status = visit_cell(grids, &row[ix], &inner, visit, user, err);
            if (inner != NULL)
                status = okr_grids_within(grids, inner, box, visit, user, err);
        }
    }
    return status;
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
