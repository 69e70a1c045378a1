/* The example folder of `okrug init`: files that stand inside the library. */
#include "okrug/init.h"

#include "base/i18n.h"
#include "base/text.h"
#include "source/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off */
#define TEMPLATE(symbol) extern const char symbol[]; extern const size_t symbol##_size
TEMPLATE(okr_template_manifest);
TEMPLATE(okr_template_boundaries);
TEMPLATE(okr_template_kinds);
TEMPLATE(okr_template_statuses);
TEMPLATE(okr_template_units);
TEMPLATE(okr_template_municipalities);
TEMPLATE(okr_template_settlements);
TEMPLATE(okr_template_contours);
TEMPLATE(okr_template_measures);
TEMPLATE(okr_template_mentions);
TEMPLATE(okr_template_locations);
TEMPLATE(okr_template_indicators);
/* clang-format on */

typedef struct template_file {
    const char *name;
    const char *bytes;
    const size_t *size;
} template_file;

/* okrug.yaml last: a folder without it is no programme, so a half-written one is never taken
 * for one. */
static const template_file files[] = {
    {"boundaries.geojson", okr_template_boundaries, &okr_template_boundaries_size},
    {"kinds.csv", okr_template_kinds, &okr_template_kinds_size},
    {"statuses.csv", okr_template_statuses, &okr_template_statuses_size},
    {"units.csv", okr_template_units, &okr_template_units_size},
    {"municipalities.csv", okr_template_municipalities, &okr_template_municipalities_size},
    {"settlements.csv", okr_template_settlements, &okr_template_settlements_size},
    {"contours.csv", okr_template_contours, &okr_template_contours_size},
    {"measures.csv", okr_template_measures, &okr_template_measures_size},
    {"mentions.csv", okr_template_mentions, &okr_template_mentions_size},
    {"locations.csv", okr_template_locations, &okr_template_locations_size},
    {"indicators.csv", okr_template_indicators, &okr_template_indicators_size},
    {"okrug.yaml", okr_template_manifest, &okr_template_manifest_size},
};

enum { FILE_COUNT = sizeof files / sizeof files[0] };

static void path_of(okr_text *path, const char *folder, const char *name)
{
    okr_text_clear(path);
    okr_text_addf(path, "%s/%s", folder, name);
}

/* Somebody's own table is never overwritten. */
static okr_status refuse_existing(const char *folder, okr_text *path, okr_error *err)
{
    for (size_t i = 0; i < FILE_COUNT; i++) {
        path_of(path, folder, files[i].name);
        if (access(okr_text_str(path), F_OK) == 0)
            return okr_fail(err, OKR_ERR_IO, _("'%s' is already there"), okr_text_str(path));
    }
    return okr_text_check(path, err);
}

static okr_status write_file(const char *path, const template_file *template, okr_error *err)
{
    FILE *file = fopen(path, "wb");
    bool failed = file == NULL;

    if (!failed)
        failed = fwrite(template->bytes, 1, *template->size, file) != *template->size;
    if (file != NULL)
        failed |= fclose(file) != 0;
    return failed ? okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), path, strerror(errno))
                  : OKR_OK;
}

static okr_status write_all(const char *folder, okr_text *path, okr_error *err)
{
    okr_status status = OKR_OK;
    size_t written = 0;

    for (; written < FILE_COUNT && status == OKR_OK; written++) {
        path_of(path, folder, files[written].name);
        status = write_file(okr_text_str(path), &files[written], err);
    }
    for (size_t i = 0; i < written && status != OKR_OK; i++) {
        path_of(path, folder, files[i].name);
        (void)unlink(okr_text_str(path));
    }
    return status;
}

okr_status okr_init(const char *folder, okr_error *err)
{
    okr_text path = {0};
    const bool made = mkdir(folder, 0777) == 0;
    okr_status status = OKR_OK;

    if (!made && errno != EEXIST)
        return okr_fail(err, OKR_ERR_IO, _("cannot make folder '%s': %s"), folder,
                        strerror(errno));
    status = refuse_existing(folder, &path, err);
    if (status == OKR_OK)
        status = write_all(folder, &path, err);
    if (status != OKR_OK && made)
        (void)rmdir(folder);
    okr_text_done(&path);
    return status;
}

okr_status okr_init_schema(char **text, okr_error *err)
{
    okr_text schema = {0};

    okr_manifest_schema(&schema);
    okr_status status = okr_text_take(&schema, text, err);
    okr_text_done(&schema);
    return status;
}
