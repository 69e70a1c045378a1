/*
 * Property: what is read as a geometry has only finite positions and rings that end where they
 * say; measured over polygons, its pieces sum to the whole.
 */
#include "overlay/share.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_BYTES = 4096 };

/* Two boxes that share a side, little-endian, as MULTIPOLYGON parts of one WKB each. */
static void put(unsigned char **at, const void *bytes, size_t n)
{
    const unsigned char *from = bytes;

    for (size_t i = 0; i < n; i++)
        *(*at)++ = from[i];
}

static okr_wkb box(unsigned char *bytes, double lon)
{
    const unsigned char head[] = {1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0};
    const double ring[] = {lon, 0, lon + 2, 0, lon + 2, 2, lon, 2, lon, 0};
    unsigned char *at = bytes;

    put(&at, head, sizeof head);
    put(&at, ring, sizeof ring);
    return (okr_wkb){bytes, (size_t)(at - bytes)};
}

static void check_part(const okr_part *part)
{
    for (size_t i = 0; i < part->count; i++)
        if (!isfinite(part->points[i].lon) || !isfinite(part->points[i].lat))
            abort();
    for (size_t r = 1; r < part->rings; r++)
        if (part->ring_ends[r] < part->ring_ends[r - 1])
            abort();
    if (part->kind == OKR_PART_POLYGON && part->ring_ends[part->rings - 1] != part->count)
        abort();
}

static bool check_parts(okr_wkb wkb)
{
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, wkb);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&reader, &part, &more, NULL);
        if (status == OKR_OK && more)
            check_part(&part);
    }
    okr_wkb_reader_done(&reader);
    return status == OKR_OK;
}

static void check_sums(const okr_share_result *r)
{
    double metres = 0.0;
    double m2 = 0.0;
    size_t points = 0;

    for (size_t i = 0; i < r->count; i++) {
        metres += r->pieces[i].length_m;
        m2 += r->pieces[i].area_m2;
        points += r->pieces[i].points;
    }
    if (points != r->total.points || fabs(metres - r->total.length_m) > 1e-9 * metres + 1e-9)
        abort();
    /* Areas of any size may cancel in a ring of the fuzzer: an absolute bound for the globe. */
    if (fabs(m2 - r->total.area_m2) > 1e-9 * fabs(m2) + 1e3)
        abort();
}

static void measure(okr_wkb wkb)
{
    unsigned char bytes[2][128];
    okr_wkb boxes[2] = {box(bytes[0], 0), box(bytes[1], 2)};
    okr_territory_index *index = NULL;
    okr_share *share = NULL;
    okr_share_result result;

    if (okr_territory_index_new(boxes, 2, NULL, &index, NULL) != OKR_OK ||
        okr_share_new(index, NULL, &share, NULL) != OKR_OK)
        abort();
    if (okr_share_measure(share, wkb, &result, NULL) == OKR_OK)
        check_sums(&result);
    okr_share_free(share);
    okr_territory_index_free(index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    okr_wkb wkb = {data, size};

    if (check_parts(wkb) && size > 0 && size <= MOST_BYTES)
        measure(wkb);
    if (okr_gpkg_wkb(data, size, &wkb, NULL) == OKR_OK)
        (void)check_parts(wkb);
    return 0;
}
