/* The figures of one measure in two workspaces. */
#include "stats/bound.h"
#include "view/diff.h"

#include <math.h>
#include <string.h>

enum { SHOWN_DIGITS = 9 };

static bool same_number(double a, double b)
{
    return isnan(a) ? isnan(b) : a == b;
}

static bool same_figure(const okr_indicator *a, const okr_indicator *b)
{
    return strcmp(a->code, b->code) == 0 && strcmp(a->title.ru, b->title.ru) == 0 &&
           okr_date_compare(a->period_start, b->period_start) == 0 &&
           okr_date_compare(a->period_end, b->period_end) == 0;
}

/* "план ≥34, факт 35 км": as a table of indicators shows it. */
static void describe_value(const char *name, const okr_value *value, bool russian,
                           okr_text *text)
{
    if (isnan(value->number))
        return;
    okr_text_addf(text, "%s%s ", text->size == 0 ? "" : ", ", name);
    okr_text_add(text, okr_mark_sign(okr_mark_of(okr_bounds_of(value->qualifier))));
    okr_show_number(value->number, SHOWN_DIGITS, russian, text);
}

static void describe(const okr_programme *p, const okr_indicator *i, bool russian,
                     okr_text *text)
{
    const okr_value baseline = {.number = i->baseline};
    const okr_titles as_read = {i->unit_code, i->unit_code};
    const okr_titles unit = i->unit < 0 ? as_read : OKR_UNIT(p, i->unit)->title;

    describe_value(russian ? "было" : "baseline", &baseline, russian, text);
    describe_value(russian ? "план" : "target", &i->target, russian, text);
    describe_value(russian ? "факт" : "actual", &i->actual, russian, text);
    describe_value(russian ? "процент" : "percent", &i->percent, russian, text);
    if (unit.ru[0] != '\0' || unit.en[0] != '\0')
        okr_text_addf(text, ", %s", okr_titles_pick(unit, russian));
}

/* Both states of a figure in one language. */
typedef struct states {
    okr_text before, after;
} states;

static void describe_both(const okr_diff_run *run, const okr_indicator *a,
                          const okr_indicator *b, bool russian, states *out)
{
    if (a != NULL)
        describe(run->old.programme, a, russian, &out->before);
    if (b != NULL)
        describe(run->new.programme, b, russian, &out->after);
}

static bool same_values(const okr_indicator *a, const okr_indicator *b)
{
    const okr_value *const x[] = {&a->target, &a->actual, &a->percent};
    const okr_value *const y[] = {&b->target, &b->actual, &b->percent};
    bool same =
        same_number(a->baseline, b->baseline) && strcmp(a->unit_code, b->unit_code) == 0;

    for (size_t i = 0; i < sizeof x / sizeof x[0]; i++)
        same = same && same_number(x[i]->number, y[i]->number) &&
               (isnan(x[i]->number) || x[i]->qualifier == y[i]->qualifier);
    return same;
}

static void add(okr_diff_run *run, int measure, const okr_indicator *a, const okr_indicator *b)
{
    states ru = {{0}, {0}};
    states en = {{0}, {0}};

    if (a != NULL && b != NULL && same_values(a, b))
        return;
    describe_both(run, a, b, true, &ru);
    describe_both(run, a, b, false, &en);
    okr_diff_add(run, (okr_diff_subject){&run->new, measure}, OKR_REASON_FIGURE,
                 b != NULL ? b->code : a->code,
                 (okr_titles){okr_text_str(&ru.before), okr_text_str(&en.before)},
                 (okr_titles){okr_text_str(&ru.after), okr_text_str(&en.after)});
    okr_text_done(&ru.before);
    okr_text_done(&ru.after);
    okr_text_done(&en.before);
    okr_text_done(&en.after);
}

/* The same figure among those of a measure; NULL when there is none. */
static const okr_indicator *counterpart(const okr_diff_side *side, int measure,
                                        const okr_indicator *figure)
{
    const okr_bucket bucket = okr_buckets_at(&side->figures, measure);

    for (size_t i = 0; i < bucket.count; i++) {
        const okr_indicator *candidate = OKR_INDICATOR(side->programme, bucket.rows[i]);
        if (same_figure(candidate, figure))
            return candidate;
    }
    return NULL;
}

void okr_diff_figures(okr_diff_run *run, int before, int after)
{
    const okr_bucket old = okr_buckets_at(&run->old.figures, before);
    const okr_bucket new = okr_buckets_at(&run->new.figures, after);

    for (size_t i = 0; i < new.count; i++) {
        const okr_indicator *b = OKR_INDICATOR(run->new.programme, new.rows[i]);
        add(run, after, counterpart(&run->old, before, b), b);
    }
    for (size_t i = 0; i < old.count; i++) {
        const okr_indicator *a = OKR_INDICATOR(run->old.programme, old.rows[i]);
        if (counterpart(&run->new, after, a) == NULL)
            add(run, after, a, NULL);
    }
}
