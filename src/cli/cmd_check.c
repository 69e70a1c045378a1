#include "commands.h"

#include "okrug/build.h"

typedef struct check_args {
    const char *boundaries;
    okr_output_args output;
} check_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "boundaries", "FILE", check_args, boundaries,
            N_("municipal polygons instead of those of okrug.yaml")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Output"), okr_output_opts, offsetof(check_args, output)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const check_args *args = call->args;
    const okr_build_options options = {.programme = call->operand[0],
                                       .boundaries = args->boundaries};
    okr_build_report report = {0};
    okr_table *findings = NULL;
    okr_status status = okr_build(&options, call->listener, &report, &findings, err);

    if (status != OKR_OK)
        return status;
    *exit_code = report.errors > 0 ? 1 : 0;
    return okr_output(call, &args->output, findings, err);
}

const okr_command okr_cmd_check = {
    .name = "check",
    .operands = "PROGRAMME",
    .summary = N_("the checks of a build, without saving"),
    .groups = groups,
    .args_size = sizeof(check_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
