#include "test.h"

#include "base/join.h"
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

enum { WINDOW = 5 };

/* Parts leave their number in a slot of the window; whoever takes them looks for it there. */
typedef struct procession {
    size_t slots[WINDOW];
    size_t taken;
    size_t make_fails_at, take_fails_at;
} procession;

static okr_status make(void *user, size_t index, unsigned worker, okr_error *err)
{
    procession *p = user;

    if (index == p->make_fails_at)
        return okr_fail(err, OKR_ERR_IO, "part %zu", index);
    p->slots[index % WINDOW] = index;
    return OKR_OK;
}

static okr_status take(void *user, size_t index, okr_error *err)
{
    procession *p = user;

    if (index == p->take_fails_at)
        return okr_fail(err, OKR_ERR_IO, "taking %zu", index);
    if (index != p->taken || p->slots[index % WINDOW] != index)
        return okr_fail(err, OKR_ERR_USAGE, "part %zu after %zu", index, p->taken);
    p->taken++;
    return OKR_OK;
}

static okr_status run_ordered(unsigned threads, procession *p, okr_error *err)
{
    const okr_pool_order order = {PARTS, WINDOW, make, take, p};

    return okr_pool_run_ordered(threads, &order, err);
}

static void parts_are_taken_in_their_order_out_of_a_window(void **state)
{
    okr_error err = {.status = OKR_OK};

    for (unsigned threads = 1; threads <= 5; threads++) {
        procession p = {.make_fails_at = PARTS, .take_fails_at = PARTS};
        assert_ok(run_ordered(threads, &p, &err));
        assert_int_equal(p.taken, PARTS);
    }
}

static void no_part_is_taken_after_one_that_failed(void **state)
{
    for (unsigned threads = 1; threads <= 5; threads++) {
        okr_error err = {.status = OKR_OK};
        procession p = {.make_fails_at = 300, .take_fails_at = PARTS};
        assert_fails_with(run_ordered(threads, &p, &err), OKR_ERR_IO, "part 300");
        assert_in_range(p.taken, 0, 300);
        p = (procession){.make_fails_at = PARTS, .take_fails_at = 300};
        assert_fails_with(run_ordered(threads, &p, &err), OKR_ERR_IO, "taking 300");
        assert_int_equal(p.taken, 300);
    }
}

enum { JOINED_PARTS = 5 };

/* Part p holds p * p * 40 000 numbers that run on from part to part; part 0 is empty. */
static void parts_are_joined_in_their_order(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec parts[JOINED_PARTS];
    okr_vec all = OKR_VEC(int);
    int next = 1;

    assert_ok(okr_vec_append(&all, &(int){0}, 1, &err));
    for (int p = 0; p < JOINED_PARTS; p++) {
        parts[p] = OKR_VEC(int);
        for (int i = 0; i < p * p * 40000; i++, next++)
            assert_ok(okr_vec_append(&parts[p], &next, 1, &err));
    }
    assert_ok(okr_join(&all, parts, JOINED_PARTS, &err));
    assert_int_equal(all.count, 1 + 30 * 40000);
    for (int i = 0; i < (int)all.count; i++)
        assert_int_equal(OKR_AT(&all, int, i), i);
    for (int p = 0; p < JOINED_PARTS; p++)
        okr_vec_done(&parts[p]);
    okr_vec_done(&all);
}

static void a_vector_of_zeros_is_as_long_as_asked(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_vec v = OKR_VEC(int);

    assert_ok(okr_vec_zeroed(&v, 3, &err));
    assert_int_equal(v.count, 3);
    assert_int_equal(OKR_AT(&v, int, 2), 0);
    assert_ok(okr_vec_append(&v, &(int){7}, 1, &err));
    assert_int_equal(OKR_AT(&v, int, 3), 7);
    okr_vec_done(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_joined_in_their_order),
        cmocka_unit_test(a_vector_of_zeros_is_as_long_as_asked),
        cmocka_unit_test(every_part_runs_once_on_any_number_of_threads),
        cmocka_unit_test(no_parts_are_no_work),
        cmocka_unit_test(the_failure_of_the_lowest_index_is_returned),
        cmocka_unit_test(the_number_of_threads_is_1_to_64),
        cmocka_unit_test(parts_are_taken_in_their_order_out_of_a_window),
        cmocka_unit_test(no_part_is_taken_after_one_that_failed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
