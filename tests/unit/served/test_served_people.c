#include "people_raster.h"
#include "served/served_people.h"
#include "served_reference.h"
#include "served_scene.h"
#include "test.h"

#include <stdlib.h>

/* Two by two pixels of 0.1 degrees with their corner at 86 E, 55.2 N. */
static const double four[] = {100.0, 200.0, 300.0, 400.0};
static const people_raster small = {.crs = "EPSG:4326",
                                    .place = {86.0, 0.1, 0.0, 55.2, 0.0, -0.1},
                                    .columns = 2,
                                    .rows = 2,
                                    .values = four};

static okr_served_people count(const scene *s, const shape *territory, double distance_m,
                               double tolerance, const people_raster *how)
{
    okr_error err = {0};
    okr_raster *raster = people_open(how);
    okr_served_options options = {distance_m, tolerance, 1};
    okr_wkb wkb = shape_wkb(territory);
    okr_served_people people = {0};

    assert_ok(
        okr_served_people_find(&(okr_people_request){(const okr_served_set *const[]){s->set}, 1,
                                                     &wkb, 1, options, raster},
                               &people, &err));
    okr_raster_close(raster);
    assert_true(people.low >= 0.0);
    assert_true(people.low <= people.high);
    assert_true(people.high <= people.all);
    assert_true(people.numeric <= (tolerance > 0.0 ? tolerance : 1e-3) * people.all);
    return people;
}

/* The west column whole, and half of the east one: 100 + 300 + (200 + 400) / 2. */
static void a_pixel_counts_by_the_part_that_is_inside(void **state)
{
    scene s = {0};
    shape box = {0};
    shape part = {0};

    shape_point(scene_add(&s), 80.0, 50.0);
    scene_close(&s, 0.0, false);
    shape_box(&box, 85.0, 55.0, 86.15, 56.0);
    shape_box(&part, 86.025, 55.0, 86.05, 56.0);
    assert_near(count(&s, &box, 1000.0, 0.0, &small).all, 700.0, 1e-9);
    assert_true(count(&s, &box, 1000.0, 0.0, &small).high == 0.0);
    assert_near(count(&s, &part, 1000.0, 0.0, &small).all, 0.25 * 400.0, 1e-9);
    shape_done(&box);
    shape_done(&part);
    scene_done(&s);
}

/* A triangle over the north-west pixel: its part by the exact area under straight edges. */
static void a_slanting_border_cuts_a_pixel_by_area(void **state)
{
    static const okr_lonlat corner[] = {{86.0, 55.1}, {86.1, 55.1}, {86.0, 55.2}};
    static const okr_lonlat pixel[] = {{86.0, 55.1}, {86.1, 55.1}, {86.1, 55.2}, {86.0, 55.2}};
    scene s = {0};
    shape triangle = {0};

    scene_close(&s, 0.0, false);
    shape_polygon(&triangle, corner, 3);
    assert_near(count(&s, &triangle, 1000.0, 0.0, &small).all,
                100.0 * okr_ring_area(corner, 3) / okr_ring_area(pixel, 4), 1e-9);
    shape_done(&triangle);
    scene_done(&s);
}

static void everybody_inside_an_area_is_served(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_people people;

    shape_box(scene_add(&s), 84.0, 54.0, 88.0, 57.0);
    shape_box(&box, 85.0, 54.5, 86.15, 56.0);
    scene_close(&s, 0.0, false);
    people = count(&s, &box, 100.0, 0.0, &small);
    assert_near(people.low, 700.0, 1e-6);
    assert_true(people.low == people.all);
    shape_done(&box);
    scene_done(&s);
}

/* The disc of 2 km, by PROJ's direct problem, lies in the north-west pixel of 100 people. */
static void within_reach_counts_the_part_of_the_pixel(void **state)
{
    static const okr_lonlat pixel[] = {{86.0, 55.1}, {86.1, 55.1}, {86.1, 55.2}, {86.0, 55.2}};
    const okr_lonlat at = {86.05, 55.15};
    double disc = 100.0 * reference_disc(at, 2000.0) / okr_ring_area(pixel, 4);
    scene s = {0};
    shape box = {0};
    okr_served_people people;

    shape_point(scene_add(&s), at.lon, at.lat);
    scene_close(&s, 0.0, false);
    shape_box(&box, 85.0, 54.0, 87.0, 56.0);
    people = count(&s, &box, 2000.0, 1e-5, &small);
    assert_near(people.all, 1000.0, 1e-9);
    assert_true(people.low <= disc * (1.0 + 2e-8));
    assert_true(people.high >= disc);
    assert_near(people.low, disc, 0.01);
    shape_done(&box);
    scene_done(&s);
}

