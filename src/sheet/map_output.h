/** @file
 * Where pages go: one PDF, or one SVG or PNG for each page.
 */
#ifndef OKR_SHEET_MAP_OUTPUT_H
#define OKR_SHEET_MAP_OUTPUT_H

#include "base/text.h"
#include "sheet/labels.h"
#include "sheet/map_job.h"
#include "sheet/map_text.h"
#include "store/atomic.h"

#include <stdio.h>

/** Kinds of files. */
typedef enum okr_map_format { OKR_MAP_PDF, OKR_MAP_SVG, OKR_MAP_PNG } okr_map_format;

/** Called when a page is complete; for tests. */
typedef struct okr_page_watch {
    void (*page)(void *user, okr_rect border, const okr_vec *drawn);
    void (*labels)(void *user, const okr_label_field *field);
    void *user;
} okr_page_watch;

/** An output. Initialise with okr_map_output_open. */
typedef struct okr_map_output {
    okr_map_format format;
    const char *path;            /**< borrowed */
    const okr_map_job *job;      /**< borrowed */
    okr_typesetter *type;        /**< borrowed */
    const okr_page_watch *watch; /**< borrowed; NULL */
    okr_atomic file;             /**< being written */
    FILE *stream;                /**< owned: the same, open */
    int failure;                 /**< errno of the first write to it that failed */
    cairo_surface_t *surface;    /**< owned */
    cairo_t *cr;                 /**< owned; of the page */
    int pages;                   /**< begun so far */
    okr_size size;               /**< of the page, points */
} okr_map_output;

/** The format of a file name by its ending; OKR_ERR_USAGE naming it. */
OKR_MUST_CHECK okr_status okr_map_format_of(const char *path, okr_map_format *format,
                                            okr_error *err);

/** Begin. Nothing stands under `path` before okr_map_output_finish. */
OKR_MUST_CHECK okr_status okr_map_output_open(okr_map_output *output, const char *path,
                                              okr_error *err);

/** Begin a page of a size in points; the page before is complete. */
OKR_MUST_CHECK okr_status okr_map_output_page(okr_map_output *output, double w, double h,
                                              okr_error *err);

/** The last page is complete: write everything. */
OKR_MUST_CHECK okr_status okr_map_output_finish(okr_map_output *output, okr_error *err);

/** Release; what is not finished is removed. */
void okr_map_output_close(okr_map_output *output);

/** Add a PDF bookmark to sheet `number` below `parent`; returns its id. Nothing elsewhere. */
int okr_map_bookmark(okr_map_output *output, int parent, const char *title, int number);

#endif
