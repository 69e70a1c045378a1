#include "sheet/map_projection.h"

#include "base/i18n.h"
#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>

/* A Gauss-Kruger zone is 6 degrees wide; half as much more to each side costs 1 in 1000. */
static const double zone_width = 9.0;

static double wrap_longitude(double lon)
{
    const double turn = fmod(lon + 180.0, 360.0);

    return turn < 0.0 ? turn + 180.0 : turn - 180.0;
}

static void name_gauss_kruger(okr_map_projection *p, int zone, int epsg)
{
    (void)snprintf(p->ru, sizeof p->ru, "Гаусса–Крюгера, ГСК-2011, зона %d (EPSG:%d)", zone,
                   epsg);
    (void)snprintf(p->en, sizeof p->en, "Gauss–Krüger, GSK-2011, zone %d (EPSG:%d)", zone,
                   epsg);
}

static void name_utm(okr_map_projection *p, int zone, char side, int epsg)
{
    (void)snprintf(p->ru, sizeof p->ru, "UTM, WGS 84, зона %d%c (EPSG:%d)", zone, side, epsg);
    (void)snprintf(p->en, sizeof p->en, "UTM, WGS 84, zone %d%c (EPSG:%d)", zone, side, epsg);
}

/* Gauss-Kruger zones 4..32 of GSK-2011 are EPSG:20904..20932. */
static void choose_zone(okr_map_projection *p, double lat, char crs[64])
{
    const double lon = p->lon_centre;
    const int utm = (int)fmin(floor((lon + 180.0) / 6.0) + 1.0, 60.0);
    const int zone = utm > 30 ? utm - 30 : utm + 30;

    if (lat > 40.0 && zone >= 4 && zone <= 32) {
        name_gauss_kruger(p, zone, 20900 + zone);
        (void)snprintf(crs, 64, "EPSG:%d", 20900 + zone);
        return;
    }
    name_utm(p, utm, lat < 0.0 ? 'S' : 'N', (lat < 0.0 ? 32700 : 32600) + utm);
    (void)snprintf(crs, 64, "EPSG:%d", (lat < 0.0 ? 32700 : 32600) + utm);
}

/* Standard parallels a sixth inside the box, in whole degrees (Snyder 1987, p. 107). */
static void choose_conic(okr_map_projection *p, okr_box box, okr_text *crs)
{
    const double height = box.lat_max - box.lat_min;
    char lat1[OKR_NUMBER_TEXT];
    char lat2[OKR_NUMBER_TEXT];
    char lon[OKR_NUMBER_TEXT];

    okr_number_fixed(box.lat_min + height / 6.0, 0, lat1);
    okr_number_fixed(box.lat_max - height / 6.0, 0, lat2);
    okr_number_fixed(p->lon_centre, 0, lon);
    okr_text_addf(crs,
                  "+proj=lcc +lat_1=%s +lat_2=%s +lat_0=%s +lon_0=%s +datum=WGS84 +units=m "
                  "+type=crs",
                  lat1, lat2, lat1, lon);
    (void)snprintf(p->ru, sizeof p->ru,
                   "равноугольная коническая Ламберта, WGS 84, параллели %.6s° и %.6s°, "
                   "меридиан %.6s°",
                   lat1, lat2, lon);
    (void)snprintf(p->en, sizeof p->en,
                   "Lambert conformal conic, WGS 84, parallels %.6s° and %.6s°, meridian "
                   "%.6s°",
                   lat1, lat2, lon);
}

static void choose_mercator(okr_map_projection *p, okr_text *crs)
{
    char lon[OKR_NUMBER_TEXT];

    okr_number_fixed(p->lon_centre, 0, lon);
    okr_text_addf(crs, "+proj=merc +lon_0=%s +datum=WGS84 +units=m +type=crs", lon);
    (void)snprintf(p->ru, sizeof p->ru, "Меркатора, WGS 84, меридиан %.6s°", lon);
    (void)snprintf(p->en, sizeof p->en, "Mercator, WGS 84, meridian %.6s°", lon);
}

static okr_status open_transform(okr_map_projection *p, const char *name, okr_error *err)
{
    okr_crs *from = NULL;
    okr_crs *to = NULL;
    okr_status status = okr_crs_parse("EPSG:4326", &from, err);

    if (status == OKR_OK)
        status = okr_crs_parse(name, &to, err);
    if (status == OKR_OK)
        status = okr_transform_new(from, to, &p->forward, err);
    okr_crs_free(from);
    okr_crs_free(to);
    return status;
}