/* A disc of 300 m of doubt served at 1 km: 700 m for certain, 1300 m possibly. */
static void doubt_about_the_place_widens_the_interval(void **state)
{
    static const okr_lonlat pixel[] = {{86.0, 55.1}, {86.1, 55.1}, {86.1, 55.2}, {86.0, 55.2}};
    const okr_lonlat at = {86.05, 55.15};
    double per_m2 = 100.0 / okr_ring_area(pixel, 4);
    scene s = {0};
    shape box = {0};
    okr_served_people people;

    shape_point(scene_add(&s), at.lon, at.lat);
    scene_close(&s, 300.0, false);
    shape_box(&box, 85.0, 54.0, 87.0, 56.0);
    people = count(&s, &box, 1000.0, 1e-5, &small);
    assert_near(people.low, per_m2 * reference_disc(at, 700.0), 0.01);
    assert_near(people.high, per_m2 * reference_disc(at, 1300.0), 0.01);
    shape_done(&box);
    scene_done(&s);
}

/* Somewhere in a box of 1.7 km: at 100 km every pixel is near to all of it. */
static void what_all_of_somewhere_reaches_is_certain(void **state)
{
    scene s = {0};
    shape box = {0};
    okr_served_people people;

    shape_box(scene_add(&s), 86.0, 55.0, 86.02, 55.01);
    scene_close(&s, 0.0, true);
    shape_box(&box, 85.0, 54.0, 87.0, 56.0);
    people = count(&s, &box, 100000.0, 0.0, &small);
    assert_true(people.low == people.all);
    assert_true(count(&s, &box, 500.0, 0.0, &small).low == 0.0);
    assert_true(count(&s, &box, 500.0, 0.0, &small).high > 0.0);
    shape_done(&box);
    scene_done(&s);
}

/* Two questions at once have the answers that they have alone. */
static void questions_do_not_touch_each_other(void **state)
{
    const okr_served_set *sets[2] = {NULL, NULL};
    scene near = {0};
    scene vague = {0};
    shape boxes[2] = {{0}};
    okr_served_people both[4] = {{0}};
    okr_wkb wkbs[2];
    okr_error err = {0};
    okr_raster *raster = people_open(&small);

    shape_point(scene_add(&near), 86.05, 55.15);
    shape_box(scene_add(&vague), 86.1, 55.05, 86.12, 55.07);
    shape_box(&boxes[0], 85.0, 54.0, 86.07, 56.0);
    shape_box(&boxes[1], 86.07, 54.0, 87.0, 56.0);
    scene_close(&near, 0.0, false);
    scene_close(&vague, 100.0, false);
    sets[0] = near.set;
    sets[1] = vague.set;
    wkbs[0] = shape_wkb(&boxes[0]);
    wkbs[1] = shape_wkb(&boxes[1]);
    assert_ok(okr_served_people_find(
        &(okr_people_request){sets, 2, wkbs, 2, {2000.0, 0.0, 2}, raster}, both, &err));
    okr_raster_close(raster);
    for (int i = 0; i < 4; i++) {
        okr_served_people alone =
            count(i < 2 ? &near : &vague, &boxes[i % 2], 2000.0, 0.0, &small);
        assert_memory_equal(&both[i], &alone, sizeof alone);
    }
    shape_done(&boxes[0]);
    shape_done(&boxes[1]);
    scene_done(&near);
    scene_done(&vague);
}

/* What is served of territories that cover a raster together, and the raster's own sum. */
static void check_coverage(const people_raster *how, okr_box box, double accuracy_m)
{
    enum { SIDE = 4 };
    okr_served_people one[SIDE * SIDE] = {{0}};
    okr_served_people many[SIDE * SIDE] = {{0}};
    seed rng = {41};
    scene s = {0};
    coverage parts = {0};
    okr_error err = {0};
    okr_raster *raster = people_open(how);
    okr_served_options options = {3000.0, 1e-3, 1};
    double total = 0.0;
    double inside = 0.0;

    scene_random(&s, &rng, 0.5 * (box.lon_min + box.lon_max),
                 0.5 * (box.lat_min + box.lat_max));
    scene_close(&s, accuracy_m, false);
    coverage_lattice(&parts, SIDE, box.lon_min, box.lat_min, box.lon_max - box.lon_min, &rng);
    okr_territory_index_free(coverage_index(&parts));
    assert_ok(
        okr_served_people_find(&(okr_people_request){(const okr_served_set *const[]){s.set}, 1,
                                                     parts.wkbs, parts.n, options, raster},
                               one, &err));
    options.threads = 5;
    assert_ok(
        okr_served_people_find(&(okr_people_request){(const okr_served_set *const[]){s.set}, 1,
                                                     parts.wkbs, parts.n, options, raster},
                               many, &err));
    for (int i = 0; i < how->columns * how->rows; i++)
        total += how->values[i];
    for (size_t i = 0; i < parts.n; i++) {
        inside += one[i].all;
        assert_true(one[i].low <= one[i].high);
        assert_true(one[i].numeric <= 1e-3 * one[i].all);
        assert_memory_equal(&one[i], &many[i], sizeof one[i]);
    }
    assert_near(inside / total, 1.0, 1e-12);
    coverage_done(&parts);
    okr_raster_close(raster);
    scene_done(&s);
}

