/** @file
 * What is particular to sheets of spreadsheets (XLSX, ODS, XLS) among the layers of OGR.
 */
#ifndef OKR_GEO_SHEET_H
#define OKR_GEO_SHEET_H

#include "geo/dataset.h"

#include <stdbool.h>

/** Whether the first row of sheets that this thread opens from now on names their columns. */
void okr_sheet_headers(bool first_row);

/** Whether a dataset is a spreadsheet. */
bool okr_is_sheet(const okr_dataset *dataset);

/**
 * Refuse what cannot be read as the sheet shows it: an ODS sheet with cells merged over several
 * rows, because OGR leaves out the cells that a merged one covers, so that the rest of the row
 * would move to the left; and rows of a header of what is no sheet.
 * @param name      of the source in messages
 * @param raw_rows  whether rows were asked for instead of records
 * @return OKR_ERR_FORMAT
 */
OKR_MUST_CHECK okr_status okr_sheet_check(const okr_dataset *dataset, const char *name,
                                          bool raw_rows, okr_error *err);

#endif
