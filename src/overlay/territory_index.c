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

/* Does a point lie left of a line, by a determinant and the products that it is the difference
 * of? `unsure` is set where rounding may have decided. */
static inline unsigned is_left(double left, double right, unsigned wanted, unsigned *unsure)
{
    double det = left - right;
    unsigned sure = fabs(det) > OKR_ORIENT_ERROR * (fabs(left) + fabs(right));

    *unsure |= wanted & (sure ^ 1U);
    return det > 0.0;
}

/* The same as face_in_leaf by nothing but arithmetic: which edges are crossed is as good as
 * random, and a guess that fails costs a processor more than all these products. False where
 * doubles do not decide. */
static bool quick_face(const okr_territory_index *index, const okr_leaf *leaf, okr_lonlat p,
                       int32_t *out)
{
    const uint32_t *list = &OKR_AT(&index->grids.entries, uint32_t, leaf->cell->at);
    const okr_edge *edges = index->edges.data;
    okr_lonlat corner = okr_grid_corner(leaf->grid, leaf->ix, leaf->iy);
    int32_t face = leaf->cell->face;
    unsigned unsure = 0;

    for (int32_t i = 0; i < leaf->cell->count; i++) {
        const okr_edge *e = &edges[list[i]];
        unsigned along = (unsigned)(e->a.lat > corner.lat) ^ (e->b.lat > corner.lat);
        unsigned up = (unsigned)(e->a.lon <= p.lon) & (e->b.lon > p.lon);
        double width = e->b.lon - e->a.lon;
        double height = e->b.lat - e->a.lat;
        double at_corner = width * (corner.lat - e->a.lat);
        double at_p = height * (p.lon - e->a.lon);
        unsigned below = is_left(at_corner, at_p, along | up, &unsure);
        unsigned first =
            is_left(at_corner, height * (corner.lon - e->a.lon), along, &unsure) ^ below;
        unsigned then = is_left(width * (p.lat - e->a.lat), at_p, up, &unsure) ^ below;
        face ^= (e->left ^ e->right) & -(int32_t)((along & first) ^ (up & then));
    }
    *out = face;
    return unsure == 0;
}

static int32_t face_of_leaf(const okr_territory_index *index, const okr_leaf *leaf,
                            okr_lonlat p)
{
    int32_t face = OKR_OUTSIDE;

    return quick_face(index, leaf, p, &face) ? face : face_in_leaf(index, leaf, p);
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
    return leaf.cell->count == 0 ? leaf.cell->face : face_of_leaf(index, &leaf, p);
}

/* Begin to bring what is behind a pointer; nothing waits for it yet. */
#ifdef __GNUC__
#define FETCH(pointer) __builtin_prefetch(pointer)
#else
#define FETCH(pointer) ((void)(pointer))
#endif

enum { TOGETHER = 64 };

/* Points on their way down, and which of them are not there yet. */
typedef struct descent {
    const okr_territory_index *index;
    const okr_lonlat *points;
    okr_leaf leaves[TOGETHER];
    uint8_t chosen[TOGETHER];
    size_t count; /* of those chosen */
} descent;

/* Enter a grid with point i, which stays chosen. */
static void enter(descent *d, size_t i, const okr_grid *grid)
{
    d->leaves[i] = okr_grid_cell(&d->index->grids, grid, d->points[i]);
    FETCH(d->leaves[i].cell);
    d->chosen[d->count++] = (uint8_t)i;
}

/* Of those chosen keep the points whose cell has a grid. */
static void keep_divided(descent *d)
{
    size_t kept = 0;

    for (size_t k = 0; k < d->count; k++) {
        d->chosen[kept] = d->chosen[k];
        kept += d->leaves[d->chosen[k]].cell->count == OKR_CELL_GRID;
    }
    d->count = kept;
}

/* Choose the points whose leaf has edges, and begin to bring these. */
static void choose_edged(descent *d, size_t n)
{
    const uint32_t *entries = d->index->grids.entries.data;
    const okr_edge *edges = d->index->edges.data;

    d->count = 0;
    for (size_t i = 0; i < n; i++) {
        d->chosen[d->count] = (uint8_t)i;
        d->count += d->leaves[i].cell->count > 0;
    }
    for (size_t k = 0; k < d->count; k++)
        FETCH(&entries[d->leaves[d->chosen[k]].cell->at]);
    for (size_t k = 0; k < d->count; k++) {
        const okr_cell *cell = d->leaves[d->chosen[k]].cell;
        for (uint32_t e = 0; e < (uint32_t)cell->count; e++)
            FETCH(&edges[entries[cell->at + e]]);
    }
}

/* Go down to the leaves, level by level. */
static void go_down(descent *d, size_t n)
{
    const okr_grid *grids = d->index->grids.grids.data;

    for (size_t i = 0; i < n; i++)
        enter(d, i, grids);
    keep_divided(d);
    while (d->count > 0) {
        size_t count = d->count;
        for (size_t k = 0; k < count; k++)
            FETCH(&grids[d->leaves[d->chosen[k]].cell->at]);
        d->count = 0;
        for (size_t k = 0; k < count; k++)
            enter(d, d->chosen[k], &grids[d->leaves[d->chosen[k]].cell->at]);
        keep_divided(d);
    }
}

/* Points within the box, few enough to wait for together. Lists of those concerned take the
 * place of conditions that nobody could foresee. */
static void faces_together(const okr_territory_index *index, const okr_lonlat *points, size_t n,
                           int32_t *faces)
{
    descent d = {.index = index, .points = points, .count = 0};

    go_down(&d, n);
    choose_edged(&d, n);
    for (size_t i = 0; i < n; i++)
        faces[i] = d.leaves[i].cell->face;
    for (size_t k = 0; k < d.count; k++) {
        size_t i = d.chosen[k];
        faces[i] = face_of_leaf(index, &d.leaves[i], points[i]);
    }
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
