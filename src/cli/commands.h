/** @file
 * Every command of the program; each stands in cmd_<name>.c.
 */
#ifndef OKR_CLI_COMMANDS_H
#define OKR_CLI_COMMANDS_H

#include "command.h"

extern const okr_command okr_cmd_build, okr_cmd_check, okr_cmd_diff, okr_cmd_info, okr_cmd_init,
    okr_cmd_query, okr_cmd_stats;

#endif
