/** @file
 * Running a contestant of a benchmark as a process of its own.
 */
#ifndef OKR_BENCH_PROCESS_H
#define OKR_BENCH_PROCESS_H

enum { PROCESS_LATE = -1 };

/** What one run used. */
typedef struct process_cost {
    double wall_s;
    double cpu_s;     /**< user and system, with its own children */
    double memory_mb; /**< peak, of it or of its largest child */
} process_cost;

/**
 * Run a program and wait for it.
 *
 * @param words    its name, looked up in PATH, and arguments, then NULL; at most 32 with it
 * @param output   file for its standard output
 * @param errors   file for its messages; NULL: the terminal
 * @param limit_s  after so many seconds it is ended with its children; 0: never
 * @param[out] cost what it used
 * @return its exit status, PROCESS_LATE, or 127 when it cannot be started
 */
int process_run(const char *const *words, const char *output, const char *errors,
                unsigned limit_s, process_cost *cost);

#endif
