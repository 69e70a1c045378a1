#include "overlay/noding_parts.h"

#include <stdlib.h>

/* Where an edge lies across the direction of the crowd. */
typedef struct range {
    double low, high;
    uint32_t place; /* in the list */
} range;

/* The unit vector across most of the edges: with the angles doubled, those of edges and of
 * their reverse are one, and add up by length. */
static okr_lonlat across(const okr_edge *edges, const uint32_t *list, size_t n)
{
    double even = 0.0;
    double mixed = 0.0;
    double size = 0.0;
    double cosine = 0.0;
    double sine = 0.0;

    for (size_t i = 0; i < n; i++) {
        double x = edges[list[i]].b.lon - edges[list[i]].a.lon;
        double y = edges[list[i]].b.lat - edges[list[i]].a.lat;
        even += x * x - y * y;
        mixed += 2.0 * x * y;
    }
    size = sqrt(even * even + mixed * mixed);
    if (!(size > 0.0))
        return (okr_lonlat){1.0, 0.0};
    cosine = sqrt(fmax(0.0, 0.5 * (1.0 + even / size)));
    sine = sqrt(fmax(0.0, 0.5 * (1.0 - even / size)));
    return (okr_lonlat){mixed < 0.0 ? sine : -sine, cosine};
}

static int compare_ranges(const void *x, const void *y)
{
    const range *a = x;
    const range *b = y;

    if (a->low < b->low || a->low > b->low)
        return a->low < b->low ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static void fill(range *ranges, const okr_edge *edges, const uint32_t *list, size_t n)
{
    const okr_lonlat unit = across(edges, list, n);

    for (size_t i = 0; i < n; i++) {
        const okr_edge *e = &edges[list[i]];
        double a = e->a.lon * unit.lon + e->a.lat * unit.lat;
        double b = e->b.lon * unit.lon + e->b.lat * unit.lat;
        ranges[i] = (range){.low = fmin(a, b) - OKR_CELL_MARGIN,
                            .high = fmax(a, b) + OKR_CELL_MARGIN,
                            .place = (uint32_t)i};
    }
    qsort(ranges, n, sizeof *ranges, compare_ranges);
}

static okr_status sweep(const okr_crowd *crowd, const range *ranges, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < crowd->n; i++)
        for (size_t j = i + 1;
             status == OKR_OK && j < crowd->n && ranges[j].low <= ranges[i].high; j++) {
            uint32_t a = ranges[i].place;
            uint32_t b = ranges[j].place;
            status = crowd->visit(crowd->user, crowd->list[a < b ? a : b],
                                  crowd->list[a < b ? b : a], err);
        }
    return status;
}

okr_status okr_crowd_pairs(const okr_edge *edges, const okr_crowd *crowd, okr_error *err)
{
    range *ranges = malloc((crowd->n + 1) * sizeof *ranges);
    okr_status status = OKR_OK;

    if (ranges == NULL)
        return okr_fail_nomem(err);
    fill(ranges, edges, crowd->list, crowd->n);
    status = sweep(crowd, ranges, err);
    free(ranges);
    return status;
}
