#include "torture.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "test.h"

enum { MOST_RUNS = 1000 };

/* Names given by the linker's --wrap. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);

/* Atomic because worker threads allocate too. */
static atomic_long seen;    /* allocations since the scenario began */
static atomic_long fail_at; /* which of them fails; 0: none */

static int must_fail(void)
{
    return atomic_fetch_add(&seen, 1) + 1 == atomic_load(&fail_at);
}

void *__wrap_malloc(size_t size)
{
    return must_fail() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return must_fail() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *text)
{
    return must_fail() ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return must_fail() ? NULL : __real_strndup(text, size);
}

/* Runs the scenario with allocation number `at` failing; returns how many were asked for. */
static long run(torture_fn *scenario, void *user, long at, okr_status *status, okr_error *err)
{
    atomic_store(&seen, 0);
    atomic_store(&fail_at, at);
    *status = scenario(user, err);
    atomic_store(&fail_at, 0);
    return atomic_load(&seen);
}

void torture(torture_fn *scenario, void *user)
{
    okr_error err = {.status = OKR_OK};
    okr_status status = OKR_OK;
    long total = run(scenario, user, 0, &status, &err);
    long step = 1 + total / MOST_RUNS;

    assert_ok(status);
    assert_true(total > 0); /* a scenario that allocates nothing proves nothing */
    for (long at = 1; at <= total; at += step) {
        long asked = run(scenario, user, at, &status, &err);

        /* Threads may ask in another order and number; what matters is that one failed. */
        if (asked >= at && status != OKR_ERR_NOMEM)
            fail_msg("allocation %ld of %ld failed, yet the status is %d (%s)", at, total,
                     (int)status, err.text);
    }
}
