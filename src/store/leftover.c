#include "store/leftover.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void okr_leftover_name(okr_text *name, const char *stem, int number)
{
    okr_text_addf(name, "%s.%ld.%d.tmp", stem, (long)getpid(), number);
}

static bool is_number(const char *at, char **end)
{
    return *at >= '0' && *at <= '9' && strtol(at, end, 10) >= 0;
}

/* The process that writes the file of that name; 0 when it is none of ours. */
static pid_t writer_of(const char *name, const char *stem)
{
    const size_t n = strlen(stem);
    char *end = NULL;
    pid_t writer = 0;

    if (strncmp(name, stem, n) != 0 || name[n] != '.' || !is_number(name + n + 1, &end))
        return 0;
    writer = (pid_t)strtol(name + n + 1, NULL, 10);
    if (*end != '.' || !is_number(end + 1, &end) || strncmp(end, ".tmp", strlen(".tmp")) != 0)
        return 0;
    end += strlen(".tmp");
    return *end == '\0' || *end == '-' ? writer : 0; /* "-journal" */
}

static bool is_gone(pid_t process)
{
    return process > 0 && kill(process, 0) != 0 && errno == ESRCH;
}

static void remove_file(const char *folder, const char *name)
{
    okr_text path = {0};

    okr_text_addf(&path, "%s/%s", folder, name);
    if (okr_text_check(&path, NULL) == OKR_OK)
        (void)unlink(okr_text_str(&path));
    okr_text_done(&path);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;

    if (folder == NULL)
        return;
    while ((entry = readdir(folder)) != NULL)
        remove_file(path, entry->d_name);
    (void)closedir(folder);
    (void)rmdir(path);
}

static void remove_any(const char *folder, const char *name)
{
    okr_text path = {0};

    okr_text_addf(&path, "%s/%s", folder, name);
    if (okr_text_check(&path, NULL) == OKR_OK && unlink(okr_text_str(&path)) != 0)
        remove_folder(okr_text_str(&path));
    okr_text_done(&path);
}

okr_status okr_leftover_remove(const char *stem, okr_error *err)
{
    const char *base = okr_path_name(stem);
    const struct dirent *entry = NULL;
    okr_text path = {0};
    DIR *folder = NULL;

    okr_path_add_folder(&path, stem);
    okr_status status = okr_text_check(&path, err);
    if (status == OKR_OK)
        folder = opendir(okr_text_str(&path));
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (is_gone(writer_of(entry->d_name, base)))
            remove_any(okr_text_str(&path), entry->d_name);
    if (folder != NULL)
        (void)closedir(folder);
    okr_text_done(&path);
    return status;
}
