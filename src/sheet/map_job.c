#include "sheet/map_job.h"

#include "base/i18n.h"
#include "base/number.h"
#include "sheet/latin.h"
#include "sheet/map_context.h"
#include "sheet/map_projection.h"
#include "stats/choice.h"
#include "view/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *okr_map_pick(const okr_map_job *job, okr_titles titles)
{
    return okr_titles_pick(titles, job->options->russian);
}

void okr_map_number(okr_text *text, double value, int digits, bool russian)
{
    char buffer[OKR_NUMBER_TEXT];
    size_t whole = 0;
    size_t start = 0;

    if (isnan(value)) {
        okr_text_add(text, "–");
        return;
    }
    okr_number_fixed(value, digits, buffer);
    start = buffer[0] == '-';
    okr_text_add(text, start == 1 ? "−" : "");
    whole = strcspn(buffer + start, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0 && whole > 4)
            okr_text_add(text, russian ? "\u00a0" : ",");
        okr_text_add_n(text, buffer + start + i, 1);
    }
    if (buffer[start + whole] == '.') {
        okr_text_add(text, russian ? "," : ".");
        okr_text_add(text, buffer + start + whole + 1);
    }
}

void okr_map_date(okr_text *text, okr_date date, bool russian)
{
    static const char *const quarters[] = {"", "I", "II", "III", "IV"};
    char iso[OKR_DATE_TEXT];

    okr_date_format(date, iso);
    if (!russian || date.precision == OKR_DATE_YEAR || date.precision == OKR_DATE_NONE)
        okr_text_add(text, iso);
    else if (date.precision == OKR_DATE_DAY)
        okr_text_addf(text, "%02d.%02d.%04d", date.day, date.month, date.year);
    else if (date.precision == OKR_DATE_MONTH)
        okr_text_addf(text, "%02d.%04d", date.month, date.year);
    else
        okr_text_addf(text, "%s квартал %d", quarters[date.quarter], date.year);
}

/* Says what was meant, or what there is. */
static okr_status fail_theme(const char *wish, okr_error *err)
{
    okr_choice choice = {.names = {"kind=K", NULL, NULL}};
    okr_vec choices = OKR_VEC(okr_choice);
    int value = 0;
    okr_status status = okr_vec_append(&choices, &choice, 1, err);

    choice.names[0] = "served=K";
    if (status == OKR_OK)
        status = okr_vec_append(&choices, &choice, 1, err);
    for (size_t i = 0; okr_theme_at(i) != NULL && status == OKR_OK; i++) {
        choice.names[0] = okr_theme_at(i)->code;
        status = okr_vec_append(&choices, &choice, 1, err);
    }
    if (status == OKR_OK)
        status = okr_choose("theme", wish, &choices, &value, err);
    okr_vec_done(&choices);
    return status;
}

/* A kind by its code or title. */
static okr_status choose_kind(okr_map_job *job, const char *wish, okr_error *err)
{
    const okr_programme *p = job->programme;
    okr_vec choices = OKR_VEC(okr_choice);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->kinds.count && status == OKR_OK; i++) {
        const okr_kind *kind = OKR_KIND(p, i);
        const okr_choice choice = {{kind->code, kind->title.ru, kind->title.en}, (int)i};
        status = okr_vec_append(&choices, &choice, 1, err);
    }
    if (status == OKR_OK)
        status = okr_choose("theme", wish, &choices, &job->kind, err);
    okr_vec_done(&choices);
    return status;
}

const char *okr_map_colour(const okr_map_job *job, double value)
{
    for (int i = 0; i < job->class_count; i++)
        if (value <= job->classes[i].up_to || i + 1 == job->class_count)
            return isnan(value) ? okr_theme_no_data : job->classes[i].colour;
    return okr_theme_no_data;
}

/* Themes of one kind. */
static const struct {
    const char *word, *theme;
} by_kind[] = {
    {"kind", "measures"}, {"served", "served"}, {"served_possible", "served_possible"}};

static okr_status choose_theme(okr_map_job *job, okr_error *err)
{
    const char *wish = job->options->theme == NULL ? "measures" : job->options->theme;
    const char *kind = strchr(wish, '=');
    const size_t n = kind == NULL ? strlen(wish) : (size_t)(kind - wish);

    job->kind = -1;
    job->theme = NULL;
    for (size_t i = 0; i < sizeof by_kind / sizeof *by_kind && kind != NULL; i++)
        if (strlen(by_kind[i].word) == n && strncmp(by_kind[i].word, wish, n) == 0)
            job->theme = okr_theme_find(by_kind[i].theme);
    if (kind == NULL)
        job->theme = okr_theme_find(wish);
    if (job->theme == NULL)
        return fail_theme(wish, err);
    return kind == NULL ? OKR_OK : choose_kind(job, kind + 1, err);
}

static okr_status allocate(okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;

    job->municipalities = calloc(p->municipalities.count + 1, sizeof *job->municipalities);
    job->agglomerations = calloc(p->agglomerations.count + 1, sizeof *job->agglomerations);
    job->brief_en = calloc(p->municipalities.count + 1, sizeof *job->brief_en);
    job->settlement_names = calloc(p->settlements.count + 1, sizeof *job->settlement_names);
    job->values = calloc(p->municipalities.count + 1, sizeof *job->values);
    job->boxes = calloc(p->municipalities.count + 1, sizeof *job->boxes);
    if (job->municipalities == NULL || job->agglomerations == NULL || job->values == NULL ||
        job->brief_en == NULL || job->settlement_names == NULL || job->boxes == NULL)
        return okr_fail_nomem(err);
    return OKR_OK;
}

