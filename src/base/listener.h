/** @file
 * NULL-safe use of an okr_listener.
 */
#ifndef OKR_BASE_LISTENER_H
#define OKR_BASE_LISTENER_H

#include "okrug/error.h"
#include "okrug/listener.h"

/** Hand one printf-style line to the listener, if there is one. */
void okr_log(const okr_listener *listener, okr_level level, const char *fmt, ...)
    OKR_PRINTF(3, 4);

/** Report progress; OKR_ERR_CANCELLED when the listener asks to stop. */
OKR_MUST_CHECK okr_status okr_progress(const okr_listener *listener, const char *stage,
                                       double fraction, okr_error *err);

/** Report that `done` things of `total` (0: unknown) are done. */
OKR_MUST_CHECK okr_status okr_progress_count(const okr_listener *listener, const char *stage,
                                             double done, double total, okr_error *err);

#endif
