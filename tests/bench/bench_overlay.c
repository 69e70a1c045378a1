/* okrug overlay beside the reading of the same file and its peers, as processes of their own.
 *
 *   bench-overlay POLYGONS POINTS LINES AREAS              prints a table
 *   bench-overlay make POLYGONS FOLDER N N N               makes points, lines and areas
 *
 * Contestants take turns (A B C A B C), so that a machine that slows down slows them all; times
 * are medians. Every answer is compared with that of the peer: a wrong one ends with status 1.
 * Environment: OKRUG (the program), BENCH_REPEATS, BENCH_SAMPLE (features of lines and areas
 * that the slow peers get), BENCH_PSQL (a connection string; tables polygons, points, lines and
 * areas with fid and geom).
 */
#define _DEFAULT_SOURCE
#include "bench.h"
#include "overlay_data.h"
#include "overlay_peer.h"

#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST_REPEATS = 25, MOST_WORDS = 16, MOST_ROWS = 4096, LINE = 512 };

/* One process that does the work. */
typedef struct contestant {
    const char *name;
    const char *words[MOST_WORDS];
    const char *answer; /* file for its standard output */
    double share;       /* of the features it is given */
    int repeats;
    double wall_s[MOST_REPEATS], cpu_s[MOST_REPEATS];
    double memory_mb;
} contestant;

/* Values by polygon. */
typedef struct answers {
    size_t n;
    char ids[MOST_ROWS][24];
    double values[MOST_ROWS];
} answers;

typedef struct task {
    const char *title;
    const char *path;
    const char *column; /* of okrug's table */
    const char *sql;    /* of PostGIS; %s: limit */
    bool exact;         /* else the peers measure otherwise and the difference is told */
} task;

static const char *folder;
static const char *self;
static const char *polygons;

static double number_of(const char *name, double otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtod(text, NULL);
}

static void fail(const char *what, const char *whom)
{
    fprintf(stderr, "bench-overlay: %s: %s\n", whom, what);
    exit(EXIT_FAILURE);
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

/* Run once; its times become run `turn`. */
static void run(contestant *c, int turn)
{
    posix_spawn_file_actions_t actions;
    struct timespec from;
    struct timespec to;
    struct rusage used;
    char *words[MOST_WORDS];
    pid_t child = 0;
    int status = 0;

    memcpy(words, c->words, sizeof words);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, c->answer,
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (posix_spawnp(&child, words[0], &actions, NULL, words, environ) != 0)
        fail("cannot be started", c->words[0]);
    if (wait4(child, &status, 0, &used) != child || status != 0)
        fail("failed", c->name);
    clock_gettime(CLOCK_MONOTONIC, &to);
    posix_spawn_file_actions_destroy(&actions);
    c->wall_s[turn] =
        (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    c->cpu_s[turn] = seconds(used.ru_utime) + seconds(used.ru_stime);
    c->memory_mb = fmax(c->memory_mb, (double)used.ru_maxrss / 1024.0);
}

static int compare_doubles(const void *x, const void *y)
{
    double a = *(const double *)x;
    double b = *(const double *)y;

    return (a > b) - (a < b);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, compare_doubles);
    return values[n / 2];
}

/* Number of the column of a name in a line of CSV; -1 when it is not there. */
static int column_of(char *line, const char *name)
{
    int column = 0;

    for (char *at = strtok(line, ",\n"); at != NULL; at = strtok(NULL, ",\n"), column++)
        if (strcmp(at, name) == 0)
            return column;
    return -1;
}

/* Rows whose first column is a number; others close okrug's balance. */
static void read_answers(const char *path, const char *column, answers *out)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    int wanted = 0;

    out->n = 0;
    if (file == NULL || fgets(line, sizeof line, file) == NULL)
        fail("has no answer", path);
    wanted = column_of(line, column);
    while (wanted > 0 && out->n < MOST_ROWS && fgets(line, sizeof line, file) != NULL) {
        char *at = strtok(line, ",\n");
        if (at == NULL || at[0] < '0' || at[0] > '9')
            continue;
        (void)snprintf(out->ids[out->n], sizeof out->ids[0], "%s", at);
        for (int i = 0; i < wanted && at != NULL; i++)
            at = strtok(NULL, ",\n");
        out->values[out->n++] = at == NULL ? 0.0 : strtod(at, NULL);
    }
    (void)fclose(file);
    if (out->n == 0)
        fail("has no rows with numbers", path);
}

static double value_of(const answers *a, const char *id)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->ids[i], id) == 0)
            return a->values[i];
    return 0.0;
}

