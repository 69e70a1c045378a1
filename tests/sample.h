/** @file
 * Builds small programmes in memory, for tests and benchmarks.
 *
 * A row begins as one of which no file says anything (source/blank.h); every function fills all
 * strings and returns the index of the row it added. Ends the program when memory runs out.
 */
#ifndef OKR_SAMPLE_H
#define OKR_SAMPLE_H

#include "source/blank.h"
#include "source/forms.h"

#include <stdlib.h>

static inline void *sample_must(void *pointer)
{
    if (pointer == NULL)
        abort();
    return pointer;
}

static inline void *sample_push(okr_vec *vec)
{
    return sample_must(okr_vec_push(vec, NULL));
}

static inline void *sample_row(okr_programme *p, const okr_table_form *form)
{
    return sample_must(okr_form_add_blank(form, p, NULL));
}

static inline const char *sample_text(okr_programme *p, const char *text)
{
    return sample_must(okr_arena_strdup(&p->arena, text, NULL));
}

/** A municipality without polygon; area and population are those given. */
static inline int sample_municipality(okr_programme *p, const char *oktmo, const char *name,
                                      double population, double area_km2)
{
    okr_municipality *m = sample_row(p, &okr_form_municipalities);

    m->oktmo = sample_text(p, oktmo);
    m->name_ru = sample_text(p, name);
    m->population = population;
    m->area_official_km2 = area_km2;
    return (int)p->municipalities.count - 1;
}

static inline int sample_agglomeration(okr_programme *p, const char *code, bool complete)
{
    okr_agglomeration *a = sample_row(p, &okr_form_agglomerations);

    a->code = sample_text(p, code);
    a->members_complete = complete;
    return (int)p->agglomerations.count - 1;
}

static inline void sample_member(okr_programme *p, int agglomeration, int municipality)
{
    okr_agglomeration_member *m = sample_row(p, &okr_form_members);

    m->agglomeration_code = OKR_AGGLOMERATION(p, agglomeration)->code;
    m->oktmo = OKR_MUNICIPALITY(p, municipality)->oktmo;
    m->agglomeration = agglomeration;
    m->municipality = municipality;
}

static inline int sample_settlement(okr_programme *p, const char *id, const char *name,
                                    int municipality)
{
    okr_settlement *s = sample_row(p, &okr_form_settlements);

    s->settlement_id = sample_text(p, id);
    s->name_ru = sample_text(p, name);
    s->municipality_code = OKR_MUNICIPALITY(p, municipality)->oktmo;
    s->municipality = municipality;
    return (int)p->settlements.count - 1;
}

static inline int sample_kind(okr_programme *p, const char *code, int parent)
{
    okr_kind *kind = sample_row(p, &okr_form_kinds);

    kind->code = sample_text(p, code);
    kind->group_code = parent < 0 ? "" : OKR_KIND(p, parent)->code;
    kind->parent = parent;
    return (int)p->kinds.count - 1;
}

/** A unit of which one is `factor` of the base unit (its own code: the base itself). */
static inline int sample_unit(okr_programme *p, const char *code, const char *base,
                              double factor)
{
    okr_unit *unit = sample_row(p, &okr_form_units);

    unit->code = sample_text(p, code);
    unit->base_unit = sample_text(p, base);
    unit->factor = factor;
    return (int)p->units.count - 1;
}

static inline int sample_contour(okr_programme *p, const char *code, const char *priority,
                                 int parent)
{
    okr_contour *contour = sample_row(p, &okr_form_contours);

    contour->contour = sample_text(p, code);
    contour->priority = sample_text(p, priority);
    contour->parent = parent;
    return (int)p->contours.count - 1;
}

static inline void sample_mention(okr_programme *p, int measure, int contour)
{
    okr_mention *mention = sample_row(p, &okr_form_mentions);

    mention->measure_id = OKR_MEASURE(p, measure)->measure_id;
    mention->measure = measure;
    mention->contour_code = OKR_CONTOUR(p, contour)->contour;
    mention->priority_code = OKR_CONTOUR(p, contour)->priority;
    mention->contour = contour;
}

/** A measure of the given role; lifecycle unknown, counted in progress. */
static inline int sample_measure(okr_programme *p, const char *id, int parent, okr_role role)
{
    okr_measure *m = sample_row(p, &okr_form_measures);

    m->measure_id = sample_text(p, id);
    m->parent_id = parent < 0 ? "" : OKR_MEASURE(p, parent)->measure_id;
    m->parent = parent;
    m->role = role;
    m->counts_in_progress = true;
    return (int)p->measures.count - 1;
}

