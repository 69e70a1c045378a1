/** @file
 * The other tools that the overlay benchmark measures, each on a size that it can bear.
 *
 * A peer is a program of tests/bench/peers with this command line:
 *
 *     PEER version                              prints its name and version; exits with 1, and
 *                                               tells how to install it, when it is not there
 *     PEER load TASK POLYGONS LAYER FOLDER      what its users do once beforehand; not timed
 *     PEER run TASK POLYGONS LAYER FOLDER       prints "polygon,value"
 *
 * TASK is count, length or area. POLYGONS has the number of each in its field "polygon". FOLDER
 * is for its own files. Environment: BENCH_OVERLAY (bench-overlay itself), BENCH_PSQL (a
 * connection string), BENCH_NPM (where npm has installed), BENCH_PEER_SECONDS.
 */
#ifndef OKR_BENCH_OVERLAY_PEERS_H
#define OKR_BENCH_OVERLAY_PEERS_H

#include "answers.h"
#include "process.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum overlay_task { TASK_COUNT, TASK_LENGTH, TASK_AREA, TASKS } overlay_task;

/** What a peer is given, and against which times of the same run its own stand. */
typedef struct overlay_race {
    overlay_task task;
    const char *polygons;
    const char *layer;
    size_t features;
    const char *folder; /**< for files; removed afterwards with what is in it */
    double floor_s, okrug_s;
    /** okrug's answer for a layer; false: it has none. */
    bool (*answer)(overlay_task task, const char *layer, answers *out);
} overlay_race;

/**
 * Run every peer that is installed, print a row of the table for each, and below it how the
 * answers compare.
 *
 * A slow peer gets the first features of the layer only: BENCH_PEER_POINTS points divided by
 * the slowness of the peer, BENCH_SAMPLE lines and areas. It also runs on ten features, and
 * only what exceeds that start is scaled up. One that fails or needs more than
 * BENCH_PEER_SECONDS is told.
 *
 * @return false if a peer that must agree with okrug does not
 */
bool overlay_peers_run(const overlay_race *race);

/** Print each peer's version, or how to install it; the folder is for files. */
void overlay_peers_list(const char *folder);

/** The heads of the columns that overlay_peers_row() fills. */
void overlay_peers_head(void);

/** One row of the table; `told` false: no processor time and memory, as another process works.
 */
void overlay_peers_row(const overlay_race *race, const char *name, size_t features,
                       process_cost cost, bool told);

#endif
