#include "link/balance.h"

#include "base/i18n.h"
#include "base/number.h"
#include "link/allocate.h"
#include "link/standing.h"
#include "model/bucket.h"

#include <math.h>
#include <stdlib.h>

/* Lengths and areas are sums of pieces: rounding grows with their number. */
#define CLOSES_WITHIN 1e-12

typedef struct balancer {
    okr_programme *programme;
    const okr_places *places;
    okr_buckets indicators;  /* by measure */
    unsigned char *standing; /* owned, by indicator */
    okr_vec shares;          /* double: room for an estimate */
} balancer;

static const okr_balance_column column_of[OKR_PLACEMENT_COUNT] = {
    [OKR_PLACEMENT_INSIDE] = OKR_BALANCE_INSIDE,
    [OKR_PLACEMENT_SPLIT] = OKR_BALANCE_SPLIT,
    [OKR_PLACEMENT_NOT_SPLIT] = OKR_BALANCE_NOT_SPLIT,
    [OKR_PLACEMENT_TERRITORY] = OKR_BALANCE_TERRITORY,
    [OKR_PLACEMENT_REGION] = OKR_BALANCE_REGION,
    [OKR_PLACEMENT_OUTSIDE] = OKR_BALANCE_OUTSIDE,
    [OKR_PLACEMENT_UNPLACED] = OKR_BALANCE_UNPLACED,
};

static okr_balance_row *push_row(balancer *b, int measure, okr_quantity_kind quantity,
                                 double total, okr_error *err)
{
    okr_balance_row *row = okr_vec_push(&b->programme->balance, err);

    if (row != NULL)
        *row = (okr_balance_row){
            .measure = measure, .quantity = quantity, .indicator = -1, .total = total};
    return row;
}

/* A split amount: what lies outside or has no place, and the shares of the municipalities. */
static void spread(okr_balance_row *row, const okr_place *place, okr_share_class c)
{
    const okr_class_place *of = &place->of[c];

    if (of->placement != OKR_PLACEMENT_SPLIT) {
        row->part[column_of[of->placement]] = row->total;
        return;
    }
    for (size_t i = 0; i < place->count; i++)
        row->part[OKR_BALANCE_SPLIT] += place->parts[i].share[c] * row->total;
    row->part[OKR_BALANCE_OUTSIDE] = of->outside * row->total;
    row->part[OKR_BALANCE_UNPLACED] = of->unplaced * row->total;
}

static okr_status balance_count(balancer *b, int measure, const okr_place *place,
                                okr_error *err)
{
    okr_balance_row *row = push_row(b, measure, OKR_QUANTITY_COUNT, 1.0, err);

    if (row == NULL)
        return OKR_ERR_NOMEM;
    spread(row, place, OKR_SHARE_COUNT);
    return OKR_OK;
}

static double drawn_in(const okr_place *place, bool length)
{
    double sum = 0.0;

    for (size_t i = 0; i < place->count; i++)
        sum += length ? place->parts[i].length_m : place->parts[i].area_m2;
    return sum;
}

/* What is drawn lies where its pieces lie, whatever the measure as a whole does. */
static okr_status balance_drawn(balancer *b, int measure, const okr_place *place, bool length,
                                okr_error *err)
{
    const double total = length ? place->length_m : place->area_m2;
    const double outside = length ? place->outside_length_m : place->outside_area_m2;
    const okr_quantity_kind quantity = length ? OKR_QUANTITY_LENGTH : OKR_QUANTITY_AREA;
    okr_balance_row *row = NULL;

    if (isnan(total))
        return OKR_OK;
    row = push_row(b, measure, quantity, total, err);
    if (row == NULL)
        return OKR_ERR_NOMEM;
    if (place->count == 0 && place->placement != OKR_PLACEMENT_OUTSIDE) {
        row->part[column_of[place->placement]] = total;
        return OKR_OK;
    }
    row->part[place->placement == OKR_PLACEMENT_INSIDE ? OKR_BALANCE_INSIDE
                                                       : OKR_BALANCE_SPLIT] =
        drawn_in(place, length);
    row->part[OKR_BALANCE_OUTSIDE] = outside;
    return OKR_OK;
}

