/* Who is served by roads: okrug beside PostGIS, how cost grows, and the memory at its peak.
 *
 * Usage: bench-served POLYGONS ROADS. scripts/bench.sh makes the layers and, where PostGIS is
 * installed, names a server with the same as tables polygons and roads (BENCH_PSQL). */
#include "bench.h"

#include "base/mem.h"
#include "geo/layer.h"
#include "served/served.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REPEATS = 5, MOST_REPEATS = 64, ROWS = 4096, LINE = 1024 };

static const double distance = 2000.0;

/* Buffers of 2 km in UTM zone 45, joined and cut for each polygon by itself: those whose boxes
 * meet its own. Arcs have 8 sides a quarter, as they have by default. What is not materialized
 * would be transformed again for every pair. */
static const char query[] =
    "WITH b AS MATERIALIZED (SELECT ST_Buffer(ST_Transform(geom, 32645), 2000) AS g FROM "
    "roads),"
    " p AS MATERIALIZED (SELECT fid, ST_Transform(geom, 32645) AS g FROM polygons)"
    " SELECT fid, coalesce((SELECT ST_Area(ST_Intersection(ST_Union(b.g), p.g)) FROM b"
    " WHERE b.g && p.g) / ST_Area(p.g), 0) FROM p ORDER BY fid";

/* The same with one union of all buffers, cut by each polygon. */
static const char joined[] =
    "WITH b AS MATERIALIZED (SELECT ST_Union(ST_Buffer(ST_Transform(geom, 32645), 2000)) AS g"
    " FROM roads), p AS MATERIALIZED (SELECT fid, ST_Transform(geom, 32645) AS g FROM polygons)"
    " SELECT fid, ST_Area(ST_Intersection(b.g, p.g)) / ST_Area(p.g) FROM p, b ORDER BY fid";

/* What a program printed, and what it took. */
typedef struct answer {
    double seconds, low[ROWS], high[ROWS];
    double cpu_s; /* of the program, or as the server tells it */
    int rows;
} answer;

/* Seconds of processors of this process. */
static double own_cpu_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void give_up(const char *what)
{
    (void)fprintf(stderr, "bench-served: %s\n", what);
    exit(EXIT_FAILURE);
}

/* The two fields of a line of commas that are named, counted from 0; NaN where no number is. */
static void read_fields(const char *line, const int fields[2], double value[2])
{
    value[0] = value[1] = NAN;
    for (int f = 0; line != NULL; f++) {
        char *end = NULL;
        double number = strtod(line, &end);
        for (int i = 0; i < 2 && end != line; i++)
            if (f == fields[i])
                value[i] = number;
        line = strchr(line, ',');
        line += line != NULL;
    }
}

static double cpu_of(const struct rusage *u)
{
    return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
           1e-6 * (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec);
}

/* "!\t1.234 s user, 0.056 s system, 1.4 s elapsed": what the server tells of one statement. */
static double server_seconds(const char *line)
{
    const char *user = strstr(line, " s user, ");

    if (line[0] != '!' || user == NULL)
        return 0.0;
    return strtod(line + 1, NULL) + strtod(user + strlen(" s user, "), NULL);
}

/* Run a program and read its rows. */
static void run(const char *const arguments[], const int fields[2], answer *a)
{
    int ends[2];
    char line[LINE];
    struct rusage before;
    struct rusage after;
    int status = 0;
    double start = now_s();
    pid_t child = -1;
    FILE *out = NULL;

    (void)getrusage(RUSAGE_CHILDREN, &before);
    if (pipe(ends) == 0)
        child = fork();
    if (child < 0)
        give_up("no process");
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)dup2(ends[1], STDERR_FILENO);
        (void)execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    (void)close(ends[1]);
    out = fdopen(ends[0], "r");
    a->cpu_s = 0.0;
    for (a->rows = 0; out != NULL && fgets(line, sizeof line, out) != NULL;) {
        double value[2];
        a->cpu_s += server_seconds(line);
        read_fields(line, fields, value);
        if (a->rows < ROWS && line[0] != '!' && !isnan(value[0])) {
            a->low[a->rows] = value[0];
            a->high[a->rows++] = value[1];
        }
    }
    (void)fclose(out);
    (void)waitpid(child, &status, 0);
    (void)getrusage(RUSAGE_CHILDREN, &after);
    a->seconds = now_s() - start;
    a->cpu_s += cpu_of(&after) - cpu_of(&before);
    if (status != 0)
        give_up(arguments[0]);
}

/* Who takes part: okrug with so many threads, or a query of PostGIS. */
typedef struct contestant {
    const char *name, *threads, *sql;
} contestant;

