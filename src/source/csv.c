#include "source/csv.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/encoding.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct okr_csv {
    char *name;      /* owned */
    okr_text text;   /* owned: the whole file in UTF-8; cells are cut in place */
    char *at, *end;  /* borrowed from text: the next byte, one past the last */
    long line;       /* of *at */
    const char *bad; /* borrowed from text: the first byte that is not UTF-8, or its end */
    size_t mark;     /* bytes of the file before text */
    char separator;
    okr_heads heads;
    okr_vec cells; /* const char *, borrowed from text: the row read last */
};

static okr_status fail_at(const okr_csv *csv, long line, const char *what, okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("%s, row %ld: %s"), csv->name, line, what);
}

/* CR LF, CR and LF count as one line end each. */
static bool at_line_end(const okr_csv *csv)
{
    return csv->at < csv->end && (*csv->at == '\n' || *csv->at == '\r');
}

static void skip_line_end(okr_csv *csv)
{
    if (csv->at + 1 < csv->end && csv->at[0] == '\r' && csv->at[1] == '\n')
        csv->at++;
    csv->at++;
    csv->line++;
}

/* Cut a quoted cell: the text moves to its front as doubled quotes shrink. */
static okr_status take_quoted(okr_csv *csv, char **cell, char **cell_end, okr_error *err)
{
    const long first_line = csv->line;
    char *to = ++csv->at;

    *cell = to;
    for (;;) {
        if (csv->at == csv->end)
            return fail_at(csv, first_line, _("a quote is opened here and never closed"), err);
        if (*csv->at == '"' && (csv->at + 1 == csv->end || csv->at[1] != '"'))
            break;
        if (*csv->at == '"')
            csv->at++;
        else if (*csv->at == '\n' || (*csv->at == '\r' && csv->at[1] != '\n'))
            csv->line++;
        *to++ = *csv->at++;
    }
    csv->at++;
    *cell_end = to;
    if (csv->at < csv->end && *csv->at != csv->separator && !at_line_end(csv))
        return fail_at(csv, csv->line, _("text stands behind a closing quote"), err);
    return OKR_OK;
}

static okr_status take_plain(okr_csv *csv, char **cell, char **cell_end, okr_error *err)
{
    *cell = csv->at;
    while (csv->at < csv->end && *csv->at != csv->separator && !at_line_end(csv)) {
        if (*csv->at == '"')
            return fail_at(csv, csv->line,
                           _("a quote stands inside a cell; put the whole cell in quotes and "
                             "double the quotes in it"),
                           err);
        csv->at++;
    }
    *cell_end = csv->at;
    return OKR_OK;
}

static okr_status bad_byte(const okr_csv *csv, long line, okr_error *err)
{
    const size_t column = csv->cells.count;
    const size_t offset = csv->mark + (size_t)(csv->bad - csv->text.bytes);
    const unsigned value = (unsigned char)*csv->bad;

    if (value == 0)
        return fail_at(csv, line, _("a zero byte; is the file UTF-16? state its encoding"),
                       err);
    if (column < csv->heads.names.count)
        return okr_fail(
            err, OKR_ERR_FORMAT,
            _("%s, row %ld: column '%s': byte 0x%02X at offset %zu is not UTF-8; is "
              "the file Windows-1251? state encoding: CP1251 in okrug.yaml"),
            csv->name, line, OKR_AT(&csv->heads.names, const char *, column), value, offset);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s, row %ld: byte 0x%02X at offset %zu is not UTF-8; is the file "
                      "Windows-1251? state encoding: CP1251 in okrug.yaml"),
                    csv->name, line, value, offset);
}

/* One cell of the row that began on `line`; the caller sets the zero at *cell_end. */
static okr_status take_cell(okr_csv *csv, long line, char **cell_end, okr_error *err)
{
    char *cell = NULL;
    const char **slot = NULL;
    okr_status status = csv->at < csv->end && *csv->at == '"'
                            ? take_quoted(csv, &cell, cell_end, err)
                            : take_plain(csv, &cell, cell_end, err);

    if (csv->bad < csv->at)
        return bad_byte(csv, line, err);
    if (status != OKR_OK)
        return status;
    slot = okr_vec_push(&csv->cells, err);
    if (slot == NULL)
        return OKR_ERR_NOMEM;
    *slot = cell;
    return OKR_OK;
}

