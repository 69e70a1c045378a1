/** @file
 * Scalars of a YAML document, with errors that name file, line and key.
 */
#ifndef OKR_SOURCE_YAML_READER_H
#define OKR_SOURCE_YAML_READER_H

#include "base/text.h"
#include "source/manifest.h"

#include <yaml.h>

#include <stdbool.h>

/** Where the reading is. */
typedef struct okr_yaml_reader {
    yaml_document_t document; /**< owned */
    okr_manifest *manifest;   /**< borrowed; its arena takes the strings */
    okr_text path;            /**< owned: of keys, such as "boundary_set.join" */
    bool check_files;         /**< whether files must be there */
} okr_yaml_reader;

/** 1-based line on which a node begins. */
long okr_yaml_line(const yaml_node_t *node);

/** OKR_ERR_FORMAT with file, line, key and a printf-style message. */
okr_status okr_yaml_fail(const okr_yaml_reader *r, const yaml_node_t *node, okr_error *err,
                         const char *fmt, ...) OKR_PRINTF(4, 5);

/** The value of a scalar for messages, "" of anything else. */
const char *okr_yaml_value(const yaml_node_t *node);

/** Go down to a key; hand the result to okr_yaml_leave. */
size_t okr_yaml_enter(okr_yaml_reader *r, const char *key);

/** Come up again. */
void okr_yaml_leave(okr_yaml_reader *r, size_t before);

/** The node with a number. */
yaml_node_t *okr_yaml_node(okr_yaml_reader *r, int index);

/** Whether nothing stands there: an empty value, ~ or null, without quotes. */
bool okr_yaml_is_null(const yaml_node_t *node);

/** The text of a scalar, borrowed from the document; NULL with err filled. */
const char *okr_yaml_scalar(const okr_yaml_reader *r, const yaml_node_t *node, okr_error *err);

/** A copy in the manifest's arena; NULL when out of memory. */
const char *okr_yaml_keep(okr_yaml_reader *r, const char *text, okr_error *err);

/** Read a scalar as text, "" when null. */
okr_status okr_yaml_text(okr_yaml_reader *r, const yaml_node_t *node, const char **out,
                         okr_error *err);

/** Read the path of a file that must be there. */
okr_status okr_yaml_file(okr_yaml_reader *r, const yaml_node_t *node, const char **out,
                         okr_error *err);

/** Read a date; untouched when null. */
okr_status okr_yaml_date(okr_yaml_reader *r, const yaml_node_t *node, okr_date *out,
                         okr_error *err);

/** Read true or false; untouched when null. */
okr_status okr_yaml_flag(okr_yaml_reader *r, const yaml_node_t *node, bool *out,
                         okr_error *err);

/** Read a whole number. */
okr_status okr_yaml_whole(okr_yaml_reader *r, const yaml_node_t *node, long long *out,
                          okr_error *err);

/** Read the row or rows of a header. */
okr_status okr_yaml_rows(okr_yaml_reader *r, const yaml_node_t *node, okr_head_rows *out,
                         okr_error *err);

/** Whether a text is in a list up to a NULL. */
bool okr_yaml_is_word(const char *text, const char *const *words);

/** OKR_ERR_FORMAT with the words that are allowed. */
okr_status okr_yaml_unknown_word(okr_yaml_reader *r, const yaml_node_t *node,
                                 const char *const *words, okr_error *err);

/** Read one of a list of words, "" when null. */
okr_status okr_yaml_word(okr_yaml_reader *r, const yaml_node_t *node, const char *const *words,
                         const char **out, okr_error *err);

#endif
