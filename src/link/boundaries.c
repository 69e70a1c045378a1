#include "link/boundaries.h"

#include "link/message.h"
#include "model/polygons.h"
#include "overlay/coverage.h"

/* Smaller overlaps and gaps come from rounding coordinates, not from a dispute. */
#define TOLERATED_M2 1e4

/* An area with the place to look at. */
static void add_where(okr_message *say, double m2, okr_lonlat at)
{
    okr_message_say(say, ": ", ": ");
    okr_message_number(say, m2 / 1e4, 2);
    okr_message_say(say, " га (", " ha (");
    okr_message_number(say, at.lon, 5);
    okr_message_say(say, " ", " ");
    okr_message_number(say, at.lat, 5);
    okr_message_say(say, ")", ")");
}

static okr_status find_overlap(okr_programme *p, const okr_coverage_overlap *o, okr_error *err)
{
    const okr_municipality *a = OKR_MUNICIPALITY(p, o->a), *b = OKR_MUNICIPALITY(p, o->b);
    const okr_finding_at at = {.code = "boundaries_overlap",
                               .severity = OKR_SEVERITY_ERROR,
                               .table = "municipalities",
                               .row = a->row,
                               .item = a->oktmo,
                               .column = "polygon",
                               .value = b->oktmo};
    okr_message say = {0};

    okr_message_say(&say, "граница накладывается на «", "the boundary overlaps that of '");
    okr_message_name(&say, b);
    okr_message_say(&say, "»", "'");
    add_where(&say, o->area_m2, o->at);
    return okr_message_find(&say, p, &at, err);
}

static okr_status find_gap(okr_programme *p, const okr_coverage_gap *g, okr_error *err)
{
    const okr_municipality *m = OKR_MUNICIPALITY(p, g->neighbour);
    const okr_finding_at at = {.code = "boundaries_gap",
                               .severity = OKR_SEVERITY_WARNING,
                               .table = "municipalities",
                               .row = m->row,
                               .item = m->oktmo,
                               .column = "polygon"};
    okr_message say = {0};

    okr_message_say(&say, "рядом дыра, не отнесённая ни к одному муниципалитету",
                    "beside it a gap that belongs to no municipality");
    add_where(&say, g->area_m2, g->at);
    return okr_message_find(&say, p, &at, err);
}

static okr_status examine(okr_programme *p, const okr_territory_index *index, okr_error *err)
{
    okr_coverage coverage = {0};
    okr_status status = okr_coverage_examine(index, &coverage, err);

    p->boundary_set.total_area_m2 = coverage.union_m2;
    for (size_t i = 0; i < coverage.overlap_count && status == OKR_OK; i++)
        if (coverage.overlaps[i].area_m2 > TOLERATED_M2)
            status = find_overlap(p, &coverage.overlaps[i], err);
    for (size_t i = 0; i < coverage.gap_count && status == OKR_OK; i++)
        if (coverage.gaps[i].area_m2 > TOLERATED_M2)
            status = find_gap(p, &coverage.gaps[i], err);
    okr_coverage_done(&coverage);
    return status;
}

okr_status okr_link_boundaries(okr_programme *p, unsigned threads, okr_territory_index **index,
                               okr_error *err)
{
    okr_status status = OKR_OK;

    *index = NULL;
    if (!okr_programme_is_drawn(p))
        return OKR_OK;
    status = okr_programme_index(p, NULL, threads, index, err);
    if (status == OKR_OK)
        status = okr_programme_measure_polygons(p, *index, err);
    if (status == OKR_OK)
        status = examine(p, *index, err);
    return status;
}
