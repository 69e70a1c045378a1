#include "overlay/territory_index.h"

#include "geo/shapes.h"
#include "test.h"

#include <string.h>

/* Even-odd rule for one ring with the border shift, in long double: an independent reference
 * for points whose products long double holds exactly (coordinates of few digits). */
static bool ring_holds(const okr_lonlat *ring, int n, okr_lonlat p)
{
    bool inside = false;

    for (int i = 0; i < n; i++) {
        okr_lonlat a = ring[i];
        okr_lonlat b = ring[(i + 1) % n];
        if ((a.lon > p.lon) == (b.lon > p.lon))
            continue;
        if (a.lon > b.lon) {
            okr_lonlat swap = a;
            a = b;
            b = swap;
        }
        long double det = ((long double)b.lon - a.lon) * ((long double)p.lat - a.lat) -
                          ((long double)b.lat - a.lat) * ((long double)p.lon - a.lon);
        /* On the edge: the shift eastwards leads above a falling edge, below a rising one, and
         * above a level one. */
        bool above = det > 0 || (!(det < 0) && b.lat <= a.lat);
        inside ^= above;
    }
    return inside;
}

static void lattice_points_have_one_owner(void **state)
{
    seed s = {1};
    coverage c;
    coverage_lattice(&c, 7, 80.0, 50.0, 7.0, &s);
    okr_territory_index *index = coverage_index(&c);

    assert_int_equal(okr_territory_index_faces(index), 49);
    for (int i = 0; i < 200000; i++) {
        okr_lonlat p = {seed_between(&s, 80.0, 87.0), seed_between(&s, 50.0, 57.0)};
        int32_t face = okr_territory_index_face(index, p);
        assert_in_range(face, 0, 48);
        const unsigned char *bytes = c.wkbs[face].bytes;
        okr_lonlat ring[24];
        memcpy(ring, bytes + 13, sizeof ring);
        assert_true(ring_holds(ring, 24, p));
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* The one polygon of a lattice that holds a point, by its ring alone; OKR_OUTSIDE: none. */
static int32_t only_owner(const coverage *c, okr_lonlat p)
{
    int32_t owner = OKR_OUTSIDE;

    for (size_t i = 0; i < c->n; i++) {
        okr_lonlat ring[24];
        memcpy(ring, c->wkbs[i].bytes + 13, sizeof ring);
        if (!ring_holds(ring, 24, p))
            continue;
        assert_int_equal(owner, OKR_OUTSIDE);
        owner = (int32_t)i;
    }
    return owner;
}

/* Every vertex of the lattice, as a point: held by exactly one polygon or, on the eastern and
 * northern outline, by none. */
static void border_vertices_have_exactly_one_owner(void **state)
{
    seed s = {2};
    coverage c;
    coverage_lattice(&c, 6, 0.0, 0.0, 6.0, &s);
    okr_territory_index *index = coverage_index(&c);

    for (size_t k = 0; k < c.n; k++) {
        okr_lonlat ring[24];
        memcpy(ring, c.wkbs[k].bytes + 13, sizeof ring);
        for (int v = 0; v < 24; v++)
            assert_int_equal(okr_territory_index_face(index, ring[v]), only_owner(&c, ring[v]));
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Boxes on whole degrees: all cases of the rule can be said by hand. */
static void the_shift_decides_corners_and_sides_of_boxes(void **state)
{
    coverage c;
    coverage_alloc(&c, 2);
    shape_box(&c.shapes[0], 0, 0, 1, 1);
    shape_box(&c.shapes[1], 1, 0, 2, 1);
    okr_territory_index *index = coverage_index(&c);

    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0, 0}), 0);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 0}), 1);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 0.5}), 1);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0, 0.5}), 0);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0.5, 0}), 0);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){2, 0}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0, 1}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0.5, 1}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 1}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){NAN, 1}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){INFINITY, 1}), OKR_OUTSIDE);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static size_t holders(okr_lonlat (*rings)[12], int n, okr_lonlat p, int32_t *out)
{
    size_t count = 0;

    for (int i = 0; i < n; i++)
        if (ring_holds(rings[i], 12, p))
            out[count++] = i;
    return count;
}

/* Rings through random points cross themselves and each other; the even-odd rule is checked
 * ring by ring. Vertices lie on a lattice of quarters, so that borders overlap, touch and meet
 * often; the points asked for lie off every border. */
