/** @file
 * The parts of a comparison of two workspaces.
 */
#ifndef OKR_VIEW_DIFF_H
#define OKR_VIEW_DIFF_H

#include "link/placement.h"
#include "model/bucket.h"
#include "model/programme.h"
#include "view/table.h"

/** Why a row is there; the order in which reasons are listed and counted. */
typedef enum okr_reason {
    OKR_REASON_NEW,
    OKR_REASON_GONE,
    OKR_REASON_STATUS,
    OKR_REASON_DATE,
    OKR_REASON_FIGURE,
    OKR_REASON_PLACE,
    OKR_REASON_GEOMETRY,
    OKR_REASON_BOUNDARY,
    OKR_REASON_TITLE,
    OKR_REASON_KIND,
    OKR_REASON_ROLE,
    OKR_REASON_POPULATION,
    OKR_REASON_COUNT
} okr_reason;

/** One of the two programmes, with the places of its measures. */
typedef struct okr_diff_side {
    const okr_programme *programme; /**< borrowed */
    okr_places *places;             /**< owned */
    okr_buckets figures;            /**< owned; indicators by measure */
} okr_diff_side;

/** A comparison in progress. */
typedef struct okr_diff_run {
    okr_diff_side old, new;
    okr_table *table; /**< borrowed while it is filled */
    size_t counts[OKR_REASON_COUNT];
} okr_diff_run;

/** The measure a row is about, and the side whose municipalities it names. */
typedef struct okr_diff_subject {
    const okr_diff_side *side;
    int measure;
} okr_diff_subject;

/** Add a row about a measure. */
void okr_diff_add(okr_diff_run *run, okr_diff_subject subject, okr_reason reason,
                  const char *what, okr_titles before, okr_titles after);

/** Add the cells of a row behind those that say what it is about. */
void okr_diff_cells(okr_diff_run *run, okr_reason reason, const char *what, okr_titles before,
                    okr_titles after);

/** Compare all municipalities; where one measure stands, or what is drawn of it: diff_places.c.
 */
void okr_diff_municipalities(okr_diff_run *run);
void okr_diff_place(okr_diff_run *run, int before, int after);

/** Compare all measures: diff_measures.c. */
void okr_diff_measures(okr_diff_run *run);

/** Compare the figures of one measure: diff_figures.c. */
void okr_diff_figures(okr_diff_run *run, int before, int after);

#endif
