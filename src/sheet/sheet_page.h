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

/* Parts of a page; sheet_frame.c, sheet_panel.c, sheet_blocks.c. */

/** The outer frame, title strip and sheet number; `page` is 1 on the first page of a sheet. */
void okr_sheet_frame(const okr_pen *pen, int page);

/** Height that the sources need in the footer of a width. */
double okr_sheet_footer_height(const okr_pen *pen, double width);

/** Scale and sources. */
void okr_sheet_footer(const okr_pen *pen, const okr_map_body *body);

/** Height that the legend would need below the map; 0 when it has room in the panel. */
OKR_MUST_CHECK okr_status okr_sheet_under_height(const okr_pen *pen, const okr_map_body *body,
                                                 const okr_inset *inset, double *height,
                                                 okr_error *err);

/** The panel; *rest receives the first row of the table that did not fit. */
OKR_MUST_CHECK okr_status okr_sheet_panel(const okr_pen *pen, const okr_map_body *body,
                                          const okr_inset *inset, size_t *rest, okr_error *err);

/* Blocks of the panel: each has a height in a width, and is drawn at a place. */

/** Headline figures in columns. */
double okr_facts_height(const okr_pen *pen, size_t columns, double width);
void okr_facts_draw(const okr_pen *pen, size_t columns, double x, double y, double width);

/** What is not on the map. */
double okr_notes_height(const okr_pen *pen, double width);
void okr_notes_draw(const okr_pen *pen, double x, double y, double width);

/** Measures of the whole agglomeration: a heading and as many as fit into a height. */
double okr_wholes_height(const okr_pen *pen, double width);
double okr_wholes_least(const okr_pen *pen, double width);
void okr_wholes_draw(const okr_pen *pen, okr_rect box);

/** The settlements, or the kinds: a heading and as many entries as fit into a height. */
double okr_entries_height(const okr_pen *pen, double width);
double okr_entries_least(const okr_pen *pen);
void okr_entries_draw(const okr_pen *pen, okr_rect box);

#endif