static double *random_values(seed *rng, int n)
{
    double *values = calloc((size_t)n, sizeof *values);

    assert_non_null(values);
    for (int i = 0; i < n; i++)
        values[i] = seed_below(rng, 3) == 0 ? 0.0 : seed_between(rng, 0.0, 50.0);
    return values;
}

/* Territories without gaps share out every pixel, whatever the coordinates of the raster. */
static void over_a_coverage_the_people_sum_to_those_of_the_raster(void **state)
{
    enum { COLUMNS = 90, ROWS = 70 };
    seed rng = {43};
    double *values = random_values(&rng, COLUMNS * ROWS);
    const okr_box box = {85.8, 54.8, 86.2, 55.2};
    people_raster how = {.columns = COLUMNS, .rows = ROWS, .values = values};
    const people_raster ways[] = {
        {.crs = "EPSG:4326", .place = {85.81, 0.004, 0.0, 55.19, 0.0, -0.005}},
        {.crs = "EPSG:32645", .place = {426000.0, 240.0, 0.0, 6113000.0, 0.0, -470.0}},
        {.crs = "EPSG:32645", .place = {426000.0, 200.0, 45.0, 6113000.0, 30.0, -400.0}},
    };

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        how.crs = ways[i].crs;
        memcpy(how.place, ways[i].place, sizeof how.place);
        check_coverage(&how, box, i % 2 == 0 ? 0.0 : 150.0);
    }
    free(values);
}

/* More than one window, each of more than one strip. */
static void windows_do_not_show(void **state)
{
    enum { COLUMNS = 700, ROWS = 530 };
    double *values = calloc((size_t)COLUMNS * ROWS, sizeof *values);
    people_raster how = {.crs = "EPSG:4326",
                         .place = {85.82, 0.0005, 0.0, 55.18, 0.0, -0.0005},
                         .columns = COLUMNS,
                         .rows = ROWS,
                         .values = values};

    assert_non_null(values);
    for (int i = 0; i < COLUMNS * ROWS; i++)
        values[i] = 1.0;
    check_coverage(&how, (okr_box){85.8, 54.8, 86.2, 55.2}, 0.0);
    free(values);
}

/* A polar projection: pixels of 20 km lie across the antimeridian, the territories end at it.
 */
static void pixels_across_the_antimeridian_are_shared_out(void **state)
{
    static double values[20 * 20];
    const people_raster how = {.crs = "+proj=laea +lat_0=90 +lon_0=150 +ellps=WGS84",
                               .place = {1000000.0, 20000.0, 0.0, -2000000.0, 0.0, -20000.0},
                               .columns = 20,
                               .rows = 20,
                               .values = values};
    scene s = {0};
    shape east = {0};
    shape west = {0};
    double total = 0.0;

    for (int i = 0; i < 400; i++)
        total += values[i] = 1.0 + i % 7;
    shape_point(scene_add(&s), 180.0, 69.0);
    scene_close(&s, 0.0, false);
    shape_box(&east, 160.0, 50.0, 180.0, 85.0);
    shape_box(&west, -180.0, 50.0, -160.0, 85.0);
    double in_east = count(&s, &east, 50000.0, 0.0, &how).all;
    double in_west = count(&s, &west, 50000.0, 0.0, &how).all;
    assert_true(in_east > 0.2 * total);
    assert_true(in_west > 0.2 * total);
    assert_near((in_east + in_west) / total, 1.0, 1e-12);
    shape_done(&east);
    shape_done(&west);
    scene_done(&s);
}

