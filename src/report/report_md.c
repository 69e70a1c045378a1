/* The report as one Markdown document: the contours, the tables across them, one section per
 * municipality. Headings and pipe tables only, so that pandoc makes a DOCX or ODT of it. */
#include "base/i18n.h"
#include "base/listener.h"
#include "okrug/served.h"
#include "report/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef struct document {
    const okr_report_job *job;
    const okr_programme *p;
    okr_text out;
    bool russian;
} document;

static const char *pick(const document *d, const char *ru, const char *en)
{
    return d->russian ? ru : en;
}

/* Signs that Markdown would take for its own stand behind a backslash. */
static void add_plain(document *d, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_[]<>|#", *text) != NULL)
            okr_text_add(&d->out, "\\");
        okr_text_add_n(&d->out, *text == '\n' ? " " : text, 1);
    }
}

/* A heading; with a code before its title unless that is NULL. */
static void add_heading(document *d, int level, const char *code, const char *title)
{
    okr_text_pad(&d->out, '#', (size_t)level);
    okr_text_add(&d->out, " ");
    if (code != NULL) {
        add_plain(d, code);
        okr_text_add(&d->out, ". ");
    }
    add_plain(d, title);
    okr_text_add(&d->out, "\n\n");
}

static void add_heading_row(document *d, const okr_table *table)
{
    okr_text_add(&d->out, "|");
    for (size_t c = 0; c < table->columns.count; c++) {
        okr_text_add(&d->out, " ");
        add_plain(d,
                  okr_titles_pick(OKR_AT(&table->columns, okr_heading, c).title, d->russian));
        okr_text_add(&d->out, " |");
    }
    okr_text_add(&d->out, "\n|");
    for (size_t c = 0; c < table->columns.count; c++)
        okr_text_add(&d->out,
                     OKR_AT(&table->columns, okr_heading, c).digits < 0 ? "---|" : "---:|");
    okr_text_add(&d->out, "\n");
}

static void add_table(document *d, const okr_table *table)
{
    okr_text cell = {0};

    add_heading_row(d, table);
    for (size_t r = 0; r < okr_table_rows(table); r++) {
        okr_text_add(&d->out, "|");
        for (size_t c = 0; c < table->columns.count; c++) {
            okr_text_clear(&cell);
            okr_cell_add(okr_table_cell(table, r, c),
                         OKR_AT(&table->columns, okr_heading, c).digits, d->russian, &cell);
            okr_text_add(&d->out, " ");
            add_plain(d, okr_text_str(&cell));
            okr_text_add(&d->out, " |");
        }
        okr_text_add(&d->out, "\n");
    }
    okr_text_add(&d->out, "\n");
    d->out.failed |= cell.failed;
    okr_text_done(&cell);
}

static void add_notes(document *d, const okr_table *table)
{
    for (size_t i = 0; i < table->notes.count; i++) {
        add_plain(d, okr_titles_pick(OKR_AT(&table->notes, okr_titles, i), d->russian));
        okr_text_add(&d->out, "\n\n");
    }
}

/* A table under a line of its own; one without rows is left out. */
static okr_status add_part(document *d, const okr_report_def *def, const okr_filter *filter,
                           okr_error *err)
{
    okr_table *table = NULL;
    const okr_status status = okr_report_table(d->job->workspace, filter, def, &table, err);

    if (status == OKR_OK && okr_table_rows(table) > 0) {
        okr_text_add(&d->out, "**");
        add_plain(d, okr_titles_pick(def->title, d->russian));
        okr_text_add(&d->out, "**\n\n");
        add_table(d, table);
    }
    okr_table_free(table);
    return status;
}

