/* okrug overlay beside the reading of the same file and its peers, as processes of their own.
 *
 *   bench-overlay POLYGONS POINTS LINES AREAS              prints tables
 *   bench-overlay make POLYGONS FOLDER N N N               makes points, lines and areas
 *   bench-overlay peers                                    prints which peers are installed
 *
 * Reading and okrug take turns (A B C A B C), so that a machine that slows down slows them all;
 * their times are medians. The peers run once (overlay_peers.h). Every answer is compared: a
 * wrong one ends with status 1. Environment: OKRUG (the program), BENCH_REPEATS and that of
 * overlay_peers.h.
 */
#include "answers.h"
#include "bench.h"
#include "overlay_data.h"
#include "overlay_peer.h"
#include "overlay_peers.h"
#include "process.h"

#include <gdal.h>
#include <ogr_api.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_REPEATS = 25, MOST_WORDS = 16, LINE = 512 };

/* Those that take turns. */
typedef struct contestant {
    const char *name;
    const char *words[MOST_WORDS];
    process_cost cost[MOST_REPEATS];
} contestant;

static const char *const titles[TASKS] = {"T1, points -> count", "T2, lines -> geodesic length",
                                          "T3, areas -> geodesic area"};
static const char *const columns[TASKS] = {"points", "length_m", "area_m2"}; /* of okrug */

static const char *folder;
static const char *self;
static const char *polygons;
static const char *numbered; /* the same polygons with their numbers in a field */

