#include "commands.h"

#include "okrug/check.h"

typedef struct info_args {
    bool findings, group;
    okr_output_args output;
} info_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "findings", NULL, info_args, findings, N_("list the findings of the build")),
    OKR_OPT('g', "group", NULL, info_args, group, N_("findings by rule, with their number")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Output"), okr_output_opts, offsetof(info_args, output)},
    {NULL, NULL, 0},
};

static okr_status ask(const okr_workspace *workspace, const void *values, okr_table **table,
                      okr_error *err)
{
    const info_args *args = values;
    okr_table *list = NULL;
    okr_status status = OKR_OK;

    if (!args->findings && !args->group)
        return okr_workspace_info(workspace, table, err);
    if (!args->group)
        return okr_workspace_findings(workspace, table, err);
    status = okr_workspace_findings(workspace, &list, err);
    if (status == OKR_OK)
        status = okr_findings_group(list, table, err);
    okr_table_free(list);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const info_args *args = call->args;
    const okr_inquiry inquiry = {ask, NULL, &args->output};

    (void)exit_code;
    return okr_answer(call, &inquiry, err);
}

const okr_command okr_cmd_info = {
    .name = "info",
    .operands = "FILE",
    .summary = N_("what a workspace holds, its lineage and open findings"),
    .groups = groups,
    .args_size = sizeof(info_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
