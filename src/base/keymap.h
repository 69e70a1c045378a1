/** @file
 * Tuples of integers -> running number, in the order they were first seen: what groups of rows
 * are counted by. Unlike okr_map it owns its keys and numbers them itself.
 */
#ifndef OKR_BASE_KEYMAP_H
#define OKR_BASE_KEYMAP_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** A key: four integers, unused ones 0. */
typedef struct okr_key {
    int part[4];
} okr_key;

/** Zero-initialise with {0}. */
typedef struct okr_keymap {
    okr_key *keys; /**< owned, by number */
    size_t count;
    size_t *slots; /**< owned: number + 1, 0 empty; a power of two */
    size_t capacity;
} okr_keymap;

/**
 * The number of a key, a new one if it is new. Amortised O(1).
 * @param[out] number  0, 1, 2 ... in the order of first sight
 * @param[out] added   NULL, or whether the key is new
 */
OKR_MUST_CHECK okr_status okr_keymap_add(okr_keymap *map, okr_key key, size_t *number,
                                         bool *added, okr_error *err);

/** The number of a key, or -1. O(1). */
ptrdiff_t okr_keymap_find(const okr_keymap *map, okr_key key);

/** Release; empty and usable again. */
void okr_keymap_done(okr_keymap *map);

#endif