/* Compare two contestants polygon by polygon. */
static void compare(const task *t, const contestant *ours, const contestant *theirs)
{
    static answers a;
    static answers b;
    double sum = 0.0;
    double apart = 0.0;
    double largest = 0.0;
    size_t wrong = 0;

    read_answers(ours->answer, t->column, &a);
    read_answers(theirs->answer, "value", &b);
    for (size_t i = 0; i < a.n; i++) {
        double other = value_of(&b, a.ids[i]);
        double gap = fabs(a.values[i] - other);
        sum += a.values[i];
        apart += gap;
        largest = fmax(largest, gap / fmax(fabs(other), 1e3));
        wrong += gap > 0.0;
    }
    if (t->exact)
        printf("  %s: %zu of %zu polygons differ from %s, total %.0f\n",
               wrong == 0 ? "answer" : "WRONG ANSWER", wrong, a.n, theirs->name, sum);
    else
        printf("  difference to %s: %.2e of the total %.9g, at most %.2e of a polygon\n",
               theirs->name, apart / sum, sum, largest);
    /* Straight edges against geodesics differ by 1e-8 to 1e-5; more is a fault of one of us. */
    if ((t->exact && wrong > 0) || apart > 1e-4 * sum)
        exit(EXIT_FAILURE);
}

static void print_row(contestant *c, double floor_s)
{
    double wall = median(c->wall_s, c->repeats) / c->share;
    double cpu = median(c->cpu_s, c->repeats) / c->share;

    printf("| %-28s | %9.3f | %9.3f | %7.2f | %6.0f |%s\n", c->name, wall, cpu, wall / floor_s,
           c->memory_mb, c->share < 1.0 ? " scaled up from a sample" : "");
}

static contestant okrug(const char *name, const char *path, const char *threads,
                        const char *where)
{
    static char answer[8][LINE];
    static int next;
    const char *program = getenv("OKRUG");
    contestant c = {.name = name,
                    .words = {program == NULL ? "okrug" : program, "overlay", path, "--by",
                              polygons, "--format", "csv", "--lang", "en", "--quiet",
                              "--threads", threads, where == NULL ? NULL : "--where", where},
                    .answer = answer[next % 8],
                    .share = 1.0};

    (void)snprintf(answer[next % 8], LINE, "%s/okrug-%d.csv", folder, next);
    next++;
    return c;
}

static contestant peer(const task *t, const char *limit, double share)
{
    static char answer[LINE];
    contestant c = {.name = "C, GEOS prepared + STRtree",
                    .words = {self, "peer", t->path, polygons, limit},
                    .answer = answer,
                    .share = share,
                    .repeats = 1};

    (void)snprintf(answer, sizeof answer, "%s/peer.csv", folder);
    return c;
}

static contestant postgis(const task *t, const char *limit, double share)
{
    static char answer[LINE];
    static char sql[4 * LINE];
    contestant c = {.name = "PostGIS, loaded and indexed",
                    .words = {"psql", "-q", "--csv", getenv("BENCH_PSQL"), "-c", sql},
                    .answer = answer,
                    .share = share,
                    .repeats = 1};
    const char *mark = strchr(t->sql, '#');

    (void)snprintf(answer, sizeof answer, "%s/postgis.csv", folder);
    (void)snprintf(sql, sizeof sql, "%.*s%s%s", (int)(mark - t->sql), t->sql, limit, mark + 1);
    return c;
}

/* Those that take turns; then the slow ones once, on a sample, with an answer of ours of the
 * same sample beside theirs. */
static void race(const task *t, size_t features)
{
    char scanned[LINE];
    char limit[32];
    char where[64];
    int repeats = (int)number_of("BENCH_REPEATS", 3);
    double sample = t->exact ? (double)features : number_of("BENCH_SAMPLE", 2000);
    double share = fmin(1.0, sample / (double)features);
    contestant c[] = {{.name = "read floor (Arrow scan)",
                       .words = {self, "scan", t->path},
                       .answer = scanned,
                       .share = 1.0},
                      okrug("okrug, a thread per processor", t->path, "0", NULL),
                      okrug("okrug, one thread", t->path, "1", NULL)};
    contestant part = okrug("okrug, sample", t->path, "0", share < 1.0 ? where : NULL);
    contestant slow[2];
    size_t slows = 0;

    repeats = repeats < 1 ? 1 : repeats > MOST_REPEATS ? MOST_REPEATS : repeats;
    (void)snprintf(scanned, sizeof scanned, "%s/scan", folder);
    (void)snprintf(limit, sizeof limit, "%.0f", sample);
    (void)snprintf(where, sizeof where, "fid <= %.0f", sample);
    slow[slows++] = peer(t, limit, share);
    if (getenv("BENCH_PSQL") != NULL)
        slow[slows++] = postgis(t, limit, share);
    for (int turn = 0; turn < repeats; turn++)
        for (size_t i = 0; i < 3; i++)
            run(&c[i], turn);
    run(&part, 0);
    printf("\n%s: %zu features\n", t->title, features);
    printf("| %-28s | %9s | %9s | %7s | %6s |\n", "", "wall, s", "CPU, s", "x floor", "MB");
    printf("|------------------------------|-----------|-----------|---------|--------|\n");
    for (size_t i = 0; i < 3; i++)
        c[i].repeats = repeats;
    double floor_s = median(c[0].wall_s, repeats);
    for (size_t i = 0; i < 3; i++)
        print_row(&c[i], floor_s);
    for (size_t i = 0; i < slows; i++) {
        run(&slow[i], 0);
        print_row(&slow[i], floor_s);
    }
    for (size_t i = 0; i < slows; i++)
        compare(t, &part, &slow[i]);
    fflush(stdout);
}

