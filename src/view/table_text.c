/* Tables for people: aligned columns in a terminal, pipe tables in Markdown. */
#include "view/table_form.h"

#include "base/pool.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(const okr_writing *w, size_t column)
{
    return w->headings[column].digits >= 0;
}

static const char *heading(const okr_writing *w, size_t column)
{
    return okr_titles_pick(w->headings[column].title, w->russian);
}

static size_t width_of(const char *text, size_t size)
{
    (void)size;
    return okr_utf8_width(text);
}

/* Looking for widths: every worker has its own until all are compared. */
typedef struct survey {
    const okr_writing *writing;
    okr_table *scratch; /* owned, by worker */
    size_t *widths;     /* owned, by worker and column */
} survey;

/* No text is wider than it has bytes. */
static void widen(size_t *width, const okr_cell *cell, int digits, bool russian)
{
    okr_shown shown;

    okr_cell_show(cell, digits, russian, &shown);
    const size_t w = shown.size > *width ? okr_utf8_width(shown.text) : 0;
    *width = w > *width ? w : *width;
}

static okr_status survey_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const survey *s = user;
    const okr_writing *w = s->writing;
    size_t *widths = s->widths + worker * w->columns;
    okr_table_part part;
    okr_status status = okr_table_part_at(w->table, index, &s->scratch[worker], &part, err);

    for (size_t row = part.first; row < part.end && status == OKR_OK; row++) {
        const okr_cell *cells = okr_table_cell(part.table, row, 0);
        for (size_t c = 0; c < w->columns; c++)
            widen(&widths[c], &cells[c], w->headings[c].digits, w->russian);
    }
    return status;
}

static okr_status survey_all(survey *s, unsigned threads, okr_error *err)
{
    const okr_table *table = s->writing->table;
    okr_status status = OKR_OK;

    for (unsigned i = 0; i < threads && status == OKR_OK; i++)
        status = okr_table_scratch(table, &s->scratch[i], err);
    return status == OKR_OK ? okr_pool_run(threads, okr_table_parts(table), survey_part, s, err)
                            : status;
}

static void find_widest(okr_writing *w, const survey *s, unsigned threads)
{
    for (size_t c = 0; c < w->columns; c++) {
        w->widths[c] = okr_utf8_width(heading(w, c));
        for (size_t i = 0; i < threads; i++) {
            const size_t width = s->widths[i * w->columns + c];
            w->widths[c] = width > w->widths[c] ? width : w->widths[c];
        }
    }
}

