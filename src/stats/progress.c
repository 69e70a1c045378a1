#include "stats/progress.h"

#include "base/pool.h"
#include "stats/achievement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 1024,        /* measures of one task */
    MANY_FIGURES = 20000 /* from here on several threads pay */
};

/* How far the weights of components may miss 1. */
#define WEIGHT_TOLERANCE 1e-6

/* What the figures of a measure say; found first, for all measures side by side. */
typedef struct said {
    okr_bounded readiness;   /* stated */
    okr_bounded feeding;     /* mean achievement of what feeds progress */
    okr_bounded achievement; /* of all */
} said;

typedef struct finder {
    const okr_programme *programme;
    okr_buckets indicators, observations, children; /* by measure, by parent */
    said *said;                                     /* owned, by measure */
    okr_progress_of *progress;
    bool *done; /* owned */
} finder;

/* A mean that keeps the directions of what entered it. */
typedef struct mean {
    double sum;
    unsigned bounds;
    size_t count;
} mean;

static void add(mean *m, okr_bounded x)
{
    if (isnan(x.value))
        return;
    m->sum += x.value;
    m->bounds |= x.bounds;
    m->count++;
}

static okr_bounded value_of(const mean *m)
{
    if (m->count == 0)
        return (okr_bounded){NAN, OKR_BOUND_NONE};
    return (okr_bounded){m->sum / (double)m->count, m->bounds};
}

static const okr_indicator *indicator_at(const finder *f, int measure, size_t i)
{
    return OKR_INDICATOR(f->programme, okr_buckets_at(&f->indicators, measure).rows[i]);
}

/* Stated readiness of the latest period; figures without a period stand for the earliest. */
static okr_bounded stated_readiness(const finder *f, int measure)
{
    const size_t count = okr_buckets_at(&f->indicators, measure).count;
    long latest = OKR_DATE_NO_DAY;
    mean m = {0};

    for (size_t i = 0; i < count; i++) {
        const okr_indicator *x = indicator_at(f, measure, i);
        const long day = okr_date_last_day(x->period_end);
        if (isnan(okr_readiness(x).value) || (m.count > 0 && day < latest))
            continue;
        if (day > latest)
            m = (mean){0};
        latest = day;
        add(&m, okr_readiness(x));
    }
    return value_of(&m);
}

static okr_bounded observed_readiness(const finder *f, int measure)
{
    const okr_bucket rows = okr_buckets_at(&f->observations, measure);
    const long status =
        okr_date_last_day(okr_status_date(f->programme, OKR_MEASURE(f->programme, measure)));
    okr_bounded found = {NAN, OKR_BOUND_NONE};
    long latest = OKR_DATE_NO_DAY;

    for (size_t i = 0; i < rows.count; i++) {
        const okr_observation *o = OKR_OBSERVATION(f->programme, rows.rows[i]);
        const long day = okr_date_last_day(o->date);
        if (strcmp(o->metric, "physical_progress") != 0 || isnan(o->actual) || day > status ||
            day < latest)
            continue;
        latest = day;
        found.value = o->actual;
    }
    return okr_bounded_cap(found);
}

static okr_bounded of_lifecycle(okr_lifecycle lifecycle)
{
    if (lifecycle == OKR_LIFECYCLE_COMPLETION)
        return (okr_bounded){1.0, OKR_BOUND_NONE};
    if (lifecycle == OKR_LIFECYCLE_IDENTIFICATION || lifecycle == OKR_LIFECYCLE_PREPARATION)
        return (okr_bounded){0.0, OKR_BOUND_NONE};
    return (okr_bounded){NAN, OKR_BOUND_NONE};
}

static okr_bounded mean_achievement(const finder *f, int measure, bool progress_only)
{
    const size_t count = okr_buckets_at(&f->indicators, measure).count;
    mean m = {0};

    for (size_t i = 0; i < count; i++) {
        const okr_indicator *x = indicator_at(f, measure, i);
        if (x->progress || !progress_only)
            add(&m, okr_bounded_cap(okr_achievement(x)));
    }
    return value_of(&m);
}

static void find_one(finder *f, int measure);

