/** @file
 * A project of QGIS beside a workspace: layers in groups with their styles, relations, map
 * themes, bookmarks and print layouts.
 */
#ifndef OKRUG_QGIS_PROJECT_H
#define OKRUG_QGIS_PROJECT_H

#include "okrug/error.h"
#include "okrug/workspace.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to write. All strings are borrowed. */
typedef struct okr_qgis_options {
    const char *output; /**< "x.qgz" */
    bool overwrite;     /**< replace an existing file */
    bool russian;       /**< language of groups, layers and print layouts */
} okr_qgis_options;

/**
 * Write a project for QGIS 3.22 and later.
 *
 * It reads the GeoPackage of the workspace under a relative path, so both may be moved
 * together. Styles are those that the package holds. The same package and options give the
 * same bytes; the file appears whole or not at all.
 *
 * @return OKR_ERR_USAGE (exists without `overwrite`, name does not end in .qgz), OKR_ERR_IO
 *         naming the file, OKR_ERR_FORMAT when a style in the package is broken
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_qgis_project(const okr_workspace *workspace,
                                                             const okr_qgis_options *options,
                                                             okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
