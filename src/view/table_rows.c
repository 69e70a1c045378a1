/* Rows of a table become text: side by side in parts, handed on in their order. */
#include "view/table.h"

#include "base/pool.h"

#include <stdlib.h>

/* A part on its way. */
typedef struct slot {
    okr_table scratch; /* of a body */
    okr_text text;     /* owned */
} slot;

typedef struct rows_job {
    const okr_table *table;
    const okr_row_writer *writer;
    const okr_table_sink *sink;
    slot *slots; /* owned */
    size_t window;
} rows_job;

okr_status okr_table_put(const okr_table_sink *sink, okr_text *text, okr_error *err)
{
    okr_status status = okr_text_check(text, err);

    if (status == OKR_OK && text->size > 0)
        status = sink->write(sink->user, text->bytes, text->size, err);
    okr_text_clear(text);
    return status;
}

static okr_status write_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const rows_job *j = user;
    slot *s = &j->slots[index % j->window];
    okr_table_part part;
    okr_status status = okr_table_part_at(j->table, index, &s->scratch, &part, err);

    (void)worker;
    for (size_t row = part.first; row < part.end && status == OKR_OK; row++)
        j->writer->write(part.table, row, j->writer->how, &s->text);
    return status;
}

static okr_status take_part(void *user, size_t index, okr_error *err)
{
    const rows_job *j = user;

    return okr_table_put(j->sink, &j->slots[index % j->window].text, err);
}

static okr_status write_parts(rows_job *j, unsigned threads, okr_error *err)
{
    const okr_pool_order order = {okr_table_parts(j->table), j->window, write_part, take_part,
                                  j};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < j->window && status == OKR_OK; i++)
        status = okr_table_scratch(j->table, &j->slots[i].scratch, err);
    return status == OKR_OK ? okr_pool_run_ordered(threads, &order, err) : status;
}

okr_status okr_table_write_rows(const okr_table *table, const okr_row_writer *writer,
                                const okr_table_sink *sink, okr_error *err)
{
    const unsigned threads = okr_pool_threads(okr_table_parts(table) > 1 ? 0 : 1);
    rows_job j = {
        .table = table, .writer = writer, .sink = sink, .window = 2 * (size_t)threads};
    okr_status status = OKR_OK;

    j.slots = calloc(j.window, sizeof *j.slots);
    status = j.slots == NULL ? okr_fail_nomem(err) : write_parts(&j, threads, err);
    for (size_t i = 0; i < j.window && j.slots != NULL; i++) {
        okr_table_done(&j.slots[i].scratch);
        okr_text_done(&j.slots[i].text);
    }
    free(j.slots);
    return status;
}
