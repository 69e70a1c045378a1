#include "view/table_order.h"

#include "base/pool.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 64 /* so many rows are chosen without sorting the others */ };

/* A row and what it is sorted by. */
typedef struct sort_key {
    okr_cell cell;
    size_t row;
    const okr_order *order;
} sort_key;

static int compare_cells(const okr_cell *a, const okr_cell *b, bool russian)
{
    if (a->kind == OKR_CELL_NUMBER && b->kind == OKR_CELL_NUMBER)
        return (a->number > b->number) - (a->number < b->number);
    if (a->kind != b->kind)
        return a->kind == OKR_CELL_NUMBER ? -1 : 1;
    return okr_utf8_compare(okr_titles_pick(a->text, russian),
                            okr_titles_pick(b->text, russian));
}

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a;
    const sort_key *y = b;
    const bool no_x = x->cell.kind == OKR_CELL_EMPTY;
    const bool no_y = y->cell.kind == OKR_CELL_EMPTY;
    int order =
        no_x || no_y ? no_x - no_y : compare_cells(&x->cell, &y->cell, x->order->russian);

    if (x->order->falling && !no_x && !no_y)
        order = -order;
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

size_t okr_table_body_rows(const okr_table *table)
{
    return okr_least(table->foot, okr_table_rows(table));
}

/* Keys being made: every worker has a table of its own, and keeps the texts of its keys. */
typedef struct keying {
    const okr_table *table;
    const okr_order *order;
    sort_key *keys;     /* owned, by row */
    okr_table *scratch; /* owned, by worker */
    okr_arena *texts;   /* owned, by worker */
} keying;

static okr_status make_keys(void *user, size_t index, unsigned worker, okr_error *err)
{
    keying *k = user;
    size_t at = index * OKR_TABLE_PART_ROWS;
    okr_table_part part;
    bool text = false;
    okr_status status = okr_table_part_at(k->table, index, &k->scratch[worker], &part, err);

    for (size_t row = part.first; row < part.end && status == OKR_OK; row++, at++) {
        const okr_cell *cell = okr_table_cell(part.table, row, k->order->column);
        k->keys[at] = (sort_key){*cell, at, k->order};
        text |= cell->kind == OKR_CELL_TEXT;
    }
    if (text)
        okr_arena_join(&k->texts[worker], &k->scratch[worker].arena);
    return status;
}

static okr_status key_all(keying *k, unsigned threads, okr_error *err)
{
    okr_status status = OKR_OK;

    if (k->keys == NULL || k->scratch == NULL || k->texts == NULL)
        return okr_fail_nomem(err);
    for (unsigned i = 0; i < threads && status == OKR_OK; i++)
        status = okr_table_scratch(k->table, &k->scratch[i], err);
    return status == OKR_OK
               ? okr_pool_run(threads, okr_table_parts(k->table), make_keys, k, err)
               : status;
}

/* Texts of keys live as long as the table. */
static okr_status find_keys(okr_table *table, const okr_order *order, sort_key **keys,
                            okr_error *err)
{
    const unsigned threads = okr_pool_threads(okr_table_parts(table) > 1 ? 0 : 1);
    keying k = {.table = table,
                .order = order,
                .keys = calloc(okr_table_rows(table) + 1, sizeof *k.keys),
                .scratch = calloc(threads, sizeof *k.scratch),
                .texts = calloc(threads, sizeof *k.texts)};
    const okr_status status = key_all(&k, threads, err);

    for (unsigned i = 0; i < threads && k.scratch != NULL && k.texts != NULL; i++) {
        okr_table_done(&k.scratch[i]);
        okr_arena_join(&table->arena, &k.texts[i]);
    }
    free(k.scratch);
    free(k.texts);
    *keys = k.keys;
    return status;
}

/* Put a key among the best so far, which are sorted; returns how many there are. */
static size_t insert(sort_key *best, size_t count, size_t most, sort_key key)
{
    const size_t kept = okr_least(count, most - 1); /* beside the new one */
    size_t at = kept;

    if (kept < count && compare_keys(&key, &best[kept]) > 0)
        return count;
    while (at > 0 && compare_keys(&key, &best[at - 1]) < 0)
        at--;
    memmove(&best[at + 1], &best[at], (kept - at) * sizeof *best);
    best[at] = key;
    return kept + 1;
}

/* The first `most` keys become the least ones, in their order. */
static void sort_keys(sort_key *keys, size_t count, size_t most)
{
    sort_key best[FEW];
    size_t found = 0;

    if (most >= FEW || most >= count) {
        qsort(keys, count, sizeof *keys, compare_keys);
        return;
    }
    for (size_t i = 0; i < count; i++)
        found = insert(best, found, most, keys[i]);
    memcpy(keys, best, found * sizeof *best);
}

static okr_status add_sorted(okr_table *table, const okr_order *order, size_t most,
                             okr_vec *out, okr_error *err)
{
    sort_key *keys = NULL;
    okr_status status = find_keys(table, order, &keys, err);

    if (status == OKR_OK)
        sort_keys(keys, okr_table_body_rows(table), most);
    for (size_t i = 0; i < most && status == OKR_OK; i++)
        status = okr_vec_append(out, &keys[i].row, 1, err);
    free(keys);
    return status;
}

okr_status okr_table_order(okr_table *table, const okr_order *order, okr_vec *out,
                           okr_error *err)
{
    const size_t body = okr_table_body_rows(table);
    const size_t most = okr_least(order->rows, body);
    okr_status status = OKR_OK;

    if (order->sorted && most > 0)
        status = add_sorted(table, order, most, out, err);
    for (size_t row = 0; row < most && !order->sorted && status == OKR_OK; row++)
        status = okr_vec_append(out, &row, 1, err);
    for (size_t row = body; row < okr_table_rows(table) && status == OKR_OK; row++)
        status = okr_vec_append(out, &row, 1, err);
    return status;
}

/* Some rows of a body. */
typedef struct left {
    okr_table_body whole; /* owned */
    okr_vec rows;         /* size_t: of the whole */
} left;

static void fill_left(const void *user, size_t row, okr_table *table)
{
    const left *l = user;

    l->whole.fill(l->whole.user, OKR_AT(&l->rows, size_t, row), table);
}

static void release_left(void *user)
{
    left *l = user;

    if (l->whole.done != NULL)
        l->whole.done(l->whole.user);
    okr_vec_done(&l->rows);
    free(l);
}

okr_status okr_table_leave(okr_table *table, okr_vec *rows, okr_error *err)
{
    left *l = calloc(1, sizeof *l);

    if (l == NULL)
        return okr_fail_nomem(err);
    *l = (left){table->body, *rows};
    *rows = OKR_VEC(size_t);
    table->body =
        (okr_table_body){.rows = l->rows.count, .fill = fill_left, .done = release_left};
    table->body.user = l;
    return OKR_OK;
}
