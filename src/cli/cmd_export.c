#include "commands.h"

#include "okrug/export.h"
#include "okrug/qgis_project.h"

#include <string.h>

typedef struct export_args {
    okr_export_options options;
    bool worklist;
    okr_qgis_options project;
} export_args;

static const okr_opt opts[] = {
    OKR_OPT('o', "output", "FILE", okr_export_options, output,
            N_("file or folder to write, or a database PG:dbname=...")),
    OKR_OPT('f', "format", "FORMAT", okr_export_options, format,
            N_("gpkg, geojson, shp, kml, dxf, tab, mif, fgb, csv, xlsx, ods, postgis (default: "
               "by the ending)")),
    OKR_OPT('\0', "layer", "NAME", okr_export_options, layer,
            N_("one layer: locations, municipality, measure, indicator, statistic ...")),
    OKR_OPT('\0', "schema", "NAME", okr_export_options, schema,
            N_("of a database (default okrug)")),
    OKR_OPT('\0', "encoding", "NAME", okr_export_options, encoding,
            N_("of shp, tab and mif: UTF-8 or CP1251")),
    OKR_OPT('\0', "crs", "CRS", okr_export_options, crs,
            N_("another coordinate system, such as EPSG:32645")),
    OKR_OPT('\0', "split", "municipality", okr_export_options, split,
            N_("one package for each municipality")),
    OKR_OPT('\0', "original", NULL, okr_export_options, original,
            N_("do not cut lines and areas at the border of the territory")),
    OKR_OPT('\0', "overwrite", NULL, okr_export_options, overwrite,
            N_("replace files that exist")),
    OKR_OPT('\0', "threads", "N", okr_export_options, threads,
            N_("worker threads (default: processors)")),
    OKR_OPT_END,
};

static const okr_opt worklist_opts[] = {
    OKR_OPT('\0', "worklist", NULL, export_args, worklist,
            N_("the sheet on which to draw what has no exact place, for QGIS")),
    OKR_OPT_END,
};

static const okr_opt project_opts[] = {
    OKR_OPT('\0', "qgis-project", "X.qgz", okr_qgis_options, output,
            N_("a QGIS project for the package FILE, or for that of --output")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(export_args, options)},
    {N_("The way back"), worklist_opts, 0},
    {N_("Project"), project_opts, offsetof(export_args, project)},
    {N_("Filters"), okr_filter_opts, offsetof(export_args, options.filter)},
    {NULL, NULL, 0},
};

static bool filtered(const okr_filter *f)
{
    const char *const given[] = {f->in,        f->kind,    f->under,      f->roles,
                                 f->basis,     f->nature,  f->lifecycle,  f->contour,
                                 f->starts_in, f->ends_in, f->ends_after, f->active_in,
                                 f->near,      f->text,    f->where};

    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (given[i] != NULL)
            return true;
    return false;
}

/* Whether something is said of an extract, which a project alone would pass over. */
static bool describes_extract(const okr_export_options *o)
{
    return filtered(&o->filter) || o->format != NULL || o->layer != NULL || o->schema != NULL ||
           o->encoding != NULL || o->crs != NULL || o->split != NULL || o->original ||
           o->threads != 0;
}

static okr_status check_args(const export_args *args, const char *file, okr_error *err)
{
    const char *output = args->options.output;
    const char *ending = output == NULL ? NULL : strrchr(output, '.');
    const bool package = ending != NULL && strcmp(ending, ".gpkg") == 0;

    if (output == NULL && (args->project.output == NULL || args->worklist))
        return okr_fail(err, OKR_ERR_USAGE, _("option --output is needed"));
    if (output == NULL && describes_extract(&args->options))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --qgis-project alone is of the whole '%s'; for a project of "
                          "an extract name its package: -o x.gpkg"),
                        file);
    if (output != NULL && args->project.output != NULL &&
        (!package || args->worklist || args->options.split != NULL))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --qgis-project: the output is not one GeoPackage"));
    return OKR_OK;
}

static okr_status export(const okr_call *call, export_args *args, okr_error *err)
{
    okr_workspace *workspace = NULL;
    okr_status status = okr_workspace_open(call->operand[0], &workspace, err);

    args->options.russian = call->russian;
    /* A package keeps the titles of its workspace unless somebody says the language. */
    args->options.english = call->common.lang != NULL && !call->russian;
    if (status == OKR_OK && args->worklist)
        status = okr_workspace_worklist(workspace, &args->options, call->listener, err);
    else if (status == OKR_OK)
        status = okr_workspace_export(workspace, &args->options, call->listener, err);
    okr_workspace_close(workspace);
    return status;
}

/* Of the extract, when there is one. */
static okr_status write_project(const okr_call *call, export_args *args, okr_error *err)
{
    const char *output = args->options.output;
    okr_workspace *workspace = NULL;
    okr_status status =
        okr_workspace_open(output == NULL ? call->operand[0] : output, &workspace, err);

    args->project.russian = call->russian;
    args->project.overwrite = args->options.overwrite;
    if (status == OKR_OK)
        status = okr_workspace_qgis_project(workspace, &args->project, err);
    okr_workspace_close(workspace);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    export_args *args = call->args;
    okr_status status = check_args(args, call->operand[0], err);

    (void)exit_code;
    if (status == OKR_OK && args->options.output != NULL)
        status = export(call, args, err);
    if (status == OKR_OK && args->project.output != NULL)
        status = write_project(call, args, err);
    return status;
}

const okr_command okr_cmd_export = {
    .name = "export",
    .operands = "FILE",
    .summary = N_("an extract by territory and filter for desktop GIS"),
    .groups = groups,
    .args_size = sizeof(export_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
