#include "stats/achievement.h"

#include <math.h>

static const okr_bounded unknown = {NAN, OKR_BOUND_NONE};

static okr_bounded by_figures(const okr_indicator *i)
{
    const double base = isnan(i->baseline) ? 0.0 : i->baseline;
    const double way = i->target.number - base, done = i->actual.number - base;
    unsigned target = okr_bounds_of(i->target.qualifier);
    unsigned actual = okr_bounds_of(i->actual.qualifier);

    /* NaN fails every comparison, so an unknown figure ends here too. */
    if (!(i->ascending ? way > 0.0 : way < 0.0) || isnan(done))
        return unknown;
    if (!i->ascending) {
        target = okr_bounds_turned(target);
        actual = okr_bounds_turned(actual);
    }
    return (okr_bounded){done / way, actual | okr_bounds_turned(target)};
}

static okr_bounded by_percent(const okr_indicator *i)
{
    const unsigned bounds = okr_bounds_of(i->percent.qualifier);

    if (i->percent_kind == OKR_PERCENT_ACHIEVEMENT)
        return (okr_bounded){i->percent.number / 100.0, bounds};
    if (i->percent_kind == OKR_PERCENT_EXCESS_OVER_TARGET)
        return (okr_bounded){1.0 + i->percent.number / 100.0, bounds};
    return unknown;
}

okr_bounded okr_achievement(const okr_indicator *i)
{
    const bool derived =
        i->target.origin == OKR_ORIGIN_DERIVED || i->actual.origin == OKR_ORIGIN_DERIVED;
    okr_bounded figures, percent;

    if (i->role == OKR_INDICATOR_CHARACTERISTIC)
        return unknown;
    figures = by_figures(i);
    percent = by_percent(i);
    if (!isnan(figures.value) &&
        (!derived || isnan(percent.value) || i->percent.origin == OKR_ORIGIN_DERIVED))
        return figures;
    return percent;
}

okr_bounded okr_readiness(const okr_indicator *i)
{
    if (i->percent_kind != OKR_PERCENT_READINESS || isnan(i->percent.number))
        return unknown;
    return okr_bounded_cap(
        (okr_bounded){i->percent.number / 100.0, okr_bounds_of(i->percent.qualifier)});
}
