/* Agglomerations are drawn as what their members cover together. */
#include "store/writer.h"

#include "geo/geom.h"

static okr_status collect_members(const okr_programme *p, size_t agglomeration, okr_vec *parts,
                                  okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->members.count && status == OKR_OK; i++) {
        const okr_agglomeration_member *member = OKR_MEMBER(p, i);
        if (member->agglomeration != (int)agglomeration || member->municipality < 0)
            continue;
        const okr_wkb polygon = OKR_MUNICIPALITY(p, member->municipality)->polygon;
        if (polygon.size > 0)
            status = okr_vec_append(parts, &polygon, 1, err);
    }
    return status;
}

okr_status okr_write_agglomeration(okr_writer *writer, size_t index, okr_error *err)
{
    okr_vec parts = OKR_VEC(okr_wkb);
    okr_text bytes = {0};
    okr_status status = collect_members(writer->binder.programme, index, &parts, err);

    if (status != OKR_OK || parts.count == 0)
        goto cleanup;
    status = okr_geom_union(parts.data, parts.count, &bytes, err);
    /* An invalid polygon is a finding of its own; the row is kept without a geometry. */
    if (status == OKR_ERR_GEOMETRY) {
        status = OKR_OK;
        goto cleanup;
    }
    if (status == OKR_OK)
        status = okr_field_bind_geometry(
            &writer->binder, writer->insert, okr_writer_parameter(writer, "geom"),
            (okr_wkb){(const unsigned char *)okr_text_str(&bytes), bytes.size}, OKR_SHAPE_AREA,
            err);

cleanup:
    okr_vec_done(&parts);
    okr_text_done(&bytes);
    return status;
}
