/** @file
 * Qualifiers in sums and ratios: in which direction a figure is certain.
 *
 * A set of directions travels with every value; only at the end it becomes the one mark that is
 * shown. So 300 "almost" + 100 "below" is at most 400, and "at least" + "below" is about.
 */
#ifndef OKR_STATS_BOUND_H
#define OKR_STATS_BOUND_H

#include "model/vocabulary.h"

/** Directions in which a true value may differ; a set of bits. */
enum {
    OKR_BOUND_NONE = 0,
    OKR_BOUND_UP = 1,   /**< it is this or more: at_least, more_than, an incomplete list */
    OKR_BOUND_DOWN = 2, /**< it is this or less: almost, below */
    OKR_BOUND_ABOUT = 4 /**< either */
};

/** A value with its directions; NaN is unknown. */
typedef struct okr_bounded {
    double value;
    unsigned bounds;
} okr_bounded;

/** Directions of a qualifier. */
unsigned okr_bounds_of(okr_qualifier qualifier);

/** Directions of 1 / x or of -x. */
unsigned okr_bounds_turned(unsigned bounds);

/** The mark of a set of directions: both, or about, make ≈. */
okr_mark okr_mark_of(unsigned bounds);

/** The value cut to 0..1; a bound that points out of it is exact: ≥ 1.46 becomes 1. */
okr_bounded okr_bounded_cap(okr_bounded x);

#endif
