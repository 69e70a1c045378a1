#include "test.h"
#include "torture.h"

#include "base/map.h"
#include "base/mem.h"

#include <stdio.h>

static void an_empty_map_finds_nothing(void **state)
{
    okr_map map = {0};

    assert_int_equal(okr_map_find(&map, "32701000"), -1);
    okr_map_done(&map);
    okr_map_done(NULL);
}

static void the_first_value_of_a_key_stays(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_map map = {0};
    bool added = false;

    assert_ok(okr_map_add(&map, "Юрга", 7, &added, &err));
    assert_true(added);
    assert_ok(okr_map_add(&map, "Юрга", 8, &added, &err));
    assert_false(added);
    assert_ok(okr_map_add(&map, "", 9, NULL, &err));
    assert_int_equal(okr_map_find(&map, "Юрга"), 7);
    assert_int_equal(okr_map_find(&map, ""), 9);
    assert_int_equal(okr_map_find(&map, "Юрг"), -1);
    assert_int_equal(map.count, 2);
    okr_map_done(&map);
    assert_int_equal(okr_map_find(&map, "Юрга"), -1);
}

static okr_status add_many(void *user, okr_error *err)
{
    okr_map map = {0};
    okr_arena keys = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < 2000 && status == OKR_OK; i++) {
        char key[32];
        const char *kept = NULL;
        (void)snprintf(key, sizeof key, "measure-%zu", i);
        kept = okr_arena_strdup(&keys, key, err);
        status = kept == NULL ? OKR_ERR_NOMEM : okr_map_add(&map, kept, i, NULL, err);
    }
    for (size_t i = 0; i < 2000 && status == OKR_OK; i++) {
        char key[32];
        (void)snprintf(key, sizeof key, "measure-%zu", i);
        assert_int_equal(okr_map_find(&map, key), (int)i);
    }
    okr_map_done(&map);
    okr_arena_done(&keys);
    return status;
}

static void thousands_of_keys_are_found_again(void **state)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(add_many(NULL, &err));
}

static void keys_are_numbered_as_they_come(void **state)
{
    static const char *const keys[] = {"length", "homes", "length", "pupils", "homes"};
    static const size_t numbers[] = {0, 1, 0, 2, 1};
    okr_error err = {.status = OKR_OK};
    okr_map map = {0};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        size_t number = 77;
        assert_ok(okr_map_intern(&map, keys[i], &number, &err));
        assert_int_equal(number, numbers[i]);
    }
    okr_map_done(&map);
}

static void a_failed_allocation_is_reported_and_nothing_leaks(void **state)
{
    torture(add_many, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_finds_nothing),
        cmocka_unit_test(the_first_value_of_a_key_stays),
        cmocka_unit_test(thousands_of_keys_are_found_again),
        cmocka_unit_test(keys_are_numbered_as_they_come),
        cmocka_unit_test(a_failed_allocation_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
