/** @file
 * Files that appear whole or not at all: written under another name in the same folder, flushed
 * to the disk, and renamed at the end.
 */
#ifndef OKR_STORE_ATOMIC_H
#define OKR_STORE_ATOMIC_H

#include "okrug/error.h"

#include <stdbool.h>

/** A file being written. Zero-initialise with {0}. */
typedef struct okr_atomic {
    char *target; /**< owned; symbolic links followed */
    char *temp;   /**< owned; exists until commit or abort */
} okr_atomic;

/**
 * Make an empty file beside `path`. An existing file lends its access rights.
 * @return OKR_ERR_IO when the folder is missing or cannot be written, or path is a folder
 */
OKR_MUST_CHECK okr_status okr_atomic_begin(okr_atomic *file, const char *path, okr_error *err);

/** Flush file and folder, and put the file in the place of the old one. */
OKR_MUST_CHECK okr_status okr_atomic_commit(okr_atomic *file, okr_error *err);

/** Wait until a file, or what a folder lists, is on the disk. */
OKR_MUST_CHECK okr_status okr_atomic_flush(const char *path, bool folder, okr_error *err);

/** Remove what is not committed and release; to be called in any case. */
void okr_atomic_done(okr_atomic *file);

#endif
