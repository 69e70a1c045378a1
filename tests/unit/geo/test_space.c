#include "shapes.h"
#include "test.h"

#include "geo/space.h"

#include <math.h>

enum { PLACES = 1000 };

/* Reference: the textbook formula in long double, with libm's functions. */
static double departure(okr_lonlat p, okr_space at)
{
    const long double degree = acosl(-1.0L) / 180.0L;
    const long double f = 1.0L / 298.257223563L;
    const long double e2 = f * (2.0L - f);
    const long double sine = sinl(p.lat * degree);
    const long double n = 6378137.0L / sqrtl(1.0L - e2 * sine * sine);
    const long double x = n * cosl(p.lat * degree) * cosl(p.lon * degree) - at.x;
    const long double y = n * cosl(p.lat * degree) * sinl(p.lon * degree) - at.y;
    const long double z = n * (1.0L - e2) * sine - at.z;

    return (double)sqrtl(x * x + y * y + z * z);
}

static okr_lonlat random_place(seed *rng)
{
    return (okr_lonlat){seed_between(rng, -720.0, 720.0), seed_between(rng, -90.0, 90.0)};
}

static void places_in_space_are_exact_to_ten_nanometres(void **state)
{
    static const okr_lonlat edges[] = {
        {0, 0},  {90, 0},  {-90, 0},  {180, 0}, {-180, 0}, {270, 90}, {360, 45},    {540, 0},
        {0, 90}, {0, -90}, {-720, 1}, {45, 45}, {1e-9, 0}, {0, 1e-9}, {89.9999, 88}};
    seed rng = {17};

    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        assert_true(departure(edges[i], okr_space_at(edges[i])) < 1e-8);
    for (int i = 0; i < PLACES; i++) {
        const okr_lonlat p = random_place(&rng);
        assert_true(departure(p, okr_space_at(p)) < 1e-8);
    }
}

static void columns_hold_the_bits_of_single_places(void **state)
{
    okr_lonlat p[PLACES];
    double x[PLACES];
    double y[PLACES];
    double z[PLACES];
    seed rng = {19};

    for (int i = 0; i < PLACES; i++)
        p[i] = random_place(&rng);
    okr_space_columns(p, PLACES, x, y, z);
    for (int i = 0; i < PLACES; i++) {
        const okr_space at = okr_space_at(p[i]);
        assert_true(at.x == x[i] && at.y == y[i] && at.z == z[i]);
    }
}

static void a_frame_stands_upright_on_its_place(void **state)
{
    seed rng = {23};

    for (int i = 0; i < PLACES; i++) {
        const okr_lonlat p = {seed_between(&rng, -180.0, 180.0),
                              seed_between(&rng, -88.0, 88.0)};
        const okr_lonlat east = {p.lon + 1e-4, p.lat};
        const okr_lonlat north = {p.lon, p.lat + 1e-4};
        const okr_meridian meridian = okr_meridian_at(p.lon);
        const okr_parallel parallel = okr_parallel_at(p.lat);
        const okr_space_frame f = okr_space_frame_of(&meridian, &parallel);
        /* A step of some metres and one along the tangent differ by its square over the radius.
         */
        assert_near(okr_space_dot(okr_space_minus(okr_space_at(east), f.at), f.east),
                    1e-4 * f.metres_per_lon, 1e-5);
        assert_near(okr_space_dot(okr_space_minus(okr_space_at(north), f.at), f.north),
                    1e-4 * f.metres_per_lat, 1e-5);
        assert_near(okr_space_dot(f.east, f.north), 0.0, 1e-15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_in_space_are_exact_to_ten_nanometres),
        cmocka_unit_test(columns_hold_the_bits_of_single_places),
        cmocka_unit_test(a_frame_stands_upright_on_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
