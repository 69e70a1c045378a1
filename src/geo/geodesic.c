#include "geo/geodesic.h"

#include "base/mem.h"

#include <geodesic.h>
#include <math.h>
#include <pthread.h>

/* WGS 84: semi-major axis in metres and flattening define it; the rest follows. */
#define AXIS_A 6378137.0
#define FLATTENING (1.0 / 298.257223563)
#define AXIS_B (AXIS_A * (1.0 - FLATTENING))
#define DEGREE 0.017453292519943295769

/* Within these the short series is used: 20 km, and differences that keep its terms small. */
#define SHORT_M 20000.0
#define SHORT_LON_DEG 2.0
#define SHORT_LAT_DEG 0.2

/* A frame taller than this on either side of lat0, in radians, uses the series itself. */
#define EXPANSION_RADIUS 0.05
/* Within this the short expansion is as good: its first term left out is radius^6 / 7!, beside
 * the first, 1.3e-17 (40 km). */
#define SHORT_RADIUS 0.0064

static struct geod_geodesic wgs84;
static pthread_once_t wgs84_once = PTHREAD_ONCE_INIT;

static void init_wgs84(void)
{
    geod_init(&wgs84, AXIS_A, FLATTENING);
}

double okr_geodesic_inverse(okr_lonlat a, okr_lonlat b)
{
    double metres = 0.0;

    (void)pthread_once(&wgs84_once, init_wgs84);
    geod_inverse(&wgs84, a.lat, a.lon, b.lat, b.lon, &metres, NULL, NULL);
    return metres;
}

/* Sine and cosine on [0, pi/4] by their Taylor series: the first term left out is below 5e-17.
 * Not libm's, whose last bit differs between processors. */
static double small_sin(double x)
{
    double y = x * x;

    return x - x * y *
                   (1.0 / 6 -
                    y * (1.0 / 120 -
                         y * (1.0 / 5040 -
                              y * (1.0 / 362880 -
                                   y * (1.0 / 39916800 -
                                        y * (1.0 / 6227020800 - y * (1.0 / 1307674368000)))))));
}

static double small_cos(double x)
{
    double y = x * x;

    return 1.0 -
           y * (0.5 -
                y * (1.0 / 24 -
                     y * (1.0 / 720 -
                          y * (1.0 / 40320 -
                               y * (1.0 / 3628800 - y * (1.0 / 479001600 -
                                                         y * (1.0 / 87178291200 -
                                                              y * (1.0 / 20922789888000))))))));
}

/* What the length of a segment needs of its ends: sine and cosine of the latitudes and cosine
 * of the reduced latitudes, for a few points at a time in loops that a compiler can vectorise.
 */
enum { CHAIN = 64 };

typedef struct ends {
    double sine[CHAIN + 1];
    double cosine[CHAIN + 1];
    double reduced[CHAIN + 1];
} ends;

/* Above 45 degrees the complement, an exact subtraction, stays in the range of the series. */
static void prepare(ends *e, const okr_lonlat *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double lat = points[i].lat;
        double size = fabs(lat);
        bool steep = size > 45.0;
        double x = (steep ? 90.0 - size : size) * DEGREE;
        double s = small_sin(x);
        double c = small_cos(x);
        double sine = steep ? c : s;
        double cosine = steep ? s : c;
        double polar = (1.0 - FLATTENING) * sine;
        e->sine[i] = lat < 0.0 ? -sine : sine;
        e->cosine[i] = cosine;
        e->reduced[i] = cosine / sqrt(cosine * cosine + polar * polar);
    }
}

/*
 * Length of a short geodesic from its chord.
 *
 * With reduced latitudes B1, B2 of the ends, their middle Bm, the halved differences b of B and
 * l of longitude, C = cos B1 cos B2 and E = b^2 + (a^2 - b^2) sin^2 Bm (axes a, b), the chord
 * is c^2 = 4 (sin^2 b E + a^2 sin^2 l C), which has no cancellation: sin^2 b comes from tan(B2
 * - B1), written with the difference of the given latitudes. The normal curvature k of the
 * ellipsoid along the chord satisfies q = c^2 k^2 = 16 h^2 a^2 b^2 / (c^2 E),    h = sin^2 b +
 * sin^2 l C. A curve of constant curvature k has s = (2 / k) asin(c k / 2) = c (1 + q/24 + 3
 * q^2/640 + ...).
 *
 * Bound. About the middle of a geodesic the odd terms vanish, and what is left out is
 *   - 5 q^3 / 7168, below 1e-18 for s <= 20 km;
 *   - the change of k along s, its torsion, and k taken at the middle of the chord, all of the
 *     form e^2 q^2 times a number below 1/12: less than 0.0067 * 9.7e-12 / 12 = 6e-15;
 *   - rounding, some 12 operations of 1.1e-16 each.
 * Together less than 1e-14, tested against a subdivided chord in long double and against PROJ.
 */
