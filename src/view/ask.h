/** @file
 * A question to a workspace: its statistics, and the measures that a filter selects.
 */
#ifndef OKR_VIEW_ASK_H
#define OKR_VIEW_ASK_H

#include "stats/stats.h"
#include "view/table.h"
#include "view/workspace.h"

/** A question being answered. Zero-initialise with {0}; okr_ask_done. */
typedef struct okr_ask {
    okr_stats *stats;         /**< owned */
    okr_selection *selection; /**< owned */
} okr_ask;

/** Make the programme ready and select. See okr_select for errors. */
OKR_MUST_CHECK okr_status okr_ask_begin(okr_ask *ask, const okr_workspace *workspace,
                                        const okr_filter *filter, okr_error *err);

/** Select once more from the same programme; caller frees the selection. */
OKR_MUST_CHECK okr_status okr_ask_select(const okr_ask *ask, const okr_workspace *workspace,
                                         const okr_filter *filter, okr_selection **out,
                                         okr_error *err);

/** Release; NULL is allowed. */
void okr_ask_done(okr_ask *ask);

/** A question with its filter, and what fills the table of the answer. */
typedef struct okr_question okr_question;

/** Fills the table with columns, rows and notes of its own; `ask` lives as long as the table.
 */
typedef okr_status okr_answer_fn(const okr_question *question, const okr_ask *ask,
                                 okr_table *table, okr_error *err);

struct okr_question {
    const okr_workspace *workspace;
    const okr_filter *filter;
    okr_titles title;    /**< of the table */
    const void *options; /**< the command's own; for `answer` */
    okr_answer_fn *answer;
    unsigned parts; /**< okr_stats_part: what the answer needs */
};

/**
 * Select, let the question be answered, add the notes of okr_ask_notes.
 * @param[out] table  the caller frees it; untouched on failure
 */
OKR_MUST_CHECK okr_status okr_ask_answer(const okr_question *question, okr_table **table,
                                         okr_error *err);

/** When nothing is selected, a note with what each given filter selects by itself. */
OKR_MUST_CHECK okr_status okr_ask_note_empty(const okr_question *question, const okr_ask *ask,
                                             okr_table *table, okr_error *err);

/** A note with the number of rows there are so far. */
void okr_ask_note_rows(okr_table *table);

/** Notes that every answer carries: boundaries and their exactness, status date, bases. */
void okr_ask_notes(const okr_ask *ask, okr_table *table);

#endif
