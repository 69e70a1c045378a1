/* Tables as answers: where they are written, and how a workspace is asked for one. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static okr_status cannot_write(okr_error *err)
{
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), _("standard output"),
                    strerror(errno));
}

static okr_status write_bytes(void *user, const char *bytes, size_t n, okr_error *err)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? OKR_OK : cannot_write(err);
}

static okr_status print_table(const okr_table *table, okr_format format, bool russian,
                              okr_error *err)
{
    const okr_print print = {.format = format, .russian = russian, .write = write_bytes};
    const okr_status status = okr_table_print(table, &print, err);

    return status == OKR_OK && fflush(stdout) == EOF ? cannot_write(err) : status;
}

/* What a command reads is not replaced by what it found. */
static okr_status refuse_operand(const okr_call *call, const char *path, okr_error *err)
{
    struct stat to;
    struct stat from;

    if (path == NULL || stat(path, &to) != 0 || !S_ISREG(to.st_mode))
        return OKR_OK;
    for (int i = 0; i < OKR_OPERANDS && call->operand[i] != NULL; i++)
        if (stat(call->operand[i], &from) == 0 && from.st_dev == to.st_dev &&
            from.st_ino == to.st_ino)
            return okr_fail(err, OKR_ERR_USAGE, _("'%s' is read here: write to another file"),
                            path);
    return OKR_OK;
}

okr_status okr_output(const okr_call *call, const okr_output_args *output, okr_table *table,
                      okr_error *err)
{
    const char *path = output->output;
    okr_format format = OKR_FORMAT_TEXT;
    okr_status status = OKR_OK;

    if (output->format != NULL && !okr_format_parse(output->format, &format))
        status =
            okr_fail(err, OKR_ERR_USAGE,
                     _("option --format: '%s' is none of text, csv, json, md"), output->format);
    if (status == OKR_OK)
        status = okr_table_choose(table, &output->choice, call->russian, err);
    if (status == OKR_OK)
        status = refuse_operand(call, path, err);
    if (status == OKR_OK)
        status = path != NULL ? okr_table_save(table, format, call->russian, path, err)
                              : print_table(table, format, call->russian, err);
    okr_table_free(table);
    return status;
}

okr_status okr_answer(const okr_call *call, const okr_inquiry *inquiry, okr_error *err)
{
    const char *path = call->operand[0];
    okr_workspace *workspace = NULL;
    okr_table *table = NULL;
    okr_status status = inquiry->filter == NULL
                            ? okr_workspace_open(path, &workspace, err)
                            : okr_workspace_open_for(path, inquiry->filter, &workspace, err);

    if (status == OKR_OK)
        status = inquiry->ask(workspace, call->args, &table, err);
    if (status == OKR_OK)
        status = okr_output(call, inquiry->output, table, err);
    okr_workspace_close(workspace);
    return status;
}
