#include "link/tally.h"

#include "model/region.h"

#include <math.h>
#include <stdlib.h>

/* How far stated portions may miss 1: they are written with a few decimals. */
#define PORTION_TOLERANCE 1e-6

okr_status okr_tally_source_init(okr_tally_source *s, const okr_programme *p, unsigned bases,
                                 okr_error *err)
{
    okr_status status = OKR_OK;

    *s = (okr_tally_source){.programme = p, .bases = bases};
    status = okr_buckets_build(&s->locations, p->measures.count, &p->locations,
                               offsetof(okr_location, measure), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&s->links, p->locations.count, &p->links,
                                   offsetof(okr_link, location), err);
    return status;
}

void okr_tally_source_done(okr_tally_source *s)
{
    okr_buckets_done(&s->locations);
    okr_buckets_done(&s->links);
}

static bool on_territory(okr_basis basis)
{
    return basis == OKR_BASIS_AGGLOMERATION || basis == OKR_BASIS_NATURAL_AREA ||
           basis == OKR_BASIS_UNSPECIFIED_SUBSET;
}

static bool on_region(okr_basis basis)
{
    return basis == OKR_BASIS_REGION || basis == OKR_BASIS_REGION_UNQUANTIFIED;
}

static bool allowed(const okr_tally_source *s, const okr_location *l)
{
    return (s->bases & OKR_BASIS_BIT(l->basis)) != 0;
}

/* Whether a location says anything about where the measure stands. */
static bool places(const okr_tally_source *s, const okr_location *l)
{
    return allowed(s, l) || on_territory(l->basis) || on_region(l->basis) ||
           l->basis == OKR_BASIS_OUTSIDE_REGION;
}

/* Who writes the region where a municipality stands names no municipality. */
static bool names_place(const okr_programme *p, const okr_location *l)
{
    return l->oktmo[0] != '\0' || l->settlement_name[0] != '\0' ||
           (l->municipality_name[0] != '\0' &&
            !(l->region && okr_names_region(p, l->municipality_name)));
}

static okr_tally_entry *entry_of(okr_tally *t, int municipality, okr_error *err)
{
    int *slot = &t->slots[municipality];
    okr_tally_entry *entry = NULL;

    if (*slot > 0)
        return &OKR_AT(&t->entries, okr_tally_entry, *slot - 1);
    entry = okr_vec_push(&t->entries, err);
    if (entry == NULL)
        return NULL;
    entry->municipality = municipality;
    *slot = (int)t->entries.count;
    return entry;
}

static double or_zero(double value)
{
    return isnan(value) ? 0.0 : value;
}

/* The share of such a link is the portion itself, not a share of it. */
static double portion_of(const okr_location *l, const okr_link *link)
{
    return link->method == OKR_LINK_PORTION ? l->portion : l->portion * link->share;
}

static void add_outside(okr_tally *t, const okr_location *l, const okr_link *link)
{
    if (link->method == OKR_LINK_LENGTH)
        t->outside_length_m += or_zero(link->length_m);
    else if (link->method == OKR_LINK_AREA)
        t->outside_area_m2 += or_zero(link->area_m2);
    else
        t->outside_points = true;
    if (isnan(l->portion))
        t->open_outside = true;
    else if (isnan(link->share))
        t->portion_open = true;
    else
        t->portion_outside += portion_of(l, link);
}

static void add_portion(okr_tally *t, okr_tally_entry *entry, const okr_location *l,
                        const okr_link *link)
{
    if (isnan(l->portion))
        return;
    entry->by_portion = true;
    if (isnan(link->share))
        t->portion_open = true;
    else
        entry->portion += portion_of(l, link);
}

static void count_dimension(okr_tally *t, const okr_link *link)
{
    t->points |= link->method == OKR_LINK_POINT;
    t->lines |= link->method == OKR_LINK_LENGTH;
    t->areas |= link->method == OKR_LINK_AREA;
    t->length_m += link->method == OKR_LINK_LENGTH ? or_zero(link->length_m) : 0.0;
    t->area_m2 += link->method == OKR_LINK_AREA ? or_zero(link->area_m2) : 0.0;
}

static okr_status add_link(okr_tally *t, const okr_location *l, const okr_link *link,
                           okr_error *err)
{
    okr_tally_entry *entry = NULL;

    count_dimension(t, link);
    if (link->municipality < 0) {
        add_outside(t, l, link);
        return OKR_OK;
    }
    entry = entry_of(t, link->municipality, err);
    if (entry == NULL)
        return OKR_ERR_NOMEM;
    entry->points |= link->method == OKR_LINK_POINT;
    entry->lines |= link->method == OKR_LINK_LENGTH;
    entry->areas |= link->method == OKR_LINK_AREA;
    entry->named |= link->method == OKR_LINK_PLACE || link->method == OKR_LINK_PORTION ||
                    link->method == OKR_LINK_ESTIMATE;
    entry->length_m += link->method == OKR_LINK_LENGTH ? or_zero(link->length_m) : 0.0;
    entry->area_m2 += link->method == OKR_LINK_AREA ? or_zero(link->area_m2) : 0.0;
    add_portion(t, entry, l, link);
    return OKR_OK;
}

