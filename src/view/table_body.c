/* Tables whose rows are made part by part. */
#include "view/table.h"

#include "base/pool.h"

#include <stdint.h>
#include <stdlib.h>

void okr_table_adopt(okr_table *table, const okr_table_body *body)
{
    if (table->error.status == OKR_OK)
        table->body = *body;
    else if (body->done != NULL)
        body->done(body->user);
}

void okr_table_keep(okr_table *table, void *kept, void (*release)(void *kept))
{
    table->kept = kept;
    table->release = release;
}

void okr_table_announce_marks(okr_table *table, size_t column)
{
    if (table->error.status == OKR_OK)
        OKR_AT(&table->columns, okr_heading, column).marked = true;
}

size_t okr_table_parts(const okr_table *table)
{
    return (okr_table_rows(table) + OKR_TABLE_PART_ROWS - 1) / OKR_TABLE_PART_ROWS;
}

okr_status okr_table_scratch(const okr_table *table, okr_table *scratch, okr_error *err)
{
    *scratch = (okr_table){
        .columns = OKR_VEC(okr_heading), .cells = OKR_VEC(okr_cell), .foot = SIZE_MAX};
    return okr_vec_append(&scratch->columns, table->columns.data, table->columns.count, err);
}

/* A mark that nobody announced would be lost where columns are written before the rows. */
static okr_status check_marks(const okr_table *table, const okr_table *part, okr_error *err)
{
    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_heading *whole = &OKR_AT(&table->columns, okr_heading, c);
        if (OKR_AT(&part->columns, okr_heading, c).marked && !whole->marked)
            return okr_fail(err, OKR_ERR_USAGE, "column '%s' bears marks it did not announce",
                            whole->code);
    }
    return okr_table_check(part, err);
}

okr_status okr_table_part_at(const okr_table *table, size_t index, okr_table *scratch,
                             okr_table_part *part, okr_error *err)
{
    const size_t first = index * OKR_TABLE_PART_ROWS;
    const size_t rows = okr_least(okr_table_rows(table) - first, OKR_TABLE_PART_ROWS);

    *part = (okr_table_part){table, first, first + rows};
    if (table->body.fill == NULL)
        return OKR_OK;
    okr_arena_done(&scratch->arena);
    scratch->cells.count = 0;
    for (size_t row = first; row < first + rows; row++)
        table->body.fill(table->body.user, row, scratch);
    *part = (okr_table_part){scratch, 0, rows};
    return check_marks(table, scratch, err);
}

/* A body on its way into cells. */
typedef struct gathering {
    okr_table *table;
    okr_table *slots; /* owned */
    size_t window;
    okr_vec cells; /* okr_cell */
} gathering;

static okr_status make_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const gathering *g = user;
    okr_table_part part;

    (void)worker;
    return okr_table_part_at(g->table, index, &g->slots[index % g->window], &part, err);
}

static okr_status take_part(void *user, size_t index, okr_error *err)
{
    gathering *g = user;
    okr_table *part = &g->slots[index % g->window];

    okr_arena_join(&g->table->arena, &part->arena);
    return okr_vec_append(&g->cells, part->cells.data, part->cells.count, err);
}

static okr_status gather(gathering *g, okr_error *err)
{
    const okr_pool_order order = {okr_table_parts(g->table), g->window, make_part, take_part,
                                  g};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < g->window && status == OKR_OK; i++)
        status = okr_table_scratch(g->table, &g->slots[i], err);
    if (status == OKR_OK)
        status = okr_vec_reserve(&g->cells,
                                 okr_table_rows(g->table) * g->table->columns.count + 1, err);
    if (status == OKR_OK)
        status = okr_pool_run_ordered(okr_pool_threads(order.count > 1 ? 0 : 1), &order, err);
    return status;
}

/* What the body read stays: cells may hold texts that are lent. */
okr_status okr_table_gather(okr_table *table, okr_error *err)
{
    gathering g = {
        .table = table, .window = 2 * (size_t)okr_pool_threads(0), .cells = OKR_VEC(okr_cell)};
    okr_status status = OKR_OK;

    if (table->body.fill == NULL)
        return OKR_OK;
    g.slots = calloc(g.window, sizeof *g.slots);
    status = g.slots == NULL ? okr_fail_nomem(err) : gather(&g, err);
    for (size_t i = 0; i < g.window && g.slots != NULL; i++)
        okr_table_done(&g.slots[i]);
    free(g.slots);
    if (status != OKR_OK) {
        okr_vec_done(&g.cells);
        return status;
    }
    table->cells = g.cells;
    table->body.fill = NULL;
    return OKR_OK;
}
