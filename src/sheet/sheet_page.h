/** @file
 * Drawing a sheet onto pages.
 */
#ifndef OKR_SHEET_SHEET_PAGE_H
#define OKR_SHEET_SHEET_PAGE_H

#include "sheet/map_body.h"
#include "sheet/map_inset.h"
#include "sheet/map_output.h"

/**
 * Draw a sheet, and pages for what is left of its table.
 */
OKR_MUST_CHECK okr_status okr_sheet_draw(okr_map_output *output, const okr_map_job *job,
                                         const okr_sheet *sheet, const okr_inset *inset,
                                         okr_error *err);

/* Parts of a page; sheet_frame.c, sheet_panel.c. */

/** The outer frame, title strip and sheet number; `page` is 1 on the first page of a sheet. */
void okr_sheet_frame(const okr_pen *pen, int page);

/** Height that the sources need in the footer of a width. */
double okr_sheet_footer_height(const okr_pen *pen, double width);

/** Scale and sources. */
void okr_sheet_footer(const okr_pen *pen, const okr_map_body *body);

/** Height that the legend would need below the map; 0 when it cannot be made. */
double okr_sheet_under_height(const okr_pen *pen, const okr_map_body *body, okr_error *err);

/** The panel; *rest receives the first row of the table that did not fit. */
OKR_MUST_CHECK okr_status okr_sheet_panel(const okr_pen *pen, const okr_map_body *body,
                                          const okr_inset *inset, size_t *rest, okr_error *err);

#endif
