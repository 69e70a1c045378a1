/** @file
 * Random programmes for property tests.
 */
#ifndef OKR_SAMPLE_RANDOM_H
#define OKR_SAMPLE_RANDOM_H

#include "sample.h"

/* A generator of our own: the same seed gives the same programmes on every machine. */
static uint64_t sample_seed;

static inline unsigned sample_any(unsigned below)
{
    sample_seed = sample_seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(sample_seed >> 33) % below;
}

static inline double sample_fraction(void)
{
    return (sample_any(1000000) + 1) / 1000001.0;
}

static inline void sample_random_location(okr_programme *p, int measure)
{
    const int l = sample_location(p, measure, (okr_basis)sample_any(OKR_BASIS_COUNT));
    const int towns = (int)p->municipalities.count;

    OKR_LOCATION(p, l)->reach =
        sample_any(5) == 0 ? OKR_REACH_INTENDED_BENEFICIARIES : OKR_REACH_ACTIVITY;
    switch (sample_any(6)) {
    case 0:
        OKR_LOCATION(p, l)->municipality_name = "Нетакой округ";
        break;
    case 1:
        sample_link(p, l, (int)sample_any((unsigned)towns + 1) - 1, OKR_LINK_POINT, 1.0);
        break;
    case 2:
        for (unsigned i = sample_any(4) + 1; i > 0; i--)
            sample_line(p, l, (int)sample_any((unsigned)towns + 1) - 1,
                        1e5 * sample_fraction());
        break;
    case 3:
        for (unsigned i = sample_any(4) + 1; i > 0; i--)
            sample_area(p, l, (int)sample_any((unsigned)towns + 1) - 1,
                        1e9 * sample_fraction());
        break;
    case 4:
        OKR_LOCATION(p, l)->region = true;
        break;
    default:
        OKR_LOCATION(p, l)->oktmo = "32701000";
        sample_link(p, l, (int)sample_any((unsigned)towns), OKR_LINK_PLACE, 1.0);
    }
}

/* Portions that sum to 1, or on purpose do not. */
static inline void sample_random_portions(okr_programme *p, int measure)
{
    double left = sample_any(4) == 0 ? 0.9 : 1.0;

    for (unsigned i = sample_any(3) + 2; i > 0; i--) {
        const int town = (int)sample_any((unsigned)p->municipalities.count);
        const double portion = i == 1 ? left : left * sample_fraction();
        const int l = sample_location(p, measure, OKR_BASIS_STATED);
        OKR_LOCATION(p, l)->portion = portion;
        OKR_LOCATION(p, l)->oktmo = "32701000";
        if (sample_any(8) > 0)
            sample_link(p, l, town, OKR_LINK_PORTION, portion);
        left -= portion;
    }
}

static inline void sample_random_measure(okr_programme *p, int m)
{
    static const char *const codes[] = {"homes", "length", "places"};
    const int parent = m == 0 || sample_any(3) > 0 ? -1 : (int)sample_any((unsigned)m);

    sample_measure(p, "m", parent, (okr_role)sample_any(OKR_ROLE_COUNT));
    for (unsigned i = sample_any(4); i > 0; i--)
        sample_random_location(p, m);
    if (sample_any(5) == 0)
        sample_random_portions(p, m);
    for (unsigned i = sample_any(3); i > 0; i--)
        sample_indicator(p, m, codes[sample_any(3)], sample_any(2) == 0 ? 0 : -1,
                         1e6 * sample_fraction());
}

/** Fill an empty programme: municipalities, measures of every role, locations of every basis,
 * portions that hold and that do not, figures, an allocation rule. */
static inline void sample_random(okr_programme *p)
{
    for (unsigned i = 0; i < 6; i++)
        sample_municipality(p, "", "", i == 0 ? (double)NAN : 1000.0 * sample_fraction(),
                            10.0 * sample_fraction());
    sample_unit(p, "km", "km", 1.0);
    *(okr_allocation_rule *)sample_push(&p->allocations) =
        (okr_allocation_rule){"homes", sample_any(2) == 0 ? "population" : "equal"};
    for (int m = 0; m < 60; m++)
        sample_random_measure(p, m);
}

#endif
