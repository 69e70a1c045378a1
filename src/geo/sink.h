/** @file
 * Writing features to any format that OGR can write.
 */
#ifndef OKR_GEO_SINK_H
#define OKR_GEO_SINK_H

#include "geo/wkb.h"
#include "okrug/error.h"

#include <stddef.h>

/** Type of an attribute. */
typedef enum okr_sink_type { OKR_SINK_TEXT, OKR_SINK_INTEGER, OKR_SINK_REAL } okr_sink_type;

/** One attribute. */
typedef struct okr_sink_field {
    const char *name;
    okr_sink_type type;
} okr_sink_field;

/** What features look like. */
typedef enum okr_sink_shape {
    OKR_SINK_NO_GEOMETRY,
    OKR_SINK_POINT,
    OKR_SINK_MULTILINESTRING,
    OKR_SINK_MULTIPOLYGON,
    OKR_SINK_ANY_GEOMETRY
} okr_sink_shape;

/** The layer to be made; borrowed only during okr_sink_open. */
typedef struct okr_sink_options {
    const char *format; /**< OGR driver, such as "GeoJSON"; NULL: by the path's extension */
    const char *layer;
    okr_sink_shape shape; /**< geometry is EPSG:4326, longitude first */
    const okr_sink_field *fields;
    size_t field_count;
    const char *const *layer_options; /**< NULL, or "NAME=VALUE" of the driver up to a NULL */
    const char *last_change; /**< of a GeoPackage: "2022-12-31T00:00:00.000Z"; NULL: 1970 */
} okr_sink_options;

/** One layer open for writing. */
typedef struct okr_sink okr_sink;

/**
 * Make a file with one layer. It appears whole at okr_sink_close: until then it is written
 * beside `path`, whose older content stays on failure.
 *
 * @param[out] out  okr_sink_close
 * @return OKR_ERR_USAGE for a format that is unknown or not written, OKR_ERR_IO
 */
OKR_MUST_CHECK okr_status okr_sink_open(const char *path, const okr_sink_options *options,
                                        okr_sink **out, okr_error *err);

/** Write one feature; values in the order of the fields, NULL or "" is null. */
OKR_MUST_CHECK okr_status okr_sink_write(okr_sink *sink, okr_wkb geometry,
                                         const char *const *values, okr_error *err);

/**
 * End: with status OKR_OK the file takes its name, otherwise it is removed.
 * @return status, or why the end failed
 */
OKR_MUST_CHECK okr_status okr_sink_close(okr_sink *sink, okr_status status, okr_error *err);

#endif
