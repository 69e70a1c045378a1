/* A table into a file, which appears whole or not at all. */
#include "base/i18n.h"
#include "okrug/table.h"
#include "store/atomic.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Where bytes go, and the name of it that the user knows. */
typedef struct target {
    FILE *file;
    const char *name;
} target;

static okr_status cannot_write(const char *name, okr_error *err)
{
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), name, strerror(errno));
}

static okr_status write_bytes(void *user, const char *bytes, size_t n, okr_error *err)
{
    const target *to = user;

    return fwrite(bytes, 1, n, to->file) == n ? OKR_OK : cannot_write(to->name, err);
}

static okr_status write_file(const okr_table *table, okr_print print, const char *file,
                             const char *name, okr_error *err)
{
    target to = {fopen(file, "wb"), name};
    okr_status status = OKR_OK;

    if (to.file == NULL)
        return cannot_write(name, err);
    print.write = write_bytes;
    print.user = &to;
    status = okr_table_print(table, &print, err);
    if (fclose(to.file) == EOF && status == OKR_OK)
        status = cannot_write(name, err);
    return status;
}

/* Pipes and devices take what comes; there is nothing old in them to keep. */
static bool is_stream(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

okr_status okr_table_save(const okr_table *table, okr_format format, bool russian,
                          const char *path, okr_error *err)
{
    const okr_print print = {.format = format, .russian = russian};
    okr_atomic file = {0};
    okr_status status = OKR_OK;

    if (is_stream(path))
        return write_file(table, print, path, path, err);
    status = okr_atomic_begin(&file, path, err);
    if (status == OKR_OK)
        status = write_file(table, print, file.temp, path, err);
    if (status == OKR_OK)
        status = okr_atomic_commit(&file, err);
    okr_atomic_done(&file);
    return status;
}
