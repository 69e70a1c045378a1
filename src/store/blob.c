#include "store/blob.h"

#include <stdint.h>
#include <string.h>

enum {
    WKB_POINT = 1,
    WKB_LINE = 2,
    WKB_POLYGON = 3,
    WKB_MULTI = 3, /* added to a type gives the type of its collection */
    HEADER = 40,   /* magic, version, flags, srs_id and an envelope of four doubles */
    COUNT_AT = HEADER + 5,
    FLAG_LITTLE = 1,
    FLAG_ENVELOPE = 2 /* envelope in x and y */
};

static void put_u32(unsigned char *at, size_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

static void put_double(unsigned char *at, double value)
{
    uint64_t bits = 0;

    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        at[i] = (unsigned char)(bits >> (8 * i));
}

static void add_u32(okr_text *text, size_t value)
{
    unsigned char bytes[4];

    put_u32(bytes, value);
    okr_text_add_n(text, (const char *)bytes, sizeof bytes);
}

static void add_position(okr_text *text, okr_lonlat point)
{
    unsigned char bytes[16];

    put_double(bytes, point.lon);
    put_double(bytes + 8, point.lat);
    okr_text_add_n(text, (const char *)bytes, sizeof bytes);
}

void okr_wkb_add_header(okr_text *text, unsigned type, size_t members)
{
    okr_text_pad(text, 1, 1);
    add_u32(text, type);
    add_u32(text, members);
}

void okr_extent_add(okr_extent *box, okr_extent other)
{
    box->min_lon = other.min_lon < box->min_lon ? other.min_lon : box->min_lon;
    box->min_lat = other.min_lat < box->min_lat ? other.min_lat : box->min_lat;
    box->max_lon = other.max_lon > box->max_lon ? other.max_lon : box->max_lon;
    box->max_lat = other.max_lat > box->max_lat ? other.max_lat : box->max_lat;
}

bool okr_extent_is_empty(okr_extent box)
{
    return box.min_lon > box.max_lon;
}

void okr_blob_done(okr_blob *blob)
{
    okr_text_done(&blob->bytes);
    okr_vec_done(&blob->points);
}

static void add_line(okr_text *text, const okr_part *part)
{
    okr_wkb_add_header(text, WKB_LINE, part->count);
    for (size_t i = 0; i < part->count; i++)
        add_position(text, part->points[i]);
}

/* Sources may leave a ring open; the file may not. */
static void add_ring(okr_text *text, const okr_lonlat *ring, size_t count)
{
    const bool open =
        count > 0 && (ring[0].lon != ring[count - 1].lon || ring[0].lat != ring[count - 1].lat);

    add_u32(text, count + (open ? 1 : 0));
    for (size_t i = 0; i < count; i++)
        add_position(text, ring[i]);
    if (open)
        add_position(text, ring[0]);
}

static void add_polygon(okr_text *text, const okr_part *part)
{
    size_t start = 0;

    okr_wkb_add_header(text, WKB_POLYGON, part->rings);
    for (size_t r = 0; r < part->rings; r++) {
        add_ring(text, part->points + start, part->ring_ends[r] - start);
        start = part->ring_ends[r];
    }
}

static okr_part_kind kind_of(okr_shape shape)
{
    if (shape == OKR_SHAPE_POINT)
        return OKR_PART_POINT;
    return shape == OKR_SHAPE_LINE ? OKR_PART_LINE : OKR_PART_POLYGON;
}

static okr_status add_part(okr_blob *blob, const okr_part *part, okr_error *err)
{
    blob->parts++;
    for (size_t i = 0; i < part->count; i++) {
        const okr_lonlat p = part->points[i];
        okr_extent_add(&blob->box, (okr_extent){p.lon, p.lat, p.lon, p.lat});
    }
    if (part->kind == OKR_PART_POINT)
        return okr_vec_append(&blob->points, part->points, part->count, err);
    if (part->kind == OKR_PART_LINE)
        add_line(&blob->bytes, part);
    else
        add_polygon(&blob->bytes, part);
    return OKR_OK;
}

static void write_header(unsigned char *at, const okr_extent *box)
{
    memcpy(at, "GP", 2);
    at[2] = 0;
    at[3] = FLAG_LITTLE | FLAG_ENVELOPE;
    put_u32(at + 4, OKR_STORE_SRS);
    put_double(at + 8, box->min_lon);
    put_double(at + 16, box->max_lon);
    put_double(at + 24, box->min_lat);
    put_double(at + 32, box->max_lat);
}

okr_status okr_blob_collect(okr_blob *blob, okr_wkb_reader *reader, okr_wkb wkb,
                            okr_shape shape, okr_error *err)
{
    const unsigned simple = shape == OKR_SHAPE_LINE ? WKB_LINE : WKB_POLYGON;
    const okr_part_kind wanted = kind_of(shape);
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_text_clear(&blob->bytes);
    blob->points.count = 0;
    blob->parts = 0;
    blob->box = OKR_EXTENT_EMPTY;
    if (shape != OKR_SHAPE_POINT) {
        /* The header is filled at the end, when the envelope and the count are known. */
        okr_text_pad(&blob->bytes, 0, HEADER);
        okr_wkb_add_header(&blob->bytes, simple + WKB_MULTI, 0);
    }
    okr_wkb_start(reader, wkb);
    while (status == OKR_OK) {
        status = okr_wkb_next(reader, &part, &more, err);
        if (status != OKR_OK || !more)
            break;
        if (part.kind == wanted)
            status = add_part(blob, &part, err);
    }
    if (status == OKR_OK)
        status = okr_text_check(&blob->bytes, err);
    if (status == OKR_OK && shape != OKR_SHAPE_POINT) {
        write_header((unsigned char *)blob->bytes.bytes, &blob->box);
        put_u32((unsigned char *)blob->bytes.bytes + COUNT_AT, blob->parts);
    }
    return status;
}

void okr_blob_point(okr_lonlat point, unsigned char out[OKR_POINT_BLOB])
{
    memcpy(out, "GP", 2);
    out[2] = 0;
    out[3] = FLAG_LITTLE;
    put_u32(out + 4, OKR_STORE_SRS);
    out[8] = 1;
    put_u32(out + 9, WKB_POINT);
    put_double(out + 13, point.lon);
    put_double(out + 21, point.lat);
}
