#include "overlay/share_parts.h"

#include <stdlib.h>
#include <string.h>

/* An area this small beside the terms it was summed from, and the boxes of what was measured,
 * is rounding: the true one is zero. */
#define AREA_NOISE 1e-14

static int32_t *new_slots(size_t n)
{
    int32_t *slots = malloc(n * sizeof *slots);

    for (size_t i = 0; slots != NULL && i < n; i++)
        slots[i] = -1;
    return slots;
}

okr_status okr_share_new(const okr_territory_index *index, const okr_share_options *options,
                         okr_share **out, okr_error *err)
{
    okr_share *share = calloc(1, sizeof *share);

    if (share == NULL)
        return okr_fail_nomem(err);
    share->index = index;
    share->partition = options != NULL && options->partition;
    share->tallies = OKR_VEC(okr_tally);
    share->pieces = OKR_VEC(okr_share_piece);
    share->rims = OKR_VEC(okr_rim);
    share->order = OKR_VEC(uint32_t);
    share->cuts = OKR_VEC(okr_cut);
    share->lengths = OKR_VEC(double);
    share->bytes = OKR_VEC(unsigned char);
    okr_walk_init(&share->walk, index);
    share->slots = new_slots(okr_territory_index_faces(index) + 1);
    share->owner_slots = new_slots(okr_territory_index_size(index) + 1);
    if (share->slots == NULL || share->owner_slots == NULL) {
        okr_share_free(share);
        return okr_fail_nomem(err);
    }
    *out = share;
    return OKR_OK;
}

void okr_share_free(okr_share *share)
{
    if (share == NULL)
        return;
    okr_wkb_reader_done(&share->reader);
    okr_walk_done(&share->walk);
    okr_vec_done(&share->tallies);
    okr_vec_done(&share->pieces);
    okr_vec_done(&share->rims);
    okr_vec_done(&share->order);
    okr_vec_done(&share->cuts);
    okr_vec_done(&share->lengths);
    okr_vec_done(&share->bytes);
    free(share->slots);
    free(share->owner_slots);
    free(share);
}

void okr_share_map(okr_share *share, okr_points_fn *map, void *user)
{
    share->reader.map = map;
    share->reader.map_user = user;
}

okr_tally *okr_share_tally(okr_share *share, int32_t face, okr_error *err)
{
    int32_t *slot = &share->slots[face + 1];
    okr_tally *tally = NULL;

    if (*slot >= 0)
        return &OKR_AT(&share->tallies, okr_tally, *slot);
    tally = okr_vec_push(&share->tallies, err);
    if (tally == NULL)
        return NULL;
    tally->face = face;
    *slot = (int32_t)share->tallies.count - 1;
    return tally;
}

static void forget(okr_share *share)
{
    const okr_tally *tallies = share->tallies.data;
    const okr_share_piece *pieces = share->pieces.data;

    for (size_t i = 0; i < share->tallies.count; i++)
        share->slots[tallies[i].face + 1] = -1;
    for (size_t i = 0; i < share->pieces.count; i++)
        share->owner_slots[pieces[i].polygon + 1] = -1;
    share->tallies.count = 0;
    share->pieces.count = 0;
    share->total_length_m = (okr_sum){0};
    share->total_area_m2 = (okr_sum){0};
    share->area_scale = 0.0;
}

static okr_status measure_point(okr_share *share, const okr_part *part,
                                okr_share_result *result, okr_error *err)
{
    okr_tally *tally =
        okr_share_tally(share, okr_territory_index_face(share->index, part->points[0]), err);

    if (tally == NULL)
        return OKR_ERR_NOMEM;
    tally->points++;
    result->total.points++;
    result->has_points = true;
    return OKR_OK;
}

static okr_status measure_part(okr_share *share, const okr_part *part, okr_share_result *result,
                               okr_error *err)
{
    okr_box box;
    okr_status status = okr_part_box(part, &box, err);

    if (status != OKR_OK)
        return status;
    switch (part->kind) {
    case OKR_PART_POINT:
        return measure_point(share, part, result, err);
    case OKR_PART_LINE:
        result->has_lines = true;
        return okr_share_line(share, part, err);
    case OKR_PART_POLYGON:
    default:
        result->has_areas = true;
        return okr_share_area(share, part, &box, err);
    }
}

static okr_status measure_parts(okr_share *share, okr_wkb geometry, okr_share_result *result,
                                okr_error *err)
{
    okr_part part;
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&share->reader, geometry);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&share->reader, &part, &more, err);
        if (status == OKR_OK && more)
            status = measure_part(share, &part, result, err);
    }
    return status;
}

static okr_share_piece rounded(const okr_share *share, const okr_tally *tally, bool *present)
{
    okr_share_piece piece = {.polygon = OKR_OUTSIDE,
                             .points = tally->points,
                             .length_m = okr_sum_value(&tally->length_m),
                             .area_m2 = okr_sum_value(&tally->area_m2)};

    if (!(fabs(piece.area_m2) > AREA_NOISE * (tally->area_terms + share->area_scale)))
        piece.area_m2 = 0.0;
    *present = piece.points > 0 || tally->touched || piece.area_m2 < 0.0 || piece.area_m2 > 0.0;
    return piece;
}

