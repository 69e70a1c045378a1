/* okrug build as users run it: a programme folder into a GeoPackage, beside the time to read
 * the same files and nothing else. Usage: bench-build [PROGRAMME [BOUNDARIES]] */
#include "bench.h"

#include "okrug/build.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { REPEATS = 15, PATH_BYTES = 1024 };

typedef struct job {
    okr_build_options options;
} job;

/* The number of links, findings and rows stands for the whole answer. */
static uint64_t build_once(void *user)
{
    const job *j = user;
    okr_build_report report = {0};
    okr_error err = {.status = OKR_OK};

    if (okr_build(&j->options, NULL, &report, NULL, &err) != OKR_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    return report.links * 1000003U + report.measures * 1009U + report.errors + report.warnings;
}

static uint64_t read_file(const char *path)
{
    unsigned char bytes[1 << 16];
    uint64_t sum = 0;
    size_t n = 0;
    FILE *file = fopen(path, "rb");

    while (file != NULL && (n = fread(bytes, 1, sizeof bytes, file)) > 0)
        for (size_t i = 0; i < n; i++)
            sum += bytes[i];
    if (file != NULL)
        (void)fclose(file);
    return sum;
}

/* The read floor: every file of the folder, and the boundaries, byte by byte. */
static uint64_t read_sources(void *user)
{
    const job *j = user;
    uint64_t sum = j->options.boundaries == NULL ? 0 : read_file(j->options.boundaries);
    DIR *folder = opendir(j->options.programme);
    const struct dirent *entry = NULL;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char path[PATH_BYTES];
        (void)snprintf(path, sizeof path, "%s/%s", j->options.programme, entry->d_name);
        if (entry->d_name[0] != '.')
            sum += read_file(path);
    }
    if (folder != NULL)
        (void)closedir(folder);
    return sum;
}

int main(int argc, char **argv)
{
    job j = {.options = {.programme = argc > 1 ? argv[1] : OKRUG_SOURCE_DIR "/geodata/kuzbass",
                         .boundaries = argc > 2 ? argv[2] : NULL,
                         .output = "bench-build.gpkg"}};
    struct rusage usage = {0};
    double floor_s = 0.0;
    double build_s = 0.0;

    bench_head("okrug build", 0);
    floor_s = bench_best("read the sources only", read_sources, &j, REPEATS, 0, 0);
    build_s = bench_best("build", build_once, &j, REPEATS, 0, 0);
    (void)getrusage(RUSAGE_SELF, &usage);
    (void)printf("build / read floor: %.0f; peak memory %.0f MB; aims: 1 s, 150 MB\n",
                 build_s / floor_s, (double)usage.ru_maxrss / 1024.0);
    (void)remove(j.options.output);
    return 0;
}