static const contestant contestants[] = {
    {"okrug, all processors", "0", NULL},
    {"okrug, one thread", "1", NULL},
    {"PostGIS, a union for each polygon", NULL, query},
    {"PostGIS, one union of all buffers", NULL, joined},
};
enum { CONTESTANTS = sizeof contestants / sizeof *contestants };

static void run_okrug(const char *polygons, const char *roads, const char *threads, answer *a)
{
    const char *okrug = getenv("OKRUG") == NULL ? "okrug" : getenv("OKRUG");
    const char *const arguments[] = {okrug,    "served",     roads,   "--by",
                                     polygons, "--distance", "2 km",  "--format",
                                     "csv",    "--threads",  threads, NULL};

    run(arguments, (const int[]){2, 3}, a);
    a->rows--; /* the last one is the total */
}

static void run_peer(const char *sql, answer *a)
{
    const char *const arguments[] = {"psql", "-AtqF,", "-c", sql, getenv("BENCH_PSQL"), NULL};

    /* One process, so that it tells of all its time. */
    (void)setenv("PGOPTIONS",
                 "-c log_executor_stats=on -c client_min_messages=log "
                 "-c max_parallel_workers_per_gather=0",
                 1);
    run(arguments, (const int[]){1, 1}, a);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *times, int n)
{
    qsort(times, (size_t)n, sizeof *times, ascending);
    return n % 2 == 1 ? times[n / 2] : 0.5 * (times[n / 2 - 1] + times[n / 2]);
}

/* The buffers have short arcs and a plane: they tell a share to some 0.2 %. */
static void compare(const answer *ours, const answer *peer)
{
    double worst = 0.0;

    if (ours->rows != peer->rows)
        give_up("the two answers differ in their rows");
    for (int i = 0; i < ours->rows; i++) {
        double share = 100.0 * peer->low[i];
        worst = fmax(worst, fmax(ours->low[i] - share, share - ours->high[i]));
    }
    printf("answers   %d rows; PostGIS is outside the interval by up to %.3f %% of the area\n",
           ours->rows, worst);
    if (!(worst < 0.5))
        give_up("the two answers differ");
}

/* What a contestant took each time, and what it answered. */
typedef struct result {
    double wall_s[MOST_REPEATS], cpu_s[MOST_REPEATS];
    answer last;
} result;

static int repeats_wanted(void)
{
    const char *asked = getenv("BENCH_REPEATS");
    int repeats = asked == NULL ? REPEATS : atoi(asked); /* NOLINT(cert-err34-c) */

    return repeats < 1 ? 1 : repeats > MOST_REPEATS ? MOST_REPEATS : repeats;
}

static void run_contestant(const contestant *c, const char *polygons, const char *roads,
                           result *r, int round)
{
    if (c->sql == NULL)
        run_okrug(polygons, roads, c->threads, &r->last);
    else
        run_peer(c->sql, &r->last);
    r->wall_s[round] = r->last.seconds;
    r->cpu_s[round] = r->last.cpu_s;
}

/* Every ratio to okrug on all processors: by wall time, and with the loading of tables. */
static void tell(result *results, int repeats)
{
    const char *loading = getenv("BENCH_LOAD_S");
    const double load_s = loading == NULL ? 0.0 : strtod(loading, NULL);
    const double ours = median(results[0].wall_s, repeats);
    const double ours_cpu = median(results[0].cpu_s, repeats);

    printf("%-34s %8s %12s %10s %10s %13s\n", "medians in turn", "wall, s", "processor, s",
           "ratio", "processor", "with loading");
    for (int i = 0; i < CONTESTANTS; i++) {
        const bool peer = contestants[i].sql != NULL;
        const double wall = median(results[i].wall_s, repeats);
        const double cpu = median(results[i].cpu_s, repeats);
        if (peer && getenv("BENCH_PSQL") == NULL)
            continue;
        printf("%-34s %8.3f %12.3f %10.1f %10.1f", contestants[i].name, wall, cpu, wall / ours,
               cpu / ours_cpu);
        if (peer && load_s > 0.0)
            printf(" %13.1f", (wall + load_s) / ours);
        printf("\n");
    }
    if (load_s > 0.0)
        printf("loading and indexing the tables of PostGIS took %.2f s before\n", load_s);
}

