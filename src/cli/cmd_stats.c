#include "commands.h"

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

static okr_status ask(const okr_workspace *workspace, const void *values, okr_table **table,
                      okr_error *err)
{
    const stats_args *args = values;
    okr_stats_options options = args->options;

    if (options.by == NULL)
        options.by = "municipality";
    return okr_workspace_stats(workspace, &options, table, err);
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const stats_args *args = call->args;
    const char *show = args->options.show;
    const bool shapes = show != NULL && strcmp(show, "served") == 0;
    const okr_inquiry inquiry = {ask, shapes ? NULL : &args->options.filter, &args->output};

    (void)exit_code;
    return okr_answer(call, &inquiry, err);
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
