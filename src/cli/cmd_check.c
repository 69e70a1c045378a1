#include "commands.h"

#include "okrug/build.h"
#include "okrug/check.h"

typedef struct check_args {
    const char *boundaries;
    bool group, rules;
    okr_output_args output;
} check_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "boundaries", "FILE", check_args, boundaries,
            N_("municipal polygons, not okrug.yaml's: FILE|layer=L|encoding=E|crs=C")),
    OKR_OPT('g', "group", NULL, check_args, group, N_("one row a rule, with its count")),
    OKR_OPT('\0', "rules", NULL, check_args, rules, N_("list the rules; needs no programme")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Output"), okr_output_opts, offsetof(check_args, output)},
    {NULL, NULL, 0},
};

static okr_status check(const okr_call *call, int *exit_code, okr_table **findings,
                        okr_error *err)
{
    const check_args *args = call->args;
    const okr_build_options options = {.programme = call->operand[0],
                                       .boundaries = args->boundaries};
    okr_build_report report = {0};
    okr_table *list = NULL;
    okr_status status = OKR_OK;

    if (call->operand[0] == NULL)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("'okrug check' needs PROGRAMME"));
    status = okr_build(&options, call->listener, &report, &list, err);
    if (status != OKR_OK)
        return status;
    *exit_code = report.errors > 0 ? 1 : 0;
    if (!args->group) {
        *findings = list;
        return OKR_OK;
    }
    status = okr_findings_group(list, findings, err);
    okr_table_free(list);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const check_args *args = call->args;
    okr_table *table = NULL;
    okr_status status =
        args->rules ? okr_check_rules(&table, err) : check(call, exit_code, &table, err);

    return status == OKR_OK ? okr_output(call, &args->output, table, err) : status;
}

const okr_command okr_cmd_check = {
    .name = "check",
    .operands = "[PROGRAMME]",
    .summary = N_("the checks of a build, without saving"),
    .groups = groups,
    .args_size = sizeof(check_args),
    .operands_min = 0,
    .operands_max = 1,
    .run = run,
};
