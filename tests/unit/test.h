/** @file
 * What every unit test includes: cmocka, and the assertions cmocka 1.1.5 lacks.
 *
 * A test's name is the sentence it proves; an expected number carries its origin.
 */
#ifndef OKR_TEST_H
#define OKR_TEST_H

/* cmocka.h needs these four before it, in this order. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "okrug/error.h"

/**
 * The call succeeds; on failure the test prints the text of `err`.
 *
 * Expects a variable `okr_error err` in scope that was handed to the call.
 */
#define assert_ok(call) test_require(test_is_ok((call), &err, #call), __FILE__, __LINE__)

/** The call fails with `expected`, and the text of `err` contains `part`. */
#define assert_fails_with(call, expected, part)                                                \
    test_require(test_is_failure((call), (expected), (part), &err, #call), __FILE__, __LINE__)

/** Two doubles differ by at most `tolerance`; not-a-number is never near anything. */
#define assert_near(actual, expected, tolerance)                                               \
    test_require(test_is_near((actual), (expected), (tolerance), #actual), __FILE__, __LINE__)

static inline void test_require(bool holds, const char *file, int line)
{
    if (!holds)
        _fail(file, line);
}

static inline bool test_is_ok(okr_status status, const okr_error *err, const char *call)
{
    if (status != OKR_OK)
        print_error("%s\n  %s: %s\n", call, okr_status_name(status), err->text);
    return status == OKR_OK;
}

static inline bool test_is_failure(okr_status status, okr_status expected, const char *part,
                                   const okr_error *err, const char *call)
{
    if (status == expected && err->status == expected && strstr(err->text, part) != NULL)
        return true;
    print_error("%s\n  %s: '%s'\n  wanted %s: '...%s...'\n", call, okr_status_name(status),
                err->text, okr_status_name(expected), part);
    return false;
}

static inline bool test_is_near(double actual, double expected, double tolerance,
                                const char *what)
{
    if (fabs(actual - expected) <= tolerance)
        return true;
    print_error("%s is %.17g, wanted %.17g within %g\n", what, actual, expected, tolerance);
    return false;
}

#endif