static okr_status take_row(okr_csv *csv, okr_error *err)
{
    const long line = csv->line;
    bool more = true;

    csv->cells.count = 0;
    while (more) {
        char *cell_end = NULL;
        okr_status status = take_cell(csv, line, &cell_end, err);
        if (status != OKR_OK)
            return status;
        more = csv->at < csv->end && *csv->at == csv->separator;
        if (more)
            csv->at++;
        else if (csv->at < csv->end)
            skip_line_end(csv);
        *cell_end = '\0'; /* only now: this may be the byte that ended the cell */
    }
    return OKR_OK;
}

/* Spreadsheets leave lines of bare separators behind: a row without any text is none. */
static bool row_is_blank(const okr_csv *csv)
{
    for (size_t i = 0; i < csv->cells.count; i++) {
        const char *cell = OKR_AT(&csv->cells, const char *, i);
        if (cell[strspn(cell, " \t")] != '\0')
            return false;
    }
    return true;
}

/* The next row that is not blank; *line is 0 when there is none. */
static okr_status take_next(okr_csv *csv, long *line, okr_error *err)
{
    *line = 0;
    while (csv->at < csv->end) {
        const long first = csv->line;
        okr_status status = take_row(csv, err);
        if (status != OKR_OK)
            return status;
        if (row_is_blank(csv))
            continue;
        *line = first;
        return OKR_OK;
    }
    return OKR_OK;
}

static okr_status no_header(const okr_csv *csv, const okr_head_rows *rows, okr_error *err)
{
    if (rows->first == 0)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s: the file is empty"), csv->name);
    return okr_fail(err, OKR_ERR_FORMAT, _("%s: there is no header in row %ld"), csv->name,
                    rows->first);
}

/* The row that is read last joins the header, and so do those up to its last. */
static okr_status read_header(okr_csv *csv, const okr_head_rows *rows, okr_error *err)
{
    long line = 0;
    okr_status status = OKR_OK;

    while (status == OKR_OK && (csv->heads.rows.count == 0 || csv->line <= rows->last)) {
        status = take_next(csv, &line, err);
        if (status == OKR_OK && (line == 0 || (rows->last > 0 && line > rows->last)))
            return no_header(csv, rows, err);
        if (status == OKR_OK)
            status = okr_heads_add(&csv->heads, csv->cells.data, csv->cells.count, err);
    }
    return status == OKR_OK ? okr_heads_join(&csv->heads, err) : status;
}

/* To the line on which the header begins. */
static void skip_lines(okr_csv *csv, long first)
{
    while (csv->line < first && csv->at < csv->end)
        if (at_line_end(csv))
            skip_line_end(csv);
        else
            csv->at++;
}

