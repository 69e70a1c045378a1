#include "geo/wkb.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    WKB_POINT = 1,
    WKB_LINE = 2,
    WKB_POLYGON = 3,
    WKB_MULTI_POINT = 4,
    WKB_COLLECTION = 7,
    WKB_POLYHEDRAL = 15,
    WKB_TIN = 16,
    WKB_TRIANGLE = 17,
    HEADER_SIZE = 5
};

#define EWKB_Z UINT32_C(0x80000000)
#define EWKB_M UINT32_C(0x40000000)
#define EWKB_SRID UINT32_C(0x20000000)

/* One geometry's header, decoded. */
typedef struct header {
    bool little;
    uint32_t type; /* ISO number without Z and M */
    size_t stride; /* doubles of one position */
} header;

void okr_wkb_start(okr_wkb_reader *reader, okr_wkb wkb)
{
    reader->at = wkb.bytes;
    reader->end = wkb.size == 0 ? wkb.bytes : wkb.bytes + wkb.size;
    reader->depth = 1;
    reader->pending[0] = wkb.size == 0 ? 0 : 1;
}

void okr_wkb_reader_done(okr_wkb_reader *reader)
{
    if (reader == NULL)
        return;
    free(reader->points);
    free(reader->ring_ends);
    *reader = (okr_wkb_reader){0};
}

static okr_status truncated(okr_error *err)
{
    return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry is cut short"));
}

static uint32_t get_u32(const unsigned char *at, bool little)
{
    uint32_t b0 = at[little ? 0 : 3];
    uint32_t b1 = at[little ? 1 : 2];
    uint32_t b2 = at[little ? 2 : 1];
    uint32_t b3 = at[little ? 3 : 0];

    return b0 | b1 << 8 | b2 << 16 | b3 << 24;
}

static double get_double(const unsigned char *at, bool little)
{
    uint64_t low = get_u32(little ? at : at + 4, little);
    uint64_t high = get_u32(little ? at + 4 : at, little);
    uint64_t bits = low | high << 32;
    double value = 0.0;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool host_is_little(void)
{
    const uint16_t one = 1;
    unsigned char first = 0;

    memcpy(&first, &one, 1);
    return first == 1;
}

static size_t left(const okr_wkb_reader *reader)
{
    return (size_t)(reader->end - reader->at);
}

static okr_status read_count(okr_wkb_reader *reader, bool little, size_t item_size,
                             size_t *count, okr_error *err)
{
    if (left(reader) < 4)
        return truncated(err);
    *count = get_u32(reader->at, little);
    reader->at += 4;
    if (*count > left(reader) / item_size)
        return okr_fail(err, OKR_ERR_GEOMETRY,
                        _("geometry announces %zu members and has no room for them"), *count);
    return OKR_OK;
}

static okr_status read_header(okr_wkb_reader *reader, header *head, okr_error *err)
{
    uint32_t code = 0;
    uint32_t thousands = 0;
    bool z = false;
    bool m = false;

    if (left(reader) < HEADER_SIZE)
        return truncated(err);
    if (reader->at[0] > 1)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry has the byte order mark %u"),
                        (unsigned)reader->at[0]);
    head->little = reader->at[0] == 1;
    code = get_u32(reader->at + 1, head->little);
    reader->at += HEADER_SIZE;
    if ((code & EWKB_SRID) != 0) {
        if (left(reader) < 4)
            return truncated(err);
        reader->at += 4;
    }
    z = (code & EWKB_Z) != 0;
    m = (code & EWKB_M) != 0;
    code &= ~(EWKB_Z | EWKB_M | EWKB_SRID);
    thousands = code / 1000;
    if (thousands > 3)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry has the unknown type %lu"),
                        (unsigned long)code);
    head->type = code % 1000;
    head->stride = 2U + (z || thousands == 1 || thousands == 3 ? 1U : 0U) +
                   (m || thousands >= 2 ? 1U : 0U);
    return OKR_OK;
}

static okr_status reserve_points(okr_wkb_reader *reader, size_t count, okr_error *err)
{
    size_t wanted = count + count / 2 + 16;
    size_t bytes = 0;
    okr_lonlat *grown = NULL;

    if (count <= reader->points_capacity)
        return OKR_OK;
    if (!okr_size_mul(wanted, sizeof *grown, &bytes))
        return okr_fail_nomem(err);
    grown = realloc(reader->points, bytes);
    if (grown == NULL)
        return okr_fail_nomem(err);
    reader->points = grown;
    reader->points_capacity = wanted;
    return OKR_OK;
}

