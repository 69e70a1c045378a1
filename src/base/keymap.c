#include "base/keymap.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* Parts are mixed in by twos by the finaliser of SplitMix64, which spreads small integers well.
 */
static uint64_t hash(const okr_key *key)
{
    uint64_t h = 0;

    for (size_t i = 0; i < 4; i += 2) {
        h += ((uint64_t)(uint32_t)key->part[i] << 32 | (uint32_t)key->part[i + 1]) +
             UINT64_C(0x9E3779B97F4A7C15);
        h = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
        h = (h ^ (h >> 27)) * UINT64_C(0x94D049BB133111EB);
        h ^= h >> 31;
    }
    return h;
}

static bool same(const okr_key *a, const okr_key *b)
{
    return memcmp(a->part, b->part, sizeof a->part) == 0;
}

/* The slot that holds key, or the empty one where it belongs. */
static size_t slot_of(const okr_keymap *map, const okr_key *key)
{
    size_t at = (size_t)hash(key) & (map->capacity - 1);

    while (map->slots[at] != 0 && !same(&map->keys[map->slots[at] - 1], key))
        at = (at + 1) & (map->capacity - 1);
    return at;
}

/* Room for twice as much; keys hold as many as half the slots. */
static okr_status grow(okr_keymap *map, okr_error *err)
{
    const size_t capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity * 2;
    okr_key *keys = NULL;
    size_t bytes = 0;

    if (!okr_size_mul(capacity, sizeof *map->slots, &bytes))
        return okr_fail_nomem(err);
    size_t *slots = calloc(1, bytes);
    keys = slots == NULL ? NULL : realloc(map->keys, capacity / 2 * sizeof *keys);
    if (keys == NULL) {
        free(slots);
        return okr_fail_nomem(err);
    }
    free(map->slots);
    map->slots = slots;
    map->keys = keys;
    map->capacity = capacity;
    for (size_t i = 0; i < map->count; i++)
        slots[slot_of(map, &keys[i])] = i + 1;
    return OKR_OK;
}

okr_status okr_keymap_add(okr_keymap *map, okr_key key, size_t *number, bool *added,
                          okr_error *err)
{
    size_t at = 0;

    if (map->count >= map->capacity / 2) {
        okr_status status = grow(map, err);
        if (status != OKR_OK)
            return status;
    }
    at = slot_of(map, &key);
    if (added != NULL)
        *added = map->slots[at] == 0;
    if (map->slots[at] == 0) {
        map->keys[map->count] = key;
        map->slots[at] = ++map->count;
    }
    *number = map->slots[at] - 1;
    return OKR_OK;
}

ptrdiff_t okr_keymap_find(const okr_keymap *map, okr_key key)
{
    return map->capacity == 0 ? -1 : (ptrdiff_t)map->slots[slot_of(map, &key)] - 1;
}

void okr_keymap_done(okr_keymap *map)
{
    if (map == NULL)
        return;
    free(map->keys);
    free(map->slots);
    *map = (okr_keymap){0};
}
