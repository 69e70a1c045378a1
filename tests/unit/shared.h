/** @file
 * Real boundaries, which lie beside the project: in the folder that the environment variable
 * OKRUG_SHARED names, default ../shared. Include after test.h.
 */
#ifndef OKR_TEST_SHARED_H
#define OKR_TEST_SHARED_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SHARED_PATH = 512 };

/** The path of a file of its geodata; false, and a line that says so, when it is not there. */
static inline bool shared_file(const char *name, char path[SHARED_PATH])
{
    const char *shared = getenv("OKRUG_SHARED"); /* NOLINT(concurrency-mt-unsafe) */

    (void)snprintf(path, SHARED_PATH, "%s/geodata/%s",
                   shared == NULL ? OKRUG_SOURCE_DIR "/../shared" : shared, name);
    if (access(path, R_OK) == 0)
        return true;
    print_message("skipped: no %s (OKRUG_SHARED)\n", path);
    return false;
}

/** The municipalities of Kuzbass; skips the running test without them. */
static inline void shared_kuzbass(char path[SHARED_PATH])
{
    if (!shared_file("kuzbass_municipalities.gpkg", path))
        skip();
}

#endif