static okr_status reserve_rings(okr_wkb_reader *reader, size_t count, okr_error *err)
{
    size_t bytes = 0;
    size_t *grown = NULL;

    if (count <= reader->rings_capacity)
        return OKR_OK;
    if (!okr_size_mul(count, sizeof *grown, &bytes))
        return okr_fail_nomem(err);
    grown = realloc(reader->ring_ends, bytes);
    if (grown == NULL)
        return okr_fail_nomem(err);
    reader->ring_ends = grown;
    reader->rings_capacity = count;
    return OKR_OK;
}

static void copy_positions(okr_wkb_reader *reader, const header *head, okr_lonlat *out,
                           size_t count)
{
    size_t step = head->stride * sizeof(double);

    if (head->stride == 2 && head->little == host_is_little()) {
        memcpy(out, reader->at, count * sizeof *out);
    } else {
        for (size_t i = 0; i < count; i++) {
            out[i].lon = get_double(reader->at + i * step, head->little);
            out[i].lat = get_double(reader->at + i * step + sizeof(double), head->little);
        }
    }
    reader->at += count * step;
}

static okr_status map_points(const okr_wkb_reader *reader, okr_lonlat *points, size_t n,
                             okr_error *err)
{
    return reader->map == NULL ? OKR_OK : reader->map(reader->map_user, points, n, err);
}

/* A sum of differences to itself is not-a-number as soon as one value is not finite. */
static okr_status check_finite(const okr_lonlat *points, size_t count, okr_error *err)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++)
        sum += (points[i].lon - points[i].lon) + (points[i].lat - points[i].lat);
    if (sum == 0.0)
        return OKR_OK;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(points[i].lon) || !isfinite(points[i].lat))
            return okr_fail(err, OKR_ERR_GEOMETRY,
                            _("position %zu of the geometry is not a finite number"), i + 1);
    return OKR_OK;
}

/* Append `count` positions behind `used` others. */
static okr_status read_positions(okr_wkb_reader *reader, const header *head, size_t used,
                                 size_t count, okr_error *err)
{
    okr_status status = reserve_points(reader, used + count, err);

    if (status != OKR_OK || count == 0)
        return status;
    copy_positions(reader, head, reader->points + used, count);
    status = check_finite(reader->points + used, count, err);
    return status == OKR_OK ? map_points(reader, reader->points + used, count, err) : status;
}

static okr_status read_point(okr_wkb_reader *reader, const header *head, okr_part *part,
                             okr_error *err)
{
    okr_status status = OKR_OK;

    if (left(reader) / sizeof(double) < head->stride)
        return truncated(err);
    status = reserve_points(reader, 1, err);
    if (status != OKR_OK)
        return status;
    copy_positions(reader, head, reader->points, 1);
    part->kind = OKR_PART_POINT;
    if (isnan(reader->points[0].lon) && isnan(reader->points[0].lat))
        return OKR_OK;
    part->count = 1;
    status = check_finite(reader->points, 1, err);
    return status == OKR_OK ? map_points(reader, reader->points, 1, err) : status;
}

static okr_status read_line(okr_wkb_reader *reader, const header *head, okr_part *part,
                            okr_error *err)
{
    okr_status status =
        read_count(reader, head->little, head->stride * sizeof(double), &part->count, err);

    part->kind = OKR_PART_LINE;
    return status == OKR_OK ? read_positions(reader, head, 0, part->count, err) : status;
}

static okr_status read_polygon(okr_wkb_reader *reader, const header *head, okr_part *part,
                               okr_error *err)
{
    size_t rings = 0;
    okr_status status = read_count(reader, head->little, 4, &rings, err);

    part->kind = OKR_PART_POLYGON;
    part->rings = rings;
    if (status == OKR_OK)
        status = reserve_rings(reader, rings, err);
    for (size_t i = 0; status == OKR_OK && i < rings; i++) {
        size_t n = 0;
        status = read_count(reader, head->little, head->stride * sizeof(double), &n, err);
        if (status == OKR_OK)
            status = read_positions(reader, head, part->count, n, err);
        part->count += n;
        reader->ring_ends[i] = part->count;
    }
    return status;
}

