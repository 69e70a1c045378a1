/* The layer of served areas. */
#include "view/served_table.h"

#include "base/number.h"
#include "geo/sink.h"

enum { FIELDS = 4 };

static okr_status draw_one(okr_sink *sink, const okr_served_drawing *d,
                           const okr_served_name *territory, const okr_served_read *read,
                           bool certain, okr_error *err)
{
    const okr_served_options options = {read->distance_m, read->tolerance, read->threads};
    char distance[OKR_NUMBER_TEXT] = "";
    const char *values[FIELDS] = {territory->code, territory->title,
                                  certain ? "certain" : "possible", distance};
    okr_text wkb = {0};
    okr_status status =
        okr_served_shape(d->set, territory->polygon, &options, certain, &wkb, err);

    if (read->distance_m > 0.0)
        okr_number_format(read->distance_m, distance);
    if (status == OKR_OK && wkb.size > 0)
        status = okr_sink_write(
            sink, (okr_wkb){(const unsigned char *)okr_text_str(&wkb), wkb.size}, values, err);
    okr_text_done(&wkb);
    return status;
}

okr_status okr_served_draw(const okr_served_drawing *drawing, const okr_served_read *read,
                           okr_error *err)
{
    static const okr_sink_field fields[FIELDS] = {{"territory", OKR_SINK_TEXT},
                                                  {"title", OKR_SINK_TEXT},
                                                  {"certainty", OKR_SINK_TEXT},
                                                  {"distance_m", OKR_SINK_REAL}};
    const okr_sink_options options = {.layer = "served",
                                      .shape = OKR_SINK_MULTIPOLYGON,
                                      .fields = fields,
                                      .field_count = FIELDS};
    okr_sink *sink = NULL;
    okr_status status = okr_sink_open(drawing->path, &options, &sink, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = 0; status == OKR_OK && i < drawing->count; i++) {
        const okr_served_name *t = &drawing->territories[i];
        if (t->polygon.size == 0)
            continue;
        status = draw_one(sink, drawing, t, read, true, err);
        if (status == OKR_OK && drawing->possible)
            status = draw_one(sink, drawing, t, read, false, err);
    }
    return okr_sink_close(sink, status, err);
}
