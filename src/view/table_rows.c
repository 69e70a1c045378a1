/* Rows of a table become text: side by side in parts, joined in their order. */
#include "view/table.h"

#include "base/pool.h"

#include <stdlib.h>

enum { PART_ROWS = 2048 };

typedef struct rows_job {
    const okr_table *table;
    okr_row_fn *write;
    const void *how;
    okr_text *parts; /* owned */
} rows_job;

static void write_part(const rows_job *j, size_t part, okr_text *out)
{
    const size_t rows = okr_table_rows(j->table);
    const size_t first = part * PART_ROWS;
    const size_t end = rows - first > PART_ROWS ? first + PART_ROWS : rows;

    for (size_t row = first; row < end; row++)
        j->write(j->table, row, j->how, out);
}

static okr_status work(void *user, size_t part, unsigned worker, okr_error *err)
{
    const rows_job *j = user;

    (void)worker;
    write_part(j, part, &j->parts[part]);
    return okr_text_check(&j->parts[part], err);
}

void okr_table_write_rows(const okr_table *table, okr_row_fn *write, const void *how,
                          okr_text *out)
{
    const size_t parts = (okr_table_rows(table) + PART_ROWS - 1) / PART_ROWS;
    rows_job j = {table, write, how, parts < 2 ? NULL : calloc(parts, sizeof *j.parts)};

    if (j.parts == NULL) { /* short, or no memory to be quick */
        for (size_t part = 0; part < parts; part++)
            write_part(&j, part, out);
        return;
    }
    out->failed |= okr_pool_run(okr_pool_threads(0), parts, work, &j, NULL) != OKR_OK;
    for (size_t part = 0; part < parts; part++) {
        okr_text_add_n(out, okr_text_str(&j.parts[part]), j.parts[part].size);
        okr_text_done(&j.parts[part]);
    }
    free(j.parts);
}