static void race(const char *polygons, const char *roads)
{
    static result results[CONTESTANTS];
    const bool has_peer = getenv("BENCH_PSQL") != NULL;
    const int repeats = repeats_wanted();
    struct rusage used;

    for (int round = 0; round < repeats; round++)
        for (int i = 0; i < CONTESTANTS; i++)
            if (contestants[i].sql == NULL || has_peer)
                run_contestant(&contestants[i], polygons, roads, &results[i], round);
    (void)getrusage(RUSAGE_CHILDREN, &used);
    tell(results, repeats);
    printf("okrug includes start and reading; peak memory %ld MB\n", used.ru_maxrss / 1024);
    if (!has_peer)
        printf("PostGIS left out: no server (BENCH_PSQL)\n");
    for (int i = 0; has_peer && i < CONTESTANTS; i++)
        if (contestants[i].sql != NULL)
            compare(&results[0].last, &results[i].last);
}

/* Layers in memory, for the growth of cost. */
typedef struct world {
    okr_arena arena;
    okr_vec polygons, roads; /* okr_wkb */
} world;

static void read_layer(world *w, const char *path, okr_vec *out)
{
    okr_error err = {.status = OKR_OK};
    okr_layer *layer = NULL;
    okr_feature f = {0};
    bool more = true;
    okr_status status = okr_layer_open(path, NULL, &layer, &err);

    while (status == OKR_OK && (status = okr_layer_next(layer, &f, &more, &err)) == OKR_OK &&
           more) {
        unsigned char *bytes = okr_arena_alloc(&w->arena, f.geometry.size + 1, &err);
        okr_wkb copy = {bytes, f.geometry.size};
        if (bytes == NULL)
            give_up("out of memory");
        memcpy(bytes, f.geometry.bytes, f.geometry.size);
        status = okr_vec_append(out, &copy, 1, &err);
    }
    okr_layer_close(layer);
    if (status != OKR_OK)
        give_up(err.text);
}

/* One measurement, one thread: making the set, its index, and measuring. */
static void measure(const world *w, size_t roads, double metres, double tolerance)
{
    okr_error err = {.status = OKR_OK};
    okr_served_set *set = NULL;
    okr_served_options options = {metres, tolerance, 1};
    okr_served_area *areas = calloc(w->polygons.count + 1, sizeof *areas);
    okr_status status = okr_served_set_new(&set, &err);
    double start = own_cpu_s();
    double cells = 0.0;
    double width = 0.0;

    for (size_t i = 0; i < roads && status == OKR_OK; i++)
        status = okr_served_set_add(
            set, &(okr_served_feature){.geometry = OKR_AT(&w->roads, okr_wkb, i)}, &err);
    if (status == OKR_OK)
        status = okr_served_set_close(set, 1, &err);
    if (status == OKR_OK)
        status =
            okr_served_areas(set, w->polygons.data, w->polygons.count, &options, areas, &err);
    if (status != OKR_OK)
        give_up(err.text);
    start = own_cpu_s() - start;
    for (size_t i = 0; i < w->polygons.count; i++) {
        cells += (double)areas[i].cells;
        width = fmax(width, (areas[i].high_m2 - areas[i].low_m2) / areas[i].area_m2);
    }
    for (size_t i = 0; i < w->polygons.count; i++)
        if (areas[i].reached && areas[i].numeric_m2 > tolerance * areas[i].area_m2)
            give_up("an interval is wider than the tolerance");
    printf("  %6zu roads  %6.0f m  tolerance %-7g %8.3f s  %9.0f cells  widest %.6f\n", roads,
           metres, tolerance, start, cells, width);
    free(areas);
    okr_served_set_free(set);
}

static void grow(const world *w)
{
    const size_t all = w->roads.count;

    printf("growth, one thread, seconds of its processor, features in memory:\n");
    for (double tolerance = 1e-2; tolerance > (all < 5000 ? 5e-6 : 5e-5); tolerance /= 10.0)
        measure(w, all, distance, tolerance);
    for (size_t roads = all / 16; roads < all; roads *= 2)
        measure(w, roads, distance, 1e-3);
    for (double metres = all < 5000 ? 250.0 : 1000.0; metres <= 16000.0; metres *= 2.0)
        measure(w, all, metres, 1e-3);
}

int main(int argc, char **argv)
{
    world w = {.polygons = OKR_VEC(okr_wkb), .roads = OKR_VEC(okr_wkb)};

    if (argc < 3) {
        printf("bench-served POLYGONS ROADS: see scripts/bench.sh\n");
        return EXIT_SUCCESS;
    }
    bench_head("share of area within 2 km of roads", 20240501);
    bench_file(argv[1]);
    bench_file(argv[2]);
    race(argv[1], argv[2]);
    read_layer(&w, argv[1], &w.polygons);
    read_layer(&w, argv[2], &w.roads);
    grow(&w);
    okr_vec_done(&w.polygons);
    okr_vec_done(&w.roads);
    okr_arena_done(&w.arena);
    return EXIT_SUCCESS;
}