static okr_status enter(okr_wkb_reader *reader, const header *head, okr_error *err)
{
    size_t members = 0;
    okr_status status = read_count(reader, head->little, HEADER_SIZE, &members, err);

    if (status != OKR_OK)
        return status;
    if (reader->depth == OKR_WKB_DEPTH)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("collections are nested deeper than %d"),
                        (int)OKR_WKB_DEPTH - 1);
    reader->pending[reader->depth++] = members;
    return OKR_OK;
}

static okr_status read_member(okr_wkb_reader *reader, okr_part *part, okr_error *err)
{
    header head = {0};
    okr_status status = read_header(reader, &head, err);

    if (status != OKR_OK)
        return status;
    if (head.type == WKB_POINT)
        return read_point(reader, &head, part, err);
    if (head.type == WKB_LINE)
        return read_line(reader, &head, part, err);
    if (head.type == WKB_POLYGON || head.type == WKB_TRIANGLE)
        return read_polygon(reader, &head, part, err);
    if ((head.type >= WKB_MULTI_POINT && head.type <= WKB_COLLECTION) ||
        head.type == WKB_POLYHEDRAL || head.type == WKB_TIN)
        return enter(reader, &head, err);
    if (head.type >= 8 && head.type <= 14)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry has curves (type %lu)"),
                        (unsigned long)head.type);
    return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry has the unknown type %lu"),
                    (unsigned long)head.type);
}

okr_status okr_wkb_next(okr_wkb_reader *reader, okr_part *part, bool *more, okr_error *err)
{
    while (reader->depth > 0) {
        okr_part found = {0};
        okr_status status = OKR_OK;
        if (reader->pending[reader->depth - 1] == 0) {
            reader->depth--;
            continue;
        }
        reader->pending[reader->depth - 1]--;
        status = read_member(reader, &found, err);
        if (status != OKR_OK)
            return status;
        if (found.count == 0)
            continue;
        found.points = reader->points;
        found.ring_ends = found.kind == OKR_PART_POLYGON ? reader->ring_ends : NULL;
        *part = found;
        *more = true;
        return OKR_OK;
    }
    *more = false;
    return OKR_OK;
}

okr_status okr_gpkg_wkb(const unsigned char *blob, size_t size, okr_wkb *wkb, okr_error *err)
{
    static const unsigned char envelope_size[8] = {0, 32, 48, 48, 64, 0, 0, 0};
    size_t header_size = 8;

    if (size < header_size || blob[0] != 'G' || blob[1] != 'P')
        return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry has no GeoPackage header"));
    header_size += envelope_size[blob[3] >> 1 & 7];
    if ((blob[3] & 0x20) != 0)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("geometry is of an extended GeoPackage type"));
    if ((blob[3] >> 1 & 7) > 4 || size < header_size)
        return truncated(err);
    *wkb = (okr_wkb){.bytes = blob + header_size, .size = size - header_size};
    return OKR_OK;
}

static okr_status out_of_range(const okr_part *part, okr_error *err)
{
    char lon[OKR_NUMBER_TEXT];
    char lat[OKR_NUMBER_TEXT];
    size_t i = 0;

    while (i + 1 < part->count && fabs(part->points[i].lat) <= 90.0 &&
           fabs(part->points[i].lon) <= 720.0)
        i++;
    okr_number_format(part->points[i].lon, lon);
    okr_number_format(part->points[i].lat, lat);
    return okr_fail(err, OKR_ERR_GEOMETRY,
                    _("position %zu of the geometry, %s %s, is no longitude and latitude"),
                    i + 1, lon, lat);
}

okr_status okr_part_box(const okr_part *part, okr_box *box, okr_error *err)
{
    okr_box b = {part->points[0].lon, part->points[0].lat, part->points[0].lon,
                 part->points[0].lat};

    for (size_t i = 1; i < part->count; i++) {
        okr_lonlat p = part->points[i];
        b.lon_min = p.lon < b.lon_min ? p.lon : b.lon_min;
        b.lon_max = p.lon > b.lon_max ? p.lon : b.lon_max;
        b.lat_min = p.lat < b.lat_min ? p.lat : b.lat_min;
        b.lat_max = p.lat > b.lat_max ? p.lat : b.lat_max;
    }
    *box = b;
    if (b.lat_min >= -90.0 && b.lat_max <= 90.0 && b.lon_min >= -720.0 && b.lon_max <= 720.0)
        return OKR_OK;
    return out_of_range(part, err);
}
