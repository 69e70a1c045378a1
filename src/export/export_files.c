/* An extract in a format of OGR: one file or several, all or none. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/listener.h"
#include "export/export_plan.h"
#include "store/save.h"
#include "store/stage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct filer {
    const okr_export *job;
    const okr_export_goal *goal;
    const char *encoding; /* NULL: UTF-8 */
    okr_copy_source *source;
    okr_export_plan plan;
    okr_stage stage;
    char stamp[32];
} filer;

static void note(const void *user, const okr_copy_note *n)
{
    const okr_export *job = user;

    switch (n->loss) {
    case OKR_COPY_TYPE_AS_TEXT:
        okr_log(job->listener, OKR_LEVEL_INFO,
                _("layer '%s': field '%s' is written as text: the format has no type %s"),
                n->layer, n->field, n->detail);
        break;
    case OKR_COPY_TEXT_CUT:
        okr_log(job->listener, OKR_LEVEL_WARNING,
                _("layer '%s': %zu values of field '%s' are too long for the format and were "
                  "cut"),
                n->layer, n->count, n->field);
        break;
    case OKR_COPY_LETTERS_LOST:
        okr_log(job->listener, OKR_LEVEL_WARNING,
                _("layer '%s': %zu values of field '%s' have letters that the encoding has "
                  "not; --encoding UTF-8 keeps them"),
                n->layer, n->count, n->field);
        break;
    case OKR_COPY_LOSSES:
        break;
    }
}

/* Options of OGR for one layer; the list ends with NULL. */
enum { OPTIONS = 6, OPTION_BYTES = 64 };

typedef struct layer_options {
    char encoding[OPTION_BYTES], day[OPTION_BYTES];
    const char *list[OPTIONS];
} layer_options;

static void set_options(const filer *f, layer_options *options)
{
    const char *const *given = f->goal->format->layer_options;
    size_t n = 0;

    for (; given != NULL && given[n] != NULL && n < OPTIONS - 3; n++)
        options->list[n] = given[n];
    if (f->goal->format->encoding != NULL) {
        (void)snprintf(options->encoding, OPTION_BYTES, "ENCODING=%s",
                       f->encoding == NULL ? "UTF-8" : f->encoding);
        options->list[n++] = options->encoding;
    }
    if (strcmp(f->goal->format->name, "shp") == 0) {
        /* Otherwise the file says when it was written. */
        (void)snprintf(options->day, OPTION_BYTES, "DBF_DATE_LAST_UPDATE=%.10s", f->stamp);
        options->list[n++] = options->day;
    }
    options->list[n] = NULL;
}

static okr_status name_fields(const filer *f, const okr_export_layer *layer, okr_arena *arena,
                              okr_vec *fields, okr_error *err)
{
    const okr_export_naming naming = {f->goal->format, f->job->options->russian};
    okr_text shortened = {0};
    okr_status status =
        okr_export_fields(&naming, layer->schema, arena, fields, &shortened, err);

    if (status == OKR_OK && shortened.size > 0)
        okr_log(f->job->listener, OKR_LEVEL_INFO, _("layer '%s': shortened names: %s"),
                layer->name, okr_text_str(&shortened));
    okr_text_done(&shortened);
    return status;
}

/* One file as OGR is told it. */
typedef struct file {
    okr_copy_layer *layers; /* owned */
    okr_vec *fields;        /* owned, one per layer: okr_copy_field */
    size_t count;
    layer_options options;
    okr_arena arena;
    okr_text path;
} file;

static okr_status describe(const filer *f, const okr_export_layer *plan, file *out,
                           okr_error *err)
{
    okr_status status = OKR_OK;

    out->layers = calloc(out->count, sizeof *out->layers);
    out->fields = calloc(out->count, sizeof *out->fields);
    if (out->layers == NULL || out->fields == NULL)
        return okr_fail_nomem(err);
    set_options(f, &out->options);
    okr_stage_path(&f->stage, plan->file, &out->path);
    for (size_t i = 0; i < out->count && status == OKR_OK; i++) {
        out->fields[i] = OKR_VEC(okr_copy_field);
        status = name_fields(f, &plan[i], &out->arena, &out->fields[i], err);
        out->layers[i] = (okr_copy_layer){.tables = plan[i].tables,
                                          .name = plan[i].name,
                                          .fields = out->fields[i].data,
                                          .field_count = out->fields[i].count,
                                          .options = out->options.list,
                                          .geometry = !f->goal->format->plain};
    }
    return status == OKR_OK ? okr_text_check(&out->path, err) : status;
}

static void file_done(file *out)
{
    for (size_t i = 0; out->fields != NULL && i < out->count; i++)
        okr_vec_done(&out->fields[i]);
    free(out->fields);
    free(out->layers);
    okr_arena_done(&out->arena);
    okr_text_done(&out->path);
}

static const char *plan_name(const filer *f, size_t layer)
{
    return OKR_AT(&f->plan.layers, okr_export_layer, layer).file;
}

