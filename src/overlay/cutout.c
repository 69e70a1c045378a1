#include "overlay/cutout.h"

#include "base/i18n.h"
#include "geo/geos.h"
#include "overlay/walk.h"

#include <stdlib.h>
#include <string.h>

enum { WKB_POINT = 1, WKB_LINE = 2, WKB_POLYGON = 3, WKB_COLLECTION = 7 };

struct okr_cutout {
    okr_cutout_territory territory; /* borrowed */
    okr_walk walk;
    okr_wkb_reader reader;
    okr_text members;     /* owned: WKB of the parts found in the geometry at work */
    uint32_t count;       /* of the members */
    okr_vec chain;        /* okr_lonlat: the piece of a line at work */
    okr_geos geos;        /* open once an area had to be cut */
    GEOSGeometry *joined; /* owned: of the wanted polygons, made when first needed */
};

static void add_u32(okr_text *wkb, uint32_t value)
{
    char bytes[4];

    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(value >> (8 * i) & 0xFFU);
    okr_text_add_n(wkb, bytes, sizeof bytes);
}

static void add_double(okr_text *wkb, double value)
{
    uint64_t bits = 0;

    memcpy(&bits, &value, sizeof bits);
    add_u32(wkb, (uint32_t)bits);
    add_u32(wkb, (uint32_t)(bits >> 32));
}

static void add_header(okr_text *wkb, uint32_t type)
{
    okr_text_add_n(wkb, "\1", 1);
    add_u32(wkb, type);
}

static void add_points(okr_text *wkb, const okr_lonlat *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_double(wkb, points[i].lon);
        add_double(wkb, points[i].lat);
    }
}

static bool is_wanted(const okr_cutout *c, int32_t face)
{
    const okr_owners owners = okr_territory_index_owners(c->territory.index, face);

    return owners.count > 0 && c->territory.wanted[owners.polygons[0]];
}