static const okr_report_def measures_part = {
    .title = {"Мероприятия", "Measures"},
    .fill = okr_report_measures,
    .columns = "title,kind,municipalities,settlements,status,end,progress_pct",
};
static const okr_report_def figures_part = {
    .title = {"Показатели", "Figures"},
    .fill = okr_report_measures,
    .join = OKR_JOIN_FIGURES,
    .columns = "title,indicator_title,unit,baseline,target,actual,percent,percent_kind,period",
};
static const okr_report_def quantities_part = {
    .title = {"Объёмы по территориям", "Quantities by territory"},
    .fill = okr_report_quantities,
    .by = "municipality",
    .columns = "municipality_title,indicator_title,unit,period,actual,target,actual_not_split,"
               "target_not_split",
};
static const okr_report_def own_quantities_part = {
    .title = {"Объёмы", "Quantities"}, /* of one municipality */
    .fill = okr_report_quantities,
    .by = "municipality",
    .columns = "indicator_title,kind,unit,period,actual,target,actual_not_split,"
               "target_not_split",
};
static const okr_report_def stages_part = {
    .title = {"По видам", "By kind"},
    .fill = okr_report_counts,
    .by = "kind",
    .need = "listed",
    .columns = "kind_title,listed,attributed,identification,preparation,implementation,"
               "completion,operating,cancelled,progress_pct,progress_known,progress_total",
};

static void add_facts(document *d, const okr_vec *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        const okr_report_fact *fact = &OKR_AT(facts, okr_report_fact, i);
        okr_text_add(&d->out, "- ");
        add_plain(d, okr_titles_pick(fact->name, d->russian));
        okr_text_add(&d->out, ": ");
        add_plain(d, okr_text_str(d->russian ? &fact->ru : &fact->en));
        okr_text_add(&d->out, "\n");
    }
    okr_text_add(&d->out, "\n");
}

static okr_status add_head(document *d, okr_error *err)
{
    okr_vec facts = OKR_VEC(okr_report_fact);
    const okr_status status = okr_report_facts(d->job, &facts, err);

    if (status == OKR_OK) {
        add_heading(d, 1, NULL, okr_titles_pick(d->p->title, d->russian));
        add_facts(d, &facts);
    }
    okr_report_facts_done(&facts);
    return status;
}

/* One table of the list under a heading with its code. */
static okr_status add_listed(document *d, const okr_report_def *def, okr_error *err)
{
    okr_table *table = NULL;
    okr_status status = okr_progress(d->job->listener, def->code, 0.0, err);

    if (status != OKR_OK || !okr_report_wants(d->job->options, def))
        return status;
    status = okr_report_table(d->job->workspace, &d->job->options->filter, def, &table, err);
    if (status == OKR_OK) {
        add_heading(d, 3, def->code, okr_titles_pick(def->title, d->russian));
        add_plain(d, okr_titles_pick(def->about, d->russian));
        okr_text_add(&d->out, "\n\n");
        if (okr_table_rows(table) > 0)
            add_table(d, table);
        add_notes(d, table);
    }
    okr_table_free(table);
    return status;
}

/* The parts of one section; without a contour, of what none speaks of. */
static okr_status add_parts(document *d, const okr_filter *filter, bool no_contour,
                            okr_error *err)
{
    static const okr_report_def *const parts[] = {&stages_part, &measures_part, &figures_part,
                                                  &quantities_part};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == OKR_OK; i++) {
        okr_report_def part = *parts[i];
        part.no_contour = no_contour;
        status = add_part(d, &part, filter, err);
    }
    return status;
}

static okr_status add_contour(document *d, const okr_contour *c, okr_error *err)
{
    okr_filter filter = d->job->options->filter;

    filter.contour = c->contour;
    add_heading(d, 2, c->contour, okr_titles_pick(c->title, d->russian));
    return add_parts(d, &filter, false, err);
}

