#include "commands.h"

#include "okrug/gaps.h"

typedef struct gaps_args {
    okr_gaps_options options;
    okr_output_args output;
} gaps_args;

static const okr_opt opts[] = {
    OKR_OPT('s', "show", "LIST", okr_gaps_options, show,
            N_("placement (default), municipalities, settlements, unserved, mentions, moved")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, offsetof(gaps_args, options)},
    {N_("Filters"), okr_filter_opts, offsetof(gaps_args, options.filter)},
    {N_("Output"), okr_output_opts, offsetof(gaps_args, output)},
    {NULL, NULL, 0},
};

static okr_status ask(const okr_workspace *workspace, const void *values, okr_table **table,
                      okr_error *err)
{
    const gaps_args *args = values;

    return okr_workspace_gaps(workspace, &args->options, table, err);
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const gaps_args *args = call->args;
    const okr_inquiry inquiry = {ask, &args->options.filter, &args->output};

    (void)exit_code;
    return okr_answer(call, &inquiry, err);
}

const okr_command okr_cmd_gaps = {
    .name = "gaps",
    .operands = "FILE",
    .summary = N_(
        "what the programme does not tell: places, municipalities left out, what was refused"),
    .groups = groups,
    .args_size = sizeof(gaps_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
