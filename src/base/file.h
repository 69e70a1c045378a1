/** @file
 * What is asked of files by their paths alone.
 */
#ifndef OKR_BASE_FILE_H
#define OKR_BASE_FILE_H

#include "base/text.h"

#include <stdbool.h>

/** Do two paths lead to one file that is there? NULL leads to none. */
bool okr_file_is_same(const char *a, const char *b);

/** The part behind the last '/'; borrowed from `path`. */
const char *okr_path_name(const char *path);

/** Append the folder that a file stands in: "." for a bare name, "/" in the root. */
void okr_path_add_folder(okr_text *text, const char *path);

#endif
