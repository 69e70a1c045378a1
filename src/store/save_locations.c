/* The layers of locations: one row per point, one per multi geometry of lines or areas. */
#include "store/writer.h"

#include "base/i18n.h"

static okr_status put_points(okr_writer *writer, okr_record place, long long *fid,
                             okr_error *err)
{
    const okr_vec *points = &writer->binder.blob.points;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < points->count && status == OKR_OK; i++) {
        status = okr_writer_bind(writer, ++*fid, place, err);
        if (status != OKR_OK)
            break;
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

    if (status == OKR_OK)
        status = okr_field_bind_geometry(&writer->binder, writer->insert, 2, location->geometry,
                                         writer->table->shape, err);
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
