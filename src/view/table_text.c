/* Tables for people: aligned columns in a terminal, pipe tables in Markdown. */
#include "view/table.h"

#include "base/pool.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(const okr_table *table, size_t column)
{
    return OKR_AT(&table->columns, okr_heading, column).digits >= 0;
}

static void show(const okr_table *table, size_t row, size_t column, bool russian,
                 okr_shown *shown)
{
    okr_cell_show(okr_table_cell(table, row, column),
                  OKR_AT(&table->columns, okr_heading, column).digits, russian, shown);
}

static const char *heading(const okr_table *table, size_t column, bool russian)
{
    return okr_titles_pick(OKR_AT(&table->columns, okr_heading, column).title, russian);
}

/* How the rows of an aligned table are written. */
typedef struct alignment {
    const okr_table *table;
    size_t *widths; /* owned, by column */
    bool russian;
} alignment;

/* Looking for widths: every worker has its own until all are compared. */
typedef struct survey {
    const alignment *alignment;
    okr_table *scratch; /* owned, by worker */
    size_t *widths;     /* owned, by worker and column */
} survey;

static void widen(size_t *width, const okr_shown *cell)
{
    /* No text is wider than it has bytes. */
    const size_t w = cell->size > *width ? okr_utf8_width(cell->text) : 0;

    *width = w > *width ? w : *width;
}

static okr_status survey_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const survey *s = user;
    const okr_table *table = s->alignment->table;
    const size_t columns = table->columns.count;
    size_t *widths = s->widths + worker * columns;
    okr_table_part part;
    okr_shown cell;
    okr_status status = okr_table_part_at(table, index, &s->scratch[worker], &part, err);

    for (size_t row = part.first; row < part.end && status == OKR_OK; row++)
        for (size_t c = 0; c < columns; c++) {
            show(part.table, row, c, s->alignment->russian, &cell);
            widen(&widths[c], &cell);
        }
    return status;
}

static okr_status survey_all(survey *s, unsigned threads, okr_error *err)
{
    const okr_table *table = s->alignment->table;
    okr_status status = OKR_OK;

    for (unsigned i = 0; i < threads && status == OKR_OK; i++)
        status = okr_table_scratch(table, &s->scratch[i], err);
    return status == OKR_OK ? okr_pool_run(threads, okr_table_parts(table), survey_part, s, err)
                            : status;
}

static void find_widest(alignment *a, const survey *s, unsigned threads)
{
    const size_t columns = a->table->columns.count;

    for (size_t c = 0; c < columns; c++) {
        a->widths[c] = okr_utf8_width(heading(a->table, c, a->russian));
        for (size_t i = 0; i < threads; i++) {
            const size_t width = s->widths[i * columns + c];
            a->widths[c] = width > a->widths[c] ? width : a->widths[c];
        }
    }
}

static okr_status find_widths(alignment *a, okr_error *err)
{
    const size_t columns = a->table->columns.count;
    const unsigned threads = okr_pool_threads(okr_table_parts(a->table) > 1 ? 0 : 1);
    survey s = {.alignment = a,
                .scratch = calloc(threads, sizeof *s.scratch),
                .widths = calloc(threads * (columns + 1), sizeof *s.widths)};
    okr_status status = OKR_OK;

    a->widths = calloc(columns + 1, sizeof *a->widths);
    if (a->widths == NULL || s.scratch == NULL || s.widths == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = survey_all(&s, threads, err);
    if (status == OKR_OK)
        find_widest(a, &s, threads);
    for (unsigned i = 0; i < threads && s.scratch != NULL; i++)
        okr_table_done(&s.scratch[i]);
    free(s.scratch);
    free(s.widths);
    return status;
}

/* Numbers stand right, text left; the last text column has no blanks behind it. */
static void put(okr_text *out, const okr_shown *cell, size_t width, bool right, bool last)
{
    const size_t used = okr_utf8_width(cell->text);
    const size_t blanks = width > used ? width - used : 0;
    const size_t behind = right || last ? 0 : blanks;

    okr_text_add_between(out, right ? blanks : 0, cell->text, cell->size,
                         last ? behind : behind + 2);
    if (last)
        okr_text_add_n(out, "\n", 1);
}

static void put_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const alignment *a = how;
    const size_t columns = table->columns.count;
    okr_shown cell;

    for (size_t c = 0; c < columns; c++) {
        show(table, row, c, a->russian, &cell);
        put(out, &cell, a->widths[c], is_number(table, c), c + 1 == columns);
    }
}

