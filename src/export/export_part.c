/* What an export takes out of a workspace, and whether there is room where it goes. */
#include "export/export.h"

#include "base/i18n.h"

#include <sys/stat.h>

okr_status okr_export_may_write(const okr_export *job, const char *path, okr_error *err)
{
    struct stat info;

    if (job->options->overwrite || stat(path, &info) != 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"), path);
}

static okr_status keep_text(okr_arena *arena, okr_text *text, const char **out, okr_error *err)
{
    *out = okr_text_copy(text, arena, err);
    okr_text_done(text);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status describe(const okr_export *job, const okr_filter *filter, okr_arena *arena,
                           okr_titles *title, okr_error *err)
{
    const okr_programme *whole = &job->workspace->programme;
    okr_text ru = {0}, en = {0};
    okr_status status = OKR_OK;

    okr_export_describe(whole, filter, job->options->original, true, &ru);
    okr_export_describe(whole, filter, job->options->original, false, &en);
    status = keep_text(arena, &ru, &title->ru, err);
    if (status != OKR_OK)
        okr_text_done(&en);
    return status == OKR_OK ? keep_text(arena, &en, &title->en, err) : status;
}

/* Rows of every role are taken unless the user names roles; figures are of items as always. */
static okr_filter for_rows(const okr_filter *filter)
{
    okr_filter rows = *filter;

    if (rows.roles == NULL)
        rows.roles = "item,group,component,context";
    return rows;
}

okr_status okr_export_extract(const okr_export *job, const okr_filter *filter, okr_arena *arena,
                              okr_extract *extract, okr_error *err)
{
    const okr_filter by_rows = for_rows(filter);
    okr_selection *rows = NULL, *figures = NULL;
    okr_extract_request request = {
        .stats = job->ask.stats, .index = job->index, .original = job->options->original};
    okr_status status = okr_ask_select(&job->ask, job->workspace, &by_rows, &rows, err);

    if (status == OKR_OK)
        status = okr_ask_select(&job->ask, job->workspace, filter, &figures, err);
    if (status == OKR_OK)
        status = describe(job, filter, arena, &request.title, err);
    if (status == OKR_OK) {
        request.rows = rows;
        request.figures = figures;
        status = okr_extract_make(extract, &request, err);
        extract->programme.english = job->options->english;
    }
    okr_selection_free(rows);
    okr_selection_free(figures);
    return status;
}
