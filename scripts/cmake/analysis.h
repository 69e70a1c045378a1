/*
 * Included by force in the check-* presets only, for static analyzers: a failure returns the
 * status that it was given. They do not look into other files, would suppose that it may also
 * return OKR_OK, and would then follow paths that do not exist.
 */
#ifndef OKRUG_NO_ANALYSIS

#include "okrug/error.h"

static inline okr_status analysis_returns(okr_status returned, okr_status status)
{
    (void)returned;
    return status;
}

#define okr_fail(err, status, ...)                                                             \
    analysis_returns(okr_fail((err), (status), __VA_ARGS__), (status))
#define okr_fail_in(err, status, ...)                                                          \
    analysis_returns(okr_fail_in((err), (status), __VA_ARGS__), (status))
#define okr_fail_nomem(err) analysis_returns(okr_fail_nomem(err), OKR_ERR_NOMEM)

#endif
