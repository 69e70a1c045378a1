/* okrug stats, query, explain and gaps as users run them: whole processes, one for each
 * question, on 20 000 measures and 200 000 indicators. Usage: bench-questions [WORKSPACE]
 *
 * Printed are the best of the wall times, the processor time of that run, which a busy machine
 * changes less, and the peak memory of the process.
 *
 * Every question is also put to the same workspace without its quick copies: the answers must
 * be the same, byte by byte. Without WORKSPACE, and bench-questions.gpkg in this folder, one is
 * made here, which takes half a minute, and removed at the end. */
#include "bench.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REPEATS = 3, WORDS_MOST = 16, COMMAND_BYTES = 512 };

static const double AIM_S = 0.3;

/* "@" stands for the workspace. */
static const char *const questions[] = {
    "stats @",
    "stats @ --by agglomeration",
    "stats @ --by contour",
    "stats @ --by kind",
    "stats @ --by kind_group",
    "stats @ --by status",
    "stats @ --by lifecycle",
    "stats @ --by placement",
    "stats @ --by basis",
    "stats @ --by nature",
    "stats @ --by year",
    "stats @ --by municipality,kind",
    "stats @ --by municipality,year --stat physical_progress",
    "stats @ --by kind,status -f json",
    "stats @ --per population",
    "stats @ --by kind --in west",
    "stats @ --by kind --show quantities",
    "stats @ --show quantities --kind kind_1 -f json",
    "stats @ --show quantities",
    "stats @ --show quantities -f csv",
    "stats @ --show all -f csv",
    "query @",
    "query @ -f csv",
    "query @ -f json",
    "query @ --in west",
    "query @ --kind kind_1",
    "query @ --under m000010",
    "query @ --roles item,group",
    "query @ --basis region",
    "query @ --nature works",
    "query @ --lifecycle completed",
    "query @ --contour 3",
    "query @ --starts-in 2021",
    "query @ --ends-in 2022",
    "query @ --ends-after 2023",
    "query @ --active-in 2021",
    "query @ --near 61,51,50",
    "query @ --text speed",
    "query @ --where planned_end_day<'2022-01-01'",
    "query @ --missing kind_1_0",
    "query @ --show indicators --kind kind_1",
    "query @ --show indicators --has both --qualifier about --period 2021",
    "query @ --show indicators --in west -f csv",
    "query @ --show indicators",
    "query @ --show indicators -f csv",
    "query @ --show indicators -f json",
    "query @ --show indicators --sort -target --top 20",
    "explain @",
    "explain @ --in west",
    "explain @ --stat physical_progress",
    "explain @ --stat kind_1_0",
    "explain @ --in 70600000 --stat actual_sum",
    "explain @ --stat actual_sum -f csv",
    "explain @ --stat overdue -f json",
    "gaps @",
    "gaps @ --show municipalities",
    "gaps @ --show settlements",
    "gaps @ --show mentions",
    "gaps @ --show moved",
    "gaps @ --in west -f json",
};

enum { QUESTIONS = sizeof questions / sizeof questions[0] };

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void must(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(1);
}

/* The words of a question as arguments of the program; `text` is cut into them. */
static void cut_words(char *text, const char *workspace, const char *words[WORDS_MOST])
{
    size_t n = 0;
    char *rest = NULL;

    words[n++] = OKRUG_PROGRAM;
    for (char *word = strtok_r(text, " ", &rest); word != NULL && n + 1 < WORDS_MOST;
         word = strtok_r(NULL, " ", &rest))
        words[n++] = strcmp(word, "@") == 0 ? workspace : word;
    words[n] = NULL;
}

/* What a process writes goes to a file, as it would go into a pipe or a terminal. */
static void become(const char *question, const char *workspace, const char *answer)
{
    char text[COMMAND_BYTES];
    const char *words[WORDS_MOST];
    const int file = open(answer, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    (void)snprintf(text, sizeof text, "%s", question);
    cut_words(text, workspace, words);
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0)
        _exit(127);
    (void)execv(OKRUG_PROGRAM, (char *const *)(uintptr_t)words);
    _exit(127);
}

/* What one run took. */
typedef struct cost {
    double wall_s, processor_s, memory_mb;
} cost;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static cost ask(const char *question, const char *workspace, const char *answer)
{
    const double start = now_s();
    const pid_t child = fork();
    struct rusage used = {0};
    int status = 0;

    must(child >= 0, "fork");
    if (child == 0)
        become(question, workspace, answer);
    must(wait4(child, &status, 0, &used) == child, "wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        (void)fprintf(stderr, "okrug %s: failed\n", question);
        exit(1);
    }
    return (cost){now_s() - start, seconds(used.ru_utime) + seconds(used.ru_stime),
                  (double)used.ru_maxrss / 1024.0};
}

