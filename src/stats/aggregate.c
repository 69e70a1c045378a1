#include "stats/aggregate.h"

#include "link/allocate.h"
#include "link/standing.h"

#include <math.h>
#include <stdlib.h>

static bool by_territory(const okr_aggregate *a, int d)
{
    return d < a->request->dimensions && okr_dimension_is_territory(a->request->by[d]);
}

/* An agglomeration of which not every member is known makes every total a lower bound. */
static bool is_incomplete(const okr_aggregate *a, const int key[2])
{
    const okr_programme *p = a->stats->programme;
    const okr_selection *s = a->request->selection;
    bool asked = false;

    for (int d = 0; d < 2; d++)
        if (by_territory(a, d) && key[d] != OKR_KEY_TOTAL)
            return a->request->by[d] == OKR_BY_AGGLOMERATION && key[d] >= 0 &&
                   !OKR_AGGLOMERATION(p, key[d])->members_complete;
    for (size_t i = 0; s->agglomerations != NULL && i < p->agglomerations.count; i++)
        asked |= s->agglomerations[i] && !OKR_AGGLOMERATION(p, i)->members_complete;
    return asked;
}

static okr_status cell_of(okr_aggregate *a, int first, int second, int *number, okr_error *err)
{
    const okr_key key = {{first, second, 0, 0}};
    size_t index = 0;
    bool added = false;
    okr_status status = okr_keymap_add(&a->cell_numbers, key, &index, &added, err);

    if (status != OKR_OK)
        return status;
    *number = (int)index;
    if (!added)
        return OKR_OK;
    okr_stat_cell *cell = okr_vec_push(&a->cells, err);
    if (cell == NULL)
        return OKR_ERR_NOMEM;
    cell->key[0] = first;
    cell->key[1] = second;
    cell->incomplete = is_incomplete(a, cell->key);
    return OKR_OK;
}

static okr_status amounts_of(okr_aggregate *a, int cell, int quantity, okr_amounts **out,
                             okr_error *err)
{
    const okr_key key = {{cell, quantity, 0, 0}};
    size_t index = 0;
    bool added = false;
    okr_status status = okr_keymap_add(&a->amount_numbers, key, &index, &added, err);

    if (status != OKR_OK)
        return status;
    if (added) {
        okr_amounts *fresh = okr_vec_push(&a->amounts, err);
        if (fresh == NULL)
            return OKR_ERR_NOMEM;
        fresh->cell = cell;
        fresh->quantity = quantity;
    }
    *out = &OKR_AT(&a->amounts, okr_amounts, index);
    return OKR_OK;
}

/* The rows of a dimension without territories: a key each, with the share of the whole. */
static okr_status plain_entries(okr_aggregate *a, int d, int measure, const okr_place *place,
                                okr_error *err)
{
    const okr_stats *s = a->stats;
    const okr_bucket rows = okr_buckets_at(&s->topics_of, s->root[measure]);
    const okr_dimension dimension = a->request->by[d];
    okr_vec topics = OKR_VEC(int);
    okr_status status = OKR_OK;
    const int known = dimension == OKR_BY_PLACEMENT ? (int)place->placement : (int)place->basis;

    a->keys.count = 0;
    if (dimension == OKR_BY_PLACEMENT || dimension == OKR_BY_BASIS) {
        status = okr_vec_append(&a->keys, &known, 1, err);
    } else {
        for (size_t i = 0; i < rows.count && status == OKR_OK; i++)
            status = okr_vec_append(
                &topics, &OKR_AT(&s->topics, okr_topic, rows.rows[i]).contour, 1, err);
        if (status == OKR_OK)
            status = okr_measure_keys(s->programme, dimension, measure, topics.data,
                                      topics.count, &a->keys, err);
    }
    okr_vec_done(&topics);
    a->entries[d].count = 0;
    for (size_t i = 0; i < a->keys.count && status == OKR_OK; i++) {
        okr_entry e = a->total;
        e.key = OKR_AT(&a->keys, int, i);
        status = okr_vec_append(&a->entries[d], &e, 1, err);
    }
    return status;
}

