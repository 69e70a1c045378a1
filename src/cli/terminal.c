/* Everything that depends on the terminal and the environment: language and progress. */
#include "command.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