/* The commonest candidate in the first line, outside quotes; a tie goes to the comma. */
static char find_separator(const char *at, const char *end)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[sizeof candidates] = {0};
    size_t best = 0;
    bool quoted = false;

    for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++) {
        quoted = quoted != (*at == '"');
        for (size_t i = 0; i < sizeof candidates && !quoted; i++)
            counts[i] += *at == candidates[i];
    }
    for (size_t i = 1; i < sizeof candidates; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

static okr_status decode(okr_csv *csv, const char *bytes, size_t n, const char *declared,
                         okr_error *err)
{
    okr_encoding encoding = OKR_ENCODING_UTF8;
    okr_status status = OKR_OK;

    if (declared != NULL && declared[0] != '\0' && !okr_encoding_find(declared, &encoding))
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("%s: encoding '%s' is not known; it may be UTF-8, UTF-16, CP1251 or "
                          "CP866"),
                        csv->name, declared);
    encoding = okr_encoding_mark(bytes, n, encoding, &csv->mark);
    status = okr_encoding_decode(encoding, bytes + csv->mark, n - csv->mark, &csv->text, err);
    if (status != OKR_OK)
        return okr_fail_in(err, status, "%s", csv->name);
    okr_text_add_n(&csv->text, "", 0); /* a text of nothing has no bytes to point at */
    if (okr_text_check(&csv->text, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    csv->at = csv->text.bytes;
    csv->end = csv->at + csv->text.size;
    csv->line = 1;
    return OKR_OK;
}

static const char *first_bad(const char *bytes, size_t n)
{
    const size_t good = okr_utf8_valid_prefix(bytes, n);
    const char *zero = memchr(bytes, '\0', good);

    return zero == NULL ? bytes + good : zero;
}

okr_status okr_csv_parse(const char *bytes, size_t n, const okr_csv_options *options,
                         okr_csv **out, okr_error *err)
{
    okr_csv *csv = calloc(1, sizeof *csv);
    okr_status status = OKR_OK;

    if (csv == NULL)
        return okr_fail_nomem(err);
    okr_heads_init(&csv->heads);
    csv->cells = OKR_VEC(const char *);
    csv->name = strdup(options->name);
    status =
        csv->name == NULL ? okr_fail_nomem(err) : decode(csv, bytes, n, options->encoding, err);
    if (status == OKR_OK) {
        csv->bad = first_bad(csv->at, csv->text.size);
        skip_lines(csv, options->header.first);
        csv->separator = find_separator(csv->at, csv->end);
        status = read_header(csv, &options->header, err);
    }
    if (status != OKR_OK) {
        okr_csv_free(csv);
        return status;
    }
    *out = csv;
    return OKR_OK;
}

static okr_status read_stream(FILE *file, okr_text *bytes, okr_error *err)
{
    char block[16384];
    size_t n = 0;

    while ((n = fread(block, 1, sizeof block, file)) > 0)
        okr_text_add_n(bytes, block, n);
    if (ferror(file) != 0)
        return okr_fail(err, OKR_ERR_IO, "%s", strerror(errno));
    return okr_text_check(bytes, err);
}

okr_status okr_csv_open(const char *path, const okr_csv_options *options, okr_csv **out,
                        okr_error *err)
{
    const char *name = options->name;
    okr_text bytes = {0};
    FILE *file = fopen(path, "rb");
    okr_status status = OKR_OK;

    if (file == NULL)
        return okr_fail(err, OKR_ERR_IO, _("'%s' cannot be read: %s"), name, strerror(errno));
    status = read_stream(file, &bytes, err);
    (void)fclose(file);
    if (status == OKR_ERR_IO)
        (void)okr_fail_in(err, status, _("'%s' cannot be read"), name);
    if (status == OKR_OK)
        status = okr_csv_parse(okr_text_str(&bytes), bytes.size, options, out, err);
    okr_text_done(&bytes);
    return status;
}

void okr_csv_free(okr_csv *csv)
{
    if (csv == NULL)
        return;
    okr_heads_done(&csv->heads);
    okr_vec_done(&csv->cells);
    okr_text_done(&csv->text);
    free(csv->name);
    free(csv);
}

size_t okr_csv_columns(const okr_csv *csv)
{
    return csv->heads.names.count;
}

const char *okr_csv_column(const okr_csv *csv, size_t i)
{
    return OKR_AT(&csv->heads.names, const char *, i);
}

okr_status okr_csv_next(okr_csv *csv, okr_csv_row *row, bool *more, okr_error *err)
{
    long line = 0;
    okr_status status = take_next(csv, &line, err);

    if (status != OKR_OK)
        return status;
    *more = line > 0;
    if (line == 0)
        return OKR_OK;
    if (csv->cells.count != csv->heads.names.count)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s, row %ld: %zu cells, the header has %zu"),
                        csv->name, line, csv->cells.count, csv->heads.names.count);
    *row = (okr_csv_row){.number = line, .cells = csv->cells.data};
    return OKR_OK;
}