/* What no contour speaks of; without any there is no such section. */
static okr_status add_rest(document *d, okr_error *err)
{
    const okr_filter *filter = &d->job->options->filter;
    okr_report_def measures = measures_part;
    okr_table *table = NULL;
    okr_status status = OKR_OK;

    measures.no_contour = true;
    status = okr_report_table(d->job->workspace, filter, &measures, &table, err);
    if (status == OKR_OK && okr_table_rows(table) > 0) {
        add_heading(d, 2, NULL, pick(d, "Вне контуров", "Of no contour"));
        status = add_parts(d, filter, true, err);
    }
    okr_table_free(table);
    return status;
}

static okr_status add_contours(document *d, okr_error *err)
{
    const char *asked = d->job->options->filter.contour;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < d->p->contours.count && status == OKR_OK; i++) {
        const okr_contour *c = OKR_CONTOUR(d->p, i);
        if (c->priority[0] == '\0' && (asked == NULL || okr_report_lists(asked, c->contour)))
            status = add_contour(d, c, err);
    }
    return status == OKR_OK && asked == NULL ? add_rest(d, err) : status;
}

/* Tables that the sections by contour do not show already. */
static okr_status add_tables(document *d, okr_error *err)
{
    okr_status status = OKR_OK;

    add_heading(d, 2, NULL, pick(d, "Сводные таблицы", "Tables across contours"));
    for (size_t i = 0; i < d->job->defs->count && status == OKR_OK; i++) {
        const okr_report_def *def = &OKR_AT(d->job->defs, okr_report_def, i);
        if (d->job->options->tables != NULL || !okr_report_lists("T1,T2,T3,T4", def->code))
            status = add_listed(d, def, err);
    }
    return status;
}

/* The row of a municipality in a table of who is served. */
static void add_served_row(const okr_kind *kind, const okr_table *from, const char *oktmo,
                           okr_table *table)
{
    static const char *const columns[] = {"area_low_pct", "area_high_pct", "population_low_pct",
                                          "population_high_pct"};

    for (size_t r = 0; r < okr_table_rows(from); r++) {
        const okr_cell *code = okr_table_cell(from, r, 0);
        if (code->kind != OKR_CELL_TEXT || strcmp(code->text.en, oktmo) != 0)
            continue;
        okr_table_titles(table, kind->title.ru, kind->title.en);
        okr_table_number(table, kind->service_distance_m / 1e3);
        for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++)
            okr_report_copy(
                table, okr_table_cell(from, r, (size_t)okr_report_column(from, columns[c])));
    }
}

/* Who is served, by kind: one question per kind that states a distance, asked once. */
typedef struct services {
    okr_vec tables; /* okr_table *, owned, by kind; NULL where none is asked */
} services;

static okr_status ask_services(const document *d, services *s, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t k = 0; k < d->p->kinds.count && status == OKR_OK; k++) {
        const okr_kind *kind = OKR_KIND(d->p, k);
        okr_served_question question = {.filter = d->job->options->filter};
        okr_table **table = okr_vec_push(&s->tables, err);
        if (table == NULL)
            return OKR_ERR_NOMEM;
        if (!(kind->service_distance_m > 0))
            continue;
        question.filter.kind = kind->code;
        status = okr_workspace_served(d->job->workspace, &question, table, err);
    }
    return status;
}

static void services_done(services *s)
{
    for (size_t i = 0; i < s->tables.count; i++)
        okr_table_free(OKR_AT(&s->tables, okr_table *, i));
    okr_vec_done(&s->tables);
}

