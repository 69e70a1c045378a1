#include "overlay/grid_cells.h"

/*
 * Borders are curves of short edges, and square cells suit them. Where long edges lie side by
 * side, like the teeth of a comb, each would be listed in as many rows as there are columns
 * between it and the next. So the extents of the edges within the box are looked at: cells
 * become as long as the edges are along one axis, and when they run askew there are fewer.
 */
enum { SAMPLE = 64, STRONG = 2 };

/* Mean width and height of the edges within the box, as parts of it. */
typedef struct extent {
    double width, height;
} extent;

static double overlap(double a, double b, double low, double high)
{
    double from = a < b ? a : b;
    double to = a < b ? b : a;

    from = from > low ? from : low;
    to = to < high ? to : high;
    return to > from ? (to - from) / (high - low) : 0.0;
}

static extent measure(const okr_grid_plan *plan)
{
    const size_t count = okr_least(plan->n, SAMPLE);
    extent sum = {0.0, 0.0};

    for (size_t k = 0; k < count; k++) {
        size_t i = k * plan->n / count;
        const okr_edge *e = &plan->edges[plan->list == NULL ? i : plan->list[i]];
        sum.width += overlap(e->a.lon, e->b.lon, plan->box.lon_min, plan->box.lon_max);
        sum.height += overlap(e->a.lat, e->b.lat, plan->box.lat_min, plan->box.lat_max);
    }
    if (count > 0)
        sum = (extent){sum.width / (double)count, sum.height / (double)count};
    return sum;
}

static int32_t side_of(double side, int32_t least, int32_t most)
{
    return side < least ? least : side > most ? most : (int32_t)side;
}

/* Columns and rows for so many cells. */
static void choose_sides(okr_grid *g, const extent *edges, double cells, int32_t most)
{
    double wide = edges->width + 1e-9;
    double high = edges->height + 1e-9;

    if (wide < STRONG * high && high < STRONG * wide) {
        g->nx = g->ny = side_of(sqrt(cells), 2, most);
    } else if (wide < high) {
        g->nx = side_of(sqrt(cells * high / wide), 2, most);
        g->ny = side_of(cells / g->nx, 1, most);
    } else {
        g->ny = side_of(sqrt(cells * wide / high), 2, most);
        g->nx = side_of(cells / g->ny, 1, most);
    }
}

bool okr_grid_shape(const okr_grid_plan *plan, okr_grid *out)
{
    extent edges = measure(plan);
    double cells = (double)plan->cells;
    okr_grid g = {.lon0 = plan->box.lon_min, .lat0 = plan->box.lat_min};

    choose_sides(&g, &edges, cells, plan->most);
    while (1.0 + edges.width * (g.nx - 1) + edges.height * (g.ny - 1) > plan->room) {
        if (cells < 2.0)
            return false;
        cells /= 2.0;
        choose_sides(&g, &edges, cells, plan->most);
    }
    g.width = (plan->box.lon_max - plan->box.lon_min) / g.nx;
    g.height = (plan->box.lat_max - plan->box.lat_min) / g.ny;
    g.per_width = 1.0 / g.width;
    g.per_height = 1.0 / g.height;
    *out = g;
    return true;
}
