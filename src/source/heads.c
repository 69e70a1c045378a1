#include "source/heads.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 9, LEAST_NUMBERS = 3, LEAST_CELLS = 3 };

void okr_heads_init(okr_heads *heads)
{
    *heads = (okr_heads){.rows = OKR_VEC(okr_vec), .names = OKR_VEC(const char *)};
}

void okr_heads_done(okr_heads *heads)
{
    for (size_t i = 0; i < heads->rows.count; i++)
        okr_vec_done(&OKR_AT(&heads->rows, okr_vec, i));
    okr_vec_done(&heads->rows);
    okr_vec_done(&heads->names);
    okr_arena_done(&heads->arena);
}

bool okr_heads_same(const char *a, const char *b)
{
    a = okr_utf8_skip_blanks(a);
    b = okr_utf8_skip_blanks(b);
    while (*a != '\0' && *b != '\0') {
        if (okr_utf8_blank(a) > 0 && okr_utf8_blank(b) > 0) {
            a = okr_utf8_skip_blanks(a);
            b = okr_utf8_skip_blanks(b);
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return *okr_utf8_skip_blanks(a) == '\0' && *okr_utf8_skip_blanks(b) == '\0';
}

/* Outer blanks away, inner ones one space each. */
static const char *tidy(okr_heads *heads, const char *cell, okr_error *err)
{
    okr_text out = {0};
    const char *kept = NULL;

    for (cell = okr_utf8_skip_blanks(cell); *cell != '\0'; cell++) {
        if (okr_utf8_blank(cell) > 0) {
            cell = okr_utf8_skip_blanks(cell);
            okr_text_add(&out, *cell == '\0' ? "" : " ");
            if (*cell == '\0')
                break;
        }
        okr_text_add_n(&out, cell, 1);
    }
    kept = okr_text_copy(&out, &heads->arena, err);
    okr_text_done(&out);
    return kept;
}

okr_status okr_heads_add(okr_heads *heads, const char *const *cells, size_t n, okr_error *err)
{
    okr_vec *row = okr_vec_push(&heads->rows, err);

    if (row == NULL)
        return OKR_ERR_NOMEM;
    *row = OKR_VEC(const char *);
    for (size_t i = 0; i < n; i++) {
        const char **slot = okr_vec_push(row, err);
        if (slot == NULL)
            return OKR_ERR_NOMEM;
        *slot = tidy(heads, cells[i], err);
        if (*slot == NULL)
            return OKR_ERR_NOMEM;
    }
    return OKR_OK;
}

static size_t column_count(const okr_heads *heads)
{
    size_t n = 0;

    for (size_t i = 0; i < heads->rows.count; i++)
        if (OKR_AT(&heads->rows, okr_vec, i).count > n)
            n = OKR_AT(&heads->rows, okr_vec, i).count;
    return n;
}

static const char *cell_at(const okr_heads *heads, size_t row, size_t column)
{
    const okr_vec *cells = &OKR_AT(&heads->rows, okr_vec, row);

    return column < cells->count ? OKR_AT(cells, const char *, column) : "";
}

/* Whether a column has text in a row below. */
static bool has_below(const okr_heads *heads, size_t row, size_t column)
{
    for (size_t below = row + 1; below < heads->rows.count; below++)
        if (cell_at(heads, below, column)[0] != '\0')
            return true;
    return false;
}

/* Whether two columns stand below the same cells of the rows above one. */
static bool same_above(const okr_heads *heads, size_t row, size_t a, size_t b)
{
    for (size_t above = 0; above < row; above++)
        if (strcmp(cell_at(heads, above, a), cell_at(heads, above, b)) != 0)
            return false;
    return true;
}

/*
 * A merged cell goes on to the right until the next one with text; a cell that nothing stands
 * below was merged downwards and goes for its own column only.
 */
static void spread(okr_heads *heads, size_t row)
{
    okr_vec *cells = &OKR_AT(&heads->rows, okr_vec, row);
    size_t from = 0;

    for (size_t i = 0; i < cells->count; i++) {
        const char **cell = &OKR_AT(cells, const char *, i);
        if ((*cell)[0] != '\0')
            from = i;
        else if (has_below(heads, row, i) && has_below(heads, row, from) &&
                 same_above(heads, row, i, from))
            *cell = OKR_AT(cells, const char *, from);
    }
}

static okr_status join_column(okr_heads *heads, size_t column, okr_error *err)
{
    okr_text name = {0};
    const char **slot = okr_vec_push(&heads->names, err);

    if (slot == NULL)
        return OKR_ERR_NOMEM;
    for (size_t row = 0; row < heads->rows.count; row++) {
        const char *cell = cell_at(heads, row, column);
        if (cell[0] != '\0')
            okr_text_addf(&name, name.size == 0 ? "%s" : " %s", cell);
    }
    *slot = okr_text_copy(&name, &heads->arena, err);
    okr_text_done(&name);
    return *slot == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* Rows may be of different length: merged cells at the end of one may not have been saved. */
static okr_status pad(okr_heads *heads, size_t columns, okr_error *err)
{
    static const char *const empty = "";

    for (size_t i = 0; i < heads->rows.count; i++) {
        okr_vec *row = &OKR_AT(&heads->rows, okr_vec, i);
        while (row->count < columns)
            if (okr_vec_append(row, (const void *)&empty, 1, err) != OKR_OK)
                return OKR_ERR_NOMEM;
    }
    return OKR_OK;
}

okr_status okr_heads_join(okr_heads *heads, okr_error *err)
{
    const size_t columns = column_count(heads);
    okr_status status = pad(heads, columns, err);

    for (size_t row = 0; status == OKR_OK && row + 1 < heads->rows.count; row++)
        spread(heads, row);
    for (size_t column = 0; column < columns && status == OKR_OK; column++)
        status = join_column(heads, column, err);
    return status;
}

bool okr_head_rows_parse(const char *text, okr_head_rows *out)
{
    char *end = NULL;

    if (*text < '1' || *text > '9')
        return false;
    out->first = out->last = strtol(text, &end, 10);
    if (*end == '-' && end[1] >= '1' && end[1] <= '9')
        out->last = strtol(end + 1, &end, 10);
    return *end == '\0' && out->first < 1000000 && out->last >= out->first &&
           out->last - out->first < MOST_ROWS;
}

size_t okr_first_cell(const char *const *cells, size_t n)
{
    size_t i = 0;

    while (i < n && *okr_utf8_skip_blanks(cells[i]) == '\0')
        i++;
    return i;
}

/* 1, 2, 3 ... in the cells that have text. */
static bool counts_columns(const char *const *cells, size_t n)
{
    long count = 0;

    for (size_t i = 0; i < n; i++) {
        char *end = NULL;
        const char *cell = okr_utf8_skip_blanks(cells[i]);
        if (*cell == '\0')
            continue;
        if (*cell < '1' || *cell > '9' || strtol(cell, &end, 10) != ++count ||
            *okr_utf8_skip_blanks(end) != '\0')
            return false;
    }
    return count >= LEAST_NUMBERS;
}

/* Whether a text begins with a word, whatever its case, and goes on with no letter. */
static bool begins_with(const char *text, const char *word)
{
    const char *text_end = text + strlen(text), *word_end = word + strlen(word);

    while (word < word_end) {
        if (text == text_end ||
            okr_utf8_lower(okr_utf8_next(&text, text_end)) != okr_utf8_next(&word, word_end))
            return false;
    }
    return (unsigned char)*text < 0x80 && strchr(" .,:;-\t\r\n", *text) != NULL;
}

okr_ornament okr_ornament_of(const char *const *cells, size_t n)
{
    const size_t first = okr_first_cell(cells, n);

    if (first == n)
        return OKR_ORNAMENT_BLANK;
    if (counts_columns(cells, n))
        return OKR_ORNAMENT_NUMBERS;
    if (begins_with(okr_utf8_skip_blanks(cells[first]), "итого") ||
        begins_with(okr_utf8_skip_blanks(cells[first]), "всего"))
        return OKR_ORNAMENT_TOTAL;
    if (n >= LEAST_CELLS && first + 1 + okr_first_cell(cells + first + 1, n - first - 1) == n)
        return OKR_ORNAMENT_HEADING;
    return OKR_ORNAMENT_NONE;
}
