/** @file
 * A programme folder into memory: okrug.yaml, every table, the boundaries.
 */
#ifndef OKR_SOURCE_READ_H
#define OKR_SOURCE_READ_H

#include "model/programme.h"
#include "okrug/error.h"
#include "okrug/listener.h"

/**
 * Read a programme and connect it.
 *
 * @param path        the folder, or its okrug.yaml
 * @param listener    told which table is read; may be NULL
 * @param programme   made by okr_programme_init; the caller releases it also after a failure
 * @param boundaries  NULL, or the layer that replaces the boundary set; see okr_boundary_read
 * @return OKR_ERR_IO, OKR_ERR_FORMAT, OKR_ERR_NOT_FOUND, OKR_ERR_GEOMETRY naming file, row,
 *         column and value; OKR_ERR_NOMEM; OKR_ERR_CANCELLED
 *
 * What is wrong with single values is in programme->findings, in the order of the tables.
 */
OKR_MUST_CHECK okr_status okr_source_read(const char *path, const okr_listener *listener,
                                          okr_programme *programme, const char *boundaries,
                                          okr_error *err);

/** okr_source_read without any boundary set: for what makes one. */
OKR_MUST_CHECK okr_status okr_source_read_places(const char *path, const okr_listener *listener,
                                                 okr_programme *programme, okr_error *err);

#endif
