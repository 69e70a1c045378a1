/* How long the atlas of Kuzbass takes, A3, as a PDF: the time that a person waits for it.
 *
 *   bench-map [WORKSPACE]      (without one: the programme is built first, which is not timed)
 */
#include "bench.h"

#include "okrug/build.h"
#include "okrug/map.h"
#include "okrug/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const atlas = "bench-map.pdf";
static const char *const built = "bench-map.gpkg";

static void check(okr_status status, const okr_error *err)
{
    if (status == OKR_OK)
        return;
    (void)fprintf(stderr, "bench-map: %s\n", err->text);
    exit(1);
}

static const char *build(void)
{
    const okr_build_options options = {.programme = OKRUG_SOURCE_DIR "/geodata/kuzbass",
                                       .output = built};
    okr_build_report report = {0};
    okr_error err = {.status = OKR_OK};

    check(okr_build(&options, NULL, &report, NULL, &err), &err);
    return built;
}

static uint64_t draw(void *user)
{
    const okr_workspace *workspace = user;
    const okr_map_options options = {
        .output = atlas, .atlas = true, .russian = true, .overwrite = true};
    okr_error err = {.status = OKR_OK};
    struct stat info;

    check(okr_workspace_map(workspace, &options, NULL, &err), &err);
    return stat(atlas, &info) == 0 ? (uint64_t)info.st_size : 0;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : build();
    okr_workspace *workspace = NULL;
    okr_error err = {.status = OKR_OK};

    bench_head("atlas of Kuzbass, A3, 37 sheets, at most 10 s", 0);
    bench_file(path);
    check(okr_workspace_open(path, &workspace, &err), &err);
    (void)bench_best("atlas.pdf (sheets)", draw, workspace, 3, 37.0, 0);
    okr_workspace_close(workspace);
    (void)unlink(atlas);
    (void)unlink(built);
    return 0;
}