/* Whether a rule of the programme splits what the places leave together. */
static bool estimated(balancer *b, const okr_indicator *indicator, const okr_place *place)
{
    const okr_allocation_rule *rule = okr_allocation_for(b->programme, indicator->code);

    return rule != NULL && place->count > 0 &&
           okr_allocate(b->programme, rule, place, b->shares.data);
}

static okr_status balance_indicator(balancer *b, int index, const okr_place *place,
                                    okr_error *err)
{
    const okr_indicator *indicator = OKR_INDICATOR(b->programme, index);
    const double total = okr_indicator_amount(indicator);
    const okr_share_class c = okr_share_class_of_unit(b->programme, indicator->unit);
    okr_balance_row *row = NULL;

    if (isnan(total))
        return OKR_OK;
    row = push_row(b, indicator->measure, OKR_QUANTITY_INDICATOR, total, err);
    if (row == NULL)
        return OKR_ERR_NOMEM;
    row->indicator = index;
    spread(row, place, c);
    if (place->of[c].placement == OKR_PLACEMENT_NOT_SPLIT && estimated(b, indicator, place)) {
        row->part[OKR_BALANCE_NOT_SPLIT] = 0.0;
        row->part[OKR_BALANCE_SPLIT] = total;
    }
    return OKR_OK;
}

static okr_status balance_measure(balancer *b, int measure, okr_error *err)
{
    const okr_place *place = okr_places_at(b->places, measure);
    const okr_bucket rows = okr_buckets_at(&b->indicators, measure);
    okr_status status = okr_vec_reserve(&b->shares, place->count, err);

    if (status == OKR_OK && OKR_MEASURE(b->programme, measure)->role == OKR_ROLE_ITEM) {
        status = balance_count(b, measure, place, err);
        if (status == OKR_OK)
            status = balance_drawn(b, measure, place, true, err);
        if (status == OKR_OK)
            status = balance_drawn(b, measure, place, false, err);
    }
    for (size_t i = 0; i < rows.count && status == OKR_OK; i++)
        if (b->standing[rows.rows[i]] == OKR_STANDING_ITEM ||
            b->standing[rows.rows[i]] == OKR_STANDING_GROUP)
            status = balance_indicator(b, rows.rows[i], place, err);
    return status;
}

okr_status okr_balance_build(okr_programme *p, const okr_places *places, okr_error *err)
{
    balancer b = {.programme = p, .places = places, .shares = OKR_VEC(double)};
    okr_status status = okr_buckets_build(&b.indicators, p->measures.count, &p->indicators,
                                          offsetof(okr_indicator, measure), err);

    p->balance.count = 0;
    if (status == OKR_OK)
        status = okr_standing_find(p, &b.standing, err);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++)
        status = balance_measure(&b, (int)m, err);
    okr_buckets_done(&b.indicators);
    okr_vec_done(&b.shares);
    free(b.standing);
    return status;
}

static okr_status does_not_close(const okr_programme *p, const okr_balance_row *row, double sum,
                                 okr_error *err)
{
    char parts[OKR_NUMBER_TEXT], total[OKR_NUMBER_TEXT];

    okr_number_format(sum, parts);
    okr_number_format(row->total, total);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("the balance of measure '%s' does not close: its parts sum to %s, its "
                      "total is %s"),
                    OKR_MEASURE(p, row->measure)->measure_id, parts, total);
}

okr_status okr_balance_check(const okr_programme *p, okr_error *err)
{
    for (size_t i = 0; i < p->balance.count; i++) {
        const okr_balance_row *row = OKR_BALANCE(p, i);
        double sum = 0.0;
        for (int c = 0; c < OKR_BALANCE_COLUMNS; c++)
            sum += row->part[c];
        if (!(fabs(sum - row->total) <= CLOSES_WITHIN * fabs(row->total)))
            return does_not_close(p, row, sum, err);
    }
    return OKR_OK;
}

okr_status okr_balance_make(okr_programme *p, okr_error *err)
{
    okr_places *places = NULL;
    okr_status status = okr_places_new(p, OKR_BASES_DEFAULT, &places, err);

    if (status == OKR_OK)
        status = okr_balance_build(p, places, err);
    if (status == OKR_OK)
        status = okr_balance_check(p, err);
    okr_places_free(places);
    return status;
}
