/** @file
 * A layer of any size read in batches by several threads at once.
 *
 * Where the driver hands out Arrow batches they are used as they are; a GeoPackage is read in
 * ranges of its FID by every thread for itself; other formats go through features. Whatever the
 * way and the number of threads, the batches are the same and numbered in the layer's order.
 */
#ifndef OKR_GEO_LAYER_STREAM_H
#define OKR_GEO_LAYER_STREAM_H

#include "geo/crs.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** A layer open for streaming; shared by its readers. */
typedef struct okr_stream okr_stream;

/** What to read. Strings are borrowed until the stream is closed; NULL: not stated. */
typedef struct okr_stream_options {
    const char *layer;          /**< needed when the file has several */
    const char *where;          /**< condition in the SQL of OGR */
    const char *crs;            /**< replaces what the layer says */
    const char *encoding;       /**< of a Shapefile's attributes */
    const char *lon, *lat;      /**< columns of a CSV file; usual names are found */
    const char *wkt;            /**< column of a CSV file */
    const char *const *numbers; /**< numeric fields wanted */
    size_t number_count;
    const char *text; /**< a field wanted as text */
} okr_stream_options;

/** Some features; borrowed from their reader until it reads the next batch. */
typedef struct okr_batch {
    size_t number; /**< from 0, in the order of the layer, without gaps */
    size_t count;
    const long long *ids;    /**< FID */
    const okr_wkb *shapes;   /**< in the layer's coordinates; size 0: none */
    const double *numbers;   /**< count * number_count, NaN for null, infinite for no number */
    const char *const *text; /**< NULL, or count texts, "" for null */
    const char *const
        *faults; /**< NULL, or for each why its geometry cannot be read; NULL: it can */
} okr_batch;

/** One thread's way of reading. */
typedef struct okr_stream_reader okr_stream_reader;

/**
 * Open a layer. path "-" is standard input, a sequence of GeoJSON features.
 * @return OKR_ERR_IO naming the file, OKR_ERR_NOT_FOUND naming a layer or field that is not
 *         there, OKR_ERR_GEOMETRY when the layer has no geometry or no coordinate system (that
 *         of a CSV file is EPSG:4326 unless stated)
 */
OKR_MUST_CHECK okr_status okr_stream_open(const char *path, const okr_stream_options *options,
                                          okr_stream **out, okr_error *err);

/** Release; NULL is allowed. After its readers. */
void okr_stream_close(okr_stream *stream);

/** Number of features the layer is said to have; 0 when unknown. */
double okr_stream_expected(const okr_stream *stream);

/** Number of features that the file itself promises, so that fewer mean it was cut short; 0
 * when it promises none. */
double okr_stream_promised(const okr_stream *stream);

/** Are features rows of a table below its head, so that users know feature n as row n + 1? */
bool okr_stream_has_rows(const okr_stream *stream);

/** Name of the layer. */
const char *okr_stream_layer(const okr_stream *stream);

/** Make a reader for the calling thread. */
OKR_MUST_CHECK okr_status okr_stream_reader_new(okr_stream *stream, okr_stream_reader **out,
                                                okr_error *err);

/** Release; NULL is allowed. */
void okr_stream_reader_free(okr_stream_reader *reader);

/**
 * A way of this thread's own to EPSG:4326, longitude first; NULL when that is what shapes are
 * in.
 * @param[out] out  okr_transform_free
 */
OKR_MUST_CHECK okr_status okr_stream_transform(const okr_stream *stream, okr_transform **out,
                                               okr_error *err);

/**
 * The next batch that nobody has. It may be empty.
 * @param[out] more  false after the last
 * @return OKR_ERR_IO naming file and layer
 */
OKR_MUST_CHECK okr_status okr_stream_next(okr_stream_reader *reader, okr_batch *batch,
                                          bool *more, okr_error *err);

#endif
