/*
 * Property: cells are UTF-8, rows are as wide as the header and go down the file; written out
 * in quotes they are read back as the same table.
 */
#include "base/text.h"
#include "base/utf8.h"
#include "source/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void add_cell(okr_text *out, size_t i, const char *cell)
{
    require(okr_utf8_valid_prefix(cell, strlen(cell)) == strlen(cell));
    okr_text_add(out, i == 0 ? "\"" : ",\"");
    for (; *cell != '\0'; cell++)
        okr_text_add(out, *cell == '"' ? "\"\"" : (char[]){*cell, '\0'});
    okr_text_add(out, "\"");
}

/* The table in its plainest form; false when it is refused. */
static bool rewrite(const char *bytes, size_t n, okr_text *out)
{
    okr_csv *csv = NULL;
    okr_csv_row row = {0};
    okr_error err = {0};
    bool more = true;
    long last = 0;

    if (okr_csv_parse(bytes, n, &(okr_csv_options){.name = "fuzz"}, &csv, &err) != OKR_OK)
        return false;
    for (size_t i = 0; i < okr_csv_columns(csv); i++)
        add_cell(out, i, okr_csv_column(csv, i));
    while (okr_csv_next(csv, &row, &more, &err) == OKR_OK && more) {
        require(row.number > last);
        last = row.number;
        okr_text_add(out, "\n");
        for (size_t i = 0; i < okr_csv_columns(csv); i++)
            add_cell(out, i, row.cells[i]);
    }
    okr_csv_free(csv);
    return err.status == OKR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    okr_text once = {0}, twice = {0};

    if (rewrite((const char *)data, size, &once)) {
        require(rewrite(okr_text_str(&once), once.size, &twice));
        require(strcmp(okr_text_str(&once), okr_text_str(&twice)) == 0);
    }
    okr_text_done(&once);
    okr_text_done(&twice);
    return 0;
}
