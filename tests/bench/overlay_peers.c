#include "overlay_peers.h"

#include "overlay_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 512, PATH = 1024, START_FEATURES = 10 };

/* In which sense a peer measures: how near its answer must be to ours. */
typedef enum sense { IMPOSSIBLE, ELLIPSOID, SPHERE } sense;

typedef struct peer {
    const char *program;
    size_t slowness; /* divides BENCH_PEER_POINTS; 0: it bears them all */
    sense sense[TASKS];
    bool served;      /* by a server, whose processor time is not seen */
    const char *lack; /* why a task is impossible */
} peer;

static const peer peers[] = {
    {"geos.sh", 0, {ELLIPSOID, ELLIPSOID, ELLIPSOID}, false, NULL},
    {"postgis.sh", 1, {ELLIPSOID, ELLIPSOID, ELLIPSOID}, true, NULL},
    {"spatialite.sh", 20, {ELLIPSOID, ELLIPSOID, ELLIPSOID}, false, NULL},
    {"geopandas_peer.py", 50, {ELLIPSOID, ELLIPSOID, ELLIPSOID}, false, NULL},
    {"qgis.sh", 5, {ELLIPSOID, ELLIPSOID, ELLIPSOID}, false, NULL},
    {"mapshaper.sh",
     5,
     {SPHERE, SPHERE, IMPOSSIBLE},
     false,
     "no overlay that keeps areas which overlap each other"},
};
enum { PEERS = sizeof peers / sizeof peers[0] };

static const char *const task_names[TASKS] = {"count", "length", "area"};

/* One peer at work. */
typedef struct contest {
    const overlay_race *race;
    const peer *peer;
    char program[PATH];
    char name[LINE];
    char output[PATH], errors[PATH];
    unsigned limit_s;
    FILE *notes; /* what is printed below the table */
} contest;

static size_t whole_number(const char *name, size_t otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtoul(text, NULL, 10);
}

/* The last line of a file that says something. */
static void last_line(const char *path, char out[LINE])
{
    char line[LINE];
    FILE *file = fopen(path, "r");

    out[0] = '\0';
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] != '\0')
            memcpy(out, line, sizeof line);
    }
    if (file != NULL)
        (void)fclose(file);
}

static contest contest_of(const char *folder, const peer *p)
{
    contest c = {.peer = p, .limit_s = (unsigned)whole_number("BENCH_PEER_SECONDS", 60)};

    (void)snprintf(c.program, sizeof c.program, OKRUG_SOURCE_DIR "/tests/bench/peers/%s",
                   p->program);
    (void)snprintf(c.output, sizeof c.output, "%s/peer.csv", folder);
    (void)snprintf(c.errors, sizeof c.errors, "%s/peer.err", folder);
    return c;
}

/* Its name and version, or how to install it. */
static bool installed(contest *c)
{
    const char *words[] = {c->program, "version", NULL};
    process_cost cost;
    bool is = process_run(words, c->output, c->errors, c->limit_s, &cost) == 0;

    last_line(is ? c->output : c->errors, c->name);
    return is;
}

void overlay_peers_list(const char *folder)
{
    for (size_t i = 0; i < PEERS; i++) {
        contest c = contest_of(folder, &peers[i]);
        if (installed(&c))
            printf("peer: %s\n", c.name);
        else
            printf("%s left out, not installed: %s\n", peers[i].program, c.name);
    }
}

/* A layer of the first n features; the same file whenever it is asked for again. */
static bool cut(const overlay_race *race, size_t n, char out[PATH])
{
    char where[64];
    const char *options[] = {"-nln", "layer", "-where", where, NULL};

    (void)snprintf(out, PATH, "%s", race->layer);
    if (n == race->features)
        return true;
    (void)snprintf(out, PATH, "%s/%s-%zu.gpkg", race->folder, task_names[race->task], n);
    (void)snprintf(where, sizeof where, "fid <= %zu", n);
    return access(out, R_OK) == 0 || overlay_copy(race->layer, out, options);
}

/* Load a layer and run on it; a failure is noted. */
static bool run_on(contest *c, const char *layer, process_cost *cost)
{
    const overlay_race *race = c->race;
    const char *words[] = {c->program,   "load", task_names[race->task], race->polygons, layer,
                           race->folder, NULL};
    int status = process_run(words, c->output, c->errors, c->limit_s, cost);
    char said[LINE];

    words[1] = "run";
    if (status == 0)
        status = process_run(words, c->output, c->errors, c->limit_s, cost);
    if (status == PROCESS_LATE)
        fprintf(c->notes, "  %s: ended after %u s\n", c->name, c->limit_s);
    else if (status != 0) {
        last_line(c->errors, said);
        fprintf(c->notes, "  %s: failed with status %d: %s\n", c->name, status, said);
    }
    return status == 0;
}