static void cut_point(okr_cutout *c, okr_lonlat p)
{
    if (!is_wanted(c, okr_territory_index_face(c->territory.index, p)))
        return;
    add_header(&c->members, WKB_POINT);
    add_points(&c->members, &p, 1);
    c->count++;
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

static okr_status extend(okr_cutout *c, okr_lonlat p, okr_error *err)
{
    if (c->chain.count > 0 && same(OKR_AT(&c->chain, okr_lonlat, c->chain.count - 1), p))
        return OKR_OK;
    return okr_vec_append(&c->chain, &p, 1, err);
}

/* End the piece at work; one without a length is no piece. */
static void end_piece(okr_cutout *c)
{
    if (c->chain.count > 1) {
        add_header(&c->members, WKB_LINE);
        add_u32(&c->members, (uint32_t)c->chain.count);
        add_points(&c->members, c->chain.data, c->chain.count);
        c->count++;
    }
    c->chain.count = 0;
}

/* Come into a face, at a place that belongs to both pieces. */
static okr_status enter(okr_cutout *c, bool *in, int32_t face, okr_lonlat at, okr_error *err)
{
    const bool now = is_wanted(c, face);
    okr_status status = OKR_OK;

    if (now != *in)
        status = extend(c, at, err);
    if (status == OKR_OK && *in && !now)
        end_piece(c);
    *in = now;
    return status;
}

static okr_status cut_segment(okr_cutout *c, bool *in, int32_t *face, const okr_lonlat ends[2],
                              okr_error *err)
{
    const okr_lonlat a = ends[0], b = ends[1];
    okr_status status = okr_walk_segment(&c->walk, a, b, face, err);

    for (size_t i = 0; i < c->walk.crossings.count && status == OKR_OK; i++) {
        const okr_crossing *x = &OKR_AT(&c->walk.crossings, okr_crossing, i);
        const okr_lonlat at = {a.lon + x->t * (b.lon - a.lon), a.lat + x->t * (b.lat - a.lat)};
        status = enter(c, in, x->face, at, err);
    }
    if (status == OKR_OK)
        status = enter(c, in, *face, b, err);
    return status == OKR_OK && *in ? extend(c, b, err) : status;
}

static okr_status cut_line(okr_cutout *c, const okr_part *part, okr_error *err)
{
    int32_t face = okr_territory_index_face(c->territory.index, part->points[0]);
    bool in = is_wanted(c, face);
    okr_status status = OKR_OK;

    c->chain.count = 0;
    if (in)
        status = extend(c, part->points[0], err);
    for (size_t i = 0; i + 1 < part->count && status == OKR_OK; i++)
        if (!same(part->points[i], part->points[i + 1]))
            status = cut_segment(c, &in, &face, part->points + i, err);
    end_piece(c);
    return status;
}

static void add_polygon(okr_text *wkb, const okr_part *part)
{
    size_t from = 0;

    add_header(wkb, WKB_POLYGON);
    add_u32(wkb, (uint32_t)part->rings);
    for (size_t r = 0; r < part->rings; r++) {
        const okr_lonlat *ring = part->points + from;
        const size_t n = part->ring_ends[r] - from;
        const bool open = n > 0 && !same(ring[0], ring[n - 1]);
        add_u32(wkb, (uint32_t)(open ? n + 1 : n));
        add_points(wkb, ring, n);
        add_points(wkb, ring, open ? 1 : 0);
        from = part->ring_ends[r];
    }
}

/* Valid by the even-odd rule, which is how the index reads rings; takes the geometry. */
static GEOSGeometry *make_valid(okr_geos *geos, GEOSGeometry *geometry)
{
    GEOSGeometry *valid = NULL;

    if (geometry == NULL || GEOSisValid_r(geos->handle, geometry) == 1)
        return geometry;
    valid = GEOSMakeValid_r(geos->handle, geometry);
    GEOSGeom_destroy_r(geos->handle, geometry);
    return valid;
}

static okr_status read_valid(okr_cutout *c, okr_wkb wkb, GEOSGeometry **out, okr_error *err)
{
    okr_status status = okr_geos_read(&c->geos, wkb, out, err);

    if (status != OKR_OK)
        return status;
    *out = make_valid(&c->geos, *out);
    return *out == NULL ? okr_geos_fail(&c->geos, err, _("the polygon cannot be mended"))
                        : OKR_OK;
}

/* Takes the parts, also on failure. */
static okr_status unite(okr_cutout *c, GEOSGeometry **parts, size_t n, okr_error *err)
{
    GEOSContextHandle_t geos = c->geos.handle;
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)n);

    c->joined = all == NULL ? NULL : GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return c->joined == NULL ? okr_geos_fail(&c->geos, err, _("the polygons cannot be united"))
                             : OKR_OK;
}

static okr_status make_union(okr_cutout *c, okr_error *err)
{
    const size_t n = okr_territory_index_size(c->territory.index);
    GEOSGeometry **parts = calloc(n + 1, sizeof(GEOSGeometry *));
    size_t count = 0;
    okr_status status = parts == NULL ? okr_fail_nomem(err) : okr_geos_open(&c->geos, err);

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        if (c->territory.wanted[i] && c->territory.polygons[i].size > 0)
            status = read_valid(c, c->territory.polygons[i], &parts[count++], err);
    if (status == OKR_OK)
        status = unite(c, parts, count, err);
    else if (parts != NULL)
        for (size_t i = 0; i < count; i++)
            GEOSGeom_destroy_r(c->geos.handle, parts[i]);
    free(parts);
    return status;
}

