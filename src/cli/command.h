/** @file
 * Commands and their options, declared as tables: parsing, help and errors come from the rows.
 */
#ifndef OKR_CLI_COMMAND_H
#define OKR_CLI_COMMAND_H

#include "okrug/error.h"
#include "okrug/listener.h"
#include "okrug/table.h"
#include "okrug/workspace.h"

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>

#define _(msgid) dgettext("okrug", msgid)
#define N_(msgid) msgid

/** Type of the member that an option fills. */
typedef enum okr_opt_kind { OKR_OPT_FLAG, OKR_OPT_TEXT, OKR_OPT_WHOLE } okr_opt_kind;

/** One option. A row cannot disagree with its struct: the kind is read from the member's type.
 */
typedef struct okr_opt {
    char letter;          /**< '\0': long name only */
    const char *name;     /**< long name without dashes; NULL ends the table */
    const char *argument; /**< name of the value in help; NULL for a flag */
    okr_opt_kind kind;
    size_t offset;    /**< of the member in the arguments of the command */
    const char *help; /**< msgid */
} okr_opt;

/* clang-format off */
#define OKR_OPT_KIND(type, member)      \
    _Generic(((type *)0)->member,       \
        bool: OKR_OPT_FLAG,             \
        const char *: OKR_OPT_TEXT,     \
        long: OKR_OPT_WHOLE)
#define OKR_OPT(letter, name, argument, type, member, help) \
    {letter, name, argument, OKR_OPT_KIND(type, member), offsetof(type, member), help}
#define OKR_OPT_END {'\0', NULL, NULL, OKR_OPT_FLAG, 0, NULL}
/* clang-format on */

/** A table of options whose members stand in a struct inside the arguments. */
typedef struct okr_opt_group {
    const char *title;   /**< msgid of the heading in help; NULL: "Options" */
    const okr_opt *opts; /**< NULL ends the list */
    size_t offset;       /**< of that struct in the arguments of the command */
} okr_opt_group;

/** Most operands a command can have. */
enum { OKR_OPERANDS = 4 };

/** Options that every command has. */
typedef struct okr_common_args {
    const char *lang;
    bool help, quiet, verbose;
} okr_common_args;

/** What a command is run with. */
typedef struct okr_call {
    const char *operand[OKR_OPERANDS]; /**< NULL beyond the last */
    void *args;                        /**< the command's own struct of options */
    okr_common_args common;
    bool russian; /**< answers in Russian, else in English */
    const okr_listener *listener;
} okr_call;

/** A command of the program. */
typedef struct okr_command {
    const char *name;
    const char
        *operands; /**< shown in the usage line, such as "FILE"; "[FILE]" may be left out */
    const char *summary; /**< msgid */
    const okr_opt_group *groups;
    size_t args_size; /**< 0 without options */
    int operands_min, operands_max;
    /** Returns the exit code for work that was done (0, or 1 with error findings) or a failure.
     */
    okr_status (*run)(const okr_call *call, int *exit_code, okr_error *err);
} okr_command;

/** Options of commands that print a table. */
typedef struct okr_output_args {
    const char *format;
    const char *output;
    okr_table_choice choice;
} okr_output_args;

extern const okr_opt_group okr_common_group; /**< fills an okr_common_args */
extern const okr_opt okr_output_opts[];      /**< fills an okr_output_args */
extern const okr_opt okr_filter_opts[];      /**< fills an okr_filter */

/**
 * Read words into call->args (args_size zeroed bytes), call->common and call->operand.
 *
 * Long names may be written --name=value or --name value, letters -n value or -nvalue; "--"
 * ends the options. Strings are borrowed from argv.
 *
 * @return OKR_ERR_USAGE naming the option and value
 */
okr_status okr_opt_parse(const okr_command *command, int argc, char **argv, okr_call *call,
                         okr_error *err);

/** Print the help of one command, or of the program when command is NULL, to standard output.
 */
void okr_help(const okr_command *command);

/** Choose the language (wish: "ru", "en" or NULL for the environment); true: Russian. */
bool okr_language(const char *wish);

/** The commands of the program; NULL ends the list. */
extern const okr_command *const okr_commands[];

/** Print a table where the output options say; frees the table. */
okr_status okr_output(const okr_call *call, const okr_output_args *output, okr_table *table,
                      okr_error *err);

/** What a command asks of the workspace that its first operand names. */
typedef struct okr_inquiry {
    /** Makes the table out of the arguments of the command. */
    okr_status (*ask)(const okr_workspace *workspace, const void *args, okr_table **table,
                      okr_error *err);
    const okr_filter *filter; /**< all that is asked about; NULL: the whole, with its shapes */
    const okr_output_args *output;
} okr_inquiry;

/** Open the workspace, ask, and print the answer where the output options say. */
okr_status okr_answer(const okr_call *call, const okr_inquiry *inquiry, okr_error *err);

/** Draw how far a stage is on standard error, a terminal: progress of an okr_listener. */
bool okr_draw_progress(void *user, const char *stage, double fraction);

/** The same with rate and remaining time: count of an okr_listener. */
bool okr_draw_count(void *user, const char *stage, double done, double total);

/** A listener that writes to standard error: log lines, and a bar when that is a terminal. */
okr_listener okr_terminal(bool quiet, bool verbose);

#endif
