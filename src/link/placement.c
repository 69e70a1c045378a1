#include "link/places.h"
#include "link/tally.h"

#include <math.h>
#include <stdlib.h>

/* What is known of one measure while it is decided. */
typedef struct decision {
    const okr_tally *tally;
    okr_place_record *record;
    okr_place_part *parts; /* of this measure, one per entry */
} decision;

static const okr_tally_entry *entry_at(const okr_tally *t, size_t i)
{
    return &OKR_AT(&t->entries, okr_tally_entry, i);
}

static void set_all(okr_place *place, okr_placement placement, double outside, double unplaced)
{
    place->placement = placement;
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        place->of[c] = (okr_class_place){placement, outside, unplaced};
}

static void share_all(okr_place_part *part, double share)
{
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        part->share[c] = share;
}

static bool touches_outside(const okr_tally *t)
{
    return t->outside_points || t->outside_length_m > 0.0 || t->outside_area_m2 > 0.0;
}

/* A municipality that is only named, beside geometry elsewhere, has no share of it. */
static bool some_only_named(const okr_tally *t)
{
    for (size_t i = 0; i < t->entries.count; i++) {
        const okr_tally_entry *e = entry_at(t, i);
        if (!e->lines && !e->areas && !e->points)
            return true;
    }
    return false;
}

/* One municipality or none may hold everything of a class after all: say so. */
static okr_placement split_or_whole(const decision *d, okr_share_class c)
{
    const okr_class_place *of = &d->record->place.of[c];
    size_t touched = 0;

    for (size_t i = 0; i < d->record->place.count; i++)
        touched += d->parts[i].share[c] > 0.0;
    if (touched == 0 && of->outside > 0.0)
        return OKR_PLACEMENT_OUTSIDE;
    if (touched == 1 && of->outside == 0.0 && of->unplaced == 0.0)
        return OKR_PLACEMENT_INSIDE;
    return OKR_PLACEMENT_SPLIT;
}

static void split_by_length(const decision *d, okr_share_class c)
{
    for (size_t i = 0; i < d->record->place.count; i++)
        d->parts[i].share[c] = entry_at(d->tally, i)->length_m / d->tally->length_m;
    d->record->place.of[c].outside = d->tally->outside_length_m / d->tally->length_m;
    d->record->place.of[c].placement = split_or_whole(d, c);
}

static void split_by_area(const decision *d, okr_share_class c)
{
    for (size_t i = 0; i < d->record->place.count; i++)
        d->parts[i].share[c] = entry_at(d->tally, i)->area_m2 / d->tally->area_m2;
    d->record->place.of[c].outside = d->tally->outside_area_m2 / d->tally->area_m2;
    d->record->place.of[c].placement = split_or_whole(d, c);
}

/* Portions are written with a few decimals; divided by their sum they close exactly. */
static void split_by_portion(const decision *d, okr_share_class c)
{
    const double sum = d->tally->portion_sum;

    for (size_t i = 0; i < d->record->place.count; i++)
        d->parts[i].share[c] = entry_at(d->tally, i)->portion / sum;
    d->record->place.of[c].outside = d->tally->portion_outside / sum;
    d->record->place.of[c].unplaced = d->tally->portion_unresolved / sum;
    d->record->place.of[c].placement = split_or_whole(d, c);
}

/* Several municipalities, or one and the outside: each class by what divides it. */
static void decide_several(const decision *d)
{
    const okr_tally *t = d->tally;
    const bool open = t->unresolved || some_only_named(t);
    const bool by_length = t->length_m > 0.0 && !open;
    const bool by_area = t->area_m2 > 0.0 && !open;
    const bool one_dimension = t->lines != t->areas && !t->points && !t->outside_points;
    okr_place *place = &d->record->place;

    set_all(place, OKR_PLACEMENT_NOT_SPLIT, 0.0, 0.0);
    for (size_t i = 0; i < place->count; i++)
        share_all(&d->parts[i], NAN);
    if (okr_tally_portions_hold(t))
        for (int c = 0; c < OKR_SHARE_CLASSES; c++)
            split_by_portion(d, (okr_share_class)c);
    else if (one_dimension && by_length)
        split_by_length(d, OKR_SHARE_COUNT);
    else if (one_dimension && by_area)
        split_by_area(d, OKR_SHARE_COUNT);
    if (by_length)
        split_by_length(d, OKR_SHARE_LENGTH);
    if (by_area)
        split_by_area(d, OKR_SHARE_AREA);
    place->placement = place->of[OKR_SHARE_COUNT].placement;
}

/* Nothing names a municipality: the agglomeration, the region, outside, or nobody knows. */
static void decide_whole(const decision *d)
{
    const okr_tally *t = d->tally;
    okr_place *place = &d->record->place;

    place->length_m = t->territory_length_m;
    place->area_m2 = t->territory_area_m2;
    if (t->territory)
        set_all(place, OKR_PLACEMENT_TERRITORY, 0.0, 0.0);
    else if (t->region)
        set_all(place, OKR_PLACEMENT_REGION, 0.0, 0.0);
    else if (t->outside_region)
        set_all(place, OKR_PLACEMENT_OUTSIDE, 1.0, 0.0);
    else
        set_all(place, OKR_PLACEMENT_UNPLACED, 0.0, 1.0);
}

