/* Counts, means and drawn sizes: a part is a measure; population and area: a municipality. */
#include "stats/explainer.h"

#include <math.h>

/* Sums that a mean is divided by. */
typedef struct scheme {
    const okr_explainer *explainer;
    okr_statistic statistic;
    bool weighted;
    int entering;
    double known, planned, achieved;
} scheme;

static const okr_measure *measure_of(const scheme *s, const okr_trace *t)
{
    return OKR_MEASURE(okr_stats_programme(s->explainer->stats), t->measure);
}

static const okr_progress_of *progress_of(const scheme *s, const okr_trace *t)
{
    return okr_stats_progress(s->explainer->stats, t->measure);
}

static double weight_of(const scheme *s, const okr_trace *t)
{
    const double weight = measure_of(s, t)->weight;

    if (!s->weighted)
        return 1.0;
    return isnan(weight) ? 0.0 : weight;
}

static bool is_counted(const scheme *s, const okr_trace *t)
{
    const okr_measure *m = measure_of(s, t);
    const okr_progress_of *p = progress_of(s, t);
    const bool cancelled = m->lifecycle == OKR_LIFECYCLE_CANCELLED;

    if (s->statistic == OKR_STAT_LISTED)
        return true;
    if (s->statistic == OKR_STAT_LOCATED)
        return okr_places_at(s->explainer->request->chosen->places, t->measure)->count > 0;
    if (s->statistic == OKR_STAT_OPERATING)
        return !m->counts_in_progress && !cancelled;
    if (s->statistic == OKR_STAT_COMPLETED)
        return p->enters && m->lifecycle == OKR_LIFECYCLE_COMPLETION;
    if (s->statistic == OKR_STAT_OVERDUE)
        return p->enters && p->overdue == OKR_OVERDUE_YES;
    return (int)m->lifecycle == (int)s->statistic - (int)OKR_STAT_IDENTIFICATION + 1;
}

static bool count_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    const okr_progress_of *p = progress_of(s, t);

    part->contribution = is_counted(s, t) ? 1.0 : (double)NAN;
    if (!isnan(part->contribution))
        return true;
    part->reason = OKR_PART_NO_PERIOD;
    return s->statistic == OKR_STAT_OVERDUE && p->enters && p->overdue == OKR_OVERDUE_UNKNOWN;
}

static bool share_part(const okr_trace *t, okr_stat_part *part)
{
    part->contribution = t->share;
    if (isnan(t->share))
        part->reason = OKR_PART_NO_SPLIT;
    return true;
}

/* The part of a mean: share x weight x value over the sum of what is known. */
static void mean_part(const scheme *s, const okr_trace *t, double over, okr_stat_part *part)
{
    part->weight = s->weighted ? weight_of(s, t) : (double)NAN;
    if (!(over > 0.0)) { /* nothing was to be done by now, or nothing weighs anything */
        part->reason = OKR_PART_NO_TARGET;
        return;
    }
    part->contribution = t->share * weight_of(s, t) * part->value.value / over;
}

static bool progress_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    const okr_progress_of *p = progress_of(s, t);
    const bool plans = s->statistic != OKR_STAT_PROGRESS;
    const double over = s->statistic == OKR_STAT_PROGRESS ? s->known
                        : s->statistic == OKR_STAT_SPI    ? s->planned
                                                          : 1.0;

    part->value = p->physical;
    if (s->statistic == OKR_STAT_PLANNED_VALUE)
        part->value = (okr_bounded){p->planned, OKR_BOUND_NONE};
    if (isnan(t->share))
        part->reason = OKR_PART_NO_SPLIT;
    else if (isnan(p->physical.value))
        part->reason = OKR_PART_NO_PROGRESS;
    else if (plans && isnan(p->planned))
        part->reason = OKR_PART_NO_PERIOD;
    else
        mean_part(s, t, over, part);
    return true;
}

static bool achievement_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    part->value = progress_of(s, t)->achievement;
    if (!isnan(t->share) && isnan(part->value.value))
        part->reason = OKR_PART_NO_TARGET;
    else if (isnan(t->share) || !(s->achieved > 0.0))
        part->reason = OKR_PART_NO_SPLIT;
    else
        part->contribution = t->share * part->value.value / s->achieved;
    return true;
}

