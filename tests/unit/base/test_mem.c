#include "test.h"
#include "torture.h"

#include "base/mem.h"

#include <stdalign.h>

static void a_product_that_does_not_fit_is_refused(void **state)
{
    size_t product = 7;

    assert_true(okr_size_mul(6, 7, &product));
    assert_int_equal(product, 42);
    assert_true(okr_size_mul(SIZE_MAX, 1, &product));
    assert_true(okr_size_mul(SIZE_MAX, 0, &product));
    product = 7;
    assert_false(okr_size_mul(SIZE_MAX / 2 + 1, 2, &product));
    assert_int_equal(product, 7);
}

static void a_vector_keeps_what_is_pushed_and_zeroes_new_items(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec vec = OKR_VEC(int);

    for (int i = 0; i < 1000; i++) {
        int *item = okr_vec_push(&vec, &err);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(OKR_AT(&vec, int, i), (int)i);
    vec.count = 5;
    assert_int_equal(*(int *)okr_vec_push(&vec, &err), 0);
    okr_vec_done(&vec);
    assert_int_equal(vec.count, 0);
    assert_int_equal(vec.item_size, sizeof(int));
    okr_vec_done(&vec);
    okr_vec_done(NULL);
}

static void items_are_appended_in_order(void **state)
{
    static const char letters[] = "abcdefghijklmnop";
    okr_error err = {.status = OKR_OK};
    okr_vec vec = OKR_VEC(char);

    assert_ok(okr_vec_append(&vec, letters, 0, &err));
    assert_null(vec.data);
    assert_ok(okr_vec_append(&vec, letters, 3, &err));
    assert_ok(okr_vec_append(&vec, letters + 3, 13, &err));
    assert_int_equal(vec.count, 16);
    assert_memory_equal(vec.data, letters, 16);
    okr_vec_done(&vec);
}

static void reserved_room_is_not_moved(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec vec = OKR_VEC(double);
    const void *data = NULL;

    assert_ok(okr_vec_reserve(&vec, 100, &err));
    data = vec.data;
    for (int i = 0; i < 100; i++)
        assert_non_null(okr_vec_push(&vec, &err));
    assert_ptr_equal(vec.data, data);
    assert_ok(okr_vec_reserve(&vec, 1, &err));
    assert_int_equal(vec.capacity, 100);
    okr_vec_done(&vec);
}

static void sizes_that_overflow_are_out_of_memory(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec vec = OKR_VEC(double);
    okr_arena arena = {0};

    assert_fails_with(okr_vec_reserve(&vec, SIZE_MAX / 4, &err), OKR_ERR_NOMEM, "memory");
    assert_fails_with(okr_vec_append(&vec, "", SIZE_MAX / 2, &err), OKR_ERR_NOMEM, "memory");
    assert_int_equal(vec.count, 0);
    assert_null(okr_arena_alloc(&arena, SIZE_MAX, &err));
    assert_null(okr_arena_alloc(&arena, SIZE_MAX - 4, NULL));
    okr_arena_done(&arena);
    okr_vec_done(&vec);
}

static void arena_memory_is_zeroed_aligned_and_apart(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_arena arena = {0};
    unsigned char *before = NULL;

    for (size_t size = 0; size < 300; size++) {
        unsigned char *bytes = okr_arena_alloc(&arena, size, &err);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        if (size > 1) /* the block before must not have been touched */
            assert_int_equal(before[size - 2], 0xA5);
        memset(bytes, 0xA5, size);
        before = bytes;
    }
    okr_arena_done(&arena);
}

static void an_arena_takes_blocks_bigger_than_its_own(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_arena arena = {0};
    const size_t big = (size_t)1 << 20;
    char *bytes = okr_arena_alloc(&arena, big, &err);

    assert_non_null(bytes);
    memset(bytes, 1, big);
    assert_string_equal(okr_arena_strdup(&arena, "Тайга", &err), "Тайга");
    assert_string_equal(okr_arena_strndup(&arena, "Тайга", 4, &err), "Та");
    assert_string_equal(okr_arena_strndup(&arena, "", 0, &err), "");
    okr_arena_done(&arena);
    assert_null(arena.head);
    okr_arena_done(&arena);
    okr_arena_done(NULL);
}

static okr_status fill_vector(void *user, okr_error *err)
{
    okr_vec vec = OKR_VEC(int);
    okr_status status = OKR_OK;

    for (int i = 0; i < 100 && status == OKR_OK; i++)
        status = okr_vec_push(&vec, err) == NULL ? OKR_ERR_NOMEM : OKR_OK;
    if (status == OKR_OK)
        status = okr_vec_append(&vec, (const int[500]){0}, 500, err);
    okr_vec_done(&vec);
    return status;
}

static okr_status fill_arena(void *user, okr_error *err)
{
    okr_arena arena = {0};
    okr_status status = OKR_OK;

    for (int i = 0; i < 20 && status == OKR_OK; i++)
        if (okr_arena_alloc(&arena, 20000, err) == NULL ||
            okr_arena_strdup(&arena, "Мыски", err) == NULL)
            status = OKR_ERR_NOMEM;
    okr_arena_done(&arena);
    return status;
}

static void a_failed_allocation_is_reported_and_nothing_leaks(void **state)
{
    torture(fill_vector, NULL);
    torture(fill_arena, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_that_does_not_fit_is_refused),
        cmocka_unit_test(a_vector_keeps_what_is_pushed_and_zeroes_new_items),
        cmocka_unit_test(items_are_appended_in_order),
        cmocka_unit_test(reserved_room_is_not_moved),
        cmocka_unit_test(sizes_that_overflow_are_out_of_memory),
        cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(an_arena_takes_blocks_bigger_than_its_own),
        cmocka_unit_test(a_failed_allocation_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
