#include "geo/geodesic.h"

#include "reference.h"
#include "shapes.h"
#include "test.h"

/* A target at a distance and direction from p, roughly; rounded to doubles like any input. */
static okr_lonlat target(okr_lonlat p, double metres, double angle)
{
    double lat = p.lat + metres * sin(angle) / 111200.0;

    return (okr_lonlat){p.lon + metres * cos(angle) / (111320.0 * cos(p.lat * 0.01745329252)),
                        lat};
}

static void short_segments_equal_the_reference(void **state)
{
    seed s = {11};
    double worst = 0.0;

    for (int i = 0; i < 20000; i++) {
        okr_lonlat p = {seed_between(&s, -180, 180), seed_between(&s, -89, 89)};
        double metres = pow(10.0, seed_between(&s, -1, 4.3));
        okr_lonlat q = target(p, metres, seed_between(&s, 0, 6.2831853));
        if (fabs(q.lat) > 89.5)
            continue;
        long double expected = reference_length(p, q);
        /* The reference itself rounds at 6.4e6 m * 5e-20 in each coordinate. */
        double room = metres < 10.0 ? 1e-12 * 10.0 / metres : 1e-12;
        double error = (double)fabsl((okr_segment_length(p, q) - expected) / expected);
        if (error / room > worst)
            worst = error / room;
    }
    assert_true(worst < 1.0);
}

/* The stated bound of the series, where it is largest: just below its limit of 20 km. */
static void the_series_keeps_its_bound_at_its_limit(void **state)
{
    seed s = {12};

    for (int i = 0; i < 20000; i++) {
        okr_lonlat p = {0, seed_between(&s, -88, 88)};
        okr_lonlat q = target(p, 19500, seed_between(&s, 0, 6.2831853));
        long double expected = reference_length(p, q);
        if (fabs(q.lon) > 2.0)
            continue;
        assert_near((double)((okr_segment_length(p, q) - expected) / expected), 0.0, 2e-14);
    }
}

/* PROJ states 15 nm for its inverse problem; what it gives for segments of some km is better.
 */
static void segments_equal_proj(void **state)
{
    seed s = {13};

    for (int i = 0; i < 20000; i++) {
        okr_lonlat p = {seed_between(&s, -180, 180), seed_between(&s, -89.9, 89.9)};
        double metres = pow(10.0, seed_between(&s, 0, 5.5));
        okr_lonlat q = target(p, metres, seed_between(&s, 0, 6.2831853));
        if (fabs(q.lat) > 90.0)
            continue;
        assert_near(okr_segment_length(p, q), okr_geodesic_inverse(p, q),
                    15e-9 + 1e-12 * metres);
    }
}

/* JFK to LHR, the example in the documentation of PROJ's geodesic.h and of GeographicLib:
 * 5551.759 km. */
static void a_long_segment_is_a_geodesic(void **state)
{
    okr_lonlat jfk = {-73.8, 40.6};
    okr_lonlat lhr = {-0.5, 51.6};

    assert_near(okr_segment_length(jfk, lhr), 5551759.4, 0.1);
}

static void a_degenerate_segment_has_no_length(void **state)
{
    okr_lonlat p = {86.1, 55.3};
    okr_lonlat pole = {10, 90};
    okr_lonlat same_pole = {-100, 90};

    assert_near(okr_segment_length(p, p), 0.0, 0.0);
    assert_near(okr_segment_length(pole, same_pole), 0.0, 1e-6);
}

static void direction_does_not_matter_for_length(void **state)
{
    seed s = {14};

    for (int i = 0; i < 1000; i++) {
        okr_lonlat p = {seed_between(&s, 80, 90), seed_between(&s, 50, 60)};
        okr_lonlat q = target(p, 500, seed_between(&s, 0, 6.2831853));
        assert_near(okr_segment_length(p, q), okr_segment_length(q, p), 1e-12);
    }
}

/* The whole ellipsoid: 510065621724088 m2 (Karney 2013, and geod_polygon's result for the
 * globe).
 */
static void the_globe_has_its_area(void **state)
{
    okr_lonlat ring[] = {{-180, -90}, {180, -90}, {180, 90}, {-180, 90}};

    assert_near(okr_ring_area(ring, 4), 510065621724088.0, 20.0);
}

/* One degree by one degree from the equator, closed formula by hand in Snyder 1987, 3-12:
 * 12308778361.469 m2 lies between the parallels 0 and 1 (also GeographicLib's Planimeter). */
