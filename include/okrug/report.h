/** @file
 * The consolidated report of a workspace: tables T1 to T16 as a workbook or as one document.
 */
#ifndef OKRUG_REPORT_H
#define OKRUG_REPORT_H

#include "okrug/error.h"
#include "okrug/filter.h"
#include "okrug/listener.h"
#include "okrug/workspace.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to report. All strings are borrowed. */
typedef struct okr_report_options {
    okr_filter filter;
    const char *output; /**< file; its ending chooses: .xlsx a workbook, .md a document */
    /** NULL, or the tables wanted, by code and separated by commas: "T1,T4,T16". */
    const char *tables;
    bool overwrite; /**< an existing file may be replaced */
    bool russian;   /**< language of the report */
    /** Seconds since 1970 in decimal that a workbook gives as its date, as in the variable
     * SOURCE_DATE_EPOCH; NULL: the status date of the programme. */
    const char *source_date_epoch;
} okr_report_options;

/**
 * Write the report. The same workspace and options give the same bytes.
 *
 * The output appears whole under its name or not at all.
 *
 * @param listener  may be NULL; hears of progress
 * @return OKR_ERR_USAGE (another ending, an existing file, a table that is none, a filter that
 *         cannot be read or names nothing known), OKR_ERR_IO naming the file
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_report(const okr_workspace *workspace,
                                                       const okr_report_options *options,
                                                       const okr_listener *listener,
                                                       okr_error *err);

/** The tables of the report of a workspace: code, title, what they answer, rows. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_report_tables(const okr_workspace *workspace,
                                                              const okr_filter *filter,
                                                              okr_table **table,
                                                              okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
