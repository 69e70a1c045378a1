#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const okr_command *find_command(const char *name)
{
    for (const okr_command *const *c = okr_commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

/* Messages about the other options must already be in the language asked for. */
static const char *language_wish(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", strlen("--lang=")) == 0)
            return argv[i] + strlen("--lang=");
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    return NULL;
}

static int report(const okr_error *err)
{
    (void)fprintf(stderr, "okrug: %s\n", err->text);
    return err->status == OKR_ERR_USAGE ? 2 : 1;
}

/* What was printed has arrived, or it is said that it has not. */
static int finish(int code)
{
    okr_error err = {.status = OKR_OK};

    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    (void)okr_fail(&err, OKR_ERR_IO, _("cannot write '%s': %s"), _("standard output"),
                   strerror(errno != 0 ? errno : EIO));
    return report(&err);
}

/* Otherwise the first files that are opened would take the places of the closed streams, and
 * messages would go into them. Opened the wrong way round, they still fail as closed ones do.
 */
static void hold_closed_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

static okr_status check_language(const char *wish, okr_error *err)
{
    if (wish == NULL || strcmp(wish, "ru") == 0 || strcmp(wish, "en") == 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("option --lang: '%s' is neither ru nor en"), wish);
}

static int run_command(const okr_command *command, int argc, char **argv, bool russian)
{
    okr_error err = {.status = OKR_OK};
    okr_call call = {.russian = russian};
    okr_listener listener;
    int code = 0;
    void *args = calloc(1, command->args_size + 1); /* a command may have no options at all */
    okr_status status = args == NULL ? okr_fail_nomem(&err) : OKR_OK;

    call.args = args;
    if (status == OKR_OK)
        status = okr_opt_parse(command, argc, argv, &call, &err);
    if (status == OKR_OK)
        status = check_language(call.common.lang, &err);
    listener = okr_terminal(call.common.quiet, call.common.verbose);
    call.listener = &listener;
    if (status == OKR_OK && call.common.help)
        okr_help(command);
    else if (status == OKR_OK)
        status = command->run(&call, &code, &err);
    free(args);
    if (status != OKR_OK)
        return report(&err);
    return finish(code);
}

int main(int argc, char **argv)
{
    okr_error err = {.status = OKR_OK};
    const bool russian = okr_language(language_wish(argc, argv));
    const char *name = argc < 2 ? "" : argv[1];
    const okr_command *command = find_command(name);

    hold_closed_streams();
    if (argc < 2) {
        (void)okr_fail(&err, OKR_ERR_USAGE,
                       _("a command is needed; 'okrug --help' lists them"));
        return report(&err);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        okr_help(NULL);
        return finish(0);
    }
    if (strcmp(name, "--version") == 0) {
        (void)printf("okrug %s\n", OKRUG_VERSION);
        return finish(0);
    }
    if (command != NULL)
        return run_command(command, argc - 2, argv + 2, russian);
    (void)okr_fail(&err, OKR_ERR_USAGE, _("'%s' is no command; 'okrug --help' lists them"),
                   name);
    return report(&err);
}
