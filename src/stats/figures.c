/* Figures and money, quantity by quantity, into the rows that hold their measures. */
#include "stats/aggregate.h"

#include "base/join.h"
#include "base/pool.h"
#include "link/allocate.h"

#include <stdlib.h>
#include <string.h>

enum { MANY_SUMMANDS = 20000 }; /* from here on several threads pay */

/* The quantity at work. */
typedef struct adder {
    okr_aggregate *aggregate;
    okr_vec *amounts; /* borrowed: okr_amounts, by quantity */
    okr_vec *trace;   /* borrowed: okr_trace; NULL: nobody asks */
    int quantity;
    size_t *slots;  /* owned, by row: its amounts + 1, 0 none */
    size_t rows;    /* that slots has room for */
    size_t first;   /* amounts of this quantity begin here */
    okr_vec parts;  /* okr_place_part: of an estimate */
    okr_vec shares; /* double: of an estimate */
} adder;

/* Rows come into being while figures are added: estimates may reach new ones. */
static okr_status make_room(adder *d, size_t cell, okr_error *err)
{
    const size_t rows = 2 * cell + 64;
    size_t *slots = realloc(d->slots, rows * sizeof *slots);

    if (slots == NULL)
        return okr_fail_nomem(err);
    memset(slots + d->rows, 0, (rows - d->rows) * sizeof *slots);
    d->slots = slots;
    d->rows = rows;
    return OKR_OK;
}

static okr_amounts *amounts_of(adder *d, int cell, okr_error *err)
{
    okr_amounts *amounts = NULL;

    if ((d->slots == NULL || (size_t)cell >= d->rows) &&
        make_room(d, (size_t)cell, err) != OKR_OK)
        return NULL;
    if (d->slots[cell] > 0)
        return &OKR_AT(d->amounts, okr_amounts, d->slots[cell] - 1);
    amounts = okr_vec_push(d->amounts, err);
    if (amounts == NULL)
        return NULL;
    amounts->cell = cell;
    amounts->quantity = d->quantity;
    d->slots[cell] = d->amounts->count;
    return amounts;
}

/* The next quantity finds no sums of the last one. */
static void next_quantity(adder *d, int quantity)
{
    for (size_t i = d->first; i < d->amounts->count && d->slots != NULL; i++)
        d->slots[OKR_AT(d->amounts, okr_amounts, i).cell] = 0;
    d->first = d->amounts->count;
    d->quantity = quantity;
}

static okr_status trace(const adder *d, const okr_summand *s, const okr_crossing *x,
                        bool estimated, okr_error *err)
{
    return okr_vec_append(d->trace,
                          &(okr_trace){.measure = s->measure,
                                       .indicator = s->indicator,
                                       .finance = s->finance,
                                       .quantity = d->quantity,
                                       .listed = x->listed,
                                       .estimated = estimated,
                                       .share = x->share[s->class],
                                       .figure = s->figure},
                          1, err);
}

static okr_status add_to_rows(adder *d, okr_crossing_span span, const okr_summand *s,
                              bool estimated, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = span.first; i < span.end && status == OKR_OK; i++) {
        const okr_crossing *x = &OKR_AT(&d->aggregate->crossings, okr_crossing, i);
        const double share = x->share[s->class];
        const bool by_rule = estimated && share < 1.0;
        if (share == 0.0)
            continue;
        okr_amounts *amounts = amounts_of(d, x->cell, err);
        if (amounts == NULL)
            return OKR_ERR_NOMEM;
        okr_amounts_add(amounts, &s->figure, share, by_rule);
        if (d->trace != NULL)
            status = trace(d, s, x, by_rule, err);
    }
    return status;
}

/* The place as a rule of the programme splits it, for this class of quantities. */
static okr_status estimate(adder *d, const okr_allocation_rule *rule, okr_share_class c,
                           okr_place *place, okr_error *err)
{
    const okr_programme *p = d->aggregate->stats->programme;
    okr_status status = okr_vec_reserve(&d->shares, place->count, err);

    d->parts.count = 0;
    if (status == OKR_OK)
        status = okr_vec_append(&d->parts, place->parts, place->count, err);
    if (status != OKR_OK || !okr_allocate(p, rule, place, d->shares.data))
        return status;
    for (size_t i = 0; i < place->count; i++)
        OKR_AT(&d->parts, okr_place_part, i).share[c] = OKR_AT(&d->shares, double, i);
    place->parts = d->parts.data;
    place->of[c] = (okr_class_place){OKR_PLACEMENT_SPLIT, 0.0, 0.0};
    return OKR_OK;
}

static okr_status add_estimated(adder *d, const okr_summand *s, const okr_allocation_rule *rule,
                                okr_error *err)
{
    okr_aggregate *a = d->aggregate;
    okr_place place = *okr_places_at(a->request->selection->places, s->measure);
    okr_crossing_span span = {.first = a->crossings.count};
    okr_status status = estimate(d, rule, (okr_share_class)s->class, &place, err);
    const bool estimated = place.of[s->class].placement == OKR_PLACEMENT_SPLIT;

    if (status == OKR_OK)
        status = okr_aggregate_cross(a, s->measure, &place, err);
    span.end = a->crossings.count;
    if (status == OKR_OK)
        status = add_to_rows(d, span, s, estimated, err);
    a->crossings.count = span.first;
    return status;
}

