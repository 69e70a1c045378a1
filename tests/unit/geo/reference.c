#include "reference.h"

#include <math.h>

#define DEGREE 0.017453292519943295769236907684886L
#define AXIS_A 6378137.0L
#define FLATTENING (1.0L / 298.257223563L)
#define AXIS_B (AXIS_A * (1.0L - FLATTENING))
#define E2 (FLATTENING * (2.0L - FLATTENING))

enum { DIVISIONS = 7, PANELS = 4 };

typedef struct place {
    long double x, y, z;
} place;

/* Differences first: positions relative to the first end, so that a metre keeps its digits. */
static place on_ellipsoid(long double lon, long double lat)
{
    long double n = AXIS_A / sqrtl(1.0L - E2 * sinl(lat) * sinl(lat));

    return (place){n * cosl(lat) * cosl(lon), n * cosl(lat) * sinl(lon),
                   n * (1.0L - E2) * sinl(lat)};
}

/* Move a point near the ellipsoid onto it along the normal (Newton on the level set). */
static place project(place p)
{
    for (int i = 0; i < 4; i++) {
        long double f =
            (p.x * p.x + p.y * p.y) / (AXIS_A * AXIS_A) + p.z * p.z / (AXIS_B * AXIS_B) - 1.0L;
        place g = {2 * p.x / (AXIS_A * AXIS_A), 2 * p.y / (AXIS_A * AXIS_A),
                   2 * p.z / (AXIS_B * AXIS_B)};
        long double k = f / (g.x * g.x + g.y * g.y + g.z * g.z);
        p.x -= k * g.x;
        p.y -= k * g.y;
        p.z -= k * g.z;
    }
    return p;
}

/* The way between two points halved again and again by the projected middle of the chord: it
 * leaves the geodesic by e^2 s^3 / R^2 and less, which its length feels in the second order. */
static long double halved(place a, place b, int depth)
{
    place middle = {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
    place d = {b.x - a.x, b.y - a.y, b.z - a.z};
    long double chord = sqrtl(d.x * d.x + d.y * d.y + d.z * d.z);

    if (depth == 0)
        return chord;
    middle = project(middle);
    return halved(a, middle, depth - 1) + halved(middle, b, depth - 1);
}

/* Two depths give the limit by Richardson: the chord's defect falls with the square. */
long double reference_length(okr_lonlat a, okr_lonlat b)
{
    place p = on_ellipsoid(0.0L, a.lat * DEGREE);
    place q = on_ellipsoid(((long double)b.lon - a.lon) * DEGREE, b.lat * DEGREE);
    long double coarse = halved(p, q, DIVISIONS - 1);
    long double fine = halved(p, q, DIVISIONS);

    return fine + (fine - coarse) / 3.0L;
}

/* Area from the equator to a latitude per radian of longitude (Snyder 1987, 3-12). */
static long double authalic(long double lat)
{
    long double e = sqrtl(E2);
    long double s = sinl(lat);

    return AXIS_B * AXIS_B / 2 * (s / (1.0L - E2 * s * s) + atanhl(e * s) / e);
}

/* The mean of authalic(lat) - authalic(lat0) between two latitudes by 5-point Gauss quadrature.
 */
static long double gauss(long double low, long double high, long double base)
{
    static const long double nodes[] = {0.0L, 0.5384693101056830910363144207002L,
                                        0.9061798459386639927976268782994L};
    static const long double weights[] = {0.56888888888888888888888888888889L,
                                          0.47862867049936646804129151483564L,
                                          0.23692688505618908751426404071992L};
    long double middle = (low + high) / 2;
    long double half = (high - low) / 2;
    long double sum = weights[0] * (authalic(middle) - base);

    for (int i = 1; i < 3; i++)
        sum += weights[i] * (authalic(middle - nodes[i] * half) +
                             authalic(middle + nodes[i] * half) - 2 * base);
    return sum / 2;
}

long double reference_edge_area(okr_lonlat a, okr_lonlat b, long double t0, long double t1,
                                long double lat0)
{
    long double rise = (long double)b.lat - a.lat;
    long double run = (long double)b.lon - a.lon;
    long double base = authalic(lat0 * DEGREE);
    long double sum = 0.0L;

    for (int i = 0; i < PANELS; i++) {
        long double from = t0 + (t1 - t0) * i / PANELS;
        long double to = t0 + (t1 - t0) * (i + 1) / PANELS;
        sum +=
            gauss((a.lat + from * rise) * DEGREE, (a.lat + to * rise) * DEGREE, base) / PANELS;
    }
    return -run * (t1 - t0) * DEGREE * sum;
}

long double reference_ring_area(const okr_lonlat *ring, size_t n)
{
    long double sum = 0.0L;

    for (size_t i = 0; i < n; i++)
        sum += reference_edge_area(ring[i], ring[(i + 1) % n], 0.0L, 1.0L, ring[0].lat);
    return sum;
}
