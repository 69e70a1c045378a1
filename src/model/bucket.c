#include "model/bucket.h"

#include <stdlib.h>
#include <string.h>

static int reference(const okr_vec *table, size_t offset, size_t row)
{
    int key = -1;

    memcpy(&key, (const unsigned char *)table->data + row * table->item_size + offset,
           sizeof key);
    return key;
}

/* start[k + 1] counts key k. Rows may be large: their keys are kept, so that they are read
 * once. */
static void count(okr_buckets *b, const okr_vec *table, size_t offset, int *keys)
{
    for (size_t i = 0; i < table->count; i++) {
        const int key = reference(table, offset, i);
        keys[i] = key >= 0 && (size_t)key < b->keys ? key : -1;
        if (keys[i] >= 0)
            b->start[key + 1]++;
    }
}

/* start[k + 1] becomes the end of key k. */
static void sort(okr_buckets *b, const int *keys, size_t count)
{
    for (size_t k = 0; k < b->keys; k++)
        b->start[k + 1] += b->start[k];
    const size_t total = b->start[b->keys];
    /* Backwards, so that each key's end walks down to its start and rows stay in order. */
    for (size_t i = count; i-- > 0;)
        if (keys[i] >= 0)
            b->rows[--b->start[keys[i] + 1]] = (int)i;
    for (size_t k = 0; k < b->keys; k++)
        b->start[k] = b->start[k + 1];
    b->start[b->keys] = total;
}

okr_status okr_buckets_build(okr_buckets *b, size_t keys, const okr_vec *table, size_t offset,
                             okr_error *err)
{
    int *key_of = calloc(table->count + 1, sizeof *key_of);

    okr_buckets_done(b);
    b->start = calloc(keys + 1, sizeof *b->start);
    b->rows = calloc(table->count + 1, sizeof *b->rows);
    if (key_of == NULL || b->start == NULL || b->rows == NULL) {
        free(key_of);
        okr_buckets_done(b);
        return okr_fail_nomem(err);
    }
    b->keys = keys;
    count(b, table, offset, key_of);
    sort(b, key_of, table->count);
    free(key_of);
    return OKR_OK;
}

okr_bucket okr_buckets_at(const okr_buckets *b, int key)
{
    if (key < 0 || (size_t)key >= b->keys)
        return (okr_bucket){0};
    return (okr_bucket){b->rows + b->start[key], b->start[key + 1] - b->start[key]};
}

void okr_buckets_done(okr_buckets *b)
{
    if (b == NULL)
        return;
    free(b->start);
    free(b->rows);
    *b = (okr_buckets){0};
}
