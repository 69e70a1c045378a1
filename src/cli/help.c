#include "command.h"

#include <stdio.h>

enum { OPTION_COLUMN = 28, COMMAND_COLUMN = 14 };

/* Option and command names are ASCII, so bytes are columns here. */
static void print_option(const okr_opt *opt)
{
    char left[80];
    const int used = snprintf(
        left, sizeof left, "  %c%c%s--%s%s%s", opt->letter == '\0' ? ' ' : '-',
        opt->letter == '\0' ? ' ' : opt->letter, opt->letter == '\0' ? "  " : ", ", opt->name,
        opt->argument == NULL ? "" : " ", opt->argument == NULL ? "" : opt->argument);

    if (used >= OPTION_COLUMN)
        (void)printf("%s\n%*s%s\n", left, OPTION_COLUMN, "", _(opt->help));
    else
        (void)printf("%-*s%s\n", OPTION_COLUMN, left, _(opt->help));
}

static void print_group(const okr_opt_group *group)
{
    (void)printf("\n%s:\n", group->title == NULL ? _("Options") : _(group->title));
    for (const okr_opt *opt = group->opts; opt->name != NULL; opt++)
        print_option(opt);
}

static void help_command(const okr_command *command)
{
    (void)printf(_("Usage: okrug %s [OPTIONS] %s\n"), command->name, command->operands);
    (void)printf("\n%s\n", _(command->summary));
    for (const okr_opt_group *g = command->groups; g != NULL && g->opts != NULL; g++)
        print_group(g);
    print_group(&okr_common_group);
}

void okr_help(const okr_command *command)
{
    if (command != NULL) {
        help_command(command);
        return;
    }
    (void)printf("%s",
                 _("Usage: okrug COMMAND [OPTIONS] ...\n\n"
                   "okrug links the measures of a territorial programme to municipalities\n"
                   "and tells what is done where, how much of it, how far along.\n\n"
                   "Commands:\n"));
    for (const okr_command *const *c = okr_commands; *c != NULL; c++)
        (void)printf("  %-*s%s\n", COMMAND_COLUMN, (*c)->name, _((*c)->summary));
    (void)printf("%s", _("\n'okrug COMMAND --help' shows the options of a command.\n"
                         "'okrug --version' shows the version.\n"));
}
