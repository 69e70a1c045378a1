#include "geo/box_tree.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FANOUT = 8, LEVELS = 12, CELLS = 65535 };

struct okr_box_tree {
    okr_box *boxes;  /* owned; level 0 in tree order, then its parents, up to the root */
    uint32_t *order; /* owned; number of the box at each place of level 0 */
    size_t start[LEVELS + 1]; /* of each level in boxes */
    size_t levels;
};

/* A box with the key that it is sorted by. */
typedef struct entry {
    uint32_t key;
    uint32_t index;
} entry;

/* Grow a box so that it holds another. */
static void add_box(okr_box *box, okr_box other)
{
    box->lon_min = fmin(box->lon_min, other.lon_min);
    box->lat_min = fmin(box->lat_min, other.lat_min);
    box->lon_max = fmax(box->lon_max, other.lon_max);
    box->lat_max = fmax(box->lat_max, other.lat_max);
}

void okr_box_add_point(okr_box *box, double lon, double lat)
{
    add_box(box, (okr_box){lon, lat, lon, lat});
}

/* Put a zero in front of each of 16 bits. */
static uint32_t spread_bits(uint32_t x)
{
    x = (x | (x << 8)) & 0x00ff00ffU;
    x = (x | (x << 4)) & 0x0f0f0f0fU;
    x = (x | (x << 2)) & 0x33333333U;
    return (x | (x << 1)) & 0x55555555U;
}

static uint32_t raster(double value, double from, double to)
{
    double t = to > from ? (value - from) / (to - from) : 0.0;

    return (uint32_t)(t * CELLS);
}

/* Place of the box's middle on a Z-shaped curve over everything. */
static uint32_t curve_key(const okr_box *box, const okr_box *all)
{
    double lon = 0.5 * (box->lon_min + box->lon_max);
    double lat = 0.5 * (box->lat_min + box->lat_max);

    return spread_bits(raster(lon, all->lon_min, all->lon_max)) |
           (spread_bits(raster(lat, all->lat_min, all->lat_max)) << 1);
}

/* One pass of a radix sort; stable, so that equal keys keep the order of the boxes. */
static void sort_pass(const entry *from, entry *to, size_t n, unsigned shift)
{
    size_t count[257] = {0};

    for (size_t i = 0; i < n; i++)
        count[((from[i].key >> shift) & 255U) + 1]++;
    for (size_t i = 1; i < 257; i++)
        count[i] += count[i - 1];
    for (size_t i = 0; i < n; i++)
        to[count[(from[i].key >> shift) & 255U]++] = from[i];
}

static okr_status sort_boxes(const okr_box *boxes, size_t n, uint32_t *order, okr_error *err)
{
    okr_box all = OKR_BOX_EMPTY;
    entry *entries = NULL;
    entry *other = NULL;
    size_t size = 0;

    if (n == 0)
        return OKR_OK;
    if (!okr_size_mul(n, 2 * sizeof *entries, &size))
        return okr_fail_nomem(err);
    entries = malloc(size);
    if (entries == NULL)
        return okr_fail_nomem(err);
    other = entries + n;
    for (size_t i = 0; i < n; i++)
        add_box(&all, boxes[i]);
    for (size_t i = 0; i < n; i++)
        entries[i] = (entry){curve_key(&boxes[i], &all), (uint32_t)i};
    for (unsigned shift = 0; shift < 32; shift += 16) {
        sort_pass(entries, other, n, shift);
        sort_pass(other, entries, n, shift + 8);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = entries[i].index;
    free(entries);
    return OKR_OK;
}

/* Levels above n boxes, until one box holds all; returns how many boxes there are in all. */
static size_t lay_out_levels(okr_box_tree *tree, size_t n)
{
    size_t total = 0;
    size_t width = n;

    for (tree->levels = 0; tree->levels < LEVELS; tree->levels++) {
        tree->start[tree->levels] = total;
        total += width;
        if (width <= 1)
            break;
        width = (width + FANOUT - 1) / FANOUT;
    }
    tree->start[++tree->levels] = total;
    return total;
}

static void build_levels(okr_box_tree *tree, const okr_box *boxes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        tree->boxes[i] = boxes[tree->order[i]];
    for (size_t level = 1; level < tree->levels; level++) {
        const size_t *start = &tree->start[level];
        for (size_t i = start[0]; i < start[1]; i++)
            tree->boxes[i] = OKR_BOX_EMPTY;
        for (size_t i = start[-1]; i < start[0]; i++)
            add_box(&tree->boxes[start[0] + (i - start[-1]) / FANOUT], tree->boxes[i]);
    }
}

okr_status okr_box_tree_new(const okr_box *boxes, size_t n, okr_box_tree **out, okr_error *err)
{
    okr_status status = OKR_OK;
    size_t total = 0;
    okr_box_tree *tree = calloc(1, sizeof *tree);

    if (tree == NULL)
        return okr_fail_nomem(err);
    total = lay_out_levels(tree, n);
    tree->order = calloc(n + 1, sizeof *tree->order);
    tree->boxes = calloc(total + 1, sizeof *tree->boxes);
    if (tree->order == NULL || tree->boxes == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = sort_boxes(boxes, n, tree->order, err);
    if (status != OKR_OK) {
        okr_box_tree_free(tree);
        return status;
    }
    build_levels(tree, boxes, n);
    *out = tree;
    return OKR_OK;
}

void okr_box_tree_free(okr_box_tree *tree)
{
    if (tree == NULL)
        return;
    free(tree->boxes);
    free(tree->order);
    free(tree);
}

typedef struct search {
    const okr_box_tree *tree;
    const okr_box *box;
    okr_box_fn *visit;
    void *user;
} search;

/* The tree is at most LEVELS deep, so the recursion is too. */
static okr_status descend(const search *s, size_t level, size_t i, okr_error *err)
{
    const size_t *start = s->tree->start;
    size_t first = 0;
    size_t end = 0;

    if (!okr_box_meets(&s->tree->boxes[start[level] + i], s->box))
        return OKR_OK;
    if (level == 0)
        return s->visit(s->user, s->tree->order[i], err);
    first = i * FANOUT;
    end = start[level] - start[level - 1];
    if (end > first + FANOUT)
        end = first + FANOUT;
    for (size_t child = first; child < end; child++) {
        okr_status status = descend(s, level - 1, child, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

okr_status okr_box_tree_query(const okr_box_tree *tree, const okr_box *box, okr_box_fn *visit,
                              void *user, okr_error *err)
{
    const search s = {tree, box, visit, user};

    if (tree->start[tree->levels] == 0)
        return OKR_OK;
    return descend(&s, tree->levels - 1, 0, err);
}