/* The polygons of an intersection; where borders only touch it holds points and lines too. */
static okr_status add_areas(okr_cutout *c, const GEOSGeometry *found, okr_error *err)
{
    GEOSContextHandle_t geos = c->geos.handle;
    const int n = GEOSGetNumGeometries_r(geos, found);
    okr_status status = OKR_OK;

    for (int i = 0; i < n && status == OKR_OK; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, found, i);
        if (GEOSGeomTypeId_r(geos, part) != GEOS_POLYGON || GEOSisEmpty_r(geos, part) != 0)
            continue;
        status = okr_geos_write(&c->geos, part, &c->members, err);
        c->count++;
    }
    return status;
}

static okr_status intersect(okr_cutout *c, okr_wkb polygon, okr_error *err)
{
    GEOSContextHandle_t geos = c->geos.handle;
    GEOSGeometry *area = NULL, *found = NULL;
    okr_status status = read_valid(c, polygon, &area, err);

    if (status != OKR_OK)
        return status;
    found = GEOSIntersection_r(geos, area, c->joined);
    /* Which vertex comes first is no promise of GEOS; the normal form is. */
    if (found == NULL || GEOSNormalize_r(geos, found) != 0)
        status = okr_geos_fail(&c->geos, err, _("the polygon cannot be cut"));
    else
        status = add_areas(c, found, err);
    GEOSGeom_destroy_r(geos, found);
    GEOSGeom_destroy_r(geos, area);
    return status;
}

static okr_status cut_area(okr_cutout *c, const okr_part *part, okr_error *err)
{
    okr_text wkb = {0};
    okr_status status = OKR_OK;

    add_polygon(&wkb, part);
    status = okr_text_check(&wkb, err);
    if (status == OKR_OK && c->joined == NULL)
        status = make_union(c, err);
    if (status == OKR_OK)
        status =
            intersect(c, (okr_wkb){(const unsigned char *)okr_text_str(&wkb), wkb.size}, err);
    okr_text_done(&wkb);
    return status;
}

static okr_status cut_part(okr_cutout *c, const okr_part *part, okr_error *err)
{
    if (part->kind == OKR_PART_POLYGON)
        return cut_area(c, part, err);
    if (part->kind == OKR_PART_LINE)
        return cut_line(c, part, err);
    for (size_t i = 0; i < part->count; i++)
        cut_point(c, part->points[i]);
    return OKR_OK;
}

okr_status okr_cutout_cut(okr_cutout *cutout, okr_wkb geometry, okr_text *out, okr_error *err)
{
    okr_part part = {0};
    bool more = true;
    okr_status status = OKR_OK;

    okr_text_clear(&cutout->members);
    cutout->count = 0;
    okr_wkb_start(&cutout->reader, geometry);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&cutout->reader, &part, &more, err);
        if (status == OKR_OK && more)
            status = cut_part(cutout, &part, err);
    }
    if (status == OKR_OK)
        status = okr_text_check(&cutout->members, err);
    if (status != OKR_OK || cutout->count == 0)
        return status;
    add_header(out, WKB_COLLECTION);
    add_u32(out, cutout->count);
    okr_text_add_n(out, okr_text_str(&cutout->members), cutout->members.size);
    return okr_text_check(out, err);
}

okr_status okr_cutout_new(const okr_cutout_territory *territory, okr_cutout **out,
                          okr_error *err)
{
    okr_cutout *cutout = calloc(1, sizeof *cutout);

    if (cutout == NULL)
        return okr_fail_nomem(err);
    cutout->territory = *territory;
    cutout->chain = OKR_VEC(okr_lonlat);
    okr_walk_init(&cutout->walk, territory->index);
    *out = cutout;
    return OKR_OK;
}

void okr_cutout_free(okr_cutout *cutout)
{
    if (cutout == NULL)
        return;
    if (cutout->geos.handle != NULL)
        GEOSGeom_destroy_r(cutout->geos.handle, cutout->joined);
    okr_geos_close(&cutout->geos);
    okr_walk_done(&cutout->walk);
    okr_wkb_reader_done(&cutout->reader);
    okr_text_done(&cutout->members);
    okr_vec_done(&cutout->chain);
    free(cutout);
}
