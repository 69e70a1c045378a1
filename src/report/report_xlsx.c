/* The report as a workbook: a sheet of contents, then one sheet per table. */
#include "base/i18n.h"
#include "base/listener.h"
#include "base/number.h"
#include "base/utf8.h"
#include "model/date.h"
#include "report/report_book.h"
#include "report/report_layout.h"

#include <stdio.h>
#include <string.h>

enum {
    PAPER_A4 = 9,
    CODE_WIDTH = 30, /* of the columns of contents, characters */
    TITLE_WIDTH = 52,
    ROWS_WIDTH = 9,
    ABOUT_WIDTH = 70
};

static const char *pick(const okr_report_book *b, const char *ru, const char *en)
{
    return b->russian ? ru : en;
}

/* A face that Windows has, and that others have one of the same widths of. */
static lxw_format *new_format(lxw_workbook *workbook)
{
    lxw_format *f = workbook_add_format(workbook);

    if (f == NULL)
        return NULL;
    format_set_font_name(f, "Arial");
    format_set_font_size(f, 10);
    return f;
}

static lxw_format *cell_format(lxw_workbook *workbook, bool bold)
{
    lxw_format *f = new_format(workbook);

    if (f == NULL)
        return NULL;
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(f, LXW_BORDER_HAIR);
    if (bold) {
        format_set_bold(f);
        format_set_bg_color(f, 0xEEF2F6);
    }
    return f;
}

static bool make_cell_formats(okr_report_book *b)
{
    static const char *const codes[OKR_REPORT_DIGITS + 1] = {"#,##0", "#,##0.0", "#,##0.00",
                                                             "#,##0.000", "#,##0.0000"};
    okr_report_formats *f = &b->formats;

    for (int bold = 0; bold < 2; bold++) {
        f->text[bold] = cell_format(b->workbook, bold != 0);
        f->mark[bold] = cell_format(b->workbook, bold != 0);
        if (f->text[bold] == NULL || f->mark[bold] == NULL)
            return false;
        format_set_text_wrap(f->text[bold]);
        format_set_align(f->mark[bold], LXW_ALIGN_CENTER);
        for (int d = 0; d <= OKR_REPORT_DIGITS; d++) {
            f->number[bold][d] = cell_format(b->workbook, bold != 0);
            if (f->number[bold][d] == NULL)
                return false;
            format_set_num_format(f->number[bold][d], codes[d]);
        }
    }
    return true;
}

