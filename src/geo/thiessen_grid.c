#include "geo/thiessen_grid.h"

#include "base/i18n.h"

#include <math.h>
#include <stdlib.h>

enum {
    COARSE_ROUNDS = 200, /* on every second point of every second line */
    FINE_ROUNDS = 40,
};

static size_t points_of(const okr_cellgrid *field)
{
    return field->nx * field->ny;
}

okr_plane okr_cellgrid_at(const okr_cellgrid *field, size_t point)
{
    const size_t column = point % field->nx, line = point / field->nx;

    return (okr_plane){field->origin.x + (double)column * field->step,
                       field->origin.y + (double)line * field->step};
}

static double distance2(okr_plane a, okr_plane b)
{
    const double dx = a.x - b.x, dy = a.y - b.y;
    return dx * dx + dy * dy;
}

static int least(const double *distances2, const double *factors, size_t n)
{
    size_t best = 0;

    for (size_t i = 1; i < n; i++)
        if (distances2[i] * factors[i] < distances2[best] * factors[best])
            best = i;
    return (int)best;
}

int okr_cellgrid_label(const okr_cellgrid *field, size_t point)
{
    return least(field->distance2 + point * field->owners, field->factor, field->owners);
}

double okr_cellgrid_value(const okr_cellgrid *field, size_t point, int owner)
{
    const size_t i = (size_t)owner;
    return sqrt(field->distance2[point * field->owners + i] * field->factor[i]);
}

int okr_cellgrid_owner(const okr_cellgrid *field, okr_plane at)
{
    size_t best = 0;
    double best_value = INFINITY;

    for (size_t i = 0; i < field->site_count; i++) {
        const int owner = field->owners_of[i].owner;
        const double value = distance2(at, field->sites[i]) * field->factor[owner];
        if (value < best_value) {
            best = i;
            best_value = value;
        }
    }
    return field->owners_of[best].owner;
}

static okr_status place_sites(okr_cellgrid *field, const okr_thiessen_input *input,
                              okr_error *err)
{
    okr_status status = OKR_OK;

    field->sites = calloc(input->site_count, sizeof *field->sites);
    if (field->sites == NULL)
        return okr_fail_nomem(err);
    field->owners_of = input->sites;
    field->site_count = input->site_count;
    field->owners = input->owners;
    for (size_t i = 0; i < input->site_count && status == OKR_OK; i++) {
        field->sites[i] = (okr_plane){input->sites[i].at.lon, input->sites[i].at.lat};
        status =
            okr_transform_points(field->there, 1, &field->sites[i].x, &field->sites[i].y, err);
    }
    return status;
}

/* So many points that about `samples` lie inside; one more all round, so that borders leave. */
static okr_status lay_grid(okr_cellgrid *field, size_t samples, okr_geos *geos,
                           const GEOSGeometry *outline, okr_error *err)
{
    double area = 0, low_x = 0, low_y = 0, high_x = 0, high_y = 0;

    if (GEOSArea_r(geos->handle, outline, &area) != 1 || area <= 0 ||
        GEOSGeom_getXMin_r(geos->handle, outline, &low_x) != 1 ||
        GEOSGeom_getYMin_r(geos->handle, outline, &low_y) != 1 ||
        GEOSGeom_getXMax_r(geos->handle, outline, &high_x) != 1 ||
        GEOSGeom_getYMax_r(geos->handle, outline, &high_y) != 1)
        return okr_geos_fail(geos, err, _("the outline has no area"));
    field->step = sqrt(area / (double)samples);
    field->origin = (okr_plane){low_x - field->step, low_y - field->step};
    field->nx = (size_t)((high_x - low_x) / field->step) + 4;
    field->ny = (size_t)((high_y - low_y) / field->step) + 4;
    return OKR_OK;
}

static okr_status mark_inside(okr_cellgrid *field, okr_geos *geos, const GEOSGeometry *outline,
                              okr_error *err)
{
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, outline);

    field->inside = calloc(points_of(field), sizeof *field->inside);
    if (prepared == NULL || field->inside == NULL) {
        GEOSPreparedGeom_destroy_r(geos->handle, prepared);
        return okr_fail_nomem(err);
    }
    for (size_t i = 0; i < points_of(field); i++) {
        const okr_plane at = okr_cellgrid_at(field, i);
        GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos->handle, at.x, at.y);
        field->inside[i] = GEOSPreparedContains_r(geos->handle, prepared, point) == 1;
        GEOSGeom_destroy_r(geos->handle, point);
    }
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    return OKR_OK;
}

static okr_status measure_distances(okr_cellgrid *field, okr_error *err)
{
    size_t cells = 0;
    size_t bytes = 0;

    if (!okr_size_mul(points_of(field), field->owners, &cells) ||
        !okr_size_mul(cells, sizeof(double), &bytes))
        return okr_fail_nomem(err);
    field->distance2 = malloc(bytes);
    if (field->distance2 == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < cells; i++)
        field->distance2[i] = INFINITY;
    for (size_t i = 0; i < points_of(field); i++) {
        const okr_plane at = okr_cellgrid_at(field, i);
        for (size_t s = 0; s < field->site_count; s++) {
            double *d =
                &field->distance2[i * field->owners + (size_t)field->owners_of[s].owner];
            *d = fmin(*d, distance2(at, field->sites[s]));
        }
    }
    return OKR_OK;
}

