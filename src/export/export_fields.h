/** @file
 * The fields of exported layers: which columns, under which names.
 */
#ifndef OKR_EXPORT_EXPORT_FIELDS_H
#define OKR_EXPORT_EXPORT_FIELDS_H

#include "base/mem.h"
#include "base/text.h"
#include "export/export_format.h"
#include "geo/copy.h"
#include "store/schema.h"

/** How names are made. */
typedef struct okr_export_naming {
    const okr_export_format *format;
    bool russian;
} okr_export_naming;

/**
 * The fields of a table for a format; names are unique in it.
 *
 * @param arena             receives names and fields
 * @param[out] fields       okr_copy_field
 * @param[in,out] shortened appended to: "long name → name" where a name had to be shortened
 */
OKR_MUST_CHECK okr_status okr_export_fields(const okr_export_naming *naming,
                                            const okr_schema *table, okr_arena *arena,
                                            okr_vec *fields, okr_text *shortened,
                                            okr_error *err);

/**
 * Append a name for a sheet of a workbook: the title of a table, at most 31 letters and without
 * those that workbooks refuse.
 */
void okr_export_sheet_name(const char *title, okr_text *name);

#endif
