/* A programme made ready for questions. */
#include "stats/stats.h"

#include "base/pool.h"
#include "link/standing.h"
#include "stats/base.h"
#include "stats/summand.h"

#include <stdlib.h>

enum { MANY_FIGURES = 20000 }; /* from here on several threads pay */

/* Who a measure is certainly the same as, to the end of the chain; a ring stands for itself. */
static int root_of(const okr_programme *p, int measure)
{
    int at = measure;

    for (size_t steps = 0; steps <= p->measures.count; steps++) {
        const okr_measure *m = OKR_MEASURE(p, at);
        if (m->same_as < 0 || m->same_as_certainty != OKR_CERTAINTY_CERTAIN)
            return at;
        at = m->same_as;
    }
    return measure;
}

static okr_status find_roots(okr_stats *s, okr_error *err)
{
    const size_t n = s->programme->measures.count;

    s->root = calloc(n + 1, sizeof *s->root);
    if (s->root == NULL)
        return okr_fail_nomem(err);
    for (size_t m = 0; m < n; m++)
        s->root[m] = root_of(s->programme, (int)m);
    return OKR_OK;
}

static okr_status find_topics(okr_stats *s, okr_error *err)
{
    const okr_programme *p = s->programme;
    okr_status status = OKR_OK;

    s->topics = OKR_VEC(okr_topic);
    for (size_t i = 0; i < p->mentions.count && status == OKR_OK; i++) {
        const okr_mention *m = OKR_MENTION(p, i);
        if (m->measure >= 0 && m->contour >= 0)
            status = okr_vec_append(&s->topics, &(okr_topic){s->root[m->measure], m->contour},
                                    1, err);
    }
    return status == OKR_OK ? okr_buckets_build(&s->topics_of, p->measures.count, &s->topics,
                                                offsetof(okr_topic, root), err)
                            : status;
}

/* What does not depend on each other is found side by side. */
typedef okr_status find_fn(okr_stats *stats, okr_error *err);

static okr_status find_progress(okr_stats *s, okr_error *err)
{
    return okr_progress_find(s->programme, &s->progress, err);
}

static okr_status find_standing(okr_stats *s, okr_error *err)
{
    return okr_standing_find(s->programme, &s->standing, err);
}

static okr_status find_quantities(okr_stats *s, okr_error *err)
{
    return okr_quantities_find(&s->quantities, s->programme, err);
}

static okr_status find_places(okr_stats *s, okr_error *err)
{
    return okr_places_new(s->programme, OKR_BASES_DEFAULT, &s->places, err);
}

typedef struct finding {
    okr_stats *stats;
    find_fn *find[5];
    size_t count;
} finding;

static okr_status find_one(void *user, size_t index, unsigned worker, okr_error *err)
{
    const finding *f = user;

    (void)worker;
    return f->find[index](f->stats, err);
}

static okr_status build(okr_stats *s, unsigned parts, okr_error *err)
{
    const bool many = s->programme->indicators.count > MANY_FIGURES;
    finding f = {.stats = s};
    okr_status status = find_roots(s, err);

    if ((parts & OKR_STATS_FIGURES) != 0) {
        f.find[f.count++] = find_standing;
        f.find[f.count++] = find_quantities;
    }
    if ((parts & OKR_STATS_PROGRESS) != 0)
        f.find[f.count++] = find_progress;
    if ((parts & OKR_STATS_PLACES) != 0)
        f.find[f.count++] = find_places;
    f.find[f.count++] = find_topics;
    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(many ? 0 : 1), f.count, find_one, &f, err);
    return status == OKR_OK && (parts & OKR_STATS_FIGURES) != 0 ? okr_summands_find(s, err)
                                                                : status;
}

okr_status okr_stats_new(const okr_programme *p, okr_stats **out, okr_error *err)
{
    return okr_stats_new_parts(p, OKR_STATS_PROGRESS | OKR_STATS_FIGURES, out, err);
}

okr_status okr_stats_new_parts(const okr_programme *p, unsigned parts, okr_stats **out,
                               okr_error *err)
{
    okr_stats *s = calloc(1, sizeof *s);
    okr_status status = OKR_OK;

    if (s == NULL)
        return okr_fail_nomem(err);
    s->programme = p;
    status = build(s, parts, err);
    if (status != OKR_OK) {
        okr_stats_free(s);
        return status;
    }
    *out = s;
    return OKR_OK;
}

void okr_stats_free(okr_stats *s)
{
    if (s == NULL)
        return;
    okr_places_free(s->places);
    free(s->progress);
    free(s->root);
    free(s->standing);
    free(s->holder);
    okr_quantities_done(&s->quantities);
    okr_vec_done(&s->topics);
    okr_buckets_done(&s->topics_of);
    okr_vec_done(&s->summands);
    free(s->summands_from);
    free(s);
}

const okr_programme *okr_stats_programme(const okr_stats *s)
{
    return s->programme;
}

const okr_progress_of *okr_stats_progress(const okr_stats *s, int measure)
{
    return &s->progress[measure];
}

const okr_quantities *okr_stats_quantities(const okr_stats *s)
{
    return &s->quantities;
}

int okr_stats_root(const okr_stats *s, int measure)
{
    return s->root[measure];
}
