/** @file
 * Zip archives with one file in them.
 */
#ifndef OKR_STORE_ZIP_H
#define OKR_STORE_ZIP_H

#include "okrug/error.h"

#include <stddef.h>

/**
 * Write an archive that holds one file.
 *
 * The same content gives the same bytes: the entry bears the first moment a zip can express
 * (1980-01-01) and no access rights. The archive appears whole or not at all.
 *
 * @param path  of the archive; replaced when it exists
 * @param name  of the entry, ASCII
 * @param size  less than 4 GiB
 * @return OKR_ERR_IO when the folder cannot be written or the disk is full
 */
OKR_MUST_CHECK okr_status okr_zip_write(const char *path, const char *name, const void *bytes,
                                        size_t size, okr_error *err);

#endif
