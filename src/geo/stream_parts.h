/** @file
 * What the files of layer_stream share. Private to them.
 */
#ifndef OKR_GEO_STREAM_PARTS_H
#define OKR_GEO_STREAM_PARTS_H

#include "base/mem.h"
#include "geo/dataset.h"
#include "geo/gpkg_table.h"
#include "geo/layer_stream.h"

#include <ogr_recordbatch.h>

#include <pthread.h>

/** How a stream is cut. */
typedef enum okr_stream_mode {
    OKR_STREAM_RANGES,  /**< each reader opens the file and takes ranges of FID */
    OKR_STREAM_ARROW,   /**< one Arrow stream, its batches handed out in turn */
    OKR_STREAM_FEATURES /**< one row of features, cut into batches */
} okr_stream_mode;

struct okr_stream {
    char *path; /* owned */
    okr_stream_options options;
    okr_stream_mode mode;
    okr_gpkg_table *plain;         /* owned; NULL: rows are for GDAL to read */
    okr_dataset source;            /* of the sequential modes, guarded by lock while reading;
                                      none when plain says all that is asked of it */
    okr_dataset chosen;            /* rows that fulfil the condition; none: those of source */
    struct ArrowArrayStream arrow; /* owned while open */
    bool arrow_open;
    okr_crs *crs; /* owned */
    bool is_wgs84;
    bool is_csv;
    int csv_lon, csv_lat; /* fields of the coordinates; -1: the driver makes the geometry */
    double expected;
    long long fid_first, fid_width; /* ranges: [first + k * width, + width) */
    size_t ranges;
    pthread_mutex_t lock;
    size_t next; /* guarded by lock: number of the next batch */
    bool ended;  /* guarded by lock */
};

/** A table of a GeoPackage, read by SQLite itself. */
typedef struct okr_table okr_table;

struct okr_stream_reader {
    okr_stream *stream; /* borrowed */
    okr_dataset source; /* own dataset in ranges mode; opened when a range needs GDAL */
    okr_table *table;   /* owned; NULL: all ranges need GDAL */
    struct ArrowArray array;
    struct ArrowSchema schema;
    okr_vec ids;     /* long long */
    okr_vec shapes;  /* okr_wkb */
    okr_vec numbers; /* double */
    okr_vec texts;   /* const char * */
    okr_vec faults;  /* const char *: of features, NULL for a sound one */
    okr_vec bytes;   /* unsigned char: shapes of features and rows */
    okr_vec offsets; /* size_t: their ends in bytes */
    okr_arena arena; /* texts, and shapes made straight */
};

/** Open the dataset and choose the layer, with filter and ignored fields set. */
OKR_MUST_CHECK okr_status okr_source_open(const okr_stream *stream, okr_dataset *source,
                                          okr_error *err);

/** Whether a path is that of a CSV file. */
bool okr_csv_is(const char *path);

/** The driver's options: the columns of WKT, as stated or by the usual names. CSLDestroy. */
char **okr_csv_options(const okr_stream_options *o);

/** Those that make longitude and latitude numbers, for a condition to compare. CSLDestroy. */
char **okr_csv_number_options(const okr_stream_options *o);

/** Is the condition put to a second reading of the file, with longitude and latitude as
 * numbers? Only a CSV file has both, and only one that can be read twice. */
bool okr_csv_is_read_twice(const okr_stream *stream);

/** The next feature of a stream's layer that fulfils the condition; NULL: none, or an error. */
OGRFeatureH okr_csv_next_chosen(const okr_stream *stream, OGRLayerH layer);

/** Fail unless the columns that are stated for the geometry are there, in a CSV file. */
OKR_MUST_CHECK okr_status okr_csv_check(const okr_stream *stream, const okr_dataset *source,
                                        okr_error *err);

/** Is a field of a CSV file one of those that may make the geometry? */
bool okr_csv_makes_geometry(const okr_stream *stream, OGRFeatureDefnH defn, int field);

/** Find the columns of longitude and latitude of an open stream; false: it has no geometry. */
bool okr_csv_find(okr_stream *stream);

/**
 * What the driver leaves of a row's geometry: the point of longitude and latitude, and in
 * *fault why there is none (it drops bad numbers and WKT without a word).
 */
OKR_MUST_CHECK okr_status okr_csv_add_shape(okr_stream_reader *reader, OGRFeatureH feature,
                                            const char **fault, okr_error *err);

/** A number in a text; NaN when it is blank. False, and infinity, when it is none. */
bool okr_stream_number(const char *text, double *value);

/** What a cell ought to be. */
typedef enum okr_cell_kind { OKR_CELL_NUMBER, OKR_CELL_COORDINATE, OKR_CELL_WKT } okr_cell_kind;

/** Tell in *fault that a cell is not what it ought to be; lives until the next batch. */
OKR_MUST_CHECK okr_status okr_cell_fault(okr_stream_reader *reader, OGRFeatureH feature,
                                         int field, okr_cell_kind kind, const char **fault,
                                         okr_error *err);

/** Fail with OKR_ERR_IO "'path', layer 'x': reading failed" and GDAL's message. */
okr_status okr_stream_read_failed(const okr_stream *stream, okr_error *err);

/** Take array and schema of a batch into the reader and point its columns at them. */
OKR_MUST_CHECK okr_status okr_arrow_columns(okr_stream_reader *reader, okr_batch *batch,
                                            okr_error *err);

/** Curves in a shape become chains of straight edges, as OGR draws them; bytes that OGR cannot
 * read are left for whoever measures them to refuse. The result lives until the next batch. */
OKR_MUST_CHECK okr_status okr_stream_straighten(okr_stream_reader *reader, okr_wkb *shape,
                                                okr_error *err);

/** Forget the last Arrow batch. */
void okr_arrow_forget(okr_stream_reader *reader);

/** Forget the identifiers, bytes, offsets and fields of the last features or rows. */
void okr_rows_start(okr_stream_reader *reader);

/** Make a batch of them: the bytes stay where they are until the next one. */
OKR_MUST_CHECK okr_status okr_rows_finish(okr_stream_reader *reader, okr_batch *batch,
                                          okr_error *err);

/** Read features up to a batch from a layer; *count 0 at its end. */
OKR_MUST_CHECK okr_status okr_feature_batch(okr_stream_reader *reader, OGRLayerH layer,
                                            okr_batch *batch, okr_error *err);

/** Are the fields that are asked for there, of kinds whose values need no second look? Their
 * names are compared as GDAL's batches do. */
bool okr_table_has_fields(const okr_gpkg_table *plain, const okr_stream_options *o);

/** Open the table of a stream for a reader; NULL when its rows are for GDAL to read. */
okr_table *okr_table_open(okr_stream_reader *reader);

/** Release; NULL is allowed. */
void okr_table_close(okr_table *table);

/**
 * Read the rows whose FID is in a range, both ends included.
 * @param[out] sure  false: something in it is for GDAL to read; the batch is untouched
 */
OKR_MUST_CHECK okr_status okr_table_range(okr_table *table, const long long range[2],
                                          okr_batch *batch, bool *sure, okr_error *err);

#endif
