/** @file
 * The inside of a territory index: noded edges with a face on either side, under a grid.
 *
 * Private to the files of the linking engine in src/geo.
 */
#ifndef OKR_OVERLAY_ARRANGEMENT_H
#define OKR_OVERLAY_ARRANGEMENT_H

#include "base/mem.h"
#include "geo/orient.h"
#include "overlay/territory_index.h"

#include <stdbool.h>

/** A border edge. a comes before b by longitude, then latitude; they differ. */
typedef struct okr_edge {
    okr_lonlat a, b;
    int32_t left, right; /**< faces on the sides of a -> b */
} okr_edge;

enum {
    OKR_CELL_GRID = -1,  /**< okr_cell.count of a cell that is divided further */
    OKR_GRID_DEPTH = 8,  /**< levels of grids at most */
    OKR_CELL_EDGES = 8,  /**< a cell with more edges is divided */
    OKR_ROOT_SIDE = 512, /**< columns and rows of the root at most */
    OKR_GRID_SIDE = 64   /**< columns and rows of an inner grid at most */
};

/** A cell: its edges, or its grid. `face` holds at its lower left corner. */
typedef struct okr_cell {
    int32_t face;
    int32_t count; /**< edges, or OKR_CELL_GRID */
    uint32_t at;   /**< first of its entries, or number of its grid */
    int32_t clear; /**< root: so many cells around it in every direction have no edges either */
} okr_cell;

/** nx * ny cells of one size, row by row from the south-west. */
typedef struct okr_grid {
    double lon0, lat0;
    double width, height;         /**< of a cell */
    double per_width, per_height; /**< their reciprocals */
    int32_t nx, ny;
    uint32_t first; /**< its first cell */
} okr_grid;

/**
 * Cells list every edge that touches them or comes closer than this, degrees: more than all
 * rounding of cell borders and all that making crossings moves an edge.
 */
#define OKR_CELL_MARGIN 1e-9

/** Grids, cells and entries (numbers of edges). */
typedef struct okr_grids {
    okr_vec grids;   /**< okr_grid; the first is the root */
    okr_vec cells;   /**< okr_cell */
    okr_vec entries; /**< uint32_t */
} okr_grids;

struct okr_territory_index {
    size_t polygons;
    okr_box box;   /**< of all edges with a margin: outside of it is outside */
    okr_vec edges; /**< okr_edge, roughly along a space-filling curve */
    okr_grids grids;
    okr_vec owner_starts; /**< size_t: faces from `polygons` on, one more than there are */
    okr_vec owners;       /**< int32_t */
    int32_t *identity;    /**< owned: 0 .. polygons - 1, the owners of simple faces */
};

/** Does a come before b by longitude, then latitude? */
static inline bool okr_before(okr_lonlat a, okr_lonlat b)
{
    return a.lon < b.lon || (a.lon <= b.lon && a.lat < b.lat);
}

/** Are both the same point? */
static inline bool okr_same(okr_lonlat a, okr_lonlat b)
{
    return !(a.lon < b.lon || a.lon > b.lon || a.lat < b.lat || a.lat > b.lat);
}

/** Lower left corner of cell (ix, iy). */
static inline okr_lonlat okr_grid_corner(const okr_grid *grid, int32_t ix, int32_t iy)
{
    return (okr_lonlat){grid->lon0 + ix * grid->width, grid->lat0 + iy * grid->height};
}

/** Column or row of an offset from the grid's corner, within the grid. */
static inline int32_t okr_grid_slot(double offset, double per_size, int32_t count)
{
    double slot = offset * per_size;

    if (!(slot > 0.0))
        return 0;
    return slot < count ? (int32_t)slot : count - 1;
}

/** A cell and where it is; mostly the one without a grid that holds a point. */
typedef struct okr_leaf {
    const okr_cell *cell;
    const okr_grid *grid;
    int32_t ix, iy;
} okr_leaf;