okr_status okr_map_projection_open(okr_map_projection *projection, okr_box box, okr_error *err)
{
    okr_text crs = {0};
    okr_status status = OKR_OK;
    char zone[64] = "";

    *projection =
        (okr_map_projection){.lon_centre = wrap_longitude((box.lon_min + box.lon_max) / 2.0)};
    if (box.lon_max - box.lon_min <= zone_width) {
        choose_zone(projection, (box.lat_min + box.lat_max) / 2.0, zone);
        okr_text_add(&crs, zone);
    } else if (box.lat_min < 0.0 && box.lat_max > 0.0) {
        choose_mercator(projection, &crs);
    } else {
        choose_conic(projection, box, &crs);
    }
    status = okr_text_check(&crs, err);
    (void)snprintf(projection->crs, sizeof projection->crs, "%s", okr_text_str(&crs));
    if (status == OKR_OK)
        status = open_transform(projection, projection->crs, err);
    okr_text_done(&crs);
    return status;
}

void okr_map_projection_close(okr_map_projection *projection)
{
    okr_transform_free(projection->forward);
    projection->forward = NULL;
}

enum { CHUNK = 512 };

okr_status okr_map_view_points(const okr_map_view *view, const okr_lonlat *from, size_t n,
                               okr_point *to, okr_error *err)
{
    const okr_rect frame = view->frame;
    const double k = view->points_per_metre;
    double x[CHUNK];
    double y[CHUNK];

    for (size_t done = 0; done < n; done += CHUNK) {
        const size_t m = okr_least(n - done, CHUNK);
        okr_status status = OKR_OK;

        for (size_t i = 0; i < m; i++) {
            x[i] = from[done + i].lon;
            y[i] = from[done + i].lat;
        }
        status = okr_transform_points(view->projection->forward, m, x, y, err);
        if (status != OKR_OK)
            return status;
        for (size_t i = 0; i < m; i++)
            to[done + i] = (okr_point){frame.x + frame.w / 2.0 + (x[i] - view->east) * k,
                                       frame.y + frame.h / 2.0 - (y[i] - view->north) * k};
    }
    return OKR_OK;
}

double okr_scale_round(double scale)
{
    static const double steps[] = {1.0, 1.25, 1.5, 1.75, 2.0, 2.5,
                                   3.0, 4.0,  5.0, 6.0,  7.5, 10.0};
    double decade = 1.0;

    while (decade * 10.0 <= scale)
        decade *= 10.0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * decade >= scale * (1.0 - 1e-12))
            return steps[i] * decade;
    return 10.0 * decade;
}

/* Metres of the plane to a metre of ground, and the direction of north, at the centre. */
static okr_status find_ground(const okr_map_view *view, okr_lonlat centre, double *stretch,
                              double *convergence, okr_error *err)
{
    const double step = 0.01;
    double x[2] = {centre.lon, centre.lon};
    double y[2] = {centre.lat - step, centre.lat + step};
    const okr_lonlat a = {x[0], y[0]};
    const okr_lonlat b = {x[1], y[1]};
    okr_status status = okr_transform_points(view->projection->forward, 2, x, y, err);

    if (status != OKR_OK)
        return status;
    *stretch = hypot(x[1] - x[0], y[1] - y[0]) / okr_geodesic_inverse(a, b);
    *convergence = atan2(x[1] - x[0], y[1] - y[0]);
    return OKR_OK;
}

/* Newton steps find the position whose image is (x, y): no inverse transform is needed. */
static okr_status find_position(okr_map_projection *projection, double east, double north,
                                okr_lonlat *position, okr_error *err)
{
    const double step = 1e-3;
    okr_lonlat p = *position;
    double move = 1.0;

    for (int i = 0; i < 12 && move > 1e-9; i++) {
        double x[3] = {p.lon, p.lon + step, p.lon};
        double y[3] = {p.lat, p.lat, p.lat + step};
        const okr_status status = okr_transform_points(projection->forward, 3, x, y, err);
        if (status != OKR_OK)
            return status;

        const double a = (x[1] - x[0]) / step;
        const double b = (x[2] - x[0]) / step;
        const double c = (y[1] - y[0]) / step;
        const double d = (y[2] - y[0]) / step;
        const double lon = ((east - x[0]) * d - (north - y[0]) * b) / (a * d - b * c);
        const double lat = ((north - y[0]) * a - (east - x[0]) * c) / (a * d - b * c);
        move = fabs(lon) + fabs(lat);
        p.lon += lon;
        p.lat = fmin(fmax(p.lat + lat, -89.0), 89.0);
    }
    *position = p;
    return OKR_OK;
}