static bool completed_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    const double done = measure_of(s, t)->lifecycle == OKR_LIFECYCLE_COMPLETION ? 1.0 : 0.0;

    part->value = (okr_bounded){done, OKR_BOUND_NONE};
    part->contribution = done / s->entering;
    return true;
}

static bool drawn_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    part->contribution = s->statistic == OKR_STAT_DRAWN_LENGTH ? t->length_m : t->area_m2;
    return part->contribution != 0.0;
}

static bool is_mean(okr_statistic statistic)
{
    return statistic == OKR_STAT_COMPLETED_SHARE || statistic == OKR_STAT_ACHIEVEMENT ||
           (statistic >= OKR_STAT_PROGRESS && statistic <= OKR_STAT_SPI);
}

/* Whether the measure has anything to do with the figure; fills the part if so. */
static bool make_part(const scheme *s, const okr_trace *t, okr_stat_part *part)
{
    if (s->statistic == OKR_STAT_DRAWN_LENGTH || s->statistic == OKR_STAT_DRAWN_AREA)
        return drawn_part(s, t, part);
    if (!t->listed)
        return false;
    if (s->statistic == OKR_STAT_ATTRIBUTED)
        return share_part(t, part);
    if (!is_mean(s->statistic))
        return count_part(s, t, part);
    if (!progress_of(s, t)->enters) {
        part->reason = OKR_PART_NOT_COUNTED;
        return true;
    }
    if (s->statistic == OKR_STAT_COMPLETED_SHARE)
        return completed_part(s, t, part);
    if (s->statistic == OKR_STAT_ACHIEVEMENT)
        return achievement_part(s, t, part);
    return progress_part(s, t, part);
}

static void sum_up(scheme *s, const okr_trace *t)
{
    const okr_progress_of *p = progress_of(s, t);

    if (t->quantity >= 0 || !t->listed || !p->enters)
        return;
    s->entering++;
    if (isnan(t->share))
        return;
    if (!isnan(p->achievement.value))
        s->achieved += t->share;
    if (isnan(p->physical.value))
        return;
    s->known += t->share * weight_of(s, t);
    if (!isnan(p->planned))
        s->planned += t->share * weight_of(s, t) * p->planned;
}

static const okr_stat_part empty = {.measure = -1,
                                    .municipality = -1,
                                    .indicator = -1,
                                    .finance = -1,
                                    .share = NAN,
                                    .value = {NAN, OKR_BOUND_NONE},
                                    .weight = NAN,
                                    .contribution = NAN,
                                    .reason = OKR_PART_COUNTS};

static okr_status explain_extent(okr_explainer *x, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(x->stats);
    const okr_selection *chosen = x->request->chosen;
    okr_status status = okr_explainer_begin(x, x->request->statistic, -1, err);

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        okr_stat_part part = empty;
        if (!okr_selection_holds(chosen, i))
            continue;
        part.municipality = (int)i;
        part.share = 1.0;
        part.contribution = x->request->statistic == OKR_STAT_AREA ? m->area_m2 : m->population;
        if (isnan(part.contribution))
            part.reason = OKR_PART_NO_ACTUAL;
        status = okr_explainer_add(x, &part, err);
    }
    return status;
}

okr_status okr_explain_measures(okr_explainer *x, okr_error *err)
{
    const okr_statistic statistic = x->request->statistic;
    const okr_stat_row *progress = okr_explainer_row(x, OKR_STAT_PROGRESS, -1);
    scheme s = {.explainer = x,
                .statistic = statistic,
                .weighted = progress != NULL && progress->method == OKR_METHOD_WEIGHTED};
    okr_status status = OKR_OK;

    if (statistic == OKR_STAT_POPULATION || statistic == OKR_STAT_AREA)
        return explain_extent(x, err);
    for (size_t i = 0; i < x->traces.count; i++)
        sum_up(&s, &OKR_AT(&x->traces, okr_trace, i));
    status = okr_explainer_begin(x, statistic, -1, err);
    for (size_t i = 0; i < x->traces.count && status == OKR_OK; i++) {
        const okr_trace *t = &OKR_AT(&x->traces, okr_trace, i);
        okr_stat_part part = empty;
        part.measure = t->measure;
        part.share = t->share;
        if (t->quantity < 0 && make_part(&s, t, &part))
            status = okr_explainer_add(x, &part, err);
    }
    return status;
}
