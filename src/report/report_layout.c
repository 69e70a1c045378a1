#include "report/report_layout.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NARROWEST = 6,  /* characters of a column */
    WIDEST = 110,   /* of a column of text, while there is room */
    TIGHTEST = 16,  /* of a column of text, when there is none */
    A4_HOLDS = 170, /* characters across a landscape page, small but legible */
    A3_HOLDS = 240
};

/* The next word of a text and its width; the text moves on behind it and its space. */
static int next_word(const char **text)
{
    const size_t n = strcspn(*text, " ");
    char word[256];

    (void)snprintf(word, sizeof word, "%.*s", (int)n, *text);
    *text += n + ((*text)[n] == ' ' ? 1 : 0);
    return (int)okr_utf8_width(word);
}

int okr_report_lines(const char *text, int width)
{
    int lines = 1;
    int used = 0;

    while (*text != '\0') {
        const int word = next_word(&text);
        if (used > 0 && used + 1 + word > width) {
            lines++;
            used = 0;
        }
        used += (used > 0 ? 1 : 0) + word;
        /* A word longer than the column is broken inside. */
        while (used > width) {
            lines++;
            used -= width;
        }
    }
    return lines;
}

static int widest_word(const char *text)
{
    int widest = 0;

    while (*text != '\0') {
        const int word = next_word(&text);
        widest = word > widest ? word : widest;
    }
    return widest;
}

static int head_width(const okr_table *table, size_t column, bool russian)
{
    const okr_heading *c = &OKR_AT(&table->columns, okr_heading, column);

    return widest_word(okr_titles_pick(c->title, russian)) + 2;
}

/* Groups of thousands are shown with a blank between them. */
static int content_width(const okr_table *table, size_t column, bool russian, okr_text *text)
{
    const int digits = OKR_AT(&table->columns, okr_heading, column).digits;
    int width = head_width(table, column, russian);

    for (size_t r = 0; r < okr_table_rows(table); r++) {
        int own = 0;
        okr_text_clear(text);
        okr_cell_add(okr_table_cell(table, r, column), digits, russian, text);
        own = (int)okr_utf8_width(okr_text_str(text));
        own += 1 + (digits >= 0 ? own / 4 : 0);
        width = own > width ? own : width;
    }
    return width < NARROWEST ? NARROWEST : width;
}

static bool is_text(const okr_table *table, size_t column)
{
    return OKR_AT(&table->columns, okr_heading, column).digits < 0;
}

/* What a row is about may take more room than its properties. */
static int cap_of(const okr_table *table, size_t column, bool russian, int most)
{
    const char *code = OKR_AT(&table->columns, okr_heading, column).code;
    const int head = head_width(table, column, russian);
    const bool main = strcmp(code, "title") == 0 || strcmp(code, "object") == 0;
    const int cap = main ? most * 8 / 5 : most;

    return head > cap ? head : cap;
}

/* Characters across when no column of text is wider than `most`. */
static int total_width(const okr_report_layout *layout, const okr_table *table, bool russian,
                       int most)
{
    int total = 0;

    for (size_t c = 0; c < table->columns.count; c++) {
        const int cap = cap_of(table, c, russian, most);
        const int own = layout->widths[c];
        total += is_text(table, c) && own > cap ? cap : own;
        total += OKR_AT(&table->columns, okr_heading, c).marked ? OKR_REPORT_MARK_WIDTH : 0;
    }
    return total;
}

/* Columns of text give way together until the page holds them. */
static void fit(okr_report_layout *layout, const okr_table *table, bool russian)
{
    const int a4_most = 26;
    int most = WIDEST;
    int holds = A4_HOLDS;

    layout->wide = total_width(layout, table, russian, a4_most) > A4_HOLDS;
    if (layout->wide)
        holds = A3_HOLDS;
    while (most > TIGHTEST && total_width(layout, table, russian, most) > holds)
        most--;
    for (size_t c = 0; c < table->columns.count; c++) {
        const int cap = cap_of(table, c, russian, most);
        if (is_text(table, c) && layout->widths[c] > cap)
            layout->widths[c] = cap;
    }
}

okr_status okr_report_layout_find(okr_report_layout *layout, const okr_table *table,
                                  bool russian, okr_error *err)
{
    okr_text text = {0};
    okr_status status = OKR_OK;

    layout->widths = calloc(table->columns.count + 1, sizeof *layout->widths);
    if (layout->widths == NULL)
        return okr_fail_nomem(err);
    for (size_t c = 0; c < table->columns.count; c++)
        layout->widths[c] = content_width(table, c, russian, &text);
    fit(layout, table, russian);
    status = okr_text_check(&text, err);
    okr_text_done(&text);
    return status;
}

void okr_report_layout_done(okr_report_layout *layout)
{
    free(layout->widths);
    *layout = (okr_report_layout){.widths = NULL};
}

int okr_report_row_lines(const okr_report_layout *layout, const okr_table *table, ptrdiff_t row,
                         bool russian)
{
    int lines = 1;

    for (size_t c = 0; c < table->columns.count; c++) {
        const okr_cell *cell = row < 0 ? NULL : okr_table_cell(table, (size_t)row, c);
        const okr_titles head = OKR_AT(&table->columns, okr_heading, c).title;
        const char *text = "";
        int own = 0;
        if (cell == NULL)
            text = okr_titles_pick(head, russian);
        else if (cell->kind == OKR_CELL_TEXT)
            text = okr_titles_pick(cell->text, russian);
        /* Widths count digits; letters of text are a little narrower, those of a bold head not.
         */
        own = okr_report_lines(text, layout->widths[c] +
                                         (cell == NULL ? -1 : layout->widths[c] / 10));
        lines = own > lines ? own : lines;
    }
    return lines;
}
