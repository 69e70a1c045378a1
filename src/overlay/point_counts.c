#include "overlay/point_counts.h"

#include "overlay/arrangement.h"

#include <stdlib.h>
#include <string.h>

/* An index of fewer edges fits the caches, where order gains less than sorting costs. Of the
 * points held for a larger one twice as many were not found to bring more, half as many less.
 */
enum { SORTED_FROM_EDGES = 1 << 17, HELD_SORTED = 1 << 18, HELD = 512 };

struct okr_point_counts {
    const okr_territory_index *index; /* borrowed */
    size_t most;                      /* points held at once */
    size_t held;
    okr_lonlat *points; /* owned: `most` */
    okr_lonlat *spare;  /* owned: as many to sort with; NULL: they are looked up as they come */
    int32_t *faces;     /* owned: of the points held */
    size_t *counts;     /* owned: by face + 1 */
};

okr_status okr_point_counts_new(const okr_territory_index *index, okr_point_counts **out,
                                okr_error *err)
{
    bool is_sorted = okr_territory_index_edges(index) >= SORTED_FROM_EDGES;
    okr_point_counts *made = calloc(1, sizeof *made);

    if (made == NULL)
        return okr_fail_nomem(err);
    made->index = index;
    made->most = is_sorted ? HELD_SORTED : HELD;
    made->points = malloc(made->most * sizeof *made->points);
    made->faces = malloc(made->most * sizeof *made->faces);
    if (is_sorted)
        made->spare = malloc(made->most * sizeof *made->spare);
    made->counts = calloc(okr_territory_index_faces(index) + 1, sizeof *made->counts);
    if (made->points == NULL || made->faces == NULL || made->counts == NULL ||
        (is_sorted && made->spare == NULL)) {
        okr_point_counts_free(made);
        return okr_fail_nomem(err);
    }
    *out = made;
    return OKR_OK;
}

void okr_point_counts_free(okr_point_counts *counts)
{
    if (counts == NULL)
        return;
    free(counts->points);
    free(counts->spare);
    free(counts->faces);
    free(counts->counts);
    free(counts);
}

static size_t column_of(const okr_grid *root, okr_lonlat p)
{
    return (size_t)okr_grid_slot(p.lon - root->lon0, root->per_width, root->nx);
}

static size_t row_of(const okr_grid *root, okr_lonlat p)
{
    return (size_t)okr_grid_slot(p.lat - root->lat0, root->per_height, root->ny);
}

/* Counts become places: that of the first, and so on. */
static void add_up(uint32_t *counts)
{
    uint32_t place = 0;

    for (size_t i = 0; i < OKR_ROOT_SIDE; i++) {
        uint32_t count = counts[i];
        counts[i] = place;
        place += count;
    }
}

/* Sort by cell of the root: by column, then by row, keeping what the first pass did. */
static void sort(okr_point_counts *c)
{
    const okr_grid *root = c->index->grids.grids.data;
    uint32_t columns[OKR_ROOT_SIDE] = {0};
    uint32_t rows[OKR_ROOT_SIDE] = {0};

    for (size_t i = 0; i < c->held; i++) {
        columns[column_of(root, c->points[i])]++;
        rows[row_of(root, c->points[i])]++;
    }
    add_up(columns);
    add_up(rows);
    for (size_t i = 0; i < c->held; i++)
        c->spare[columns[column_of(root, c->points[i])]++] = c->points[i];
    for (size_t i = 0; i < c->held; i++)
        c->points[rows[row_of(root, c->spare[i])]++] = c->spare[i];
}

static void look_up(okr_point_counts *c)
{
    if (c->spare != NULL)
        sort(c);
    okr_territory_index_faces_of(c->index, c->points, c->held, c->faces);
    for (size_t i = 0; i < c->held; i++)
        c->counts[c->faces[i] + 1]++;
    c->held = 0;
}

void okr_point_counts_add(okr_point_counts *counts, okr_lonlat p)
{
    if (counts->held == counts->most)
        look_up(counts);
    counts->points[counts->held++] = p;
}

const size_t *okr_point_counts_of_faces(okr_point_counts *counts)
{
    look_up(counts);
    return counts->counts;
}
