#include "test.h"

#include "sheet/map_geometry.h"

static void upright_boxes_that_touch_do_not_meet(void **state)
{
    const okr_turned a = okr_turned_of((okr_rect){0, 0, 10, 10});

    assert_false(okr_turned_meets(a, okr_turned_of((okr_rect){10, 0, 5, 5})));
    assert_true(okr_turned_meets(a, okr_turned_of((okr_rect){9.9, 0, 5, 5})));
}

/* A square on its corner leaves the corners of its upright bounds free. */
static void turned_boxes_meet_by_their_own_sides(void **state)
{
    const double eighth = acos(-1.0) / 4.0;
    const okr_turned diamond = {{0, 0}, 10, 10, eighth};

    assert_false(okr_turned_meets(diamond, okr_turned_of((okr_rect){5, 5, 4, 4})));
    assert_true(okr_turned_meets(diamond, okr_turned_of((okr_rect){3, 3, 4, 4})));
    assert_true(okr_turned_meets(diamond, (okr_turned){{6, 0}, 4, 1, 0.3}));
}

static void a_segment_crosses_a_turned_box_only_inside_it(void **state)
{
    const okr_turned diamond = {{0, 0}, 10, 10, acos(-1.0) / 4.0};

    assert_false(okr_turned_crossed(diamond, (okr_point){4, 6}, (okr_point){6, 4}));
    assert_true(okr_turned_crossed(diamond, (okr_point){-20, 0}, (okr_point){20, 1}));
}

static double plane_area(const okr_point *ring, size_t n)
{
    double sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        const okr_point a = ring[i];
        const okr_point b = ring[(i + 1) % n];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2.0;
}

/* A triangle with one corner cut off by the right side: 2 x 2 halved, less 1 x 1 halved. */
static void cutting_a_ring_keeps_the_area_inside(void **state)
{
    static const okr_point triangle[] = {{0, 0}, {2, 0}, {0, 2}};
    okr_vec scratch = OKR_VEC(okr_point);
    okr_vec out = OKR_VEC(okr_point);
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_sheet_cut_ring(triangle, 3, (okr_rect){-1, -1, 2, 4}, &scratch, &out, &err));
    assert_near(fabs(plane_area(out.data, out.count)), 1.5, 1e-12);
    out.count = 0;
    assert_ok(okr_sheet_cut_ring(triangle, 3, (okr_rect){5, 5, 1, 1}, &scratch, &out, &err));
    assert_int_equal(out.count, 0);
    okr_vec_done(&scratch);
    okr_vec_done(&out);
}

static void a_segment_is_cut_to_the_frame(void **state)
{
    okr_point a = {-5, 5};
    okr_point b = {15, 5};

    assert_true(okr_sheet_cut_segment((okr_rect){0, 0, 10, 10}, &a, &b));
    assert_near(a.x, 0.0, 0.0);
    assert_near(b.x, 10.0, 0.0);
    a = (okr_point){-5, 11};
    b = (okr_point){15, 11};
    assert_false(okr_sheet_cut_segment((okr_rect){0, 0, 10, 10}, &a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(upright_boxes_that_touch_do_not_meet),
        cmocka_unit_test(turned_boxes_meet_by_their_own_sides),
        cmocka_unit_test(a_segment_crosses_a_turned_box_only_inside_it),
        cmocka_unit_test(cutting_a_ring_keeps_the_area_inside),
        cmocka_unit_test(a_segment_is_cut_to_the_frame),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
