#include "stats/bound.h"

#include <math.h>

unsigned okr_bounds_of(okr_qualifier qualifier)
{
    static const unsigned bounds[OKR_QUALIFIER_COUNT] = {
        [OKR_QUALIFIER_EXACT] = OKR_BOUND_NONE,   [OKR_QUALIFIER_ABOUT] = OKR_BOUND_ABOUT,
        [OKR_QUALIFIER_ALMOST] = OKR_BOUND_DOWN,  [OKR_QUALIFIER_AT_LEAST] = OKR_BOUND_UP,
        [OKR_QUALIFIER_MORE_THAN] = OKR_BOUND_UP, [OKR_QUALIFIER_BELOW] = OKR_BOUND_DOWN,
    };

    return qualifier < OKR_QUALIFIER_COUNT ? bounds[qualifier] : OKR_BOUND_ABOUT;
}

unsigned okr_bounds_turned(unsigned bounds)
{
    unsigned turned = bounds & OKR_BOUND_ABOUT;

    if ((bounds & OKR_BOUND_UP) != 0)
        turned |= OKR_BOUND_DOWN;
    if ((bounds & OKR_BOUND_DOWN) != 0)
        turned |= OKR_BOUND_UP;
    return turned;
}

okr_mark okr_mark_of(unsigned bounds)
{
    if (bounds == OKR_BOUND_NONE)
        return OKR_MARK_EQUAL;
    if (bounds == OKR_BOUND_UP)
        return OKR_MARK_AT_LEAST;
    return bounds == OKR_BOUND_DOWN ? OKR_MARK_AT_MOST : OKR_MARK_ABOUT;
}

okr_bounded okr_bounded_cap(okr_bounded x)
{
    if (isnan(x.value))
        return x;
    if (x.value >= 1.0)
        return (okr_bounded){1.0, x.bounds & ~(unsigned)OKR_BOUND_UP};
    if (x.value <= 0.0)
        return (okr_bounded){0.0, x.bounds & ~(unsigned)OKR_BOUND_DOWN};
    return x;
}