static void add_drawn(double *sum, double value)
{
    if (!isnan(value))
        *sum = or_zero(*sum) + value;
}

/* A location that names a place nobody knows: its portion, if it has one, has no place. */
static void add_unresolved(okr_tally *t, const okr_location *l)
{
    t->unresolved = true;
    if (isnan(l->portion))
        t->open_outside = true;
    else
        t->portion_unresolved += l->portion;
}

/* The basis speaks first: an unlisted subset of the region is a territory, not the region. */
static okr_status add_whole(okr_tally *t, const okr_location *l, okr_error *err)
{
    if (on_region(l->basis)) {
        t->region = true;
        return OKR_OK;
    }
    if (l->basis == OKR_BASIS_OUTSIDE_REGION) {
        t->outside_region = true;
        return OKR_OK;
    }
    if (!on_territory(l->basis) && l->agglomeration < 0) {
        t->region |= l->region;
        return OKR_OK;
    }
    t->territory = true;
    add_drawn(&t->territory_length_m, l->length_m);
    add_drawn(&t->territory_area_m2, l->area_m2);
    return l->agglomeration < 0 ? OKR_OK
                                : okr_vec_append(&t->agglomerations, &l->agglomeration, 1, err);
}

static okr_status add_location(okr_tally *t, const okr_tally_source *s, int location,
                               okr_error *err)
{
    const okr_location *l = OKR_LOCATION(s->programme, location);
    const okr_bucket links = okr_buckets_at(&s->links, location);

    if (!places(s, l))
        return OKR_OK;
    if (!allowed(s, l) || (links.count == 0 && !names_place(s->programme, l)))
        return add_whole(t, l, err);
    t->approximate |= l->exactness != OKR_EXACTNESS_EXACT;
    if (!isnan(l->portion)) {
        t->portions++;
        t->portion_sum += l->portion;
    }
    if (links.count == 0)
        add_unresolved(t, l);
    add_drawn(&t->drawn_length_m, l->length_m);
    add_drawn(&t->drawn_area_m2, l->area_m2);
    for (size_t i = 0; i < links.count; i++) {
        okr_status status = add_link(t, l, OKR_LINK(s->programme, links.rows[i]), err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

static int by_municipality(const void *a, const void *b)
{
    const int x = ((const okr_tally_entry *)a)->municipality;
    const int y = ((const okr_tally_entry *)b)->municipality;
    return (x > y) - (x < y);
}

static okr_status forget(okr_tally *t, const okr_programme *p, okr_error *err)
{
    int *slots = t->slots;
    okr_vec entries = t->entries, agglomerations = t->agglomerations;

    if (slots == NULL)
        slots = calloc(p->municipalities.count + 1, sizeof *slots);
    if (slots == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < entries.count; i++)
        slots[OKR_AT(&entries, okr_tally_entry, i).municipality] = 0;
    entries.count = 0;
    agglomerations.count = 0;
    *t = (okr_tally){
        .entries = entries,
        .agglomerations = agglomerations,
        .slots = slots,
        .drawn_length_m = NAN,
        .drawn_area_m2 = NAN,
        .territory_length_m = NAN,
        .territory_area_m2 = NAN,
        .basis = OKR_BASIS_UNKNOWN,
    };
    return OKR_OK;
}

okr_status okr_tally_measure(okr_tally *t, const okr_tally_source *s, int measure,
                             okr_error *err)
{
    const okr_bucket rows = okr_buckets_at(&s->locations, measure);
    bool activity = false;
    okr_status status = forget(t, s->programme, err);

    for (size_t i = 0; i < rows.count; i++) {
        const okr_location *l = OKR_LOCATION(s->programme, rows.rows[i]);
        activity |= l->reach == OKR_REACH_ACTIVITY && places(s, l);
        if (l->basis < t->basis)
            t->basis = l->basis;
    }
    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_location *l = OKR_LOCATION(s->programme, rows.rows[i]);
        if (l->reach == OKR_REACH_ACTIVITY || !activity)
            status = add_location(t, s, rows.rows[i], err);
    }
    if (t->entries.count > 1)
        qsort(t->entries.data, t->entries.count, t->entries.item_size, by_municipality);
    return status;
}

bool okr_tally_portions_hold(const okr_tally *t)
{
    if (t->portions == 0 || t->portion_open || t->open_outside ||
        fabs(t->portion_sum - 1.0) > PORTION_TOLERANCE)
        return false;
    for (size_t i = 0; i < t->entries.count; i++)
        if (!OKR_AT(&t->entries, okr_tally_entry, i).by_portion)
            return false;
    return true;
}

void okr_tally_done(okr_tally *t)
{
    okr_vec_done(&t->entries);
    okr_vec_done(&t->agglomerations);
    free(t->slots);
    t->slots = NULL;
}
