#include "served_scene.h"
#include "test.h"

#include "served/served_partition.h"

#include <math.h>

/* A cell looked at by itself, with all that is near it. */
typedef struct fixture {
    scene s;
    okr_served_run run;
    okr_cell_work work;
    okr_served_cell cell;
    double distance_m;
} fixture;

static void look(fixture *f, okr_box box)
{
    okr_error err = {.status = OKR_OK};
    const okr_served_cell above = {.clear_of_areas = true, .clear_of_far = true};

    scene_close(&f->s, 0.0, false);
    assert_ok(okr_served_run_init(&f->run, f->s.set, f->distance_m, true, &err));
    okr_cell_work_init(&f->work, &f->run);
    okr_area_frame_init(&f->work.frame, box.lat_min, box.lat_max);
    f->cell = (okr_served_cell){.box = box};
    f->cell.area_m2 = okr_cell_area(&f->work, &f->cell);
    assert_ok(okr_cell_examine(&f->work, &above, &f->cell, &err));
}

static void finish(fixture *f)
{
    okr_cell_work_done(&f->work);
    okr_served_run_done(&f->run);
    scene_done(&f->s);
}

/* What a remnant holds of one place, and how large it is. */
typedef struct ask {
    okr_xy p;
    bool held;
    double m2;
} ask;

static okr_status ask_ring(void *user, const okr_xy *ring, size_t n, okr_error *err)
{
    ask *a = user;
    bool odd = false;

    (void)err;
    for (size_t i = 0, j = n - 1; i < n; j = i++) {
        if ((ring[i].y > a->p.y) == (ring[j].y > a->p.y))
            continue;
        odd ^= a->p.x < ring[i].x + (a->p.y - ring[i].y) * (ring[j].x - ring[i].x) /
                                        (ring[j].y - ring[i].y);
    }
    a->held = a->held || odd;
    a->m2 += fabs(okr_xy_area(ring, n));
    return OKR_OK;
}

static ask ask_remnant(fixture *f, okr_xy p, bool certain)
{
    okr_error err = {.status = OKR_OK};
    ask a = {.p = p};

    assert_ok(okr_cell_remnant(&f->work, &f->cell, certain, ask_ring, &a, &err));
    return a;
}

/* Reference: distances of single places, which agree with PROJ (test_served.c). A place within
 * a millimetre of a side of the remnant says nothing. */
static void check_place(fixture *f, double u, double v)
{
    okr_error err = {.status = OKR_OK};
    const okr_box *b = &f->cell.box;
    const okr_lonlat p = {b->lon_min + u * (b->lon_max - b->lon_min),
                          b->lat_min + v * (b->lat_max - b->lat_min)};
    okr_cell_place place;
    okr_served_place served;
    okr_xy xy;

    okr_cell_place_set(&f->work, &place, b);
    xy = (okr_xy){(2.0 * u - 1.0) * place.half_east, (2.0 * v - 1.0) * place.half_north};
    assert_ok(okr_served_ask(f->s.set, p, 0.0, f->distance_m, &served, &err));
    if (served.certain)
        assert_false(ask_remnant(f, xy, true).held);
    if (!served.possible)
        assert_true(ask_remnant(f, xy, false).held);
}

/* A road or points at about the distance of reach from the middle of a cell. */
static void add_some(fixture *f, seed *rng, okr_lonlat middle)
{
    const double degree = f->distance_m / 111000.0;
    const double wide = degree / cos(middle.lat * 0.01745);
    const size_t count = 1 + (size_t)seed_between(rng, 0.0, 5.99);

    for (size_t i = 0; i < count; i++) {
        const double turn = seed_between(rng, 0.0, 6.28);
        const double away = seed_between(rng, 0.8, 1.3);
        shape *road = scene_add(&f->s);
        okr_lonlat points[6];
        double lon = middle.lon + away * wide * cos(turn);
        double lat = middle.lat + away * degree * sin(turn);
        if (i % 3 == 2) {
            shape_point(road, lon, lat);
            continue;
        }
        for (int k = 0; k < 6; k++) {
            points[k] = (okr_lonlat){lon, lat};
            lon += seed_between(rng, -0.2, 0.2) * wide;
            lat += seed_between(rng, -0.2, 0.2) * degree;
        }
        shape_line(road, points, 6);
    }
}

static void remnants_hold_what_is_not_served_and_nothing_that_is(void **state)
{
    static const double distances[] = {40.0, 2000.0, 30000.0, 150000.0};
    seed rng = {23};
    int open = 0;

    for (int i = 0; i < 400; i++) {
        fixture f = {.distance_m = distances[i % 4]};
        const double lat =
            i % 4 == 3 ? seed_between(&rng, -60.0, 60.0) : seed_between(&rng, -84.0, 84.0);
        const okr_lonlat middle = {seed_between(&rng, -170.0, 170.0), lat};
        const double high = f.distance_m / 111000.0 * seed_between(&rng, 0.02, 0.38);
        const double wide = high / cos(lat * 0.01745) * seed_between(&rng, 0.5, 1.3);

        add_some(&f, &rng, middle);
        look(&f, (okr_box){middle.lon - wide, lat - high, middle.lon + wide, lat + high});
        open += f.cell.low_m2 < f.cell.high_m2;
        for (int k = 0; k < 150; k++)
            check_place(&f, seed_between(&rng, 0.001, 0.999), seed_between(&rng, 0.001, 0.999));
        finish(&f);
    }
    assert_true(open > 150); /* else the cells are not those that strips are for */
}

