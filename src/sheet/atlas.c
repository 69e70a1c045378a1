#include "sheet/atlas.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "sheet/sheet_layout.h"
#include "sheet/sheet_page.h"
#include "stats/select.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Everything one run needs. */
typedef struct run {
    okr_map_job job;
    okr_typesetter type;
    okr_inset inset;
    okr_map_output output;
    const okr_listener *listener;
    const okr_page_watch *watch;
} run;

static okr_status draw_one(run *r, okr_sheet_kind kind, int index, okr_error *err)
{
    okr_sheet sheet;
    okr_status status = okr_sheet_make(&sheet, &r->job, kind, index, err);

    if (status != OKR_OK)
        return status;
    status = okr_sheet_draw(&r->output, &r->job, &sheet, &r->inset, err);
    okr_sheet_done(&sheet);
    return status;
}

static okr_status begin(run *r, const char *path, okr_error *err)
{
    r->output = (okr_map_output){.job = &r->job, .type = &r->type, .watch = r->watch};
    return okr_map_output_open(&r->output, path, err);
}

/* Sheet number -> what it shows. */
static okr_sheet_kind kind_of(const run *r, int number, int *index)
{
    const int agglomerations = (int)r->job.programme->agglomerations.count;

    *index = number == 1 ? -1 : number - 2;
    if (number == 1)
        return OKR_SHEET_OVERVIEW;
    if (*index < agglomerations)
        return OKR_SHEET_AGGLOMERATION;
    *index -= agglomerations;
    return OKR_SHEET_MUNICIPALITY;
}

static const char *title_of(const run *r, okr_sheet_kind kind, int index)
{
    if (kind == OKR_SHEET_OVERVIEW)
        return r->job.region;
    if (kind == OKR_SHEET_AGGLOMERATION)
        return okr_map_pick(&r->job, OKR_AGGLOMERATION(r->job.programme, index)->title);
    return okr_sheet_name(&r->job, index, false);
}

static okr_status draw_atlas(run *r, okr_error *err)
{
    int parents[3] = {0, 0, 0};
    okr_status status = begin(r, r->job.options->output, err);

    if (status == OKR_OK)
        status = okr_atlas_contents(&r->output, &r->job, &r->inset, err);
    for (int n = 1; n <= r->job.sheets && status == OKR_OK; n++) {
        int index = -1;
        const okr_sheet_kind kind = kind_of(r, n, &index);
        status = okr_progress(r->listener, _("drawing sheets"), (n - 1.0) / r->job.sheets, err);
        if (status == OKR_OK)
            status = draw_one(r, kind, index, err);
        if (status == OKR_OK)
            (void)okr_map_bookmark(&r->output, parents[kind], title_of(r, kind, index), n);
    }
    if (status == OKR_OK)
        status = okr_map_output_finish(&r->output, err);
    return status;
}

/* 01-overview, 02-CODE, 32701000: names that sort as the atlas does. */
static void add_file_name(const run *r, int number, okr_text *path)
{
    const okr_programme *p = r->job.programme;
    int index = -1;
    const okr_sheet_kind kind = kind_of(r, number, &index);

    okr_text_addf(path, "%s/%03d-", r->job.options->output, number);
    if (kind == OKR_SHEET_OVERVIEW)
        okr_text_add(path, "overview");
    else
        okr_text_add(path, kind == OKR_SHEET_AGGLOMERATION ? OKR_AGGLOMERATION(p, index)->code
                                                           : OKR_MUNICIPALITY(p, index)->oktmo);
    okr_text_addf(path, ".%s", r->job.options->type == NULL ? "pdf" : r->job.options->type);
}

static okr_status make_folder(const char *path, okr_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_IO, _("cannot make the folder '%s': %s"), path,
                    strerror(errno));
}

/* All files are looked for before the first is drawn. */
static okr_status refuse_to_replace(const run *r, okr_error *err)
{
    okr_text path = {0};
    struct stat info;
    okr_status status = OKR_OK;

    for (int n = 1; n <= r->job.sheets && !r->job.options->overwrite && status == OKR_OK; n++) {
        okr_text_clear(&path);
        add_file_name(r, n, &path);
        status = okr_text_check(&path, err);
        if (status == OKR_OK && stat(okr_text_str(&path), &info) == 0)
            status = okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"),
                              okr_text_str(&path));
    }
    okr_text_done(&path);
    return status;
}

static okr_status draw_split(run *r, okr_error *err)
{
    okr_text path = {0};
    okr_status status = make_folder(r->job.options->output, err);

    if (status == OKR_OK)
        status = refuse_to_replace(r, err);
    for (int n = 1; n <= r->job.sheets && status == OKR_OK; n++) {
        int index = -1;
        const okr_sheet_kind kind = kind_of(r, n, &index);
        okr_text_clear(&path);
        add_file_name(r, n, &path);
        status = okr_progress(r->listener, _("drawing sheets"), (n - 1.0) / r->job.sheets, err);
        if (status == OKR_OK)
            status = okr_text_check(&path, err);
        if (status == OKR_OK)
            status = begin(r, okr_text_str(&path), err);
        if (status == OKR_OK)
            status = draw_one(r, kind, index, err);
        if (status == OKR_OK)
            status = okr_map_output_finish(&r->output, err);
        okr_map_output_close(&r->output);
    }
    okr_text_done(&path);
    return status;
}

