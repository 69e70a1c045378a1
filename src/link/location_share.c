#include "link/location_share.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/pool.h"
#include "link/disagree.h"
#include "overlay/share.h"

#include <math.h>
#include <stdlib.h>

/* Locations are measured in runs, so that workers seldom meet. */
enum { RUN = 256 };

/* What one location gives; each worker writes only its own. */
typedef struct outcome {
    okr_vec links; /* okr_link */
    bool disagrees;
    double elsewhere; /* share of the geometry outside the stated municipality, NaN points */
} outcome;

typedef struct linker {
    okr_programme *programme;
    okr_share **shares; /* owned, one per worker, NULL without boundaries */
    outcome *outcomes;  /* owned, one per location */
    unsigned threads;
} linker;

static okr_link blank(const okr_programme *p, int location, int municipality)
{
    const okr_location *l = OKR_LOCATION(p, location);

    return (okr_link){
        .measure = l->measure,
        .location = location,
        .municipality = municipality,
        .share = NAN,
        .length_m = NAN,
        .area_m2 = NAN,
        .exactness = l->exactness,
        .basis = l->basis,
    };
}

static okr_status add(outcome *o, okr_link link, okr_error *err)
{
    return okr_vec_append(&o->links, &link, 1, err);
}

/* The measures of a geometry in one place as up to three links, one per dimension. */
static okr_status add_piece(outcome *o, okr_link link, const okr_share_piece *piece,
                            const okr_share_piece *total, okr_error *err)
{
    okr_status status = OKR_OK;

    if (piece->points > 0) {
        link.method = OKR_LINK_POINT;
        link.share = piece->points == total->points ? 1.0 : (double)NAN;
        status = add(o, link, err);
    }
    if (status == OKR_OK && piece->length_m > 0.0) {
        link.method = OKR_LINK_LENGTH;
        link.share = piece->length_m / total->length_m;
        link.length_m = piece->length_m;
        status = add(o, link, err);
        link.length_m = NAN;
    }
    if (status == OKR_OK && piece->area_m2 > 0.0) {
        link.method = OKR_LINK_AREA;
        link.share = piece->area_m2 / total->area_m2;
        link.area_m2 = piece->area_m2;
        status = add(o, link, err);
    }
    return status;
}

static void set_measures(okr_location *l, const okr_share_result *r)
{
    if (r->has_areas)
        l->shape = OKR_SHAPE_AREA;
    else if (r->has_lines)
        l->shape = OKR_SHAPE_LINE;
    else
        l->shape = r->has_points ? OKR_SHAPE_POINT : OKR_SHAPE_NONE;
    l->length_m = r->has_lines ? r->total.length_m : (double)NAN;
    l->area_m2 = r->has_areas ? r->total.area_m2 : (double)NAN;
}

/* Whether anything lies outside municipality m, and how much of lines and areas. */
static bool lies_elsewhere(const okr_share_result *r, int municipality, double *share)
{
    bool elsewhere = false;
    double length = 0.0, area = 0.0;

    for (size_t i = 0; i < r->count; i++) {
        const okr_share_piece *piece = &r->pieces[i];
        if (piece->polygon == municipality)
            continue;
        elsewhere |= piece->points > 0 || piece->length_m > 0.0 || piece->area_m2 > 0.0;
        length += piece->length_m;
        area += piece->area_m2;
    }
    *share = NAN;
    if (r->has_areas && r->total.area_m2 > 0.0)
        *share = area / r->total.area_m2;
    else if (r->has_lines && r->total.length_m > 0.0)
        *share = length / r->total.length_m;
    return elsewhere;
}

/* The stated municipality takes the whole geometry; points stand for the place itself. */
static okr_status add_stated(outcome *o, okr_link link, const okr_location *l,
                             const okr_share_result *r, okr_error *err)
{
    okr_status status = OKR_OK;
    okr_share_piece whole = {0};

    if (r != NULL) {
        o->disagrees = lies_elsewhere(r, l->municipality, &o->elsewhere);
        whole = r->total;
        whole.points = 0;
    }
    if (!(whole.length_m > 0.0) && !(whole.area_m2 > 0.0)) {
        link.method = isnan(l->portion) ? OKR_LINK_PLACE : OKR_LINK_PORTION;
        link.share = isnan(l->portion) ? 1.0 : l->portion;
        status = add(o, link, err);
    }
    return status == OKR_OK && r != NULL ? add_piece(o, link, &whole, &r->total, err) : status;
}

static okr_status add_drawn(const linker *k, outcome *o, int location,
                            const okr_share_result *r, okr_error *err)
{
    okr_location *l = OKR_LOCATION(k->programme, location);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < r->count && status == OKR_OK; i++) {
        const okr_share_piece *piece = &r->pieces[i];
        const int municipality = piece->polygon == OKR_OUTSIDE ? -1 : piece->polygon;
        if (municipality < 0) {
            l->outside_length_m = piece->length_m;
            l->outside_area_m2 = piece->area_m2;
        }
        status =
            add_piece(o, blank(k->programme, location, municipality), piece, &r->total, err);
    }
    return status;
}

