/** @file
 * The two ways of reading a layer feature by feature: through OGR, which knows every format,
 * and by SQLite alone. Private to the files of layer.
 */
#ifndef OKR_GEO_LAYER_PARTS_H
#define OKR_GEO_LAYER_PARTS_H

#include "geo/gpkg_table.h"
#include "geo/layer.h"

/** A layer open through OGR. */
typedef struct okr_ogr_layer okr_ogr_layer;

/** As okr_layer_open; options are not NULL. */
OKR_MUST_CHECK okr_status okr_ogr_layer_open(const char *path, const okr_layer_options *o,
                                             okr_ogr_layer **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_ogr_layer_close(okr_ogr_layer *layer);

/** As okr_layer_name. */
const char *okr_ogr_layer_name(const okr_ogr_layer *layer);

/** As okr_layer_is_sheet. */
bool okr_ogr_layer_is_sheet(const okr_ogr_layer *layer);

/** As okr_layer_field_count. */
size_t okr_ogr_layer_field_count(const okr_ogr_layer *layer);

/** As okr_layer_field_name. */
const char *okr_ogr_layer_field_name(const okr_ogr_layer *layer, size_t i);

/** As okr_layer_has_geometry. */
bool okr_ogr_layer_has_geometry(const okr_ogr_layer *layer);

/** Read only features whose FID is in a range, both ends included; before the first of them. */
OKR_MUST_CHECK okr_status okr_ogr_layer_between(okr_ogr_layer *layer, const long long range[2],
                                                okr_error *err);

/** As okr_layer_next. */
OKR_MUST_CHECK okr_status okr_ogr_layer_next(okr_ogr_layer *layer, okr_feature *feature,
                                             bool *more, okr_error *err);

/** As okr_layer_text. */
const char *okr_ogr_layer_text(okr_ogr_layer *layer, size_t i);

/** The rows of a plain table of a GeoPackage in a range of FID, read by SQLite. */
typedef struct okr_rows okr_rows;

/** Begin. The table is borrowed. @return okr_rows_close; NULL: SQLite will not */
okr_rows *okr_rows_open(const okr_gpkg_table *table, struct sqlite3 *db,
                        const long long range[2]);

/** Release; NULL is allowed. */
void okr_rows_close(okr_rows *rows);

/**
 * The next row as a feature. Its geometry lives until the row after it.
 * @param[out] more  false after the last
 * @return false when it is for OGR to say what the next row is
 */
bool okr_rows_next(okr_rows *rows, okr_feature *feature, bool *more);

/** Column i of the row read last, "" for null, until the next one; NULL: for OGR to say. */
const char *okr_rows_text(okr_rows *rows, size_t i);

#endif