static void any_rings_give_the_sets_of_the_even_odd_rule(void **state)
{
    seed s = {3};

    for (int round = 0; round < 60; round++) {
        enum { RINGS = 14 };
        okr_lonlat rings[RINGS][12];
        coverage c;
        coverage_alloc(&c, RINGS);
        for (int r = 0; r < RINGS; r++) {
            for (int v = 0; v < 12; v++)
                rings[r][v] =
                    (okr_lonlat){seed_below(&s, 24) * 0.25, seed_below(&s, 24) * 0.25};
            shape_polygon(&c.shapes[r], rings[r], 12);
        }
        okr_territory_index *index = coverage_index(&c);
        for (int i = 0; i < 3000; i++) {
            int32_t expected[RINGS];
            okr_lonlat p = {seed_between(&s, 0, 6), seed_between(&s, 0, 6)};
            size_t count = holders(rings, RINGS, p, expected);
            okr_owners found =
                okr_territory_index_owners(index, okr_territory_index_face(index, p));
            assert_int_equal(found.count, count);
            if (count > 0)
                assert_memory_equal(found.polygons, expected, count * sizeof expected[0]);
        }
        okr_territory_index_free(index);
        coverage_done(&c);
    }
}

/* Vertices on whole degrees in convex position never cross between polygons that share sides; a
 * T-junction: the side of one polygon carries a vertex of its neighbours. */
static void a_vertex_on_a_neighbours_side_leaves_no_gap(void **state)
{
    coverage c;
    coverage_alloc(&c, 3);
    shape_box(&c.shapes[0], 0, 0, 1, 2);
    shape_box(&c.shapes[1], 1, 0, 2, 1);
    shape_box(&c.shapes[2], 1, 1, 2, 2);
    okr_territory_index *index = coverage_index(&c);

    assert_int_equal(okr_territory_index_faces(index), 3);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 1}), 2);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 0.999}), 1);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0.999, 1}), 0);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void equal_polygons_share_every_point(void **state)
{
    coverage c;
    coverage_alloc(&c, 3);
    for (int i = 0; i < 3; i++)
        shape_box(&c.shapes[i], 0, 0, 1, 1);
    okr_territory_index *index = coverage_index(&c);
    okr_owners owners = okr_territory_index_owners(
        index, okr_territory_index_face(index, (okr_lonlat){0.25, 0.5}));

    assert_int_equal(owners.count, 3);
    assert_int_equal(owners.polygons[0], 0);
    assert_int_equal(owners.polygons[2], 2);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0.25, 0.5}), 0);
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* A neighbour's extra vertex that rounding puts beside the common side: a sliver thinner than
 * the rounding of a coordinate, and still everything else has its one owner. */
static void slivers_of_rounding_do_not_mislead(void **state)
{
    seed s = {4};

    for (int round = 0; round < 300; round++) {
        okr_lonlat a = {seed_between(&s, 86, 87), seed_between(&s, 53, 54)};
        okr_lonlat b = {a.lon + seed_between(&s, -0.3, 0.3), a.lat + seed_between(&s, 0.5, 1)};
        double t = seed_between(&s, 0.1, 0.9);
        okr_lonlat v = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        okr_lonlat west[] = {a, b, {85, 55}, {85, 52}};
        okr_lonlat east[] = {a, {88, 52}, {88, 55}, b, v};
        coverage c;
        coverage_alloc(&c, 2);
        shape_polygon(&c.shapes[0], west, 4);
        shape_polygon(&c.shapes[1], east, 5);
        okr_territory_index *index = coverage_index(&c);
        for (int i = 0; i < 100; i++) {
            double u = seed_between(&s, 0, 1);
            okr_lonlat p = {a.lon + u * (b.lon - a.lon), a.lat + u * (b.lat - a.lat)};
            p.lon -= 1e-9;
            assert_int_equal(okr_territory_index_point(index, p), 0);
            p.lon += 2e-9;
            assert_int_equal(okr_territory_index_point(index, p), 1);
        }
        okr_territory_index_free(index);
        coverage_done(&c);
    }
}

static void nested_holes_alternate(void **state)
{
    coverage c;
    okr_lonlat rings[4][4];
    coverage_alloc(&c, 1);
    shape_header(&c.shapes[0], 3);
    shape_count(&c.shapes[0], 4);
    for (int r = 0; r < 4; r++) {
        double low = r;
        double high = 10 - r;
        okr_lonlat ring[4] = {{low, low}, {high, low}, {high, high}, {low, high}};
        memcpy(rings[r], ring, sizeof ring);
        shape_ring(&c.shapes[0], rings[r], 4);
    }
    okr_territory_index *index = coverage_index(&c);

    for (int r = 0; r < 4; r++)
        assert_int_equal(okr_territory_index_point(index, (okr_lonlat){r + 0.5, 5}),
                         r % 2 == 0 ? 0 : OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){5, 5}), OKR_OUTSIDE);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void spikes_and_repeated_vertices_hold_nothing(void **state)
{
    okr_lonlat ring[] = {{0, 0}, {0, 0}, {2, 0}, {2, 2}, {3, 2}, {2, 2}, {2, 2}, {0, 2}};
    coverage c;
    coverage_alloc(&c, 1);
    shape_polygon(&c.shapes[0], ring, 8);
    okr_territory_index *index = coverage_index(&c);

    assert_int_equal(okr_territory_index_edges(index), 4);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){2.5, 2}), OKR_OUTSIDE);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){1, 1}), 0);
    okr_territory_index_free(index);
    coverage_done(&c);
}

