/** @file
 * What statistics are cut by, and the rows such a cut has.
 */
#ifndef OKR_STATS_DIMENSION_H
#define OKR_STATS_DIMENSION_H

#include "model/programme.h"

/** Dimensions, in the order of okr_dimensions. */
typedef enum okr_dimension {
    OKR_BY_MUNICIPALITY,
    OKR_BY_AGGLOMERATION,
    OKR_BY_CONTOUR,
    OKR_BY_PRIORITY,
    OKR_BY_KIND,
    OKR_BY_KIND_GROUP,
    OKR_BY_STATUS,
    OKR_BY_LIFECYCLE,
    OKR_BY_PLACEMENT,
    OKR_BY_BASIS,
    OKR_BY_NATURE,
    OKR_BY_YEAR, /**< in which a measure ends: actually, else as planned */
    OKR_BY_COUNT
} okr_dimension;

/** Names and titles of the dimensions. */
extern const okr_vocabulary okr_dimensions;

/**
 * Keys that are not a row of a table. Otherwise a key is an index of municipalities,
 * agglomerations, contours (also for priorities), kinds, statuses, a value of the enum, or a
 * year.
 */
enum {
    OKR_KEY_TOTAL = -1,     /**< everything, each measure once */
    OKR_KEY_NOT_SPLIT = -2, /**< in several municipalities without a split */
    OKR_KEY_TERRITORY = -3,
    OKR_KEY_REGION = -4,
    OKR_KEY_OUTSIDE = -5,
    OKR_KEY_UNPLACED = -6,
    OKR_KEY_ELSEWHERE = -7, /**< in municipalities that were not asked for */
    OKR_KEY_NONE = -8,      /**< no contour, no kind, no agglomeration ... */
    OKR_KEY_LOWEST = -8
};

/** Whether rows of this dimension are territories. */
bool okr_dimension_is_territory(okr_dimension dimension);

/** Append the code of a key as written to files: an OKTMO, a code, "not_split", "total". */
void okr_key_code(const okr_programme *programme, okr_dimension dimension, int key,
                  okr_text *text);

/** Append the title of a key as shown to people. */
void okr_key_title(const okr_programme *programme, okr_dimension dimension, int key,
                   bool russian, okr_text *text);

/** Rows stand in this order: tables as read, enums and years ascending, special rows, total. */
int okr_key_compare(int a, int b);

/** Contours that mention a measure or its duplicates. */
typedef struct okr_topics {
    const int *contours; /**< indices; borrowed */
    size_t count;
} okr_topics;

/**
 * The keys of one measure in a dimension that is no territory and no placement or basis;
 * several for kind_group, contour, priority.
 * @param out  receives at least one key (int), each once; cleared first
 */
OKR_MUST_CHECK okr_status okr_measure_keys(const okr_programme *programme,
                                           okr_dimension dimension, int measure,
                                           okr_topics topics, okr_vec *out, okr_error *err);

#endif
