/* Boxes of territories that may lie across the antimeridian. */
#include "base/i18n.h"
#include "sheet/map_projection.h"

#include <math.h>
#include <stdlib.h>

/* One part's longitudes, for finding the widest gap between them. */
typedef struct span {
    double from, to;
} span;

static int compare_spans(const void *a, const void *b)
{
    const span *p = a;
    const span *q = b;

    return (p->from > q->from) - (p->from < q->from);
}

static okr_status collect_spans(okr_wkb geometry, okr_vec *spans, okr_box *box, okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, geometry);
    while ((status = okr_wkb_next(&reader, &part, &more, err)) == OKR_OK && more) {
        okr_box b;
        span *s = NULL;

        status = okr_part_box(&part, &b, err);
        if (status == OKR_OK) {
            s = okr_vec_push(spans, err);
            status = s == NULL ? OKR_ERR_NOMEM : OKR_OK;
        }
        if (status != OKR_OK)
            break;
        *s = (span){b.lon_min, b.lon_max};
        box->lat_min = fmin(box->lat_min, b.lat_min);
        box->lat_max = fmax(box->lat_max, b.lat_max);
    }
    okr_wkb_reader_done(&reader);
    return status;
}

/* The box begins behind the widest gap between parts on the circle of longitudes. */
static void unwrap(span *spans, size_t n, okr_box *box)
{
    double last, reach;
    double widest = 0.0;
    size_t start = 0;

    qsort(spans, n, sizeof *spans, compare_spans);
    last = reach = spans[0].to;
    for (size_t i = 1; i < n; i++) {
        if (spans[i].from - last > widest) {
            widest = spans[i].from - last;
            start = i;
            reach = last;
        }
        last = fmax(last, spans[i].to);
    }
    if (start == 0 || spans[0].from + 360.0 - last >= widest) {
        box->lon_min = spans[0].from;
        box->lon_max = last;
        return;
    }
    box->lon_min = spans[start].from;
    box->lon_max = reach + 360.0;
}

okr_status okr_wkb_box_unwrapped(const okr_wkb *geometries, size_t n, okr_box *box,
                                 okr_error *err)
{
    okr_vec spans = OKR_VEC(span);
    okr_box found = {0.0, INFINITY, 0.0, -INFINITY};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        if (geometries[i].size > 0)
            status = collect_spans(geometries[i], &spans, &found, err);
    if (status == OKR_OK && spans.count == 0)
        status = okr_fail(err, OKR_ERR_GEOMETRY, _("there is nothing to draw"));
    if (status == OKR_OK) {
        unwrap(spans.data, spans.count, &found);
        *box = found;
    }
    okr_vec_done(&spans);
    return status;
}