static void a_degree_at_the_equator_has_its_area(void **state)
{
    okr_lonlat ring[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    long double expected = reference_ring_area(ring, 4);

    assert_near((double)((okr_ring_area(ring, 4) - expected) / expected), 0.0, 1e-14);
    assert_near(okr_ring_area(ring, 4), 12308778361.469, 1e6);
}

static void rings_equal_the_reference(void **state)
{
    seed s = {15};

    for (int i = 0; i < 3000; i++) {
        okr_lonlat ring[30];
        okr_lonlat centre = {seed_between(&s, -180, 180), seed_between(&s, -75, 75)};
        double radius = pow(10.0, seed_between(&s, -9, 1));
        star_ring(ring, 30, centre, radius, &s);
        long double expected = reference_ring_area(ring, 30);
        /* The reference resolves latitudes to some 1e-19 radian. */
        double tolerance = 1e-12 + 1e-17 / radius;
        assert_near((double)((okr_ring_area(ring, 30) - expected) / expected), 0.0, tolerance);
    }
}

static void rings_near_the_poles_equal_the_reference(void **state)
{
    seed s = {16};

    for (int i = 0; i < 1000; i++) {
        okr_lonlat ring[30];
        okr_lonlat centre = {0, (i % 2 == 0 ? 1 : -1) * seed_between(&s, 85, 89)};
        star_ring(ring, 30, centre, pow(10.0, seed_between(&s, -4, 0)), &s);
        long double expected = reference_ring_area(ring, 30);
        assert_near((double)((okr_ring_area(ring, 30) - expected) / expected), 0.0, 1e-12);
    }
}

static void the_frame_does_not_change_a_ring(void **state)
{
    seed s = {17};
    okr_lonlat ring[20];
    star_ring(ring, 20, (okr_lonlat){86, 54}, 0.5, &s);
    double expected = okr_ring_area(ring, 20);

    for (double low = 50.0; low > -90.0; low -= 7.0) {
        okr_area_frame frame;
        okr_sum sum = {0};
        okr_area_frame_init(&frame, low, 56.0);
        for (int i = 0; i < 20; i++)
            okr_sum_add(&sum, okr_edge_area(&frame, ring[i], ring[(i + 1) % 20]));
        assert_near(okr_sum_value(&sum) / expected, 1.0, 1e-12);
    }
}

static void parts_of_an_edge_sum_to_it(void **state)
{
    seed s = {18};

    for (int i = 0; i < 5000; i++) {
        okr_lonlat a = {seed_between(&s, 80, 90), seed_between(&s, 50, 55)};
        okr_lonlat b = {a.lon + seed_between(&s, -4, 4), a.lat + seed_between(&s, -4, 4)};
        okr_area_frame frame;
        double t = 0.0;
        double sum = 0.0;
        okr_area_frame_init(&frame, 46, i % 2 == 0 ? 49 : 59);
        for (int k = 0; k < 10; k++) {
            double next = k == 9 ? 1.0 : t + seed_between(&s, 0, 0.1);
            sum += okr_edge_part_area(&frame, a, b, t, next);
            t = next;
        }
        assert_near(sum, okr_edge_area(&frame, a, b), 1e-12 * fabs(sum) + 1e-3);
    }
}

static void an_edge_and_its_reverse_cancel_exactly(void **state)
{
    seed s = {19};

    for (int i = 0; i < 1000; i++) {
        okr_lonlat a = {seed_between(&s, 80, 90), seed_between(&s, 50, 60)};
        okr_lonlat b = {seed_between(&s, 80, 90), seed_between(&s, 50, 60)};
        okr_area_frame frame;
        okr_area_frame_init(&frame, 50, i % 2 == 0 ? 52 : 60);
        assert_true(okr_edge_area(&frame, a, b) + okr_edge_area(&frame, b, a) == 0.0);
    }
}

static void a_sum_keeps_what_rounding_drops(void **state)
{
    okr_sum sum = {0};

    okr_sum_add(&sum, 1e16);
    for (int i = 0; i < 1000; i++)
        okr_sum_add(&sum, 0.5);
    okr_sum_add(&sum, -1e16);
    assert_near(okr_sum_value(&sum), 500.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_segments_equal_the_reference),
        cmocka_unit_test(the_series_keeps_its_bound_at_its_limit),
        cmocka_unit_test(segments_equal_proj),
        cmocka_unit_test(a_long_segment_is_a_geodesic),
        cmocka_unit_test(a_degenerate_segment_has_no_length),
        cmocka_unit_test(direction_does_not_matter_for_length),
        cmocka_unit_test(the_globe_has_its_area),
        cmocka_unit_test(a_degree_at_the_equator_has_its_area),
        cmocka_unit_test(rings_equal_the_reference),
        cmocka_unit_test(rings_near_the_poles_equal_the_reference),
        cmocka_unit_test(the_frame_does_not_change_a_ring),
        cmocka_unit_test(parts_of_an_edge_sum_to_it),
        cmocka_unit_test(an_edge_and_its_reverse_cancel_exactly),
        cmocka_unit_test(a_sum_keeps_what_rounding_drops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