/* Lines along the axis that is not cut into strips, or nearly so: those that lean little are
 * bounded by their upper end alone. */
static void upright_lines_are_bounded_as_others_are(void **state)
{
    static const double leans[] = {0.0, 1e-6, 5e-4, -1e-3, 1.9e-3, -2.1e-3, 1e-2};
    seed rng = {31};

    for (int i = 0; i < 140; i++) {
        fixture f = {.distance_m = 2000.0};
        const okr_lonlat middle = {86.0, seed_between(&rng, -70.0, 70.0)};
        const double degree = f.distance_m / 111000.0;
        const double cosine = cos(middle.lat * 0.01745);
        const double lon = middle.lon + seed_between(&rng, -1.0, 1.0) * degree / cosine;
        const double side = i % 2 == 0 ? 1.0 : -1.0;
        const double lat = middle.lat + side * seed_between(&rng, 0.6, 1.1) * degree;
        const double long_deg = side * 0.3 * degree;
        const okr_lonlat road[] = {{lon, lat},
                                   {lon + leans[i % 7] * long_deg / cosine, lat + long_deg}};

        shape_line(scene_add(&f.s), road, 2);
        look(&f, (okr_box){middle.lon - 0.003 / cosine, middle.lat - 0.003,
                           middle.lon + 0.003 / cosine, middle.lat + 0.003});
        for (int k = 0; k < 150; k++)
            check_place(&f, seed_between(&rng, 0.001, 0.999), seed_between(&rng, 0.001, 0.999));
        finish(&f);
    }
}

static void bounds_are_the_areas_of_the_remnants(void **state)
{
    seed rng = {29};

    for (int i = 0; i < 200; i++) {
        fixture f = {.distance_m = 2000.0};
        const okr_lonlat middle = {86.0, seed_between(&rng, -70.0, 70.0)};
        const double high = 0.004;
        const double wide = 0.004 / cos(middle.lat * 0.01745);
        double area = 0.0;

        add_some(&f, &rng, middle);
        look(&f, (okr_box){middle.lon - wide, middle.lat - high, middle.lon + wide,
                           middle.lat + high});
        area = f.cell.area_m2;
        /* A thousandth: the plane is not the ellipsoid. */
        if (f.cell.verdict == OKR_CELL_OPEN) {
            assert_near(area - f.cell.low_m2, ask_remnant(&f, (okr_xy){0, 0}, false).m2,
                        1e-3 * area);
            assert_near(area - f.cell.high_m2, ask_remnant(&f, (okr_xy){0, 0}, true).m2,
                        1e-3 * area);
        }
        finish(&f);
    }
}

/* The curve of one point departs from its chords by w^2 / 8d: 0.5 m for 8 strips over 700 m. */
static void one_curve_leaves_little_undecided(void **state)
{
    fixture f = {.distance_m = 2000.0};
    const double lat = 55.0;
    const double high = 0.00315;
    const double wide = high / cos(lat * 0.01745);

    shape_point(scene_add(&f.s), 86.0, lat - 2000.0 / 111300.0);
    look(&f, (okr_box){86.0 - wide, lat - high, 86.0 + wide, lat + high});
    assert_true(f.cell.high_m2 > f.cell.low_m2);
    assert_true(f.cell.high_m2 - f.cell.low_m2 < 0.0025 * f.cell.area_m2);
    finish(&f);
}

/* Two roads on either side, each of which serves nearly half of the cell. */
static void a_gap_between_two_roads_is_found(void **state)
{
    fixture f = {.distance_m = 2000.0};
    const double lat = 55.0;
    const double high = 0.00315;
    const double wide = high / cos(lat * 0.01745);
    const double away = 2040.0 / 111330.0;
    double unserved = 0.0;

    for (int side = -1; side <= 1; side += 2) {
        const okr_lonlat road[] = {{85.95, lat + side * away}, {86.05, lat + side * away}};
        shape_line(scene_add(&f.s), road, 2);
    }
    look(&f, (okr_box){86.0 - wide, lat - high, 86.0 + wide, lat + high});
    /* 80 m of 701 m, less what a straight edge bends poleward: below a metre. */
    unserved = 1.0 - f.cell.low_m2 / f.cell.area_m2;
    assert_near(unserved, 80.0 / 701.3, 0.004);
    assert_true(f.cell.high_m2 - f.cell.low_m2 < 0.003 * f.cell.area_m2);
    finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remnants_hold_what_is_not_served_and_nothing_that_is),
        cmocka_unit_test(upright_lines_are_bounded_as_others_are),
        cmocka_unit_test(bounds_are_the_areas_of_the_remnants),
        cmocka_unit_test(one_curve_leaves_little_undecided),
        cmocka_unit_test(a_gap_between_two_roads_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