static double from_chord(double sin2_lat, double sin2_lon, double cosines)
{
    const double a2 = AXIS_A * AXIS_A;
    const double b2 = AXIS_B * AXIS_B;
    double e = b2 + (a2 - b2) * (1.0 - cosines - sin2_lat);
    double c2 = 4.0 * (sin2_lat * e + a2 * sin2_lon * cosines);
    double h = sin2_lat + sin2_lon * cosines;
    /* A segment without length gives 0 / tiny, not 0 / 0. */
    double q = 16.0 * h * h * a2 * b2 / (c2 * e + 1e-300);

    return sqrt(c2) * (1.0 + q * (1.0 / 24 + q * (3.0 / 640)));
}

/* Segment i of prepared ends by the series, right for short ones only. */
static double short_length(const ends *e, const okr_lonlat *points, size_t i)
{
    const double ratio = 1.0 - FLATTENING;
    double x = (points[i + 1].lat - points[i].lat) * DEGREE;
    double l = (points[i + 1].lon - points[i].lon) * (0.5 * DEGREE);
    double y = x * x;
    double z = l * l;
    double sin_lat = x * (1.0 - y * (1.0 / 6 - y * (1.0 / 120)));
    double sin_lon = l * (1.0 - z * (1.0 / 6 - z * (1.0 / 120 - z * (1.0 / 5040))));
    double tan_b =
        ratio * sin_lat /
        (e->cosine[i] * e->cosine[i + 1] + ratio * ratio * e->sine[i] * e->sine[i + 1]);
    double t = tan_b * tan_b;
    double sin2_b = 0.25 * t * (1.0 - t * (0.75 - t * (0.625 - t * 0.546875)));

    return from_chord(sin2_b, sin_lon * sin_lon, e->reduced[i] * e->reduced[i + 1]);
}

static bool is_short(okr_lonlat a, okr_lonlat b, double metres)
{
    return metres <= SHORT_M && fabs(b.lat - a.lat) <= SHORT_LAT_DEG &&
           fabs(b.lon - a.lon) <= SHORT_LON_DEG;
}

void okr_chain_lengths(const okr_lonlat *points, size_t n, double *metres)
{
    ends e;

    for (size_t from = 0; from + 1 < n; from += CHAIN) {
        size_t count = okr_least(n - 1 - from, CHAIN);
        const okr_lonlat *p = points + from;
        prepare(&e, p, count + 1);
        for (size_t i = 0; i < count; i++)
            metres[from + i] = short_length(&e, p, i);
        for (size_t i = 0; i < count; i++)
            if (!is_short(p[i], p[i + 1], metres[from + i]))
                metres[from + i] = okr_geodesic_inverse(p[i], p[i + 1]);
    }
}

double okr_segment_length(okr_lonlat a, okr_lonlat b)
{
    const okr_lonlat both[2] = {a, b};
    double metres = 0.0;

    okr_chain_lengths(both, 2, &metres);
    return metres;
}

/*
 * Area between the equator and latitude phi per radian of longitude, as a sine series:
 *     Q(phi) = b^2 integral of cos / (1 - e^2 sin^2)^2 = sum of SERIES[k] sin((2k + 1) phi).
 * From the power series of Q in sin phi with the powers written as multiple angles:
 * SERIES[k] = b^2 (-1)^k sum over j >= k of (j + 1) e^2j / (2j + 1) binomial(2j + 1, j - k) /
 * 4^j, computed in exact fractions. The term left out is below 1e-21 of the first.
 */
/* clang-format off */
static const double SERIES[OKR_AREA_TERMS] = {
    40544237135322.805, -45426581656.617294, 68672315.63516742, -109840.06770637898,
    179.33722693309673, -0.2956878601660969, 0.0004901789464988576, -8.153036682093068e-07
};
/* clang-format on */

/* sin and cos of all odd multiples of an angle, by the recurrence of step 2 phi. */
static void odd_multiples(double lat_rad, double sines[OKR_AREA_TERMS],
                          double cosines[OKR_AREA_TERMS])
{
    double s1 = sin(lat_rad);
    double c1 = cos(lat_rad);
    double s2 = 2.0 * s1 * c1;
    double c2 = 1.0 - 2.0 * s1 * s1;

    sines[0] = s1;
    cosines[0] = c1;
    for (int k = 1; k < OKR_AREA_TERMS; k++) {
        sines[k] = sines[k - 1] * c2 + cosines[k - 1] * s2;
        cosines[k] = cosines[k - 1] * c2 - sines[k - 1] * s2;
    }
}

/* Taylor coefficients of Q about lat0 (the constant left out), each divided by i + 1 for the
 * mean along an edge. The derivatives of a sine go round in four. */
