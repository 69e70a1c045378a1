/* One package for each municipality, in one run. */
#include "export/export.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/pool.h"
#include "export/file_name.h"
#include "store/save.h"
#include "store/stage.h"

#include <stdlib.h>
#include <string.h>

/* A package to write. */
typedef struct target {
    const okr_municipality *municipality;
    char *name; /* owned: of the file */
} target;

typedef struct splitter {
    const okr_export *job;
    okr_stage stage;
    okr_vec targets; /* target */
    size_t first;    /* of the batch at work */
} splitter;

static int by_code(const void *left, const void *right)
{
    const target *a = left, *b = right;
    const int order = strcmp(a->municipality->oktmo, b->municipality->oktmo);

    return order != 0 ? order : strcmp(a->name, b->name);
}

static okr_status name_target(const okr_municipality *m, target *t, okr_error *err)
{
    okr_text name = {0};

    t->municipality = m;
    okr_text_addf(&name, "%s-", m->oktmo);
    okr_file_name_add(&name, m->name_short_ru[0] != '\0' ? m->name_short_ru : m->name_ru);
    okr_text_add(&name, ".gpkg");
    return okr_text_take(&name, &t->name, err);
}

/* Two versions of one municipality would be one file. */
static okr_status check_names(const splitter *s, okr_error *err)
{
    for (size_t i = 1; i < s->targets.count; i++) {
        const target *t = &OKR_AT(&s->targets, target, i);
        if (strcmp(t->municipality->oktmo, t[-1].municipality->oktmo) == 0)
            return okr_fail(err, OKR_ERR_USAGE,
                            _("two municipalities have the OKTMO '%s': build the workspace as "
                              "of one date"),
                            t->municipality->oktmo);
    }
    return OKR_OK;
}

static okr_status list_targets(splitter *s, const okr_selection *asked, okr_error *err)
{
    const okr_programme *p = &s->job->workspace->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        target *t = NULL;
        if (okr_selection_has_place(asked) && !asked->municipalities[i])
            continue;
        t = okr_vec_push(&s->targets, err);
        status = t == NULL ? OKR_ERR_NOMEM : name_target(OKR_MUNICIPALITY(p, i), t, err);
    }
    if (status == OKR_OK && s->targets.count == 0)
        status = okr_fail(err, OKR_ERR_NOT_FOUND, _("there is no municipality to split by"));
    if (status == OKR_OK && s->targets.count > 1)
        qsort(s->targets.data, s->targets.count, s->targets.item_size, by_code);
    return status == OKR_OK ? check_names(s, err) : status;
}

/* Before the work, so that nobody waits for it in vain. */
static okr_status check_targets(const splitter *s, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < s->targets.count && status == OKR_OK; i++) {
        okr_text path = {0};
        okr_text_addf(&path, "%s/%s", s->job->options->output,
                      OKR_AT(&s->targets, target, i).name);
        status = okr_text_check(&path, err);
        if (status == OKR_OK)
            status = okr_export_may_write(s->job, okr_text_str(&path), err);
        okr_text_done(&path);
    }
    return status;
}

static okr_status write_one(void *user, size_t index, unsigned worker, okr_error *err)
{
    const splitter *s = user;
    const target *t = &OKR_AT(&s->targets, target, s->first + index);
    okr_filter filter = s->job->options->filter;
    okr_extract extract = {.facts = OKR_FACTS};
    okr_arena arena = {0};
    okr_text path = {0};
    okr_status status = OKR_OK;

    (void)worker;
    filter.in = t->municipality->oktmo;
    okr_stage_path(&s->stage, t->name, &path);
    status = okr_text_check(&path, err);
    if (status == OKR_OK)
        status = okr_export_extract(s->job, &filter, &arena, &extract, err);
    if (status == OKR_OK)
        status =
            okr_store_save(&extract.programme, &(okr_save_options){.facts = &extract.facts},
                           okr_text_str(&path), err);
    if (status != OKR_OK)
        (void)okr_fail_in(err, status, "'%s'", t->name);
    okr_extract_done(&extract);
    okr_arena_done(&arena);
    okr_text_done(&path);
    return status;
}

/* In batches: between them the caller's thread tells how far it has come. */
static okr_status write_all(splitter *s, okr_error *err)
{
    const unsigned threads = okr_pool_threads((unsigned)s->job->options->threads);
    const size_t n = s->targets.count;
    okr_status status = OKR_OK;

    for (s->first = 0; s->first < n && status == OKR_OK; s->first += threads) {
        const size_t left = n - s->first;
        status =
            okr_progress(s->job->listener, _("exporting"), (double)s->first / (double)n, err);
        if (status == OKR_OK)
            status = okr_pool_run(threads, left < threads ? left : threads, write_one, s, err);
    }
    return status;
}

/* What stands in no municipality is in no package, and that is said. */
static void tell_rest(const splitter *s, const okr_selection *asked)
{
    size_t rest = 0;

    if (okr_selection_has_place(asked))
        return;
    for (size_t m = 0; m < asked->count; m++)
        rest += asked->chosen[m] && okr_places_at(asked->places, (int)m)->count == 0;
    if (rest > 0)
        okr_log(s->job->listener, OKR_LEVEL_INFO,
                okr_plural("%zu measure stands in no municipality and is in no package",
                           "%zu measures stand in no municipality and are in no package", rest),
                rest);
}

static okr_status split(splitter *s, const okr_selection *asked, okr_error *err)
{
    const okr_export_options *options = s->job->options;
    okr_status status = list_targets(s, asked, err);

    if (status == OKR_OK)
        status = check_targets(s, err);
    if (status == OKR_OK)
        status = okr_stage_begin(&s->stage, options->output, err);
    if (status == OKR_OK)
        status = write_all(s, err);
    if (status == OKR_OK)
        status = okr_stage_commit(&s->stage, options->overwrite, err);
    if (status == OKR_OK)
        tell_rest(s, asked);
    return status;
}

okr_status okr_export_split(const okr_export *job, okr_error *err)
{
    splitter s = {.job = job, .targets = OKR_VEC(target)};
    okr_selection *asked = NULL;
    okr_status status =
        okr_ask_select(&job->ask, job->workspace, &job->options->filter, &asked, err);

    if (status == OKR_OK)
        status = split(&s, asked, err);
    for (size_t i = 0; i < s.targets.count; i++)
        free(OKR_AT(&s.targets, target, i).name);
    okr_vec_done(&s.targets);
    okr_stage_done(&s.stage);
    okr_selection_free(asked);
    return status;
}