static okr_status unreadable(const okr_programme *p, const okr_location *l, okr_error *err)
{
    okr_text where = {0};

    okr_programme_where(p, l->row, &where);
    (void)okr_fail_in(err, OKR_ERR_GEOMETRY, _("%s: location '%s'"), okr_text_str(&where),
                      l->location_id);
    okr_text_done(&where);
    return OKR_ERR_GEOMETRY;
}

static okr_status link_location(const linker *k, unsigned worker, int location, okr_error *err)
{
    okr_location *l = OKR_LOCATION(k->programme, location);
    outcome *o = &k->outcomes[location];
    const bool drawn = l->geometry.size > 0 && !l->display_only && k->shares != NULL;
    okr_share_result result = {0};

    o->links = OKR_VEC(okr_link);
    l->shape = OKR_SHAPE_NONE;
    l->length_m = l->area_m2 = NAN;
    l->outside_length_m = l->outside_area_m2 = 0.0;
    if (l->measure < 0)
        return OKR_OK;
    if (drawn) {
        okr_status status = okr_share_measure(k->shares[worker], l->geometry, &result, err);
        if (status != OKR_OK)
            return status == OKR_ERR_GEOMETRY ? unreadable(k->programme, l, err) : status;
        set_measures(l, &result);
    }
    if (l->municipality >= 0)
        return add_stated(o, blank(k->programme, location, l->municipality), l,
                          drawn ? &result : NULL, err);
    return drawn ? add_drawn(k, o, location, &result, err) : OKR_OK;
}

static okr_status link_run(void *user, size_t index, unsigned worker, okr_error *err)
{
    const linker *k = user;
    const size_t end = (index + 1) * RUN;
    okr_status status = OKR_OK;

    for (size_t i = index * RUN; i < end && i < k->programme->locations.count; i++) {
        status = link_location(k, worker, (int)i, err);
        if (status != OKR_OK)
            break;
    }
    return status;
}

static int compare(int a, int b)
{
    return (a > b) - (a < b);
}

static int in_order(const void *left, const void *right)
{
    const okr_link *a = left, *b = right;
    int order = compare(a->measure, b->measure);

    if (order == 0)
        order = compare(a->location, b->location);
    if (order == 0)
        order = compare(a->municipality, b->municipality);
    return order != 0 ? order : compare((int)a->method, (int)b->method);
}

static okr_status collect(linker *k, okr_error *err)
{
    okr_programme *p = k->programme;
    okr_status status = OKR_OK;

    p->links.count = 0;
    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++) {
        const outcome *o = &k->outcomes[i];
        status = okr_vec_append(&p->links, o->links.data, o->links.count, err);
        if (status == OKR_OK && o->disagrees)
            status = okr_find_disagreement(p, (int)i, o->elsewhere, err);
    }
    if (status == OKR_OK && p->links.count > 1)
        qsort(p->links.data, p->links.count, p->links.item_size, in_order);
    return status;
}

static okr_status start(linker *k, const okr_territory_index *index, okr_error *err)
{
    const okr_share_options options = {.partition = true};
    okr_status status = OKR_OK;

    k->outcomes = calloc(k->programme->locations.count + 1, sizeof *k->outcomes);
    if (k->outcomes == NULL)
        return okr_fail_nomem(err);
    if (index == NULL)
        return OKR_OK;
    k->shares = calloc(k->threads, sizeof(okr_share *));
    if (k->shares == NULL)
        return okr_fail_nomem(err);
    for (unsigned i = 0; i < k->threads && status == OKR_OK; i++)
        status = okr_share_new(index, &options, &k->shares[i], err);
    return status;
}

static void finish(linker *k)
{
    for (size_t i = 0; k->outcomes != NULL && i < k->programme->locations.count; i++)
        okr_vec_done(&k->outcomes[i].links);
    for (unsigned i = 0; k->shares != NULL && i < k->threads; i++)
        okr_share_free(k->shares[i]);
    free(k->outcomes);
    free(k->shares);
}

okr_status okr_link_locations(okr_programme *p, const okr_territory_index *index,
                              unsigned threads, const okr_listener *listener, okr_error *err)
{
    linker k = {.programme = p, .threads = threads};
    okr_status status = start(&k, index, err);

    if (status == OKR_OK)
        status = okr_progress(listener, _("linking"), 0.0, err);
    if (status == OKR_OK)
        status = okr_pool_run(threads, (p->locations.count + RUN - 1) / RUN, link_run, &k, err);
    if (status == OKR_OK)
        status = collect(&k, err);
    finish(&k);
    return status;
}
