#include "store/atomic.h"

#include "base/file.h"
#include "base/i18n.h"
#include "store/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ATTEMPTS = 100 };

static okr_status fail_errno(okr_error *err, const char *path)
{
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), path, strerror(errno));
}

/* A link is written through, so that renaming does not replace the link itself. */
static okr_status resolve(const char *path, char **target, okr_error *err)
{
    struct stat info;
    char *real = NULL;

    if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
        real = realpath(path, NULL);
    *target = real != NULL ? real : strdup(path);
    return *target == NULL ? okr_fail_nomem(err) : OKR_OK;
}

static okr_status create(const okr_atomic *file, mode_t mode, bool *exists, okr_error *err)
{
    const int fd = open(file->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    *exists = fd < 0 && errno == EEXIST;
    if (fd < 0)
        return *exists ? OKR_OK : fail_errno(err, file->target);
    /* Keeping the old rights is a courtesy; not being allowed to is no failure. */
    if (mode != 0)
        (void)fchmod(fd, mode);
    (void)close(fd);
    return OKR_OK;
}

static okr_status create_beside(okr_atomic *file, mode_t mode, okr_error *err)
{
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        okr_text name = {0};
        bool exists = false;
        okr_leftover_name(&name, file->target, attempt);
        okr_status status = okr_text_take(&name, &file->temp, err);
        if (status == OKR_OK)
            status = create(file, mode, &exists, err);
        if (status == OKR_OK && !exists)
            return OKR_OK;
        free(file->temp);
        file->temp = NULL;
        if (status != OKR_OK)
            return status;
    }
    return okr_fail(err, OKR_ERR_IO,
                    _("cannot write '%s': too many unfinished files beside it"), file->target);
}

okr_status okr_atomic_begin(okr_atomic *file, const char *path, okr_error *err)
{
    struct stat info;
    mode_t mode = 0;
    okr_status status = resolve(path, &file->target, err);

    if (status != OKR_OK)
        return status;
    if (stat(file->target, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': it is a folder"), path);
        if (!S_ISREG(info.st_mode))
            return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': it is no ordinary file"),
                            path);
        mode = info.st_mode & 0777;
    }
    status = okr_leftover_remove(file->target, err);
    return status == OKR_OK ? create_beside(file, mode, err) : status;
}

okr_status okr_atomic_flush(const char *path, bool folder, okr_error *err)
{
    const int fd = open(path, (folder ? O_DIRECTORY : 0) | O_RDONLY | O_CLOEXEC);
    okr_status status = OKR_OK;

    /* Some file systems cannot flush a folder and say EINVAL; there is nothing to do then. */
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
        status = fail_errno(err, path);
    if (fd >= 0)
        (void)close(fd);
    return status;
}

static okr_status flush_folder(const char *path, okr_error *err)
{
    okr_text folder = {0};
    okr_status status = OKR_OK;

    okr_path_add_folder(&folder, path);
    status = okr_text_check(&folder, err);
    if (status == OKR_OK)
        status = okr_atomic_flush(okr_text_str(&folder), true, err);
    okr_text_done(&folder);
    return status;
}

okr_status okr_atomic_commit(okr_atomic *file, okr_error *err)
{
    okr_status status = okr_atomic_flush(file->temp, false, err);

    if (status != OKR_OK)
        return status;
    if (rename(file->temp, file->target) != 0)
        return fail_errno(err, file->target);
    free(file->temp);
    file->temp = NULL;
    return flush_folder(file->target, err);
}

void okr_atomic_done(okr_atomic *file)
{
    if (file->temp != NULL)
        (void)unlink(file->temp);
    free(file->temp);
    free(file->target);
    *file = (okr_atomic){0};
}