static okr_status dimension_entries(okr_aggregate *a, int d, int measure,
                                    const okr_place *place, okr_error *err)
{
    okr_status status = OKR_OK;

    a->entries[d].count = 0;
    if (by_territory(a, d))
        status = okr_territory_entries(&a->territories, a->request->selection,
                                       a->request->by[d], place, &a->entries[d], err);
    else if (d < a->request->dimensions)
        status = plain_entries(a, d, measure, place, err);
    return status == OKR_OK ? okr_vec_append(&a->entries[d], &a->total, 1, err) : status;
}

static okr_status make_entries(okr_aggregate *a, int measure, const okr_place *place,
                               okr_error *err)
{
    okr_status status = OKR_OK;

    okr_entry_total(a->request->selection, place, &a->total);
    status = dimension_entries(a, 0, measure, place, err);
    return status == OKR_OK ? dimension_entries(a, 1, measure, place, err) : status;
}

/* What is done with each crossing of the rows of a measure. */
typedef okr_status crossing_fn(okr_aggregate *a, int cell, const okr_entry *entry, void *user,
                               okr_error *err);

static okr_status each_crossing(okr_aggregate *a, crossing_fn *visit, void *user,
                                okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < a->entries[0].count; i++)
        for (size_t j = 0; j < a->entries[1].count && status == OKR_OK; j++) {
            const okr_entry *first = &OKR_AT(&a->entries[0], okr_entry, i);
            const okr_entry *second = &OKR_AT(&a->entries[1], okr_entry, j);
            int cell = 0;
            status = cell_of(a, first->key, second->key, &cell, err);
            if (status == OKR_OK)
                status = visit(a, cell, by_territory(a, 1) ? second : first, user, err);
        }
    return status;
}

static okr_status count(okr_aggregate *a, int cell, const okr_entry *e, void *user,
                        okr_error *err)
{
    okr_contribution *c = user;
    okr_stat_cell *row = &OKR_AT(&a->cells, okr_stat_cell, cell);
    const okr_trace trace = {
        a->measure,  -1,         -1,          -1, e->listed, false, e->share[OKR_SHARE_COUNT],
        e->length_m, e->area_m2, {{0.0}, {0}}};

    c->share = trace.share;
    c->length_m = e->length_m;
    c->area_m2 = e->area_m2;
    if (e->listed) {
        okr_stat_cell_add(row, c);
    } else { /* drawn there, though the measure as a whole is elsewhere */
        row->length_m += e->length_m;
        row->area_m2 += e->area_m2;
    }
    return a->trace == NULL ? OKR_OK : okr_vec_append(a->trace, &trace, 1, err);
}

/* One figure on its way into the rows. */
typedef struct adding {
    okr_figure figure;
    int indicator, finance, quantity;
    okr_share_class class;
    bool estimated;
} adding;

static okr_status add_figure(okr_aggregate *a, int cell, const okr_entry *e, void *user,
                             okr_error *err)
{
    const adding *x = user;
    const double share = e->share[x->class];
    okr_amounts *amounts = NULL;
    okr_status status = OKR_OK;

    if (share == 0.0)
        return OKR_OK;
    status = amounts_of(a, cell, x->quantity, &amounts, err);
    if (status != OKR_OK)
        return status;
    okr_amounts_add(amounts, &x->figure, share, x->estimated && share < 1.0);
    return a->trace == NULL
               ? OKR_OK
               : okr_vec_append(a->trace,
                                &(okr_trace){.measure = a->measure,
                                             .indicator = x->indicator,
                                             .finance = x->finance,
                                             .quantity = x->quantity,
                                             .listed = e->listed,
                                             .estimated = x->estimated && share < 1.0,
                                             .share = share,
                                             .figure = x->figure},
                                1, err);
}

static void set_value(okr_figure *f, int series, const okr_programme *p, int unit,
                      const okr_value *value)
{
    f->value[series] = okr_in_base_unit(p, unit, value->number);
    f->bounds[series] = okr_bounds_of(value->qualifier);
}

