#include "test.h"

#include "served/served_partition.h"

#include <math.h>

/* Rings as they are read: shells counterclockwise, holes clockwise, without a closing vertex.
 */
typedef struct fixture {
    okr_served_run run;
    okr_cell_work work;
} fixture;

static void start(fixture *f)
{
    *f = (fixture){0};
    okr_cell_work_init(&f->work, &f->run);
}

static void add(fixture *f, const okr_lonlat *p, size_t n)
{
    okr_error err = {.status = OKR_OK};
    const okr_cell_ring ring = {f->work.points.count, n};

    assert_ok(okr_vec_append(&f->work.points, p, n, &err));
    assert_ok(okr_vec_append(&f->work.rings, &ring, 1, &err));
}

/* A square with its lower left corner at a place; clockwise as a hole. */
static void add_square(fixture *f, double lon, double lat, double side, bool hole)
{
    const okr_lonlat p[] = {
        {lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}};
    const okr_lonlat turned[] = {p[0], p[3], p[2], p[1]};

    add(f, hole ? turned : p, 4);
}

static bool is_simple(fixture *f)
{
    okr_error err = {.status = OKR_OK};
    bool simple = false;

    assert_ok(okr_rings_are_simple(&f->work, &simple, &err));
    okr_cell_work_done(&f->work);
    return simple;
}

static void rings_apart_with_holes_and_islands_in_them_are_simple(void **state)
{
    fixture f;

    start(&f);
    assert_true(is_simple(&f)); /* nothing at all */
    start(&f);
    add_square(&f, 0.0, 0.0, 10.0, false);
    add_square(&f, 1.0, 1.0, 5.0, true);
    add_square(&f, 2.0, 2.0, 1.0, false);
    add_square(&f, 20.0, 0.0, 1.0, false);
    assert_true(is_simple(&f));
}

static void shells_in_shells_and_holes_in_nothing_are_not(void **state)
{
    fixture f;

    start(&f);
    add_square(&f, 0.0, 0.0, 10.0, false);
    add_square(&f, 1.0, 1.0, 1.0, false);
    assert_false(is_simple(&f));
    start(&f);
    add_square(&f, 0.0, 0.0, 10.0, false);
    add_square(&f, 11.0, 1.0, 1.0, true);
    assert_false(is_simple(&f));
    start(&f);
    add_square(&f, 0.0, 0.0, 10.0, false);
    add_square(&f, 1.0, 1.0, 5.0, true);
    add_square(&f, 2.0, 2.0, 1.0, true);
    assert_false(is_simple(&f));
}

static void edges_that_meet_elsewhere_than_at_their_vertex_are_found(void **state)
{
    static const okr_lonlat bow_tie[] = {{0, 0}, {1, 1}, {1, 0}, {0, 1}};
    static const okr_lonlat spike[] = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {1, 1}, {0, 1}};
    static const okr_lonlat twice[] = {{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 1}};
    static const okr_lonlat eight[] = {{0, 0}, {1, 0}, {2, 1}, {2, 2}, {1, 2}, {1, 0}, {0, 1}};
    static const okr_lonlat flat[] = {{0, 0}, {1, 0}, {2, 0}};
    const struct {
        const okr_lonlat *p;
        size_t n;
    } rings[] = {{bow_tie, 4}, {spike, 7}, {twice, 5}, {eight, 7}, {flat, 3}};

    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
        fixture f;
        start(&f);
        add(&f, rings[i].p, rings[i].n);
        assert_false(is_simple(&f));
    }
}

static void rings_that_touch_or_cross_each_other_are_found(void **state)
{
    for (int i = 0; i < 3; i++) {
        /* At a vertex, along an edge, and across. */
        const double lon = i == 2 ? 9.5 : 10.0;
        const double lat = i == 0 ? 10.0 : 3.0;
        fixture f;
        start(&f);
        add_square(&f, 0.0, 0.0, 10.0, false);
        add_square(&f, lon, lat, 5.0, false);
        assert_false(is_simple(&f));
    }
}

/* Two vertices of a round ring change places: edges then cross, wherever in the tree they are.
 */
static void one_crossing_in_a_long_ring_is_found(void **state)
{
    enum { VERTICES = 999 };
    okr_lonlat p[VERTICES];

    for (size_t i = 0; i < VERTICES; i++) {
        const double turn = 6.283185307179586 * (double)i / VERTICES;
        p[i] = (okr_lonlat){cos(turn), sin(turn)};
    }
    for (size_t i = 0; i < VERTICES; i += 7) {
        const size_t other = (i + 1 + i % 5) % VERTICES;
        const okr_lonlat keep = p[i];
        fixture f;
        start(&f);
        add(&f, p, VERTICES);
        assert_true(is_simple(&f));
        p[i] = p[other];
        p[other] = keep;
        start(&f);
        add(&f, p, VERTICES);
        assert_false(is_simple(&f));
        p[other] = p[i];
        p[i] = keep;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rings_apart_with_holes_and_islands_in_them_are_simple),
        cmocka_unit_test(shells_in_shells_and_holes_in_nothing_are_not),
        cmocka_unit_test(edges_that_meet_elsewhere_than_at_their_vertex_are_found),
        cmocka_unit_test(rings_that_touch_or_cross_each_other_are_found),
        cmocka_unit_test(one_crossing_in_a_long_ring_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