/* "Kemerovo" of "Kemerovo Urban Okrug", "Tisulsky Okrug" of "Tisulsky Municipal Okrug". */
static const char *brief_name(okr_map_job *job, const char *name, okr_error *err)
{
    static const char *const kinds[][2] = {{" Urban Okrug", ""},
                                           {" Municipal Okrug", " Okrug"},
                                           {" Municipal District", " District"}};
    okr_text text = {0};
    const char *brief = NULL;

    okr_text_add(&text, name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *at = strstr(name, kinds[i][0]);
        if (at == NULL || at[strlen(kinds[i][0])] != '\0')
            continue;
        okr_text_clear(&text);
        okr_text_add_n(&text, name, (size_t)(at - name));
        okr_text_add(&text, kinds[i][1]);
    }
    brief = okr_text_copy(&text, &job->arena, err);
    okr_text_done(&text);
    return brief;
}

/* A title for print: " - " becomes a dash. NULL with err filled. */
static const char *set_title(okr_map_job *job, const char *title, okr_error *err)
{
    okr_text text = {0};
    const char *out = NULL;

    for (const char *dash = strstr(title, " - "); dash != NULL; dash = strstr(title, " - ")) {
        okr_text_add_n(&text, title, (size_t)(dash - title));
        okr_text_add(&text, " – ");
        title = dash + strlen(" - ");
    }
    okr_text_add(&text, title);
    out = okr_text_copy(&text, &job->arena, err);
    okr_text_done(&text);
    return out;
}

static okr_status name_settlements(okr_map_job *job, okr_error *err)
{
    for (size_t i = 0; i < job->programme->settlements.count; i++) {
        const char *name = OKR_SETTLEMENT(job->programme, i)->name_ru;
        okr_text text = {0};
        if (!job->options->russian) {
            okr_text_add_latin(&text, name);
            name = okr_text_copy(&text, &job->arena, err);
        }
        okr_text_done(&text);
        if (name == NULL)
            return OKR_ERR_NOMEM;
        job->settlement_names[i] = name;
    }
    return OKR_OK;
}

static okr_status make_names(okr_map_job *job, okr_error *err)
{
    job->region = set_title(job, okr_map_pick(job, job->programme->region), err);
    if (job->region == NULL)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < job->programme->municipalities.count; i++) {
        job->brief_en[i] = brief_name(job, OKR_MUNICIPALITY(job->programme, i)->name_en, err);
        if (job->brief_en[i] == NULL)
            return OKR_ERR_NOMEM;
    }
    return name_settlements(job, err);
}

static okr_status index_rows(okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;
    okr_status status = okr_buckets_build(&job->locations, p->measures.count, &p->locations,
                                          offsetof(okr_location, measure), err);

    if (status == OKR_OK)
        status = okr_buckets_build(&job->links, p->locations.count, &p->links,
                                   offsetof(okr_link, location), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&job->settlements, p->municipalities.count, &p->settlements,
                                   offsetof(okr_settlement, municipality), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&job->members, p->agglomerations.count, &p->members,
                                   offsetof(okr_agglomeration_member, agglomeration), err);
    return status;
}

static okr_status find_boxes(okr_map_job *job, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(job->programme, i);
        if (m->polygon.size > 0)
            status = okr_wkb_box_unwrapped(&m->polygon, 1, &job->boxes[i], err);
        if (status != OKR_OK)
            return okr_fail_in(err, status, _("municipality '%s'"), m->oktmo);
    }
    return status;
}

/* The place names the sheet, not the measures: its neighbours keep their figures. */
static okr_status select_measures(okr_map_job *job, const okr_workspace *workspace,
                                  okr_error *err)
{
    okr_filter filter = job->options->filter;

    filter.in = NULL;
    if (job->kind >= 0)
        filter.kind = OKR_KIND(job->programme, job->kind)->code;
    return okr_ask_begin(&job->ask, workspace, &filter, err);
}

okr_status okr_map_job_open(okr_map_job *job, const okr_workspace *workspace,
                            const okr_map_options *options, const okr_listener *listener,
                            okr_error *err)
{
    okr_status status = OKR_OK;

    *job = (okr_map_job){.programme = &workspace->programme,
                         .options = options,
                         .workspace_path = workspace->path == NULL ? "" : workspace->path,
                         .by_kind = OKR_VEC(okr_stat_row),
                         .contexts = OKR_VEC(okr_context)};
    status = choose_theme(job, err);
    if (status == OKR_OK)
        status = allocate(job, err);
    if (status == OKR_OK)
        status = make_names(job, err);
    if (status == OKR_OK)
        status = index_rows(job, err);
    if (status == OKR_OK)
        status = select_measures(job, workspace, err);
    if (status == OKR_OK)
        status = find_boxes(job, err);
    if (status == OKR_OK)
        status = okr_map_borders_collect(&job->borders, job->programme, err);
    if (status == OKR_OK)
        status = okr_map_figures(job, err);
    if (status == OKR_OK)
        status = okr_contexts_read(job, listener, err);
    if (status != OKR_OK)
        okr_map_job_close(job);
    return status;
}

void okr_map_job_close(okr_map_job *job)
{
    for (size_t i = 0; i < job->contexts.count; i++)
        okr_vec_done(&OKR_AT(&job->contexts, okr_context, i).shapes);
    okr_vec_done(&job->contexts);
    okr_vec_done(&job->by_kind);
    okr_map_borders_done(&job->borders);
    okr_buckets_done(&job->locations);
    okr_buckets_done(&job->links);
    okr_buckets_done(&job->settlements);
    okr_buckets_done(&job->members);
    okr_ask_done(&job->ask);
    free(job->municipalities);
    free(job->agglomerations);
    free(job->brief_en);
    free(job->settlement_names);
    free(job->values);
    free(job->boxes);
    okr_arena_done(&job->arena);
    *job = (okr_map_job){0};
}
