/** @file
 * How okrug reports failure: a status to branch on and a message to show.
 *
 * The error lives on the caller's stack, so that running out of memory can be reported too.
 * Every function that can fail takes an okr_error as its last argument; NULL is allowed there
 * and only loses the text.
 */
#ifndef OKRUG_ERROR_H
#define OKRUG_ERROR_H

#include "okrug/visibility.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What went wrong, coarse enough to branch on. */
typedef enum okr_status {
    OKR_OK = 0,
    OKR_ERR_USAGE,     /**< the call or the command line is wrong */
    OKR_ERR_NOMEM,     /**< out of memory */
    OKR_ERR_IO,        /**< a file, folder, database or disk failed */
    OKR_ERR_FORMAT,    /**< the content of a source is not what it must be */
    OKR_ERR_GEOMETRY,  /**< a geometry or coordinate system cannot be used */
    OKR_ERR_NOT_FOUND, /**< a named thing does not exist */
    OKR_ERR_CANCELLED, /**< the listener asked to stop */
    OKR_STATUS_COUNT
} okr_status;

/** Longest message with its terminating zero, in bytes; longer ones are cut at a character. */
enum { OKR_ERROR_TEXT = 1024 };

/** A status with its message in the user's language: lower case, no full stop. */
typedef struct okr_error {
    okr_status status;
    char text[OKR_ERROR_TEXT];
} okr_error;

/** Stable ASCII name of a status, such as "io"; never NULL, "unknown" beyond the last. */
OKR_API const char *okr_status_name(okr_status status);

/**
 * Fill err with a status and a printf-style message.
 *
 * @param err  may be NULL
 * @return status, so that a failing function can `return okr_fail(...)`
 */
OKR_API okr_status okr_fail(okr_error *err, okr_status status, const char *fmt, ...)
    OKR_PRINTF(3, 4);

/** Put "context: " in front of the message that err already holds. Returns status. */
OKR_API okr_status okr_fail_in(okr_error *err, okr_status status, const char *fmt, ...)
    OKR_PRINTF(3, 4);

/** The one out-of-memory message. Returns OKR_ERR_NOMEM. */
OKR_API okr_status okr_fail_nomem(okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
