/* The command table: one line for each command, in the order of use. */
#include "commands.h"

/* clang-format off */
const okr_command *const okr_commands[] = {
    &okr_cmd_init,
    &okr_cmd_build,
    &okr_cmd_check,
    &okr_cmd_info,
    &okr_cmd_stats,
    &okr_cmd_query,
    &okr_cmd_explain,
    &okr_cmd_gaps,
    &okr_cmd_served,
    &okr_cmd_map,
    &okr_cmd_report,
    &okr_cmd_export,
    &okr_cmd_diff,
    &okr_cmd_overlay,
    &okr_cmd_boundaries,
    NULL,
};
/* clang-format on */
