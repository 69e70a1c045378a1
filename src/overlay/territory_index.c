#include "overlay/arrangement.h"

#include "base/pool.h"

#include <stdlib.h>

/* Degrees round all edges, so that the grid's corner is outside of every polygon. */
#define BOX_MARGIN 1e-6

static okr_status build(okr_territory_index *index, const okr_wkb *polygons, unsigned threads,
                        okr_error *err)
{
    okr_borders borders = {0};
    okr_status status =
        okr_borders_collect(&borders, polygons, index->polygons, threads, &index->box, err);

    if (status != OKR_OK)
        goto cleanup;
    if (borders.edges.count == 0)
        index->box = (okr_box){0, 0, 0, 0};
    index->box.lon_min -= BOX_MARGIN;
    index->box.lat_min -= BOX_MARGIN;
    index->box.lon_max += BOX_MARGIN;
    index->box.lat_max += BOX_MARGIN;
    status = okr_borders_node(&borders, &index->grids, &index->box, threads, err);
    if (status != OKR_OK)
        goto cleanup;
    index->edges = borders.edges;
    borders.edges = OKR_VEC(okr_edge); /* moved */
    okr_grids_clear(&index->grids);
    status = okr_faces_label(index, &borders, threads, err);

cleanup:
    okr_borders_done(&borders);
    return status;
}

okr_status okr_territory_index_new(const okr_wkb *polygons, size_t n,
                                   const okr_index_options *options, okr_territory_index **out,
                                   okr_error *err)
{
    okr_territory_index *index = NULL;
    unsigned threads = options == NULL ? 1 : okr_pool_threads(options->threads);
    okr_status status = OKR_OK;

    if (n >= INT32_MAX)
        return okr_fail_nomem(err);
    index = calloc(1, sizeof *index);
    if (index == NULL)
        return okr_fail_nomem(err);
    index->polygons = n;
    index->identity = malloc((n + 1) * sizeof *index->identity);
    if (index->identity == NULL) {
        status = okr_fail_nomem(err);
        goto cleanup;
    }
    for (size_t i = 0; i < n; i++)
        index->identity[i] = (int32_t)i;
    status = build(index, polygons, threads, err);

cleanup:
    if (status == OKR_OK)
        *out = index;
    else
        okr_territory_index_free(index);
    return status;
}

void okr_territory_index_free(okr_territory_index *index)
{
    if (index == NULL)
        return;
    okr_vec_done(&index->edges);
    okr_grids_done(&index->grids);
    okr_vec_done(&index->owner_starts);
    okr_vec_done(&index->owners);
    free(index->identity);
    free(index);
}

size_t okr_territory_index_size(const okr_territory_index *index)
{
    return index->polygons;
}

size_t okr_territory_index_faces(const okr_territory_index *index)
{
    return index->polygons + index->owner_starts.count - 1;
}

size_t okr_territory_index_edges(const okr_territory_index *index)
{
    return index->edges.count;
}

/* An edge between the leaf's corner and p, going along the bottom and then up, changes the face
 * from one of its sides to the other. The exclusive-or of both, over all edges crossed in
 * whatever order, leads from the corner's face to that of p: what lies between cancels out. */
static int32_t face_in_leaf(const okr_territory_index *index, const okr_leaf *leaf,
                            okr_lonlat p)
{
    const uint32_t *list = &OKR_AT(&index->grids.entries, uint32_t, leaf->cell->at);
    const okr_edge *edges = index->edges.data;
    okr_lonlat corner = okr_grid_corner(leaf->grid, leaf->ix, leaf->iy);
    okr_lonlat below = {p.lon, corner.lat};
    int32_t face = leaf->cell->face;

    for (int32_t i = 0; i < leaf->cell->count; i++) {
        const okr_edge *e = &edges[list[i]];
        bool along = (e->a.lat > corner.lat) != (e->b.lat > corner.lat);
        bool up = e->a.lon <= p.lon && e->b.lon > p.lon;
        int middle = 0;
        if (!along && !up)
            continue;
        middle = okr_side(e->a, e->b, below);
        if (along && okr_side(e->a, e->b, corner) != middle)
            face ^= e->left ^ e->right;
        if (up && okr_side(e->a, e->b, p) != middle)
            face ^= e->left ^ e->right;
    }
    return face;
}