/** The cell of one grid that holds a point of its box. */
static inline okr_leaf okr_grid_cell(const okr_grids *grids, const okr_grid *g, okr_lonlat p)
{
    okr_leaf leaf = {.grid = g,
                     .ix = okr_grid_slot(p.lon - g->lon0, g->per_width, g->nx),
                     .iy = okr_grid_slot(p.lat - g->lat0, g->per_height, g->ny)};

    leaf.cell = &OKR_AT(&grids->cells, okr_cell,
                        g->first + (size_t)leaf.iy * (size_t)g->nx + (size_t)leaf.ix);
    return leaf;
}

static inline okr_leaf okr_grids_leaf(const okr_grids *grids, okr_lonlat p)
{
    okr_leaf leaf = okr_grid_cell(grids, grids->grids.data, p);

    while (leaf.cell->count == OKR_CELL_GRID)
        leaf = okr_grid_cell(grids, &OKR_AT(&grids->grids, okr_grid, leaf.cell->at), p);
    return leaf;
}

/** The largest known box round an empty leaf without any edges: all of one face. */
static inline okr_box okr_leaf_box(const okr_leaf *leaf)
{
    okr_lonlat low =
        okr_grid_corner(leaf->grid, leaf->ix - leaf->cell->clear, leaf->iy - leaf->cell->clear);
    okr_lonlat high = okr_grid_corner(leaf->grid, leaf->ix + 1 + leaf->cell->clear,
                                      leaf->iy + 1 + leaf->cell->clear);

    return (okr_box){low.lon, low.lat, high.lon, high.lat};
}

/** Is a point in a box or on its border? */
static inline bool okr_box_holds(const okr_box *box, okr_lonlat p)
{
    return p.lon >= box->lon_min && p.lon <= box->lon_max && p.lat >= box->lat_min &&
           p.lat <= box->lat_max;
}

/** Measure how clear the surroundings of the root's empty cells are. */
void okr_grids_clear(okr_grids *grids);

/** Build the grids over n edges with faces unset. box is that of the edges with a margin. */
OKR_MUST_CHECK okr_status okr_grids_build(okr_grids *grids, const okr_edge *edges, size_t n,
                                          okr_box box, unsigned threads, okr_error *err);

/** Release. */
void okr_grids_done(okr_grids *grids);

/** Called for each leaf cell; what it returns other than OKR_OK ends the walk. */
typedef okr_status okr_leaf_fn(void *user, const okr_cell *cell, okr_error *err);

/** Visit every leaf of a grid, and of those in it, that a segment touches (some more may
 * come). */
OKR_MUST_CHECK okr_status okr_grids_along(const okr_grids *grids, const okr_grid *from,
                                          const okr_lonlat ends[2], okr_leaf_fn *visit,
                                          void *user, okr_error *err);

/** Visit every leaf of a grid, and of those in it, that touches a box (some more may come). */
OKR_MUST_CHECK okr_status okr_grids_within(const okr_grids *grids, const okr_grid *from,
                                           const okr_box *box, okr_leaf_fn *visit, void *user,
                                           okr_error *err);

/** The polygons whose border an edge is (an odd number of times): a run of
 * okr_borders.polygons. */
typedef struct okr_span {
    uint32_t first;
    uint32_t count;
} okr_span;

/** All borders. */
typedef struct okr_borders {
    okr_vec edges;    /**< okr_edge */
    okr_vec spans;    /**< okr_span, one per edge */
    okr_vec polygons; /**< int32_t */
} okr_borders;

/** Collect the rings of n polygons, merge equal edges, order them along a curve. */
OKR_MUST_CHECK okr_status okr_borders_collect(okr_borders *borders, const okr_wkb *polygons,
                                              size_t n, unsigned threads, okr_box *box,
                                              okr_error *err);

/** Release. */
void okr_borders_done(okr_borders *borders);

/** Build the grids and split edges where they cross or touch, until none do. */
OKR_MUST_CHECK okr_status okr_borders_node(okr_borders *borders, okr_grids *grids,
                                           const okr_box *box, unsigned threads,
                                           okr_error *err);

/** Find the faces of all edges and corners; fills index->owner_starts and owners. */
OKR_MUST_CHECK okr_status okr_faces_label(okr_territory_index *index,
                                          const okr_borders *borders, unsigned threads,
                                          okr_error *err);

#endif
