/* Rules on observations, milestones and finance. */
#include "check/rule.h"

#include <math.h>
#include <string.h>

static bool is_progress(const char *metric)
{
    return strcmp(metric, "physical_progress") == 0 ||
           strcmp(metric, "financial_progress") == 0;
}

static bool out_of_percent(double value)
{
    return value < 0 || value > 100;
}

static bool observation_range(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_observation *o = row;

    (void)p;
    okr_breach_numbers(breach, o->planned, " / ", o->actual);
    return is_progress(o->metric) && (out_of_percent(o->planned) || out_of_percent(o->actual));
}

static bool observation_future(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_observation *o = row;

    okr_date_format(o->date, breach->detail);
    return !isnan(o->actual) && o->date.precision != OKR_DATE_NONE &&
           p->status_date.precision != OKR_DATE_NONE &&
           okr_date_first_day(o->date) > okr_date_last_day(p->status_date);
}

static bool observation_date(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_observation *o = row;

    (void)p;
    breach->value = "";
    return o->date.precision == OKR_DATE_NONE;
}

static bool milestone_met(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_milestone *m = row;

    (void)p;
    breach->value = m->status;
    return m->met.precision != OKR_DATE_NONE &&
           (strcmp(m->status, "scheduled") == 0 || strcmp(m->status, "not_met") == 0);
}

static bool milestone_overdue(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_milestone *m = row;

    okr_date_format(m->due, breach->detail);
    return m->due.precision != OKR_DATE_NONE && m->met.precision == OKR_DATE_NONE &&
           strcmp(m->status, "scheduled") == 0 && p->status_date.precision != OKR_DATE_NONE &&
           okr_date_last_day(m->due) < okr_date_first_day(p->status_date);
}

static bool finance_negative(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_finance *f = row;

    (void)p;
    okr_breach_numbers(breach, f->planned, " / ", f->spent);
    return f->planned < 0 || f->allocated < 0 || f->spent < 0;
}

static bool finance_overspent(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_finance *f = row;

    (void)p;
    okr_breach_numbers(breach, f->spent, " > ", f->allocated);
    return f->spent > f->allocated;
}

static bool finance_unit(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_finance *f = row;

    (void)p;
    breach->value = "";
    return f->unit_code[0] == '\0';
}

/* clang-format off */
const okr_rule okr_series_rules[] = {
    OKR_ROW_RULE("observation_range", ERROR, "observations", observations, okr_observation,
        measure_id, "actual", observation_range,
        "доля выполнения вне пределов от 0 до 100 %", "progress is not between 0 and 100 %"),
    OKR_ROW_RULE("observation_in_future", WARNING, "observations", observations,
        okr_observation, measure_id, "date", observation_future,
        "фактическое значение позже отчётной даты", "actual value after the status date"),
    OKR_ROW_RULE("observation_date_missing", ERROR, "observations", observations,
        okr_observation, measure_id, "date", observation_date,
        "дата наблюдения не указана", "date of the observation is not given"),
    OKR_ROW_RULE("milestone_status_contradicts", WARNING, "milestones", milestones,
        okr_milestone, measure_id, "status", milestone_met,
        "дата достижения есть, а статус говорит обратное",
        "milestone has a date of being met, but its status says otherwise"),
    OKR_ROW_RULE("milestone_overdue", WARNING, "milestones", milestones, okr_milestone,
        measure_id, "due", milestone_overdue,
        "срок контрольной точки прошёл к отчётной дате",
        "milestone was due before the status date"),
    OKR_ROW_RULE("finance_negative", ERROR, "finance", finance, okr_finance, measure_id,
        "planned", finance_negative, "сумма меньше нуля", "amount is below zero"),
    OKR_ROW_RULE("finance_overspent", WARNING, "finance", finance, okr_finance, measure_id,
        "spent", finance_overspent, "израсходовано больше, чем выделено",
        "more is spent than allocated"),
    OKR_ROW_RULE("finance_unit_missing", WARNING, "finance", finance, okr_finance, measure_id,
        "unit", finance_unit, "единица суммы не указана", "unit of the amount is not given"),
    OKR_RULE_END,
};
/* clang-format on */
