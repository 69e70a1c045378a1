#include "base/file.h"

#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

bool okr_file_is_same(const char *a, const char *b)
{
    struct stat first;
    struct stat second;

    return a != NULL && b != NULL && stat(a, &first) == 0 && stat(b, &second) == 0 &&
           S_ISREG(first.st_mode) && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

const char *okr_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

void okr_path_add_folder(okr_text *text, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        okr_text_add(text, ".");
    else
        okr_text_add_n(text, path, slash == path ? 1 : (size_t)(slash - path));
}
