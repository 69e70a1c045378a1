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

static int compare(int a, int b)
{
    return (a > b) - (a < b);
}

static int by_quantity(const void *left, const void *right)
{
    const okr_trace *a = &((const entry *)left)->trace, *b = &((const entry *)right)->trace;

    if (a->quantity != b->quantity)
        return compare(a->quantity, b->quantity);
    if (a->measure != b->measure)
        return compare(a->measure, b->measure);
    return a->indicator != b->indicator ? compare(a->indicator, b->indicator)
                                        : compare(a->finance, b->finance);
}

static bool are_sorted(const okr_vec *entries, size_t count)
{
    size_t i = 1;

    while (i < count &&
           by_quantity(&OKR_AT(entries, entry, i - 1), &OKR_AT(entries, entry, i)) <= 0)
        i++;
    return i >= count;
}

/* Two runs, each sorted, become one; of equal entries those of the first stand first. */
static okr_status merge(okr_vec *entries, size_t first, okr_error *err)
{
    const entry *all = entries->data;
    okr_vec merged = OKR_VEC(entry);
    size_t a = 0, b = first;
    okr_status status = okr_vec_reserve(&merged, entries->count, err);

    while ((a < first || b < entries->count) && status == OKR_OK) {
        const bool second =
            a == first || (b < entries->count && by_quantity(&all[a], &all[b]) > 0);
        status = okr_vec_append(&merged, &all[second ? b++ : a++], 1, err);
    }
    okr_vec_done(entries);
    *entries = merged;
    return status;
}

/* The first entries come sorted as a rule: those of the traces. */
static okr_status sort_entries(okr_vec *entries, size_t first, okr_error *err)
{
    if (are_sorted(entries, entries->count))
        return OKR_OK;
    if (!are_sorted(entries, first)) {
        qsort(entries->data, entries->count, entries->item_size, by_quantity);
        return OKR_OK;
    }
    qsort(&OKR_AT(entries, entry, first), entries->count - first, entries->item_size,
          by_quantity);
    return merge(entries, first, err);
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

static okr_status add_traces(const okr_explainer *x, okr_vec *entries, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < x->traces.count && status == OKR_OK; i++) {
        const okr_trace *t = &OKR_AT(&x->traces, okr_trace, i);
        if (okr_explainer_wants(x, t->quantity))
            status = okr_vec_append(
                entries,
                &(entry){*t, isnan(t->share) ? OKR_PART_NO_SPLIT : OKR_PART_COUNTS, true}, 1,
                err);
    }
    for (size_t i = 0; i < x->wider.count && status == OKR_OK; i++) {
        okr_trace t = OKR_AT(&x->wider, okr_trace, i);
        const bool here = x->request->chosen->figures[t.measure];
        const okr_part_reason reason = !here && okr_explainer_wants(x, t.quantity)
                                           ? reason_of(x, t.measure)
                                           : OKR_PART_COUNTS;
        t.share = NAN;
        if (reason != OKR_PART_COUNTS)
            status = okr_vec_append(entries, &(entry){t, reason, false}, 1, err);
    }
    return status;
}

/* Figures of the measures chosen that no sum holds, and why. */
static okr_status add_unsummed(const okr_explainer *x, okr_vec *entries, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(x->stats);
    const okr_selection *chosen = x->request->chosen;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const int measure = OKR_INDICATOR(p, i)->measure;
        const int quantity = okr_stats_quantities(x->stats)->of_indicator[i];
        const int holder = x->stats->holder[i];
        okr_part_reason reason = OKR_PART_COUNTS;
        if (measure < 0 || !chosen->figures[measure] || !okr_explainer_wants(x, quantity))
            continue;
        if (x->stats->standing[i] == OKR_STANDING_NONE)
            reason = OKR_PART_NOT_ADDED;
        else if (x->stats->standing[i] == OKR_STANDING_CONTROL)
            reason = OKR_PART_CONTROL;
        else if (holder >= 0 && chosen->figures[holder])
            reason = OKR_PART_DUPLICATE;
        const okr_trace t = {.measure = measure,
                             .indicator = (int)i,
                             .finance = -1,
                             .quantity = quantity,
                             .share = NAN,
                             .figure = okr_figure_of(p, OKR_INDICATOR(p, i))};
        if (reason != OKR_PART_COUNTS)
            status = okr_vec_append(entries, &(entry){t, reason, false}, 1, err);
    }
    return status;
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
static bool has_value(const okr_explainer *x, const okr_vec *entries, size_t first, size_t end,
                      okr_statistic statistic)
{
    bool any = x->request->code != NULL;

    for (size_t i = first; i < end && !any; i++)
        any = !isnan(OKR_AT(entries, entry, i).trace.figure.value[series_of(statistic)]);
    return any;
}

static okr_status explain_quantity(okr_explainer *x, const okr_vec *entries, size_t first,
                                   size_t end, okr_error *err)
{
    const int quantity = OKR_AT(entries, entry, first).trace.quantity;
    const bool finance = okr_quantity_at(okr_stats_quantities(x->stats), quantity)->finance;
    okr_statistic asked[3];
    const int n = statistics_of(x, finance, asked);
    okr_status status = OKR_OK;

    for (int s = 0; s < n && status == OKR_OK; s++) {
        if (!has_value(x, entries, first, end, asked[s]))
            continue;
        status = okr_explainer_begin(x, asked[s], quantity, err);
        for (size_t i = first; i < end && status == OKR_OK; i++)
            status = add_part(x, &OKR_AT(entries, entry, i), asked[s], err);
    }
    return status;
}

okr_status okr_explain_sums(okr_explainer *x, okr_error *err)
{
    okr_vec entries = OKR_VEC(entry);
    size_t end = 0;
    okr_status status = add_traces(x, &entries, err);
    const size_t traces = entries.count;

    if (status == OKR_OK)
        status = add_unsummed(x, &entries, err);
    if (status == OKR_OK)
        status = sort_entries(&entries, traces, err);
    for (size_t first = 0; first < entries.count && status == OKR_OK; first = end) {
        const int quantity = OKR_AT(&entries, entry, first).trace.quantity;
        end = first;
        while (end < entries.count && OKR_AT(&entries, entry, end).trace.quantity == quantity)
            end++;
        status = explain_quantity(x, &entries, first, end, err);
    }
    okr_vec_done(&entries);
    return status;
}
