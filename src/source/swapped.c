#include "source/swapped.h"

#include "base/number.h"
#include "geo/geom.h"

#include <math.h>
#include <stdio.h>

/* Degrees round the municipalities within which a point may well lie. */
static const double MARGIN_DEG = 3.0;

/* The box of all municipalities; empty while low > high. */
typedef struct extent {
    okr_lonlat low, high;
} extent;

static void include(extent *e, okr_lonlat low, okr_lonlat high)
{
    e->low.lon = fmin(e->low.lon, low.lon);
    e->low.lat = fmin(e->low.lat, low.lat);
    e->high.lon = fmax(e->high.lon, high.lon);
    e->high.lat = fmax(e->high.lat, high.lat);
}

static extent find_extent(const okr_programme *p)
{
    extent e = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};

    for (size_t i = 0; i < p->municipalities.count; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        const okr_lonlat centre = {m->centre_lon, m->centre_lat};
        okr_lonlat low, high;
        if (m->polygon.size > 0 && okr_geom_box(m->polygon, &low, &high, NULL) == OKR_OK)
            include(&e, low, high);
        else if (!isnan(centre.lon) && !isnan(centre.lat))
            include(&e, centre, centre);
    }
    return e;
}

static bool holds(const extent *e, okr_lonlat at, double margin)
{
    return at.lon >= e->low.lon - margin && at.lon <= e->high.lon + margin &&
           at.lat >= e->low.lat - margin && at.lat <= e->high.lat + margin;
}

static bool is_swapped(const extent *e, okr_lonlat at)
{
    return !holds(e, at, MARGIN_DEG) && holds(e, (okr_lonlat){at.lat, at.lon}, 0.0);
}

static okr_status report(okr_programme *p, okr_finding_at at, okr_lonlat place, okr_error *err)
{
    char lon[OKR_NUMBER_TEXT], lat[OKR_NUMBER_TEXT], value[2 * OKR_NUMBER_TEXT + 2];

    okr_number_format(place.lon, lon);
    okr_number_format(place.lat, lat);
    (void)snprintf(value, sizeof value, "%s %s", lon, lat);
    at.code = "coordinates_swapped";
    at.severity = OKR_SEVERITY_ERROR;
    at.column = "lon";
    at.value = value;
    return okr_programme_find(p, &at, "широта и долгота переставлены; точка не взята",
                              "longitude and latitude are exchanged; the point is not taken",
                              err);
}

static okr_status check_locations(okr_programme *p, const extent *e, okr_error *err)
{
    for (size_t i = 0; i < p->locations.count; i++) {
        okr_location *l = OKR_LOCATION(p, i);
        okr_lonlat low, high;
        okr_status status = OKR_OK;
        if (l->geometry.size != OKR_WKB_POINT_SIZE ||
            okr_geom_box(l->geometry, &low, &high, NULL) != OKR_OK || !is_swapped(e, low))
            continue;
        l->geometry = (okr_wkb){0};
        status = report(
            p, (okr_finding_at){.table = "locations", .row = l->row, .item = l->location_id},
            low, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

static okr_status check_settlements(okr_programme *p, const extent *e, okr_error *err)
{
    for (size_t i = 0; i < p->settlements.count; i++) {
        okr_settlement *s = OKR_SETTLEMENT(p, i);
        const okr_lonlat at = {s->lon, s->lat};
        okr_status status = OKR_OK;
        if (isnan(s->lon) || !is_swapped(e, at))
            continue;
        s->lon = s->lat = NAN;
        status = report(
            p,
            (okr_finding_at){.table = "settlements", .row = s->row, .item = s->settlement_id},
            at, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

okr_status okr_swapped_find(okr_programme *programme, okr_error *err)
{
    const extent e = find_extent(programme);
    okr_status status = OKR_OK;

    if (e.low.lon > e.high.lon)
        return OKR_OK;
    status = check_locations(programme, &e, err);
    return status == OKR_OK ? check_settlements(programme, &e, err) : status;
}
