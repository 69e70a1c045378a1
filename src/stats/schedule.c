#include "stats/schedule.h"

#include <math.h>
#include <string.h>

static bool known(okr_date date)
{
    return date.precision != OKR_DATE_NONE;
}

okr_date okr_status_date(const okr_programme *p, const okr_measure *m)
{
    if (m->document >= 0 && known(OKR_DOCUMENT(p, m->document)->status_date))
        return OKR_DOCUMENT(p, m->document)->status_date;
    if (m->row.source >= 0 && (size_t)m->row.source < p->sources.count &&
        known(OKR_SOURCE_FILE(p, m->row.source)->status_date))
        return OKR_SOURCE_FILE(p, m->row.source)->status_date;
    return p->status_date;
}

/* One point of a plan curve. */
typedef struct point {
    long day;
    double value;
} point;

static bool on_curve(const okr_observation *o)
{
    return !isnan(o->planned) && known(o->date) &&
           (strcmp(o->metric, "planned_value") == 0 ||
            strcmp(o->metric, "physical_progress") == 0);
}

/* The last point up to `day` and the first from it on; false where there is none. */
static void around(const okr_programme *p, okr_bucket rows, long day, point *before,
                   point *after)
{
    *before = *after = (point){OKR_DATE_NO_DAY, NAN};
    for (size_t i = 0; i < rows.count; i++) {
        const okr_observation *o = OKR_OBSERVATION(p, rows.rows[i]);
        const point at = {okr_date_last_day(o->date), o->planned};
        if (!on_curve(o))
            continue;
        if (at.day <= day && (isnan(before->value) || at.day >= before->day))
            *before = at;
        if (at.day >= day && (isnan(after->value) || at.day < after->day))
            *after = at;
    }
}

static double linear(point a, point b, long day)
{
    if (day >= b.day)
        return b.value;
    if (day <= a.day)
        return a.value;
    return a.value + (b.value - a.value) * (double)(day - a.day) / (double)(b.day - a.day);
}

double okr_planned_value(const okr_programme *p, int measure, okr_bucket rows)
{
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_date status = okr_status_date(p, m);
    const long day = okr_date_last_day(status);
    const point start = {okr_date_first_day(m->planned_start), 0.0};
    const point end = {okr_date_last_day(m->planned_end), 1.0};
    point before, after;

    if (!known(status))
        return NAN;
    around(p, rows, day, &before, &after);
    if (!isnan(before.value) || !isnan(after.value)) {
        if (isnan(before.value) && known(m->planned_start) && start.day <= after.day)
            before = start;
        if (isnan(after.value))
            return before.value; /* past its last point the curve stays where it was */
        return isnan(before.value) ? (double)NAN : linear(before, after, day);
    }
    if (!known(m->planned_start) || !known(m->planned_end) || end.day < start.day)
        return NAN;
    return linear(start, end, day);
}

okr_overdue okr_is_overdue(const okr_programme *p, int measure)
{
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_date status = okr_status_date(p, m);

    if (m->lifecycle == OKR_LIFECYCLE_COMPLETION)
        return OKR_OVERDUE_NO;
    if (!known(status) || !known(m->planned_end))
        return OKR_OVERDUE_UNKNOWN;
    return okr_date_last_day(status) > okr_date_last_day(m->planned_end) ? OKR_OVERDUE_YES
                                                                         : OKR_OVERDUE_NO;
}
