#include "source/header_hint.h"

enum { MOST_ROWS = 15, MOST_SPAN = 3 };

/* The first rows of a source, each as a header of one row; empty where there is none. */
typedef struct top_rows {
    okr_heads row[MOST_ROWS];
} top_rows;

static okr_status open_at(const okr_table_reader *reader, long row, okr_input **out,
                          okr_error *err)
{
    const okr_manifest_source *source = reader->source;
    const okr_input_options options = {
        source->path, source->layer, source->encoding, source->crs, {row, row}};
    okr_text path = {0};
    okr_status status = OKR_OK;

    okr_manifest_resolve(reader->manifest, source->path, &path);
    status = okr_text_check(&path, err);
    if (status == OKR_OK)
        status = okr_input_open(okr_text_str(&path), &options, out, err);
    okr_text_done(&path);
    return status;
}

/* Of a text file: the row is opened as a header, for it may be of any length. */
static okr_status take_line(const okr_table_reader *reader, long number, okr_heads *row,
                            okr_error *err)
{
    okr_input *input = NULL;
    okr_error none = {.status = OKR_OK};
    okr_vec cells = OKR_VEC(const char *);
    okr_status status = open_at(reader, number, &input, &none);

    if (status != OKR_OK) /* no header can be there */
        return status == OKR_ERR_NOMEM ? okr_fail_nomem(err) : OKR_OK;
    for (size_t i = 0; i < okr_input_columns(input) && status == OKR_OK; i++) {
        const char *name = okr_input_column(input, i);
        status = okr_vec_append(&cells, (const void *)&name, 1, err);
    }
    if (status == OKR_OK)
        status = okr_heads_add(row, cells.data, cells.count, err);
    okr_vec_done(&cells);
    okr_input_close(input);
    return status;
}

static okr_status take_lines(const okr_table_reader *reader, top_rows *top, okr_error *err)
{
    okr_status status = OKR_OK;

    for (long i = 0; i < MOST_ROWS && status == OKR_OK; i++)
        status = take_line(reader, i + 1, &top->row[i], err);
    return status;
}

/* Of a sheet: what stands below the first row is read as rows. */
static okr_status take_rows(const okr_table_reader *reader, top_rows *top, okr_error *err)
{
    okr_input *input = NULL;
    okr_input_row row = {0};
    bool more = true;
    okr_status status = take_line(reader, 1, &top->row[0], err);

    if (status == OKR_OK)
        status = open_at(reader, 1, &input, err);
    while (status == OKR_OK && more) {
        status = okr_input_next(input, &row, &more, err);
        more = more && row.number <= MOST_ROWS;
        if (status == OKR_OK && more && row.number > 1)
            status = okr_heads_add(&top->row[row.number - 1], row.cells,
                                   okr_input_columns(input), err);
    }
    okr_input_close(input);
    return status;
}

/* How many columns of the form the names have; 0 without the one that is looked for. */
static size_t count_found(const okr_table_reader *reader, const okr_heads *heads,
                          const char *name)
{
    size_t found = 0;
    bool has = false;

    for (const okr_form_column *c = reader->form->columns; c->name != NULL; c++) {
        const char *wanted = okr_table_name_in_file(reader, c);
        for (size_t i = 0; i < heads->names.count && wanted[0] != '\0'; i++) {
            const bool same = okr_heads_same(OKR_AT(&heads->names, const char *, i), wanted);
            found += same;
            has = has || (same && okr_heads_same(wanted, name));
        }
    }
    return has ? found : 0;
}

/* The names that the rows first to last, counted from 0, make together. */
static okr_status count_at(const okr_table_reader *reader, const top_rows *top,
                           const okr_head_rows *at, const char *name, size_t *found,
                           okr_error *err)
{
    okr_heads heads = {0};
    okr_status status = OKR_OK;

    okr_heads_init(&heads);
    for (long i = at->first; i <= at->last && status == OKR_OK; i++) {
        const okr_vec *rows = &top->row[i].rows;
        const okr_vec *cells = rows->count > 0 ? &OKR_AT(rows, okr_vec, 0) : NULL;
        if (cells != NULL)
            status = okr_heads_add(&heads, cells->data, cells->count, err);
    }
    if (status == OKR_OK)
        status = okr_heads_join(&heads, err);
    if (status == OKR_OK)
        *found = count_found(reader, &heads, name);
    okr_heads_done(&heads);
    return status;
}

static okr_status find_best(const okr_table_reader *reader, const top_rows *top,
                            const char *name, okr_text *rows, okr_error *err)
{
    size_t best = 0;
    okr_status status = OKR_OK;

    for (long span = 1; span <= MOST_SPAN; span++)
        for (long first = 0; first + span <= MOST_ROWS && status == OKR_OK; first++) {
            const okr_head_rows at = {first, first + span - 1};
            size_t found = 0;
            status = count_at(reader, top, &at, name, &found, err);
            if (status != OKR_OK || found <= best)
                continue;
            best = found;
            okr_text_clear(rows);
            okr_text_addf(rows, "%ld", first + 1);
            if (span > 1)
                okr_text_addf(rows, "-%ld", first + span);
        }
    return status == OKR_OK ? okr_text_check(rows, err) : status;
}

okr_status okr_header_hint(const okr_table_reader *reader, const char *name, okr_text *rows,
                           okr_error *err)
{
    top_rows top;
    okr_status status = OKR_OK;

    if (!okr_input_is_sheet(reader->input))
        return OKR_OK;
    for (size_t i = 0; i < MOST_ROWS; i++)
        okr_heads_init(&top.row[i]);
    status = okr_input_is_layer(reader->input) ? take_rows(reader, &top, err)
                                               : take_lines(reader, &top, err);
    if (status == OKR_OK)
        status = find_best(reader, &top, name, rows, err);
    for (size_t i = 0; i < MOST_ROWS; i++)
        okr_heads_done(&top.row[i]);
    return status;
}