/* The layers first..first + n - 1 of the plan make one file. */
static okr_status write_file(const filer *f, size_t first, size_t n, okr_error *err)
{
    const okr_export_format *format = f->goal->format;
    file out = {.count = n};
    okr_status status =
        describe(f, &OKR_AT(&f->plan.layers, okr_export_layer, first), &out, err);

    if (status == OKR_OK) {
        const okr_copy_target target = {.driver = format->driver,
                                        .path = okr_text_str(&out.path),
                                        .shown = plan_name(f, first),
                                        .options = format->options,
                                        .crs = f->job->options->crs,
                                        .encoding = f->encoding,
                                        .text_bytes = format->text_bytes,
                                        .fit_bounds = format->fit_bounds,
                                        .last_change = f->stamp,
                                        .note = note,
                                        .user = f->job};
        status = okr_copy_layers(f->source, &target, out.layers, n, err);
    }
    file_done(&out);
    return status;
}

static okr_status write_files(const filer *f, okr_error *err)
{
    const okr_export_layer *layers = f->plan.layers.data;
    const size_t n = f->plan.layers.count;
    size_t end = 0;
    okr_status status = OKR_OK;

    for (size_t first = 0; first < n && status == OKR_OK; first = end) {
        for (end = first + 1; end < n && strcmp(layers[end].file, layers[first].file) == 0;)
            end++;
        status = okr_progress(f->job->listener, _("exporting"), (double)first / (double)n, err);
        if (status == OKR_OK)
            status = write_file(f, first, end - first, err);
    }
    return status;
}

/* An index that another program made beside an older Shapefile would find other places. */
static void drop_stale(const filer *f, const char *folder)
{
    static const char *const endings[] = {".qix", ".sbn", ".sbx"};

    if (strcmp(f->goal->format->name, "shp") != 0)
        return;
    for (size_t i = 0; i < f->plan.layers.count; i++)
        for (size_t e = 0; e < sizeof endings / sizeof endings[0]; e++) {
            const char *name = OKR_AT(&f->plan.layers, okr_export_layer, i).file;
            okr_text path = {0};
            okr_text_addf(&path, "%s/%.*s%s", folder, (int)(strlen(name) - 4), name,
                          endings[e]);
            (void)unlink(okr_text_str(&path));
            okr_text_done(&path);
        }
}

/* Of a file the folder it stands in, which must be there; of a folder that itself. */
static okr_status find_folder(const filer *f, okr_text *folder, okr_error *err)
{
    const char *output = f->job->options->output;
    struct stat info;
    okr_status status = OKR_OK;

    if (f->goal->folder)
        okr_text_add(folder, output);
    else
        okr_path_add_folder(folder, output);
    status = okr_text_check(folder, err);
    if (status == OKR_OK && !f->goal->folder && stat(okr_text_str(folder), &info) != 0)
        status = okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), output, strerror(errno));
    return status;
}

static okr_status write_staged(filer *f, okr_error *err)
{
    okr_text folder = {0};
    okr_status status = find_folder(f, &folder, err);

    if (status == OKR_OK)
        status = okr_stage_begin(&f->stage, okr_text_str(&folder), err);
    if (status == OKR_OK)
        status = write_files(f, err);
    if (status == OKR_OK)
        status = okr_stage_commit(&f->stage, f->job->options->overwrite, err);
    if (status == OKR_OK)
        drop_stale(f, okr_text_str(&folder));
    okr_stage_done(&f->stage);
    okr_text_done(&folder);
    return status;
}

static okr_status read_encoding(filer *f, okr_error *err)
{
    const char *wish = f->job->options->encoding;
    const char *usual = f->goal->format->encoding;

    if (wish != NULL && usual == NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("format %s is always UTF-8; --encoding is for shp, tab and mif"),
                        f->goal->format->name);
    if (wish == NULL)
        wish = usual;
    if (wish == NULL || strcasecmp(wish, "UTF-8") == 0 || strcasecmp(wish, "UTF8") == 0)
        return OKR_OK;
    f->encoding = "CP1251";
    if (strcasecmp(wish, "CP1251") == 0 || strcasecmp(wish, "windows-1251") == 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("encoding '%s' is none of UTF-8, CP1251"), wish);
}

okr_status okr_export_files(const okr_export *job, const okr_export_goal *goal,
                            const okr_export_bytes *bytes, okr_error *err)
{
    filer f = {.job = job, .goal = goal, .plan = {.layers = OKR_VEC(okr_export_layer)}};
    okr_status status = read_encoding(&f, err);

    if (status == OKR_OK && job->options->crs != NULL &&
        (goal->format->degrees || goal->format->plain))
        status = okr_fail(err, OKR_ERR_USAGE,
                          _("format %s has no other coordinate system than EPSG:4326"),
                          goal->format->name);
    okr_store_stamp(&job->workspace->programme, f.stamp);
    if (status == OKR_OK && !goal->folder)
        status = okr_export_may_write(job, job->options->output, err);
    if (status == OKR_OK)
        status = okr_copy_source_open(bytes->bytes, bytes->size, &f.source, err);
    if (status == OKR_OK)
        status = okr_export_plan_make(job, goal, f.source, &f.plan, err);
    if (status == OKR_OK)
        status = write_staged(&f, err);
    okr_export_plan_done(&f.plan);
    okr_copy_source_close(f.source);
    return status;
}
