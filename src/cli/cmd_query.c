#include "commands.h"

typedef struct query_args {
    okr_query_options options;
    okr_output_args output;
} query_args;

static const okr_opt opts[] = {
    OKR_OPT('s', "show", "WHAT", okr_query_options, show,
            N_("measures (default) or indicators")),
    OKR_OPT('\0', "has", "WHICH", okr_query_options, has,
            N_("indicators with target, actual, both or none")),
    OKR_OPT('\0', "missing", "CODE", okr_query_options, missing,
            N_("measures without a figure of this indicator")),
    OKR_OPT('\0', "qualifier", "WORDS", okr_query_options, qualifier,
            N_("indicators marked exact, about, almost, at_least, more_than, below")),
    OKR_OPT('\0', "period", "DATE", okr_query_options, period,
            N_("indicators whose period touches this date; none: without a period")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(query_args, options)},
    {N_("Filters"), okr_filter_opts, offsetof(query_args, options.filter)},
    {N_("Output"), okr_output_opts, offsetof(query_args, output)},
    {NULL, NULL, 0},
};

static okr_status ask(const okr_workspace *workspace, const void *values, okr_table **table,
                      okr_error *err)
{
    const query_args *args = values;

    return okr_workspace_query(workspace, &args->options, table, err);
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const query_args *args = call->args;
    const okr_inquiry inquiry = {ask, &args->options.filter, &args->output};

    (void)exit_code;
    return okr_answer(call, &inquiry, err);
}

const okr_command okr_cmd_query = {
    .name = "query",
    .operands = "FILE",
    .summary = N_("measures, or their indicators, by territory and filter"),
    .groups = groups,
    .args_size = sizeof(query_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
