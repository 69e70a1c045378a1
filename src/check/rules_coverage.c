/* Rules on the boundaries as a coverage, and on points against them. */
#include "check/rule.h"

#include "geo/coverage.h"
#include "geo/territory_index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Digitising noise along a border: smaller overlaps and gaps are not worth a finding. */
#define COVERAGE_TOLERANCE_M2 1e4

/* Index of the municipal polygons in the order of the table; NULL when there are none. */
static okr_status build_index(const okr_programme *p, okr_territory_index **index,
                              okr_error *err)
{
    const size_t n = p->municipalities.count;
    size_t polygons = 0;
    okr_wkb *list = calloc(n == 0 ? 1 : n, sizeof *list);
    okr_status status = OKR_OK;

    *index = NULL;
    if (list == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        list[i] = OKR_MUNICIPALITY(p, i)->polygon;
        polygons += list[i].size > 0 ? 1 : 0;
    }
    if (polygons > 0)
        status = okr_territory_index_new(list, n, NULL, index, err);
    free(list);
    return status;
}

static void put_place(okr_breach *breach, double area_m2, okr_lonlat at)
{
    char area[OKR_NUMBER_TEXT];
    char lon[OKR_NUMBER_TEXT];
    char lat[OKR_NUMBER_TEXT];

    okr_number_fixed(area_m2 / 1e6, 3, area);
    okr_number_fixed(at.lon, 5, lon);
    okr_number_fixed(at.lat, 5, lat);
    (void)snprintf(breach->detail, sizeof breach->detail, "%s km2 (%s, %s)", area, lon, lat);
}

static okr_status examine(const okr_programme *p, okr_coverage *coverage, okr_error *err)
{
    okr_territory_index *index = NULL;
    okr_status status = build_index(p, &index, err);

    if (status == OKR_OK && index != NULL)
        status = okr_coverage_examine(index, coverage, err);
    okr_territory_index_free(index);
    return status;
}

static okr_status overlaps(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_coverage coverage = {0};
    okr_status status = examine(p, &coverage, err);

    for (size_t i = 0; status == OKR_OK && i < coverage.overlap_count; i++) {
        const okr_coverage_overlap *o = &coverage.overlaps[i];
        const okr_municipality *a = OKR_MUNICIPALITY(p, o->a);
        char pair[64];
        okr_breach breach = {.value = NULL};
        if (o->area_m2 <= COVERAGE_TOLERANCE_M2)
            continue;
        (void)snprintf(pair, sizeof pair, "%s, %s", a->oktmo, OKR_MUNICIPALITY(p, o->b)->oktmo);
        put_place(&breach, o->area_m2, o->at);
        status = okr_rule_report(p, rule, a->row, pair, breach.detail, err);
    }
    okr_coverage_done(&coverage);
    return status;
}

static okr_status gaps(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_coverage coverage = {0};
    okr_status status = examine(p, &coverage, err);

    for (size_t i = 0; status == OKR_OK && i < coverage.gap_count; i++) {
        const okr_coverage_gap *g = &coverage.gaps[i];
        const okr_municipality *m = OKR_MUNICIPALITY(p, g->neighbour);
        okr_breach breach = {.value = NULL};
        if (g->area_m2 <= COVERAGE_TOLERANCE_M2)
            continue;
        put_place(&breach, g->area_m2, g->at);
        status = okr_rule_report(p, rule, m->row, m->oktmo, breach.detail, err);
    }
    okr_coverage_done(&coverage);
    return status;
}

static bool holds(okr_owners owners, int municipality)
{
    for (size_t i = 0; i < owners.count; i++)
        if (owners.polygons[i] == municipality)
            return true;
    return false;
}

/* With approximate boundaries a point beyond the border says nothing of the point. */
static okr_status settlements_outside(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_territory_index *index = NULL;
    okr_status status = p->boundary_set.approximate ? OKR_OK : build_index(p, &index, err);

    for (size_t i = 0; status == OKR_OK && index != NULL && i < p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        const okr_lonlat at = {s->lon, s->lat};
        if (s->municipality < 0 || isnan(s->lon) || isnan(s->lat) ||
            OKR_MUNICIPALITY(p, s->municipality)->polygon.size == 0 ||
            holds(okr_territory_index_owners(index, okr_territory_index_face(index, at)),
                  s->municipality))
            continue;
        status = okr_rule_report(p, rule, s->row, s->settlement_id, s->name_ru, err);
    }
    okr_territory_index_free(index);
    return status;
}

/* clang-format off */
const okr_rule okr_coverage_rules[] = {
    OKR_SCAN_RULE("boundary_overlap", ERROR, "municipalities", "polygon", overlaps,
        "многоугольники муниципальных образований перекрываются",
        "municipal polygons overlap"),
    OKR_SCAN_RULE("boundary_gap", WARNING, "municipalities", "polygon", gaps,
        "между муниципальными образованиями есть ничья территория",
        "area between municipalities belongs to none"),
    OKR_SCAN_RULE("settlement_outside", WARNING, "settlements", "lon", settlements_outside,
        "точка лежит вне своего муниципального образования",
        "point lies outside its municipality"),
    OKR_RULE_END,
};
/* clang-format on */