static bool is_within(const okr_territory_index *index, okr_lonlat p)
{
    return p.lon > index->box.lon_min && p.lon < index->box.lon_max &&
           p.lat > index->box.lat_min && p.lat < index->box.lat_max;
}

int32_t okr_territory_index_face(const okr_territory_index *index, okr_lonlat p)
{
    okr_leaf leaf;

    if (!is_within(index, p))
        return OKR_OUTSIDE;
    leaf = okr_grids_leaf(&index->grids, p);
    return leaf.cell->count == 0 ? leaf.cell->face : face_in_leaf(index, &leaf, p);
}

/* Begin to bring what is behind a pointer; nothing waits for it yet. */
#ifdef __GNUC__
#define FETCH(pointer) __builtin_prefetch(pointer)
#else
#define FETCH(pointer) ((void)(pointer))
#endif

enum { TOGETHER = 64 };

/* Go one level down for all points whose cell has a grid; false when none has. */
static bool descend(const okr_territory_index *index, const okr_lonlat *points, size_t n,
                    okr_leaf *leaves)
{
    const okr_grid *grids = index->grids.grids.data;
    bool some = false;

    for (size_t i = 0; i < n; i++)
        if (leaves[i].cell->count == OKR_CELL_GRID)
            FETCH(&grids[leaves[i].cell->at]);
    for (size_t i = 0; i < n; i++) {
        if (leaves[i].cell->count != OKR_CELL_GRID)
            continue;
        leaves[i] = okr_grid_cell(&index->grids, &grids[leaves[i].cell->at], points[i]);
        FETCH(leaves[i].cell);
        some = true;
    }
    return some;
}

static void fetch_edges(const okr_territory_index *index, size_t n, const okr_leaf *leaves)
{
    const uint32_t *entries = index->grids.entries.data;
    const okr_edge *edges = index->edges.data;

    for (size_t i = 0; i < n; i++)
        if (leaves[i].cell->count > 0)
            FETCH(&entries[leaves[i].cell->at]);
    for (size_t i = 0; i < n; i++)
        for (int32_t k = 0; k < leaves[i].cell->count; k++)
            FETCH(&edges[entries[leaves[i].cell->at + (uint32_t)k]]);
}

/* Points within the box, few enough to wait for together. */
static void faces_together(const okr_territory_index *index, const okr_lonlat *points, size_t n,
                           int32_t *faces)
{
    okr_leaf leaves[TOGETHER];

    for (size_t i = 0; i < n; i++) {
        leaves[i] = okr_grid_cell(&index->grids, index->grids.grids.data, points[i]);
        FETCH(leaves[i].cell);
    }
    while (descend(index, points, n, leaves))
        ;
    fetch_edges(index, n, leaves);
    for (size_t i = 0; i < n; i++)
        faces[i] = leaves[i].cell->count == 0 ? leaves[i].cell->face
                                              : face_in_leaf(index, &leaves[i], points[i]);
}

void okr_territory_index_faces_of(const okr_territory_index *index, const okr_lonlat *points,
                                  size_t n, int32_t *faces)
{
    okr_lonlat held[TOGETHER];
    int32_t found[TOGETHER];
    size_t places[TOGETHER];
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        faces[i] = OKR_OUTSIDE;
        if (is_within(index, points[i])) {
            held[count] = points[i];
            places[count++] = i;
        }
        if (count < TOGETHER && i + 1 < n)
            continue;
        faces_together(index, held, count, found);
        for (size_t k = 0; k < count; k++)
            faces[places[k]] = found[k];
        count = 0;
    }
}

okr_owners okr_territory_index_owners(const okr_territory_index *index, int32_t face)
{
    const size_t *starts = index->owner_starts.data;
    size_t set = 0;

    if (face < 0)
        return (okr_owners){NULL, 0};
    if ((size_t)face < index->polygons)
        return (okr_owners){&index->identity[face], 1};
    set = (size_t)face - index->polygons;
    return (okr_owners){&OKR_AT(&index->owners, int32_t, starts[set]),
                        starts[set + 1] - starts[set]};
}

ptrdiff_t okr_territory_index_point(const okr_territory_index *index, okr_lonlat p)
{
    okr_owners owners = okr_territory_index_owners(index, okr_territory_index_face(index, p));

    return owners.count == 0 ? OKR_OUTSIDE : owners.polygons[0];
}