static void put_heading(const alignment *a, okr_text *out)
{
    const size_t columns = a->table->columns.count;

    for (size_t c = 0; c < columns; c++) {
        const char *title = heading(a->table, c, a->russian);
        const okr_shown cell = {.text = title, .size = strlen(title)};
        put(out, &cell, a->widths[c], is_number(a->table, c), c + 1 == columns);
    }
    for (size_t c = 0; c < columns; c++) {
        okr_text_pad(out, '-', a->widths[c]);
        okr_text_add(out, c + 1 == columns ? "\n" : "  ");
    }
}

static void put_notes(const okr_table *table, bool russian, const char *before, okr_text *out)
{
    for (size_t i = 0; i < table->notes.count; i++) {
        okr_text_add(out, before);
        okr_text_add(out, okr_titles_pick(OKR_AT(&table->notes, okr_titles, i), russian));
        okr_text_add(out, "\n");
    }
}

static okr_status write_aligned(const alignment *a, const okr_table_sink *sink, okr_text *out,
                                okr_error *err)
{
    okr_status status = OKR_OK;

    okr_text_add(out, okr_titles_pick(a->table->title, a->russian));
    okr_text_add(out, "\n\n");
    put_heading(a, out);
    status = okr_table_put(sink, out, err);
    if (status == OKR_OK)
        status = okr_table_write_rows(a->table, &(okr_row_writer){put_row, a}, sink, err);
    if (a->table->notes.count > 0)
        okr_text_add(out, "\n");
    put_notes(a->table, a->russian, "", out);
    return status == OKR_OK ? okr_table_put(sink, out, err) : status;
}

okr_status okr_table_write_text(const okr_table *table, bool russian,
                                const okr_table_sink *sink, okr_error *err)
{
    alignment a = {table, NULL, russian};
    okr_text out = {0};
    okr_status status = find_widths(&a, err);

    if (status == OKR_OK)
        status = write_aligned(&a, sink, &out, err);
    okr_text_done(&out);
    free(a.widths);
    return status;
}

/* A bar inside a cell would end it. */
static void put_markdown_cell(const char *text, okr_text *out)
{
    while (*text != '\0') {
        const size_t plain = strcspn(text, "|\n");
        okr_text_add_n(out, text, plain);
        text += plain;
        if (*text == '|')
            okr_text_add(out, "\\|");
        else if (*text == '\n')
            okr_text_add(out, " ");
        text += *text == '\0' ? 0 : 1;
    }
    okr_text_add_n(out, " |", 2);
}

static void put_markdown_row(const okr_table *table, size_t row, const void *how, okr_text *out)
{
    const bool *russian = how;
    okr_shown cell;

    okr_text_add_n(out, "|", 1);
    for (size_t c = 0; c < table->columns.count; c++) {
        show(table, row, c, *russian, &cell);
        okr_text_add_n(out, " ", 1);
        put_markdown_cell(cell.text, out);
    }
    okr_text_add_n(out, "\n", 1);
}

static void put_markdown_heading(const okr_table *table, bool russian, okr_text *out)
{
    okr_text_addf(out, "**%s**\n\n|", okr_titles_pick(table->title, russian));
    for (size_t c = 0; c < table->columns.count; c++) {
        okr_text_add(out, " ");
        put_markdown_cell(heading(table, c, russian), out);
    }
    okr_text_add(out, "\n|");
    for (size_t c = 0; c < table->columns.count; c++)
        okr_text_add(out, is_number(table, c) ? "---:|" : "---|");
    okr_text_add(out, "\n");
}

okr_status okr_table_write_markdown(const okr_table *table, bool russian,
                                    const okr_table_sink *sink, okr_error *err)
{
    okr_text out = {0};
    okr_status status = OKR_OK;

    put_markdown_heading(table, russian, &out);
    status = okr_table_put(sink, &out, err);
    if (status == OKR_OK)
        status = okr_table_write_rows(table, &(okr_row_writer){put_markdown_row, &russian},
                                      sink, err);
    put_notes(table, russian, "\n", &out);
    if (status == OKR_OK)
        status = okr_table_put(sink, &out, err);
    okr_text_done(&out);
    return status;
}
