#include "sheet/map_context.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "geo/layer.h"
#include "sheet/map_projection.h"

#include <string.h>
#include <sys/stat.h>

static okr_status keep(okr_map_job *job, okr_context *context, okr_wkb geometry, okr_error *err)
{
    okr_context_shape *shape = NULL;
    unsigned char *copy = NULL;
    okr_box box;
    okr_status status = okr_wkb_box_unwrapped(&geometry, 1, &box, err);

    if (status != OKR_OK)
        return status;
    copy = okr_arena_alloc(&job->arena, geometry.size, err);
    if (copy == NULL)
        return OKR_ERR_NOMEM;
    memcpy(copy, geometry.bytes, geometry.size);
    shape = okr_vec_push(&context->shapes, err);
    if (shape == NULL)
        return OKR_ERR_NOMEM;
    *shape = (okr_context_shape){{copy, geometry.size}, box};
    return OKR_OK;
}

static okr_status read_features(okr_map_job *job, okr_context *context, okr_layer *layer,
                                okr_error *err)
{
    okr_feature feature;
    bool more = true;
    okr_status status = OKR_OK;

    while (status == OKR_OK) {
        status = okr_layer_next(layer, &feature, &more, err);
        if (status != OKR_OK || !more)
            break;
        if (feature.geometry.size > 0)
            status = keep(job, context, feature.geometry, err);
    }
    return status;
}

/* Relative paths belong to the folder given, else to that of the workspace. */
static void find_path(const okr_map_job *job, const char *path, okr_text *out)
{
    const char *folder = job->options->context;
    const char *slash = strrchr(job->workspace_path, '/');

    if (folder != NULL && path[0] != '/')
        okr_text_addf(out, "%s/", folder);
    else if (slash != NULL && path[0] != '/')
        okr_text_add_n(out, job->workspace_path, (size_t)(slash - job->workspace_path) + 1);
    okr_text_add(out, path);
}

static okr_status read_layer(okr_map_job *job, okr_context *context, okr_error *err)
{
    const okr_layer_options options = {.layer = context->layer->layer};
    okr_layer *layer = NULL;
    okr_text path = {0};
    okr_status status = OKR_OK;

    find_path(job, context->layer->path, &path);
    status = okr_text_check(&path, err);
    if (status == OKR_OK)
        status = okr_layer_open(okr_text_str(&path), &options, &layer, err);
    if (status == OKR_OK)
        status = read_features(job, context, layer, err);
    okr_layer_close(layer);
    okr_text_done(&path);
    return status;
}

static okr_status check_folder(const char *folder, okr_error *err)
{
    struct stat found;

    if (folder == NULL)
        return OKR_OK;
    if (stat(folder, &found) != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("option --context: there is no folder '%s'"),
                        folder);
    if (!S_ISDIR(found.st_mode))
        return okr_fail(err, OKR_ERR_USAGE, _("option --context: '%s' is no folder"), folder);
    return OKR_OK;
}

okr_status okr_contexts_read(okr_map_job *job, const okr_listener *listener, okr_error *err)
{
    okr_status folder = check_folder(job->options->context, err);

    if (folder != OKR_OK)
        return folder;
    for (size_t i = 0; i < job->programme->context_layers.count; i++) {
        okr_error reason = {.status = OKR_OK};
        okr_context *context = okr_vec_push(&job->contexts, err);
        okr_status status = OKR_OK;

        if (context == NULL)
            return OKR_ERR_NOMEM;
        context->layer = &OKR_AT(&job->programme->context_layers, okr_context_layer, i);
        context->shapes = OKR_VEC(okr_context_shape);
        status = read_layer(job, context, &reason);
        if (status == OKR_ERR_NOMEM)
            return okr_fail_nomem(err);
        if (status != OKR_OK) {
            okr_log(
                listener, OKR_LEVEL_WARNING,
                _("the map is drawn without a context layer (--context names its folder): %s"),
                reason.text);
            context->shapes.count = 0;
        }
    }
    return OKR_OK;
}