/* Parts roll up only by weights that sum to 1, and only when every part is known. */
static okr_bounded of_components(finder *f, int measure)
{
    const okr_bucket rows = okr_buckets_at(&f->children, measure);
    okr_bounded sum = {0.0, OKR_BOUND_NONE};
    double weights = 0.0;

    for (size_t i = 0; i < rows.count; i++) {
        const okr_measure *part = OKR_MEASURE(f->programme, rows.rows[i]);
        if (part->role != OKR_ROLE_COMPONENT)
            continue;
        if (!f->done[rows.rows[i]])
            find_one(f, rows.rows[i]);
        const okr_bounded x = f->progress[rows.rows[i]].physical;
        weights += part->weight;
        sum.value += part->weight * x.value; /* one unknown makes all unknown */
        sum.bounds |= x.bounds;
    }
    return fabs(weights - 1.0) <= WEIGHT_TOLERANCE ? sum : (okr_bounded){NAN, OKR_BOUND_NONE};
}

static void find_physical(finder *f, int measure, okr_progress_of *out)
{
    const okr_measure *m = OKR_MEASURE(f->programme, measure);

    out->way = OKR_PROGRESS_READINESS;
    out->physical = f->said[measure].readiness;
    if (isnan(out->physical.value))
        out->physical = observed_readiness(f, measure);
    if (isnan(out->physical.value)) {
        out->way = OKR_PROGRESS_LIFECYCLE;
        out->physical = of_lifecycle(m->lifecycle);
    }
    if (isnan(out->physical.value)) {
        out->way = OKR_PROGRESS_INDICATORS;
        out->physical = f->said[measure].feeding;
    }
    if (isnan(out->physical.value)) {
        out->way = OKR_PROGRESS_COMPONENTS;
        out->physical = of_components(f, measure);
    }
    if (isnan(out->physical.value))
        out->way = OKR_PROGRESS_UNKNOWN;
}

static void find_one(finder *f, int measure)
{
    const okr_measure *m = OKR_MEASURE(f->programme, measure);
    okr_progress_of *out = &f->progress[measure];

    f->done[measure] = true;
    find_physical(f, measure, out);
    out->achievement = f->said[measure].achievement;
    out->planned =
        okr_planned_value(f->programme, measure, okr_buckets_at(&f->observations, measure));
    out->overdue = okr_is_overdue(f->programme, measure);
    out->enters = m->counts_in_progress && m->lifecycle != OKR_LIFECYCLE_CANCELLED;
}

static okr_status start(finder *f, okr_error *err)
{
    const okr_programme *p = f->programme;
    const size_t n = p->measures.count;
    okr_status status = okr_buckets_build(&f->indicators, n, &p->indicators,
                                          offsetof(okr_indicator, measure), err);

    if (status == OKR_OK)
        status = okr_buckets_build(&f->observations, n, &p->observations,
                                   offsetof(okr_observation, measure), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&f->children, n, &p->measures, offsetof(okr_measure, parent),
                                   err);
    f->progress = calloc(n + 1, sizeof *f->progress);
    f->done = calloc(n + 1, sizeof *f->done);
    f->said = calloc(n + 1, sizeof *f->said);
    if (status == OKR_OK && (f->progress == NULL || f->done == NULL || f->said == NULL))
        status = okr_fail_nomem(err);
    return status;
}

static okr_status read_figures(void *user, size_t index, unsigned worker, okr_error *err)
{
    const finder *f = user;
    const size_t end = okr_least((index + 1) * BLOCK, f->programme->measures.count);

    (void)worker;
    (void)err;
    for (size_t m = index * BLOCK; m < end; m++)
        f->said[m] = (said){stated_readiness(f, (int)m), mean_achievement(f, (int)m, true),
                            mean_achievement(f, (int)m, false)};
    return OKR_OK;
}

okr_status okr_progress_find(const okr_programme *p, okr_progress_of **out, okr_error *err)
{
    finder f = {.programme = p};
    okr_status status = start(&f, err);

    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(p->indicators.count < MANY_FIGURES ? 1 : 0),
                              (p->measures.count + BLOCK - 1) / BLOCK, read_figures, &f, err);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++)
        if (!f.done[m])
            find_one(&f, (int)m);
    okr_buckets_done(&f.indicators);
    okr_buckets_done(&f.observations);
    okr_buckets_done(&f.children);
    free(f.done);
    free(f.said);
    if (status != OKR_OK) {
        free(f.progress);
        return status;
    }
    *out = f.progress;
    return OKR_OK;
}
