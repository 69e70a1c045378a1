#include "base/map.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAP_FIRST = 16 };

struct okr_map_slot {
    const char *key; /* borrowed; NULL: free slot */
    uint64_t hash;
    size_t value;
};

/* FNV-1a: small, good enough for identifiers; tables come from the user's own files. */
static uint64_t hash_of(const char *key)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (; *key != '\0'; key++)
        h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
    return h;
}

static struct okr_map_slot *slot_of(const okr_map *map, const char *key, uint64_t hash)
{
    size_t i = (size_t)hash & (map->capacity - 1);

    while (map->slots[i].key != NULL &&
           (map->slots[i].hash != hash || strcmp(map->slots[i].key, key) != 0))
        i = (i + 1) & (map->capacity - 1);
    return &map->slots[i];
}

static okr_status grow(okr_map *map, okr_error *err)
{
    okr_map bigger = {.capacity = map->capacity == 0 ? MAP_FIRST : map->capacity * 2};

    bigger.slots = calloc(bigger.capacity, sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key != NULL)
            *slot_of(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    bigger.count = map->count;
    free(map->slots);
    *map = bigger;
    return OKR_OK;
}

/* The slot of a key, new or not. */
static okr_status enter(okr_map *map, const char *key, size_t value, bool *added,
                        const struct okr_map_slot **entered, okr_error *err)
{
    const uint64_t hash = hash_of(key);
    struct okr_map_slot *slot = NULL;

    if (map->count * 4 >= map->capacity * 3) {
        okr_status status = grow(map, err);
        if (status != OKR_OK)
            return status;
    }
    slot = slot_of(map, key, hash);
    *added = slot->key == NULL;
    if (slot->key == NULL) {
        *slot = (struct okr_map_slot){.key = key, .hash = hash, .value = value};
        map->count++;
    }
    *entered = slot;
    return OKR_OK;
}

okr_status okr_map_add(okr_map *map, const char *key, size_t value, bool *added, okr_error *err)
{
    const struct okr_map_slot *slot = NULL;
    bool new = false;

    return enter(map, key, value, added == NULL ? &new : added, &slot, err);
}

okr_status okr_map_intern(okr_map *map, const char *key, size_t *number, okr_error *err)
{
    const struct okr_map_slot *slot = NULL;
    bool added = false;
    okr_status status = enter(map, key, map->count, &added, &slot, err);

    if (status == OKR_OK)
        *number = slot->value;
    return status;
}

ptrdiff_t okr_map_find(const okr_map *map, const char *key)
{
    const struct okr_map_slot *slot = NULL;

    if (map->count == 0)
        return -1;
    slot = slot_of(map, key, hash_of(key));
    return slot->key == NULL ? -1 : (ptrdiff_t)slot->value;
}

void okr_map_done(okr_map *map)
{
    if (map == NULL)
        return;
    free(map->slots);
    *map = (okr_map){0};
}
