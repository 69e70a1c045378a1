/** @file
 * A GeoPackage as desktop GIS lists it: its tables with titles, metadata and styles.
 */
#ifndef OKR_STORE_PACKAGE_H
#define OKR_STORE_PACKAGE_H

#include "base/mem.h"

#include <stdbool.h>

/** One table of gpkg_contents. Strings are never NULL and live as long as the package. */
typedef struct okr_package_table {
    const char *name;
    const char *title;    /**< identifier of gpkg_contents */
    const char *geometry; /**< "MULTIPOLYGON" ..., "" for a table of attributes */
    const char *metadata; /**< XML document, "" without one */
    bool filled;          /**< has rows */
} okr_package_table;

/** One row of layer_styles. */
typedef struct okr_package_style {
    int table; /**< index of its table */
    const char *name;
    const char *qml;
    bool is_default;
} okr_package_style;

/** Initialise with okr_package_open. */
typedef struct okr_package {
    okr_arena arena; /**< owns the strings */
    okr_vec tables;  /**< okr_package_table, in the order of gpkg_contents */
    okr_vec styles;  /**< okr_package_style, in the order of layer_styles */
} okr_package;

/** Read them; okr_package_done in any case. The file is opened for reading only. */
OKR_MUST_CHECK okr_status okr_package_open(okr_package *package, const char *path,
                                           okr_error *err);

/** Release. */
void okr_package_done(okr_package *package);

/** Index of the table of that name, -1 when there is none. */
int okr_package_find(const okr_package *package, const char *name);

#endif
