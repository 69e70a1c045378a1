/* Polygons of what is served: the territory less the cells that are not, as GEOS joins them. */
#include "base/i18n.h"
#include "geo/geom.h"
#include "geo/geos.h"
#include "served/served_partition.h"

#include <stdlib.h>

/* Polygons of GEOS that are being collected, and the cell that they are of. */
typedef struct pieces {
    okr_geos *geos;
    okr_vec list; /* GEOSGeometry *, owned */
    okr_cell_place place;
    const okr_box *box;
} pieces;

static void pieces_done(pieces *p)
{
    for (size_t i = 0; i < p->list.count; i++)
        GEOSGeom_destroy_r(p->geos->handle, OKR_AT(&p->list, GEOSGeometry *, i));
    okr_vec_done(&p->list);
}

/* A vertex on a side of the box lies exactly there, so that neighbouring cells meet. */
static double on_side(double offset, double half, double low, double high, double computed)
{
    return offset <= -half ? low : offset >= half ? high : computed;
}

static GEOSGeometry *make_polygon(const pieces *p, const okr_xy *ring, size_t n)
{
    const okr_cell_place *place = &p->place;
    const okr_space_frame *f = &place->frame;
    GEOSContextHandle_t h = p->geos->handle;
    GEOSCoordSequence *points = GEOSCoordSeq_create_r(h, (unsigned)n + 1, 2);
    GEOSGeometry *line = NULL;

    if (points == NULL)
        return NULL;
    for (size_t i = 0; i <= n; i++) {
        okr_xy v = ring[i % n];
        double lon = on_side(v.x, place->half_east, p->box->lon_min, p->box->lon_max,
                             place->middle.lon + v.x / f->metres_per_lon);
        double lat = on_side(v.y, place->half_north, p->box->lat_min, p->box->lat_max,
                             place->middle.lat + v.y / f->metres_per_lat);
        (void)GEOSCoordSeq_setXY_r(h, points, (unsigned)i, lon, lat);
    }
    line = GEOSGeom_createLinearRing_r(h, points);
    return line == NULL ? NULL : GEOSGeom_createPolygon_r(h, line, NULL, 0);
}

static okr_status add_ring(void *user, const okr_xy *ring, size_t n, okr_error *err)
{
    pieces *p = user;
    GEOSGeometry *polygon = NULL;
    okr_status status = okr_vec_append(&p->list, &polygon, 1, err);

    if (status != OKR_OK)
        return status;
    polygon = make_polygon(p, ring, n);
    if (polygon == NULL) {
        p->list.count--;
        return okr_geos_fail(p->geos, err, _("the served area cannot be drawn"));
    }
    OKR_AT(&p->list, GEOSGeometry *, p->list.count - 1) = polygon;
    return OKR_OK;
}

static okr_status add_cell(okr_cell_work *work, const okr_served_cell *cell, bool certain,
                           pieces *p, okr_error *err)
{
    p->box = &cell->box;
    okr_cell_place_set(work, &p->place, &cell->box);
    return okr_cell_remnant(work, cell, certain, add_ring, p, err);
}

static okr_status collect(okr_partition *partition, const okr_vec *decided, bool certain,
                          pieces *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < decided->count; i++)
        status =
            add_cell(&partition->work, &OKR_AT(decided, okr_served_cell, i), certain, p, err);
    for (size_t i = 0; status == OKR_OK && i < partition->heap.count; i++) {
        size_t cell = OKR_AT(&partition->heap, okr_undecided, i).cell;
        status = add_cell(&partition->work, &OKR_AT(&partition->cells, okr_served_cell, cell),
                          certain, p, err);
    }
    return status;
}

/* The territory less the pieces; NULL on failure. */
static GEOSGeometry *subtract(pieces *p, const GEOSGeometry *territory)
{
    GEOSContextHandle_t h = p->geos->handle;
    GEOSGeometry *all = GEOSGeom_createCollection_r(h, GEOS_GEOMETRYCOLLECTION, p->list.data,
                                                    (unsigned)p->list.count);
    GEOSGeometry *joined = NULL;
    GEOSGeometry *served = NULL;

    if (all == NULL)
        return NULL;
    p->list.count = 0; /* the collection owns them now */
    joined = GEOSUnaryUnion_r(h, all);
    if (joined != NULL)
        served = GEOSDifference_r(h, territory, joined);
    GEOSGeom_destroy_r(h, all);
    GEOSGeom_destroy_r(h, joined);
    return served;
}

static okr_status write_served(pieces *p, okr_wkb territory, okr_text *wkb, okr_error *err)
{
    GEOSGeometry *whole = NULL;
    GEOSGeometry *served = NULL;
    okr_text any = {0};
    okr_status status = okr_geos_read(p->geos, territory, &whole, err);

    if (status != OKR_OK)
        return status;
    served = subtract(p, whole);
    GEOSGeom_destroy_r(p->geos->handle, whole);
    if (served == NULL)
        return okr_geos_fail(p->geos, err, _("the served area cannot be drawn"));
    if (GEOSisEmpty_r(p->geos->handle, served) == 0)
        status = okr_geos_write(p->geos, served, &any, err);
    GEOSGeom_destroy_r(p->geos->handle, served);
    if (status == OKR_OK && any.size > 0)
        status = okr_geom_multipolygon(
            (okr_wkb){(const unsigned char *)okr_text_str(&any), any.size}, wkb, err);
    okr_text_done(&any);
    return status;
}

static okr_status draw(okr_partition *partition, okr_wkb territory, double tolerance,
                       bool certain, okr_text *wkb, okr_error *err)
{
    okr_vec decided = OKR_VEC(okr_served_cell);
    okr_geos geos = {0};
    pieces p = {.geos = &geos, .list = OKR_VEC(GEOSGeometry *)};
    okr_status status = okr_partition_read(partition, territory, err);

    partition->unserved_cells = &decided;
    if (status == OKR_OK)
        status = okr_partition_refine(partition, tolerance * partition->root.area_m2, err);
    if (status == OKR_OK)
        status = okr_geos_open(&geos, err);
    if (status == OKR_OK && partition->root.area_m2 > 0.0) {
        /* Certainly served is what is not even possibly unserved. */
        status = collect(partition, &decided, !certain, &p, err);
        if (status == OKR_OK)
            status = write_served(&p, territory, wkb, err);
    }
    partition->unserved_cells = NULL;
    pieces_done(&p);
    okr_geos_close(&geos);
    okr_vec_done(&decided);
    return status;
}

okr_status okr_served_shape(const okr_served_set *set, okr_wkb territory,
                            const okr_served_options *options, bool certain, okr_text *wkb,
                            okr_error *err)
{
    const double tolerance =
        options->tolerance > 0.0 ? options->tolerance : OKR_SERVED_TOLERANCE;
    okr_served_run run = {0};
    okr_partition partition;
    okr_text valid = {0};
    okr_status status = okr_served_check_options(set, options, err);

    if (status == OKR_OK && territory.size > 0)
        status = okr_territory_repair(territory, &valid, err);
    if (status == OKR_OK)
        status = okr_served_run_init(&run, set, options->distance_m, certain, err);
    if (valid.size > 0)
        territory = (okr_wkb){(const unsigned char *)okr_text_str(&valid), valid.size};
    okr_partition_init(&partition, &run);
    if (status == OKR_OK)
        status = draw(&partition, territory, tolerance, certain, wkb, err);
    okr_partition_done(&partition);
    okr_served_run_done(&run);
    okr_text_done(&valid);
    return status;
}
