/** @file
 * Words that a user may write for a value, and what to say when it is none of them.
 */
#ifndef OKR_STATS_CHOICE_H
#define OKR_STATS_CHOICE_H

#include "base/mem.h"
#include "base/text.h"

/** One value and the names it goes by; NULL and "" are no names. */
typedef struct okr_choice {
    const char *names[3]; /**< code, Russian and English title */
    int value;
} okr_choice;

/** Append a text for comparing: lower case, ё as е, single spaces, none at the ends. */
void okr_text_add_folded(okr_text *text, const char *str);

/**
 * The value that goes by a name, case and ё aside.
 *
 * @param what     of the filter in messages, such as "kind"
 * @param choices  okr_choice
 * @return OKR_ERR_USAGE for no such name, with up to three names that are close
 * Cost: O(choices); suggestions O(choices * length^2).
 */
OKR_MUST_CHECK okr_status okr_choose(const char *what, const char *name, const okr_vec *choices,
                                     int *value, okr_error *err);

/** Visit the values of a list separated by commas, outer spaces taken off. */
typedef okr_status okr_value_fn(void *user, const char *value, okr_error *err);
OKR_MUST_CHECK okr_status okr_each_value(const char *what, const char *list,
                                         okr_value_fn *visit, void *user, okr_error *err);

#endif
