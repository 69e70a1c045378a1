/* The layers of locations: one row per point, one per multi geometry of lines or areas. */
#include "store/writer.h"

#include "base/i18n.h"

#include <math.h>

/* Columns that are filled here, by name; found once per table. */
typedef struct drawn {
    int length, area, share;
} drawn;

static drawn find_drawn(const okr_writer *writer)
{
    return (drawn){okr_writer_parameter(writer, "length_m"),
                   okr_writer_parameter(writer, "area_m2"),
                   okr_writer_parameter(writer, "share")};
}

static void bind(const okr_writer *writer, int parameter, double value)
{
    if (!isnan(value))
        (void)sqlite3_bind_double(writer->insert, parameter, value);
}

/* What is drawn of a whole, and what share of it lies inside. */
static double bind_measure(const okr_writer *writer, const okr_location *l, int parameter,
                           double whole, double outside)
{
    bind(writer, parameter, l->cut ? whole - outside : whole);
    return whole > 0.0 ? (whole - outside) / whole : (double)NAN;
}

static void bind_drawn(const okr_writer *writer, const okr_location *l)
{
    const drawn columns = find_drawn(writer);
    const double by_length =
        bind_measure(writer, l, columns.length, l->length_m, l->outside_length_m);
    const double by_area =
        bind_measure(writer, l, columns.area, l->area_m2, l->outside_area_m2);

    if (writer->table->shape == OKR_SHAPE_LINE)
        bind(writer, columns.share, by_length);
    else if (writer->table->shape == OKR_SHAPE_AREA)
        bind(writer, columns.share, by_area);
}

static okr_status put_points(okr_writer *writer, okr_record place, long long *fid,
                             okr_error *err)
{
    const okr_vec *points = &writer->binder.blob.points;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < points->count && status == OKR_OK; i++) {
        status = okr_writer_bind(writer, ++*fid, place, err);
        if (status != OKR_OK)
            break;
        bind_drawn(writer, place.row);
        okr_field_bind_point(&writer->binder, writer->insert, 2, OKR_AT(points, okr_lonlat, i));
        status = okr_writer_put(writer, *fid, err);
    }
    return status;
}

static okr_status put_multi(okr_writer *writer, okr_record place, long long *fid,
                            okr_error *err)
{
    const okr_location *location = place.row;
    okr_status status = okr_writer_bind(writer, ++*fid, place, err);

    if (status == OKR_OK) {
        bind_drawn(writer, location);
        status = okr_field_bind_geometry(&writer->binder, writer->insert, 2, location->geometry,
                                         writer->table->shape, err);
    }
    return status == OKR_OK ? okr_writer_put(writer, *fid, err) : status;
}

static okr_status put_location(okr_writer *writer, okr_record place, long long *fid,
                               okr_error *err)
{
    const okr_location *location = place.row;
    okr_binder *binder = &writer->binder;
    okr_status status = okr_blob_collect(&binder->blob, &binder->reader, location->geometry,
                                         writer->table->shape, err);

    if (status != OKR_OK)
        return okr_fail_in(err, status, _("location '%s'"), location->location_id);
    if (binder->blob.parts == 0)
        return OKR_OK;
    return writer->table->shape == OKR_SHAPE_POINT ? put_points(writer, place, fid, err)
                                                   : put_multi(writer, place, fid, err);
}

okr_status okr_write_locations(okr_writer *writer, okr_error *err)
{
    const okr_programme *p = writer->binder.programme;
    long long fid = 0;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++)
        if (OKR_LOCATION(p, i)->geometry.size > 0)
            status = put_location(writer, (okr_record){OKR_LOCATION(p, i), i}, &fid, err);
    return status;
}
