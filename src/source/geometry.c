#include "source/geometry.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static okr_status find(okr_table_reader *reader, const char *code, const char *value,
                       const char *const messages[2], okr_error *err)
{
    return okr_table_find(reader,
                          &(okr_fault){.code = code,
                                       .severity = OKR_SEVERITY_ERROR,
                                       .column = "",
                                       .value = value,
                                       .ru = messages[0],
                                       .en = messages[1]},
                          err);
}

static bool is_on_earth(double lon, double lat)
{
    /* Beyond 180 a layer may go on: Chukotka. */
    return lon >= -180.0 && lon <= 360.0 && lat >= -90.0 && lat <= 90.0;
}

static okr_status off_earth(okr_table_reader *reader, double lon, double lat, okr_error *err)
{
    static const char *const messages[] = {"координаты вне допустимых пределов",
                                           "coordinates are out of range"};
    static const char *const swapped[] = {
        "координаты вне допустимых пределов; не переставлены ли широта и долгота?",
        "coordinates are out of range; are longitude and latitude swapped?"};
    /* NOLINTNEXTLINE(readability-suspicious-call-argument): that is the question */
    const bool exchanged = is_on_earth(lat, lon);
    char x[OKR_NUMBER_TEXT], y[OKR_NUMBER_TEXT], value[2 * OKR_NUMBER_TEXT + 2];

    okr_number_format(lon, x);
    okr_number_format(lat, y);
    (void)snprintf(value, sizeof value, "%s %s", x, y);
    return find(reader, "coordinates_out_of_range", value, exchanged ? swapped : messages, err);
}

okr_status okr_source_lonlat(okr_table_reader *reader, double *lon, double *lat, okr_error *err)
{
    static const char *const incomplete[] = {"указана только одна из двух координат",
                                             "only one of two coordinates is given"};
    double x = *lon, y = *lat;

    *lon = *lat = NAN;
    if (isnan(x) && isnan(y))
        return OKR_OK;
    if (isnan(x) || isnan(y))
        return find(reader, "coordinates_incomplete", "", incomplete, err);
    if (reader->way != NULL && okr_transform_points(reader->way, 1, &x, &y, NULL) != OKR_OK)
        return off_earth(reader, x, y, err);
    if (!is_on_earth(x, y))
        return off_earth(reader, x, y, err);
    *lon = x;
    *lat = y;
    return OKR_OK;
}

static okr_status keep(okr_table_reader *reader, okr_wkb wkb, okr_wkb *out, okr_error *err)
{
    unsigned char *copy = okr_arena_alloc(&reader->programme->arena, wkb.size, err);

    if (copy == NULL)
        return OKR_ERR_NOMEM;
    memcpy(copy, wkb.bytes, wkb.size);
    *out = (okr_wkb){copy, wkb.size};
    return OKR_OK;
}

okr_status okr_source_keep(okr_table_reader *reader, okr_wkb wkb, okr_wkb *out, okr_error *err)
{
    okr_lonlat low = {0}, high = {0};
    okr_status status = okr_geom_box(wkb, &low, &high, err);

    *out = (okr_wkb){0};
    if (status != OKR_OK)
        return status;
    if (!is_on_earth(low.lon, low.lat) || !is_on_earth(high.lon, high.lat))
        return off_earth(reader, high.lon, high.lat, err);
    return keep(reader, wkb, out, err);
}

okr_status okr_source_keep_point(okr_table_reader *reader, okr_lonlat at, okr_wkb *out,
                                 okr_error *err)
{
    unsigned char wkb[OKR_WKB_POINT_SIZE];

    okr_geom_point(at, wkb);
    return keep(reader, (okr_wkb){wkb, sizeof wkb}, out, err);
}

okr_status okr_source_point(okr_wkb wkb, double *lon, double *lat, okr_error *err)
{
    okr_lonlat low = {0}, high = {0};
    okr_status status = okr_geom_box(wkb, &low, &high, err);

    if (status != OKR_OK)
        return status;
    *lon = low.lon + (high.lon - low.lon) / 2.0;
    *lat = low.lat + (high.lat - low.lat) / 2.0;
    return OKR_OK;
}

static okr_wkb bytes_of(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

/* WKT in the source's system; err says why not. */
static okr_status convert_wkt(okr_table_reader *reader, const char *wkt, okr_text *wkb,
                              okr_error *err)
{
    okr_text there = {0};
    okr_status status = OKR_OK;

    if (reader->way == NULL)
        return okr_geom_from_wkt(wkt, wkb, err);
    status = okr_geom_from_wkt(wkt, &there, err);
    if (status == OKR_OK)
        status = okr_geom_transform(bytes_of(&there), reader->way, wkb, err);
    okr_text_done(&there);
    return status;
}

okr_status okr_source_wkt(okr_table_reader *reader, const char *wkt, okr_wkb *out,
                          okr_error *err)
{
    static const char *const messages[] = {"это не геометрия WKT", "this is no WKT geometry"};
    okr_text wkb = {0};
    okr_status status = convert_wkt(reader, wkt, &wkb, err);

    *out = (okr_wkb){0};
    if (status == OKR_ERR_GEOMETRY)
        status = find(reader, "geometry_invalid", wkt, messages, err);
    else if (status == OKR_OK)
        status = okr_source_keep(reader, bytes_of(&wkb), out, err);
    okr_text_done(&wkb);
    return status;
}

static void describe_fault(const okr_validity *validity, okr_text *ru, okr_text *en)
{
    char lon[OKR_NUMBER_TEXT], lat[OKR_NUMBER_TEXT];

    okr_number_fixed(validity->at.lon, 6, lon);
    okr_number_fixed(validity->at.lat, 6, lat);
    okr_text_addf(ru, "полигон неверен в точке %s %s: %s", lon, lat, validity->reason);
    okr_text_addf(en, "the polygon is not valid at %s %s: %s", lon, lat, validity->reason);
}

okr_status okr_source_check_area(okr_table_reader *reader, okr_wkb wkb, okr_error *err)
{
    okr_validity validity = {.valid = true};
    okr_text ru = {0}, en = {0};
    okr_status status = OKR_OK;

    if (wkb.size == 0 || !okr_geom_is_area(wkb))
        return OKR_OK;
    if (okr_geom_validity(wkb, &validity, NULL) == OKR_OK && validity.valid)
        return OKR_OK;
    describe_fault(&validity, &ru, &en);
    status = okr_text_check(&ru, err);
    if (status == OKR_OK)
        status = okr_text_check(&en, err);
    if (status == OKR_OK)
        status = find(reader, "polygon_invalid", "",
                      (const char *const[]){okr_text_str(&ru), okr_text_str(&en)}, err);
    okr_text_done(&ru);
    okr_text_done(&en);
    return status;
}

okr_status okr_source_polygon(okr_table_reader *reader, okr_wkb wkb, okr_wkb *out,
                              okr_error *err)
{
    static const char *const messages[] = {"это не полигон", "this is no polygon"};
    okr_text multi = {0};
    okr_status status = okr_geom_multipolygon(wkb, &multi, err);

    *out = (okr_wkb){0};
    if (status == OKR_ERR_GEOMETRY)
        status = find(reader, "polygon_wrong_type", "", messages, err);
    else if (status == OKR_OK)
        status = okr_source_keep(reader, bytes_of(&multi), out, err);
    if (status == OKR_OK)
        status = okr_source_check_area(reader, *out, err);
    okr_text_done(&multi);
    return status;
}
