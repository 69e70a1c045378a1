#include "commands.h"

#include "okrug/map.h"
#include "okrug/workspace.h"

typedef struct map_args {
    okr_map_options options;
} map_args;

static const okr_opt opts[] = {
    OKR_OPT('o', "output", "FILE", okr_map_options, output,
            N_("file to draw, .pdf, .svg or .png; with --split the folder")),
    OKR_OPT('\0', "atlas", NULL, okr_map_options, atlas,
            N_("overview, agglomerations and every municipality in one PDF")),
    OKR_OPT('\0', "split", NULL, okr_map_options, split, N_("the atlas as one file per sheet")),
    OKR_OPT('t', "type", "KIND", okr_map_options, type,
            N_("with --split: pdf (default), svg or png")),
    OKR_OPT('\0', "theme", "THEME", okr_map_options, theme,
            N_("measures (default), completed, progress, overdue, served, kind=K, served=K")),
    OKR_OPT('\0', "format", "PAPER", okr_map_options, paper, N_("A4, A3 (default) or A2")),
    OKR_OPT('\0', "scale", "N", okr_map_options, scale,
            N_("1:N instead of the largest round scale that fits")),
    OKR_OPT('\0', "dpi", "N", okr_map_options, dpi, N_("resolution of PNG (default 150)")),
    OKR_OPT('\0', "overwrite", NULL, okr_map_options, overwrite,
            N_("replace a file that exists")),
    OKR_OPT('\0', "context", "DIR", okr_map_options, context,
            N_("folder of the context layers (default: that of FILE)")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(map_args, options)},
    {N_("Filters"), okr_filter_opts, offsetof(map_args, options.filter)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    map_args *args = call->args;
    okr_workspace *workspace = NULL;
    okr_status status = OKR_OK;

    (void)exit_code;
    if (args->options.output == NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("option --output is needed"));
    args->options.russian = call->russian;
    status = okr_workspace_open(call->operand[0], &workspace, err);
    if (status == OKR_OK)
        status = okr_workspace_map(workspace, &args->options, call->listener, err);
    okr_workspace_close(workspace);
    return status;
}

const okr_command okr_cmd_map = {
    .name = "map",
    .operands = "FILE",
    .summary = N_("map sheets and atlases: PDF, SVG or PNG"),
    .groups = groups,
    .args_size = sizeof(map_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
