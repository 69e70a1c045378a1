#include "commands.h"

#include "okrug/report.h"

#include <stdlib.h>

typedef struct report_args {
    okr_report_options options;
    bool list;
} report_args;

static const okr_opt opts[] = {
    OKR_OPT('o', "output", "FILE", report_args, options.output,
            N_("file to write: .xlsx a workbook, .md a document")),
    OKR_OPT('\0', "tables", "LIST", report_args, options.tables,
            N_("only these tables, such as T1,T4,T16")),
    OKR_OPT('\0', "overwrite", NULL, report_args, options.overwrite,
            N_("replace a file that exists")),
    OKR_OPT('\0', "list", NULL, report_args, list,
            N_("list the tables with their numbers of rows, write no file")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Filters"), okr_filter_opts, offsetof(report_args, options.filter)},
    {NULL, NULL, 0},
};

static okr_status list_tables(const okr_call *call, const okr_workspace *workspace,
                              okr_error *err)
{
    const report_args *args = call->args;
    const okr_output_args output = {.format = NULL};
    okr_table *table = NULL;
    okr_status status =
        okr_workspace_report_tables(workspace, &args->options.filter, &table, err);

    return status == OKR_OK ? okr_output(call, &output, table, err) : status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    report_args *args = call->args;
    okr_workspace *workspace = NULL;
    okr_status status = OKR_OK;

    (void)exit_code;
    if (args->options.output == NULL && !args->list)
        return okr_fail(err, OKR_ERR_USAGE, _("option --output is needed"));
    args->options.russian = call->russian;
    args->options.source_date_epoch = getenv("SOURCE_DATE_EPOCH");
    status = okr_workspace_open(call->operand[0], &workspace, err);
    if (status == OKR_OK && args->list)
        status = list_tables(call, workspace, err);
    else if (status == OKR_OK)
        status = okr_workspace_report(workspace, &args->options, call->listener, err);
    okr_workspace_close(workspace);
    return status;
}

const okr_command okr_cmd_report = {
    .name = "report",
    .operands = "FILE",
    .summary = N_("the consolidated report: tables T1 to T16 as a workbook or a document"),
    .groups = groups,
    .args_size = sizeof(report_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
