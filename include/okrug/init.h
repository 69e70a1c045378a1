/** @file
 * An example programme to start from.
 */
#ifndef OKRUG_INIT_H
#define OKRUG_INIT_H

#include "okrug/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Write a small commented programme of made-up data into a folder, which is made when it is not
 * there. It builds as it is.
 *
 * @return OKR_ERR_IO when a file of that name stands there already or cannot be written; then
 *         nothing new is left behind
 */
OKR_API OKR_MUST_CHECK okr_status okr_init(const char *folder, okr_error *err);

/**
 * The JSON schema of okrug.yaml, for editors that check and complete as one writes.
 * @param[out] text  the caller frees it; ends with a newline
 */
OKR_API OKR_MUST_CHECK okr_status okr_init_schema(char **text, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
