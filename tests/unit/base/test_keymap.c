#include "test.h"

#include "base/keymap.h"
#include "torture.h"

static okr_key key(int i)
{
    return (okr_key){{i % 7, i / 7, -i, 3}};
}

static void keys_are_numbered_in_the_order_they_are_first_seen(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_keymap map = {0};
    size_t number = 99;
    bool added = false;

    for (int i = 0; i < 1000; i++) {
        assert_ok(okr_keymap_add(&map, key(i), &number, &added, &err));
        assert_true(added);
        assert_int_equal(number, i);
    }
    for (int i = 0; i < 1000; i++) {
        assert_ok(okr_keymap_add(&map, key(i), &number, &added, &err));
        assert_false(added);
        assert_int_equal(number, i);
        assert_int_equal(okr_keymap_find(&map, key(i)), i);
    }
    assert_int_equal(map.count, 1000);
    okr_keymap_done(&map);
}

static void a_key_that_was_never_added_is_not_found(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_keymap map = {0};
    size_t number = 0;

    assert_int_equal(okr_keymap_find(&map, key(1)), -1);
    assert_ok(okr_keymap_add(&map, key(1), &number, NULL, &err));
    assert_int_equal(okr_keymap_find(&map, key(2)), -1);
    okr_keymap_done(&map);
}

static okr_status fill(void *user, okr_error *err)
{
    okr_keymap map = {0};
    okr_status status = OKR_OK;

    for (int i = 0; i < 200 && status == OKR_OK; i++) {
        size_t number = 0;
        status = okr_keymap_add(&map, key(i), &number, NULL, err);
    }
    okr_keymap_done(&map);
    return status;
}

static void running_out_of_memory_is_reported_and_leaks_nothing(void **state)
{
    torture(fill, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_numbered_in_the_order_they_are_first_seen),
        cmocka_unit_test(a_key_that_was_never_added_is_not_found),
        cmocka_unit_test(running_out_of_memory_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
