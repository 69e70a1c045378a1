/** @file
 * The workbook of the report. For report_xlsx.c and report_sheet.c only.
 */
#ifndef OKR_REPORT_REPORT_BOOK_H
#define OKR_REPORT_REPORT_BOOK_H

#include "report/report.h"

#include <xlsxwriter.h>

enum {
    OKR_REPORT_DIGITS = 4,      /**< behind the point, at most */
    OKR_REPORT_LINE = 13,       /**< height of a line, points */
    OKR_REPORT_SHEET_NAME = 128 /**< bytes of a name of 31 characters, and more than enough */
};

/** Formats of cells; those of rows come plain and bold (totals). Owned by the workbook. */
typedef struct okr_report_formats {
    lxw_format *title, *about, *link, *head, *note, *name;
    lxw_format *text[2], *mark[2], *number[2][OKR_REPORT_DIGITS + 1];
} okr_report_formats;

/** A workbook being written. */
typedef struct okr_report_book {
    const okr_report_job *job;
    lxw_workbook *workbook; /**< owned by okr_report_workbook */
    okr_report_formats formats;
    bool russian;
} okr_report_book;

/** Name of the first sheet. */
const char *okr_report_contents(bool russian);

/** Name of the sheet of a table, "T6.1 Агломерации": the code first, as people name it. */
void okr_report_sheet_name(const okr_report_book *book, const okr_report_def *def,
                           char name[OKR_REPORT_SHEET_NAME]);

/** Write one table on a sheet of its own. */
OKR_MUST_CHECK okr_status okr_report_sheet(const okr_report_book *book,
                                           const okr_report_def *def, const okr_table *table,
                                           okr_error *err);

#endif
