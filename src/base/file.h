/** @file
 * What is asked of files by their paths alone.
 */
#ifndef OKR_BASE_FILE_H
#define OKR_BASE_FILE_H

#include <stdbool.h>

/** Do two paths lead to one file that is there? NULL leads to none. */
bool okr_file_is_same(const char *a, const char *b);

#endif
