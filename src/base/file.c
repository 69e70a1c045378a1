#include "base/file.h"

#include <stddef.h>
#include <sys/stat.h>

bool okr_file_is_same(const char *a, const char *b)
{
    struct stat first;
    struct stat second;

    return a != NULL && b != NULL && stat(a, &first) == 0 && stat(b, &second) == 0 &&
           S_ISREG(first.st_mode) && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}
