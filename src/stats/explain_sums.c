/* Sums of figures: a part is a figure of a measure, or money of one year. */
#include "stats/explainer.h"

#include "link/standing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A figure on its way into an explanation, with the reason why it brings nothing, if any. */
typedef struct entry {
    okr_trace trace;
    okr_part_reason reason;
    bool summed; /* the sums of the total hold it, or leave it out for want of a split */
} entry;

/* A figure that no sum holds, and why. */
typedef struct unsummed {
    int indicator, quantity;
    okr_part_reason reason;
} unsummed;

/* Figures wait where they are until their quantity is at work: traces stand by quantity. */
typedef struct figures {
    okr_vec entries;         /* entry: of the quantity at work */
    size_t traces, wider;    /* of the explainer: the first that was not yet taken */
    okr_vec unsummed;        /* in the order of indicators */
    okr_buckets unsummed_of; /* by quantity */
} figures;

static int compare(int a, int b)
{
    return (a > b) - (a < b);
}

/* Within a quantity. */
static int by_measure(const void *left, const void *right)
{
    const okr_trace *a = &((const entry *)left)->trace, *b = &((const entry *)right)->trace;

    if (a->measure != b->measure)
        return compare(a->measure, b->measure);
    return a->indicator != b->indicator ? compare(a->indicator, b->indicator)
                                        : compare(a->finance, b->finance);
}

/* They mostly come sorted: those of one table of figures do. */
static void sort_entries(okr_vec *entries)
{
    size_t i = 1;

    while (i < entries->count &&
           by_measure(&OKR_AT(entries, entry, i - 1), &OKR_AT(entries, entry, i)) <= 0)
        i++;
    if (i < entries->count)
        qsort(entries->data, entries->count, entries->item_size, by_measure);
}

bool okr_explainer_wants(const okr_explainer *x, int quantity)
{
    const okr_quantity *q = NULL;

    if (quantity < 0)
        return false;
    q = okr_quantity_at(okr_stats_quantities(x->stats), quantity);
    if (x->request->code != NULL)
        return strcmp(q->code, x->request->code) == 0;
    return q->finance == (x->request->statistic >= OKR_STAT_FINANCE_PLANNED);
}

/* A member of the agglomerations asked holds the place as little as the place holds it. */
static bool holds_place(const okr_explainer *x, const okr_place *place)
{
    const okr_programme *p = okr_stats_programme(x->stats);
    const bool *asked = x->request->chosen->municipalities;

    for (size_t i = 0; i < p->members.count; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (!okr_member_holds(p, m) || !asked[m->municipality])
            continue;
        for (size_t a = 0; a < place->agglomeration_count; a++)
            if (place->agglomerations[a] == m->agglomeration)
                return true;
    }
    return false;
}

/* Why a figure outside the selection may still stand in the place; counts: it does not. */
static okr_part_reason reason_of(const okr_explainer *x, int measure)
{
    const okr_place *place = okr_places_at(x->request->wider->places, measure);

    if (place->count > 0 || place->placement == OKR_PLACEMENT_OUTSIDE)
        return OKR_PART_COUNTS;
    if (place->agglomeration_count > 0)
        return holds_place(x, place) ? OKR_PART_NO_SPLIT : OKR_PART_COUNTS;
    return x->request->code != NULL ? OKR_PART_NO_PLACE : OKR_PART_COUNTS;
}

static okr_status push(figures *f, const okr_trace *trace, okr_part_reason reason, bool summed,
                       okr_error *err)
{
    entry *e = okr_vec_push(&f->entries, err);

    if (e == NULL)
        return OKR_ERR_NOMEM;
    *e = (entry){*trace, reason, summed};
    return OKR_OK;
}