/* The places that a selection names: a municipality or an agglomeration, with its number. */
static size_t count_places(const okr_selection *s, const okr_programme *p, okr_sheet_kind *kind,
                           int *index)
{
    size_t found = 0;

    for (size_t i = 0; s->agglomerations != NULL && i < p->agglomerations.count; i++)
        if (s->agglomerations[i]) {
            *kind = OKR_SHEET_AGGLOMERATION;
            *index = (int)i;
            found++;
        }
    for (size_t i = 0; found == 0 && s->municipalities != NULL && i < p->municipalities.count;
         i++)
        if (s->municipalities[i]) {
            *kind = OKR_SHEET_MUNICIPALITY;
            *index = (int)i;
        }
    for (size_t i = 0; *kind == OKR_SHEET_MUNICIPALITY && i < p->municipalities.count; i++)
        found += s->municipalities[i];
    return found;
}

/* What a place names; none: the whole programme. */
static okr_status find_place(const run *r, okr_sheet_kind *kind, int *index, okr_error *err)
{
    const okr_filter filter = {.in = r->job.options->filter.in};
    okr_selection *selection = NULL;
    okr_status status = OKR_OK;

    *kind = OKR_SHEET_OVERVIEW;
    *index = -1;
    if (filter.in == NULL)
        return OKR_OK;
    status = okr_select(r->job.ask.stats, &filter, NULL, &selection, err);
    if (status == OKR_OK && count_places(selection, r->job.programme, kind, index) > 1)
        status = okr_fail(err, OKR_ERR_USAGE,
                          _("'%s' names several places and a sheet shows one; for all of them "
                            "use --atlas"),
                          filter.in);
    okr_selection_free(selection);
    return status;
}

static okr_status draw_sheet(run *r, okr_error *err)
{
    okr_sheet_kind kind = OKR_SHEET_OVERVIEW;
    int index = -1;
    okr_status status = find_place(r, &kind, &index, err);

    if (status == OKR_OK)
        status = begin(r, r->job.options->output, err);
    if (status == OKR_OK)
        status = draw_one(r, kind, index, err);
    if (status == OKR_OK)
        status = okr_map_output_finish(&r->output, err);
    return status;
}

static okr_status check_options(const okr_map_options *o, okr_error *err)
{
    double side = 0.0;

    if (o->paper != NULL && !okr_paper_find(o->paper, &side, &side))
        return okr_fail(err, OKR_ERR_USAGE, _("paper '%s' is none of A4, A3, A2"), o->paper);
    if (o->scale < 0 || (o->scale > 0 && o->scale < 500))
        return okr_fail(err, OKR_ERR_USAGE, _("scale '%ld' is not a denominator from 500 on"),
                        o->scale);
    if (o->dpi != 0 && (o->dpi < 20 || o->dpi > 1200))
        return okr_fail(err, OKR_ERR_USAGE, _("option --dpi: %ld is not between 20 and 1200"),
                        o->dpi);
    if ((o->atlas || o->split) && o->filter.in != NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --in: an atlas shows every place; leave out --atlas and "
                          "--split for one sheet"));
    if (o->type != NULL && !o->split)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --type goes with --split; else the ending of the file "
                          "tells"));
    return OKR_OK;
}

static okr_status check_output(const okr_map_options *o, okr_error *err)
{
    okr_map_format format = OKR_MAP_PDF;

    if (o->split && o->type != NULL && strcmp(o->type, "pdf") != 0 &&
        strcmp(o->type, "svg") != 0 && strcmp(o->type, "png") != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s': a map is written as .pdf, .svg or .png"),
                        o->type);
    if (o->split)
        return OKR_OK;
    if (okr_map_format_of(o->output, &format, err) != OKR_OK)
        return OKR_ERR_USAGE;
    if (o->atlas && format != OKR_MAP_PDF)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("an atlas in one file is a .pdf; other kinds need --split"));
    return OKR_OK;
}

static okr_status open_run(run *r, const okr_workspace *workspace,
                           const okr_map_options *options, okr_error *err)
{
    const okr_programme *p = &workspace->programme;
    okr_status status = check_options(options, err);

    if (status == OKR_OK)
        status = check_output(options, err);

    if (status == OKR_OK)
        status = okr_typesetter_open(&r->type, err);
    if (status != OKR_OK)
        return status;
    if (r->type.fallback)
        okr_log(r->listener, OKR_LEVEL_WARNING,
                _("the font 'PT Sans' is not installed (package fonts-paratype); drawing with "
                  "'%s'"),
                r->type.family);
    status = okr_map_job_open(&r->job, workspace, options, r->listener, err);
    if (status == OKR_OK && (options->atlas || options->split))
        r->job.sheets = 1 + (int)p->agglomerations.count + (int)p->municipalities.count;
    if (status == OKR_OK)
        status = okr_inset_open(&r->inset, &r->job, err);
    return status;
}

okr_status okr_map_run(const okr_workspace *workspace, const okr_map_options *options,
                       const okr_listener *listener, const okr_page_watch *watch,
                       okr_error *err)
{
    run r = {.listener = listener, .watch = watch};
    okr_status status = open_run(&r, workspace, options, err);

    if (status == OKR_OK) {
        if (options->split)
            status = draw_split(&r, err);
        else
            status = options->atlas ? draw_atlas(&r, err) : draw_sheet(&r, err);
    }
    okr_map_output_close(&r.output);
    okr_inset_close(&r.inset);
    okr_map_job_close(&r.job);
    okr_typesetter_close(&r.type);
    return status;
}

okr_status okr_workspace_map(const okr_workspace *workspace, const okr_map_options *options,
                             const okr_listener *listener, okr_error *err)
{
    return okr_map_run(workspace, options, listener, NULL, err);
}
