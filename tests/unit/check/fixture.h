/** @file
 * A small programme that breaks no rule, for tests that then break one.
 */
#ifndef OKR_TEST_CHECK_FIXTURE_H
#define OKR_TEST_CHECK_FIXTURE_H

#include "model/programme.h"

/** Fill an initialised programme: two municipalities, three measures, a figure of each table.
 */
void fixture_fill(okr_programme *p);

/** One way to break one rule. */
typedef struct mutation {
    const char *code; /**< of the rule; NULL ends a list */
    void (*break_it)(okr_programme *p);
} mutation;

extern const mutation place_mutations[], measure_mutations[];

#endif