static void decide(const decision *d)
{
    const okr_tally *t = d->tally;
    okr_place *place = &d->record->place;
    const bool outside = touches_outside(t);

    place->length_m = t->drawn_length_m;
    place->area_m2 = t->drawn_area_m2;
    place->outside_length_m = t->outside_length_m;
    place->outside_area_m2 = t->outside_area_m2;
    place->complete = place->count > 0 && !outside && !t->unresolved;
    place->basis = t->basis;
    place->approximate = t->approximate;
    if (place->count == 0 && !outside) {
        decide_whole(d);
    } else if (place->count == 0 && !t->unresolved) {
        set_all(place, OKR_PLACEMENT_OUTSIDE, 1.0, 0.0);
    } else if (place->count == 1 && !outside && !t->unresolved) {
        set_all(place, OKR_PLACEMENT_INSIDE, 0.0, 0.0);
        share_all(&d->parts[0], 1.0);
    } else {
        decide_several(d);
    }
}

/* Append the parts of a measure, still without shares; the pool may move. */
static okr_status push_parts(okr_places *places, okr_place_record *record, const okr_tally *t,
                             okr_error *err)
{
    record->first_part = places->parts.count;
    record->place.count = t->entries.count;
    for (size_t i = 0; i < t->entries.count; i++) {
        okr_place_part *part = okr_vec_push(&places->parts, err);
        if (part == NULL)
            return OKR_ERR_NOMEM;
        part->municipality = entry_at(t, i)->municipality;
        part->length_m = entry_at(t, i)->length_m;
        part->area_m2 = entry_at(t, i)->area_m2;
    }
    return OKR_OK;
}

static okr_status place_measure(okr_places *places, const okr_tally *t,
                                okr_place_record *record, okr_error *err)
{
    okr_status status = push_parts(places, record, t, err);

    if (status != OKR_OK)
        return status;
    record->first_agglomeration = places->agglomerations.count;
    decide(&(decision){t, record,
                       places->parts.data == NULL
                           ? NULL
                           : &OKR_AT(&places->parts, okr_place_part, record->first_part)});
    if (record->place.placement != OKR_PLACEMENT_TERRITORY)
        return OKR_OK;
    record->place.agglomeration_count = t->agglomerations.count;
    return okr_vec_append(&places->agglomerations, t->agglomerations.data,
                          t->agglomerations.count, err);
}

static okr_status place_all(okr_places *places, const okr_tally_source *source, okr_error *err)
{
    okr_tally tally = OKR_TALLY;
    okr_status status = OKR_OK;

    for (size_t m = 0; m < places->count && status == OKR_OK; m++) {
        status = okr_tally_measure(&tally, source, (int)m, err);
        if (status == OKR_OK)
            status = place_measure(places, &tally, &places->records[m], err);
    }
    okr_tally_done(&tally);
    return status;
}

static void fix_pointers(okr_places *places)
{
    for (size_t m = 0; m < places->count; m++) {
        okr_place_record *r = &places->records[m];
        if (r->place.count > 0)
            r->place.parts = &OKR_AT(&places->parts, okr_place_part, r->first_part);
        if (r->place.agglomeration_count > 0)
            r->place.agglomerations =
                &OKR_AT(&places->agglomerations, int, r->first_agglomeration);
    }
}

okr_status okr_places_new(const okr_programme *p, unsigned bases, okr_places **out,
                          okr_error *err)
{
    okr_tally_source source = {0};
    okr_places *places = calloc(1, sizeof *places);
    okr_status status = OKR_OK;

    if (places == NULL)
        return okr_fail_nomem(err);
    places->parts = OKR_VEC(okr_place_part);
    places->agglomerations = OKR_VEC(int);
    places->count = p->measures.count;
    places->records = calloc(p->measures.count + 1, sizeof *places->records);
    status = places->records == NULL ? okr_fail_nomem(err)
                                     : okr_tally_source_init(&source, p, bases, err);
    if (status == OKR_OK)
        status = place_all(places, &source, err);
    if (status == OKR_OK)
        status = okr_places_inherit(places, p, err);
    okr_tally_source_done(&source);
    if (status != OKR_OK) {
        okr_places_free(places);
        return status;
    }
    fix_pointers(places);
    *out = places;
    return OKR_OK;
}

const okr_place *okr_places_at(const okr_places *places, int measure)
{
    return &places->records[measure].place;
}

void okr_places_free(okr_places *places)
{
    if (places == NULL)
        return;
    okr_vec_done(&places->parts);
    okr_vec_done(&places->agglomerations);
    free(places->records);
    free(places);
}
