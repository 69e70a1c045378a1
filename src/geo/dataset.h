/** @file
 * Opening a layer with OGR: what layer.c and layer_stream.c have in common. Private to them.
 */
#ifndef OKR_GEO_DATASET_H
#define OKR_GEO_DATASET_H

#include "geo/crs_ogr.h"
#include "okrug/error.h"

#include <gdal.h>
#include <ogr_api.h>

/** An open dataset and the layer chosen in it. Zero-initialise. */
typedef struct okr_dataset {
    GDALDatasetH handle; /**< owned */
    OGRLayerH layer;     /**< borrowed from handle */
} okr_dataset;

/** What to open; strings may be NULL or "": not stated. */
typedef struct okr_dataset_source {
    const char *path;     /**< as OGR takes it */
    const char *name;     /**< in messages */
    const char *layer;    /**< needed when there are several */
    char *const *options; /**< of the driver, "NAME=VALUE" up to a NULL; NULL: none */
} okr_dataset_source;

/** Is a text stated? */
static inline bool okr_stated(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/**
 * Open read-only and choose the layer. Close also after a failure.
 * @return OKR_ERR_IO naming the source, OKR_ERR_NOT_FOUND listing its layers
 */
OKR_MUST_CHECK okr_status okr_dataset_open(const okr_dataset_source *source, okr_dataset *out,
                                           okr_error *err);

/** Release; a zeroed one is fine. */
void okr_dataset_close(okr_dataset *dataset);

/** Is a path that of the standard input? */
static inline bool okr_is_stdin(const char *path)
{
    return path[0] == '-' && path[1] == '\0';
}

/**
 * Put a source and its layer before the message in err: "'path', layer 'x': ...", or that it is
 * the standard input, which has names for neither.
 * @return status
 */
okr_status okr_dataset_fail_in(okr_error *err, okr_status status, const char *name,
                               const char *layer);

/** Fail with OKR_ERR_NOT_FOUND, listing the fields, unless the layer has one. */
OKR_MUST_CHECK okr_status okr_dataset_field(const okr_dataset *dataset, const char *name,
                                            const char *field, okr_error *err);

/** What a user says of a layer's coordinate system; each may be NULL or "". */
typedef struct okr_crs_wish {
    const char *stated;    /**< replaces what the layer says */
    const char *otherwise; /**< of a layer that says none */
    const char *by; /**< how a user states it, as in "option --crs"; not stated: no way */
} okr_crs_wish;

/**
 * The coordinate system of the layer: as stated, else as the layer says, else `otherwise`.
 * @param[out] out  okr_crs_free
 * @return OKR_ERR_GEOMETRY naming source and layer when nobody says it
 */
OKR_MUST_CHECK okr_status okr_dataset_crs(const okr_dataset *dataset, const char *name,
                                          const okr_crs_wish *wish, okr_crs **out,
                                          okr_error *err);

#endif
