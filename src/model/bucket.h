/** @file
 * Rows of a table by one of their reference columns: "the locations of measure m" and the like.
 */
#ifndef OKR_MODEL_BUCKET_H
#define OKR_MODEL_BUCKET_H

#include "base/mem.h"

/** Rows by key. Zero-initialise with {0}. */
typedef struct okr_buckets {
    size_t *start; /**< owned: keys + 1 offsets into rows */
    int *rows;     /**< owned: row numbers, ascending within a key */
    size_t keys;
} okr_buckets;

/** The rows under one key; borrowed. */
typedef struct okr_bucket {
    const int *rows;
    size_t count;
} okr_bucket;

/**
 * Sort the rows of a table into buckets. Rows whose reference is outside 0..keys-1 are left
 * out.
 *
 * @param keys    number of keys
 * @param table   the rows
 * @param offset  offsetof the int reference in a row
 * Cost: O(keys + rows).
 */
OKR_MUST_CHECK okr_status okr_buckets_build(okr_buckets *buckets, size_t keys,
                                            const okr_vec *table, size_t offset,
                                            okr_error *err);

/** The rows under a key; none for a key out of range. O(1). */
okr_bucket okr_buckets_at(const okr_buckets *buckets, int key);

/** Release; empty and usable again. */
void okr_buckets_done(okr_buckets *buckets);

#endif
