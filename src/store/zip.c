#include "store/zip.h"

#include "base/i18n.h"
#include "store/atomic.h"

#include <minizip/zip.h>
#include <stdint.h>

/* Whether the library was content with everything. */
static bool fill(zipFile zip, const char *name, const void *bytes, size_t size)
{
    static const zip_fileinfo epoch = {
        .tmz_date = {.tm_mday = 1, .tm_mon = 0, .tm_year = 1980}};
    bool good = zipOpenNewFileInZip(zip, name, &epoch, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                                    Z_BEST_COMPRESSION) == ZIP_OK;

    if (!good)
        return false;
    good = zipWriteInFileInZip(zip, bytes, (unsigned)size) == ZIP_OK;
    return zipCloseFileInZip(zip) == ZIP_OK && good;
}

okr_status okr_zip_write(const char *path, const char *name, const void *bytes, size_t size,
                         okr_error *err)
{
    okr_atomic file = {0};
    okr_status status = size > UINT32_MAX
                            ? okr_fail(err, OKR_ERR_USAGE, _("'%s': too large"), path)
                            : okr_atomic_begin(&file, path, err);

    if (status == OKR_OK) {
        zipFile zip = zipOpen64(file.temp, APPEND_STATUS_CREATE);
        bool good = zip != NULL && fill(zip, name, bytes, size);
        good = zip != NULL && zipClose(zip, NULL) == ZIP_OK && good;
        if (!good)
            status = okr_fail(err, OKR_ERR_IO, _("'%s': cannot be written"), path);
    }
    if (status == OKR_OK)
        status = okr_atomic_commit(&file, err);
    okr_atomic_done(&file);
    return status;
}
