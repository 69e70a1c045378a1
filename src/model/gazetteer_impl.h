/** @file
 * Inside of the gazetteer, shared by its files only.
 */
#ifndef OKR_MODEL_GAZETTEER_IMPL_H
#define OKR_MODEL_GAZETTEER_IMPL_H

#include "base/map.h"
#include "base/mem.h"
#include "model/gazetteer.h"

/** What a spelling of a place is. */
typedef enum okr_spelling_form {
    OKR_SPELLING_CODE,
    OKR_SPELLING_FULL,      /**< official name of a municipality */
    OKR_SPELLING_SHORT,     /**< its short name */
    OKR_SPELLING_SETTLEMENT /**< name of a settlement */
} okr_spelling_form;

/** One spelling that leads to one place. */
typedef struct okr_spelling {
    const char *key; /**< borrowed from the arena */
    int place;       /**< into places */
    int next;        /**< further spelling of the same key, -1 none */
    okr_spelling_form form;
    okr_place_type own; /**< type word that stood in this name itself */
    bool leads;   /**< it stood in front: «городской округ Казань» */
    bool oblique; /**< not the nominative */
} okr_spelling;

/** One place. */
typedef struct okr_gazetteer_place {
    okr_place_ref ref;
    okr_place_type type;
} okr_gazetteer_place;

struct okr_gazetteer {
    okr_arena arena;   /**< keys */
    okr_map first;     /**< key -> its first spelling */
    okr_vec spellings; /**< okr_spelling */
    okr_vec places;    /**< okr_gazetteer_place */
};

/** okr_gazetteer_find of a text that names one place by one name. */
void okr_gazetteer_find_single(const okr_gazetteer *gazetteer, const char *text,
                               okr_place_hint hint, okr_place_result *result);

#endif