/* A window is brought to degrees by strips at the same time, a block of 20 pixels by one. */
static void corners_do_not_depend_on_how_many_are_asked_for(void **state)
{
    enum { SIDE = 300, PART = 20 };
    static double values[SIDE * SIDE];
    static okr_lonlat all[(SIDE + 1) * (SIDE + 1)], some[(PART + 1) * (PART + 1)];
    const people_raster how = {.crs = "EPSG:32645",
                               .place = {426000.0, 200.0, 45.0, 6113000.0, 30.0, -400.0},
                               .columns = SIDE,
                               .rows = SIDE,
                               .values = values};
    okr_raster *raster = people_open(&how);

    assert_true(okr_raster_corners(raster, (okr_raster_window){0, 0, SIDE, SIDE}, all));
    for (int row = 0; row < SIDE; row += PART)
        for (int column = 0; column < SIDE; column += PART) {
            const okr_raster_window part = {column, row, PART, PART};
            assert_true(okr_raster_corners(raster, part, some));
            for (int r = 0; r <= PART; r++)
                assert_memory_equal(&some[(size_t)r * (PART + 1)],
                                    &all[(size_t)(row + r) * (SIDE + 1) + (size_t)column],
                                    (PART + 1) * sizeof some[0]);
        }
    okr_raster_close(raster);
}

static void what_has_no_value_has_no_people(void **state)
{
    static const double values[] = {100.0, -200.0, 300.0, 400.0};
    static const double nans[] = {100.0, NAN, 300.0, 400.0};
    const double minus = -200.0;
    const double none = NAN;
    people_raster how = small;
    scene s = {0};
    shape box = {0};

    shape_box(&box, 85.0, 54.0, 87.0, 56.0);
    scene_close(&s, 0.0, false);
    how.values = values;
    how.nodata = &minus;
    assert_near(count(&s, &box, 1000.0, 0.0, &how).all, 800.0, 1e-9);
    how.values = nans;
    how.nodata = &none;
    assert_near(count(&s, &box, 1000.0, 0.0, &how).all, 800.0, 1e-9);
    shape_done(&box);
    scene_done(&s);
}

static void a_value_that_is_no_number_of_people_is_refused(void **state)
{
    static const double bad[] = {-1.5, NAN, INFINITY};
    static const char *const told[] = {"-1.5", "nan", "inf"};
    scene s = {0};
    shape box = {0};
    okr_error err = {0};
    okr_served_options options = {1000.0, 0.0, 1};

    shape_box(&box, 85.0, 54.0, 87.0, 56.0);
    scene_close(&s, 0.0, false);
    for (size_t i = 0; i < 3; i++) {
        const double values[] = {1.0, 2.0, 3.0, bad[i]};
        people_raster how = small;
        okr_wkb wkb = shape_wkb(&box);
        okr_served_people people = {0};
        how.values = values;
        okr_raster *raster = people_open(&how);
        assert_fails_with(
            okr_served_people_find(&(okr_people_request){(const okr_served_set *const[]){s.set},
                                                         1, &wkb, 1, options, raster},
                                   &people, &err),
            OKR_ERR_FORMAT, "column 2, row 2");
        assert_non_null(strstr(err.text, told[i]));
        okr_raster_close(raster);
    }
    shape_done(&box);
    scene_done(&s);
}

static void a_raster_must_say_where_it_lies(void **state)
{
    people_raster how = small;
    okr_error err = {0};
    okr_raster *raster = NULL;

    how.crs = NULL;
    assert_fails_with(okr_raster_open(people_write(&how), &raster, &err), OKR_ERR_GEOMETRY,
                      "coordinate system");
    how = small;
    memset(how.place, 0, sizeof how.place);
    assert_fails_with(okr_raster_open(people_write(&how), &raster, &err), OKR_ERR_GEOMETRY,
                      "where its pixels lie");
    assert_fails_with(okr_raster_open("/vsimem/none.tif", &raster, &err), OKR_ERR_IO,
                      "none.tif");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pixel_counts_by_the_part_that_is_inside),
        cmocka_unit_test(a_slanting_border_cuts_a_pixel_by_area),
        cmocka_unit_test(everybody_inside_an_area_is_served),
        cmocka_unit_test(within_reach_counts_the_part_of_the_pixel),
        cmocka_unit_test(doubt_about_the_place_widens_the_interval),
        cmocka_unit_test(what_all_of_somewhere_reaches_is_certain),
        cmocka_unit_test(questions_do_not_touch_each_other),
        cmocka_unit_test(over_a_coverage_the_people_sum_to_those_of_the_raster),
        cmocka_unit_test(windows_do_not_show),
        cmocka_unit_test(pixels_across_the_antimeridian_are_shared_out),
        cmocka_unit_test(corners_do_not_depend_on_how_many_are_asked_for),
        cmocka_unit_test(what_has_no_value_has_no_people),
        cmocka_unit_test(a_value_that_is_no_number_of_people_is_refused),
        cmocka_unit_test(a_raster_must_say_where_it_lies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
