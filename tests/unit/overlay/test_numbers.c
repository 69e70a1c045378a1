#include "overlay/numbers.h"

#include "geo/shapes.h"
#include "test.h"

#include <limits.h>

enum { MOST = 300 };

/* Numbers of a small range, so that many are equal; some of the largest. */
static size_t draw(seed *numbers, uint32_t *out)
{
    const size_t n = (size_t)seed_between(numbers, 0, MOST);

    for (size_t i = 0; i < n; i++)
        out[i] = seed_between(numbers, 0, 10) < 1
                     ? UINT32_MAX - (uint32_t)i
                     : (uint32_t)seed_between(numbers, 0, (double)n / 3 + 1);
    return n;
}

static size_t count_of(const uint32_t *all, size_t n, uint32_t number)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += all[i] == number;
    return count;
}

static void sorted_numbers_ascend_and_are_the_same(void **state)
{
    uint32_t before[MOST];
    uint32_t after[MOST];
    seed numbers = {5};

    for (int round = 0; round < 200; round++) {
        size_t n = draw(&numbers, before);
        memcpy(after, before, sizeof after);
        okr_numbers_sort(after, n);
        for (size_t i = 0; i < n; i++) {
            assert_true(i == 0 || after[i - 1] <= after[i]);
            assert_int_equal(count_of(before, n, before[i]), count_of(after, n, before[i]));
        }
    }
}

static void numbers_that_occur_an_odd_number_of_times_are_kept_once(void **state)
{
    uint32_t before[MOST];
    int32_t after[MOST];
    seed numbers = {6};

    for (int round = 0; round < 200; round++) {
        size_t n = draw(&numbers, before);
        size_t kept = 0;
        for (size_t i = 0; i < n; i++)
            after[i] = (int32_t)(before[i] &= INT32_MAX);
        kept = okr_numbers_keep_odd(after, n);
        for (size_t i = 0; i < kept; i++) {
            assert_true(i == 0 || after[i - 1] < after[i]);
            assert_int_equal(count_of(before, n, (uint32_t)after[i]) % 2, 1);
        }
        for (size_t i = 0; i < n; i++)
            assert_int_equal(count_of(before, n, before[i]) % 2,
                             count_of((const uint32_t *)after, kept, before[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_numbers_ascend_and_are_the_same),
        cmocka_unit_test(numbers_that_occur_an_odd_number_of_times_are_kept_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
