/* Everything that depends on the terminal and the environment: language, progress, output. */
#include "command.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* The catalogue stands at ../share/locale beside the program, in the build tree as installed.
 */
static void bind_catalogue(void)
{
    char path[PATH_BYTES];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof "/../share/locale");
    char *slash = NULL;

    if (n > 0) {
        path[n] = '\0';
        slash = strrchr(path, '/');
    }
    if (slash != NULL) {
        memcpy(slash, "/../share/locale", sizeof "/../share/locale");
        (void)bindtextdomain("okrug", path);
    }
    (void)bind_textdomain_codeset("okrug", "UTF-8");
}

/* The variables that gettext asks, in its order. */
static bool environment_is_russian(void)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "ru", 2) == 0;
    }
    return false;
}

bool okr_language(const char *wish)
{
    const bool russian = wish == NULL ? environment_is_russian() : strcmp(wish, "ru") == 0;

    /* C.UTF-8 is always there; LANGUAGE then chooses the catalogue without an installed locale.
     */
    (void)setenv("LANGUAGE", russian ? "ru" : "en", 1);
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    (void)setlocale(LC_MESSAGES, "C.UTF-8");
    bind_catalogue();
    return russian;
}

static void log_line(void *user, okr_level level, const char *text)
{
    const bool *verbose = user;

    if (level == OKR_LEVEL_DEBUG && !*verbose)
        return;
    (void)fprintf(stderr, "okrug: %s\n", text);
}

okr_listener okr_terminal(bool quiet, bool verbose)
{
    static bool wants_detail;
    okr_listener listener = {.user = &wants_detail};

    wants_detail = verbose;
    if (quiet)
        return listener;
    listener.log = log_line;
    if (isatty(STDERR_FILENO) == 1) {
        listener.progress = okr_draw_progress;
        listener.count = okr_draw_count;
    }
    return listener;
}

static okr_status cannot_write(okr_error *err)
{
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), _("standard output"),
                    strerror(errno));
}

static okr_status write_bytes(void *user, const char *bytes, size_t n, okr_error *err)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? OKR_OK : cannot_write(err);
}

static okr_status print_table(const okr_table *table, okr_format format, bool russian,
                              okr_error *err)
{
    const okr_print print = {.format = format, .russian = russian, .write = write_bytes};
    const okr_status status = okr_table_print(table, &print, err);

    return status == OKR_OK && fflush(stdout) == EOF ? cannot_write(err) : status;
}

/* What a command reads is not replaced by what it found. */
static okr_status refuse_operand(const okr_call *call, const char *path, okr_error *err)
{
    struct stat to;
    struct stat from;

    if (path == NULL || stat(path, &to) != 0 || !S_ISREG(to.st_mode))
        return OKR_OK;
    for (int i = 0; i < OKR_OPERANDS && call->operand[i] != NULL; i++)
        if (stat(call->operand[i], &from) == 0 && from.st_dev == to.st_dev &&
            from.st_ino == to.st_ino)
            return okr_fail(err, OKR_ERR_USAGE, _("'%s' is read here: write to another file"),
                            path);
    return OKR_OK;
}

okr_status okr_output(const okr_call *call, const okr_output_args *output, okr_table *table,
                      okr_error *err)
{
    const char *path = output->output;
    okr_format format = OKR_FORMAT_TEXT;
    okr_status status = OKR_OK;

    if (output->format != NULL && !okr_format_parse(output->format, &format))
        status =
            okr_fail(err, OKR_ERR_USAGE,
                     _("option --format: '%s' is none of text, csv, json, md"), output->format);
    if (status == OKR_OK)
        status = okr_table_choose(table, &output->choice, call->russian, err);
    if (status == OKR_OK)
        status = refuse_operand(call, path, err);
    if (status == OKR_OK)
        status = path != NULL ? okr_table_save(table, format, call->russian, path, err)
                              : print_table(table, format, call->russian, err);
    okr_table_free(table);
    return status;
}
