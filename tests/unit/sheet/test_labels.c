#include "test.h"

#include "sheet/labels.h"

static const okr_rect frame = {0, 0, 200, 100};

static okr_label *label_at(okr_label_field *field, size_t i)
{
    return &OKR_AT(&field->labels, okr_label, i);
}

static okr_status add_beside(okr_label_field *field, okr_point at, double w, double rank,
                             okr_error *err)
{
    size_t index = 0;
    okr_status status = okr_label_add(
        field, (okr_label){.w = w, .h = 8, .anchor = at, .rank = rank}, &index, err);

    return status == OKR_OK ? okr_label_beside(field, 2.0, err) : status;
}

/* No two placed labels meet, all are in the frame, none covers a hard obstacle. */
static void assert_clear(okr_label_field *field)
{
    for (size_t i = 0; i < field->labels.count; i++) {
        const okr_label *a = label_at(field, i);
        if (a->choice == OKR_LABEL_NONE)
            continue;
        assert_true(okr_rect_holds(field->frame, okr_turned_bounds(a->box)));
        for (size_t k = 0; k < i; k++)
            assert_false(label_at(field, k)->choice != OKR_LABEL_NONE &&
                         okr_turned_meets(a->box, label_at(field, k)->box));
        for (size_t k = 0; k < field->obstacles.count; k++)
            assert_false(
                isinf(OKR_AT(&field->obstacles, okr_obstacle, k).cost) &&
                okr_turned_meets(a->box, OKR_AT(&field->obstacles, okr_obstacle, k).box));
    }
}

