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

static okr_status ask(const okr_workspace *workspace, const void *values, okr_table **table,
                      okr_error *err)
{
    const explain_args *args = values;

    return okr_workspace_explain(workspace, &args->options, table, err);
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const explain_args *args = call->args;
    const char *stat = args->options.stat;
    const bool shapes = stat != NULL && strncmp(stat, "served", strlen("served")) == 0;
    const okr_inquiry inquiry = {ask, shapes ? NULL : &args->options.filter, &args->output};

    (void)exit_code;
    return okr_answer(call, &inquiry, err);
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
