/** @file
 * Builds small programmes in memory for the tests of link, stats, store and view.
 *
 * Include after test.h. Every function fails the running test when memory runs out, fills all
 * strings, and returns the index of the row it added.
 */
#ifndef OKR_SAMPLE_H
#define OKR_SAMPLE_H

#include "model/programme.h"

static inline void *sample_push(okr_vec *vec)
{
    void *row = okr_vec_push(vec, NULL);

    assert_non_null(row);
    return row;
}

static inline const char *sample_text(okr_programme *p, const char *text)
{
    const char *copy = okr_arena_strdup(&p->arena, text, NULL);

    assert_non_null(copy);
    return copy;
}

/** A municipality without polygon; area and population are those given. */
static inline int sample_municipality(okr_programme *p, const char *oktmo, const char *name,
                                      double population, double area_km2)
{
    *(okr_municipality *)sample_push(&p->municipalities) = (okr_municipality){
        .oktmo = sample_text(p, oktmo),
        .oktmo_basis = "",
        .oktmo_former = "",
        .name_ru = sample_text(p, name),
        .name_short_ru = "",
        .name_en = "",
        .type = -1,
        .type_word = "",
        .admin_centre = "",
        .centre_lon = NAN,
        .centre_lat = NAN,
        .area_official_km2 = area_km2,
        .area_basis = "",
        .population = population,
        .successor = "",
        .source = "",
        .note = "",
        .area_m2 = NAN,
        .row = {-1, 0},
    };
    return (int)p->municipalities.count - 1;
}

static inline int sample_agglomeration(okr_programme *p, const char *code, bool complete)
{
    *(okr_agglomeration *)sample_push(&p->agglomerations) = (okr_agglomeration){
        .code = sample_text(p, code),
        .title = {"", ""},
        .members_complete = complete,
        .source = "",
        .row = {-1, 0},
    };
    return (int)p->agglomerations.count - 1;
}

static inline void sample_member(okr_programme *p, int agglomeration, int municipality)
{
    *(okr_agglomeration_member *)sample_push(&p->members) = (okr_agglomeration_member){
        .agglomeration_code = OKR_AGGLOMERATION(p, agglomeration)->code,
        .oktmo = OKR_MUNICIPALITY(p, municipality)->oktmo,
        .agglomeration = agglomeration,
        .municipality = municipality,
        .attestation = "",
        .row = {-1, 0},
    };
}

static inline int sample_settlement(okr_programme *p, const char *id, const char *name,
                                    int municipality)
{
    *(okr_settlement *)sample_push(&p->settlements) = (okr_settlement){
        .settlement_id = sample_text(p, id),
        .oktmo11 = "",
        .oktmo_former = "",
        .name_ru = sample_text(p, name),
        .kind = "",
        .municipality_code = OKR_MUNICIPALITY(p, municipality)->oktmo,
        .municipality = municipality,
        .part_of_id = "",
        .part_of = -1,
        .lon = NAN,
        .lat = NAN,
        .accuracy_m = NAN,
        .coord_kind = "",
        .population = NAN,
        .source = "",
        .note = "",
        .row = {-1, 0},
    };
    return (int)p->settlements.count - 1;
}

static inline int sample_kind(okr_programme *p, const char *code, int parent)
{
    *(okr_kind *)sample_push(&p->kinds) = (okr_kind){
        .code = sample_text(p, code),
        .group_code = parent < 0 ? "" : OKR_KIND(p, parent)->code,
        .parent = parent,
        .title = {"", ""},
        .sector = "",
        .service_distance_m = NAN,
        .class_code = "",
        .class_order = "",
        .symbol = "",
        .colour = "",
        .row = {-1, 0},
    };
    return (int)p->kinds.count - 1;
}

