#include "store/facts.h"

#include "link/placement.h"
#include "stats/progress.h"

#include <stdlib.h>

static int known_overdue(okr_overdue overdue)
{
    if (overdue == OKR_OVERDUE_UNKNOWN)
        return -1;
    return overdue == OKR_OVERDUE_YES ? 1 : 0;
}

static void fill(okr_facts *facts, size_t count, const okr_places *places,
                 const okr_progress_of *progress)
{
    for (size_t i = 0; i < count; i++) {
        const okr_place *place = okr_places_at(places, (int)i);
        facts->measures[i] = (okr_measure_facts){
            .placement = place->placement,
            .approximate = place->approximate,
            .progress = progress[i].physical.value,
            .progress_way = progress[i].way,
            .achievement = progress[i].achievement.value,
            .planned = progress[i].planned,
            .overdue = known_overdue(progress[i].overdue),
        };
    }
}

okr_status okr_facts_find(okr_facts *facts, const okr_programme *programme, okr_error *err)
{
    const size_t count = programme->measures.count;
    okr_places *places = NULL;
    okr_progress_of *progress = NULL;
    okr_status status = okr_places_new(programme, OKR_BASES_DEFAULT, &places, err);

    if (status == OKR_OK)
        status = okr_progress_find(programme, &progress, err);
    if (status != OKR_OK)
        goto cleanup;
    facts->measures = calloc(count + 1, sizeof *facts->measures);
    if (facts->measures == NULL)
        status = okr_fail_nomem(err);
    else
        fill(facts, count, places, progress);

cleanup:
    okr_places_free(places);
    free(progress);
    return status;
}

void okr_facts_done(okr_facts *facts)
{
    free(facts->measures);
    *facts = (okr_facts){0};
}
