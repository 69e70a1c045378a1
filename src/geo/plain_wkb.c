#include "geo/plain_wkb.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { POINT = 1, LINE, POLYGON, MULTI_POINT, MULTI_POLYGON = 6, HEADER = 5, POSITION = 16 };

bool okr_plain_blob(const unsigned char *blob, size_t size, okr_wkb *shape)
{
    /* By the kind of envelope. */
    static const size_t headers[8] = {8, 8 + 32, 8 + 48, 8 + 48, 8 + 64};
    /* Two bits are to be zero, one tells of a form of somebody's own. */
    enum { STRANGE = 0xE0, ENVELOPE = 7 };
    size_t header = 0;

    if (size < 8 || memcmp(blob, "GP", 3) != 0 || (blob[3] & STRANGE) != 0)
        return false;
    header = headers[blob[3] >> 1 & ENVELOPE];
    if (header == 0 || size < header + HEADER)
        return false;
    *shape = (okr_wkb){blob + header, size - header};
    return true;
}

/* What is left of a geometry. */
typedef struct rest {
    const unsigned char *at;
    size_t size;
} rest;

static bool skip(rest *r, size_t size)
{
    if (r->size < size)
        return false;
    r->at += size;
    r->size -= size;
    return true;
}

/* A number of members, of which there has to be one. */
static bool take_count(rest *r, size_t *count)
{
    const unsigned char *at = r->at;

    if (!skip(r, 4))
        return false;
    *count = at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 | (size_t)at[3] << 24;
    return *count > 0;
}

static bool skip_positions(rest *r)
{
    size_t count = 0;

    return take_count(r, &count) && count <= r->size / POSITION && skip(r, count * POSITION);
}

/* Not a number is what an empty point has. */
static bool skip_point(rest *r)
{
    double lonlat[2] = {NAN, NAN};

    if (r->size >= sizeof lonlat)
        memcpy(lonlat, r->at, sizeof lonlat);
    return skip(r, POSITION) && !isnan(lonlat[0]) && !isnan(lonlat[1]);
}

static bool skip_rings(rest *r)
{
    size_t rings = 0;
    bool good = take_count(r, &rings);

    for (size_t i = 0; good && i < rings; i++)
        good = skip_positions(r);
    return good;
}

static bool skip_simple(rest *r, unsigned type)
{
    if (type == POINT)
        return skip_point(r);
    return type == LINE ? skip_positions(r) : skip_rings(r);
}

/* The type of a geometry that is written little end first; 0: none that is plain. */
static unsigned take_type(rest *r)
{
    const unsigned char *at = r->at;

    if (!skip(r, HEADER) || at[0] != 1 || (at[2] | at[3] | at[4]) != 0)
        return 0;
    return at[1] <= MULTI_POLYGON ? at[1] : 0;
}

static bool skip_members(rest *r, unsigned type)
{
    size_t count = 0;
    bool good = take_count(r, &count);

    for (size_t i = 0; good && i < count; i++)
        good = take_type(r) == type && skip_simple(r, type);
    return good;
}

bool okr_wkb_is_plain(okr_wkb wkb)
{
    const uint16_t one = 1;
    rest r = {wkb.bytes, wkb.size};
    unsigned type = take_type(&r);

    if (*(const unsigned char *)&one != 1 || type == 0)
        return false;
    return (type < MULTI_POINT ? skip_simple(&r, type)
                               : skip_members(&r, type - MULTI_POINT + POINT)) &&
           r.size == 0;
}
