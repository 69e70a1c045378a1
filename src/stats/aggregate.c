#include "stats/aggregate.h"

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
            status = okr_measure_keys(s->programme, dimension, measure,
                                      (okr_topics){topics.data, topics.count}, &a->keys, err);
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

static okr_status count(okr_aggregate *a, int cell, const okr_contribution *measure,
                        const okr_entry *e, okr_error *err)
{
    okr_stat_cell *row = &OKR_AT(&a->cells, okr_stat_cell, cell);
    const okr_measure *first = a->stats->programme->measures.data;
    const okr_trace trace = {.measure = (int)(measure->measure - first),
                             .indicator = -1,
                             .finance = -1,
                             .quantity = -1,
                             .listed = e->listed,
                             .share = e->share[OKR_SHARE_COUNT],
                             .length_m = e->length_m,
                             .area_m2 = e->area_m2};
    okr_contribution c = *measure;

    c.share = e->share[OKR_SHARE_COUNT];
    c.length_m = e->length_m;
    c.area_m2 = e->area_m2;
    if (e->listed) {
        okr_stat_cell_add(row, &c);
    } else { /* drawn there, though the measure as a whole is elsewhere */
        row->length_m += e->length_m;
        row->area_m2 += e->area_m2;
    }
    return a->trace == NULL ? OKR_OK : okr_vec_append(a->trace, &trace, 1, err);
}

static okr_status push_crossing(okr_aggregate *a, int cell, const okr_entry *e, okr_error *err)
{
    okr_crossing *x = okr_vec_push(&a->crossings, err);

    if (x == NULL)
        return OKR_ERR_NOMEM;
    x->cell = cell;
    x->listed = e->listed;
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        x->share[c] = e->share[c];
    return OKR_OK;
}

/* Each row of one dimension with each of the other; the territory decides on the shares. */
static okr_status cross_entries(okr_aggregate *a, const okr_contribution *c, okr_error *err)
{
    const bool second_decides = by_territory(a, 1);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < a->entries[0].count; i++)
        for (size_t j = 0; j < a->entries[1].count && status == OKR_OK; j++) {
            const okr_entry *first = &OKR_AT(&a->entries[0], okr_entry, i);
            const okr_entry *second = &OKR_AT(&a->entries[1], okr_entry, j);
            const okr_entry *e = second_decides ? second : first;
            int cell = 0;
            status = cell_of(a, first->key, second->key, &cell, err);
            if (status == OKR_OK && c != NULL)
                status = count(a, cell, c, e, err);
            if (status == OKR_OK)
                status = push_crossing(a, cell, e, err);
        }
    return status;
}

okr_status okr_aggregate_cross(okr_aggregate *a, int measure, const okr_place *place,
                               okr_error *err)
{
    okr_status status = make_entries(a, measure, place, err);

    return status == OKR_OK ? cross_entries(a, NULL, err) : status;
}

static okr_status add_measure(okr_aggregate *a, int measure, okr_error *err)
{
    const okr_place *place = okr_places_at(a->request->selection->places, measure);
    const okr_contribution c = {.measure = OKR_MEASURE(a->stats->programme, measure),
                                .progress = &a->stats->progress[measure],
                                .located = place->count > 0};
    okr_status status = make_entries(a, measure, place, err);

    a->spans[measure].first = a->crossings.count;
    if (status == OKR_OK)
        status = cross_entries(a, a->counted[measure] ? &c : NULL, err);
    a->spans[measure].end = a->crossings.count;
    return status;
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

static okr_status start(okr_aggregate *a, okr_error *err)
{
    const size_t n = a->request->selection->count;

    a->cells = OKR_VEC(okr_stat_cell);
    a->crossings = OKR_VEC(okr_crossing);
    for (size_t i = 0; i < OKR_AMOUNT_PARTS; i++)
        a->amounts[i] = OKR_VEC(okr_amounts);
    a->entries[0] = a->entries[1] = OKR_VEC(okr_entry);
    a->keys = OKR_VEC(int);
    a->spans = calloc(n + 1, sizeof *a->spans);
    a->counted = calloc(n + 1, sizeof *a->counted);
    if (a->spans == NULL || a->counted == NULL)
        return okr_fail_nomem(err);
    return okr_territories_init(&a->territories, a->stats->programme, err);
}

static okr_status add_measures(okr_aggregate *a, okr_error *err)
{
    const okr_selection *s = a->request->selection;
    bool *taken = calloc(s->count + 1, sizeof *taken);
    okr_status status = taken == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t m = 0; m < s->count && status == OKR_OK; m++) {
        a->counted[m] = is_counted(a, (int)m, taken);
        if (a->counted[m] || s->figures[m])
            status = add_measure(a, (int)m, err);
    }
    free(taken);
    return status;
}

okr_status okr_aggregate_run(okr_aggregate *a, const okr_stats *stats,
                             const okr_stats_request *request, okr_error *err)
{
    okr_status status = OKR_OK;

    a->stats = stats;
    a->request = request;
    status = start(a, err);
    if (status == OKR_OK)
        status = add_empty_rows(a, err);
    if (status == OKR_OK)
        status = add_measures(a, err);
    return status == OKR_OK ? okr_aggregate_figures(a, err) : status;
}

void okr_aggregate_done(okr_aggregate *a)
{
    okr_territories_done(&a->territories);
    okr_keymap_done(&a->cell_numbers);
    okr_vec_done(&a->cells);
    okr_vec_done(&a->crossings);
    for (size_t i = 0; i < OKR_AMOUNT_PARTS; i++)
        okr_vec_done(&a->amounts[i]);
    okr_vec_done(&a->entries[0]);
    okr_vec_done(&a->entries[1]);
    okr_vec_done(&a->keys);
    free(a->spans);
    free(a->counted);
}
