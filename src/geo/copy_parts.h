/** @file
 * One layer being copied; private to copy*.c.
 */
#ifndef OKR_GEO_COPY_PARTS_H
#define OKR_GEO_COPY_PARTS_H

#include "geo/copy.h"
#include "geo/crs.h"

#include <gdal.h>
#include <ogr_api.h>

struct okr_copy_source {
    char name[64]; /* of the file in GDAL's memory */
    GDALDatasetH dataset;
};

/** How one field goes over. */
typedef struct okr_copy_way {
    int from; /**< index in the table; -1: its fid */
    int to;   /**< index in the layer */
    OGRFieldType type;
    bool as_text; /**< the format has no such type */
    size_t cut, lost;
} okr_copy_way;

/** A layer at work. */
typedef struct okr_copier {
    const okr_copy_target *target;
    const okr_copy_layer *layer;
    OGRLayerH out;            /**< borrowed */
    okr_transform *transform; /**< borrowed; NULL: geometry as it is */
    okr_copy_way *ways;       /**< owned by the caller, one per field */
} okr_copier;

/** Set every field of `to` from `from`. */
void okr_copy_values(const okr_copier *copier, OGRFeatureH from, OGRFeatureH to);

/** Copy the geometry, transformed. */
OKR_MUST_CHECK okr_status okr_copy_geometry(const okr_copier *copier, OGRFeatureH from,
                                            OGRFeatureH to, okr_error *err);

/** Open a database and begin: the statements before. */
OKR_MUST_CHECK okr_status okr_copy_begin_database(const okr_copy_target *target,
                                                  GDALDatasetH *dataset, okr_error *err);

/** The statements after, and commit; with a failure roll back and return that. */
OKR_MUST_CHECK okr_status okr_copy_end_database(const okr_copy_target *target,
                                                GDALDatasetH dataset, okr_status status,
                                                okr_error *err);

#endif