static size_t count_features(const char *path)
{
    char answer[LINE];
    char words[LINE];
    contestant c = {.name = "count", .words = {self, "count", path}, .answer = answer};
    FILE *file = NULL;
    size_t n = 0;

    (void)snprintf(answer, sizeof answer, "%s/count", folder);
    run(&c, 0);
    file = fopen(answer, "r");
    if (file == NULL || fgets(words, sizeof words, file) == NULL)
        fail("has no features", path);
    n = strtoul(words, NULL, 10);
    (void)fclose(file);
    return n;
}

static int race_all(const char *const *paths)
{
    static const char join[] = " FROM polygons p JOIN ";
    static char sql[3][2 * LINE];
    task tasks[] = {{"T1, points -> count", NULL, "points", sql[0], true},
                    {"T2, lines -> geodesic length", NULL, "length_m", sql[1], false},
                    {"T3, areas -> geodesic area", NULL, "area_m2", sql[2], false}};

    (void)snprintf(sql[0], sizeof sql[0],
                   "SELECT p.fid AS polygon, count(*) AS value%spoints t ON t.fid <= # AND "
                   "ST_Intersects(p.geom, t.geom) GROUP BY 1",
                   join);
    (void)snprintf(sql[1], sizeof sql[1],
                   "SELECT p.fid AS polygon, sum(ST_Length(ST_Intersection(p.geom, "
                   "t.geom)::geography)) AS value%slines t ON t.fid <= # AND "
                   "ST_Intersects(p.geom, t.geom) GROUP BY 1",
                   join);
    (void)snprintf(sql[2], sizeof sql[2],
                   "SELECT p.fid AS polygon, sum(ST_Area(ST_Intersection(p.geom, "
                   "t.geom)::geography)) AS value%sareas t ON t.fid <= # AND "
                   "ST_Intersects(p.geom, t.geom) GROUP BY 1",
                   join);
    for (size_t i = 0; i < 3; i++) {
        tasks[i].path = paths[i];
        bench_file(paths[i]);
    }
    for (size_t i = 0; i < 3; i++)
        race(&tasks[i], count_features(paths[i]));
    return EXIT_SUCCESS;
}

static void remove_folder(void)
{
    static const char *const names[] = {"scan", "count", "peer.csv", "postgis.csv"};
    char path[LINE];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    for (int i = 0; i < 9; i++) {
        (void)snprintf(path, sizeof path, "%s/okrug-%d.csv", folder, i);
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

int main(int argc, char **argv)
{
    static char temporary[] = "/tmp/okrug-bench-XXXXXX";

    self = argv[0];
    if (argc == 3 && strcmp(argv[1], "scan") == 0)
        return overlay_scan(argv[2]);
    if (argc == 3 && strcmp(argv[1], "count") == 0)
        return overlay_count(argv[2]);
    if (argc == 5 && strcmp(argv[1], "peer") == 0)
        return overlay_peer(argv[2], argv[3], strtoul(argv[4], NULL, 10));
    if (argc == 7 && strcmp(argv[1], "make") == 0)
        return overlay_make(argv[2], argv[3],
                            (overlay_counts){.points = strtoul(argv[4], NULL, 10),
                                             .lines = strtoul(argv[5], NULL, 10),
                                             .areas = strtoul(argv[6], NULL, 10)});
    if (argc != 5)
        fail("POLYGONS POINTS LINES AREAS are needed; scripts/bench.sh overlay makes them",
             "usage");
    if (mkdtemp(temporary) == NULL)
        fail("no temporary folder", temporary);
    folder = temporary;
    (void)atexit(remove_folder);
    polygons = argv[1];
    bench_head("okrug overlay, reading and peers", 0);
    bench_file(polygons);
    return race_all((const char *const *)argv + 2);
}
