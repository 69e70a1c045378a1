#include "sheet/map_job.h"

#include <math.h>
#include <string.h>

static void clear(okr_headline *headline)
{
    for (int s = 0; s < OKR_STAT_ACTUAL_SUM; s++)
        headline->of[s] = (okr_stat_row){.value = NAN, .low = NAN, .high = NAN};
}

static void put(okr_headline *list, const okr_stat_row *row)
{
    if (row->key[0] >= 0 && row->statistic < OKR_STAT_ACTUAL_SUM)
        list[row->key[0]].of[row->statistic] = *row;
}

/* The figures of every territory of a dimension, and of the whole. */
static okr_status ask(okr_map_job *job, okr_dimension by, okr_headline *list, size_t n,
                      okr_error *err)
{
    const okr_stats_request request = {
        .by = {by}, .dimensions = 1, .selection = job->ask.selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_status status = okr_stats_ask(job->ask.stats, &request, &rows, err);

    for (size_t i = 0; i < n; i++)
        clear(&list[i]);
    for (size_t i = 0; i < rows.count; i++) {
        const okr_stat_row *row = &OKR_AT(&rows, okr_stat_row, i);
        put(list, row);
        if (row->key[0] == OKR_KEY_TOTAL && row->statistic < OKR_STAT_ACTUAL_SUM)
            job->whole.of[row->statistic] = *row;
    }
    okr_vec_done(&rows);
    return status;
}

static okr_status count_placements(okr_map_job *job, okr_error *err)
{
    const okr_stats_request request = {
        .by = {OKR_BY_PLACEMENT}, .dimensions = 1, .selection = job->ask.selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_status status = okr_stats_ask(job->ask.stats, &request, &rows, err);

    for (size_t i = 0; i < rows.count; i++) {
        const okr_stat_row *row = &OKR_AT(&rows, okr_stat_row, i);
        if (row->key[0] >= 0 && row->statistic == OKR_STAT_LISTED)
            job->placed[row->key[0]] = row->value;
    }
    okr_vec_done(&rows);
    return status;
}

/* The top groups of kinds, of every agglomeration and of the whole. */
static okr_status ask_kinds(okr_map_job *job, okr_error *err)
{
    const okr_stats_request request = {.by = {OKR_BY_AGGLOMERATION, OKR_BY_KIND_GROUP},
                                       .dimensions = 2,
                                       .selection = job->ask.selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_status status = okr_stats_ask(job->ask.stats, &request, &rows, err);

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_stat_row *row = &OKR_AT(&rows, okr_stat_row, i);
        if (row->key[0] >= OKR_KEY_TOTAL && row->key[1] >= 0 &&
            OKR_KIND(job->programme, row->key[1])->parent < 0 &&
            (row->statistic == OKR_STAT_LISTED || row->statistic == OKR_STAT_COMPLETED_SHARE))
            status = okr_vec_append(&job->by_kind, row, 1, err);
    }
    okr_vec_done(&rows);
    return status;
}

/* The shares that the build kept, of every kind or of the theme's. */
static bool choose_served(okr_map_job *job)
{
    const okr_programme *p = job->programme;
    const bool possible = strcmp(job->theme->code, "served_possible") == 0;

    if (!possible && strcmp(job->theme->code, "served") != 0)
        return false;
    for (size_t i = 0; i < p->municipalities.count; i++)
        job->values[i] = NAN;
    for (size_t i = 0; i < p->shares.count; i++) {
        const okr_service_share *share = OKR_SERVICE_SHARE(p, i);
        if (share->kind == job->kind && share->municipality >= 0)
            job->values[share->municipality] = possible ? share->area_high : share->area_low;
    }
    job->class_count = okr_theme_classes(job->theme, 1.0, job->classes);
    return true;
}

static void choose_values(okr_map_job *job)
{
    static const struct {
        const char *theme;
        okr_statistic statistic;
    } sources[] = {{"measures", OKR_STAT_LISTED},
                   {"completed", OKR_STAT_COMPLETED_SHARE},
                   {"progress", OKR_STAT_PROGRESS},
                   {"overdue", OKR_STAT_OVERDUE}};
    okr_statistic statistic = OKR_STAT_LISTED;
    double maximum = 0.0;

    if (choose_served(job))
        return;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (strcmp(job->theme->code, sources[i].theme) == 0)
            statistic = sources[i].statistic;
    for (size_t i = 0; i < job->programme->municipalities.count; i++) {
        job->values[i] = job->municipalities[i].of[statistic].value;
        maximum = fmax(maximum, job->values[i]);
    }
    job->class_count = okr_theme_classes(job->theme, maximum, job->classes);
}

okr_status okr_map_figures(okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;
    okr_status status = OKR_OK;

    clear(&job->whole);
    status = ask(job, OKR_BY_AGGLOMERATION, job->agglomerations, p->agglomerations.count, err);
    if (status == OKR_OK)
        status =
            ask(job, OKR_BY_MUNICIPALITY, job->municipalities, p->municipalities.count, err);
    if (status == OKR_OK)
        status = count_placements(job, err);
    if (status == OKR_OK)
        status = ask_kinds(job, err);
    if (status == OKR_OK)
        choose_values(job);
    return status;
}
