/* The command table: one line for each command. */
#include "commands.h"

const okr_command *const okr_commands[] = {
    &okr_cmd_init,
    NULL,
};
