/** @file
 * Every command of the program; each stands in cmd_<name>.c.
 */
#ifndef OKR_CLI_COMMANDS_H
#define OKR_CLI_COMMANDS_H

#include "command.h"

extern const okr_command okr_cmd_boundaries;
extern const okr_command okr_cmd_build;
extern const okr_command okr_cmd_check;
extern const okr_command okr_cmd_diff;
extern const okr_command okr_cmd_explain;
extern const okr_command okr_cmd_export;
extern const okr_command okr_cmd_gaps;
extern const okr_command okr_cmd_info;
extern const okr_command okr_cmd_init;
extern const okr_command okr_cmd_map;
extern const okr_command okr_cmd_overlay;
extern const okr_command okr_cmd_query;
extern const okr_command okr_cmd_report;
extern const okr_command okr_cmd_served;
extern const okr_command okr_cmd_stats;

#endif
