/* Rings with tens of thousands of long teeth side by side: what they cost grows with their
 * number, not with its square. */
#include "overlay/arrangement.h"

#include "geo/geodesic.h"
#include "share_checks.h"

#include <stdlib.h>

enum { TEETH = 20000, FEW_TEETH = 300 };

/* The entries that the grids may have, whatever the edges look like, and as many for what the
 * ordinary part of a ring needs. */
enum { ENTRIES_PER_EDGE = 64 };

/* Places of a comb: along its back 0..1, along its teeth 0 (the back) to 1 (the tips). */
static okr_lonlat place(double along, double up, double tilt)
{
    return (okr_lonlat){80.2 + along * cos(tilt) - up * sin(tilt),
                        50.2 + along * sin(tilt) + up * cos(tilt)};
}

static size_t ring_size(int teeth)
{
    return 2 * (size_t)teeth + 3;
}

/* Tooth k stands from 2k to 2k + 2 halves of a tooth, its tip in the middle. */
static okr_lonlat *comb_ring(int teeth, double tilt)
{
    size_t n = ring_size(teeth);
    okr_lonlat *ring = calloc(n, sizeof *ring);

    assert_non_null(ring);
    for (int i = 0; i <= 2 * teeth; i++)
        ring[i] = place(i / (2.0 * teeth), i % 2 == 1 ? 1.0 : 0.1, tilt);
    ring[n - 2] = place(1.0, 0.0, tilt);
    ring[n - 1] = place(0.0, 0.0, tilt);
    return ring;
}

static void comb_shape(shape *s, int teeth, double tilt)
{
    okr_lonlat *ring = comb_ring(teeth, tilt);

    shape_polygon(s, ring, ring_size(teeth));
    free(ring);
}

static void check_comb_index(double tilt)
{
    coverage c;

    coverage_alloc(&c, 1);
    comb_shape(&c.shapes[0], TEETH, tilt);
    okr_territory_index *index = coverage_index(&c);
    assert_int_equal(okr_territory_index_edges(index), ring_size(TEETH));
    assert_true(index->grids.entries.count < ENTRIES_PER_EDGE * ring_size(TEETH));
    for (int k = 0; k < TEETH; k += 97) {
        okr_lonlat tooth = place((k + 0.5) / TEETH, 0.6, tilt);
        okr_lonlat between = place((double)k / TEETH, 0.6, tilt);
        okr_lonlat back = place((k + 0.5) / TEETH, 0.05, tilt);
        assert_int_equal(okr_territory_index_face(index, tooth), 0);
        assert_int_equal(okr_territory_index_face(index, between), OKR_OUTSIDE);
        assert_int_equal(okr_territory_index_face(index, back), 0);
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void a_comb_upright_lying_or_askew_makes_an_index(void **state)
{
    check_comb_index(0.0);
    check_comb_index(1.5707963267948966);
    check_comb_index(0.3);
}

static void a_comb_is_measured_over_a_coverage(void **state)
{
    static const double tilts[] = {0.0, 0.3};
    seed s = {7};
    coverage c;

    coverage_lattice(&c, 6, 79.0, 50.0, 2.5, &s);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    for (size_t i = 0; i < 2; i++) {
        okr_lonlat *ring = comb_ring(TEETH, tilts[i]);
        double area = fabs(okr_ring_area(ring, ring_size(TEETH)));
        shape comb = {0};
        shape_polygon(&comb, ring, ring_size(TEETH));
        okr_share_result result = measure(share, &comb);
        assert_near(result.total.area_m2, area, CLOSES * area);
        assert_closes(&result);
        shape_done(&comb);
        free(ring);
    }
    okr_share_free(share);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* A bar across all teeth crosses each of their sides twice, and every crossing divides both. */
static void every_crossing_in_a_crowd_is_found(void **state)
{
    for (double tilt = 0.0; tilt < 1.6; tilt += 0.2) {
        const okr_lonlat bar[] = {place(-0.1, 0.5, tilt), place(1.1, 0.5, tilt),
                                  place(1.1, 0.51, tilt), place(-0.1, 0.51, tilt)};
        coverage c;

        coverage_alloc(&c, 2);
        comb_shape(&c.shapes[0], FEW_TEETH, tilt);
        shape_polygon(&c.shapes[1], bar, 4);
        okr_territory_index *index = coverage_index(&c);
        assert_int_equal(okr_territory_index_edges(index),
                         ring_size(FEW_TEETH) + 4 + (size_t)2 * 2 * 2 * FEW_TEETH);
        okr_territory_index_free(index);
        coverage_done(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comb_upright_lying_or_askew_makes_an_index),
        cmocka_unit_test(a_comb_is_measured_over_a_coverage),
        cmocka_unit_test(every_crossing_in_a_crowd_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