static uint64_t hash_file(const char *path, size_t *size)
{
    unsigned char bytes[1 << 16];
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    FILE *file = fopen(path, "rb");

    must(file != NULL, path);
    *size = 0;
    for (size_t n = fread(bytes, 1, sizeof bytes, file); n > 0;
         n = fread(bytes, 1, sizeof bytes, file)) {
        *size += n;
        for (size_t i = 0; i < n; i++)
            hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    (void)fclose(file);
    return hash;
}

/* The same question with and without quick copies; the best time with them. */
static cost compare(const char *question, const char *quick, const char *slow)
{
    size_t size = 0;
    cost best = ask(question, slow, "bench-answer");
    const uint64_t wanted = hash_file("bench-answer", &size);

    for (int i = 0; i < REPEATS; i++) {
        const cost took = ask(question, quick, "bench-answer");
        best = i == 0 || took.wall_s < best.wall_s ? took : best;
        if (hash_file("bench-answer", &size) != wanted) {
            (void)fprintf(stderr, "okrug %s: quick copies answer otherwise\n", question);
            exit(1);
        }
    }
    (void)printf("%6.0f ms %6.0f ms processor %5.0f MB %9zu bytes %016" PRIx64 "  %s\n",
                 1e3 * best.wall_s, 1e3 * best.processor_s, best.memory_mb, size, wanted,
                 question);
    return best;
}

static void run(const char *command)
{
    if (system(command) == 0)
        return;
    (void)fprintf(stderr, "failed: %s\n", command);
    exit(1);
}

static void make_workspace(void)
{
    run("/usr/bin/python3 " OKRUG_SOURCE_DIR "/tests/bench/gen_programme.py bench-programme");
    run(OKRUG_PROGRAM " build bench-programme -o bench-questions.gpkg");
}

static void make_slow(const char *from)
{
    char command[COMMAND_BYTES];
    sqlite3 *db = NULL;

    (void)snprintf(command, sizeof command, "cp '%s' bench-slow.gpkg", from);
    run(command);
    must(sqlite3_open("bench-slow.gpkg", &db) == SQLITE_OK &&
             sqlite3_exec(db, "DELETE FROM okrug_quick", NULL, NULL, NULL) == SQLITE_OK &&
             sqlite3_close(db) == SQLITE_OK,
         "bench-slow.gpkg");
}

/* The read floor: every value that sums of figures need, out of the rows of the table. */
static uint64_t scan(void *user)
{
    sqlite3 *db = user;
    sqlite3_stmt *select = NULL;
    uint64_t sum = 0;

    must(sqlite3_prepare_v2(db,
                            "SELECT measure_fid, indicator, role, unit_fid, target,"
                            " target_qualifier, actual, actual_qualifier, percent,"
                            " percent_kind, period_start, period_end, ascending, aggregation,"
                            " progress FROM indicator",
                            -1, &select, NULL) == SQLITE_OK,
         "scan");
    while (sqlite3_step(select) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(select); i++)
            sum += sqlite3_column_type(select, i) == SQLITE_TEXT
                       ? (uint64_t)sqlite3_column_bytes(select, i)
                       : (uint64_t)sqlite3_column_int64(select, i);
    (void)sqlite3_finalize(select);
    return sum;
}

static double find_floor(const char *path)
{
    sqlite3 *db = NULL;

    must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, path);
    (void)sqlite3_exec(db, "PRAGMA mmap_size = 1073741824", NULL, NULL, NULL);
    const double floor_s = bench_best("scan the figures in SQLite", scan, db, REPEATS, 0, 0);
    (void)sqlite3_close(db);
    return floor_s;
}

int main(int argc, char **argv)
{
    const char *quick = argc > 1 ? argv[1] : "bench-questions.gpkg";
    const bool made = argc < 2 && access(quick, R_OK) != 0;
    double worst = 0.0;
    const char *which = "";

    bench_head("questions, as whole processes", 1);
    if (made)
        make_workspace();
    make_slow(quick);
    const double floor_s = find_floor(quick);
    for (int i = 0; i < QUESTIONS; i++) {
        const double took = compare(questions[i], quick, "bench-slow.gpkg").wall_s;
        if (took > worst) {
            worst = took;
            which = questions[i];
        }
    }
    (void)printf("worst of %d: %.0f ms, %.1f x the scan: okrug %s\naim: %.0f ms\n", QUESTIONS,
                 1e3 * worst, worst / floor_s, which, 1e3 * AIM_S);
    (void)remove("bench-answer");
    (void)remove("bench-slow.gpkg");
    if (made) {
        (void)remove(quick);
        run("rm -r bench-programme");
    }
    return 0;
}
