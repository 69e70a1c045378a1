#include "export/export.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "model/polygons.h"
#include "store/save.h"

#include <stdlib.h>
#include <string.h>

static okr_status begin(okr_export *job, okr_error *err)
{
    const okr_programme *p = &job->workspace->programme;
    const bool cuts = job->options->filter.in != NULL || job->options->split != NULL;
    okr_status status = okr_stats_new(p, &job->ask.stats, err);

    if (status == OKR_OK && cuts && okr_programme_is_drawn(p))
        status =
            okr_programme_index(p, NULL, (unsigned)job->options->threads, &job->index, err);
    return status;
}

/* A package is whole: what other formats are asked about does not apply to it. */
static okr_status check_package(const okr_export *job, const okr_export_goal *goal,
                                okr_error *err)
{
    const okr_export_options *o = job->options;

    if (goal->format->driver != NULL)
        return OKR_OK;
    if (o->layer != NULL || o->encoding != NULL || o->crs != NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("a GeoPackage has all layers, UTF-8 and EPSG:4326: --layer, "
                          "--encoding and --crs are for other formats"));
    return okr_export_may_write(job, o->output, err);
}

static okr_status write_extract(const okr_export *job, const okr_export_goal *goal,
                                const okr_extract *extract, okr_error *err)
{
    const okr_save_options how = {.facts = &extract->facts};
    okr_export_bytes bytes = {0};
    okr_status status = OKR_OK;

    if (goal->format->driver == NULL)
        return okr_store_save(&extract->programme, &how, job->options->output, err);
    status = okr_store_save_bytes(&extract->programme, &how, &bytes.bytes, &bytes.size, err);
    if (status == OKR_OK && goal->database)
        status = okr_export_postgis(job, &extract->programme, &bytes, err);
    else if (status == OKR_OK)
        status = okr_export_files(job, goal, &bytes, err);
    free(bytes.bytes);
    return status;
}

static void tell_empty(const okr_export *job, const okr_programme *part)
{
    if (part->measures.count == 0)
        okr_log(job->listener, OKR_LEVEL_WARNING, _("no measure passes the filters"));
}

static okr_status write_one(const okr_export *job, okr_error *err)
{
    okr_extract extract = {.facts = OKR_FACTS};
    okr_export_goal goal = {0};
    okr_arena arena = {0};
    okr_status status =
        okr_export_goal_read(job->options->output, job->options->format, &goal, err);

    if (status == OKR_OK)
        status = check_package(job, &goal, err);
    if (status == OKR_OK)
        status = okr_export_extract(job, &job->options->filter, &arena, &extract, err);
    if (status == OKR_OK) {
        tell_empty(job, &extract.programme);
        status = write_extract(job, &goal, &extract, err);
    }
    okr_extract_done(&extract);
    okr_arena_done(&arena);
    return status;
}

static okr_status check(const okr_export_options *options, okr_error *err)
{
    if (options->split != NULL && strcmp(options->split, "municipality") != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("cannot split by '%s'; there is: municipality"),
                        options->split);
    return OKR_OK;
}

okr_status okr_workspace_export(const okr_workspace *workspace,
                                const okr_export_options *options, const okr_listener *listener,
                                okr_error *err)
{
    okr_export job = {.workspace = workspace, .options = options, .listener = listener};
    okr_status status = check(options, err);

    if (status == OKR_OK)
        status = okr_progress(listener, _("exporting"), 0.0, err);
    if (status == OKR_OK)
        status = begin(&job, err);
    if (status == OKR_OK)
        status = options->split != NULL ? okr_export_split(&job, err) : write_one(&job, err);
    if (status == OKR_OK)
        status = okr_progress(listener, _("exporting"), 1.0, err);
    okr_ask_done(&job.ask);
    okr_territory_index_free(job.index);
    return status;
}
