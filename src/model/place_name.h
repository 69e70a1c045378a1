/** @file
 * Names of places as people write them, brought to one spelling.
 *
 * Nothing is matched here: model/gazetteer.h does that, by the order of docs/method.
 */
#ifndef OKR_MODEL_PLACE_NAME_H
#define OKR_MODEL_PLACE_NAME_H

#include "okrug/visibility.h"

#include <stdbool.h>

/** What a type word says a place is. */
typedef enum okr_place_type {
    OKR_PLACE_UNTYPED = 0, /**< no type word */
    /* populated places */
    OKR_PLACE_TOWN,      /**< город, г., гор. */
    OKR_PLACE_TOWNSHIP,  /**< посёлок городского типа, пгт, рп */
    OKR_PLACE_POSYOLOK,  /**< посёлок, п., пос. */
    OKR_PLACE_VILLAGE,   /**< село, с. */
    OKR_PLACE_HAMLET,    /**< деревня, д., дер. */
    OKR_PLACE_STATION,   /**< станция, ст. */
    OKR_PLACE_RURAL,     /**< хутор, станица, аул, разъезд ... */
    OKR_PLACE_TOWN_PART, /**< микрорайон, жилой район */
    OKR_PLACE_POPULATED, /**< населённый пункт: any of the above */
    /* municipalities */
    OKR_PLACE_URBAN_OKRUG,        /**< городской округ, ГО, г.о., ЗАТО */
    OKR_PLACE_MUNICIPAL_OKRUG,    /**< муниципальный округ, МО, м.о. */
    OKR_PLACE_OKRUG,              /**< округ alone: either of the two */
    OKR_PLACE_MUNICIPAL_DISTRICT, /**< муниципальный район, МР, м.р. */
    OKR_PLACE_DISTRICT,           /**< район, р-н */
    OKR_PLACE_MUNICIPALITY, /**< муниципальное образование, leading МО: any of them */
    /* what no gazetteer holds */
    OKR_PLACE_SUBDIVISION, /**< сельское or городское поселение */
    OKR_PLACE_REGION,      /**< область */
    OKR_PLACE_TYPE_COUNT
} okr_place_type;

/** Bytes of the longest name that is understood, with its terminating zero. */
enum { OKR_PLACE_TEXT = 200 };

/** A name brought to one spelling. */
typedef struct okr_place_name {
    char bare[OKR_PLACE_TEXT];  /**< without type words: "анжеро-судженск" */
    char key[OKR_PLACE_TEXT];   /**< the same with spaces for hyphens, to compare by */
    char whole[OKR_PLACE_TEXT]; /**< as key, but with the type words: some names hold one */
    okr_place_type type; /**< by the type word; a municipality's outranks a settlement's */
    bool maybe_with;     /**< the village is a bare "с", which may be the preposition */
} okr_place_name;

/**
 * Bring a name to one spelling: lower case, ё as е, every dash a hyphen, single spaces, no
 * quotes, brackets or stress marks; leading prepositions ("на территории") and type words at
 * either end, in any case and any usual abbreviation, are taken off. One word always stays.
 *
 * @param[out] name  untouched on failure
 * @return false when nothing is left, the text is not UTF-8, or it is longer than a name
 *
 * Idempotent: the bare name of a bare name is itself. Latin letters stay Latin.
 * Cost: O(length), no allocation.
 */
OKR_MUST_CHECK bool okr_place_normalise(const char *text, okr_place_name *name);

/**
 * The type a kind column states: Russian words as in okr_place_normalise («посёлок городского
 * типа»), or the words urban_okrug, municipal_okrug, municipal_district of the data model.
 *
 * @return OKR_PLACE_UNTYPED when the words are not known
 */
okr_place_type okr_place_type_of(const char *words);

/** Whether the type is that of a populated place. */
bool okr_place_is_settlement(okr_place_type type);

/** Whether the type is that of a municipality. */
bool okr_place_is_municipality(okr_place_type type);

#endif
