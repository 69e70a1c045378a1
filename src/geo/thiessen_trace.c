/* Borders between labels on a grid cut into triangles: where two corners of an edge belong to
 * different owners, the border crosses it where both weighted distances are equal. A crossing
 * is computed from the edge alone, so that the triangles on its two sides agree to the bit. */
#include "geo/thiessen_grid.h"

#include <math.h>
#include <stdlib.h>

/* Keep borders off the grid points, so that no triangle is cut into nothing. */
static const double NEAREST = 0.02;

static okr_plane crossing(const okr_cellgrid *field, const int *labels, size_t a, size_t b)
{
    const size_t low = a < b ? a : b, high = a < b ? b : a;
    const okr_plane p = okr_cellgrid_at(field, low), q = okr_cellgrid_at(field, high);
    const int i = labels[low], j = labels[high];
    const double at_low = okr_cellgrid_value(field, low, j) - okr_cellgrid_value(field, low, i);
    const double at_high =
        okr_cellgrid_value(field, high, i) - okr_cellgrid_value(field, high, j);
    const double sum = at_low + at_high;
    double t = sum > 0 ? at_low / sum : 0.5;

    t = fmin(fmax(t, NEAREST), 1.0 - NEAREST);
    return (okr_plane){p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t};
}

static okr_status add(okr_vec *borders, okr_plane a, okr_plane b, okr_error *err)
{
    okr_border *border = okr_vec_push(borders, err);

    if (border == NULL)
        return OKR_ERR_NOMEM;
    *border = (okr_border){a, b};
    return OKR_OK;
}

/* No edge is crossed, or two, or all three: then the borders meet in the middle. */
static okr_status trace_triangle(const okr_cellgrid *field, const int *labels,
                                 const size_t corners[3], okr_vec *borders, okr_error *err)
{
    okr_plane cut[3] = {{0, 0}};
    okr_plane middle = {0, 0};
    size_t n = 0;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < 3; i++) {
        const size_t a = corners[i], b = corners[(i + 1) % 3];
        if (labels[a] != labels[b])
            cut[n++] = crossing(field, labels, a, b);
    }
    if (n == 0)
        return OKR_OK;
    if (n == 2)
        return add(borders, cut[0], cut[1], err);
    for (size_t i = 0; i < 3; i++) {
        middle.x += cut[i].x / 3.0;
        middle.y += cut[i].y / 3.0;
    }
    for (size_t i = 0; i < 3 && status == OKR_OK; i++)
        status = add(borders, cut[i], middle, err);
    return status;
}

okr_status okr_cellgrid_trace(const okr_cellgrid *field, okr_vec *borders, okr_error *err)
{
    const size_t n = field->nx * field->ny;
    int *labels = calloc(n, sizeof *labels);
    okr_status status = OKR_OK;

    if (labels == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        labels[i] = okr_cellgrid_label(field, i);
    for (size_t y = 0; y + 1 < field->ny && status == OKR_OK; y++)
        for (size_t x = 0; x + 1 < field->nx && status == OKR_OK; x++) {
            const size_t p = y * field->nx + x, up = p + field->nx;
            status = trace_triangle(field, labels, (size_t[]){p, p + 1, up}, borders, err);
            if (status == OKR_OK)
                status =
                    trace_triangle(field, labels, (size_t[]){p + 1, up + 1, up}, borders, err);
        }
    free(labels);
    return status;
}
