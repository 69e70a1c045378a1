/** @file
 * Several files that appear together or not at all: written in a hidden folder inside the
 * target folder and moved out at the end.
 */
#ifndef OKR_STORE_STAGE_H
#define OKR_STORE_STAGE_H

#include "base/mem.h"
#include "base/text.h"
#include "okrug/error.h"

/** Files being written. Zero-initialise with {0}. */
typedef struct okr_stage {
    char *target; /**< owned: where the files are to appear */
    char *folder; /**< owned: where they are written; exists until commit or done */
    bool made;    /**< the target folder did not exist before */
} okr_stage;

/**
 * Make the hidden folder; the target folder too if it is missing (not its parents).
 * @return OKR_ERR_IO when that is not possible
 */
OKR_MUST_CHECK okr_status okr_stage_begin(okr_stage *stage, const char *target, okr_error *err);

/** Append the path under which a file of that name is to be written. */
void okr_stage_path(const okr_stage *stage, const char *name, okr_text *path);

/**
 * Flush all files and move them to the target folder.
 * @return OKR_ERR_USAGE when one exists there and `overwrite` is not set; nothing is moved
 *         then. OKR_ERR_IO: files that were not there before are taken away again
 */
OKR_MUST_CHECK okr_status okr_stage_commit(okr_stage *stage, bool overwrite, okr_error *err);

/** Remove what is not committed and release; to be called in any case. */
void okr_stage_done(okr_stage *stage);

#endif
