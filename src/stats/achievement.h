/** @file
 * How far one figure has come from its baseline to its target.
 */
#ifndef OKR_STATS_ACHIEVEMENT_H
#define OKR_STATS_ACHIEVEMENT_H

#include "model/measure.h"
#include "stats/bound.h"

/**
 * Raw achievement of a figure: (actual - baseline) / (target - baseline), a baseline that is
 * not given being 0; or a percent of kind achievement, or 1 + excess / 100.
 *
 * Stated figures go before derived ones: target and actual, then a stated percent, then target
 * and actual of which one is derived. A derived percent beside target and actual is not used.
 * @return value NaN for characteristics, without a target, and where the target does not lie in
 *         the direction that `ascending` says; 1 is the target reached
 */
okr_bounded okr_achievement(const okr_indicator *indicator);

/** Readiness that a figure states, 0..1; NaN when it states none. */
okr_bounded okr_readiness(const okr_indicator *indicator);

#endif
