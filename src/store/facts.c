#include "store/facts.h"

#include <math.h>
#include <stdlib.h>

static int known_overdue(okr_overdue overdue)
{
    if (overdue == OKR_OVERDUE_UNKNOWN)
        return -1;
    return overdue == OKR_OVERDUE_YES ? 1 : 0;
}

static void fill_measures(okr_facts *facts, const okr_stats *stats, const okr_places *places)
{
    const size_t count = okr_stats_programme(stats)->measures.count;

    for (size_t i = 0; i < count; i++) {
        const okr_place *place = okr_places_at(places, (int)i);
        const okr_progress_of *progress = okr_stats_progress(stats, (int)i);
        facts->measures[i] = (okr_measure_facts){
            .placement = place->placement,
            .approximate = place->approximate,
            .progress = progress->physical.value,
            .progress_way = progress->way,
            .achievement = progress->achievement.value,
            .planned = progress->planned,
            .drawn = okr_drawn_of(OKR_MEASURE(okr_stats_programme(stats), i)->lifecycle),
            .overdue = known_overdue(progress->overdue),
        };
    }
}

static okr_territory_facts *make_territories(size_t count)
{
    okr_territory_facts *facts = calloc(count + 1, sizeof *facts);

    for (size_t i = 0; facts != NULL && i < count; i++)
        facts[i] = (okr_territory_facts){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN,
                                         NAN, NAN, NAN, NAN, NAN, NAN, -1,  -1};
    return facts;
}

/* What is served by any kind: the shares stand in a table of their own. */
static void fill_served(okr_facts *facts, const okr_programme *p)
{
    for (size_t i = 0; i < p->shares.count; i++) {
        const okr_service_share *share = OKR_SERVICE_SHARE(p, i);
        okr_territory_facts *to = NULL;
        if (share->kind >= 0)
            continue;
        if (share->of == OKR_SERVICE_MUNICIPALITY && share->municipality >= 0)
            to = &facts->municipalities[share->municipality];
        else if (share->of == OKR_SERVICE_AGGLOMERATION && share->agglomeration >= 0)
            to = &facts->agglomerations[share->agglomeration];
        else
            continue;
        to->area_low = share->area_low;
        to->area_high = share->area_high;
        to->people_low = share->population_low;
        to->people_high = share->population_high;
    }
}

static okr_status make_room(okr_facts *facts, const okr_programme *p, okr_error *err)
{
    facts->measures = calloc(p->measures.count + 1, sizeof *facts->measures);
    facts->municipalities = make_territories(p->municipalities.count);
    facts->agglomerations = make_territories(p->agglomerations.count);
    if (facts->measures == NULL || facts->municipalities == NULL ||
        facts->agglomerations == NULL)
        return okr_fail_nomem(err);
    return OKR_OK;
}

okr_status okr_facts_find_of(okr_facts *facts, const okr_stats *stats,
                             const okr_selection *selection, okr_error *err)
{
    okr_status status = make_room(facts, okr_stats_programme(stats), err);

    if (status != OKR_OK)
        return status;
    fill_measures(facts, stats, selection->places);
    fill_served(facts, okr_stats_programme(stats));
    return okr_facts_count(facts, stats, selection, err);
}

okr_status okr_facts_find(okr_facts *facts, const okr_programme *programme, okr_error *err)
{
    okr_stats *stats = NULL;
    okr_selection *selection = NULL;
    okr_status status = okr_stats_new(programme, &stats, err);

    if (status == OKR_OK)
        status = okr_selection_all(programme, OKR_BASES_DEFAULT, &selection, err);
    if (status == OKR_OK)
        status = okr_facts_find_of(facts, stats, selection, err);
    okr_selection_free(selection);
    okr_stats_free(stats);
    return status;
}

void okr_facts_done(okr_facts *facts)
{
    free(facts->measures);
    free(facts->municipalities);
    free(facts->agglomerations);
    okr_vec_done(&facts->statistics);
    okr_arena_done(&facts->arena);
    *facts = (okr_facts)OKR_FACTS;
}
