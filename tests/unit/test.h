/**
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
#include <string.h>

#include "okrug/error.h"

/**
 * The call succeeds; on failure the test prints the text of `err`.
 *
 * Expects a variable `okr_error err` in scope that was handed to the call.
 */
#define assert_ok(call) test_assert_ok((call), &err, #call, __FILE__, __LINE__)

/** The call fails with `expected`, and the text of `err` contains `part`. */
#define assert_fails_with(call, expected, part)                                                \
    test_assert_fails((call), (expected), (part), &err, #call, __FILE__, __LINE__)

/** Two doubles differ by at most `tolerance`; not-a-number is never near anything. */
#define assert_near(actual, expected, tolerance)                                               \
    test_assert_near((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

static inline void test_assert_ok(okr_status status, const okr_error *err, const char *call,
                                  const char *file, int line)
{
    if (status == OKR_OK)
        return;
    print_error("%s\n  status %d: %s\n", call, (int)status, err->text);
    _fail(file, line);
}

static inline void test_assert_fails(okr_status status, okr_status expected, const char *part,
                                     const okr_error *err, const char *call, const char *file,
                                     int line)
{
    if (status == expected && err->status == expected && strstr(err->text, part) != NULL)
        return;
    print_error("%s\n  status %d, wanted %d; text '%s', wanted '%s' in it\n", call,
                (int)status, (int)expected, err->text, part);
    _fail(file, line);
}

static inline void test_assert_near(double actual, double expected, double tolerance,
                                    const char *what, const char *file, int line)
{
    if (fabs(actual - expected) <= tolerance)
        return;
    print_error("%s is %.17g, wanted %.17g within %g\n", what, actual, expected, tolerance);
    _fail(file, line);
}

#endif
