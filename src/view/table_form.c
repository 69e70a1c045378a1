/* A table becomes text in a form: its rows side by side in parts, handed on in their order. */
#include "view/table_form.h"

#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/* A part on its way. */
typedef struct slot {
    okr_table scratch; /* of a body */
    okr_pen pen;
} slot;

typedef struct rows_job {
    const okr_writing *writing;
    const okr_form *form;
    const okr_print *print;
    slot *slots; /* owned */
    size_t window;
} rows_job;

void okr_pen_learn(const okr_pen *pen, const char *text, okr_known *known)
{
    const size_t size = strlen(text);

    *known = (okr_known){text, size, pen->trait(text, size)};
}

static okr_status hand_over(const okr_print *print, okr_text *text, okr_error *err)
{
    okr_status status = okr_text_check(text, err);

    if (status == OKR_OK && text->size > 0)
        status = print->write(print->user, text->bytes, text->size, err);
    okr_text_clear(text);
    return status;
}

static okr_status write_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const rows_job *j = user;
    const okr_writing *w = j->writing;
    slot *s = &j->slots[index % j->window];
    okr_table_part part;
    okr_status status = okr_table_part_at(w->table, index, &s->scratch, &part, err);

    (void)worker;
    if (status != OKR_OK)
        return status;
    memset(s->pen.known, 0, sizeof s->pen.known);
    for (size_t row = part.first; row < part.end; row++)
        j->form->row(w, okr_table_cell(part.table, row, 0),
                     index * OKR_TABLE_PART_ROWS + row - part.first, &s->pen);
    return OKR_OK;
}

static okr_status take_part(void *user, size_t index, okr_error *err)
{
    const rows_job *j = user;

    return hand_over(j->print, &j->slots[index % j->window].pen.out, err);
}

static okr_status write_parts(rows_job *j, unsigned threads, okr_error *err)
{
    const okr_pool_order order = {okr_table_parts(j->writing->table), j->window, write_part,
                                  take_part, j};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < j->window && status == OKR_OK; i++) {
        status = okr_table_scratch(j->writing->table, &j->slots[i].scratch, err);
        j->slots[i].pen.trait = j->form->trait;
    }
    return status == OKR_OK ? okr_pool_run_ordered(threads, &order, err) : status;
}

static okr_status write_rows(const okr_writing *w, const okr_form *form, const okr_print *print,
                             okr_error *err)
{
    const unsigned threads = okr_pool_threads(okr_table_parts(w->table) > 1 ? 0 : 1);
    rows_job j = {.writing = w, .form = form, .print = print, .window = 2 * (size_t)threads};
    okr_status status = OKR_OK;

    j.slots = calloc(j.window, sizeof *j.slots);
    status = j.slots == NULL ? okr_fail_nomem(err) : write_parts(&j, threads, err);
    for (size_t i = 0; i < j.window && j.slots != NULL; i++) {
        okr_table_done(&j.slots[i].scratch);
        okr_text_done(&j.slots[i].pen.out);
    }
    free(j.slots);
    return status;
}

static okr_status write_whole(const okr_writing *w, const okr_form *form,
                              const okr_print *print, okr_error *err)
{
    okr_text out = {0};
    okr_status status = OKR_OK;

    form->head(w, &out);
    status = hand_over(print, &out, err);
    if (status == OKR_OK)
        status = write_rows(w, form, print, err);
    if (status == OKR_OK && form->end != NULL) {
        form->end(w, &out);
        status = hand_over(print, &out, err);
    }
    okr_text_done(&out);
    return status;
}

/* Long tables by several threads, without holding the text of all of it. */
static okr_status write_table(const okr_table *table, const okr_form *form,
                              const okr_print *print, okr_error *err)
{
    okr_writing w = {.table = table,
                     .russian = print->russian,
                     .columns = table->columns.count,
                     .headings = table->columns.data};
    okr_status status = form->begin == NULL ? OKR_OK : form->begin(&w, err);

    if (status == OKR_OK)
        status = write_whole(&w, form, print, err);
    for (size_t c = 0; c < w.columns && w.names != NULL; c++)
        okr_text_done(&w.names[c]);
    free(w.names);
    free(w.widths);
    return status;
}

bool okr_format_parse(const char *name, okr_format *format)
{
    static const char *const names[OKR_FORMAT_COUNT] = {"text", "csv", "json", "md"};

    for (int i = 0; i < (int)OKR_FORMAT_COUNT; i++) {
        if (strcmp(name, names[i]) == 0) {
            *format = (okr_format)i;
            return true;
        }
    }
    return false;
}

okr_status okr_table_print(const okr_table *table, const okr_print *print, okr_error *err)
{
    static const okr_form *const forms[OKR_FORMAT_COUNT] = {
        [OKR_FORMAT_TEXT] = &okr_form_text,
        [OKR_FORMAT_CSV] = &okr_form_csv,
        [OKR_FORMAT_JSON] = &okr_form_json,
        [OKR_FORMAT_MARKDOWN] = &okr_form_markdown,
    };
    okr_status status = okr_table_check(table, err);

    return status == OKR_OK ? write_table(table, forms[print->format], print, err) : status;
}

static okr_status write_text(void *user, const char *bytes, size_t n, okr_error *err)
{
    okr_text *out = user;

    okr_text_add_n(out, bytes, n);
    return okr_text_check(out, err);
}

okr_status okr_table_render(const okr_table *table, okr_format format, bool russian,
                            char **text, okr_error *err)
{
    okr_text out = {0};
    const okr_print print = {format, russian, write_text, &out};
    okr_status status = okr_table_print(table, &print, err);

    if (status == OKR_OK)
        status = okr_text_take(&out, text, err);
    okr_text_done(&out);
    return status;
}
