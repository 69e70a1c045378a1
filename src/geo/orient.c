#include "geo/orient.h"

/* A product or sum of two doubles as an unevaluated pair: value = high + low exactly. */
typedef struct pair {
    double high;
    double low;
} pair;

static pair exact_sum(double a, double b)
{
    double sum = a + b;
    double part = sum - a;

    return (pair){sum, (a - (sum - part)) + (b - part)};
}

/* Veltkamp's split into halves of 26 bits, whose products are exact. */
static pair split(double a)
{
    double c = 134217729.0 * a;
    double high = c - (c - a);

    return (pair){high, a - high};
}

static pair exact_product(double a, double b)
{
    double product = a * b;
    pair x = split(a);
    pair y = split(b);
    double rest =
        ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;

    return (pair){product, rest};
}

/* A sum of terms that do not overlap, smallest first: its sign is that of the last one. */
typedef struct expansion {
    double terms[12];
    int count;
} expansion;

static void grow(expansion *sum, double term)
{
    int kept = 0;

    for (int i = 0; i < sum->count; i++) {
        pair s = exact_sum(sum->terms[i], term);
        term = s.high;
        if (s.low > 0.0 || s.low < 0.0)
            sum->terms[kept++] = s.low;
    }
    if (term > 0.0 || term < 0.0)
        sum->terms[kept++] = term;
    sum->count = kept;
}

static void add_product(expansion *sum, double a, double b)
{
    pair p = exact_product(a, b);

    grow(sum, p.low);
    grow(sum, p.high);
}

int okr_orient_exact(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    expansion sum = {.count = 0};

    add_product(&sum, a.lon, b.lat);
    add_product(&sum, -a.lat, b.lon);
    add_product(&sum, b.lon, p.lat);
    add_product(&sum, -b.lat, p.lon);
    add_product(&sum, p.lon, a.lat);
    add_product(&sum, -p.lat, a.lon);
    if (sum.count == 0)
        return 0;
    return sum.terms[sum.count - 1] > 0.0 ? 1 : -1;
}