static bool has_site(const okr_cellgrid *field, size_t owner)
{
    for (size_t i = 0; i < field->site_count; i++)
        if (field->owners_of[i].owner == (int)owner)
            return true;
    return false;
}

/* Known areas, then equal parts of what they leave of the outline; all scaled to its points. */
static void set_targets(okr_cellgrid *field, const okr_thiessen_input *input)
{
    const double cell = field->step * field->step;
    double known = 0, whole = 0, sum = 0;
    size_t unknown = 0;

    for (size_t i = 0; i < points_of(field); i++)
        whole += field->inside[i] ? 1 : 0;
    for (size_t i = 0; i < field->owners; i++) {
        if (!has_site(field, i))
            continue;
        if (isnan(input->area_m2[i]))
            unknown++;
        else
            known += field->target[i] = input->area_m2[i] / cell;
    }
    for (size_t i = 0; i < field->owners; i++) {
        /* Where the others leave nothing, a hundredth of an equal part is better than none. */
        if (has_site(field, i) && isnan(input->area_m2[i]))
            field->target[i] =
                fmax((whole - known) / (double)unknown, whole / (double)field->owners / 100.0);
        sum += field->target[i];
    }
    for (size_t i = 0; i < field->owners; i++)
        field->target[i] *= whole / sum;
}

okr_status okr_cellgrid_make(okr_cellgrid *field, const okr_thiessen_input *input,
                             okr_geos *geos, const GEOSGeometry *outline, okr_error *err)
{
    const size_t samples = input->samples == 0 ? 60000 : input->samples;
    okr_status status = place_sites(field, input, err);

    if (status == OKR_OK)
        status = lay_grid(field, samples, geos, outline, err);
    if (status == OKR_OK)
        status = mark_inside(field, geos, outline, err);
    if (status == OKR_OK)
        status = measure_distances(field, err);
    if (status != OKR_OK)
        return status;
    field->target = calloc(field->owners, sizeof *field->target);
    field->factor = calloc(field->owners, sizeof *field->factor);
    if (field->target == NULL || field->factor == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < field->owners; i++)
        field->factor[i] = 1.0;
    set_targets(field, input);
    return OKR_OK;
}

/* Points that each owner has now, of every `stride`-th point of every `stride`-th line, scaled
 * to all of them. */
static void count_points(const okr_cellgrid *field, size_t stride, double *reached)
{
    const double weight = (double)(stride * stride);

    for (size_t i = 0; i < field->owners; i++)
        reached[i] = 0;
    for (size_t y = 0; y < field->ny; y += stride)
        for (size_t x = 0; x < field->nx; x += stride) {
            const size_t point = y * field->nx + x;
            if (field->inside[point])
                reached[okr_cellgrid_label(field, point)] += weight;
        }
}

/* Area grows with the square of the weight: the factor takes a root of the ratio, so that
 * neighbours that move together do not overshoot. Square roots only: exact everywhere. */
static void adjust(okr_cellgrid *field, const double *reached, bool gently)
{
    for (size_t i = 0; i < field->owners; i++) {
        double ratio = 1.0;
        if (field->target[i] <= 0)
            continue;
        ratio = fmin(fmax(reached[i] / field->target[i], 1.0 / 16.0), 16.0);
        field->factor[i] *= gently ? sqrt(sqrt(sqrt(ratio))) : sqrt(ratio);
    }
}

static double worst_of(const okr_cellgrid *field, const double *reached)
{
    double worst = 0;

    for (size_t i = 0; i < field->owners; i++)
        if (field->target[i] > 0)
            worst = fmax(worst, fabs(reached[i] / field->target[i] - 1.0));
    return worst;
}

okr_status okr_cellgrid_solve(okr_cellgrid *field, okr_error *err)
{
    double *reached = calloc(field->owners, sizeof *reached);

    if (reached == NULL)
        return okr_fail_nomem(err);
    for (int round = 0; round < COARSE_ROUNDS + FINE_ROUNDS; round++) {
        const bool fine = round >= COARSE_ROUNDS;
        count_points(field, fine ? 1 : 2, reached);
        adjust(field, reached, round > COARSE_ROUNDS / 2);
    }
    count_points(field, 1, reached);
    field->worst = worst_of(field, reached);
    free(reached);
    return OKR_OK;
}

void okr_cellgrid_done(okr_cellgrid *field)
{
    okr_transform_free(field->there);
    okr_transform_free(field->back);
    free(field->sites);
    free(field->inside);
    free(field->distance2);
    free(field->target);
    free(field->factor);
    *field = (okr_cellgrid){0};
}
