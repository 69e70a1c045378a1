/** @file
 * Files that GDAL's drivers write, watched: several drivers do not notice that a disk is full,
 * and one is not safe to be told. Here a write that fails is remembered and the driver goes on
 * as if it had worked; whoever asked for the file looks at the end.
 */
#ifndef OKR_GEO_WATCHED_FILE_H
#define OKR_GEO_WATCHED_FILE_H

#include "base/text.h"
#include "okrug/error.h"

/**
 * Begin to watch what this thread writes, and append the path to give to the driver: that of
 * the watched file, or `path` itself for drivers that check their writes (SQLite) or do not go
 * through GDAL's files.
 *
 * @param driver  a GDALDriverH
 */
void okr_watched_begin(void *driver, const char *path, okr_text *given);

/**
 * After the dataset is closed: did everything reach the disk?
 *
 * @param status  what is known so far; the reason found here is told instead of its
 * consequences
 * @param shown   what the message calls the file
 * @return status, or OKR_ERR_IO with what the system said
 */
okr_status okr_watched_end(okr_status status, const char *shown, okr_error *err);

#endif
