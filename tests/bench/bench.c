#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void print_processor(void)
{
    char line[256];
    FILE *info = fopen("/proc/cpuinfo", "r");

    while (info != NULL && fgets(line, sizeof line, info) != NULL) {
        const char *colon = strchr(line, ':');

        if (strncmp(line, "model name", 10) != 0 || colon == NULL)
            continue;
        printf("cpu       %s", colon + 2);
        break;
    }
    if (info != NULL)
        (void)fclose(info);
}

void bench_head(const char *title, uint64_t seed)
{
    const char *commit = getenv("OKRUG_COMMIT");

    printf("# %s\n", title);
    print_processor();
    printf("compiler  %s\nflags     %s\n", BENCH_COMPILER, BENCH_FLAGS);
    printf("commit    %s\nseed      %" PRIu64 "\n", commit != NULL ? commit : "unknown", seed);
}

static uint64_t fnv1a(uint64_t hash, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static const uint64_t FNV_START = UINT64_C(0xcbf29ce484222325);

static void print_data(const char *what, size_t size, uint64_t hash)
{
    printf("data      %s: %zu bytes, fnv1a %016" PRIx64 "\n", what, size, hash);
}

void bench_data(const char *what, const void *data, size_t size)
{
    print_data(what, size, fnv1a(FNV_START, data, size));
}

void bench_file(const char *path)
{
    static unsigned char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    const char *slash = strrchr(path, '/');
    uint64_t hash = FNV_START;
    size_t size = 0;

    for (size_t n = 1; file != NULL && n > 0; size += n) {
        n = fread(bytes, 1, sizeof bytes, file);
        hash = fnv1a(hash, bytes, n);
    }
    if (file == NULL || fclose(file) != 0)
        exit(EXIT_FAILURE);
    print_data(slash == NULL ? path : slash + 1, size, hash);
}

double bench_best(const char *what, bench_fn *run, void *user, int repeats, double items,
                  uint64_t expected)
{
    double best = -1.0;

    for (int i = 0; i < repeats; i++) {
        double start = now_s();
        uint64_t answer = run(user);
        double took = now_s() - start;

        if (expected == 0)
            expected = answer;
        if (answer != expected) {
            printf("%s: run %d answers %" PRIu64 ", not %" PRIu64 "\n", what, i, answer,
                   expected);
            exit(EXIT_FAILURE);
        }
        if (best < 0.0 || took < best)
            best = took;
    }
    printf("%-32s %10.3f ms, best of %d", what, 1e3 * best, repeats);
    if (items > 0.0 && best > 0.0)
        printf(", %.3g items/s", items / best);
    printf("\n");
    return best;
}
