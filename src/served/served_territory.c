/* Reading a territory: rings wound by their role, whatever the source made of them. */
#include "base/i18n.h"
#include "base/number.h"
#include "geo/geos.h"
#include "served/served_partition.h"

/* Add a ring with its winding set by its role, its closing vertex dropped. */
static okr_status add_ring(okr_cell_work *work, const okr_lonlat *p, size_t n, bool hole,
                           okr_error *err)
{
    okr_cell_ring ring = {.first = work->points.count};
    bool clockwise = okr_ring_area(p, n) < 0.0;
    okr_lonlat *points = NULL;

    if (n > 1 && p[0].lon == p[n - 1].lon && p[0].lat == p[n - 1].lat)
        n--;
    if (n < 3)
        return OKR_OK;
    if (okr_vec_append(&work->points, p, n, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    points = &OKR_AT(&work->points, okr_lonlat, ring.first);
    for (size_t i = 0; clockwise != hole && i < n / 2; i++) {
        okr_lonlat swap = points[i];
        points[i] = points[n - 1 - i];
        points[n - 1 - i] = swap;
    }
    ring.count = n;
    return okr_vec_append(&work->rings, &ring, 1, err);
}

static okr_status check_points(const okr_lonlat *p, size_t n, okr_box *box, okr_error *err)
{
    char text[OKR_NUMBER_TEXT];

    for (size_t i = 0; i < n; i++) {
        if (fabs(p[i].lat) > OKR_SERVED_LAT_MAX) {
            okr_number_format(p[i].lat, text);
            return okr_fail(err, OKR_ERR_GEOMETRY, _("latitude %s is too near to a pole"),
                            text);
        }
        if (i > 0 && fabs(p[i].lon - p[i - 1].lon) > 180.0)
            return okr_fail(err, OKR_ERR_GEOMETRY, "%s",
                            _("an edge spans more than half of the globe: split it at the "
                              "antimeridian"));
        okr_box_add_point(box, p[i].lon, p[i].lat);
    }
    return OKR_OK;
}

static okr_status add_polygon(okr_partition *partition, const okr_part *part, okr_error *err)
{
    okr_status status =
        check_points(part->points, part->ring_ends[0], &partition->root.box, err);
    size_t first = 0;

    for (size_t i = 0; status == OKR_OK && i < part->rings; i++) {
        status = add_ring(&partition->work, part->points + first, part->ring_ends[i] - first,
                          i > 0, err);
        first = part->ring_ends[i];
    }
    return status;
}

static okr_status read_rings(okr_partition *partition, okr_wkb territory, okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = territory.size > 0;
    okr_status status = OKR_OK;

    if (more)
        okr_wkb_start(&reader, territory);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status == OKR_OK && more && part.kind == OKR_PART_POLYGON)
            status = add_polygon(partition, &part, err);
    }
    okr_wkb_reader_done(&reader);
    return status;
}

/* The same area as a valid geometry; lines that its rings collapse to are left out later. */
static okr_status make_valid(okr_geos *geos, const GEOSGeometry *geometry, okr_text *out,
                             okr_error *err)
{
    GEOSGeometry *valid = GEOSMakeValid_r(geos->handle, geometry);
    okr_status status = OKR_OK;

    if (valid == NULL)
        return okr_geos_fail(geos, err, _("the geometry is not valid"));
    status = okr_geos_write(geos, valid, out, err);
    GEOSGeom_destroy_r(geos->handle, valid);
    return status;
}

okr_status okr_territory_repair(okr_wkb territory, okr_text *out, okr_error *err)
{
    okr_geos geos = {0};
    GEOSGeometry *geometry = NULL;
    okr_status status = okr_geos_open(&geos, err);

    if (status == OKR_OK)
        status = okr_geos_read(&geos, territory, &geometry, err);
    if (status == OKR_OK && GEOSisValid_r(geos.handle, geometry) != 1)
        status = make_valid(&geos, geometry, out, err);
    GEOSGeom_destroy_r(geos.handle, geometry);
    okr_geos_close(&geos);
    return status;
}

/* Read the rings again, of a valid geometry, where they may not tell the area as they are. */
static okr_status mend_rings(okr_partition *partition, okr_wkb territory, okr_error *err)
{
    okr_text repaired = {0};
    okr_status status = okr_territory_repair(territory, &repaired, err);

    if (status == OKR_OK && repaired.size > 0) {
        partition->work.points.count = 0;
        partition->work.rings.count = 0;
        partition->root.box = OKR_BOX_EMPTY;
        territory = (okr_wkb){(const unsigned char *)repaired.bytes, repaired.size};
        status = read_rings(partition, territory, err);
    }
    okr_text_done(&repaired);
    return status;
}

okr_status okr_partition_read(okr_partition *partition, okr_wkb territory, okr_error *err)
{
    okr_cell_work *work = &partition->work;
    okr_served_cell *root = &partition->root;
    bool simple = true;
    okr_status status = OKR_OK;

    if (territory.size == 0)
        return OKR_OK;
    root->box = OKR_BOX_EMPTY;
    status = read_rings(partition, territory, err);
    if (status == OKR_OK)
        status = okr_rings_are_simple(work, &simple, err);
    if (status == OKR_OK && !simple)
        status = mend_rings(partition, territory, err);
    root->rings = work->rings.count;
    if (status != OKR_OK || root->rings == 0)
        return status;
    okr_area_frame_init(&work->frame, root->box.lat_min, root->box.lat_max);
    root->area_m2 = okr_cell_area(work, root);
    root->high_m2 = root->area_m2;
    root->clear_of_areas = work->run->set->polygons.count == 0;
    root->clear_of_far = work->run->far_count == 0;
    return OKR_OK;
}
