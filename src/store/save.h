/** @file
 * Writing the workspace.
 */
#ifndef OKR_STORE_SAVE_H
#define OKR_STORE_SAVE_H

#include "model/programme.h"

/** How to write it. Zero-initialise with {0}. */
typedef struct okr_save_options {
    /** "2024-12-31T00:00:00.000Z" for gpkg_contents.last_change; NULL: the status date. */
    const char *last_change;
    /** What was found of exactly this programme, borrowed; NULL: it is found here. */
    const struct okr_facts *facts;
} okr_save_options;

enum { OKR_STAMP_TEXT = 25 }; /**< "2024-12-31T00:00:00.000Z" */

/** The time of last change that a programme is saved with unless the options say another. */
void okr_store_stamp(const okr_programme *programme, char stamp[OKR_STAMP_TEXT]);

/**
 * Write a linked programme as one GeoPackage.
 *
 * The same programme gives the same bytes. The file appears whole under its name or not at
 * all: it is written beside it and renamed at the end; on failure an older file stays as it
 * was.
 *
 * @param options  NULL: all defaults
 * @return OKR_ERR_IO when the disk is full, the folder cannot be written, path is a folder, or
 *         another program left a journal beside an older file; OKR_ERR_GEOMETRY when a geometry
 *         of the programme is broken; OKR_ERR_USAGE for a bad option
 * Cost: O(rows + vertices).
 */
OKR_MUST_CHECK okr_status okr_store_save(const okr_programme *programme,
                                         const okr_save_options *options, const char *path,
                                         okr_error *err);

/**
 * The same bytes in memory, for handing them on.
 * @param[out] bytes  the caller frees them
 */
OKR_MUST_CHECK okr_status okr_store_save_bytes(const okr_programme *programme,
                                               const okr_save_options *options,
                                               unsigned char **bytes, size_t *size,
                                               okr_error *err);

#endif