okr_figure okr_figure_of(const okr_programme *p, const okr_indicator *i)
{
    okr_figure f = {.value = {NAN, NAN, NAN}};

    set_value(&f, 0, p, i->unit, &i->actual);
    set_value(&f, 1, p, i->unit, &i->target);
    return f;
}

/* The place as a rule of the programme splits it, for this class of quantities. */
static okr_status estimate(okr_aggregate *a, const okr_allocation_rule *rule,
                           const okr_place *place, okr_share_class c, okr_place *out,
                           okr_error *err)
{
    const okr_programme *p = a->stats->programme;
    okr_status status = okr_vec_reserve(&a->shares, place->count, err);

    *out = *place;
    a->parts.count = 0;
    if (status == OKR_OK)
        status = okr_vec_append(&a->parts, place->parts, place->count, err);
    if (status != OKR_OK || !okr_allocate(p, rule, place, a->shares.data))
        return status;
    for (size_t i = 0; i < place->count; i++)
        OKR_AT(&a->parts, okr_place_part, i).share[c] = OKR_AT(&a->shares, double, i);
    out->parts = a->parts.data;
    out->of[c] = (okr_class_place){OKR_PLACEMENT_SPLIT, 0.0, 0.0};
    return OKR_OK;
}

static okr_status add_estimated(okr_aggregate *a, int measure, const okr_place *place,
                                const okr_allocation_rule *rule, adding *x, okr_error *err)
{
    okr_place split;
    okr_status status = estimate(a, rule, place, x->class, &split, err);

    x->estimated = split.of[x->class].placement == OKR_PLACEMENT_SPLIT;
    if (status == OKR_OK)
        status = make_entries(a, measure, &split, err);
    if (status == OKR_OK)
        status = each_crossing(a, add_figure, x, err);
    return status == OKR_OK ? make_entries(a, measure, place, err) : status;
}

static okr_status add_indicator(okr_aggregate *a, int index, const okr_place *place,
                                okr_error *err)
{
    const okr_programme *p = a->stats->programme;
    const okr_indicator *i = OKR_INDICATOR(p, index);
    const okr_allocation_rule *rule = NULL;
    adding x = {.indicator = index,
                .finance = -1,
                .quantity = a->stats->quantities.of_indicator[index],
                .class = okr_share_class_of_unit(p, i->unit)};

    x.figure = okr_figure_of(p, i);
    if (place->count > 0 && place->of[x.class].placement == OKR_PLACEMENT_NOT_SPLIT)
        rule = okr_allocation_for(p, i->code);
    if (rule != NULL)
        return add_estimated(a, i->measure, place, rule, &x, err);
    return each_crossing(a, add_figure, &x, err);
}

static bool enters_sums(const okr_aggregate *a, int indicator)
{
    const okr_stats *s = a->stats;
    const int holder = s->holder[indicator];

    if (s->standing[indicator] != OKR_STANDING_ITEM &&
        s->standing[indicator] != OKR_STANDING_GROUP)
        return false;
    return holder < 0 || !a->request->selection->figures[holder];
}

static okr_status add_figures(okr_aggregate *a, int measure, const okr_place *place,
                              okr_error *err)
{
    const okr_bucket rows = okr_buckets_at(&a->stats->indicators, measure);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++)
        if (enters_sums(a, rows.rows[i]))
            status = add_indicator(a, rows.rows[i], place, err);
    return status;
}

static okr_status add_money(okr_aggregate *a, int measure, okr_error *err)
{
    const okr_stats *s = a->stats;
    const okr_bucket rows = okr_buckets_at(&s->finance, measure);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_finance *f = &OKR_AT(&s->programme->finance, okr_finance, rows.rows[i]);
        const double values[OKR_SERIES] = {f->planned, f->allocated, f->spent};
        adding x = {.indicator = -1,
                    .finance = rows.rows[i],
                    .quantity = s->quantities.of_finance[rows.rows[i]],
                    .class = OKR_SHARE_OTHER};
        for (int k = 0; k < OKR_SERIES; k++)
            x.figure.value[k] = okr_in_base_unit(s->programme, f->unit, values[k]);
        status = each_crossing(a, add_figure, &x, err);
    }
    return status;
}

