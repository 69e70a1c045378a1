/** @file
 * What every benchmark prints and how it times.
 *
 * A benchmark makes its data from a fixed seed, checks the answer, and reports the best of N:
 * the fastest run is the one that the rest of the machine disturbed least.
 */
#ifndef OKR_BENCH_H
#define OKR_BENCH_H

#include <stddef.h>
#include <stdint.h>

/** One timed run; returns a number that depends on all the work, so that none is left out. */
typedef uint64_t bench_fn(void *user);

/** Prints processor, compiler, flags, commit (environment OKRUG_COMMIT) and seed. */
void bench_head(const char *title, uint64_t seed);

/** FNV-1a of the input data: two runs compare only if the hashes agree. */
void bench_data(const char *what, const void *data, size_t size);

/** The same of a file. */
void bench_file(const char *path);

/**
 * Runs `run` `repeats` times and prints the best time, and items per second if items > 0.
 *
 * Ends the program with status 1 if two runs answer differently, or the answer is not
 * `expected` (0: any answer, as long as it is always the same). Returns the best time in
 * seconds.
 */
double bench_best(const char *what, bench_fn *run, void *user, int repeats, double items,
                  uint64_t expected);

#endif