/** A unit of which one is `factor` of the base unit (its own code: the base itself). */
static inline int sample_unit(okr_programme *p, const char *code, const char *base,
                              double factor)
{
    *(okr_unit *)sample_push(&p->units) = (okr_unit){
        .code = sample_text(p, code),
        .okei = "",
        .title = {"", ""},
        .base_unit = sample_text(p, base),
        .factor = factor,
        .spellings = "",
        .row = {-1, 0},
    };
    return (int)p->units.count - 1;
}

static inline int sample_contour(okr_programme *p, const char *contour, const char *priority,
                                 int parent)
{
    *(okr_contour *)sample_push(&p->contours) = (okr_contour){
        .contour = sample_text(p, contour),
        .priority = sample_text(p, priority),
        .parent = parent,
        .title = {"", ""},
        .row = {-1, 0},
    };
    return (int)p->contours.count - 1;
}

static inline void sample_mention(okr_programme *p, int measure, int contour)
{
    *(okr_mention *)sample_push(&p->mentions) = (okr_mention){
        .measure_id = OKR_MEASURE(p, measure)->measure_id,
        .measure = measure,
        .contour_code = OKR_CONTOUR(p, contour)->contour,
        .priority_code = OKR_CONTOUR(p, contour)->priority,
        .contour = contour,
        .document_code = "",
        .source_ref = "",
        .row = {-1, 0},
    };
}

/** A measure of the given role; lifecycle unknown, counted in progress. */
static inline int sample_measure(okr_programme *p, const char *id, int parent, okr_role role)
{
    *(okr_measure *)sample_push(&p->measures) = (okr_measure){
        .measure_id = sample_text(p, id),
        .parent_id = parent < 0 ? "" : OKR_MEASURE(p, parent)->measure_id,
        .parent = parent,
        .role = role,
        .title = {"", ""},
        .kind_code = "",
        .kind = -1,
        .status_code = "",
        .status = -1,
        .counts_in_progress = true,
        .weight = NAN,
        .weight_unit = "",
        .programme = "",
        .responsible = "",
        .significance = "",
        .planning_status = "",
        .event_time = "",
        .moved_to = "",
        .same_as_id = "",
        .same_as = -1,
        .note = {"", ""},
        .document_code = "",
        .document = -1,
        .source_ref = "",
        .row = {-1, 0},
    };
    return (int)p->measures.count - 1;
}

/** A location that says nothing but its basis; exact. */
static inline int sample_location(okr_programme *p, int measure, okr_basis basis)
{
    *(okr_location *)sample_push(&p->locations) = (okr_location){
        .location_id = "",
        .measure_id = OKR_MEASURE(p, measure)->measure_id,
        .measure = measure,
        .oktmo = "",
        .settlement_name = "",
        .municipality_name = "",
        .agglomeration_code = "",
        .exactness = OKR_EXACTNESS_EXACT,
        .accuracy_m = NAN,
        .basis = basis,
        .portion = NAN,
        .site_id = "",
        .geometry_source = "",
        .note = "",
        .municipality = -1,
        .settlement = -1,
        .agglomeration = -1,
        .length_m = NAN,
        .area_m2 = NAN,
        .row = {-1, 0},
    };
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
    *(okr_indicator *)sample_push(&p->indicators) = (okr_indicator){
        .measure_id = OKR_MEASURE(p, measure)->measure_id,
        .measure = measure,
        .code = sample_text(p, code),
        .title = {"", ""},
        .unit_code = unit < 0 ? "" : OKR_UNIT(p, unit)->code,
        .unit = unit,
        .baseline = NAN,
        .target = {.number = NAN},
        .actual = {.number = actual, .origin = OKR_ORIGIN_STATED},
        .percent = {.number = NAN},
        .ascending = true,
        .aggregation = OKR_AGGREGATION_SUM,
        .note = "",
        .source_ref = "",
        .row = {-1, 0},
    };
    return (int)p->indicators.count - 1;
}

/** A date from its ISO text. */
static inline okr_date sample_date(const char *iso)
{
    okr_date date = {0};

    assert_true(okr_date_parse(iso, &date));
    return date;
}

#endif
