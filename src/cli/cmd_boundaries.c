#include "commands.h"

#include "okrug/boundaries.h"

#include <string.h>

typedef struct boundaries_args {
    const char *outline;
    const char *output;
    const char *compare;
    const char *format;
} boundaries_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "outline", "FILE", boundaries_args, outline,
            N_("polygon of the whole region")),
    OKR_OPT('o', "output", "FILE", boundaries_args, output,
            N_("layer to write, format by its extension")),
    OKR_OPT('\0', "compare", "FILE", boundaries_args, compare,
            N_("real boundaries to measure the result against")),
    OKR_OPT('f', "format", "FORMAT", boundaries_args, format, N_("text, csv, json or md")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const boundaries_args *args = call->args;
    const okr_boundaries_options options = {.programme = call->operand[1],
                                            .outline = args->outline,
                                            .output = args->output,
                                            .compare = args->compare};
    const okr_output_args output = {.format = args->format};
    okr_boundaries_report report = {0};
    okr_table *table = NULL;
    okr_status status = OKR_OK;

    *exit_code = 0;
    if (strcmp(call->operand[0], "thiessen") != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s' is no way to make boundaries: thiessen"),
                        call->operand[0]);
    if (args->outline == NULL)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("option --outline is needed"));
    status = okr_boundaries_thiessen(&options, call->listener, &report, &table, err);
    return status == OKR_OK ? okr_output(call, &output, table, err) : status;
}

const okr_command okr_cmd_boundaries = {
    .name = "boundaries",
    .operands = "thiessen PROGRAMME",
    .summary = N_("approximate municipal polygons from settlements"),
    .groups = groups,
    .args_size = sizeof(boundaries_args),
    .operands_min = 2,
    .operands_max = 2,
    .run = run,
};
