#include "overlay/arrangement.h"

#include "geo/shapes.h"
#include "test.h"

static okr_territory_index *index_with(const coverage *c, unsigned threads)
{
    okr_index_options options = {.threads = threads};
    okr_territory_index *index = NULL;
    okr_error err = {.status = OKR_OK};

    for (size_t i = 0; i < c->n; i++)
        c->wkbs[i] = shape_wkb(&c->shapes[i]);
    assert_ok(okr_territory_index_new(c->wkbs, c->n, &options, &index, &err));
    return index;
}

static void assert_same_bytes(const okr_vec *a, const okr_vec *b)
{
    assert_int_equal(a->count, b->count);
    if (a->count > 0)
        assert_memory_equal(a->data, b->data, a->count * a->item_size);
}

static void assert_same_index(const okr_territory_index *a, const okr_territory_index *b)
{
    assert_same_bytes(&a->edges, &b->edges);
    assert_same_bytes(&a->grids.cells, &b->grids.cells);
    assert_same_bytes(&a->grids.entries, &b->grids.entries);
    assert_same_bytes(&a->owner_starts, &b->owner_starts);
    assert_same_bytes(&a->owners, &b->owners);
}

static void compare_threads(const coverage *c)
{
    okr_territory_index *one = index_with(c, 1);
    okr_territory_index *five = index_with(c, 5);

    assert_same_index(one, five);
    okr_territory_index_free(one);
    okr_territory_index_free(five);
}

static void make_stars(coverage *c, size_t n, int vertices, double spread, seed *s)
{
    okr_lonlat ring[400];

    coverage_alloc(c, n);
    for (size_t i = 0; i < n; i++) {
        okr_lonlat centre = {80 + seed_between(s, -spread, spread),
                             50 + seed_between(s, -spread, spread)};
        star_ring(ring, vertices, centre, 0.5, s);
        shape_polygon(&c->shapes[i], ring, (size_t)vertices);
    }
}

/* Stars that cross each other everywhere need several rounds of noding and have hundreds of
 * faces of several polygons. */
static void threads_do_not_change_the_index(void **state)
{
    seed s = {61};
    coverage c;

    coverage_lattice(&c, 40, 80, 50, 4, &s);
    compare_threads(&c);
    coverage_done(&c);
    make_stars(&c, 40, 120, 0.4, &s);
    compare_threads(&c);
    coverage_done(&c);
}

/* More than 65 536 sides are dealt into many more buckets; neighbours share theirs. */
static void many_sides_are_merged_like_few(void **state)
{
    enum { SIDE = 60 };
    seed s = {62};
    coverage c;

    coverage_lattice(&c, SIDE, 80, 50, 6, &s);
    okr_territory_index *index = index_with(&c, 3);
    /* 2 * 60 * 61 sides of 6 pieces each. */
    assert_int_equal(okr_territory_index_edges(index), 2 * SIDE * (SIDE + 1) * 6);
    assert_int_equal(okr_territory_index_faces(index), SIDE * SIDE);
    for (int k = 0; k < 20000; k++) {
        okr_lonlat p = {seed_between(&s, 79.9, 86.1), seed_between(&s, 49.9, 56.1)};
        bool inside = p.lon > 80 && p.lon < 86 && p.lat > 50 && p.lat < 56;
        assert_int_equal(okr_territory_index_point(index, p) != OKR_OUTSIDE, inside);
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Every polygon's own face is on the left of a counterclockwise outline, whichever way an edge
 * was labelled. */
static void both_sides_of_every_edge_are_those_beside_it(void **state)
{
    seed s = {63};
    coverage c;

    make_stars(&c, 25, 60, 0.8, &s);
    okr_territory_index *index = index_with(&c, 2);
    size_t tried = 0;
    for (size_t i = 0; i < index->edges.count; i++) {
        const okr_edge *e = &OKR_AT(&index->edges, okr_edge, i);
        double run = e->b.lon - e->a.lon;
        double rise = e->b.lat - e->a.lat;
        double size = hypot(run, rise);
        double step = 1e-7;
        okr_lonlat middle = {e->a.lon + 0.5 * run, e->a.lat + 0.5 * rise};
        if (size < 1e-4)
            continue;
        int32_t left =
            okr_territory_index_face(index, (okr_lonlat){middle.lon - step * rise / size,
                                                         middle.lat + step * run / size});
        int32_t right =
            okr_territory_index_face(index, (okr_lonlat){middle.lon + step * rise / size,
                                                         middle.lat - step * run / size});
        if (left == right) /* another edge is as near */
            continue;
        assert_int_equal(e->left, left);
        assert_int_equal(e->right, right);
        tried++;
    }
    assert_true(tried > index->edges.count / 2);
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_not_change_the_index),
        cmocka_unit_test(many_sides_are_merged_like_few),
        cmocka_unit_test(both_sides_of_every_edge_are_those_beside_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
