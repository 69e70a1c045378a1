#include "stats/selector.h"

#include "base/i18n.h"

#include <limits.h>

/* Days a filter leaves open, both included; open ends are the limits of long. */
typedef struct span {
    long first, last;
} span;

static okr_status read_span(const char *what, const char *text, span *out, okr_error *err)
{
    okr_date date = {0};

    *out = (span){LONG_MIN + 1, LONG_MAX};
    if (text == NULL)
        return OKR_OK;
    if (!okr_date_parse(text, &date))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --%s: '%s' is no date such as 2022, 2022-Q3, 2022-10 or "
                          "2022-10-31"),
                        what, text);
    *out = (span){okr_date_first_day(date), okr_date_last_day(date)};
    return OKR_OK;
}

/* What the four filters on time ask for together. */
typedef struct times {
    span start, end, active;
    bool by_start, by_end, by_active;
} times;

/* A filter as it was written. */
typedef struct given {
    const char *name, *value;
} given;

static okr_status contradiction(given one, given other, okr_error *err)
{
    return okr_fail(err, OKR_ERR_USAGE, _("no measure can meet both --%s %s and --%s %s"),
                    one.name, one.value, other.name, other.value);
}

static okr_status check_times(const okr_filter *f, const times *t, okr_error *err)
{
    const given starts = {"starts-in", f->starts_in};
    const given active = {"active-in", f->active_in};
    const given after = {"ends-after", f->ends_after};
    const given ends = f->ends_in == NULL ? after : (given){"ends-in", f->ends_in};

    if (f->ends_in != NULL && t->end.first > t->end.last)
        return contradiction(ends, after, err);
    if (t->by_start && t->by_end && t->start.first > t->end.last)
        return contradiction(starts, ends, err);
    if (t->by_active && t->by_end && t->end.last < t->active.first)
        return contradiction(active, ends, err);
    if (t->by_active && t->by_start && t->start.first > t->active.last)
        return contradiction(active, starts, err);
    return OKR_OK;
}

static okr_status read_times(const okr_filter *f, times *t, okr_error *err)
{
    span after = {0, 0};
    okr_status status = read_span("starts-in", f->starts_in, &t->start, err);

    if (status == OKR_OK)
        status = read_span("ends-in", f->ends_in, &t->end, err);
    if (status == OKR_OK)
        status = read_span("ends-after", f->ends_after, &after, err);
    if (status == OKR_OK)
        status = read_span("active-in", f->active_in, &t->active, err);
    if (status != OKR_OK)
        return status;
    t->by_start = f->starts_in != NULL;
    t->by_end = f->ends_in != NULL || f->ends_after != NULL;
    t->by_active = f->active_in != NULL;
    if (f->ends_after != NULL && after.last + 1 > t->end.first)
        t->end.first = after.last + 1;
    return check_times(f, t, err);
}

static okr_date first_known(okr_date a, okr_date b)
{
    return a.precision != OKR_DATE_NONE ? a : b;
}

/* No date has the day number LONG_MIN, which is in no span. */
static bool within(span s, long day)
{
    return day >= s.first && day <= s.last;
}

static bool passes(const times *t, const okr_measure *m)
{
    const long start = okr_date_first_day(first_known(m->actual_start, m->planned_start));
    const long end = okr_date_last_day(first_known(m->actual_end, m->planned_end));

    if (t->by_start && !within(t->start, start))
        return false;
    if (t->by_end && !within(t->end, end))
        return false;
    if (!t->by_active)
        return true;
    return start != OKR_DATE_NO_DAY && start <= t->active.last &&
           (end == OKR_DATE_NO_DAY || end >= t->active.first);
}

okr_status okr_select_time(okr_selector *k, okr_error *err)
{
    times t = {0};
    okr_status status = read_times(k->filter, &t, err);

    for (size_t m = 0; m < k->selection->count && status == OKR_OK; m++)
        k->selection->figures[m] &= passes(&t, OKR_MEASURE(k->programme, m));
    return status;
}
