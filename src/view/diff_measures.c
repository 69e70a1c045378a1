/* Measures compared by identifier: their rows, places and figures. */
#include "view/diff.h"

#include <string.h>

static okr_titles plain(const char *text)
{
    return (okr_titles){text, text};
}

/* The code where there is no title, such as of a word that no table explains. */
static okr_titles titled(okr_titles title, const char *code)
{
    return title.ru[0] == '\0' && title.en[0] == '\0' ? plain(code) : title;
}

static okr_titles status_of(const okr_programme *p, const okr_measure *m)
{
    const okr_titles none = {"", ""};

    return titled(m->status < 0 ? none : OKR_STATUS_WORD(p, m->status)->title, m->status_code);
}

static okr_titles kind_of(const okr_programme *p, const okr_measure *m)
{
    const okr_titles none = {"", ""};

    return titled(m->kind < 0 ? none : OKR_KIND(p, m->kind)->title, m->kind_code);
}

static okr_titles role_of(const okr_measure *m)
{
    return (okr_titles){okr_word_title(&okr_roles, (int)m->role, true),
                        okr_word_title(&okr_roles, (int)m->role, false)};
}

static void compare_date(okr_diff_run *run, okr_diff_subject subject, const char *what,
                         okr_date before, okr_date after)
{
    char old[OKR_DATE_TEXT];
    char new[OKR_DATE_TEXT];

    if (okr_date_compare(before, after) == 0)
        return;
    okr_date_format(before, old);
    okr_date_format(after, new);
    okr_diff_add(run, subject, OKR_REASON_DATE, what, plain(old), plain(new));
}

static void compare_rows(okr_diff_run *run, okr_diff_subject subject, const okr_measure *a,
                         const okr_measure *b)
{
    const okr_programme *old = run->old.programme;
    const okr_programme *new = run->new.programme;

    if (strcmp(a->status_code, b->status_code) != 0)
        okr_diff_add(run, subject, OKR_REASON_STATUS, "status", status_of(old, a),
                     status_of(new, b));
    compare_date(run, subject, "planned_start", a->planned_start, b->planned_start);
    compare_date(run, subject, "planned_end", a->planned_end, b->planned_end);
    compare_date(run, subject, "actual_start", a->actual_start, b->actual_start);
    compare_date(run, subject, "actual_end", a->actual_end, b->actual_end);
    if (strcmp(a->title.ru, b->title.ru) != 0)
        okr_diff_add(run, subject, OKR_REASON_TITLE, "title", plain(a->title.ru),
                     plain(b->title.ru));
    if (strcmp(a->kind_code, b->kind_code) != 0)
        okr_diff_add(run, subject, OKR_REASON_KIND, "kind", kind_of(old, a), kind_of(new, b));
    if (a->role != b->role)
        okr_diff_add(run, subject, OKR_REASON_ROLE, "role", role_of(a), role_of(b));
}

void okr_diff_measures(okr_diff_run *run)
{
    const okr_programme *old = run->old.programme;
    const okr_programme *new = run->new.programme;

    for (size_t i = 0; i < new->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(new, i);
        const okr_diff_subject subject = {&run->new, (int)i};
        const int before = (int)okr_map_find(&old->measure_index, m->measure_id);
        if (before < 0) {
            okr_diff_add(run, subject, OKR_REASON_NEW, "measure", plain(""), status_of(new, m));
            continue;
        }
        compare_rows(run, subject, OKR_MEASURE(old, before), m);
        okr_diff_place(run, before, (int)i);
        okr_diff_figures(run, before, (int)i);
    }
    for (size_t i = 0; i < old->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(old, i);
        if (okr_map_find(&new->measure_index, m->measure_id) < 0)
            okr_diff_add(run, (okr_diff_subject){&run->old, (int)i}, OKR_REASON_GONE, "measure",
                         status_of(old, m), plain(""));
    }
}