okr_status okr_map_view_position(const okr_map_view *view, okr_point at, okr_lonlat *position,
                                 okr_error *err)
{
    const okr_rect f = view->frame;

    *position = view->centre;
    return find_position(
        view->projection, view->east + (at.x - f.x - f.w / 2.0) / view->points_per_metre,
        view->north - (at.y - f.y - f.h / 2.0) / view->points_per_metre, position, err);
}

okr_status okr_map_view_box(const okr_map_view *view, okr_box *box, okr_error *err)
{
    enum { STEPS = 8 };
    const okr_rect f = view->frame;
    const okr_point corners[4] = {
        {f.x, f.y}, {f.x + f.w, f.y}, {f.x + f.w, f.y + f.h}, {f.x, f.y + f.h}};
    okr_box found = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (int i = 0; i < 4 * STEPS; i++) {
        const okr_point a = corners[i / STEPS];
        const okr_point b = corners[(i / STEPS + 1) % 4];
        const double t = (double)(i % STEPS) / STEPS;
        okr_lonlat p;
        const okr_status status = okr_map_view_position(
            view, (okr_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, &p, err);
        if (status != OKR_OK)
            return status;
        found.lon_min = fmin(found.lon_min, p.lon);
        found.lon_max = fmax(found.lon_max, p.lon);
        found.lat_min = fmin(found.lat_min, p.lat);
        found.lat_max = fmax(found.lat_max, p.lat);
    }
    *box = found;
    return OKR_OK;
}

static okr_status widen(const okr_map_view *plane, const okr_part *part, okr_rect *box,
                        okr_error *err)
{
    okr_point paper[CHUNK];

    for (size_t done = 0; done < part->count; done += CHUNK) {
        const size_t m = okr_least(part->count - done, CHUNK);
        const okr_status status =
            okr_map_view_points(plane, part->points + done, m, paper, err);
        if (status != OKR_OK)
            return status;
        for (size_t i = 0; i < m; i++) {
            const okr_rect at = {paper[i].x, -paper[i].y, 0.0, 0.0};
            *box = box->w < 0.0 ? at : okr_rect_union(*box, at);
        }
    }
    return OKR_OK;
}

okr_status okr_map_plane_box(okr_map_projection *projection, const okr_wkb *geometries,
                             size_t n, okr_rect *plane, okr_error *err)
{
    const okr_map_view view = {.projection = projection, .points_per_metre = 1.0};
    okr_wkb_reader reader = {0};
    okr_status status = OKR_OK;

    *plane = (okr_rect){0.0, 0.0, -1.0, -1.0};
    for (size_t i = 0; i < n && status == OKR_OK; i++) {
        okr_part part;
        bool more = geometries[i].size > 0;
        okr_wkb_start(&reader, geometries[i]);
        while (status == OKR_OK && more) {
            status = okr_wkb_next(&reader, &part, &more, err);
            if (status == OKR_OK && more)
                status = widen(&view, &part, plane, err);
        }
    }
    okr_wkb_reader_done(&reader);
    return status;
}

okr_status okr_map_view_fit(okr_map_view *view, okr_rect plane, double scale, okr_error *err)
{
    const double paper = 0.0254 / 72.0; /* metres in a point */
    double stretch = 1.0;
    double needed = 1.0;
    okr_status status = OKR_OK;

    view->centre = (okr_lonlat){view->projection->lon_centre, 55.0};
    status = find_position(view->projection, plane.x + plane.w / 2.0, plane.y + plane.h / 2.0,
                           &view->centre, err);
    if (status == OKR_OK)
        status = find_ground(view, view->centre, &stretch, &view->convergence, err);
    if (status != OKR_OK)
        return status;
    needed = fmax(plane.w / view->frame.w, plane.h / view->frame.h) / paper / stretch;
    view->scale = scale > 0.0 ? scale : okr_scale_round(fmax(needed, 500.0));
    if (view->scale < needed * (1.0 - 1e-9))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("at the scale 1:%.0f the territory is larger than the sheet; "
                          "1:%.0f fits"),
                        scale, okr_scale_round(needed));
    view->east = plane.x + plane.w / 2.0;
    view->north = plane.y + plane.h / 2.0;
    view->points_per_metre = 1.0 / (view->scale * stretch * paper);
    return OKR_OK;
}
