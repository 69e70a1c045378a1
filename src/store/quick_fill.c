/* The columns of a quick copy become rows. */
#include "store/quick_columns.h"

#include "base/pool.h"

#include <string.h>

enum {
    BLOCK = 64,       /* rows filled at a time: they stay in the nearest cache */
    TASK = 4096,      /* rows of one task */
    MANY_ROWS = 50000 /* from here on several threads pay */
};

typedef struct filling {
    const okr_quick *quick;
    const okr_vec *rows;
} filling;

/* The numbers of the values of some rows. */
static void number_rows(const okr_quick_values *v, size_t first, size_t count,
                        uint32_t numbers[BLOCK])
{
    const unsigned char *at = v->of_row + first * v->width;

    for (size_t i = 0; i < count && v->width == 1; i++)
        numbers[i] = at[i];
    for (size_t i = 0; i < count && v->width == 2; i++)
        numbers[i] = (uint32_t)at[2 * i] | (uint32_t)at[2 * i + 1] << 8;
    for (size_t i = 0; i < count && v->width == 4; i++)
        numbers[i] = (uint32_t)okr_quick_number(at + 4 * i, 4);
    if (v->width == 0)
        memset(numbers, 0, count * sizeof *numbers);
}

/* A member of some rows that stand side by side, or at `places`. */
typedef struct block {
    unsigned char *member; /* of row 0 */
    size_t step, first, count;
    const size_t *places;
} block;

/* `size` is known where this is called, so that values are copied without a call. */
static inline void copy_values(const block *b, const unsigned char *distinct,
                               const uint32_t *numbers, size_t size)
{
    unsigned char *at = b->member + b->first * b->step;

    for (size_t i = 0; i < b->count && b->places == NULL; i++, at += b->step)
        memcpy(at, distinct + numbers[i] * size, size);
    for (size_t i = 0; i < b->count && b->places != NULL; i++)
        memcpy(b->member + b->places[b->first + i] * b->step, distinct + numbers[i] * size,
               size);
}

static void fill_member(const block *b, const okr_quick_values *v)
{
    uint32_t numbers[BLOCK];

    number_rows(v, b->first, b->count, numbers);
    if (v->size == 8)
        copy_values(b, v->distinct, numbers, 8);
    else if (v->size == 4)
        copy_values(b, v->distinct, numbers, 4);
    else if (v->size == 1)
        copy_values(b, v->distinct, numbers, 1);
    else
        copy_values(b, v->distinct, numbers, v->size);
}

/* Rows are zero before they are filled, except where several tables fill them. */
static bool is_zero(const okr_quick *q, const okr_quick_values *v)
{
    size_t n = 0;

    if (q->places != NULL)
        return false;
    while (v->count == 1 && n < v->size && v->distinct[n] == 0)
        n++;
    return n == v->size;
}

static void fill_block(const filling *f, size_t first, size_t end)
{
    const okr_quick *q = f->quick;

    for (size_t c = 0; c < q->column_count; c++) {
        const okr_quick_values *v = &q->columns[c];
        const block b = {.member = (unsigned char *)f->rows->data + v->column->offset,
                         .step = f->rows->item_size,
                         .first = first,
                         .count = end - first,
                         .places = q->places};
        if (!is_zero(q, v))
            fill_member(&b, v);
    }
}

static okr_status fill_task(void *user, size_t index, unsigned worker, okr_error *err)
{
    const filling *f = user;
    const size_t end = okr_least((index + 1) * TASK, f->quick->rows);

    (void)worker;
    (void)err;
    for (size_t first = index * TASK; first < end; first += BLOCK)
        fill_block(f, first, okr_least(first + BLOCK, end));
    return OKR_OK;
}

/* Blocks of rows do not meet, unless a table tells itself which rows it has. */
okr_status okr_quick_fill(const okr_quick *q, const okr_vec *rows, okr_error *err)
{
    const bool alone = q->places != NULL || q->rows < MANY_ROWS;
    filling f = {q, rows};

    return okr_pool_run(okr_pool_threads(alone ? 1 : 0), (q->rows + TASK - 1) / TASK, fill_task,
                        &f, err);
}
