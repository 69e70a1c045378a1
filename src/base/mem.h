/** @file
 * Memory with checked sizes: an arena for what lives as long as its owner, and a growing array.
 */
#ifndef OKR_BASE_MEM_H
#define OKR_BASE_MEM_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** count * size, or false when that does not fit size_t. */
OKR_MUST_CHECK bool okr_size_mul(size_t count, size_t size, size_t *product);

/** The smaller of two sizes. */
static inline size_t okr_least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/**
 * Ask for large pages under a block that will be used whole: filling it costs a fraction, and
 * so does jumping about in it. Of small blocks, and where the system has no such thing, nothing
 * comes. @return block, which may be NULL
 */
void *okr_large(void *block, size_t size);

/**
 * A growing array of items of one size. Zero-initialise with OKR_VEC(type).
 * Pointers to items are valid until the next push.
 */
typedef struct okr_vec {
    void *data; /**< owned: count items of item_size bytes */
    size_t count;
    size_t capacity;
    size_t item_size;
} okr_vec;

/** Initialiser of an empty vector of `type`. */
#define OKR_VEC(type) ((okr_vec){.item_size = sizeof(type)})

/** Item i of a vector of `type`, as an lvalue; i < count is the caller's duty. */
#define OKR_AT(vec, type, i) (((type *)(vec)->data)[i])

/** Append one zeroed item and return it, or NULL with err filled. Amortised O(1). */
OKR_MUST_CHECK void *okr_vec_push(okr_vec *vec, okr_error *err);

/** Append n items copied from src. */
OKR_MUST_CHECK okr_status okr_vec_append(okr_vec *vec, const void *src, size_t n,
                                         okr_error *err);

/** Make room for at least `capacity` items. */
OKR_MUST_CHECK okr_status okr_vec_reserve(okr_vec *vec, size_t capacity, okr_error *err);

/** Make room for `extra` items more, growing as appends do. */
OKR_MUST_CHECK okr_status okr_vec_room(okr_vec *vec, size_t extra, okr_error *err);

/** Give an empty vector `count` zeroed items; cheaper than pushing them. */
OKR_MUST_CHECK okr_status okr_vec_zeroed(okr_vec *vec, size_t count, okr_error *err);

/** Release the items; the vector is empty and usable again. */
void okr_vec_done(okr_vec *vec);

/** Memory that is released all at once. Zero-initialise with {0}. */
typedef struct okr_arena {
    struct okr_arena_block *head; /**< owned */
} okr_arena;

/** size zeroed bytes aligned for any type, owned by the arena; NULL with err filled. */
OKR_MUST_CHECK void *okr_arena_alloc(okr_arena *arena, size_t size, okr_error *err);

/** A copy of n bytes of text with a terminating zero, owned by the arena. */
OKR_MUST_CHECK char *okr_arena_strndup(okr_arena *arena, const char *text, size_t n,
                                       okr_error *err);

/** A copy of a string; text may not be NULL. */
OKR_MUST_CHECK char *okr_arena_strdup(okr_arena *arena, const char *text, okr_error *err);

/** Hand everything that `from` owns over to `arena`; `from` is empty and usable again. */
void okr_arena_join(okr_arena *arena, okr_arena *from);

/** Release everything; the arena is empty and usable again. */
void okr_arena_done(okr_arena *arena);

#endif
