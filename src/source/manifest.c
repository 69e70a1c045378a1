#include "source/manifest.h"

#include <string.h>

void okr_manifest_init(okr_manifest *manifest)
{
    *manifest = (okr_manifest){
        .name = "okrug.yaml",
        .folder = "",
        .sources = OKR_VEC(okr_manifest_source),
        .service_distances = OKR_VEC(okr_manifest_pair),
        .accuracies = OKR_VEC(okr_manifest_pair),
        .allocations = OKR_VEC(okr_manifest_pair),
        .attributions = OKR_VEC(okr_manifest_attribution),
        .context_layers = OKR_VEC(okr_manifest_context),
        .report = OKR_VEC(okr_manifest_report),
    };
}

void okr_manifest_done(okr_manifest *manifest)
{
    for (size_t i = 0; i < manifest->sources.count; i++) {
        okr_vec_done(&OKR_AT(&manifest->sources, okr_manifest_source, i).columns);
        okr_vec_done(&OKR_AT(&manifest->sources, okr_manifest_source, i).values);
    }
    okr_vec_done(&manifest->sources);
    okr_vec_done(&manifest->service_distances);
    okr_vec_done(&manifest->accuracies);
    okr_vec_done(&manifest->allocations);
    okr_vec_done(&manifest->attributions);
    okr_vec_done(&manifest->context_layers);
    okr_vec_done(&manifest->report);
    okr_arena_done(&manifest->arena);
}

bool okr_manifest_is_file(const char *path)
{
    return strchr(path, ':') == NULL && strncmp(path, "/vsi", 4) != 0;
}

void okr_manifest_resolve(const okr_manifest *manifest, const char *path, okr_text *out)
{
    const size_t n = strlen(manifest->folder);

    if (path[0] != '/' && okr_manifest_is_file(path) && n > 0) {
        okr_text_add(out, manifest->folder);
        okr_text_add(out, manifest->folder[n - 1] == '/' ? "" : "/");
    }
    okr_text_add(out, path);
}