static void a_lonely_label_stands_right_of_its_point(void **state)
{
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};

    assert_ok(add_beside(&field, (okr_point){100, 50}, 30, 0, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_near(label_at(&field, 0)->box.centre.x, 117.0, 1e-9);
    assert_near(label_at(&field, 0)->box.centre.y, 50.0, 1e-9);
    okr_label_field_done(&field);
}

static void at_the_edge_it_turns_to_the_other_side(void **state)
{
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};

    assert_ok(add_beside(&field, (okr_point){197, 50}, 30, 0, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_near(label_at(&field, 0)->box.centre.x, 180.0, 1e-9);
    assert_clear(&field);
    okr_label_field_done(&field);
}

static void rank_decides_who_gets_the_place_and_order_decides_ties(void **state)
{
    okr_label_field field = okr_label_field_init((okr_rect){0, 0, 40, 10}, 0.5);
    okr_error err = {.status = OKR_OK};
    const okr_label_place only = {.centre = {20, 5}};
    size_t index = 0;

    for (int i = 0; i < 3; i++) {
        const okr_label label = {.w = 30, .h = 8, .rank = i == 0 ? 2.0 : 1.0};
        assert_ok(okr_label_add(&field, label, &index, &err));
        assert_ok(okr_label_candidate(&field, only, &err));
    }
    assert_ok(okr_labels_place(&field, &err));
    assert_true(label_at(&field, 0)->choice == OKR_LABEL_NONE);
    assert_true(label_at(&field, 1)->choice != OKR_LABEL_NONE);
    assert_true(label_at(&field, 2)->choice == OKR_LABEL_NONE);
    okr_label_field_done(&field);
}

static void a_hard_obstacle_is_never_covered_and_a_soft_one_only_when_cheaper(void **state)
{
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};
    const okr_turned right = okr_turned_of((okr_rect){103, 45, 10, 10});

    assert_ok(okr_label_obstacle(&field, right, INFINITY, &err));
    assert_ok(add_beside(&field, (okr_point){100, 50}, 30, 0, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_clear(&field);
    assert_true(label_at(&field, 0)->choice != OKR_LABEL_NONE);
    okr_label_field_done(&field);

    field = okr_label_field_init(frame, 0.5);
    assert_ok(okr_label_obstacle(&field, right, 0.01, &err));
    assert_ok(add_beside(&field, (okr_point){100, 50}, 30, 0, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_near(label_at(&field, 0)->box.centre.x, 117.0, 1e-9);
    okr_label_field_done(&field);
}

static void crowded_labels_move_out_on_leaders_that_do_not_cross(void **state)
{
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};
    size_t leaders = 0;

    for (int i = 0; i < 10; i++) {
        const okr_turned dot = {{60 + 8 * i, 48 + i % 3}, 3, 3, 0};
        assert_ok(okr_label_obstacle(&field, dot, INFINITY, &err));
    }
    for (int i = 0; i < 10; i++) {
        assert_ok(add_beside(&field, (okr_point){60 + 8 * i, 48 + i % 3}, 24, 0, &err));
        assert_ok(okr_label_rings(&field, 6.0, 120.0, &err));
    }
    assert_ok(okr_labels_place(&field, &err));
    for (size_t i = 0; i < 10; i++) {
        assert_true(label_at(&field, i)->choice != OKR_LABEL_NONE);
        leaders += OKR_AT(&field.places, okr_label_place, label_at(&field, i)->choice).leader;
    }
    assert_true(leaders > 0);
    assert_clear(&field);
    for (size_t i = 0; i < 10; i++) {
        const okr_label *l = label_at(&field, i);
        for (size_t k = 0; k < 10; k++) {
            const okr_turned inner = {label_at(&field, k)->box.centre, 23.9, 7.9, 0.0};
            assert_false(i != k && OKR_AT(&field.places, okr_label_place, l->choice).leader &&
                         okr_turned_crossed(inner, l->anchor, l->leader_end));
        }
    }
    okr_label_field_done(&field);
}

static void a_line_label_lies_along_its_line_and_is_not_upside_down(void **state)
{
    static const okr_point line[] = {{150, 80}, {100, 50}, {50, 20}};
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};
    size_t index = 0;

    assert_ok(okr_label_add(&field, (okr_label){.w = 30, .h = 8}, &index, &err));
    assert_ok(okr_label_along(&field, line, 3, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_near(label_at(&field, 0)->box.angle, atan2(30.0, 50.0), 1e-9);
    assert_near(label_at(&field, 0)->box.centre.x, 100.0, 4.0);
    okr_label_field_done(&field);
}

static void a_line_shorter_than_its_label_gets_none(void **state)
{
    static const okr_point line[] = {{50, 50}, {60, 50}};
    okr_label_field field = okr_label_field_init(frame, 0.5);
    okr_error err = {.status = OKR_OK};
    size_t index = 0;

    assert_ok(okr_label_add(&field, (okr_label){.w = 30, .h = 8}, &index, &err));
    assert_ok(okr_label_along(&field, line, 2, &err));
    assert_ok(okr_labels_place(&field, &err));
    assert_true(label_at(&field, 0)->choice == OKR_LABEL_NONE);
    okr_label_field_done(&field);
}

static okr_status place_random(okr_label_field *field, okr_error *err)
{
    uint64_t seed = 7;
    okr_status status = OKR_OK;

    *field = okr_label_field_init(frame, 0.5);
    for (int i = 0; i < 60 && status == OKR_OK; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const okr_point at = {(double)(seed >> 40) / 16777216.0 * 200.0,
                              (double)((seed >> 16) & 0xffff) / 65536.0 * 100.0};
        status = okr_label_obstacle(field, (okr_turned){at, 3, 3, 0}, INFINITY, err);
        if (status == OKR_OK)
            status = add_beside(field, at, 12 + i % 20, i % 4, err);
        if (status == OKR_OK)
            status = okr_label_rings(field, 6, 40, err);
    }
    return status == OKR_OK ? okr_labels_place(field, err) : status;
}

static void the_same_input_gives_the_same_places(void **state)
{
    okr_label_field a;
    okr_label_field b;
    okr_error err = {.status = OKR_OK};

    assert_ok(place_random(&a, &err));
    assert_ok(place_random(&b, &err));
    assert_clear(&a);
    for (size_t i = 0; i < a.labels.count; i++)
        assert_int_equal(label_at(&a, i)->choice, label_at(&b, i)->choice);
    okr_label_field_done(&a);
    okr_label_field_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lonely_label_stands_right_of_its_point),
        cmocka_unit_test(at_the_edge_it_turns_to_the_other_side),
        cmocka_unit_test(rank_decides_who_gets_the_place_and_order_decides_ties),
        cmocka_unit_test(a_hard_obstacle_is_never_covered_and_a_soft_one_only_when_cheaper),
        cmocka_unit_test(crowded_labels_move_out_on_leaders_that_do_not_cross),
        cmocka_unit_test(a_line_label_lies_along_its_line_and_is_not_upside_down),
        cmocka_unit_test(a_line_shorter_than_its_label_gets_none),
        cmocka_unit_test(the_same_input_gives_the_same_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
