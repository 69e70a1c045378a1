#include "overlay/point_counts.h"

#include "geo/shapes.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* A polygon has 24 edges, each shared by two. From 131 072 edges on points are sorted. */
enum { LARGE_SIDE = 110, SMALL_SIDE = 6, MANY_EDGES = 140000 };

/* Over the lattice's box and a tenth beyond it, every seventh on a vertex of a border, and now
 * and then nowhere. */
static okr_lonlat some_point(const coverage *c, int i, seed *s)
{
    okr_lonlat p = {seed_between(s, 79.8, 82.2), seed_between(s, 49.8, 52.2)};

    if (i % 7 == 0) {
        const unsigned char *bytes = c->wkbs[seed_below(s, (int)c->n)].bytes;
        memcpy(&p, bytes + 13, sizeof p);
    } else if (i % 1009 == 0) {
        p.lon = (double)NAN;
    } else if (i % 1013 == 0) {
        p.lat = -(double)INFINITY;
    }
    return p;
}

/* Counts by the look-up of one point after the other, an independent way to the same. */
static void assert_counts(int side, int points, bool overlapping)
{
    seed s = {51};
    coverage c;
    okr_territory_index *index = NULL;
    okr_point_counts *counts = NULL;
    okr_error err = {.status = OKR_OK};
    size_t *expected = NULL;

    coverage_lattice(&c, side, 80.0, 50.0, 2.0, &s);
    if (overlapping) {
        shape_done(&c.shapes[0]);
        shape_box(&c.shapes[0], 80.3, 50.3, 81.7, 51.1);
        c.wkbs[0] = shape_wkb(&c.shapes[0]);
    }
    index = coverage_index(&c);
    expected = calloc(okr_territory_index_faces(index) + 1, sizeof *expected);
    assert_non_null(expected);
    assert_ok(okr_point_counts_new(index, &counts, &err));
    for (int i = 0; i < points; i++) {
        okr_lonlat p = some_point(&c, i, &s);
        okr_point_counts_add(counts, p);
        expected[okr_territory_index_face(index, p) + 1]++;
        /* Asking in between must not lose or repeat any. */
        if (i == points / 3)
            assert_memory_equal(okr_point_counts_of_faces(counts), expected, sizeof *expected);
    }
    assert_true(expected[0] > 0);
    assert_memory_equal(okr_point_counts_of_faces(counts), expected,
                        (okr_territory_index_faces(index) + 1) * sizeof *expected);
    assert_int_equal(side == LARGE_SIDE, okr_territory_index_edges(index) > MANY_EDGES);
    if (overlapping)
        assert_true(okr_territory_index_faces(index) > okr_territory_index_size(index));
    free(expected);
    okr_point_counts_free(counts);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void over_a_small_index_counts_are_those_of_each_point(void **state)
{
    assert_counts(SMALL_SIDE, 5000, false);
    assert_counts(SMALL_SIDE, 5000, true);
}

/* More points than are held at once, so that they are sorted more than once. */
static void over_a_large_index_counts_are_those_of_each_point(void **state)
{
    assert_counts(LARGE_SIDE, 600000, true);
}

static void without_points_every_count_is_zero(void **state)
{
    seed s = {52};
    coverage c;
    okr_point_counts *counts = NULL;
    okr_error err = {.status = OKR_OK};

    coverage_lattice(&c, SMALL_SIDE, 80.0, 50.0, 2.0, &s);
    okr_territory_index *index = coverage_index(&c);
    assert_ok(okr_point_counts_new(index, &counts, &err));
    for (size_t i = 0; i <= okr_territory_index_faces(index); i++)
        assert_int_equal(okr_point_counts_of_faces(counts)[i], 0);
    okr_point_counts_free(counts);
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(over_a_small_index_counts_are_those_of_each_point),
        cmocka_unit_test(over_a_large_index_counts_are_those_of_each_point),
        cmocka_unit_test(without_points_every_count_is_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
