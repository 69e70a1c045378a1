/* How the project names the package: by a relative path, so that both may move together. */
#include "base/file.h"
#include "base/i18n.h"
#include "qgis/qgis.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Character i of a folder as if it ended in a slash. */
static char with_slash(const char *folder, size_t length, size_t i)
{
    return i == length ? '/' : folder[i];
}

void okr_qgis_relative(const char *folder, const char *file, okr_text *path)
{
    const size_t length = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    size_t shared = 0; /* characters up to and with the last slash that both share */
    size_t ups = 0;

    for (size_t i = 0; i <= length && with_slash(folder, length, i) == file[i]; i++)
        if (file[i] == '/')
            shared = i + 1;
    for (size_t i = shared; i <= length; i++)
        ups += with_slash(folder, length, i) == '/' ? 1 : 0;
    okr_text_add(path, ups == 0 ? "./" : "");
    for (; ups > 0; ups--)
        okr_text_add(path, "../");
    okr_text_add(path, file + shared);
}

/* The folder of a file that need not exist yet; caller frees. */
static char *folder_of(const char *path)
{
    okr_text name = {0};
    char *folder = NULL;

    okr_path_add_folder(&name, path);
    if (okr_text_check(&name, NULL) == OKR_OK)
        folder = realpath(okr_text_str(&name), NULL);
    okr_text_done(&name);
    return folder;
}

okr_status okr_qgis_find_source(okr_qgis *q, const char *output, okr_error *err)
{
    char *folder = folder_of(output);
    char *file = folder == NULL ? NULL : realpath(q->workspace->path, NULL);
    okr_status status = OKR_OK;

    if (file == NULL)
        status = okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), output, strerror(errno));
    else
        okr_qgis_relative(folder, file, &q->source);
    free(folder);
    free(file);
    return status == OKR_OK ? okr_text_check(&q->source, err) : status;
}