static bool make_formats(okr_report_book *b)
{
    okr_report_formats *f = &b->formats;
    lxw_format **const plain[] = {&f->title, &f->about, &f->link, &f->head, &f->note, &f->name};

    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        *plain[i] = new_format(b->workbook);
        if (*plain[i] == NULL)
            return false;
    }
    format_set_bold(f->title);
    format_set_font_size(f->title, 14);
    format_set_font_color(f->about, 0x555555);
    format_set_font_color(f->link, 0x0563C1);
    format_set_underline(f->link, LXW_UNDERLINE_SINGLE);
    format_set_align(f->link, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(f->about, LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(f->head);
    format_set_text_wrap(f->head);
    format_set_align(f->head, LXW_ALIGN_CENTER);
    format_set_align(f->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(f->head, 0xD9E2EC);
    format_set_border(f->head, LXW_BORDER_THIN);
    format_set_font_color(f->note, 0x555555);
    format_set_italic(f->note);
    format_set_text_wrap(f->name);
    format_set_align(f->name, LXW_ALIGN_VERTICAL_TOP);
    return make_cell_formats(b);
}

static int lines_of(const char *text, int width)
{
    return okr_report_lines(text, width - 1);
}

/* High enough for the longer of two texts. */
static void set_height(lxw_worksheet *ws, lxw_row_t row, int lines, int other)
{
    (void)worksheet_set_row(ws, row, OKR_REPORT_LINE * (lines > other ? lines : other) + 2,
                            NULL);
}

/* A line of the list of tables on the first sheet. */
static void write_entry(const okr_report_book *b, lxw_worksheet *ws, lxw_row_t row,
                        const okr_report_def *def, size_t rows)
{
    char name[OKR_REPORT_SHEET_NAME];
    char url[sizeof name + 32];

    okr_report_sheet_name(b, def, name);
    (void)snprintf(url, sizeof url, "internal:'%s'!A1", name);
    (void)worksheet_write_url_opt(ws, row, 0, url, b->formats.link, name, NULL);
    (void)worksheet_write_string(ws, row, 1, okr_titles_pick(def->title, b->russian),
                                 b->formats.name);
    (void)worksheet_write_number(ws, row, 2, (double)rows, b->formats.number[0][0]);
    (void)worksheet_write_string(ws, row, 3, okr_titles_pick(def->about, b->russian),
                                 b->formats.name);
    set_height(ws, row, lines_of(okr_titles_pick(def->title, b->russian), TITLE_WIDTH),
               lines_of(okr_titles_pick(def->about, b->russian), ABOUT_WIDTH));
}

static lxw_row_t write_facts(const okr_report_book *b, lxw_worksheet *ws, const okr_vec *facts)
{
    lxw_row_t row = 2;

    for (size_t i = 0; i < facts->count; i++, row++) {
        const okr_report_fact *fact = &OKR_AT(facts, okr_report_fact, i);
        const bool again =
            i > 0 && strcmp(fact->name.en, OKR_AT(facts, okr_report_fact, i - 1).name.en) == 0;
        (void)worksheet_write_string(
            ws, row, 0, again ? "" : okr_titles_pick(fact->name, b->russian), b->formats.about);
        const char *value = okr_text_str(b->russian ? &fact->ru : &fact->en);
        (void)worksheet_merge_range(ws, row, 1, row, 3, value, b->formats.name);
        set_height(ws, row, lines_of(value, TITLE_WIDTH + ROWS_WIDTH + ABOUT_WIDTH), 1);
    }
    return row + 1;
}

static lxw_row_t write_contents(okr_report_book *b, lxw_worksheet *ws, const okr_vec *facts)
{
    const char *const heads[] = {pick(b, "Таблица", "Table"), pick(b, "Название", "Title"),
                                 pick(b, "Строк", "Rows"), pick(b, "О чём", "What about")};
    const double widths[] = {CODE_WIDTH, TITLE_WIDTH, ROWS_WIDTH, ABOUT_WIDTH};
    lxw_row_t row = 0;

    (void)worksheet_write_string(ws, 0, 0, pick(b, "Сводный отчёт", "Consolidated report"),
                                 b->formats.title);
    for (int c = 0; c < 4; c++)
        (void)worksheet_set_column(ws, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL);
    row = write_facts(b, ws, facts);
    for (int c = 0; c < 4; c++)
        (void)worksheet_write_string(ws, row, (lxw_col_t)c, heads[c], b->formats.head);
    worksheet_set_landscape(ws);
    worksheet_set_paper(ws, PAPER_A4);
    worksheet_fit_to_pages(ws, 1, 1);
    return row + 1;
}

static okr_status write_tables(okr_report_book *b, lxw_worksheet *contents, lxw_row_t row,
                               okr_error *err)
{
    const okr_report_job *job = b->job;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->defs->count && status == OKR_OK; i++) {
        const okr_report_def *def = &OKR_AT(job->defs, okr_report_def, i);
        okr_table *table = NULL;
        if (!okr_report_wants(job->options, def))
            continue;
        status = okr_progress(job->listener, def->code, 0.0, err);
        if (status == OKR_OK)
            status = okr_report_table(job->workspace, &job->options->filter, def, &table, err);
        if (status == OKR_OK)
            status = okr_report_sheet(b, def, table, err);
        if (status == OKR_OK)
            write_entry(b, contents, row++, def, okr_table_rows(table));
        okr_table_free(table);
    }
    return status;
}

/* The date of the figures, not of the clock. */
static okr_status find_created(const okr_report_job *job, time_t *created, okr_error *err)
{
    const long day = okr_date_last_day(job->workspace->programme.status_date);
    const char *epoch = job->options->source_date_epoch;
    long long seconds = day == OKR_DATE_NO_DAY ? 0 : day * 86400LL;

    if (epoch != NULL && (!okr_number_parse_int(epoch, &seconds) || seconds < 0))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("SOURCE_DATE_EPOCH: '%s' is no number of seconds"), epoch);
    *created = (time_t)seconds;
    return OKR_OK;
}

static void set_properties(const okr_report_book *b, time_t created)
{
    const okr_titles title = b->job->workspace->programme.title;
    char name[512];
    char okrug[] = "okrug";
    lxw_doc_properties properties = {.author = okrug, .created = created};

    (void)snprintf(name, sizeof name, "%s", okr_titles_pick(title, b->russian));
    okr_utf8_trim_end(name); /* a letter cut in two would make the file unreadable */
    properties.title = name;
    (void)workbook_set_properties(b->workbook, &properties);
}

static okr_status fill_book(okr_report_book *b, okr_error *err)
{
    okr_vec facts = OKR_VEC(okr_report_fact);
    lxw_worksheet *contents = NULL;
    time_t created = 0;
    okr_status status = find_created(b->job, &created, err);

    if (status == OKR_OK && !make_formats(b))
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status = okr_report_facts(b->job, &facts, err);
    if (status == OKR_OK) {
        set_properties(b, created);
        contents = workbook_add_worksheet(b->workbook, okr_report_contents(b->russian));
        status = contents == NULL ? okr_fail_nomem(err) : OKR_OK;
    }
    if (status == OKR_OK)
        status = write_tables(b, contents, write_contents(b, contents, &facts), err);
    okr_report_facts_done(&facts);
    return status;
}

okr_status okr_report_workbook(const okr_report_job *job, okr_error *err)
{
    okr_report_book b = {.job = job, .russian = job->options->russian};
    lxw_error closed = LXW_NO_ERROR;
    okr_status status = OKR_OK;

    b.workbook = workbook_new(job->path);
    if (b.workbook == NULL)
        return okr_fail_nomem(err);
    status = fill_book(&b, err);
    closed = workbook_close(b.workbook);
    if (status == OKR_OK && closed != LXW_NO_ERROR)
        status = okr_fail(err, OKR_ERR_IO, _("write '%s': %s"), job->options->output,
                          lxw_strerror(closed));
    return status;
}
