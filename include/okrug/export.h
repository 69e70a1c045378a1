/** @file
 * A part of a workspace as a file of its own: a styled GeoPackage, one per municipality, any
 * other format that OGR writes, or a PostGIS schema.
 */
#ifndef OKRUG_EXPORT_H
#define OKRUG_EXPORT_H

#include "okrug/error.h"
#include "okrug/filter.h"
#include "okrug/listener.h"
#include "okrug/workspace.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to take out, and where to. All strings are borrowed. */
typedef struct okr_export_options {
    okr_filter filter;    /**< as of stats and query; everything without one */
    const char *output;   /**< file, folder or "PG:..." */
    const char *format;   /**< NULL: by the ending of output; gpkg, geojson, shp, kml, dxf, tab,
                               mif, fgb, csv, xlsx, ods or postgis */
    const char *layer;    /**< NULL, or one layer instead of the usual ones */
    const char *encoding; /**< of shp, tab and mif: UTF-8 or CP1251; NULL: usual */
    const char *schema;   /**< of a database; NULL: "okrug" */
    const char *crs;      /**< NULL, or another coordinate system, such as "EPSG:32645" */
    const char *split;    /**< NULL or "municipality": one file each */
    bool original;        /**< keep geometry whole that crosses the border of the territory */
    bool overwrite;       /**< replace existing files */
    bool russian;         /**< language of headers of tables and of comments in a database */
    bool english;         /**< titles inside packages in English; else as in the workspace */
    long threads;         /**< of `split`; 0: one per processor */
} okr_export_options;

/**
 * Write an extract.
 *
 * The same workspace and options give the same bytes. A file appears whole or not at all, and
 * of several files either all or none.
 *
 * @param listener  may be NULL; hears of progress and of what a format could not hold
 * @return OKR_ERR_USAGE (unknown word, place, kind ... with suggestions, target exists without
 *         `overwrite`), OKR_ERR_NOT_FOUND (nothing to write), OKR_ERR_IO naming the file
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_export(const okr_workspace *workspace,
                                                       const okr_export_options *options,
                                                       const okr_listener *listener,
                                                       okr_error *err);

/**
 * Write the sheet on which staff draw: a GeoPackage with one row for each selected measure that
 * has no place, only a named one, or an approximate geometry; geometry empty, forms for QGIS.
 * okrug.yaml names the saved file under `sources: worklist`, and the next build reads it.
 *
 * @param options  of them filter, output, overwrite and russian are looked at
 * @return as okr_workspace_export; OKR_ERR_USAGE when output is no .gpkg
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_worklist(const okr_workspace *workspace,
                                                         const okr_export_options *options,
                                                         const okr_listener *listener,
                                                         okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
