/** @file
 * One selection in the making; for the files of stats/select only.
 */
#ifndef OKR_STATS_SELECTOR_H
#define OKR_STATS_SELECTOR_H

#include "stats/base.h"
#include "stats/choice.h"
#include "stats/select.h"

/** What is chosen so far. */
typedef struct okr_selector {
    const okr_stats *stats;
    const okr_programme *programme;
    const okr_filter *filter;
    okr_selection *selection; /**< owned; its member figures says what passes so far */
    unsigned bases, roles;    /**< bits */
    /* of the filter at work */
    okr_vec choices; /**< okr_choice */
    bool *hits;      /**< owned, by whatever the filter chooses among */
} okr_selector;

/** Clear what does not pass: filter->in, filter->near. */
OKR_MUST_CHECK okr_status okr_select_place(okr_selector *selector, okr_error *err);
OKR_MUST_CHECK okr_status okr_select_near(okr_selector *selector, okr_error *err);

/**
 * Whether a place that was not found is a municipality that has ceased to exist: by an old code
 * or, where the workspace still knows it, an old name. Then err names the successors.
 */
bool okr_select_gone(const okr_programme *programme, const char *value, okr_error *err);

/** Clear what does not pass: starts_in, ends_in, ends_after, active_in. */
OKR_MUST_CHECK okr_status okr_select_time(okr_selector *selector, okr_error *err);

/** Clear what does not pass: filter->text. */
OKR_MUST_CHECK okr_status okr_select_text(okr_selector *selector, okr_error *err);

/** Add a choice. */
OKR_MUST_CHECK okr_status okr_selector_offer(okr_selector *selector, const char *code,
                                             okr_titles title, int value, okr_error *err);

/** Offer every word of a list, as value + its number. */
OKR_MUST_CHECK okr_status okr_selector_offer_words(okr_selector *selector,
                                                   const okr_vocabulary *words, int value,
                                                   okr_error *err);

#endif