static const char *in_folder(const char *name)
{
    static char path[LINE];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void fail(const char *what, const char *whom)
{
    (void)fprintf(stderr, "bench-overlay: %s: %s\n", whom, what);
    exit(EXIT_FAILURE);
}

static contestant okrug(const char *name, const char *path, const char *threads)
{
    const char *program = getenv("OKRUG");

    return (contestant){.name = name,
                        .words = {program == NULL ? "okrug" : program, "overlay", path, "--by",
                                  polygons, "--format", "csv", "--lang", "en", "--quiet",
                                  "--threads", threads}};
}

static bool answer_of_okrug(overlay_task task, const char *layer, answers *out)
{
    contestant c = okrug("okrug", layer, "0");
    const char *output = in_folder("okrug.csv");

    return process_run(c.words, output, NULL, 0, c.cost) == 0 &&
           answers_read(output, columns[task], out);
}

static int compare_doubles(const void *x, const void *y)
{
    double a = *(const double *)x;
    double b = *(const double *)y;

    return (a > b) - (a < b);
}

static double median(double values[], int n)
{
    qsort(values, (size_t)n, sizeof *values, compare_doubles);
    return values[n / 2];
}

static process_cost median_cost(const contestant *c, int repeats)
{
    double wall[MOST_REPEATS];
    double cpu[MOST_REPEATS];
    double memory[MOST_REPEATS];

    for (int i = 0; i < repeats; i++) {
        wall[i] = c->cost[i].wall_s;
        cpu[i] = c->cost[i].cpu_s;
        memory[i] = c->cost[i].memory_mb;
    }
    return (process_cost){median(wall, repeats), median(cpu, repeats), median(memory, repeats)};
}

static int repeats(void)
{
    const char *text = getenv("BENCH_REPEATS");
    long n = text == NULL ? 3 : strtol(text, NULL, 10);

    return n < 1 ? 1 : n > MOST_REPEATS ? MOST_REPEATS : (int)n;
}

static bool race(overlay_task task, const char *path, size_t features)
{
    contestant c[] = {{.name = "read floor (Arrow scan)", .words = {self, "scan", path}},
                      okrug("okrug, a thread per processor", path, "0"),
                      okrug("okrug, one thread", path, "1")};
    overlay_race with = {.task = task,
                         .polygons = numbered,
                         .layer = path,
                         .features = features,
                         .folder = folder,
                         .answer = answer_of_okrug};

    for (int turn = 0; turn < repeats(); turn++)
        for (size_t i = 0; i < 3; i++)
            if (process_run(c[i].words, in_folder("out"), NULL, 0, &c[i].cost[turn]) != 0)
                fail("failed", c[i].name);
    with.floor_s = median_cost(&c[0], repeats()).wall_s;
    with.okrug_s = median_cost(&c[1], repeats()).wall_s;
    printf("\n%s: %zu features\n", titles[task], features);
    overlay_peers_head();
    for (size_t i = 0; i < 3; i++)
        overlay_peers_row(&with, c[i].name, features, median_cost(&c[i], repeats()), true);
    return overlay_peers_run(&with);
}

/* Open the only layer of a file; the dataset is the caller's. */
static OGRLayerH open_layer(const char *path, GDALDatasetH *dataset)
{
    *dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    if (*dataset == NULL)
        fail("cannot be opened", path);
    return GDALDatasetGetLayer(*dataset, 0);
}

static size_t count_features(const char *path)
{
    GDALDatasetH dataset = NULL;
    size_t n = (size_t)OGR_L_GetFeatureCount(open_layer(path, &dataset), 1);

    GDALClose(dataset);
    return n;
}

/* Peers know no feature numbers: they get them as a field. */
static const char *number_polygons(void)
{
    static char path[LINE];
    char sql[LINE];
    const char *options[] = {"-nln", "polygons", "-sql", sql, NULL};
    GDALDatasetH dataset = NULL;

    (void)snprintf(sql, sizeof sql, "SELECT fid + 0 AS polygon, geom FROM \"%s\"",
                   OGR_L_GetName(open_layer(polygons, &dataset)));
    GDALClose(dataset);
    (void)snprintf(path, sizeof path, "%s", in_folder("polygons.gpkg"));
    if (!overlay_copy(polygons, path, options))
        fail("cannot be copied", polygons);
    return path;
}

static int race_all(char *const *paths)
{
    bool good = true;

    bench_head("okrug overlay, reading and peers", 0);
    overlay_peers_list(folder);
    bench_file(polygons);
    for (size_t i = 0; i < TASKS; i++)
        bench_file(paths[i]);
    numbered = number_polygons();
    for (size_t i = 0; i < TASKS; i++)
        good = race((overlay_task)i, paths[i], count_features(paths[i])) && good;
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void remove_folder(void)
{
    const char *words[] = {"rm", "-rf", folder, NULL};
    process_cost cost;

    (void)process_run(words, "/dev/null", NULL, 0, &cost);
}

int main(int argc, char **argv)
{
    static char temporary[] = "/tmp/okrug-bench-XXXXXX";

    self = argv[0];
    if (argc == 3 && strcmp(argv[1], "scan") == 0)
        return overlay_scan(argv[2]);
    if (argc == 2 && strcmp(argv[1], "peer-version") == 0)
        return overlay_peer_version();
    if (argc == 4 && strcmp(argv[1], "peer") == 0)
        return overlay_peer(argv[2], argv[3]);
    if (argc == 7 && strcmp(argv[1], "make") == 0)
        return overlay_make(argv[2], argv[3],
                            (overlay_counts){.points = strtoul(argv[4], NULL, 10),
                                             .lines = strtoul(argv[5], NULL, 10),
                                             .areas = strtoul(argv[6], NULL, 10)});
    if (argc != 5 && (argc != 2 || strcmp(argv[1], "peers") != 0))
        fail("POLYGONS POINTS LINES AREAS are needed; scripts/bench.sh overlay makes them",
             "usage");
    if (mkdtemp(temporary) == NULL)
        fail("no temporary folder", temporary);
    folder = temporary;
    (void)atexit(remove_folder);
    (void)setenv("BENCH_OVERLAY", self, 1);
    GDALAllRegister();
    if (argc == 2) {
        overlay_peers_list(folder);
        return EXIT_SUCCESS;
    }
    polygons = argv[1];
    return race_all(argv + 2);
}
