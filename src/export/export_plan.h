/** @file
 * Which layers of an extract go into which files of another format.
 */
#ifndef OKR_EXPORT_EXPORT_PLAN_H
#define OKR_EXPORT_EXPORT_PLAN_H

#include "export/export.h"
#include "export/export_fields.h"

enum { OKR_EXPORT_TABLES = 4 };

/** One layer, of one table or of the three tables of locations together. */
typedef struct okr_export_layer {
    const char *tables[OKR_EXPORT_TABLES]; /**< up to a NULL */
    const okr_schema *schema;              /**< of the first; they are alike */
    const char *name;                      /**< in the file */
    const char *file;                      /**< name of its file */
} okr_export_layer;

/** All layers to write. Zero-initialise `arena`; release with okr_export_plan_done. */
typedef struct okr_export_plan {
    okr_arena arena; /**< owns the names */
    okr_vec layers;  /**< okr_export_layer; those of one file stand together */
} okr_export_plan;

/**
 * Choose.
 *
 * A layer the user names; else in a folder or workbook every table that has rows (of formats
 * for geometry every layer); else in a single file the locations, by shape where a format
 * cannot mix them, and in a single CSV the measures.
 *
 * @return OKR_ERR_USAGE for an unknown layer (lists them), OKR_ERR_NOT_FOUND when there is
 *         nothing to write
 */
OKR_MUST_CHECK okr_status okr_export_plan_make(const okr_export *job,
                                               const okr_export_goal *goal,
                                               const okr_copy_source *source,
                                               okr_export_plan *plan, okr_error *err);

/** Release. */
void okr_export_plan_done(okr_export_plan *plan);

#endif
