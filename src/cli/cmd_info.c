#include "commands.h"

#include "okrug/check.h"
#include "okrug/workspace.h"

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

static okr_status group(okr_table **table, okr_error *err)
{
    okr_table *list = *table;
    okr_status status = okr_findings_group(list, table, err);

    okr_table_free(list);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const info_args *args = call->args;
    okr_workspace *workspace = NULL;
    okr_table *table = NULL;
    okr_status status = okr_workspace_open(call->operand[0], &workspace, err);

    (void)exit_code;
    if (status == OKR_OK)
        status = args->findings || args->group ? okr_workspace_findings(workspace, &table, err)
                                               : okr_workspace_info(workspace, &table, err);
    if (status == OKR_OK && args->group)
        status = group(&table, err);
    if (status == OKR_OK)
        status = okr_output(call, &args->output, table, err);
    okr_workspace_close(workspace);
    return status;
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
