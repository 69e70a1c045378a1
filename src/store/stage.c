#include "store/stage.h"

#include "base/i18n.h"
#include "store/atomic.h"
#include "store/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ATTEMPTS = 100 };

static okr_status fail_errno(okr_error *err, const char *path)
{
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), path, strerror(errno));
}

static okr_status make_target(okr_stage *stage, okr_error *err)
{
    struct stat info;

    if (mkdir(stage->target, 0777) == 0) {
        stage->made = true;
        return OKR_OK;
    }
    if (errno != EEXIST)
        return fail_errno(err, stage->target);
    if (stat(stage->target, &info) != 0 || !S_ISDIR(info.st_mode))
        return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': it is no folder"),
                        stage->target);
    return OKR_OK;
}

static okr_status make_one_of(okr_stage *stage, const char *stem, okr_error *err)
{
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        okr_text name = {0};
        char *folder = NULL;
        okr_leftover_name(&name, stem, attempt);
        okr_status status = okr_text_take(&name, &folder, err);
        if (status != OKR_OK)
            return status;
        if (mkdir(folder, 0777) == 0) {
            stage->folder = folder;
            return OKR_OK;
        }
        free(folder);
        if (errno != EEXIST)
            return fail_errno(err, stage->target);
    }
    return okr_fail(err, OKR_ERR_IO,
                    _("cannot write '%s': too many unfinished files beside it"), stage->target);
}

static okr_status make_folder(okr_stage *stage, okr_error *err)
{
    okr_text stem = {0};
    okr_status status = OKR_OK;

    okr_text_addf(&stem, "%s/.okrug", stage->target);
    status = okr_text_check(&stem, err);
    if (status == OKR_OK)
        status = okr_leftover_remove(okr_text_str(&stem), err);
    if (status == OKR_OK)
        status = make_one_of(stage, okr_text_str(&stem), err);
    okr_text_done(&stem);
    return status;
}

okr_status okr_stage_begin(okr_stage *stage, const char *target, okr_error *err)
{
    okr_status status = OKR_OK;

    stage->target = strdup(target);
    if (stage->target == NULL)
        return okr_fail_nomem(err);
    status = make_target(stage, err);
    return status == OKR_OK ? make_folder(stage, err) : status;
}

void okr_stage_path(const okr_stage *stage, const char *name, okr_text *path)
{
    okr_text_addf(path, "%s/%s", stage->folder, name);
}

static okr_status add_name(okr_vec *names, const char *name, okr_error *err)
{
    char *copy = strdup(name);
    okr_status status =
        copy == NULL ? okr_fail_nomem(err) : okr_vec_append(names, &copy, 1, err);

    if (status != OKR_OK)
        free(copy);
    return status;
}

static int by_bytes(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;

    return strcmp(*a, *b);
}

/* Names of the files written so far, ascending; names_done. */
static okr_status names_of(const okr_stage *stage, okr_vec *names, okr_error *err)
{
    DIR *folder = opendir(stage->folder);
    const struct dirent *entry = NULL;
    okr_status status = folder == NULL ? fail_errno(err, stage->folder) : OKR_OK;

    *names = OKR_VEC(char *);
    while (status == OKR_OK && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            status = add_name(names, entry->d_name, err);
    if (folder != NULL)
        (void)closedir(folder);
    if (names->count > 1)
        qsort(names->data, names->count, names->item_size, by_bytes);
    return status;
}

static void names_done(okr_vec *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(OKR_AT(names, char *, i));
    okr_vec_done(names);
}

/* A file on its way out of the hidden folder. */
typedef struct move {
    okr_text from, to;
    bool replaces;
    bool done;
} move;

static okr_status plan(const okr_stage *stage, const char *name, bool overwrite, move *m,
                       okr_error *err)
{
    struct stat info;
    okr_status status = OKR_OK;

    okr_stage_path(stage, name, &m->from);
    okr_text_addf(&m->to, "%s/%s", stage->target, name);
    status = okr_text_check(&m->from, err);
    if (status == OKR_OK)
        status = okr_text_check(&m->to, err);
    if (status != OKR_OK)
        return status;
    m->replaces = lstat(okr_text_str(&m->to), &info) == 0;
    if (m->replaces && !overwrite)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"),
                        okr_text_str(&m->to));
    return OKR_OK;
}

static okr_status move_all(move *moves, size_t n, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        status = okr_atomic_flush(okr_text_str(&moves[i].from), false, err);
    for (size_t i = 0; i < n && status == OKR_OK; i++) {
        moves[i].done = rename(okr_text_str(&moves[i].from), okr_text_str(&moves[i].to)) == 0;
        if (!moves[i].done)
            status = fail_errno(err, okr_text_str(&moves[i].to));
    }
    for (size_t i = 0; i < n && status != OKR_OK; i++)
        if (moves[i].done && !moves[i].replaces)
            (void)unlink(okr_text_str(&moves[i].to));
    return status;
}

okr_status okr_stage_commit(okr_stage *stage, bool overwrite, okr_error *err)
{
    okr_vec names = OKR_VEC(char *);
    move *moves = NULL;
    okr_status status = names_of(stage, &names, err);

    if (status == OKR_OK) {
        moves = calloc(names.count + 1, sizeof *moves);
        status = moves == NULL ? okr_fail_nomem(err) : OKR_OK;
    }
    for (size_t i = 0; i < names.count && status == OKR_OK; i++)
        status = plan(stage, OKR_AT(&names, char *, i), overwrite, &moves[i], err);
    if (status == OKR_OK)
        status = move_all(moves, names.count, err);
    if (status == OKR_OK)
        status = okr_atomic_flush(stage->target, true, err);
    stage->made = stage->made && status != OKR_OK;
    for (size_t i = 0; moves != NULL && i < names.count; i++) {
        okr_text_done(&moves[i].from);
        okr_text_done(&moves[i].to);
    }
    free(moves);
    names_done(&names);
    return status;
}

static void remove_left(const okr_stage *stage)
{
    okr_vec names = OKR_VEC(char *);

    if (names_of(stage, &names, NULL) == OKR_OK)
        for (size_t i = 0; i < names.count; i++) {
            okr_text path = {0};
            okr_stage_path(stage, OKR_AT(&names, char *, i), &path);
            (void)unlink(okr_text_str(&path));
            okr_text_done(&path);
        }
    names_done(&names);
    (void)rmdir(stage->folder);
}

void okr_stage_done(okr_stage *stage)
{
    if (stage->folder != NULL)
        remove_left(stage);
    if (stage->made)
        (void)rmdir(stage->target);
    free(stage->folder);
    free(stage->target);
    *stage = (okr_stage){0};
}
