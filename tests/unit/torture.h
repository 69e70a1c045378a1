/** @file
 * Allocation-failure harness: fails the 1st, 2nd, ... allocation of a scenario.
 *
 * The linker sends malloc, calloc, realloc, strdup and strndup of our statically linked code
 * through this file; shared libraries keep their own, so only okrug's calls fail. Leaks show in
 * the debug build, whose leak checker names the lost block.
 */
#ifndef OKR_TORTURE_H
#define OKR_TORTURE_H

#include "okrug/error.h"

/** One complete piece of work that also frees everything it made, whatever happens. */
typedef okr_status torture_fn(void *user, okr_error *err);

/**
 * Runs `scenario` once undisturbed, where it must succeed, then with each allocation failing in
 * turn, where it must return OKR_ERR_NOMEM. Fails the running cmocka test otherwise.
 *
 * Of more than 1000 allocations only every k-th is failed, so that cost stays near 1000 runs.
 */
void torture(torture_fn *scenario, void *user);

#endif
