/** @file
 * okrug.yaml: what a programme folder holds and how to read it.
 */
#ifndef OKR_SOURCE_MANIFEST_H
#define OKR_SOURCE_MANIFEST_H

#include "base/mem.h"
#include "base/text.h"
#include "model/date.h"
#include "model/territory.h"
#include "okrug/error.h"
#include "source/heads.h"

#include <stdbool.h>
#include <stddef.h>

/** One entry of a list of free keys. Strings are owned by the manifest's arena. */
typedef struct okr_manifest_pair {
    const char *key;
    const char *text;
    double number; /**< of a distance or accuracy, metres */
    long line;
} okr_manifest_pair;

/** One file or layer that a table is read from; "" is not stated. */
typedef struct okr_manifest_source {
    const char *table; /**< of the data model, such as "measures" */
    const char *path, *layer, *encoding, *crs;
    okr_date status_date;
    okr_vec columns;        /**< okr_manifest_pair: okrug's name -> the file's name */
    okr_vec values;         /**< okr_manifest_pair: okrug's name -> what an empty cell means */
    const char *fill_down;  /**< okrug's names of columns, parted by commas */
    const char *percent_as; /**< "percent", "fraction" or "" */
    okr_head_rows header;
    long line;
} okr_manifest_source;

/** The layer of municipal boundaries; path "" when there is none. */
typedef struct okr_manifest_boundaries {
    okr_titles name;
    const char *path, *layer, *encoding, *crs;
    const char *join_oktmo, *join_name; /**< column of the layer; one of them */
    const char *source, *licence;
    okr_date date;
    bool approximate;
    long line; /**< of the path */
} okr_manifest_boundaries;

/** One licence statement. */
typedef struct okr_manifest_attribution {
    const char *what, *source, *licence;
} okr_manifest_attribution;

/** One layer drawn under maps. */
typedef struct okr_manifest_context {
    const char *path, *layer, *style, *source;
    okr_titles title;
} okr_manifest_context;

/** One table of the report that is changed or added. */
typedef struct okr_manifest_report {
    const char *table, *like;
    okr_titles title;
    const char *kind, *indicator, *unit, *nature;
    bool omit;
} okr_manifest_report;

/** okrug.yaml. Zeroed or okr_manifest_init; release with okr_manifest_done. */
typedef struct okr_manifest {
    okr_arena arena;    /**< owns every string below */
    const char *name;   /**< of the file in messages: "okrug.yaml" */
    const char *folder; /**< that paths are relative to */
    long long version;
    okr_titles title, region;
    const char *region_aliases; /**< parted by | */
    okr_date period_start, period_end, status_date;
    const char *crs;
    okr_manifest_boundaries boundaries;
    const char *population_raster; /**< as written; "" none */
    okr_vec sources;               /**< okr_manifest_source, in the order of the file */
    okr_vec service_distances;     /**< okr_manifest_pair: kind -> metres */
    okr_vec accuracies;            /**< okr_manifest_pair: location class -> metres */
    okr_vec allocations;           /**< okr_manifest_pair: indicator -> rule */
    okr_vec attributions;          /**< okr_manifest_attribution */
    okr_vec context_layers;        /**< okr_manifest_context */
    okr_vec report;                /**< okr_manifest_report */
} okr_manifest;

/** An empty one. */
void okr_manifest_init(okr_manifest *manifest);

/**
 * Read okrug.yaml of a programme folder.
 *
 * Unknown keys, wrong types and source files that are not there are errors that name file, line
 * and key. The boundary file is not looked for: it may be replaced or yet to be made.
 * @param path      the folder, or the path of its yaml file
 * @param manifest  zeroed; okr_manifest_done also after a failure
 * @return OKR_ERR_IO, OKR_ERR_FORMAT
 */
OKR_MUST_CHECK okr_status okr_manifest_read(const char *path, okr_manifest *manifest,
                                            okr_error *err);

/** okr_manifest_read of n bytes of YAML; paths are relative to `folder`, NULL: not checked. */
OKR_MUST_CHECK okr_status okr_manifest_parse(const char *yaml, size_t n, const char *folder,
                                             okr_manifest *manifest, okr_error *err);

/** Release; a zeroed one is allowed. */
void okr_manifest_done(okr_manifest *manifest);

/** Whether a path is one of the file system; connections and remote files are for OGR. */
bool okr_manifest_is_file(const char *path);

/** Append the path to open: relative ones start at the folder, "PG:..." stays as it is. */
void okr_manifest_resolve(const okr_manifest *manifest, const char *path, okr_text *out);

/** Append a JSON Schema (2020-12) of okrug.yaml, made from the table that it is read by. */
void okr_manifest_schema(okr_text *out);

#endif
