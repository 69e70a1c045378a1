/* The command table: one line for each command. */
#include "commands.h"

const okr_command *const okr_commands[] = {
    &okr_cmd_init, &okr_cmd_build, &okr_cmd_check, &okr_cmd_info, NULL,
};
