#include "base/join.h"

#include "base/pool.h"

#include <string.h>

enum { MANY_BYTES = 1024 * 1024 /* from here on several threads pay */ };

typedef struct joining {
    unsigned char *to; /* where the first part goes */
    const okr_vec *parts;
} joining;

/* Finding a part's place anew each time is nothing beside copying it. */
static okr_status copy_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const joining *j = user;
    const okr_vec *part = &j->parts[index];
    size_t before = 0;

    (void)worker;
    (void)err;
    for (size_t i = 0; i < index; i++)
        before += j->parts[i].count;
    if (part->count > 0)
        memcpy(j->to + before * part->item_size, part->data, part->count * part->item_size);
    return OKR_OK;
}

okr_status okr_join(okr_vec *out, const okr_vec *parts, size_t count, okr_error *err)
{
    size_t items = 0;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count; i++)
        items += parts[i].count;
    if (items == 0)
        return OKR_OK;
    status = okr_vec_reserve(out, out->count + items, err);
    if (status != OKR_OK)
        return status;
    joining j = {(unsigned char *)out->data + out->count * out->item_size, parts};
    out->count += items;
    return okr_pool_run(okr_pool_threads(items * out->item_size < MANY_BYTES ? 1 : 0), count,
                        copy_part, &j, err);
}
