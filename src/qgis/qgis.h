/** @file
 * The parts of a project file of QGIS. Each appends XML to the text of the project.
 */
#ifndef OKR_QGIS_QGIS_H
#define OKR_QGIS_QGIS_H

#include "base/text.h"
#include "sheet/map_projection.h"
#include "store/package.h"
#include "view/workspace.h"

/** A project being written. */
typedef struct okr_qgis {
    const okr_workspace *workspace; /**< borrowed */
    bool russian;
    okr_package package;           /**< owned */
    okr_text source;               /**< owned; the package as the project names it */
    okr_map_projection projection; /**< owned */
    okr_box box;                   /**< of the territory, degrees */
    okr_rect plane;                /**< the same in metres of the projection */
    okr_text xml;                  /**< owned */
} okr_qgis;

/** What the identifiers of layers begin with: QGIS drops those of ten characters and less. */
#define OKR_QGIS_ID "okrug_layer_"

/** An attribute with the identifier of the layer of a table. */
void okr_qgis_id(okr_qgis *q, const char *attribute, const char *table);

/** One of two wordings. */
const char *okr_qgis_say(const okr_qgis *q, okr_titles words);

/** Name of a style that is current in a layer, "" without one. */
const char *okr_qgis_default_style(const okr_qgis *q, int table);

/** Whether a table stands in the project: layers always, tables of attributes with rows. */
bool okr_qgis_shows(const okr_qgis *q, int table);

enum { OKR_QGIS_MAP = 8 };

/** The layers of the map, from the top down; returns their number. */
int okr_qgis_map_layers(const okr_qgis *q, int layers[OKR_QGIS_MAP]);

/** An element for one layer in a tree of layers. */
void okr_qgis_tree_layer(okr_qgis *q, int table);

/** The tree of layers in groups. */
void okr_qgis_tree(okr_qgis *q);

/** The layers. OKR_ERR_FORMAT when a style of the package is no QML. */
OKR_MUST_CHECK okr_status okr_qgis_layers(okr_qgis *q, okr_error *err);

/** Relations between the layers. */
void okr_qgis_relations(okr_qgis *q);

/** One theme for each style of municipalities. */
void okr_qgis_themes(okr_qgis *q);

/** A coordinate system: "EPSG:n" or "+proj=...". */
void okr_qgis_crs(okr_qgis *q, const char *crs);

/** What the window shows at first. */
void okr_qgis_canvas(okr_qgis *q);

/** A bookmark for each agglomeration and municipality. */
OKR_MUST_CHECK okr_status okr_qgis_bookmarks(okr_qgis *q, okr_error *err);

/** The print layouts: the whole programme, and an atlas of municipalities. */
void okr_qgis_layouts(okr_qgis *q);

/**
 * Append the path that leads from a folder to a file, as "./x.gpkg" or "../a/x.gpkg".
 * Both are absolute, without ".", ".." and doubled slashes.
 */
void okr_qgis_relative(const char *folder, const char *file, okr_text *path);

/** Find `source`: the way to the package from the folder of the project, which exists. */
OKR_MUST_CHECK okr_status okr_qgis_find_source(okr_qgis *q, const char *output, okr_error *err);

#endif
