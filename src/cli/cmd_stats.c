#include "commands.h"

#include "okrug/workspace.h"

#include <string.h>

typedef struct stats_args {
    okr_stats_options options;
    okr_output_args output;
} stats_args;

static const okr_opt opts[] = {
    OKR_OPT('b', "by", "A[,B]", okr_stats_options, by,
            N_("municipality, agglomeration, contour, priority, kind, kind_group, status, "
               "lifecycle, placement, basis, nature, year; two make a cross-table")),
    OKR_OPT('s', "show", "WHAT", okr_stats_options, show,
            N_("counts (default), quantities, served, or all figures in long form")),
    OKR_OPT('\0', "stat", "NAME", okr_stats_options, stat,
            N_("figure in the cells of a cross-table (default: listed)")),
    OKR_OPT('\0', "per", "BASE", okr_stats_options, per, N_("population, area or measure")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(stats_args, options)},
    {N_("Filters"), okr_filter_opts, offsetof(stats_args, options.filter)},
    {N_("Output"), okr_output_opts, offsetof(stats_args, output)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const stats_args *args = call->args;
    okr_stats_options options = args->options;
    okr_workspace *workspace = NULL;
    okr_table *table = NULL;
    const bool shapes = options.show != NULL && strcmp(options.show, "served") == 0;
    okr_status status =
        shapes ? okr_workspace_open(call->operand[0], &workspace, err)
               : okr_workspace_open_for(call->operand[0], &options.filter, &workspace, err);

    (void)exit_code;
    if (options.by == NULL)
        options.by = "municipality";
    if (status == OKR_OK)
        status = okr_workspace_stats(workspace, &options, &table, err);
    if (status == OKR_OK)
        status = okr_output(call, &args->output, table, err);
    okr_workspace_close(workspace);
    return status;
}

const okr_command okr_cmd_stats = {
    .name = "stats",
    .operands = "FILE",
    .summary = N_("counts, progress and quantities by territory, kind, status ..."),
    .groups = groups,
    .args_size = sizeof(stats_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