static okr_status take_traces(const okr_explainer *x, figures *f, int quantity, okr_error *err)
{
    okr_status status = OKR_OK;

    for (; f->traces < x->traces.count && status == OKR_OK; f->traces++) {
        const okr_trace *t = &OKR_AT(&x->traces, okr_trace, f->traces);
        if (t->quantity > quantity)
            break;
        if (t->quantity == quantity)
            status =
                push(f, t, isnan(t->share) ? OKR_PART_NO_SPLIT : OKR_PART_COUNTS, true, err);
    }
    return status;
}

static okr_status take_wider(const okr_explainer *x, figures *f, int quantity, okr_error *err)
{
    okr_status status = OKR_OK;

    for (; f->wider < x->wider.count && status == OKR_OK; f->wider++) {
        okr_trace t = OKR_AT(&x->wider, okr_trace, f->wider);
        if (t.quantity > quantity)
            break;
        const bool here = t.quantity < quantity || x->request->chosen->figures[t.measure];
        const okr_part_reason reason = here ? OKR_PART_COUNTS : reason_of(x, t.measure);
        t.share = NAN;
        if (reason != OKR_PART_COUNTS)
            status = push(f, &t, reason, false, err);
    }
    return status;
}

static okr_status take_unsummed(const okr_explainer *x, figures *f, int quantity,
                                okr_error *err)
{
    const okr_programme *p = okr_stats_programme(x->stats);
    const okr_bucket mine = okr_buckets_at(&f->unsummed_of, quantity);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < mine.count && status == OKR_OK; i++) {
        const unsummed *u = &OKR_AT(&f->unsummed, unsummed, mine.rows[i]);
        const okr_trace t = {.measure = OKR_INDICATOR(p, u->indicator)->measure,
                             .indicator = u->indicator,
                             .finance = -1,
                             .quantity = quantity,
                             .share = NAN,
                             .figure = okr_figure_of(p, OKR_INDICATOR(p, u->indicator))};
        status = push(f, &t, u->reason, false, err);
    }
    return status;
}

/* Figures of the measures chosen that no sum holds, and why. */
static okr_status find_unsummed(const okr_explainer *x, figures *f, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(x->stats);
    const okr_selection *chosen = x->request->chosen;
    const okr_quantities *quantities = okr_stats_quantities(x->stats);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const int measure = OKR_INDICATOR(p, i)->measure;
        const int holder = x->stats->holder[i];
        unsummed u = {(int)i, quantities->of_indicator[i], OKR_PART_COUNTS};
        if (measure < 0 || !chosen->figures[measure])
            continue;
        if (x->stats->standing[i] == OKR_STANDING_NONE)
            u.reason = OKR_PART_NOT_ADDED;
        else if (x->stats->standing[i] == OKR_STANDING_CONTROL)
            u.reason = OKR_PART_CONTROL;
        else if (holder >= 0 && chosen->figures[holder])
            u.reason = OKR_PART_DUPLICATE;
        if (u.reason != OKR_PART_COUNTS)
            status = okr_vec_append(&f->unsummed, &u, 1, err);
    }
    if (status != OKR_OK)
        return status;
    return okr_buckets_build(&f->unsummed_of, quantities->list.count, &f->unsummed,
                             offsetof(unsummed, quantity), err);
}

static int series_of(okr_statistic statistic)
{
    static const int series[] = {0, 1, 0, 1, 0, 1, 2};

    return series[statistic - OKR_STAT_ACTUAL_SUM];
}

static bool is_touching(okr_statistic statistic)
{
    return statistic == OKR_STAT_ACTUAL_TOUCHING || statistic == OKR_STAT_TARGET_TOUCHING;
}

static okr_part_reason missing_value(okr_statistic statistic)
{
    const bool target = series_of(statistic) == (statistic >= OKR_STAT_FINANCE_PLANNED ? 0 : 1);

    return target ? OKR_PART_NO_TARGET : OKR_PART_NO_ACTUAL;
}

