#include "geo/space.h"

#define AXIS_A 6378137.0
#define FLATTENING (1.0 / 298.257223563)
#define ECCENTRICITY2 (FLATTENING * (2.0 - FLATTENING))
#define DEGREE 0.017453292519943295769

/* Radii of curvature: least along the meridian at the equator, greatest at the poles. */
#define RADIUS_MIN (AXIS_A * (1.0 - ECCENTRICITY2))
#define RADIUS_MAX (AXIS_A / (1.0 - FLATTENING))

/* Of a chord: covers torsion and the rounding of its own computation. */
#define CHORD_SLACK 2e-9

/* 1.5 * 2^52: what it is added to, and taken from again, is a whole number. */
#define ROUNDER 6755399441055744.0

/* 1 / n!, signs in turn: of sine from n = 21 down to 1, of cosine from 22 down to 0. */
enum { SINE_TERMS = 11, COSINE_TERMS = 12 };
static const double sine_terms[SINE_TERMS] = {1.0 / 51090942171709440000.0,
                                              -1.0 / 121645100408832000.0,
                                              1.0 / 355687428096000.0,
                                              -1.0 / 1307674368000.0,
                                              1.0 / 6227020800.0,
                                              -1.0 / 39916800.0,
                                              1.0 / 362880.0,
                                              -1.0 / 5040.0,
                                              1.0 / 120.0,
                                              -1.0 / 6.0,
                                              1.0};
static const double cosine_terms[COSINE_TERMS] = {-1.0 / 1124000727777607680000.0,
                                                  1.0 / 2432902008176640000.0,
                                                  -1.0 / 6402373705728000.0,
                                                  1.0 / 20922789888000.0,
                                                  -1.0 / 87178291200.0,
                                                  1.0 / 479001600.0,
                                                  -1.0 / 3628800.0,
                                                  1.0 / 40320.0,
                                                  -1.0 / 720.0,
                                                  1.0 / 24.0,
                                                  -0.5,
                                                  1.0};

/* Sine and cosine of an angle in degrees, each to 5e-16: Taylor's series round the nearest half
 * turn, which leaves out less than 1e-18. Free of branches, so that loops become vectors, and
 * the same bits on every machine, which libm does not promise. */
static inline void find_turn(double degrees, double *sine, double *cosine)
{
    const double halves = (degrees / 180.0 + ROUNDER) - ROUNDER;
    const double odd = halves - 2.0 * ((0.5 * halves + ROUNDER) - ROUNDER);
    const double sign = 1.0 - 2.0 * odd * odd;
    const double x = (degrees - 180.0 * halves) * DEGREE;
    const double square = x * x;
    double s = sine_terms[0];
    double c = cosine_terms[0];

    for (int i = 1; i < SINE_TERMS; i++)
        s = s * square + sine_terms[i];
    for (int i = 1; i < COSINE_TERMS; i++)
        c = c * square + cosine_terms[i];
    *sine = sign * x * s;
    *cosine = sign * c;
}

static inline okr_space find_place(okr_lonlat p)
{
    double sin_lon = 0.0;
    double cos_lon = 0.0;
    double sin_lat = 0.0;
    double cos_lat = 0.0;
    double n = 0.0;

    find_turn(p.lon, &sin_lon, &cos_lon);
    find_turn(p.lat, &sin_lat, &cos_lat);
    n = AXIS_A / sqrt(1.0 - ECCENTRICITY2 * sin_lat * sin_lat);
    return (okr_space){n * cos_lat * cos_lon, n * cos_lat * sin_lon,
                       n * (1.0 - ECCENTRICITY2) * sin_lat};
}

okr_space okr_space_at(okr_lonlat p)
{
    return find_place(p);
}

void okr_space_columns(const okr_lonlat *p, size_t n, double *restrict x, double *restrict y,
                       double *restrict z)
{
    for (size_t i = 0; i < n; i++) {
        const okr_space at = find_place(p[i]);
        x[i] = at.x;
        y[i] = at.y;
        z[i] = at.z;
    }
}

okr_meridian okr_meridian_at(double lon)
{
    okr_meridian m = {.lon = lon};

    find_turn(lon, &m.sine, &m.cosine);
    return m;
}

okr_parallel okr_parallel_at(double lat)
{
    okr_parallel p = {.lat = lat};
    double w = 0.0;
    double n = 0.0;

    find_turn(lat, &p.sine, &p.cosine);
    w = 1.0 - ECCENTRICITY2 * p.sine * p.sine;
    n = AXIS_A / sqrt(w);
    p.from_axis = n * p.cosine;
    p.height = n * (1.0 - ECCENTRICITY2) * p.sine;
    p.metres_per_lon = p.from_axis * DEGREE;
    p.metres_per_lat = n * (1.0 - ECCENTRICITY2) / w * DEGREE;
    return p;
}

okr_space_frame okr_space_frame_of(const okr_meridian *meridian, const okr_parallel *parallel)
{
    const okr_meridian *m = meridian;
    const okr_parallel *p = parallel;

    return (okr_space_frame){
        .at = {p->from_axis * m->cosine, p->from_axis * m->sine, p->height},
        .east = {-m->sine, m->cosine, 0.0},
        .north = {-p->sine * m->cosine, -p->sine * m->sine, p->cosine},
        .metres_per_lon = p->metres_per_lon,
        .metres_per_lat = p->metres_per_lat,
    };
}

double okr_space_chord_within(double metres)
{
    return 2.0 * RADIUS_MIN * sin(metres / (2.0 * RADIUS_MIN)) * (1.0 - 1e-15);
}

double okr_space_chord_beyond(double metres)
{
    return 2.0 * RADIUS_MAX * sin(metres / (2.0 * RADIUS_MAX)) * (1.0 + CHORD_SLACK);
}

double okr_space_geodesic_min(double chord)
{
    double half = chord * (1.0 - CHORD_SLACK) / (2.0 * RADIUS_MAX);

    return 2.0 * RADIUS_MAX * asin(fmin(half, 1.0));
}

double okr_space_geodesic_max(double chord)
{
    return 2.0 * RADIUS_MIN * asin(fmin(chord / (2.0 * RADIUS_MIN), 1.0)) * (1.0 + 1e-15);
}

double okr_space_edge_departure(okr_lonlat a, okr_lonlat b)
{
    double dlon = fabs(b.lon - a.lon) * DEGREE;
    double dlat = fabs(b.lat - a.lat) * DEGREE;
    double low = fmin(fabs(a.lat), fabs(b.lat)) * DEGREE;
    double high = fmax(fabs(a.lat), fabs(b.lat)) * DEGREE;
    /* An edge over the equator has its widest parallel there. */
    double widest = a.lat * b.lat < 0.0 ? 1.0 : cos(low);

    /* |X_lon,lon| = N cos, |X_lon,lat| = M sin, |X_lat,lat| <= 1.0001 M, and M, N <=
     * RADIUS_MAX. */
    return 0.125 * RADIUS_MAX *
           (widest * dlon * dlon + 2.0 * sin(high) * dlon * dlat + 1.0001 * dlat * dlat);
}
