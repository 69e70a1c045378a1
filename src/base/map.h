/** @file
 * String -> index map. Iteration order is not offered, so no output can depend on hashing.
 */
#ifndef OKR_BASE_MAP_H
#define OKR_BASE_MAP_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** Zero-initialise with {0}. Keys are borrowed: they must outlive the map. */
typedef struct okr_map {
    struct okr_map_slot *slots; /**< owned, capacity a power of two */
    size_t count;
    size_t capacity;
} okr_map;

/**
 * Add key -> value unless the key is there.
 * @param[out] added     NULL, or whether this call added it
 */
OKR_MUST_CHECK okr_status okr_map_add(okr_map *map, const char *key, size_t value, bool *added,
                                      okr_error *err);

/** The value under key; a new key gets the number of keys so far. */
OKR_MUST_CHECK okr_status okr_map_intern(okr_map *map, const char *key, size_t *number,
                                         okr_error *err);

/** The value under key, or -1. O(1). */
ptrdiff_t okr_map_find(const okr_map *map, const char *key);

/** Release. */
void okr_map_done(okr_map *map);

#endif