static okr_status add_measure(okr_aggregate *a, int measure, bool counted, okr_error *err)
{
    const okr_selection *s = a->request->selection;
    const okr_place *place = okr_places_at(s->places, measure);
    okr_contribution c = {.measure = OKR_MEASURE(a->stats->programme, measure),
                          .progress = &a->stats->progress[measure],
                          .located = place->count > 0};
    okr_status status = make_entries(a, measure, place, err);

    a->measure = measure;
    if (status == OKR_OK && counted)
        status = each_crossing(a, count, &c, err);
    if (status == OKR_OK && counted)
        status = add_money(a, measure, err);
    return status == OKR_OK ? add_figures(a, measure, place, err) : status;
}

/* Of certain duplicates one is counted: the one the others name, else the first chosen. */
static bool is_counted(const okr_aggregate *a, int measure, bool *taken)
{
    const bool *chosen = a->request->selection->chosen;
    const int root = a->stats->root[measure];

    if (!chosen[measure] || (root != measure && chosen[root]) || taken[root])
        return false;
    taken[root] = true;
    return true;
}

/* Territories without a measure are answers too; so is the total of nothing. */
static okr_status add_empty_rows(okr_aggregate *a, okr_error *err)
{
    const okr_programme *p = a->stats->programme;
    int cell = 0;
    okr_status status = cell_of(a, OKR_KEY_TOTAL, OKR_KEY_TOTAL, &cell, err);

    for (int d = 0; d < 2; d++) {
        const size_t n = a->request->by[d] == OKR_BY_MUNICIPALITY ? p->municipalities.count
                                                                  : p->agglomerations.count;
        const bool all = by_territory(a, d) && !okr_selection_has_place(a->request->selection);
        for (size_t i = 0; i < n && all && status == OKR_OK; i++)
            status = d == 0 ? cell_of(a, (int)i, OKR_KEY_TOTAL, &cell, err)
                            : cell_of(a, OKR_KEY_TOTAL, (int)i, &cell, err);
    }
    return status;
}

okr_status okr_aggregate_run(okr_aggregate *a, const okr_stats *stats,
                             const okr_stats_request *request, okr_error *err)
{
    const okr_selection *s = request->selection;
    bool *taken = calloc(s->count + 1, sizeof *taken);
    okr_status status = taken == NULL ? okr_fail_nomem(err) : OKR_OK;

    a->stats = stats;
    a->request = request;
    a->cells = OKR_VEC(okr_stat_cell);
    a->amounts = OKR_VEC(okr_amounts);
    a->entries[0] = a->entries[1] = OKR_VEC(okr_entry);
    a->keys = OKR_VEC(int);
    a->parts = OKR_VEC(okr_place_part);
    a->shares = OKR_VEC(double);
    if (status == OKR_OK)
        status = okr_territories_init(&a->territories, stats->programme, err);
    if (status == OKR_OK)
        status = add_empty_rows(a, err);
    for (size_t m = 0; m < s->count && status == OKR_OK; m++) {
        const bool counted = is_counted(a, (int)m, taken);
        if (counted || s->figures[m])
            status = add_measure(a, (int)m, counted, err);
    }
    free(taken);
    return status;
}

void okr_aggregate_done(okr_aggregate *a)
{
    okr_territories_done(&a->territories);
    okr_keymap_done(&a->cell_numbers);
    okr_vec_done(&a->cells);
    okr_keymap_done(&a->amount_numbers);
    okr_vec_done(&a->amounts);
    okr_vec_done(&a->entries[0]);
    okr_vec_done(&a->entries[1]);
    okr_vec_done(&a->keys);
    okr_vec_done(&a->parts);
    okr_vec_done(&a->shares);
}
