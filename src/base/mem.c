#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    VEC_FIRST = 8,
    ARENA_BLOCK = 64 * 1024,
    PAGE = 4096,
    LARGE = 4 * 1024 * 1024 /* blocks that are worth large pages */
};

struct okr_arena_block {
    struct okr_arena_block *next; /* owned */
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

bool okr_size_mul(size_t count, size_t size, size_t *product)
{
    if (size != 0 && count > SIZE_MAX / size)
        return false;
    *product = count * size;
    return true;
}

void *okr_large(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
    uintptr_t at = (uintptr_t)block;
    size_t skip = (PAGE - at % PAGE) % PAGE;

    /* Advice only: where it is not taken, all that is lost is time. */
    if (block != NULL && size >= LARGE)
        (void)madvise((unsigned char *)block + skip, size - skip, MADV_HUGEPAGE);
#else
    (void)size;
#endif
    return block;
}

okr_status okr_vec_reserve(okr_vec *vec, size_t capacity, okr_error *err)
{
    size_t bytes = 0;
    void *grown = NULL;

    if (capacity <= vec->capacity)
        return OKR_OK;
    if (!okr_size_mul(capacity, vec->item_size, &bytes) || bytes == 0)
        return okr_fail_nomem(err);
    grown = realloc(vec->data, bytes);
    if (grown == NULL)
        return okr_fail_nomem(err);
    vec->data = okr_large(grown, bytes);
    vec->capacity = capacity;
    return OKR_OK;
}

okr_status okr_vec_zeroed(okr_vec *vec, size_t count, okr_error *err)
{
    void *items = calloc(count + 1, vec->item_size);

    if (items == NULL)
        return okr_fail_nomem(err);
    okr_vec_done(vec);
    vec->data = okr_large(items, count * vec->item_size);
    vec->count = count;
    vec->capacity = count + 1;
    return OKR_OK;
}

okr_status okr_vec_room(okr_vec *vec, size_t extra, okr_error *err)
{
    size_t wanted = vec->capacity < VEC_FIRST ? VEC_FIRST : vec->capacity;

    if (extra > SIZE_MAX / 4 || vec->count > SIZE_MAX / 4)
        return okr_fail_nomem(err);
    while (wanted < vec->count + extra)
        wanted *= 2;
    return okr_vec_reserve(vec, wanted, err);
}

void *okr_vec_push(okr_vec *vec, okr_error *err)
{
    void *item = NULL;

    if (vec->count == vec->capacity && okr_vec_room(vec, 1, err) != OKR_OK)
        return NULL;
    item = (unsigned char *)vec->data + vec->count * vec->item_size;
    memset(item, 0, vec->item_size);
    vec->count++;
    return item;
}

okr_status okr_vec_append(okr_vec *vec, const void *src, size_t n, okr_error *err)
{
    okr_status status = OKR_OK;

    if (n == 0)
        return OKR_OK;
    status = okr_vec_room(vec, n, err);
    if (status != OKR_OK)
        return status;
    memcpy((unsigned char *)vec->data + vec->count * vec->item_size, src, n * vec->item_size);
    vec->count += n;
    return OKR_OK;
}

void okr_vec_done(okr_vec *vec)
{
    if (vec == NULL)
        return;
    free(vec->data);
    *vec = (okr_vec){.item_size = vec->item_size};
}

static struct okr_arena_block *new_block(size_t size)
{
    size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
    struct okr_arena_block *block = NULL;

    if (room > SIZE_MAX - sizeof *block)
        return NULL;
    block = malloc(sizeof *block + room);
    if (block == NULL)
        return NULL;
    *block = (struct okr_arena_block){.size = room};
    return block;
}

/* size bytes behind `skipped` ones that alignment leaves out. */
static void *take(okr_arena *arena, size_t skipped, size_t size, okr_error *err)
{
    struct okr_arena_block *block = arena->head;
    void *result = NULL;

    if (block == NULL || size > block->size - block->used ||
        skipped > block->size - block->used - size) {
        block = new_block(size);
        if (block == NULL) {
            (void)okr_fail_nomem(err);
            return NULL;
        }
        block->next = arena->head;
        arena->head = block;
        skipped = 0; /* a block begins aligned */
    }
    result = block->bytes + block->used + skipped;
    block->used += skipped + size;
    return result;
}

void *okr_arena_alloc(okr_arena *arena, size_t size, okr_error *err)
{
    const size_t align = alignof(max_align_t);
    const size_t used = arena->head == NULL ? 0 : arena->head->used;
    void *result = take(arena, (align - used % align) % align, size, err);

    if (result != NULL)
        memset(result, 0, size);
    return result;
}

/* Texts stand side by side: they need no alignment, and there are many of them. */
char *okr_arena_strndup(okr_arena *arena, const char *text, size_t n, okr_error *err)
{
    char *copy = n == SIZE_MAX ? NULL : take(arena, 0, n + 1, err);

    if (n == SIZE_MAX)
        (void)okr_fail_nomem(err);
    if (copy == NULL)
        return NULL;
    if (n > 0)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

char *okr_arena_strdup(okr_arena *arena, const char *text, okr_error *err)
{
    return okr_arena_strndup(arena, text, strlen(text), err);
}

void okr_arena_join(okr_arena *arena, okr_arena *from)
{
    struct okr_arena_block *last = from->head;

    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last == NULL)
        return;
    /* The block at work stays in front: what is left of it is still used. */
    last->next = arena->head == NULL ? NULL : arena->head->next;
    if (arena->head == NULL)
        arena->head = from->head;
    else
        arena->head->next = from->head;
    from->head = NULL;
}

void okr_arena_done(okr_arena *arena)
{
    struct okr_arena_block *block = arena == NULL ? NULL : arena->head;

    while (block != NULL) {
        struct okr_arena_block *next = block->next;
        free(block);
        block = next;
    }
    if (arena != NULL)
        arena->head = NULL;
}
