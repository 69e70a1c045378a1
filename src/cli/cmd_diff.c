#include "commands.h"

#include "okrug/diff.h"

enum { CHANGED = 3 };

typedef struct diff_args {
    bool exit_code;
    okr_output_args output;
} diff_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "exit-code", NULL, diff_args, exit_code,
            N_("end with 3 when anything changed")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Output"), okr_output_opts, offsetof(diff_args, output)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const diff_args *args = call->args;
    okr_workspace *older = NULL;
    okr_workspace *newer = NULL;
    okr_table *table = NULL;
    okr_status status = okr_workspace_open(call->operand[0], &older, err);

    if (status == OKR_OK)
        status = okr_workspace_open(call->operand[1], &newer, err);
    if (status == OKR_OK)
        status = okr_diff(older, newer, &table, err);
    okr_workspace_close(older);
    okr_workspace_close(newer);
    if (status != OKR_OK)
        return status;
    if (args->exit_code && okr_table_rows(table) > 0)
        *exit_code = CHANGED;
    return okr_output(call, &args->output, table, err);
}

const okr_command okr_cmd_diff = {
    .name = "diff",
    .operands = "OLD.gpkg NEW.gpkg",
    .summary = N_("what changed between two builds, and why"),
    .groups = groups,
    .args_size = sizeof(diff_args),
    .operands_min = 2,
    .operands_max = 2,
    .run = run,
};