/* Touching sums hold what the sums proper leave out, and the other way round. */
static okr_status add_part(okr_explainer *x, const entry *e, okr_statistic statistic,
                           okr_error *err)
{
    const okr_trace *t = &e->trace;
    const int series = series_of(statistic);
    okr_stat_part part = {.measure = t->measure,
                          .municipality = -1,
                          .indicator = t->indicator,
                          .finance = t->finance,
                          .share = t->share,
                          .estimated = t->estimated,
                          .value = {t->figure.value[series], t->figure.bounds[series]},
                          .weight = NAN,
                          .contribution = NAN,
                          .reason = e->reason};

    if (is_touching(statistic) && (!e->summed || e->reason != OKR_PART_NO_SPLIT))
        return OKR_OK;
    if (isnan(part.value.value))
        part.reason = missing_value(statistic);
    else if (is_touching(statistic)) {
        part.reason = OKR_PART_COUNTS;
        part.contribution = part.value.value;
    } else if (e->reason == OKR_PART_COUNTS)
        part.contribution = t->share * part.value.value;
    return okr_explainer_add(x, &part, err);
}

/* With a code: planned and actual, or the three sums of money; else the one asked for. */
static int statistics_of(const okr_explainer *x, bool finance, okr_statistic out[3])
{
    if (x->request->code == NULL) {
        out[0] = x->request->statistic;
        return 1;
    }
    out[0] = finance ? OKR_STAT_FINANCE_PLANNED : OKR_STAT_TARGET_SUM;
    out[1] = finance ? OKR_STAT_FINANCE_ALLOCATED : OKR_STAT_ACTUAL_SUM;
    out[2] = OKR_STAT_FINANCE_SPENT;
    return finance ? 3 : 2;
}

/* Without a code there is nothing to tell of a quantity that nobody gave this value. */
static bool has_value(const okr_explainer *x, const okr_vec *entries, okr_statistic statistic)
{
    bool any = x->request->code != NULL;

    for (size_t i = 0; i < entries->count && !any; i++)
        any = !isnan(OKR_AT(entries, entry, i).trace.figure.value[series_of(statistic)]);
    return any;
}

static okr_status explain_entries(okr_explainer *x, const okr_vec *entries, int quantity,
                                  okr_error *err)
{
    const bool finance = okr_quantity_at(okr_stats_quantities(x->stats), quantity)->finance;
    okr_statistic asked[3];
    const int n = entries->count == 0 ? 0 : statistics_of(x, finance, asked);
    okr_status status = OKR_OK;

    for (int s = 0; s < n && status == OKR_OK; s++) {
        if (!has_value(x, entries, asked[s]))
            continue;
        status = okr_explainer_begin(x, asked[s], quantity, err);
        for (size_t i = 0; i < entries->count && status == OKR_OK; i++)
            status = add_part(x, &OKR_AT(entries, entry, i), asked[s], err);
    }
    return status;
}

static okr_status explain_quantity(okr_explainer *x, figures *f, int quantity, okr_error *err)
{
    okr_status status = OKR_OK;

    f->entries.count = 0;
    status = take_traces(x, f, quantity, err);
    if (status == OKR_OK)
        status = take_wider(x, f, quantity, err);
    if (status == OKR_OK)
        status = take_unsummed(x, f, quantity, err);
    if (status != OKR_OK)
        return status;
    sort_entries(&f->entries);
    return explain_entries(x, &f->entries, quantity, err);
}

okr_status okr_explain_sums(okr_explainer *x, okr_error *err)
{
    const int quantities = (int)okr_stats_quantities(x->stats)->list.count;
    figures f = {.entries = OKR_VEC(entry), .unsummed = OKR_VEC(unsummed)};
    okr_status status = find_unsummed(x, &f, err);

    if (status == OKR_OK)
        status = okr_vec_reserve(&x->out->parts, x->traces.count + f.unsummed.count, err);
    for (int q = 0; q < quantities && status == OKR_OK; q++)
        if (okr_explainer_wants(x, q))
            status = explain_quantity(x, &f, q, err);
    okr_vec_done(&f.entries);
    okr_vec_done(&f.unsummed);
    okr_buckets_done(&f.unsummed_of);
    return status;
}