static okr_status find_widths(okr_writing *w, okr_error *err)
{
    const unsigned threads = okr_pool_threads(okr_table_parts(w->table) > 1 ? 0 : 1);
    survey s = {.writing = w,
                .scratch = calloc(threads, sizeof *s.scratch),
                .widths = calloc(threads * (w->columns + 1), sizeof *s.widths)};
    okr_status status = OKR_OK;

    w->widths = calloc(w->columns + 1, sizeof *w->widths);
    if (w->widths == NULL || s.scratch == NULL || s.widths == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = survey_all(&s, threads, err);
    if (status == OKR_OK)
        find_widest(w, &s, threads);
    for (unsigned i = 0; i < threads && s.scratch != NULL; i++)
        okr_table_done(&s.scratch[i]);
    free(s.scratch);
    free(s.widths);
    return status;
}

/* What stands in a column: its bytes and how wide they are. */
typedef struct entry {
    const char *text;
    size_t size, width;
} entry;

static char *put_blanks(char *at, size_t n)
{
    if (n > 0)
        memset(at, ' ', n);
    return at + n;
}

/* Numbers stand right, text left; the last text column has no blanks behind it. */
static void put(const okr_writing *w, size_t column, entry e, okr_text *out)
{
    const bool right = is_number(w, column);
    const bool last = column + 1 == w->columns;
    const size_t blanks = w->widths[column] > e.width ? w->widths[column] - e.width : 0;
    const size_t behind = last ? 0 : right ? 2 : blanks + 2;
    char *start = okr_text_room(out, blanks + e.size + 3);

    if (start == NULL)
        return;
    char *at = put_blanks(start, right ? blanks : 0);
    memcpy(at, e.text, e.size);
    at = put_blanks(at + e.size, behind);
    if (last)
        *at++ = '\n';
    okr_text_took(out, (size_t)(at - start));
}

static void put_cell(const okr_writing *w, size_t column, const okr_cell *cell, okr_pen *pen)
{
    okr_shown shown;
    entry e = {.text = ""};

    if (cell->kind == OKR_CELL_TEXT) {
        const okr_known *known = okr_pen_know(pen, okr_titles_pick(cell->text, w->russian));
        e = (entry){known->text, known->size, known->trait};
    } else if (cell->kind == OKR_CELL_NUMBER) {
        okr_cell_show(cell, w->headings[column].digits, w->russian, &shown);
        e = (entry){shown.text, shown.size,
                    cell->mark == OKR_MARK_EQUAL ? shown.size : okr_utf8_width(shown.text)};
    }
    put(w, column, e, &pen->out);
}

static void put_row(const okr_writing *w, const okr_cell *cells, size_t number, okr_pen *pen)
{
    (void)number;
    for (size_t c = 0; c < w->columns; c++)
        put_cell(w, c, &cells[c], pen);
}

static void put_head(const okr_writing *w, okr_text *out)
{
    okr_text_add(out, okr_titles_pick(w->table->title, w->russian));
    okr_text_add(out, "\n\n");
    for (size_t c = 0; c < w->columns; c++) {
        const char *title = heading(w, c);
        put(w, c, (entry){title, strlen(title), okr_utf8_width(title)}, out);
    }
    for (size_t c = 0; c < w->columns; c++) {
        okr_text_pad(out, '-', w->widths[c]);
        okr_text_add(out, c + 1 == w->columns ? "\n" : "  ");
    }
}

static void put_notes(const okr_writing *w, const char *before, okr_text *out)
{
    const okr_vec *notes = &w->table->notes;

    for (size_t i = 0; i < notes->count; i++) {
        okr_text_add(out, before);
        okr_text_add(out, okr_titles_pick(OKR_AT(notes, okr_titles, i), w->russian));
        okr_text_add(out, "\n");
    }
}

static void put_end(const okr_writing *w, okr_text *out)
{
    if (w->table->notes.count > 0)
        okr_text_add(out, "\n");
    put_notes(w, "", out);
}

const okr_form okr_form_text = {
    .begin = find_widths, .head = put_head, .row = put_row, .end = put_end, .trait = width_of};

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

static void put_markdown_row(const okr_writing *w, const okr_cell *cells, size_t number,
                             okr_pen *pen)
{
    okr_shown cell;

    (void)number;
    okr_text_add_n(&pen->out, "|", 1);
    for (size_t c = 0; c < w->columns; c++) {
        okr_cell_show(&cells[c], w->headings[c].digits, w->russian, &cell);
        okr_text_add_n(&pen->out, " ", 1);
        put_markdown_cell(cell.text, &pen->out);
    }
    okr_text_add_n(&pen->out, "\n", 1);
}

static void put_markdown_head(const okr_writing *w, okr_text *out)
{
    okr_text_addf(out, "**%s**\n\n|", okr_titles_pick(w->table->title, w->russian));
    for (size_t c = 0; c < w->columns; c++) {
        okr_text_add(out, " ");
        put_markdown_cell(heading(w, c), out);
    }
    okr_text_add(out, "\n|");
    for (size_t c = 0; c < w->columns; c++)
        okr_text_add(out, is_number(w, c) ? "---:|" : "---|");
    okr_text_add(out, "\n");
}

static void put_markdown_end(const okr_writing *w, okr_text *out)
{
    put_notes(w, "\n", out);
}

const okr_form okr_form_markdown = {
    .head = put_markdown_head, .row = put_markdown_row, .end = put_markdown_end};
