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

/* start[k + 1] counts key k first, then becomes the end of key k. */
static void fill(okr_buckets *b, const okr_vec *table, size_t offset)
{
    for (size_t i = 0; i < table->count; i++) {
        const int key = reference(table, offset, i);
        if (key >= 0 && (size_t)key < b->keys)
            b->start[key + 1]++;
    }
    for (size_t k = 0; k < b->keys; k++)
        b->start[k + 1] += b->start[k];
    const size_t total = b->start[b->keys];
    /* Backwards, so that each key's end walks down to its start and rows stay in order. */
    for (size_t i = table->count; i-- > 0;) {
        const int key = reference(table, offset, i);
        if (key >= 0 && (size_t)key < b->keys)
            b->rows[--b->start[key + 1]] = (int)i;
    }
    for (size_t k = 0; k < b->keys; k++)
        b->start[k] = b->start[k + 1];
    b->start[b->keys] = total;
}

okr_status okr_buckets_build(okr_buckets *b, size_t keys, const okr_vec *table, size_t offset,
                             okr_error *err)
{
    okr_buckets_done(b);
    b->start = calloc(keys + 1, sizeof *b->start);
    b->rows = calloc(table->count + 1, sizeof *b->rows);
    if (b->start == NULL || b->rows == NULL) {
        okr_buckets_done(b);
        return okr_fail_nomem(err);
    }
    b->keys = keys;
    fill(b, table, offset);
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
