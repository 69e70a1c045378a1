#include "overlay/part_tally.h"

#include <math.h>

/* The share of a feature is that of its area, else of its length, else of its points; without
 * any of them its places share evenly. */
static double share_of(const okr_share_result *shares, const okr_share_piece *piece)
{
    const okr_share_piece *total = &shares->total;

    if (total->area_m2 > 0.0)
        return piece->area_m2 / total->area_m2;
    if (total->length_m > 0.0)
        return piece->length_m / total->length_m;
    if (total->points > 0)
        return (double)piece->points / (double)total->points;
    return 1.0 / (double)shares->count;
}

/* Add what of a feature belongs to one row. */
static okr_status add(okr_tallies *tallies, const okr_part_entry *e, int32_t code,
                      const okr_share_piece *piece, double share, okr_error *err)
{
    size_t number = 0;
    okr_status status = okr_tallies_row(tallies, e->group, code, &number, err);
    okr_tally_row *row = NULL;
    okr_sum *sums = NULL;

    if (status != OKR_OK)
        return status;
    row = &OKR_AT(&tallies->rows, okr_tally_row, number);
    row->features++;
    row->points += piece->points;
    sums = okr_tallies_sums(tallies, number);
    okr_sum_add(&sums[OKR_SUM_ATTRIBUTED], share);
    okr_sum_add(&sums[OKR_SUM_LENGTH], piece->length_m);
    okr_sum_add(&sums[OKR_SUM_AREA], piece->area_m2);
    for (size_t k = 0; e->values != NULL && k < tallies->fields; k++) {
        if (isnan(e->values[k]))
            continue;
        okr_sum_add(&sums[OKR_SUM_FIELDS + k], e->values[k]);
        okr_sum_add(&sums[OKR_SUM_FIELDS + tallies->fields + k], share * e->values[k]);
    }
    return OKR_OK;
}

static okr_status add_pair(okr_part_result *part, long long id, const okr_share_piece *piece,
                           double share, okr_error *err)
{
    okr_pair pair = {.id = id,
                     .polygon = piece->polygon,
                     .share = share,
                     .points = piece->points,
                     .length_m = piece->length_m,
                     .area_m2 = piece->area_m2};

    return okr_vec_append(&part->pairs, &pair, 1, err);
}

static okr_status add_pieces(okr_part_result *part, const okr_part_entry *e, bool pairs,
                             okr_error *err)
{
    const okr_share_result *shares = e->shares;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < shares->count; i++) {
        const okr_share_piece *piece = &shares->pieces[i];
        double share = share_of(shares, piece);
        status = add(&part->tallies, e, piece->polygon < 0 ? OKR_ROW_OUTSIDE : piece->polygon,
                     piece, share, err);
        if (status == OKR_OK && pairs)
            status = add_pair(part, e->id, piece, share, err);
    }
    return status;
}

static bool is_some(const okr_share_piece *piece)
{
    return piece->points > 0 || piece->length_m > 0.0 || piece->area_m2 > 0.0;
}

okr_status okr_part_add(okr_part_result *part, const okr_part_entry *e, bool pairs,
                        okr_error *err)
{
    const okr_share_result *shares = e->shares;
    okr_status status = add_pieces(part, e, pairs, err);

    if (status == OKR_OK && shares->count == 0)
        status = add(&part->tallies, e, OKR_ROW_NOWHERE, &shares->total, 1.0, err);
    if (status == OKR_OK && is_some(&shares->repeated))
        status = add(&part->tallies, e, OKR_ROW_REPEATED, &shares->repeated,
                     share_of(shares, &shares->repeated), err);
    if (status == OKR_OK)
        status = add(&part->tallies, e, OKR_ROW_TOTAL, &shares->total, 1.0, err);
    part->features++;
    part->has_points |= shares->has_points;
    part->has_lines |= shares->has_lines;
    part->has_areas |= shares->has_areas;
    return status;
}

/* Add n lone points, each of them `times`, to a row. */
static okr_status add_points(okr_tallies *tallies, int32_t code, size_t n, size_t times,
                             okr_error *err)
{
    size_t number = 0;
    okr_status status = okr_tallies_row(tallies, 0, code, &number, err);

    if (status != OKR_OK)
        return status;
    OKR_AT(&tallies->rows, okr_tally_row, number).features += n;
    OKR_AT(&tallies->rows, okr_tally_row, number).points += n * times;
    okr_sum_add(&okr_tallies_sums(tallies, number)[OKR_SUM_ATTRIBUTED], (double)(n * times));
    return OKR_OK;
}

okr_status okr_part_add_points(okr_part_result *part, okr_owners owners, size_t n,
                               okr_error *err)
{
    okr_tallies *tallies = &part->tallies;
    okr_status status = add_points(tallies, OKR_ROW_TOTAL, n, 1, err);

    if (status == OKR_OK && owners.count == 0)
        return add_points(tallies, OKR_ROW_OUTSIDE, n, 1, err);
    for (size_t i = 0; status == OKR_OK && i < owners.count; i++)
        status = add_points(tallies, owners.polygons[i], n, 1, err);
    if (status == OKR_OK && owners.count > 1)
        status = add_points(tallies, OKR_ROW_REPEATED, n, owners.count - 1, err);
    return status;
}
