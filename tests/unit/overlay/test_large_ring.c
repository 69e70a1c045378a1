/* Rings of ten million vertices, as a polygon of the index and as what is measured over it. */
#include "share_checks.h"

#include "geo/geodesic.h"

#include <stdlib.h>

enum { VERTICES = 10 * 1000 * 1000 };

/* A circle of one degree whose rim is toothed, 7 cm from tooth to tooth. */
static okr_lonlat *toothed_ring(void)
{
    okr_lonlat *ring = calloc(VERTICES, sizeof *ring);

    assert_non_null(ring);
    for (int i = 0; i < VERTICES; i++) {
        double angle = 6.283185307179586 * i / VERTICES;
        double r = i % 2 == 0 ? 1.0 : 1.0 - 1e-6;
        ring[i] = (okr_lonlat){81 + r * cos(angle), 51 + r * sin(angle)};
    }
    return ring;
}

static void ten_million_vertices_are_measured_over_a_coverage(void **state)
{
    seed s = {5};
    coverage c;
    shape polygon = {0};
    okr_lonlat *ring = toothed_ring();
    double area = okr_ring_area(ring, VERTICES);

    coverage_lattice(&c, 6, 80.2, 50.2, 1.6, &s);
    okr_territory_index *index = coverage_index(&c);
    okr_share *share = new_share(index, false);
    shape_polygon(&polygon, ring, VERTICES);
    free(ring);
    okr_share_result result = measure(share, &polygon);
    assert_near(result.total.area_m2, area, 1e-12 * area);
    assert_closes(&result);
    assert_int_equal(result.count, 37); /* all of the lattice, and outside */
    okr_share_free(share);
    okr_territory_index_free(index);
    shape_done(&polygon);
    coverage_done(&c);
}

static void ten_million_vertices_make_a_polygon(void **state)
{
    coverage c;
    okr_lonlat *ring = toothed_ring();

    coverage_alloc(&c, 1);
    shape_polygon(&c.shapes[0], ring, VERTICES);
    okr_territory_index *index = coverage_index(&c);
    assert_int_equal(okr_territory_index_edges(index), VERTICES);
    for (int i = 0; i < VERTICES; i += 99991) {
        double angle = 6.283185307179586 * i / VERTICES;
        okr_lonlat in = {81 + 0.97 * cos(angle), 51 + 0.97 * sin(angle)};
        okr_lonlat out = {81 + 1.01 * cos(angle), 51 + 1.01 * sin(angle)};
        assert_int_equal(okr_territory_index_face(index, in), 0);
        assert_int_equal(okr_territory_index_face(index, out), OKR_OUTSIDE);
        /* Just inside of the tip of a tooth. */
        okr_lonlat tip = {81 + (ring[i - i % 2].lon - 81) * (1 - 1e-9),
                          51 + (ring[i - i % 2].lat - 51) * (1 - 1e-9)};
        assert_int_equal(okr_territory_index_face(index, tip), 0);
    }
    free(ring);
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_million_vertices_are_measured_over_a_coverage),
        cmocka_unit_test(ten_million_vertices_make_a_polygon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
