/** @file
 * How the library speaks while it works: it calls back and never prints.
 */
#ifndef OKRUG_LISTENER_H
#define OKRUG_LISTENER_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Importance of a log line. */
typedef enum okr_level { OKR_LEVEL_DEBUG, OKR_LEVEL_INFO, OKR_LEVEL_WARNING } okr_level;

/**
 * Callbacks of the caller. Any of them may be NULL; a NULL listener is silent.
 * They are called from the thread that called the library, never from a worker.
 */
typedef struct okr_listener {
    /** One line without newline, in the user's language. */
    void (*log)(void *user, okr_level level, const char *text);
    /** stage names the work, fraction is 0..1 or negative when unknown. false: stop. */
    bool (*progress)(void *user, const char *stage, double fraction);
    /** So many of `total` things (0: unknown) are done, for work that counts them; with NULL,
     * progress is called in its place. false: stop. */
    bool (*count)(void *user, const char *stage, double done, double total);
    void *user; /**< borrowed; handed back on every call */
} okr_listener;

#ifdef __cplusplus
}
#endif

#endif
