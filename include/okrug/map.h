/** @file
 * Map sheets and atlases of a workspace: PDF, SVG or PNG, drawn without a display.
 */
#ifndef OKRUG_MAP_H
#define OKRUG_MAP_H

#include "okrug/error.h"
#include "okrug/filter.h"
#include "okrug/listener.h"
#include "okrug/workspace.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to draw. All strings are borrowed. */
typedef struct okr_map_options {
    okr_filter filter;   /**< `in` names the place; NULL: the whole programme */
    const char *output;  /**< file; the folder when `split`; its ending chooses pdf, svg, png */
    const char *theme;   /**< NULL or "measures", "completed", "progress", "overdue",
                              "kind=K", "served=K" */
    const char *paper;   /**< NULL or "A3"; "A4", "A2" */
    const char *type;    /**< with `split`: "pdf" (NULL), "svg" or "png" */
    const char *context; /**< folder of the context layers; NULL: that of the workspace file */
    long scale;          /**< denominator, such as 200000; 0: the largest round one that fits */
    long dpi;            /**< of PNG; 0: 150 */
    bool atlas;          /**< overview, agglomerations, then every municipality */
    bool split;          /**< the atlas as one file per sheet in a folder */
    bool overwrite;      /**< existing files may be replaced */
    bool russian;        /**< language of the sheet */
} okr_map_options;

/**
 * Draw one sheet, or an atlas. Sheets whose table is longer than the paper go on on a second
 * page (of PNG and SVG: a second file, NAME-2).
 *
 * The same workspace and options give the same bytes; the date inside a PDF is the status date.
 * Call it from one thread at a time: cairo numbers objects process-wide.
 *
 * @param listener  may be NULL; hears of a missing font and of progress
 * @return OKR_ERR_USAGE (unknown place, kind, theme, paper, kind of file, a scale that does
 *         not fit), OKR_ERR_NOT_FOUND (fonts), OKR_ERR_IO naming the file
 */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_map(const okr_workspace *workspace,
                                                    const okr_map_options *options,
                                                    const okr_listener *listener,
                                                    okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
