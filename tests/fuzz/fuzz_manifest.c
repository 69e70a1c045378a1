/*
 * Property: a manifest that is accepted has no text missing and every source has a table and a
 * path; one that is refused says why.
 */
#include "source/manifest.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_sources(const okr_manifest *manifest)
{
    for (size_t i = 0; i < manifest->sources.count; i++) {
        const okr_manifest_source *s = &OKR_AT(&manifest->sources, okr_manifest_source, i);
        require(s->table[0] != '\0' && s->path[0] != '\0' && s->line > 0);
        require(s->layer != NULL && s->encoding != NULL && s->crs != NULL);
        for (size_t j = 0; j < s->columns.count; j++)
            require(OKR_AT(&s->columns, okr_manifest_pair, j).text[0] != '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    okr_manifest manifest = {0};
    okr_error err = {0};

    if (okr_manifest_parse((const char *)data, size, NULL, &manifest, &err) == OKR_OK) {
        require(manifest.version == 1 && manifest.title.ru != NULL &&
                manifest.region.en != NULL);
        require(manifest.crs[0] != '\0' && manifest.boundaries.path != NULL);
        check_sources(&manifest);
    } else {
        require(err.text[0] != '\0');
    }
    okr_manifest_done(&manifest);
    return 0;
}
