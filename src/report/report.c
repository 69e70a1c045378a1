/* okrug report: the file that all its tables stand in. */
#include "report/report.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "store/atomic.h"

#include <string.h>
#include <sys/stat.h>

/* Every word of --tables must be a table or a group of tables. */
static okr_status check_tables(const okr_vec *defs, const char *list, okr_error *err)
{
    while (list != NULL && *list != '\0') {
        const size_t n = strcspn(list, ",");
        bool known = false;
        for (size_t i = 0; i < defs->count && !known; i++) {
            const char *code = OKR_AT(defs, okr_report_def, i).code;
            known = strncmp(code, list, n) == 0 && (code[n] == '\0' || code[n] == '.');
        }
        if (!known || n == 0)
            return okr_fail(err, OKR_ERR_USAGE,
                            _("option --tables: '%.*s' is none of T1 to T16; 'okrug report "
                              "FILE --list' lists them"),
                            (int)n, list);
        list += n + (list[n] == ',' ? 1 : 0);
    }
    return OKR_OK;
}

static bool ends_with(const char *path, const char *ending)
{
    const size_t n = strlen(path);
    const size_t m = strlen(ending);

    return n > m && strcmp(path + n - m, ending) == 0;
}

typedef okr_status write_fn(const okr_report_job *job, okr_error *err);

static okr_status choose_writer(const char *path, write_fn **write, okr_error *err)
{
    *write = NULL;
    if (ends_with(path, ".xlsx"))
        *write = okr_report_workbook;
    else if (ends_with(path, ".md"))
        *write = okr_report_document;
    return *write != NULL ? OKR_OK
                          : okr_fail(err, OKR_ERR_USAGE,
                                     _("'%s': a report is written as .xlsx or .md"), path);
}

static okr_status refuse_existing(const okr_report_options *options, okr_error *err)
{
    struct stat info;

    if (options->overwrite || stat(options->output, &info) != 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"),
                    options->output);
}

okr_status okr_workspace_report(const okr_workspace *workspace,
                                const okr_report_options *options, const okr_listener *listener,
                                okr_error *err)
{
    okr_vec defs = OKR_VEC(okr_report_def);
    okr_report_job job = {
        .workspace = workspace, .options = options, .listener = listener, .defs = &defs};
    okr_atomic file = {0};
    write_fn *write = NULL;
    okr_status status = choose_writer(options->output, &write, err);

    if (status == OKR_OK)
        status = okr_report_defs(&workspace->programme, &defs, err);
    if (status == OKR_OK)
        status = check_tables(&defs, options->tables, err);
    if (status == OKR_OK)
        status = refuse_existing(options, err);
    if (status == OKR_OK)
        status = okr_atomic_begin(&file, options->output, err);
    if (status == OKR_OK) {
        job.path = file.temp;
        status = write(&job, err);
    }
    if (status == OKR_OK)
        status = okr_atomic_commit(&file, err);
    okr_atomic_done(&file);
    okr_vec_done(&defs);
    return status;
}

static okr_status list_one(const okr_workspace *workspace, const okr_filter *filter,
                           const okr_report_def *def, okr_table *list, okr_error *err)
{
    okr_table *one = NULL;
    const okr_status status = okr_report_table(workspace, filter, def, &one, err);

    if (status != OKR_OK)
        return status;
    okr_table_text(list, def->code);
    okr_table_titles(list, def->title.ru, def->title.en);
    okr_table_number(list, (double)okr_table_rows(one));
    okr_table_titles(list, def->about.ru, def->about.en);
    okr_table_free(one);
    return OKR_OK;
}

okr_status okr_workspace_report_tables(const okr_workspace *workspace, const okr_filter *filter,
                                       okr_table **table, okr_error *err)
{
    okr_vec defs = OKR_VEC(okr_report_def);
    okr_table *list = okr_table_new("Таблицы отчёта", "Tables of the report", err);
    okr_status status =
        list == NULL ? OKR_ERR_NOMEM : okr_report_defs(&workspace->programme, &defs, err);

    if (status == OKR_OK) {
        okr_table_column(list, "table", "Код", "Code", -1);
        okr_table_column(list, "title", "Таблица", "Table", -1);
        okr_table_column(list, "rows", "Строк", "Rows", 0);
        okr_table_column(list, "about", "О чём", "What about", -1);
    }
    for (size_t i = 0; i < defs.count && status == OKR_OK; i++)
        status = list_one(workspace, filter, &OKR_AT(&defs, okr_report_def, i), list, err);
    if (status == OKR_OK)
        status = okr_table_check(list, err);
    okr_vec_done(&defs);
    if (status != OKR_OK) {
        okr_table_free(list);
        return status;
    }
    *table = list;
    return OKR_OK;
}
