/** @file
 * The keys of okrug.yaml as data: what reads it and what describes it to editors.
 */
#ifndef OKR_SOURCE_MANIFEST_SCHEMA_H
#define OKR_SOURCE_MANIFEST_SCHEMA_H

#include "model/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

/** What stands behind a key, and what it becomes at the key's offset. */
typedef enum okr_yaml_type {
    OKR_YAML_TEXT,      /**< any scalar: const char * */
    OKR_YAML_FILE,      /**< path of a file that must be there: const char * */
    OKR_YAML_WORD,      /**< one of `words`: const char * */
    OKR_YAML_DATE,      /**< okr_date */
    OKR_YAML_FLAG,      /**< bool */
    OKR_YAML_WHOLE,     /**< long long */
    OKR_YAML_ROWS,      /**< "3" or "3-4": okr_head_rows */
    OKR_YAML_MAP,       /**< the keys of `map`, in place */
    OKR_YAML_LIST,      /**< of maps: okr_vec of structs */
    OKR_YAML_TABLES,    /**< table -> one map or a list of them: okr_vec of sources */
    OKR_YAML_TEXTS,     /**< free key -> text: okr_vec of pairs */
    OKR_YAML_DISTANCES, /**< free key -> "2 km": okr_vec of pairs */
    OKR_YAML_NUMBERS,   /**< one of `words` -> number >= 0: okr_vec of pairs */
    OKR_YAML_RULES      /**< free key -> one of `words`: okr_vec of pairs */
} okr_yaml_type;

/** One key of a map. A map ends with a key without a name. */
typedef struct okr_yaml_key {
    const char *name;
    okr_yaml_type type;
    size_t offset; /**< in the struct of the map */
    bool required;
    const struct okr_yaml_key *map;
    size_t line_offset; /**< of a MAP: of the long that notes its line, in its struct; 0 none */
    const char *const *words; /**< up to a NULL */
    const char *about;        /**< English, for the JSON schema */
} okr_yaml_key;

/** The keys of okrug.yaml; offsets in okr_manifest. */
extern const okr_yaml_key okr_manifest_keys[];

/** Names of the tables of a programme, up to a NULL. */
extern const char *const okr_manifest_tables[];

#endif
