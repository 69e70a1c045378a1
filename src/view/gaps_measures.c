/* Gaps of the text: what several contours speak of, and what was refused. */
#include "view/gaps.h"

#include "model/bucket.h"

#include <string.h>

/* Contours of a measure, each once, priorities as their contour. */
typedef struct contour_set {
    int list[32];
    int count;
} contour_set;

static void include(contour_set *set, int contour)
{
    for (int i = 0; i < set->count; i++)
        if (set->list[i] == contour)
            return;
    if (set->count < (int)(sizeof set->list / sizeof set->list[0]))
        set->list[set->count++] = contour;
}

static void join_contours(const okr_programme *p, okr_bucket rows, contour_set *set,
                          okr_text *refs)
{
    for (size_t i = 0; i < rows.count; i++) {
        const okr_mention *m = OKR_MENTION(p, rows.rows[i]);
        if (m->contour < 0)
            continue;
        const int parent = OKR_CONTOUR(p, m->contour)->parent;
        include(set, parent >= 0 ? parent : m->contour);
        if (m->source_ref[0] != '\0')
            okr_text_addf(refs, "%s%s", refs->size == 0 ? "" : "; ", m->source_ref);
    }
}

static void add_mentioned(const okr_programme *p, const okr_measure *m, const contour_set *set,
                          const okr_text *refs, okr_table *t)
{
    okr_text ru = {0};
    okr_text en = {0};

    for (int i = 0; i < set->count; i++) {
        const okr_contour *c = OKR_CONTOUR(p, set->list[i]);
        okr_text_addf(&ru, "%s%s %s", i == 0 ? "" : "; ", c->contour,
                      okr_titles_pick(c->title, true));
        okr_text_addf(&en, "%s%s %s", i == 0 ? "" : "; ", c->contour,
                      okr_titles_pick(c->title, false));
    }
    okr_table_text(t, m->measure_id);
    okr_table_titles(t, m->title.ru, m->title.en);
    okr_table_number(t, set->count);
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_table_text(t, okr_text_str(refs));
    okr_text_done(&ru);
    okr_text_done(&en);
}

okr_status okr_list_mentions(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    okr_buckets mentions = {0};
    okr_status status = okr_buckets_build(&mentions, p->measures.count, &p->mentions,
                                          offsetof(okr_mention, measure), err);

    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "contours", "Контуров", "Contours", 0);
    okr_table_column(t, "contour_titles", "Какие", "Which", -1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        contour_set set = {.count = 0};
        okr_text refs = {0};
        if (ask->selection->chosen[m])
            join_contours(p, okr_buckets_at(&mentions, (int)m), &set, &refs);
        if (set.count > 1)
            add_mentioned(p, OKR_MEASURE(p, m), &set, &refs, t);
        okr_text_done(&refs);
    }
    okr_buckets_done(&mentions);
    return status;
}

/* Where it went: the title of a measure of the programme, or the words that stand there. */
static void add_target(const okr_programme *p, const char *moved_to, okr_table *t)
{
    const ptrdiff_t target =
        moved_to[0] == '\0' ? -1 : okr_map_find(&p->measure_index, moved_to);
    const okr_titles title =
        target < 0 ? (okr_titles){moved_to, moved_to} : OKR_MEASURE(p, target)->title;

    okr_table_text(t, target < 0 ? "" : moved_to);
    okr_table_titles(t, title.ru, title.en);
}

okr_status okr_list_moved(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const okr_titles none = {"", ""};

    (void)err;
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "status", "Статус", "Status", -1);
    okr_table_column(t, "moved_to", "Куда перешло", "Moved to", -1);
    okr_table_column(t, "moved_to_title", "Что это", "What that is", -1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
    for (size_t i = 0; i < p->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(p, i);
        const okr_titles status = m->status < 0 ? none : OKR_STATUS_WORD(p, m->status)->title;
        if (!ask->selection->chosen[i] ||
            (m->lifecycle != OKR_LIFECYCLE_CANCELLED && m->moved_to[0] == '\0'))
            continue;
        okr_table_text(t, m->measure_id);
        okr_table_titles(t, m->title.ru, m->title.en);
        okr_table_titles(t, status.ru, status.en);
        add_target(p, m->moved_to, t);
        okr_table_text(t, m->source_ref);
    }
    return OKR_OK;
}
