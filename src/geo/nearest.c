#include "geo/nearest.h"

#include <math.h>

/* The nearest edge so far; a point is an edge of no length. */
typedef struct nearest {
    okr_lonlat position;
    double scale; /* degrees of longitude to degrees of latitude */
    double best;  /* square of the distance in scaled degrees */
    okr_lonlat a, b;
    bool inside;
} nearest;

static double along(const nearest *n, okr_lonlat a, okr_lonlat b)
{
    const double x = (b.lon - a.lon) * n->scale, y = b.lat - a.lat;
    const double px = (n->position.lon - a.lon) * n->scale, py = n->position.lat - a.lat;
    const double square = x * x + y * y;

    return square > 0.0 ? fmin(fmax((px * x + py * y) / square, 0.0), 1.0) : 0.0;
}

static okr_lonlat between(okr_lonlat a, okr_lonlat b, double t)
{
    return (okr_lonlat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
}

static void try_edge(nearest *n, okr_lonlat a, okr_lonlat b)
{
    const okr_lonlat at = between(a, b, along(n, a, b));
    const double x = (at.lon - n->position.lon) * n->scale, y = at.lat - n->position.lat;
    const double square = x * x + y * y;

    if (square < n->best) {
        n->best = square;
        n->a = a;
        n->b = b;
    }
}

/* A ray to the east crosses the edge; half-open in latitude, so a vertex counts once. */
static bool crosses(okr_lonlat p, okr_lonlat a, okr_lonlat b)
{
    if ((a.lat > p.lat) == (b.lat > p.lat))
        return false;
    return p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
}

static void try_ring(nearest *n, const okr_lonlat *ring, size_t count, bool *odd)
{
    for (size_t i = 0; i < count; i++) {
        const okr_lonlat next = ring[i + 1 == count ? 0 : i + 1];
        try_edge(n, ring[i], next);
        if (crosses(n->position, ring[i], next))
            *odd = !*odd;
    }
}

static void try_part(nearest *n, const okr_part *part)
{
    bool odd = false;
    size_t start = 0;

    if (part->kind == OKR_PART_POLYGON) {
        for (size_t r = 0; r < part->rings; r++) {
            try_ring(n, part->points + start, part->ring_ends[r] - start, &odd);
            start = part->ring_ends[r];
        }
        n->inside |= odd;
        return;
    }
    for (size_t i = 0; i < part->count; i++)
        try_edge(n, part->points[i > 0 && part->kind == OKR_PART_LINE ? i - 1 : i],
                 part->points[i]);
}

/* The plane has found the edge; the point on it is sought by golden section on the ellipsoid.
 */
static double refine(const nearest *n)
{
    const double ratio = 0.6180339887498949;
    double low = 0.0, high = 1.0;

    if (n->a.lon == n->b.lon && n->a.lat == n->b.lat)
        return okr_geodesic_inverse(n->position, n->a);
    double ends =
        fmin(okr_geodesic_inverse(n->position, n->a), okr_geodesic_inverse(n->position, n->b));

    for (int i = 0; i < 48; i++) {
        const double left = high - ratio * (high - low), right = low + ratio * (high - low);
        if (okr_geodesic_inverse(n->position, between(n->a, n->b, left)) <
            okr_geodesic_inverse(n->position, between(n->a, n->b, right)))
            high = right;
        else
            low = left;
    }
    return fmin(ends, okr_geodesic_inverse(n->position, between(n->a, n->b, (low + high) / 2)));
}

okr_status okr_nearest_distance(okr_wkb geometry, okr_lonlat position, double *metres,
                                okr_error *err)
{
    const double radians = 3.14159265358979323846 / 180.0;
    nearest n = {.position = position, .scale = cos(position.lat * radians), .best = INFINITY};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = geometry.size > 0;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, geometry);
    while (more && status == OKR_OK) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status == OKR_OK && more)
            try_part(&n, &part);
    }
    okr_wkb_reader_done(&reader);
    if (status != OKR_OK)
        return status;
    if (n.inside)
        *metres = 0.0;
    else
        *metres = isinf(n.best) ? (double)NAN : refine(&n);
    return OKR_OK;
}
