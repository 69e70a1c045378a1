/* The figures of one measure in two workspaces. */
#include "base/number.h"
#include "view/diff.h"

#include <math.h>
#include <string.h>

static bool same_figure(const okr_indicator *a, const okr_indicator *b)
{
    return strcmp(a->code, b->code) == 0 && strcmp(a->title.ru, b->title.ru) == 0 &&
           okr_date_compare(a->period_start, b->period_start) == 0 &&
           okr_date_compare(a->period_end, b->period_end) == 0;
}

static void describe_value(const char *name, const okr_value *value, okr_text *text)
{
    if (isnan(value->number))
        return;
    okr_text_addf(text, "%s%s ", text->size == 0 ? "" : ", ", name);
    if (value->qualifier != OKR_QUALIFIER_EXACT)
        okr_text_addf(text, "%s ", okr_word_code(&okr_qualifiers, (int)value->qualifier));
    okr_text_add_number(text, value->number);
}

static void describe(const okr_indicator *i, okr_text *text)
{
    const okr_value baseline = {.number = i->baseline};

    describe_value("baseline", &baseline, text);
    describe_value("target", &i->target, text);
    describe_value("actual", &i->actual, text);
    describe_value("percent", &i->percent, text);
    okr_text_addf(text, "%s%s", i->unit_code[0] == '\0' ? "" : " ", i->unit_code);
}

static void add(okr_diff_run *run, int measure, const okr_indicator *a, const okr_indicator *b)
{
    okr_text before = {0};
    okr_text after = {0};

    if (a != NULL)
        describe(a, &before);
    if (b != NULL)
        describe(b, &after);
    if (strcmp(okr_text_str(&before), okr_text_str(&after)) != 0)
        okr_diff_add(run, (okr_diff_subject){&run->new, measure}, OKR_REASON_FIGURE,
                     b != NULL ? b->code : a->code, okr_text_str(&before),
                     okr_text_str(&after));
    okr_text_done(&before);
    okr_text_done(&after);
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