static okr_status add_served(document *d, const services *s, const char *oktmo, okr_error *err)
{
    okr_table *table = okr_table_new("", "", err);
    okr_status status = OKR_OK;

    if (table == NULL)
        return OKR_ERR_NOMEM;
    okr_table_column(table, "kind", "Вид", "Kind", -1);
    okr_table_column(table, "distance_km", "В пределах, км", "Within, km", 3);
    okr_table_column(table, "area_low_pct", "Площадь от, %", "Area from, %", 2);
    okr_table_column(table, "area_high_pct", "до, %", "to, %", 2);
    okr_table_column(table, "population_low_pct", "Население от, %", "Population from, %", 1);
    okr_table_column(table, "population_high_pct", "до, %", "to, %", 1);
    for (size_t k = 0; k < s->tables.count; k++)
        if (OKR_AT(&s->tables, okr_table *, k) != NULL)
            add_served_row(OKR_KIND(d->p, k), OKR_AT(&s->tables, okr_table *, k), oktmo, table);
    status = okr_table_check(table, err);
    if (status == OKR_OK && okr_table_rows(table) > 0) {
        okr_text_addf(&d->out, "**%s**\n\n", pick(d, "Кто обслужен", "Who is served"));
        add_table(d, table);
    }
    okr_table_free(table);
    return status;
}

static okr_status add_municipality(document *d, const services *s, const okr_municipality *m,
                                   okr_error *err)
{
    okr_filter filter = d->job->options->filter;
    okr_report_def quantities = own_quantities_part;
    okr_table *table = NULL;
    okr_status status = OKR_OK;

    quantities.only = m->oktmo;
    filter.in = m->oktmo;
    add_heading(d, 3, NULL, d->russian || m->name_en[0] == '\0' ? m->name_ru : m->name_en);
    status = okr_report_table(d->job->workspace, &filter, &measures_part, &table, err);
    if (status == OKR_OK && okr_table_rows(table) == 0)
        okr_text_addf(&d->out, "%s\n\n",
                      pick(d, "Мероприятий, отнесённых к муниципальному образованию, нет.",
                           "No measure stands in this municipality."));
    else if (status == OKR_OK)
        add_table(d, table);
    okr_table_free(table);
    if (status == OKR_OK)
        status = add_part(d, &quantities, &filter, err);
    return status == OKR_OK ? add_served(d, s, m->oktmo, err) : status;
}

/* The municipalities that the filter asks for. */
static okr_status add_annex(document *d, okr_error *err)
{
    services s = {.tables = OKR_VEC(okr_table *)};
    okr_ask ask = {0};
    okr_status status = okr_ask_begin(&ask, d->job->workspace, &d->job->options->filter, err);

    if (status == OKR_OK)
        status = ask_services(d, &s, err);
    if (status == OKR_OK)
        add_heading(d, 2, NULL,
                    pick(d, "Приложение: муниципальные образования", "Annex: municipalities"));
    for (size_t i = 0; status == OKR_OK && i < d->p->municipalities.count; i++)
        if (ask.selection->municipalities == NULL || ask.selection->municipalities[i])
            status = add_municipality(d, &s, OKR_MUNICIPALITY(d->p, i), err);
    services_done(&s);
    okr_ask_done(&ask);
    return status;
}

static okr_status write_file(const document *d, okr_error *err)
{
    FILE *file = fopen(d->job->path, "wb");
    const size_t size = d->out.size;
    bool written = false;

    if (file == NULL)
        return okr_fail(err, OKR_ERR_IO, _("write '%s': %s"), d->job->options->output,
                        strerror(errno));
    written = fwrite(okr_text_str(&d->out), 1, size, file) == size;
    if (fclose(file) != 0 || !written)
        return okr_fail(err, OKR_ERR_IO, _("write '%s': %s"), d->job->options->output,
                        strerror(errno));
    return OKR_OK;
}

okr_status okr_report_document(const okr_report_job *job, okr_error *err)
{
    document d = {
        .job = job, .p = &job->workspace->programme, .russian = job->options->russian};
    const bool whole = job->options->tables == NULL;
    okr_status status = add_head(&d, err);

    if (status == OKR_OK && whole)
        status = add_contours(&d, err);
    if (status == OKR_OK)
        status = add_tables(&d, err);
    if (status == OKR_OK && whole)
        status = add_annex(&d, err);
    if (status == OKR_OK)
        status = okr_text_check(&d.out, err);
    if (status == OKR_OK)
        status = write_file(&d, err);
    okr_text_done(&d.out);
    return status;
}
