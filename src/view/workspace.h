/** @file
 * A workspace in memory, as views see it.
 */
#ifndef OKR_VIEW_WORKSPACE_H
#define OKR_VIEW_WORKSPACE_H

#include "model/programme.h"
#include "okrug/workspace.h"

struct okr_workspace {
    char *path;              /* owned; of the GeoPackage */
    bool shapes;             /* polygons and the shapes of locations are there */
    okr_programme programme; /* owned; loaded, linked and connected */
};

/** The table of findings of a programme; caller frees. NULL with err filled. */
OKR_MUST_CHECK okr_status okr_findings_table(const okr_programme *programme, okr_table **table,
                                             okr_error *err);

/** A date as a cell: its ISO form, empty without one. */
void okr_table_date(okr_table *table, okr_date date);

#endif