/** A location that says nothing but its basis; exact, and nothing of it outside. */
static inline int sample_location(okr_programme *p, int measure, okr_basis basis)
{
    okr_location *l = sample_row(p, &okr_form_locations);

    l->measure_id = OKR_MEASURE(p, measure)->measure_id;
    l->measure = measure;
    l->exactness = OKR_EXACTNESS_EXACT;
    l->basis = basis;
    l->outside_length_m = l->outside_area_m2 = 0.0;
    return (int)p->locations.count - 1;
}

/** A link without length and area; method decides what it means. */
static inline okr_link *sample_link(okr_programme *p, int location, int municipality,
                                    okr_link_method method, double share)
{
    okr_link *link = sample_push(&p->links);

    *link = (okr_link){
        .measure = OKR_LOCATION(p, location)->measure,
        .location = location,
        .municipality = municipality,
        .method = method,
        .share = share,
        .length_m = NAN,
        .area_m2 = NAN,
        .exactness = OKR_LOCATION(p, location)->exactness,
        .basis = OKR_LOCATION(p, location)->basis,
    };
    return link;
}

/** The measure is named in a municipality, by a stated location of its own. */
static inline int sample_named(okr_programme *p, int measure, int municipality)
{
    const int location = sample_location(p, measure, OKR_BASIS_STATED);

    OKR_LOCATION(p, location)->oktmo = OKR_MUNICIPALITY(p, municipality)->oktmo;
    OKR_LOCATION(p, location)->municipality = municipality;
    (void)sample_link(p, location, municipality, OKR_LINK_PLACE, 1.0);
    return location;
}

/** A piece of a drawn line of `metres` in a municipality (-1 outside); adds to its length. */
static inline void sample_line(okr_programme *p, int location, int municipality, double metres)
{
    okr_location *l = OKR_LOCATION(p, location);

    l->shape = OKR_SHAPE_LINE;
    l->length_m = (isnan(l->length_m) ? 0.0 : l->length_m) + metres;
    if (municipality < 0)
        l->outside_length_m += metres;
    sample_link(p, location, municipality, OKR_LINK_LENGTH, NAN)->length_m = metres;
    for (size_t i = 0; i < p->links.count; i++)
        if (OKR_LINK(p, i)->location == location && OKR_LINK(p, i)->method == OKR_LINK_LENGTH)
            OKR_LINK(p, i)->share = OKR_LINK(p, i)->length_m / l->length_m;
}

/** The same for a drawn area. */
static inline void sample_area(okr_programme *p, int location, int municipality, double m2)
{
    okr_location *l = OKR_LOCATION(p, location);

    l->shape = OKR_SHAPE_AREA;
    l->area_m2 = (isnan(l->area_m2) ? 0.0 : l->area_m2) + m2;
    if (municipality < 0)
        l->outside_area_m2 += m2;
    sample_link(p, location, municipality, OKR_LINK_AREA, NAN)->area_m2 = m2;
    for (size_t i = 0; i < p->links.count; i++)
        if (OKR_LINK(p, i)->location == location && OKR_LINK(p, i)->method == OKR_LINK_AREA)
            OKR_LINK(p, i)->share = OKR_LINK(p, i)->area_m2 / l->area_m2;
}

/** An additive figure with a known actual value. */
static inline int sample_indicator(okr_programme *p, int measure, const char *code, int unit,
                                   double actual)
{
    okr_indicator *i = sample_row(p, &okr_form_indicators);

    i->measure_id = OKR_MEASURE(p, measure)->measure_id;
    i->measure = measure;
    i->code = sample_text(p, code);
    i->unit_code = unit < 0 ? "" : OKR_UNIT(p, unit)->code;
    i->unit = unit;
    i->actual = (okr_value){.number = actual, .origin = OKR_ORIGIN_STATED};
    i->aggregation = OKR_AGGREGATION_SUM;
    return (int)p->indicators.count - 1;
}

/** A date from its ISO text. */
static inline okr_date sample_date(const char *iso)
{
    okr_date date = {0};

    if (!okr_date_parse(iso, &date))
        abort();
    return date;
}

#endif