static size_t sample_of(const contest *c)
{
    size_t n = whole_number("BENCH_SAMPLE", 2000);

    if (c->race->task == TASK_COUNT)
        n = c->peer->slowness == 0
                ? c->race->features
                : whole_number("BENCH_PEER_POINTS", 1000000) / c->peer->slowness;
    return n < c->race->features ? n : c->race->features;
}

/* What all features would cost, when `start` goes to a few and `part` to n of them. */
static process_cost scaled_up(process_cost start, process_cost part, double factor)
{
    return (process_cost){.wall_s =
                              start.wall_s + factor * fmax(0.0, part.wall_s - start.wall_s),
                          .cpu_s = start.cpu_s + factor * fmax(0.0, part.cpu_s - start.cpu_s),
                          .memory_mb = part.memory_mb};
}

static bool agrees(const contest *c, const char *layer, size_t n)
{
    static answers ours;
    static answers theirs;
    static const double most[] = {[ELLIPSOID] = 1e-4, [SPHERE] = 1e-2};
    sense how = c->peer->sense[c->race->task];
    answers_gap gap;
    bool good = c->race->answer(c->race->task, layer, &ours) &&
                answers_read(c->output, "value", &theirs);

    gap = answers_compare(&ours, &theirs);
    fprintf(c->notes, "  %s, %zu features: ", c->name, n);
    if (c->race->task == TASK_COUNT) {
        good = good && gap.differ == 0;
        fprintf(c->notes, "counts %s, %zu of %zu polygons differ, by %.0f of %.0f\n",
                good ? "equal" : "WRONG", gap.differ, gap.polygons, gap.apart, gap.total);
        return good;
    }
    good = good && gap.apart <= most[how] * gap.total;
    fprintf(c->notes, "differs by %.2e of the total %.9g, at most %.2e of a polygon%s%s\n",
            gap.apart / gap.total, gap.total, gap.largest,
            how == SPHERE ? ", as it measures on a sphere" : "", good ? "" : ": TOO MUCH");
    return good;
}

static bool compete(contest *c)
{
    const overlay_race *race = c->race;
    size_t n = sample_of(c);
    char layer[PATH];
    process_cost start = {0};
    process_cost part = {0};
    double factor = (double)race->features / (double)n;

    if (n < race->features &&
        (!cut(race, START_FEATURES, layer) || !run_on(c, layer, &start))) {
        printf("| %-30s | failed\n", c->name);
        return true;
    }
    if (!cut(race, n, layer) || !run_on(c, layer, &part)) {
        printf("| %-30s | failed\n", c->name);
        return true;
    }
    overlay_peers_row(race, c->name, n,
                      n < race->features ? scaled_up(start, part, factor) : part,
                      !c->peer->served);
    return agrees(c, layer, n);
}

bool overlay_peers_run(const overlay_race *race)
{
    char *text = NULL;
    size_t size = 0;
    FILE *notes = open_memstream(&text, &size);
    bool good = notes != NULL;

    for (size_t i = 0; good && i < PEERS; i++) {
        contest c = contest_of(race->folder, &peers[i]);
        c.race = race;
        c.notes = notes;
        if (!installed(&c))
            continue;
        if (peers[i].sense[race->task] == IMPOSSIBLE)
            fprintf(notes, "  %s: left out, it has %s\n", c.name, peers[i].lack);
        else if (!compete(&c))
            good = false;
        fflush(stdout);
    }
    if (notes != NULL)
        (void)fclose(notes);
    printf("%s", text == NULL ? "" : text);
    free(text);
    return good;
}

void overlay_peers_head(void)
{
    printf("| %-30s | %9s | %9s | %8s | %8s | %8s | %6s |\n", "", "features", "wall, s",
           "x floor", "x okrug", "CPU, s", "MB");
    printf("|--------------------------------|-----------|-----------|----------|----------|"
           "----------|--------|\n");
}

void overlay_peers_row(const overlay_race *race, const char *name, size_t features,
                       process_cost cost, bool told)
{
    printf("| %-30s | %9zu | %9.3f | %8.2f | ", name, features, cost.wall_s,
           cost.wall_s / race->floor_s);
    if (race->okrug_s > 0.0)
        printf("%8.2f | ", cost.wall_s / race->okrug_s);
    if (told)
        printf("%8.2f | %6.0f |", cost.cpu_s, cost.memory_mb);
    else
        printf("%8s | %6s |", "-", "-");
    printf("%s\n", features < race->features ? " scaled up" : "");
}
