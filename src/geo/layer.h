/** @file
 * Vector layers and sheets, read feature by feature through OGR.
 *
 * Every attribute comes as text: codes keep their zeros, a number is written without the locale
 * and without a decimal point when it is whole. Geometry comes in EPSG:4326, longitude first.
 */
#ifndef OKR_GEO_LAYER_H
#define OKR_GEO_LAYER_H

#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** One layer open for reading. Not thread-safe; one reader at a time. */
typedef struct okr_layer okr_layer;

/** How to open. Members may be NULL or "": not stated. */
typedef struct okr_layer_options {
    const char *name;     /**< of the source in messages; not stated: the path */
    const char *layer;    /**< needed when the file has several */
    const char *encoding; /**< of a Shapefile's attributes, when its .cpg is wrong or absent */
    const char *crs;      /**< replaces what the layer says; see okr_crs_parse */
    const char *crs_by;   /**< how a user states it, in the message that it is missing */
    bool raw_rows;        /**< of a sheet: its first row is read too and names no columns */
} okr_layer_options;

/** One feature; borrowed from its layer, valid until the next one is read. */
typedef struct okr_feature {
    long long id;     /**< FID; of a sheet the number of the row */
    okr_wkb geometry; /**< EPSG:4326, XY, without curves; size 0: none */
} okr_feature;

/**
 * Open a layer read-only: any format that OGR knows, also "PG:...". The source is not changed.
 *
 * @param options   may be NULL
 * @param[out] out  okr_layer_close
 * @return OKR_ERR_IO naming the file, OKR_ERR_NOT_FOUND listing its layers, OKR_ERR_GEOMETRY
 *         when it has geometry without a known coordinate system
 */
OKR_MUST_CHECK okr_status okr_layer_open(const char *path, const okr_layer_options *options,
                                         okr_layer **out, okr_error *err);

/**
 * In how many parts, at most `wish`, a layer that nothing was read of yet can be read by as
 * many threads; 1: only as it is.
 */
size_t okr_layer_parts(okr_layer *layer, size_t wish);

/**
 * Open part `index` of `count`, more than 1 and as okr_layer_parts said: the parts one after
 * the other are the layer. May be called by several threads at a time.
 *
 * @param whole     stays open and is not read meanwhile
 * @param[out] out  okr_layer_close, before the whole
 */
OKR_MUST_CHECK okr_status okr_layer_part(const okr_layer *whole, size_t index, size_t count,
                                         okr_layer **out, okr_error *err);

/** Release; NULL is allowed. */
void okr_layer_close(okr_layer *layer);

/** Name of the layer inside its file. */
const char *okr_layer_name(const okr_layer *layer);

/** Whether it is a sheet of a spreadsheet. */
bool okr_layer_is_sheet(const okr_layer *layer);

/** Number of attributes. */
size_t okr_layer_field_count(const okr_layer *layer);

/** Name of attribute i. */
const char *okr_layer_field_name(const okr_layer *layer, size_t i);

/** Whether features may have a geometry. */
bool okr_layer_has_geometry(const okr_layer *layer);

/**
 * The next feature in the order of the source.
 *
 * @param[out] more  false after the last feature
 * @return OKR_ERR_IO or OKR_ERR_GEOMETRY naming file, layer and feature
 */
OKR_MUST_CHECK okr_status okr_layer_next(okr_layer *layer, okr_feature *feature, bool *more,
                                         okr_error *err);

/** Attribute i of the feature read last, "" when null; valid until the next feature. */
const char *okr_layer_text(okr_layer *layer, size_t i);

#endif