static void no_polygons_hold_nothing(void **state)
{
    okr_territory_index *index = NULL;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_territory_index_new(NULL, 0, NULL, &index, &err));
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){0, 0}), OKR_OUTSIDE);
    okr_territory_index_free(index);
}

static void a_polygon_that_cannot_be_read_is_named(void **state)
{
    unsigned char junk[] = {1, 3, 0, 0, 0, 9, 9, 9, 9};
    shape far = {0};
    okr_wkb wkbs[2] = {{NULL, 0}, {junk, sizeof junk}};
    okr_territory_index *index = NULL;
    okr_error err = {.status = OKR_OK};

    assert_fails_with(okr_territory_index_new(wkbs, 2, NULL, &index, &err), OKR_ERR_GEOMETRY,
                      "polygon 2: ");
    shape_box(&far, 0, 0, 1, 91);
    wkbs[1] = shape_wkb(&far);
    assert_fails_with(okr_territory_index_new(wkbs, 2, NULL, &index, &err), OKR_ERR_GEOMETRY,
                      "91");
    assert_null(index);
    shape_done(&far);
}

/* Eighty sides meet in one vertex: no grid can part them. */
static void a_vertex_of_many_borders_is_decided(void **state)
{
    enum { SLICES = 80 };
    coverage c;
    coverage_alloc(&c, SLICES);
    okr_lonlat rim[SLICES + 1];
    for (int i = 0; i <= SLICES; i++) {
        double angle = 6.283185307179586 * (i % SLICES) / SLICES;
        rim[i] = (okr_lonlat){50 + cos(angle), 50 + sin(angle)};
    }
    for (int i = 0; i < SLICES; i++) {
        okr_lonlat ring[] = {{50, 50}, rim[i], rim[i + 1]};
        shape_polygon(&c.shapes[i], ring, 3);
    }
    okr_territory_index *index = coverage_index(&c);

    assert_int_equal(okr_territory_index_faces(index), SLICES);
    assert_int_equal(okr_territory_index_point(index, (okr_lonlat){50, 50}), 0);
    for (int i = 0; i < SLICES; i++) {
        double angle = 6.283185307179586 * (i + 0.5) / SLICES;
        for (double r = 0.9; r > 1e-9; r /= 7)
            assert_int_equal(okr_territory_index_point(
                                 index, (okr_lonlat){50 + r * cos(angle), 50 + r * sin(angle)}),
                             i);
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

/* Inside, on borders, outside of the box, and nowhere: what is asked together is answered as
 * one by one. */
static void many_points_at_once_have_the_same_faces(void **state)
{
    enum { POINTS = 1000 };
    static okr_lonlat points[POINTS];
    static int32_t faces[POINTS];
    seed s = {17};
    coverage c;
    coverage_lattice(&c, 30, 80, 50, 2, &s);
    okr_territory_index *index = coverage_index(&c);

    for (int i = 0; i < POINTS; i++) {
        points[i] = (okr_lonlat){seed_between(&s, 79.5, 82.5), seed_between(&s, 49.5, 52.5)};
        if (i % 5 == 0)
            memcpy(&points[i], c.shapes[i % 900].bytes + 13, sizeof points[i]);
    }
    points[7] = (okr_lonlat){NAN, 51};
    points[8] = (okr_lonlat){81, INFINITY};
    for (size_t n = 0; n <= POINTS; n = 2 * n + 1) {
        okr_territory_index_faces_of(index, points, n, faces);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(faces[i], okr_territory_index_face(index, points[i]));
    }
    okr_territory_index_free(index);
    coverage_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lattice_points_have_one_owner),
        cmocka_unit_test(border_vertices_have_exactly_one_owner),
        cmocka_unit_test(the_shift_decides_corners_and_sides_of_boxes),
        cmocka_unit_test(any_rings_give_the_sets_of_the_even_odd_rule),
        cmocka_unit_test(a_vertex_on_a_neighbours_side_leaves_no_gap),
        cmocka_unit_test(equal_polygons_share_every_point),
        cmocka_unit_test(slivers_of_rounding_do_not_mislead),
        cmocka_unit_test(nested_holes_alternate),
        cmocka_unit_test(spikes_and_repeated_vertices_hold_nothing),
        cmocka_unit_test(no_polygons_hold_nothing),
        cmocka_unit_test(a_polygon_that_cannot_be_read_is_named),
        cmocka_unit_test(a_vertex_of_many_borders_is_decided),
        cmocka_unit_test(many_points_at_once_have_the_same_faces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
