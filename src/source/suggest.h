/** @file
 * The name that was probably meant.
 */
#ifndef OKR_SOURCE_SUGGEST_H
#define OKR_SOURCE_SUGGEST_H

#include <stddef.h>

/**
 * Of `count` names the one nearest to a mistyped one by insertions, deletions and replacements
 * of bytes; NULL when none is near (more than a third of its length away). The first of equals.
 */
const char *okr_suggest(const char *typed, const char *const *names, size_t count);

#endif