static void add_to(okr_share_piece *sum, const okr_share_piece *piece, double times)
{
    sum->points += (size_t)times * piece->points;
    sum->length_m += times * piece->length_m;
    sum->area_m2 += times * piece->area_m2;
}

static okr_status give(okr_share *share, int32_t polygon, const okr_share_piece *piece,
                       okr_error *err)
{
    int32_t *slot = &share->owner_slots[polygon + 1];

    if (*slot < 0) {
        okr_share_piece *made = okr_vec_push(&share->pieces, err);
        if (made == NULL)
            return OKR_ERR_NOMEM;
        made->polygon = polygon;
        *slot = (int32_t)share->pieces.count - 1;
    }
    add_to(&OKR_AT(&share->pieces, okr_share_piece, *slot), piece, 1.0);
    return OKR_OK;
}

/* Hand a face's tally to the polygons that hold it. */
static okr_status divide(okr_share *share, const okr_tally *tally, okr_share_result *result,
                         okr_error *err)
{
    bool present = false;
    okr_share_piece piece = rounded(share, tally, &present);
    okr_owners owners = okr_territory_index_owners(share->index, tally->face);
    okr_status status = OKR_OK;

    if (!present)
        return OKR_OK;
    if (owners.count == 0)
        return give(share, OKR_OUTSIDE, &piece, err);
    if (share->partition)
        return give(share, owners.polygons[0], &piece, err);
    for (size_t i = 0; status == OKR_OK && i < owners.count; i++)
        status = give(share, owners.polygons[i], &piece, err);
    if (owners.count > 1)
        add_to(&result->repeated, &piece, (double)(owners.count - 1));
    return status;
}

static int compare_pieces(const void *x, const void *y)
{
    const okr_share_piece *a = x;
    const okr_share_piece *b = y;

    return (a->polygon > b->polygon) - (a->polygon < b->polygon);
}

static okr_status finish(okr_share *share, okr_share_result *result, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < share->tallies.count; i++)
        status = divide(share, &OKR_AT(&share->tallies, okr_tally, i), result, err);
    if (status != OKR_OK)
        return status;
    if (share->pieces.count > 1)
        qsort(share->pieces.data, share->pieces.count, sizeof(okr_share_piece), compare_pieces);
    result->pieces = share->pieces.data;
    result->count = share->pieces.count;
    result->total.length_m = okr_sum_value(&share->total_length_m);
    result->total.area_m2 = okr_sum_value(&share->total_area_m2);
    return OKR_OK;
}

/* A lone point in this machine's byte order, the commonest of all geometries, is read at once.
 */
bool okr_share_lone(const okr_share *share, okr_wkb geometry, okr_lonlat *p)
{
    static const unsigned char little_point[] = {1, 1, 0, 0, 0};
    const uint16_t one = 1;

    if (geometry.size != sizeof little_point + sizeof *p || share->reader.map != NULL ||
        memcmp(geometry.bytes, little_point, sizeof little_point) != 0 ||
        *(const unsigned char *)&one != 1)
        return false;
    memcpy(p, geometry.bytes + sizeof little_point, sizeof *p);
    return fabs(p->lat) <= 90.0 && fabs(p->lon) <= 720.0;
}

/* Does one polygon hold a lone point, or none? */
static bool is_simple(const okr_share *share, okr_wkb geometry, int32_t *polygon)
{
    okr_lonlat p;

    if (!okr_share_lone(share, geometry, &p))
        return false;
    *polygon = okr_territory_index_face(share->index, p);
    return *polygon < (int32_t)okr_territory_index_size(share->index);
}

/* The same as measuring its only part. */
void okr_share_lone_in(okr_share *share, int32_t polygon, okr_share_result *result)
{
    share->lone = (okr_share_piece){.polygon = polygon, .points = 1};
    *result = (okr_share_result){.pieces = &share->lone,
                                 .count = 1,
                                 .total = {.polygon = OKR_OUTSIDE, .points = 1},
                                 .repeated = {.polygon = OKR_OUTSIDE},
                                 .has_points = true};
}

okr_status okr_share_measure(okr_share *share, okr_wkb geometry, okr_share_result *result,
                             okr_error *err)
{
    okr_share_result found = {.total = {.polygon = OKR_OUTSIDE},
                              .repeated = {.polygon = OKR_OUTSIDE}};
    int32_t polygon = OKR_OUTSIDE;
    okr_status status = OKR_OK;

    if (is_simple(share, geometry, &polygon)) {
        okr_share_lone_in(share, polygon, result);
        return OKR_OK;
    }
    forget(share);
    status = measure_parts(share, geometry, &found, err);
    if (status == OKR_OK)
        status = finish(share, &found, err);
    if (status == OKR_OK)
        *result = found;
    return status;
}
