#include "geo/watched_file.h"

#include "base/i18n.h"

#include <cpl_vsi.h>
#include <gdal.h>

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define PREFIX "/vsiokrug/"

/* errno of the first write that failed; a driver writes in the thread that calls it. */
static _Thread_local int failure;

static void remember(void)
{
    if (failure == 0)
        failure = errno != 0 ? errno : EIO;
}

static int stat_file(void *user, const char *name, VSIStatBufL *info, int flags)
{
    (void)user;
    return VSIStatExL(name, info, flags);
}

static int unlink_file(void *user, const char *name)
{
    (void)user;
    return VSIUnlink(name);
}

static int rename_file(void *user, const char *from, const char *to)
{
    (void)user;
    return VSIRename(from, to);
}

static int make_folder(void *user, const char *name, long mode)
{
    (void)user;
    return VSIMkdir(name, mode);
}

static int remove_folder(void *user, const char *name)
{
    (void)user;
    return VSIRmdir(name);
}

static char **read_folder(void *user, const char *name, int most)
{
    (void)user;
    return VSIReadDirEx(name, most);
}

static void *open_file(void *user, const char *name, const char *access)
{
    (void)user;
    errno = 0;
    VSILFILE *file = VSIFOpenL(name, access);
    /* To look whether a file is there is no failure; to be unable to make one is. */
    if (file == NULL && access[0] != 'r')
        remember();
    return file;
}

static vsi_l_offset tell(void *file)
{
    return VSIFTellL(file);
}

static int seek(void *file, vsi_l_offset offset, int whence)
{
    errno = 0;
    const int result = VSIFSeekL(file, offset, whence);
    if (result != 0 && errno != 0) /* it writes what is buffered */
        remember();
    return result;
}

static size_t read_items(void *file, void *buffer, size_t size, size_t count)
{
    return VSIFReadL(buffer, size, count, file);
}

static int at_end(void *file)
{
    return VSIFEofL(file);
}

static size_t write_items(void *file, const void *buffer, size_t size, size_t count)
{
    errno = 0;
    if (failure == 0 && VSIFWriteL(buffer, size, count, file) != count)
        remember();
    return count;
}

static int flush_file(void *file)
{
    errno = 0;
    if (VSIFFlushL(file) != 0)
        remember();
    return 0;
}

static int truncate_file(void *file, vsi_l_offset size)
{
    errno = 0;
    if (VSIFTruncateL(file, size) != 0)
        remember();
    return 0;
}

static int close_file(void *file)
{
    errno = 0;
    if (VSIFCloseL(file) != 0)
        remember();
    return 0;
}

static void install(void)
{
    VSIFilesystemPluginCallbacksStruct *calls = VSIAllocFilesystemPluginCallbacksStruct();

    calls->stat = stat_file;
    calls->unlink = unlink_file;
    calls->rename = rename_file;
    calls->mkdir = make_folder;
    calls->rmdir = remove_folder;
    calls->read_dir = read_folder;
    calls->open = open_file;
    calls->tell = tell;
    calls->seek = seek;
    calls->read = read_items;
    calls->eof = at_end;
    calls->write = write_items;
    calls->flush = flush_file;
    calls->truncate = truncate_file;
    calls->close = close_file;
    (void)VSIInstallPluginHandler(PREFIX, calls);
    VSIFreeFilesystemPluginCallbacksStruct(calls);
}

static bool needs_watching(GDALDriverH driver, const char *path)
{
    const char *name = GDALGetDriverShortName(driver);
    const char *virtual = GDALGetMetadataItem(driver, GDAL_DCAP_VIRTUALIO, NULL);

    return virtual != NULL && strcmp(virtual, "YES") == 0 && strcmp(name, "GPKG") != 0 &&
           strcmp(name, "SQLite") != 0 && strncmp(path, "/vsi", strlen("/vsi")) != 0;
}

void okr_watched_begin(void *driver, const char *path, okr_text *given)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, install);
    failure = 0;
    if (needs_watching(driver, path))
        okr_text_add(given, PREFIX);
    okr_text_add(given, path);
}

okr_status okr_watched_end(okr_status status, const char *shown, okr_error *err)
{
    const int reason = failure;

    failure = 0;
    if (reason == 0)
        return status;
    return okr_fail(err, OKR_ERR_IO, _("'%s' cannot be written: %s"), shown, strerror(reason));
}
