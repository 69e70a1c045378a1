#include "commands.h"

#include "okrug/init.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct init_args {
    bool schema;
} init_args;

static const okr_opt opts[] = {
    OKR_OPT('\0', "schema", NULL, init_args, schema,
            N_("print the JSON schema of okrug.yaml, for editors")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {{NULL, opts, 0}, {NULL, NULL, 0}};

static okr_status print_schema(okr_error *err)
{
    char *text = NULL;
    okr_status status = okr_init_schema(&text, err);

    if (status == OKR_OK)
        (void)fputs(text, stdout);
    free(text);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const init_args *args = call->args;
    okr_status status = OKR_OK;

    (void)exit_code;
    if (args->schema)
        return print_schema(err);
    if (call->operand[0] == NULL)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("'okrug init' needs DIR"));
    status = okr_init(call->operand[0], err);
    if (status == OKR_OK)
        (void)printf(
            _("%s: an example programme; 'okrug build %s -o example.gpkg' builds it\n"),
            call->operand[0], call->operand[0]);
    return status;
}

const okr_command okr_cmd_init = {
    .name = "init",
    .operands = "[DIR]",
    .summary = N_("a commented example folder to start from"),
    .groups = groups,
    .args_size = sizeof(init_args),
    .operands_min = 0,
    .operands_max = 1,
    .run = run,
};
