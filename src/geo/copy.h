/** @file
 * Tables of a GeoPackage in memory copied to any format that OGR writes, with what the format
 * cannot hold told to the caller.
 */
#ifndef OKR_GEO_COPY_H
#define OKR_GEO_COPY_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** A GeoPackage in memory, open for reading. One thread at a time. */
typedef struct okr_copy_source okr_copy_source;

/** Open; the bytes are borrowed until okr_copy_source_close, and not written to. */
OKR_MUST_CHECK okr_status okr_copy_source_open(unsigned char *bytes, size_t size,
                                               okr_copy_source **out, okr_error *err);

/** Release; NULL is fine. */
void okr_copy_source_close(okr_copy_source *source);

/** Number of rows of a table; 0 when there is no such table. */
size_t okr_copy_rows(const okr_copy_source *source, const char *table);

/** One column and the name it gets; "fid" is the number of the row. */
typedef struct okr_copy_field {
    const char *column;
    const char *name;
} okr_copy_field;

/** One layer to write. */
typedef struct okr_copy_layer {
    const char *const *tables; /**< with the columns below, up to a NULL; written one by one */
    const char *name;
    const okr_copy_field *fields;
    size_t field_count;
    const char *const *options; /**< NULL, or "NAME=VALUE" of the driver up to a NULL */
    bool geometry;              /**< write geometries, if the tables have some */
    bool keep_numbers;          /**< the row's number becomes that of the feature */
} okr_copy_layer;

/** What a format could not hold. */
typedef enum okr_copy_loss {
    OKR_COPY_TYPE_AS_TEXT, /**< no such type: written as text; detail names the type */
    OKR_COPY_TEXT_CUT,     /**< count values were longer than text_bytes */
    OKR_COPY_LETTERS_LOST, /**< count values hold letters that the encoding has not */
    OKR_COPY_LOSSES
} okr_copy_loss;

/** Told once for each layer, field and kind of loss, after the layer. */
typedef struct okr_copy_note {
    okr_copy_loss loss;
    const char *layer, *field;
    size_t count;
    const char *detail;
} okr_copy_note;

/** The file or database to write. */
typedef struct okr_copy_target {
    const char *driver; /**< short name of OGR */
    const char *path;   /**< a file that does not exist, or "PG:..." */
    const char *shown;  /**< what messages call it */
    /** NULL, or statements up to a NULL that a database runs before and after the layers, all
     * in one transaction. */
    const char *const *before, *const *after;
    const char *const *options; /**< of the dataset; NULL, or up to a NULL */
    const char *crs;            /**< NULL: as in the source; else "EPSG:n" ... */
    const char *encoding;       /**< NULL: UTF-8; else "CP1251": letters are checked */
    size_t text_bytes;          /**< longest text the format holds, in bytes; 0: any */
    bool fit_bounds;            /**< tell the driver the extent of each layer (MapInfo) */
    const char *last_change;    /**< "2022-12-31T00:00:00.000Z" */
    void (*note)(const void *user, const okr_copy_note *note); /**< NULL: silent */
    const void *user;
} okr_copy_target;

/**
 * The number that a database answers; 0 when it answers nothing.
 * @param path  "PG:..."; not repeated in messages, since it may hold a password
 */
OKR_MUST_CHECK okr_status okr_database_ask(const char *path, const char *sql, long long *number,
                                           okr_error *err);

/**
 * Write layers to one new file, or to a database in one transaction.
 *
 * @return OKR_ERR_IO naming what cannot be written; OKR_ERR_GEOMETRY for the coordinate system.
 *         What was written so far is then for the caller to remove
 * Cost: O(rows + vertices).
 */
OKR_MUST_CHECK okr_status okr_copy_layers(okr_copy_source *source,
                                          const okr_copy_target *target,
                                          const okr_copy_layer *layers, size_t n,
                                          okr_error *err);

#endif