static okr_status add_summand(adder *d, const okr_summand *s, okr_error *err)
{
    const okr_aggregate *a = d->aggregate;
    const okr_place *place = okr_places_at(a->request->selection->places, s->measure);
    const okr_share_class c = (okr_share_class)s->class;
    const okr_allocation_rule *rule = NULL;

    if (s->indicator >= 0 && place->count > 0 &&
        place->of[c].placement == OKR_PLACEMENT_NOT_SPLIT)
        rule = okr_allocation_for(a->stats->programme,
                                  OKR_INDICATOR(a->stats->programme, s->indicator)->code);
    if (rule != NULL)
        return add_estimated(d, s, rule, err);
    return add_to_rows(d, a->spans[s->measure], s, false, err);
}

/* Money is that of measures that count; figures are also those of groups, each only once. */
static bool is_asked(const okr_aggregate *a, const okr_summand *s)
{
    const bool *figures = a->request->selection->figures;

    if (s->indicator < 0)
        return a->counted[s->measure];
    return figures[s->measure] && (s->holder < 0 || !figures[s->holder]);
}

static okr_status add_quantity(adder *d, size_t quantity, okr_error *err)
{
    const okr_stats *s = d->aggregate->stats;
    okr_status status = OKR_OK;

    next_quantity(d, (int)quantity);
    for (size_t i = s->summands_from[quantity];
         i < s->summands_from[quantity + 1] && status == OKR_OK; i++) {
        const okr_summand *x = &OKR_AT(&s->summands, okr_summand, i);
        if (is_asked(d->aggregate, x))
            status = add_summand(d, x, err);
    }
    return status;
}

/* Quantities from `first` up to `end`. */
static okr_status add_quantities(adder *d, size_t first, size_t end, okr_error *err)
{
    const bool *wanted = d->aggregate->wanted;
    okr_status status = OKR_OK;

    d->parts = OKR_VEC(okr_place_part);
    d->shares = OKR_VEC(double);
    for (size_t q = first; q < end && status == OKR_OK; q++)
        if (wanted == NULL || wanted[q])
            status = add_quantity(d, q, err);
    free(d->slots);
    okr_vec_done(&d->parts);
    okr_vec_done(&d->shares);
    return status;
}

/* Sums of some quantities, made beside those of others: those from one `first` to the next. */
typedef struct sharing {
    okr_aggregate *aggregate;
    size_t first[OKR_AMOUNT_PARTS + 1];
    okr_vec traces[OKR_AMOUNT_PARTS]; /* okr_trace */
} sharing;

static okr_status add_share(void *user, size_t index, unsigned worker, okr_error *err)
{
    sharing *s = user;
    adder d = {.aggregate = s->aggregate,
               .amounts = &s->aggregate->amounts[index],
               .trace = s->aggregate->trace == NULL ? NULL : &s->traces[index]};

    (void)worker;
    return add_quantities(&d, s->first[index], s->first[index + 1], err);
}

/* Shares of about as many figures each; which ones does not depend on the number of threads. */
static void cut_shares(sharing *all)
{
    const okr_stats *s = all->aggregate->stats;
    const size_t n = s->quantities.list.count;
    size_t q = 0;

    for (size_t i = 0; i < OKR_AMOUNT_PARTS; i++) {
        all->first[i] = q;
        while (q < n && s->summands_from[q] < s->summands.count * (i + 1) / OKR_AMOUNT_PARTS)
            q++;
        all->traces[i] = OKR_VEC(okr_trace);
    }
    all->first[OKR_AMOUNT_PARTS] = n;
}

/* Parts follow each other in the order of quantities, as one thread would have added them. */
static okr_status add_side_by_side(okr_aggregate *a, okr_error *err)
{
    sharing s = {.aggregate = a};
    okr_status status = OKR_OK;

    cut_shares(&s);
    status = okr_pool_run(okr_pool_threads(0), OKR_AMOUNT_PARTS, add_share, &s, err);
    if (status == OKR_OK && a->trace != NULL)
        status = okr_join(a->trace, s.traces, OKR_AMOUNT_PARTS, err);
    for (size_t i = 0; i < OKR_AMOUNT_PARTS; i++)
        okr_vec_done(&s.traces[i]);
    return status;
}

/* Estimates make rows while they are added, so where there are any one thread adds them all. */
okr_status okr_aggregate_figures(okr_aggregate *a, okr_error *err)
{
    adder d = {.aggregate = a, .amounts = &a->amounts[0], .trace = a->trace};

    if (a->stats->programme->allocations.count == 0 &&
        a->stats->summands.count >= MANY_SUMMANDS)
        return add_side_by_side(a, err);
    return add_quantities(&d, 0, a->stats->quantities.list.count, err);
}
