#include "commands.h"

#include "okrug/init.h"

#include <stdio.h>

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    okr_status status = okr_init(call->operand[0], err);

    (void)exit_code;
    if (status == OKR_OK)
        (void)printf(
            _("%s: an example programme; 'okrug build %s -o example.gpkg' builds it\n"),
            call->operand[0], call->operand[0]);
    return status;
}

const okr_command okr_cmd_init = {
    .name = "init",
    .operands = "DIR",
    .summary = N_("a commented example folder to start from"),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
