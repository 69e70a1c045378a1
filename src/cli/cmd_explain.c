#include "commands.h"

#include "okrug/explain.h"

#include <string.h>

typedef struct explain_args {
    okr_explain_options options;
    okr_output_args output;
} explain_args;

static const okr_opt opts[] = {
    OKR_OPT('s', "stat", "NAME", okr_explain_options, stat,
            N_("a statistic (default: listed), served, the code of an indicator, or finance")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(explain_args, options)},
    {N_("Filters"), okr_filter_opts, offsetof(explain_args, options.filter)},
    {N_("Output"), okr_output_opts, offsetof(explain_args, output)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const explain_args *args = call->args;
    okr_workspace *workspace = NULL;
    okr_table *table = NULL;
    const char *stat = args->options.stat;
    const bool shapes = stat != NULL && strncmp(stat, "served", strlen("served")) == 0;
    okr_status status = shapes ? okr_workspace_open(call->operand[0], &workspace, err)
                               : okr_workspace_open_for(call->operand[0], &args->options.filter,
                                                        &workspace, err);

    (void)exit_code;
    if (status == OKR_OK)
        status = okr_workspace_explain(workspace, &args->options, &table, err);
    if (status == OKR_OK)
        status = okr_output(call, &args->output, table, err);
    okr_workspace_close(workspace);
    return status;
}

const okr_command okr_cmd_explain = {
    .name = "explain",
    .operands = "FILE",
    .summary = N_("the parts of one number, and what touches a place but is not split"),
    .groups = groups,
    .args_size = sizeof(explain_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
