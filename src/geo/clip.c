#include "geo/clip.h"

#include <string.h>

static double excess(okr_half_plane keep, okr_xy p)
{
    return keep.a * p.x + keep.b * p.y - keep.c;
}

static size_t clip(const okr_xy *ring, size_t n, okr_half_plane keep, okr_xy *out)
{
    okr_xy p = ring[n - 1];
    double p_over = excess(keep, p);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        okr_xy q = ring[i];
        double q_over = excess(keep, q);
        if ((p_over <= 0.0) != (q_over <= 0.0)) {
            double t = p_over / (p_over - q_over);
            out[count++] = (okr_xy){p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
        }
        if (q_over <= 0.0)
            out[count++] = q;
        p = q;
        p_over = q_over;
    }
    return count;
}

size_t okr_clip_ring(okr_xy *ring, size_t n, okr_half_plane keep, okr_xy *spare)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        kept += excess(keep, ring[i]) <= 0.0;
    if (kept == n || kept == 0)
        return kept;
    n = clip(ring, n, keep, spare);
    memcpy(ring, spare, n * sizeof *ring);
    return n;
}

double okr_xy_area(const okr_xy *ring, size_t n)
{
    double twice = 0.0;

    /* Seen from the first vertex, so that digits are not lost far from the origin. */
    for (size_t i = 2; i < n; i++)
        twice += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                 (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return 0.5 * twice;
}

/* Whether the middle one of three vertices can go: it repeats one or lies on a straight run
 * along a meridian or parallel. Exact, and no area changes. */
static bool is_idle(okr_lonlat a, okr_lonlat b, okr_lonlat c)
{
    return (a.lon == b.lon && b.lon == c.lon) || (a.lat == b.lat && b.lat == c.lat) ||
           (a.lon == b.lon && a.lat == b.lat);
}

static size_t append(okr_lonlat *out, size_t count, okr_lonlat p)
{
    while (count >= 2 && is_idle(out[count - 2], out[count - 1], p))
        count--;
    out[count] = p;
    return count + 1;
}

/* The same round the corner where a ring closes. */
static size_t close_ring(okr_lonlat *out, size_t count)
{
    size_t first = 0;

    while (count - first >= 3) {
        if (is_idle(out[count - 2], out[count - 1], out[first]))
            count--;
        else if (is_idle(out[count - 1], out[first], out[first + 1]))
            first++;
        else
            break;
    }
    if (count - first < 3)
        return 0;
    for (size_t i = 0; first > 0 && i < count - first; i++)
        out[i] = out[i + first];
    return count - first;
}

static double over(okr_lonlat p, okr_cut cut)
{
    const double ahead = (cut.parallel ? p.lat : p.lon) - cut.at;

    return cut.above ? -ahead : ahead;
}

/* Where an edge meets the line; exactly on it. */
static okr_lonlat crossing(okr_lonlat a, okr_lonlat b, okr_cut cut)
{
    if (cut.parallel)
        return (okr_lonlat){a.lon + (b.lon - a.lon) * ((cut.at - a.lat) / (b.lat - a.lat)),
                            cut.at};
    return (okr_lonlat){cut.at, a.lat + (b.lat - a.lat) * ((cut.at - a.lon) / (b.lon - a.lon))};
}

size_t okr_cut_ring(const okr_lonlat *ring, size_t n, okr_cut cut, okr_lonlat *out)
{
    size_t count = 0;
    okr_lonlat p = {0};

    if (n == 0)
        return 0;
    p = ring[n - 1];
    for (size_t i = 0; i < n; i++) {
        okr_lonlat q = ring[i];
        bool q_in = over(q, cut) <= 0.0;
        if ((over(p, cut) <= 0.0) != q_in)
            count = append(out, count, crossing(p, q, cut));
        if (q_in)
            count = append(out, count, q);
        p = q;
    }
    return close_ring(out, count);
}
