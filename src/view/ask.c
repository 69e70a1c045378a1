#include "view/ask.h"

#include "stats/select.h"
#include "store/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static okr_status keep_measure(void *user, size_t measure, okr_error *err)
{
    bool *holds = user;

    (void)err;
    holds[measure] = true;
    return OKR_OK;
}

/* The file itself evaluates the condition: SQL is at home in the store. */
static okr_status narrow(void *user, const char *condition, bool *passes, size_t count,
                         okr_error *err)
{
    const okr_workspace *workspace = user;
    bool *holds = calloc(count + 1, sizeof *holds);
    okr_status status = OKR_OK;

    if (holds == NULL)
        return okr_fail_nomem(err);
    status = okr_store_where(workspace->path, condition, keep_measure, holds, err);
    for (size_t i = 0; i < count && status == OKR_OK; i++)
        passes[i] = passes[i] && holds[i];
    free(holds);
    return status;
}

okr_status okr_ask_select(const okr_ask *ask, const okr_workspace *workspace,
                          const okr_filter *filter, okr_selection **out, okr_error *err)
{
    okr_workspace borrowed = *workspace;
    const okr_where where = {narrow, &borrowed};

    if (filter->near != NULL && !workspace->shapes)
        return okr_fail(err, OKR_ERR_USAGE,
                        "the workspace was opened for a question without distances");
    return okr_select(ask->stats, filter, &where, out, err);
}

static okr_status begin(okr_ask *ask, const okr_workspace *workspace, const okr_filter *filter,
                        unsigned parts, okr_error *err)
{
    const unsigned places = filter->basis == NULL ? (unsigned)OKR_STATS_PLACES : 0U;
    okr_status status =
        okr_stats_new_parts(&workspace->programme, parts | places, &ask->stats, err);

    return status == OKR_OK ? okr_ask_select(ask, workspace, filter, &ask->selection, err)
                            : status;
}

okr_status okr_ask_begin(okr_ask *ask, const okr_workspace *workspace, const okr_filter *filter,
                         okr_error *err)
{
    return begin(ask, workspace, filter, OKR_STATS_PROGRESS | OKR_STATS_FIGURES, err);
}

void okr_ask_done(okr_ask *ask)
{
    if (ask == NULL)
        return;
    okr_selection_free(ask->selection);
    okr_stats_free(ask->stats);
    *ask = (okr_ask){0};
}

static void note_boundaries(const okr_programme *p, okr_table *table)
{
    const okr_boundary_set *b = &p->boundary_set;
    char ru[512];
    char en[512];

    if (b->name.ru[0] == '\0' && b->name.en[0] == '\0')
        return;
    (void)snprintf(ru, sizeof ru, "Границы%s: %s", b->approximate ? " приблизительные" : "",
                   okr_titles_pick(b->name, true));
    (void)snprintf(en, sizeof en, "%s: %s",
                   b->approximate ? "Approximate boundaries" : "Boundaries",
                   okr_titles_pick(b->name, false));
    okr_table_note(table, ru, en);
}

static void note_date(const okr_programme *p, okr_table *table)
{
    char date[OKR_DATE_TEXT];
    char ru[96];
    char en[96];

    okr_date_format(p->status_date, date);
    if (date[0] == '\0')
        return;
    (void)snprintf(ru, sizeof ru, "Отчётная дата: %s", date);
    (void)snprintf(en, sizeof en, "Status date: %s", date);
    okr_table_note(table, ru, en);
}

/* Territories of another day than the figures are said. */
static void note_as_of(const okr_programme *p, okr_table *table)
{
    char date[OKR_DATE_TEXT];
    char ru[96];
    char en[96];

    if (p->as_of.precision == OKR_DATE_NONE)
        return;
    okr_date_format(p->as_of, date);
    (void)snprintf(ru, sizeof ru, "Муниципальные образования на дату: %s", date);
    (void)snprintf(en, sizeof en, "Municipalities as of: %s", date);
    okr_table_note(table, ru, en);
}

static void note_extract(const okr_programme *p, okr_table *table)
{
    okr_text ru = {0}, en = {0};

    if (p->extract.ru[0] == '\0')
        return;
    okr_text_addf(&ru, "Выборка: %s", p->extract.ru);
    okr_text_addf(&en, "Extract: %s", p->extract.en);
    okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

/* The bases are said whenever they are not the usual ones. */
static void note_bases(unsigned bases, okr_table *table)
{
    okr_text ru = {0};
    okr_text en = {0};
    bool first = true;

    if (bases == OKR_BASES_DEFAULT)
        return;
    okr_text_add(&ru, "Место известно как:");
    okr_text_add(&en, "Place known as:");
    for (int b = 0; b < (int)OKR_BASIS_COUNT; b++) {
        if ((bases & OKR_BASIS_BIT(b)) == 0)
            continue;
        okr_text_addf(&ru, "%s %s", first ? "" : ";", okr_word_title(&okr_bases, b, true));
        okr_text_addf(&en, "%s %s", first ? "" : ";", okr_word_title(&okr_bases, b, false));
        first = false;
    }
    okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

/* Whoever asks for the region may expect everything in it. */
static void note_region(const okr_selection *s, okr_table *table)
{
    if ((s->placements >> OKR_PLACEMENT_REGION & 1U) != 0)
        okr_table_note(table,
                       "Регион: из мероприятий взяты те, что относятся к нему в целом; "
                       "остальные — без --in",
                       "Region: of the measures, those placed on it as a whole; the others "
                       "without --in");
}

void okr_ask_notes(const okr_ask *ask, okr_table *table)
{
    const okr_programme *p = okr_stats_programme(ask->stats);

    note_extract(p, table);
    note_boundaries(p, table);
    note_date(p, table);
    note_as_of(p, table);
    note_bases(ask->selection->bases, table);
    note_region(ask->selection, table);
}

void okr_ask_note_rows(okr_table *table)
{
    char ru[64];
    char en[64];

    (void)snprintf(ru, sizeof ru, "Строк: %zu", okr_table_rows(table));
    (void)snprintf(en, sizeof en, "Rows: %zu", okr_table_rows(table));
    okr_table_note(table, ru, en);
}

static void release(void *kept)
{
    okr_ask_done(kept);
    free(kept);
}

static okr_status fill(const okr_question *question, okr_ask *ask, okr_table *t, okr_error *err)
{
    okr_status status = begin(ask, question->workspace, question->filter, question->parts, err);

    if (status == OKR_OK)
        status = question->answer(question, ask, t, err);
    if (status == OKR_OK)
        status = okr_ask_note_empty(question, ask, t, err);
    if (status != OKR_OK)
        return status;
    okr_ask_notes(ask, t);
    return okr_table_check(t, err);
}

okr_status okr_ask_answer(const okr_question *question, okr_table **table, okr_error *err)
{
    okr_table *t = okr_table_new(question->title.ru, question->title.en, err);
    okr_ask *ask = t == NULL ? NULL : calloc(1, sizeof *ask);
    okr_status status = OKR_OK;

    if (ask == NULL) {
        okr_table_free(t);
        return okr_fail_nomem(err);
    }
    okr_table_keep(t, ask, release); /* rows may still be made of it when they are written */
    status = fill(question, ask, t, err);
    if (status == OKR_OK)
        *table = t;
    else
        okr_table_free(t);
    return status;
}
