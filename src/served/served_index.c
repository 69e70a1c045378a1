/* What a set needs to be asked: its vertices in space, balls round its runs, and an index. */
#include "base/pool.h"
#include "served/served_set.h"

#include <stdlib.h>
#include <string.h>

/* So many vertices are made ready at a time by one thread. */
enum { PART_VERTICES = 8192 };

/* Zeros behind the columns: a loop over a run may begin at the last piece and read its end. */
enum { PADDING = OKR_RUN_PIECES + 1 };

typedef struct indexing {
    okr_served_set *set;
    okr_box *boxes; /* owned, of the runs */
} indexing;

/* Cut every chain into runs, without looking at its places. */
static okr_status find_runs(okr_served_set *set, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < set->chains.count; i++) {
        okr_served_chain *chain = &OKR_AT(&set->chains, okr_served_chain, i);
        const uint32_t pieces = chain->count > 1 ? chain->count - 1 : 1;
        chain->first_run = (uint32_t)set->runs.count;
        for (uint32_t k = 0; status == OKR_OK && k < pieces; k += OKR_RUN_PIECES) {
            const uint32_t rest = pieces - k;
            const okr_piece_run run = {
                chain->first + k, rest < OKR_RUN_PIECES ? rest : OKR_RUN_PIECES, chain->source};
            status = okr_vec_append(&set->runs, &run, 1, err);
        }
    }
    return status;
}

static okr_status make_columns(okr_served_set *set, okr_error *err)
{
    const size_t n = set->places.count + PADDING;
    okr_vertex_columns *c = &set->columns;

    c->x = malloc(n * (4 * sizeof *c->x + sizeof *c->source));
    if (c->x == NULL)
        return okr_fail_nomem(err);
    c->y = c->x + n;
    c->z = c->y + n;
    c->inverse = c->z + n;
    c->source = (uint32_t *)(void *)(c->inverse + n);
    for (size_t i = n - PADDING; i < n; i++) {
        c->x[i] = c->y[i] = c->z[i] = c->inverse[i] = 0.0;
        c->source[i] = 0;
    }
    return OKR_OK;
}

static void find_pieces(okr_vertex_columns *c, const okr_served_chain *chain)
{
    const size_t last = chain->first + chain->count - 1;

    for (size_t i = chain->first; i < last; i++) {
        const double x = c->x[i + 1] - c->x[i];
        const double y = c->y[i + 1] - c->y[i];
        const double z = c->z[i + 1] - c->z[i];
        const double square = x * x + y * y + z * z;
        c->inverse[i] = square > 0.0 ? 1.0 / square : 0.0;
        c->source[i] = chain->source;
    }
    c->inverse[last] = 0.0;
    c->source[last] = chain->source;
}

/* Round the middle of a run's box in space. */
static okr_run_ball find_ball(const okr_served_set *set, uint32_t first, uint32_t last)
{
    okr_space low = okr_vertex(set, first);
    okr_space high = low;
    okr_run_ball ball = {0};
    double most = 0.0;

    for (uint32_t i = first + 1; i <= last; i++) {
        const okr_space v = okr_vertex(set, i);
        low.x = v.x < low.x ? v.x : low.x;
        low.y = v.y < low.y ? v.y : low.y;
        low.z = v.z < low.z ? v.z : low.z;
        high.x = v.x > high.x ? v.x : high.x;
        high.y = v.y > high.y ? v.y : high.y;
        high.z = v.z > high.z ? v.z : high.z;
    }
    ball.middle =
        (okr_space){0.5 * (low.x + high.x), 0.5 * (low.y + high.y), 0.5 * (low.z + high.z)};
    for (uint32_t i = first; i <= last; i++) {
        const okr_space d = okr_space_minus(okr_vertex(set, i), ball.middle);
        const double square = okr_space_dot(d, d);
        most = square > most ? square : most;
    }
    ball.radius = sqrt(most) + OKR_SPACE_ROUNDING;
    return ball;
}

static okr_box find_box(const okr_lonlat *places, uint32_t first, uint32_t last)
{
    okr_box box = {places[first].lon, places[first].lat, places[first].lon, places[first].lat};

    for (uint32_t i = first + 1; i <= last; i++) {
        const okr_lonlat p = places[i];
        box.lon_min = p.lon < box.lon_min ? p.lon : box.lon_min;
        box.lat_min = p.lat < box.lat_min ? p.lat : box.lat_min;
        box.lon_max = p.lon > box.lon_max ? p.lon : box.lon_max;
        box.lat_max = p.lat > box.lat_max ? p.lat : box.lat_max;
    }
    return box;
}

static void index_chain(const indexing *x, const okr_served_chain *chain)
{
    okr_served_set *set = x->set;
    const okr_lonlat *places = set->places.data;
    const uint32_t last = chain->first + chain->count - 1;
    uint32_t run = chain->first_run;

    okr_space_columns(places + chain->first, chain->count, set->columns.x + chain->first,
                      set->columns.y + chain->first, set->columns.z + chain->first);
    find_pieces(&set->columns, chain);
    for (uint32_t first = chain->first; first < last || first == chain->first;
         first += OKR_RUN_PIECES, run++) {
        const uint32_t end = last - first < OKR_RUN_PIECES ? last : first + OKR_RUN_PIECES;
        OKR_AT(&set->run_balls, okr_run_ball, run) = find_ball(set, first, end);
        x->boxes[run] = find_box(places, first, end);
    }
}

/* The chains that begin among so many vertices. */
static okr_status index_part(void *user, size_t part, unsigned worker, okr_error *err)
{
    const indexing *x = user;
    const okr_served_chain *chains = x->set->chains.data;
    size_t low = 0;
    size_t high = x->set->chains.count;

    (void)worker;
    (void)err;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (chains[middle].first < part * PART_VERTICES)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < x->set->chains.count && chains[low].first < (part + 1) * PART_VERTICES; low++)
        index_chain(x, &chains[low]);
    return OKR_OK;
}

static okr_status make_index(indexing *x, unsigned threads, okr_error *err)
{
    okr_served_set *set = x->set;
    const size_t parts = set->places.count / PART_VERTICES + 1;
    okr_status status = find_runs(set, err);

    x->boxes = calloc(set->runs.count + 1, sizeof *x->boxes);
    if (x->boxes == NULL)
        return okr_fail_nomem(err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&set->run_balls, set->runs.count + 1, err);
    if (status == OKR_OK)
        status = make_columns(set, err);
    set->run_balls.count = set->runs.count;
    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(threads), parts, index_part, x, err);
    if (status == OKR_OK)
        status = okr_box_tree_new(x->boxes, set->runs.count, &set->run_tree, err);
    return status;
}

okr_status okr_served_set_close(okr_served_set *set, unsigned threads, okr_error *err)
{
    indexing x = {.set = set};
    okr_status status = make_index(&x, threads, err);

    free(x.boxes);
    if (status == OKR_OK)
        status = okr_box_tree_new(set->polygon_boxes.data, set->polygon_boxes.count,
                                  &set->polygon_tree, err);
    okr_vec_done(&set->places);
    okr_vec_done(&set->polygon_boxes);
    return status;
}
