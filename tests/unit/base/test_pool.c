#include "test.h"

#include "base/pool.h"

enum { PARTS = 1000 };

typedef struct slots {
    int done[PARTS];
    size_t fails_at; /* this part and every later one fails */
    unsigned threads;
} slots;

static okr_status fill(void *user, size_t index, unsigned worker, okr_error *err)
{
    slots *s = user;

    if (worker >= s->threads)
        return okr_fail(err, OKR_ERR_USAGE, "worker %u", worker);
    s->done[index]++;
    if (index >= s->fails_at)
        return okr_fail(err, OKR_ERR_IO, "part %zu", index);
    return OKR_OK;
}

static void every_part_runs_once_on_any_number_of_threads(void **state)
{
    okr_error err = {.status = OKR_OK};

    for (unsigned threads = 1; threads <= 5; threads++) {
        slots s = {.fails_at = PARTS, .threads = threads};
        assert_ok(okr_pool_run(threads, PARTS, fill, &s, &err));
        for (size_t i = 0; i < PARTS; i++)
            assert_int_equal(s.done[i], 1);
    }
}

static void no_parts_are_no_work(void **state)
{
    okr_error err = {.status = OKR_OK};
    slots s = {.threads = 3};

    assert_ok(okr_pool_run(3, 0, fill, &s, &err));
}

static void the_failure_of_the_lowest_index_is_returned(void **state)
{
    for (unsigned threads = 1; threads <= 5; threads++) {
        okr_error err = {.status = OKR_OK};
        slots s = {.fails_at = 300, .threads = threads};
        assert_fails_with(okr_pool_run(threads, PARTS, fill, &s, &err), OKR_ERR_IO, "part 300");
        for (size_t i = 0; i <= 300; i++)
            assert_int_equal(s.done[i], 1);
        assert_int_equal(okr_pool_run(threads, PARTS, fill, &s, NULL), OKR_ERR_IO);
    }
}

static void the_number_of_threads_is_1_to_64(void **state)
{
    assert_in_range(okr_pool_threads(0), 1, 64);
    assert_int_equal(okr_pool_threads(3), 3);
    assert_int_equal(okr_pool_threads(1000), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_runs_once_on_any_number_of_threads),
        cmocka_unit_test(no_parts_are_no_work),
        cmocka_unit_test(the_failure_of_the_lowest_index_is_returned),
        cmocka_unit_test(the_number_of_threads_is_1_to_64),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
