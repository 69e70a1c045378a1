/* Rules on indicators. */
#include "check/rule.h"

#include <math.h>
#include <string.h>

/* A derived percent may be rounded to a tenth of a percent point. */
#define PERCENT_TOLERANCE 0.1

static bool no_figure(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->item = i->measure_id;
    breach->value = i->code;
    return isnan(i->baseline) && isnan(i->target.number) && isnan(i->actual.number) &&
           isnan(i->percent.number);
}

static bool no_unit(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return i->unit_code[0] == '\0' && !(isnan(i->target.number) && isnan(i->actual.number));
}

static bool percent_kind(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    okr_breach_numbers(breach, i->percent.number, " %", NAN);
    breach->detail[strcspn(breach->detail, "?")] = '\0';
    return !isnan(i->percent.number) && i->percent_kind == OKR_PERCENT_NONE;
}

static bool readiness_range(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    okr_breach_numbers(breach, i->percent.number, "", NAN);
    return i->percent_kind == OKR_PERCENT_READINESS &&
           (i->percent.number < 0 || i->percent.number > 100);
}

static bool percent_summed(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;
    const char *unit = i->unit < 0 ? i->unit_code : OKR_UNIT(p, i->unit)->code;

    breach->value = unit;
    return i->aggregation == OKR_AGGREGATION_SUM &&
           (strcmp(unit, "percent") == 0 || strcmp(unit, "%") == 0);
}

/* The percent that target and actual give, or NaN. */
static double computed_percent(const okr_indicator *i)
{
    const double ratio = i->actual.number / i->target.number * 100;

    if (!(i->target.number > 0) || i->target.qualifier != OKR_QUALIFIER_EXACT ||
        i->actual.qualifier != OKR_QUALIFIER_EXACT)
        return NAN;
    if (i->percent_kind == OKR_PERCENT_ACHIEVEMENT)
        return ratio;
    return i->percent_kind == OKR_PERCENT_EXCESS_OVER_TARGET ? ratio - 100 : (double)NAN;
}

static bool percent_differs(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;
    const double computed = computed_percent(i);

    (void)p;
    okr_breach_numbers(breach, i->percent.number, " / ", round(computed * 10) / 10);
    return fabs(i->percent.number - computed) > PERCENT_TOLERANCE;
}

static bool period_reversed(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    okr_date_format(i->period_end, breach->detail);
    return i->period_start.precision != OKR_DATE_NONE &&
           i->period_end.precision != OKR_DATE_NONE &&
           okr_date_first_day(i->period_start) > okr_date_last_day(i->period_end);
}

static bool no_period(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return i->role == OKR_INDICATOR_RESULT && i->period_start.precision == OKR_DATE_NONE &&
           i->period_end.precision == OKR_DATE_NONE;
}

static bool lacks_origin(const okr_value *value)
{
    return !isnan(value->number) && value->origin == OKR_ORIGIN_NONE;
}

static bool no_origin(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return lacks_origin(&i->target) || lacks_origin(&i->actual) || lacks_origin(&i->percent);
}

static bool idle(const okr_value *value)
{
    return isnan(value->number) && value->qualifier != OKR_QUALIFIER_EXACT;
}

static bool idle_qualifier(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return idle(&i->target) || idle(&i->actual) || idle(&i->percent);
}

static bool progress_without_target(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return i->progress && isnan(i->target.number) && isnan(i->percent.number);
}

static bool target_is_baseline(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    okr_breach_numbers(breach, i->target.number, "", NAN);
    breach->detail[strcspn(breach->detail, "?")] = '\0';
    return i->target.number == i->baseline;
}

static bool negative_sum(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    okr_breach_numbers(breach, i->actual.number, " / ", i->target.number);
    return i->aggregation == OKR_AGGREGATION_SUM &&
           (i->actual.number < 0 || i->target.number < 0);
}

static bool characteristic_progress(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return i->role == OKR_INDICATOR_CHARACTERISTIC && i->progress;
}

static bool indicator_source(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_indicator *i = row;

    (void)p;
    breach->value = i->code;
    return i->source_ref[0] == '\0';
}

#define INDICATOR(code, severity, column, test, ru, en)                                        \
    OKR_ROW_RULE(code, severity, "indicators", indicators, okr_indicator, measure_id, column,  \
                 test, ru, en)

/* clang-format off */
const okr_rule okr_indicator_rules[] = {
    INDICATOR("indicator_without_figure", WARNING, "actual", no_figure,
        "у показателя нет ни одного значения", "indicator has no figure at all"),
    INDICATOR("indicator_unit_missing", WARNING, "unit", no_unit,
        "единица измерения не указана", "unit is not given"),
    INDICATOR("indicator_percent_kind_missing", WARNING, "percent_kind", percent_kind,
        "не указано, что означает процент", "meaning of the percent is not given"),
    INDICATOR("indicator_readiness_range", ERROR, "percent", readiness_range,
        "готовность вне пределов от 0 до 100 %", "readiness is not between 0 and 100 %"),
    INDICATOR("indicator_percent_summed", ERROR, "aggregation", percent_summed,
        "проценты не складываются", "percents do not add up"),
    INDICATOR("indicator_percent_differs", WARNING, "percent", percent_differs,
        "процент не следует из плана и факта", "percent does not follow from target and actual"),
    INDICATOR("indicator_period_reversed", ERROR, "period_end", period_reversed,
        "конец периода раньше начала", "period ends before it begins"),
    INDICATOR("indicator_period_missing", WARNING, "period_start", no_period,
        "период результата не указан", "period of the result is not given"),
    INDICATOR("indicator_origin_missing", WARNING, "actual_origin", no_origin,
        "не указано, взято значение из источника или вычислено",
        "whether the value is stated or derived is not given"),
    INDICATOR("indicator_qualifier_idle", WARNING, "actual_qualifier", idle_qualifier,
        "оговорка без значения, к которому она относится", "qualifier without its value"),
    INDICATOR("indicator_progress_without_target", WARNING, "progress",
        progress_without_target,
        "показатель питает прогресс, но план неизвестен",
        "indicator feeds progress, but its target is not known"),
    INDICATOR("indicator_target_is_baseline", WARNING, "target", target_is_baseline,
        "план равен исходному значению: выполнение не определено",
        "target equals baseline: achievement is not defined"),
    INDICATOR("indicator_negative_sum", WARNING, "actual", negative_sum,
        "складываемый показатель меньше нуля", "a summed indicator is below zero"),
    INDICATOR("indicator_characteristic_progress", WARNING, "progress", characteristic_progress,
        "характеристика не может питать прогресс", "a characteristic cannot feed progress"),
    INDICATOR("indicator_source_missing", WARNING, "source_ref", indicator_source,
        "место в источнике не указано", "place in the source is not given"),
    OKR_RULE_END,
};
/* clang-format on */
