/* What a set needs to be asked: its index, balls round its runs, its pieces by columns. */
#include "served/served_set.h"

#include <stdlib.h>

/* Round the middle of a run's box in space. */
static okr_run_ball find_ball(const okr_served_set *set, const okr_piece_run *run)
{
    const okr_space *vertices = set->vertices.data;
    const uint32_t first = OKR_AT(&set->pieces, okr_piece, run->first).from;
    const uint32_t last = OKR_AT(&set->pieces, okr_piece, run->first + run->count - 1).to;
    okr_space low = vertices[first];
    okr_space high = low;
    okr_run_ball ball = {0};
    double most = 0.0;

    for (uint32_t i = first + 1; i <= last; i++) {
        const okr_space v = vertices[i];
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
        const okr_space d = okr_space_minus(vertices[i], ball.middle);
        const double square = okr_space_dot(d, d);
        most = square > most ? square : most;
    }
    ball.radius = sqrt(most) + OKR_SPACE_ROUNDING;
    return ball;
}

static okr_status find_balls(okr_served_set *set, okr_error *err)
{
    okr_status status = okr_vec_reserve(&set->run_balls, set->runs.count, err);

    for (size_t i = 0; status == OKR_OK && i < set->runs.count; i++) {
        const okr_run_ball ball = find_ball(set, &OKR_AT(&set->runs, okr_piece_run, i));
        status = okr_vec_append(&set->run_balls, &ball, 1, err);
    }
    return status;
}

static okr_status find_columns(okr_served_set *set, okr_error *err)
{
    const okr_space *vertices = set->vertices.data;
    const size_t n = set->pieces.count + OKR_RUN_PIECES;
    okr_piece_columns *c = &set->columns;

    c->x = calloc(7 * n, sizeof *c->x);
    if (c->x == NULL)
        return okr_fail_nomem(err);
    c->y = c->x + n;
    c->z = c->y + n;
    c->dx = c->z + n;
    c->dy = c->dx + n;
    c->dz = c->dy + n;
    c->inverse = c->dz + n;
    for (size_t i = 0; i < set->pieces.count; i++) {
        const okr_piece *piece = &OKR_AT(&set->pieces, okr_piece, i);
        const okr_space from = vertices[piece->from];
        const okr_space d = okr_space_minus(vertices[piece->to], from);
        c->x[i] = from.x;
        c->y[i] = from.y;
        c->z[i] = from.z;
        c->dx[i] = d.x;
        c->dy[i] = d.y;
        c->dz[i] = d.z;
        c->inverse[i] = piece->inverse;
    }
    return OKR_OK;
}

okr_status okr_served_set_close(okr_served_set *set, okr_error *err)
{
    okr_status status =
        okr_box_tree_new(set->run_boxes.data, set->run_boxes.count, &set->run_tree, err);

    if (status == OKR_OK)
        status = find_balls(set, err);
    if (status == OKR_OK)
        status = find_columns(set, err);

    if (status == OKR_OK)
        status = okr_box_tree_new(set->polygon_boxes.data, set->polygon_boxes.count,
                                  &set->polygon_tree, err);
    okr_vec_done(&set->run_boxes);
    okr_vec_done(&set->polygon_boxes);
    return status;
}
