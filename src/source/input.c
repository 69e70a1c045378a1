#include "source/input.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "geo/layer.h"
#include "source/csv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct okr_input {
    char *name;         /* owned */
    okr_csv *csv;       /* owned; NULL: a layer */
    okr_layer *layer;   /* owned; NULL: a text file */
    const char **cells; /* owned array of borrowed texts, of a layer */
    okr_heads heads;    /* of a sheet whose header is not its first row */
    bool has_heads;
};

static bool is_text_file(const char *path)
{
    static const char *const extensions[] = {".csv", ".tsv", ".txt"};
    const size_t n = strlen(path);

    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
        if (n > 4 && strcasecmp(path + n - 4, extensions[i]) == 0)
            return true;
    return false;
}

static okr_status check_utf8(const okr_input *input, long number, size_t column,
                             okr_error *err);

/* The cells of the row read last. */
static okr_status take_cells(okr_input *input, long number, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < okr_layer_field_count(input->layer) && status == OKR_OK; i++) {
        input->cells[i] = okr_layer_text(input->layer, i);
        status = check_utf8(input, number, i, err);
    }
    return status;
}

/* Rows above the header are passed over; those of it are joined. */
static okr_status read_heads(okr_input *input, const okr_head_rows *rows, okr_error *err)
{
    okr_feature feature = {0};
    bool more = true;
    okr_status status = OKR_OK;

    input->has_heads = true;
    while (status == OKR_OK && feature.id < rows->last) {
        status = okr_layer_next(input->layer, &feature, &more, err);
        if (status == OKR_OK && (!more || feature.id > rows->last))
            return okr_fail(err, OKR_ERR_FORMAT, _("%s: there is no header in row %ld"),
                            input->name, rows->last);
        if (status == OKR_OK && feature.id >= rows->first)
            status = take_cells(input, (long)feature.id, err);
        if (status == OKR_OK && feature.id >= rows->first)
            status = okr_heads_add(&input->heads, input->cells,
                                   okr_layer_field_count(input->layer), err);
    }
    return status == OKR_OK ? okr_heads_join(&input->heads, err) : status;
}

static okr_status open_layer(okr_input *input, const char *path,
                             const okr_input_options *options, okr_error *err)
{
    const okr_layer_options how = {
        .name = options->name,
        .layer = options->layer,
        .encoding = options->encoding,
        .crs = options->crs,
        .crs_by = _("key 'crs', or --boundaries 'FILE|crs=EPSG:n'"),
        .raw_rows = options->header.first > 0,
    };
    okr_status status = okr_layer_open(path, &how, &input->layer, err);

    if (status != OKR_OK)
        return status;
    input->cells = calloc(okr_layer_field_count(input->layer) + 1, sizeof *input->cells);
    if (input->cells == NULL)
        return okr_fail_nomem(err);
    return how.raw_rows ? read_heads(input, &options->header, err) : OKR_OK;
}

okr_status okr_input_open(const char *path, const okr_input_options *options, okr_input **out,
                          okr_error *err)
{
    const okr_csv_options csv = {options->name, options->encoding, options->header};
    okr_input *input = calloc(1, sizeof *input);
    okr_status status = OKR_OK;

    if (input == NULL)
        return okr_fail_nomem(err);
    okr_heads_init(&input->heads);
    input->name = strdup(options->name);
    if (input->name == NULL)
        status = okr_fail_nomem(err);
    else if (is_text_file(path))
        status = okr_csv_open(path, &csv, &input->csv, err);
    else
        status = open_layer(input, path, options, err);
    if (status != OKR_OK) {
        okr_input_close(input);
        return status;
    }
    *out = input;
    return OKR_OK;
}

void okr_input_close(okr_input *input)
{
    if (input == NULL)
        return;
    okr_heads_done(&input->heads);
    okr_csv_free(input->csv);
    okr_layer_close(input->layer);
    free(input->cells);
    free(input->name);
    free(input);
}

size_t okr_input_columns(const okr_input *input)
{
    return input->csv != NULL ? okr_csv_columns(input->csv)
                              : okr_layer_field_count(input->layer);
}

const char *okr_input_column(const okr_input *input, size_t i)
{
    if (input->has_heads)
        return OKR_AT(&input->heads.names, const char *, i);
    return input->csv != NULL ? okr_csv_column(input->csv, i)
                              : okr_layer_field_name(input->layer, i);
}

const char *okr_input_layer(const okr_input *input)
{
    return input->csv != NULL ? "" : okr_layer_name(input->layer);
}

bool okr_input_is_layer(const okr_input *input)
{
    return input->layer != NULL;
}

bool okr_input_is_sheet(const okr_input *input)
{
    return input->csv != NULL || okr_layer_is_sheet(input->layer);
}

/* OGR hands through what a file holds when its encoding is stated wrongly or not at all. */
static okr_status check_utf8(const okr_input *input, long number, size_t column, okr_error *err)
{
    const char *cell = input->cells[column];
    const size_t n = strlen(cell);
    const size_t good = okr_utf8_valid_prefix(cell, n);

    if (good == n)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s, row %ld: column '%s': byte 0x%02X is not UTF-8; is the file "
                      "Windows-1251? state encoding: CP1251 in okrug.yaml, or --boundaries "
                      "'FILE|encoding=CP1251'"),
                    input->name, number, okr_layer_field_name(input->layer, column),
                    (unsigned)(unsigned char)cell[good]);
}

static okr_status next_feature(okr_input *input, okr_input_row *row, bool *more, okr_error *err)
{
    okr_feature feature = {0};
    okr_status status = okr_layer_next(input->layer, &feature, more, err);

    if (status != OKR_OK || !*more)
        return status;
    *row = (okr_input_row){
        .number = (long)feature.id, .cells = input->cells, .geometry = feature.geometry};
    return take_cells(input, row->number, err);
}

okr_status okr_input_next(okr_input *input, okr_input_row *row, bool *more, okr_error *err)
{
    okr_csv_row csv = {0};
    okr_status status = OKR_OK;

    if (input->layer != NULL)
        return next_feature(input, row, more, err);
    status = okr_csv_next(input->csv, &csv, more, err);
    *row = (okr_input_row){.number = csv.number, .cells = csv.cells};
    return status;
}
