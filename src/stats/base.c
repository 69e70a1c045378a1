#include "stats/base.h"

#include "base/keymap.h"
#include "link/standing.h"

#include <stdlib.h>

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

/* Note who carries a figure first within a cluster; the root goes before its duplicates. */
static okr_status note_holders(okr_stats *s, okr_keymap *seen, okr_vec *first, bool roots,
                               okr_error *err)
{
    const okr_programme *p = s->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const int m = OKR_INDICATOR(p, i)->measure;
        size_t number = 0;
        bool added = false;
        if (m < 0 || (s->root[m] == m) != roots)
            continue;
        status =
            okr_keymap_add(seen, (okr_key){{s->root[m], s->quantities.of_indicator[i], 0, 0}},
                           &number, &added, err);
        if (status == OKR_OK && added)
            status = okr_vec_append(first, &m, 1, err);
        else if (status == OKR_OK && OKR_AT(first, int, number) != m)
            s->holder[i] = OKR_AT(first, int, number);
    }
    return status;
}

static okr_status find_holders(okr_stats *s, okr_error *err)
{
    const size_t n = s->programme->indicators.count;
    okr_keymap seen = {0};
    okr_vec first = OKR_VEC(int);
    okr_status status = OKR_OK;

    s->holder = calloc(n + 1, sizeof *s->holder);
    if (s->holder == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        s->holder[i] = -1;
    status = note_holders(s, &seen, &first, true, err);
    if (status == OKR_OK)
        status = note_holders(s, &seen, &first, false, err);
    okr_keymap_done(&seen);
    okr_vec_done(&first);
    return status;
}

static okr_status build(okr_stats *s, okr_error *err)
{
    const okr_programme *p = s->programme;
    okr_status status = find_roots(s, err);

    if (status == OKR_OK)
        status = okr_progress_find(p, &s->progress, err);
    if (status == OKR_OK)
        status = okr_standing_find(p, &s->standing, err);
    if (status == OKR_OK)
        status = okr_quantities_find(&s->quantities, p, err);
    if (status == OKR_OK)
        status = find_topics(s, err);
    if (status == OKR_OK)
        status = find_holders(s, err);
    if (status == OKR_OK)
        status = okr_buckets_build(&s->indicators, p->measures.count, &p->indicators,
                                   offsetof(okr_indicator, measure), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&s->finance, p->measures.count, &p->finance,
                                   offsetof(okr_finance, measure), err);
    return status;
}

okr_status okr_stats_new(const okr_programme *p, okr_stats **out, okr_error *err)
{
    okr_stats *s = calloc(1, sizeof *s);
    okr_status status = OKR_OK;

    if (s == NULL)
        return okr_fail_nomem(err);
    s->programme = p;
    status = build(s, err);
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
    free(s->progress);
    free(s->standing);
    free(s->root);
    free(s->holder);
    okr_quantities_done(&s->quantities);
    okr_vec_done(&s->topics);
    okr_buckets_done(&s->topics_of);
    okr_buckets_done(&s->indicators);
    okr_buckets_done(&s->finance);
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
