/** @file
 * The parts of okr_workspace_export; for the files of this folder.
 */
#ifndef OKR_EXPORT_EXPORT_H
#define OKR_EXPORT_EXPORT_H

#include "base/text.h"
#include "export/export_format.h"
#include "export/extract.h"
#include "okrug/export.h"
#include "view/ask.h"

/** An export at work. */
typedef struct okr_export {
    const okr_workspace *workspace;
    const okr_export_options *options;
    const okr_listener *listener; /**< may be NULL */
    okr_ask ask;                  /**< owned; its stats serve every extract */
    okr_territory_index *index;   /**< owned; NULL without boundaries or place */
} okr_export;

/**
 * Take out what a filter selects. Safe to call from several threads.
 * @param arena         receives the description of the extract, which must outlive it
 * @param[out] extract  okr_extract_done in any case
 */
OKR_MUST_CHECK okr_status okr_export_extract(const okr_export *job, const okr_filter *filter,
                                             okr_arena *arena, okr_extract *extract,
                                             okr_error *err);

/** A package in memory. */
typedef struct okr_export_bytes {
    unsigned char *bytes; /**< owned */
    size_t size;
} okr_export_bytes;

/** Write an extract as files of another format. */
OKR_MUST_CHECK okr_status okr_export_files(const okr_export *job, const okr_export_goal *goal,
                                           const okr_export_bytes *bytes, okr_error *err);

/** Write an extract as a schema of a PostGIS database. */
OKR_MUST_CHECK okr_status okr_export_postgis(const okr_export *job, const okr_programme *part,
                                             const okr_export_bytes *bytes, okr_error *err);

/** One package for each municipality in the folder options->output. */
OKR_MUST_CHECK okr_status okr_export_split(const okr_export *job, okr_error *err);

/** Append what an extract is of and by which filters, in one language; nothing without any. */
void okr_export_describe(const okr_programme *whole, const okr_filter *filter, bool original,
                         bool russian, okr_text *text);

/** OKR_ERR_USAGE when the file exists and may not be replaced. */
OKR_MUST_CHECK okr_status okr_export_may_write(const okr_export *job, const char *path,
                                               okr_error *err);

#endif
