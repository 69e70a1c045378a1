/** @file
 * The consolidated report: tables as definitions, what fills them, and who writes them out.
 *
 * A definition is data: which measures (over and above the user's own filter), which list or
 * statistic answers, which of its columns stand in the report. Every figure comes from the same
 * code as the commands stats, query and gaps.
 */
#ifndef OKR_REPORT_REPORT_H
#define OKR_REPORT_REPORT_H

#include "okrug/report.h"
#include "view/ask.h"
#include "view/gaps.h"

typedef struct okr_report_def okr_report_def;

/** Fill an empty table from a question whose selection the definition has narrowed. */
typedef okr_status okr_report_fill(const okr_report_def *def, const okr_ask *ask,
                                   okr_table *table, okr_error *err);

/** How a list of measures takes in their figures. */
typedef enum okr_report_join {
    OKR_JOIN_NONE,   /**< one row per measure */
    OKR_JOIN_BESIDE, /**< one row per figure; a measure without one has a row all the same */
    OKR_JOIN_FIGURES /**< one row per figure only */
} okr_report_join;

/** One table of the report. Strings are the definition's own; NULL leaves a side open. */
struct okr_report_def {
    const char *code;      /**< "T1", "T6.2" */
    okr_titles sheet;      /**< short title, for the tab of a workbook */
    okr_titles title;      /**< in full */
    okr_titles about;      /**< one line: what it answers and how to read it */
    okr_report_fill *fill; /**< the list or statistic */
    okr_gaps_list *list;   /**< of fill okr_report_gaps */
    okr_report_join join;  /**< of fill okr_report_measures */
    const char *by;        /**< dimensions of a statistic */
    const char *columns;   /**< codes of the columns that stand in the report, in order */
    const char *kinds;     /**< kinds and groups of kinds; those the programme does not have
                                are passed over */
    const char *roles;     /**< unless the user asks for others */
    const char *natures;
    const char *units;      /**< of figures: units or their base units */
    const char *indicators; /**< of figures: codes */
    const char *sort;       /**< code of a column of text to sort the rows by */
    const char *need;       /**< code of a column without which a row is left out */
    const char *only;       /**< first cell of the rows that stay */
    bool no_contour;        /**< only what no contour speaks of */
    bool lines;             /**< only what is, or is to be, a line */
    bool numbered;          /**< rows are numbered */
};

/**
 * The definitions of a programme: okrug's own as the programme changes them, then those it
 * adds.
 * @param[out] defs  okr_report_def; strings are borrowed from the programme; okr_vec_done
 * @return OKR_ERR_FORMAT naming a table that is none and is like none, or a kind that is none
 */
OKR_MUST_CHECK okr_status okr_report_defs(const okr_programme *programme, okr_vec *defs,
                                          okr_error *err);

/** Answer one definition; caller frees the table. See okr_workspace_query for errors. */
OKR_MUST_CHECK okr_status okr_report_table(const okr_workspace *workspace,
                                           const okr_filter *filter, const okr_report_def *def,
                                           okr_table **table, okr_error *err);

/** Whether a word stands in a list separated by commas. */
bool okr_report_lists(const char *list, const char *word);

/** The same of the first `size` bytes of a word. */
bool okr_report_lists_n(const char *list, const char *word, size_t size);

/** Column of that code, or -1. */
ptrdiff_t okr_report_column(const okr_table *table, const char *code);

/** Append a copy of a cell of another table. */
void okr_report_copy(okr_table *table, const okr_cell *cell);

/** Append the columns and rows that a definition keeps of another table. */
OKR_MUST_CHECK okr_status okr_report_shape(const okr_report_def *def, const okr_table *from,
                                           okr_table *table, okr_error *err);

/* What fills tables; report_*.c. */
okr_report_fill okr_report_measures, okr_report_counts, okr_report_quantities, okr_report_wide,
    okr_report_contours, okr_report_agglomerations, okr_report_absent, okr_report_gaps,
    okr_report_open, okr_report_open_counts, okr_report_findings, okr_report_money;

/** A report being written. */
typedef struct okr_report_job {
    const okr_workspace *workspace;
    const okr_report_options *options;
    const okr_listener *listener;
    const okr_vec *defs; /**< okr_report_def, borrowed */
    const char *path;    /**< to write to; nothing else is known under that name */
} okr_report_job;

/** Whether the options want a table: its code, or that of the group "T6" of "T6.2". */
bool okr_report_wants(const okr_report_options *options, const okr_report_def *def);

/** Write the workbook, or the document. */
OKR_MUST_CHECK okr_status okr_report_workbook(const okr_report_job *job, okr_error *err);
OKR_MUST_CHECK okr_status okr_report_document(const okr_report_job *job, okr_error *err);

/** One line about the report itself: what it is, and its value. */
typedef struct okr_report_fact {
    okr_titles name;
    okr_text ru, en;
} okr_report_fact;

/**
 * Programme, region, period, status date, boundary set, licences, filter, method.
 * @param[out] facts  okr_report_fact; okr_report_facts_done
 */
OKR_MUST_CHECK okr_status okr_report_facts(const okr_report_job *job, okr_vec *facts,
                                           okr_error *err);

/** Release. */
void okr_report_facts_done(okr_vec *facts);

#endif