static void expand(okr_area_frame *frame)
{
    double value[4][OKR_AREA_TERMS];
    double power[OKR_AREA_TERMS];
    double factorial = 1.0;

    odd_multiples(frame->lat0 * DEGREE, value[0], value[1]);
    for (int k = 0; k < OKR_AREA_TERMS; k++) {
        value[2][k] = -value[0][k];
        value[3][k] = -value[1][k];
        power[k] = SERIES[k];
    }
    for (int i = 1; i <= frame->degree; i++) {
        double sum = 0.0;
        factorial *= i;
        for (int k = OKR_AREA_TERMS - 1; k >= 0; k--) {
            power[k] *= 2 * k + 1;
            sum += power[k] * value[i % 4][k];
        }
        frame->expansion[i] = sum / factorial / (i + 1);
    }
}

void okr_area_frame_init(okr_area_frame *frame, double lat_min, double lat_max)
{
    double radius = 0.5 * (lat_max - lat_min) * DEGREE;

    *frame = (okr_area_frame){.lat0 = lat_min + 0.5 * (lat_max - lat_min)};
    frame->wide = radius > EXPANSION_RADIUS;
    frame->degree = radius > SHORT_RADIUS ? OKR_AREA_DEGREE : OKR_AREA_SHORT;
    if (!frame->wide)
        expand(frame);
}

/* Mean of Q - Q(lat0) along latitudes that run evenly from lat0 + u1 to lat0 + u2: each power
 * u^i has the mean (u1^i + u1^(i-1) u2 + ... + u2^i) / (i + 1). */
static inline double mean_of_degree(const double *expansion, int degree, double u1, double u2)
{
    double chain = 1.0;
    double power = 1.0;
    double mean = 0.0;

    for (int i = 1; i <= degree; i++) {
        power *= u1;
        chain = chain * u2 + power;
        mean += expansion[i] * chain;
    }
    return mean;
}

/* A degree known to the compiler is unrolled. */
static double mean_expanded(const okr_area_frame *frame, double u1, double u2)
{
    if (frame->degree == OKR_AREA_SHORT)
        return mean_of_degree(frame->expansion, OKR_AREA_SHORT, u1, u2);
    return mean_of_degree(frame->expansion, OKR_AREA_DEGREE, u1, u2);
}

static double sinc(double x)
{
    double y = x * x;

    return y < 1e-4 ? 1.0 - y * (1.0 / 6 - y * (1.0 / 120 - y * (1.0 / 5040))) : sin(x) / x;
}

/* The same by the series: sin((2k+1) phi) has the mean sin((2k+1) middle) sinc((2k+1) half). */
static double mean_series(const okr_area_frame *frame, double u1, double u2)
{
    double middle[OKR_AREA_TERMS];
    double origin[OKR_AREA_TERMS];
    double unused[OKR_AREA_TERMS];
    double half = 0.5 * (u2 - u1);
    double mean = 0.0;

    odd_multiples(frame->lat0 * DEGREE + 0.5 * (u1 + u2), middle, unused);
    odd_multiples(frame->lat0 * DEGREE, origin, unused);
    for (int k = OKR_AREA_TERMS - 1; k >= 0; k--)
        mean += SERIES[k] * (middle[k] * sinc((2 * k + 1) * half) - origin[k]);
    return mean;
}

static double area_between(const okr_area_frame *frame, double dlon, double u1, double u2)
{
    /* The same order for either direction: an edge and its reverse cancel to the last bit. */
    double low = u1 < u2 ? u1 : u2;
    double high = u1 < u2 ? u2 : u1;
    double mean = frame->wide ? mean_series(frame, low, high) : mean_expanded(frame, low, high);

    return -(dlon * DEGREE) * mean;
}

double okr_edge_area(const okr_area_frame *frame, okr_lonlat a, okr_lonlat b)
{
    return area_between(frame, b.lon - a.lon, (a.lat - frame->lat0) * DEGREE,
                        (b.lat - frame->lat0) * DEGREE);
}

double okr_edge_part_area(const okr_area_frame *frame, okr_lonlat a, okr_lonlat b, double t0,
                          double t1)
{
    double u = (a.lat - frame->lat0) * DEGREE;
    double rise = (b.lat - a.lat) * DEGREE;

    return area_between(frame, (b.lon - a.lon) * (t1 - t0), u + t0 * rise, u + t1 * rise);
}

double okr_ring_area(const okr_lonlat *ring, size_t n)
{
    okr_area_frame frame;
    okr_sum sum = {0};
    double low = n > 0 ? ring[0].lat : 0.0;
    double high = low;

    for (size_t i = 1; i < n; i++) {
        low = fmin(low, ring[i].lat);
        high = fmax(high, ring[i].lat);
    }
    okr_area_frame_init(&frame, low, high);
    for (size_t i = 0; i < n; i++)
        okr_sum_add(&sum, okr_edge_area(&frame, ring[i], ring[i + 1 < n ? i + 1 : 0]));
    return okr_sum_value(&sum);
}

void okr_sum_add(okr_sum *sum, double term)
{
    double total = sum->high + term;
    double rounded = total - sum->high;

    sum->low += (sum->high - (total - rounded)) + (term - rounded);
    sum->high = total;
}
