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

okr_space okr_space_at(okr_lonlat p)
{
    double sin_lat = sin(p.lat * DEGREE);
    double cos_lat = cos(p.lat * DEGREE);
    double n = AXIS_A / sqrt(1.0 - ECCENTRICITY2 * sin_lat * sin_lat);
    double from_axis = n * cos_lat;

    return (okr_space){from_axis * cos(p.lon * DEGREE), from_axis * sin(p.lon * DEGREE),
                       n * (1.0 - ECCENTRICITY2) * sin_lat};
}

void okr_space_frame_set(okr_space_frame *frame, okr_lonlat p)
{
    double sin_lat = sin(p.lat * DEGREE);
    double cos_lat = cos(p.lat * DEGREE);
    double sin_lon = sin(p.lon * DEGREE);
    double cos_lon = cos(p.lon * DEGREE);
    double w = 1.0 - ECCENTRICITY2 * sin_lat * sin_lat;
    double n = AXIS_A / sqrt(w);

    frame->at = (okr_space){n * cos_lat * cos_lon, n * cos_lat * sin_lon,
                            n * (1.0 - ECCENTRICITY2) * sin_lat};
    frame->east = (okr_space){-sin_lon, cos_lon, 0.0};
    frame->north = (okr_space){-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat};
    frame->metres_per_lon = n * cos_lat * DEGREE;
    frame->metres_per_lat = n * (1.0 - ECCENTRICITY2) / w * DEGREE;
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
