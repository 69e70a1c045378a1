#include "test.h"

#include "model/bucket.h"

typedef struct pair {
    double ballast;
    int key;
} pair;

static okr_vec table_of(const int *keys, size_t n)
{
    okr_vec table = OKR_VEC(pair);

    for (size_t i = 0; i < n; i++)
        assert_int_equal(okr_vec_append(&table, &(pair){0.5, keys[i]}, 1, NULL), OKR_OK);
    return table;
}

static void rows_stand_under_their_key_in_the_order_of_the_table(void **state)
{
    static const int keys[] = {2, 0, 2, -1, 2, 9, 0};
    okr_error err = {.status = OKR_OK};
    okr_vec table = table_of(keys, 7);
    okr_buckets b = {0};

    assert_ok(okr_buckets_build(&b, 3, &table, offsetof(pair, key), &err));
    const okr_bucket two = okr_buckets_at(&b, 2), zero = okr_buckets_at(&b, 0);
    assert_int_equal(two.count, 3);
    assert_int_equal(two.rows[0], 0);
    assert_int_equal(two.rows[1], 2);
    assert_int_equal(two.rows[2], 4);
    assert_int_equal(zero.count, 2);
    assert_int_equal(zero.rows[1], 6);
    assert_int_equal(okr_buckets_at(&b, 1).count, 0);
    okr_buckets_done(&b);
    okr_vec_done(&table);
}

static void a_key_out_of_range_has_no_rows(void **state)
{
    static const int keys[] = {0, 5, -3};
    okr_error err = {.status = OKR_OK};
    okr_vec table = table_of(keys, 3);
    okr_buckets b = {0};

    assert_int_equal(okr_buckets_at(&b, 0).count, 0);
    assert_ok(okr_buckets_build(&b, 1, &table, offsetof(pair, key), &err));
    assert_int_equal(okr_buckets_at(&b, 0).count, 1);
    assert_int_equal(okr_buckets_at(&b, -1).count, 0);
    assert_int_equal(okr_buckets_at(&b, 1).count, 0);
    okr_buckets_done(&b);
    okr_vec_done(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_under_their_key_in_the_order_of_the_table),
        cmocka_unit_test(a_key_out_of_range_has_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
