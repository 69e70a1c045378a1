/** @file
 * Finds the place that a programme names, in its gazetteer of municipalities and settlements.
 *
 * Order: OKTMO code; exact full name of a municipality; exact name of a settlement, which
 * stands for the municipality that contains it; generated case forms, the type word deciding
 * between settlement and municipality. Two candidates are an answer of their own: nothing is
 * guessed, and nothing is cut to a stem.
 */
#ifndef OKR_MODEL_GAZETTEER_H
#define OKR_MODEL_GAZETTEER_H

#include "model/place_name.h"
#include "okrug/error.h"

#include <stddef.h>

/** What a place is, or what the asker would rather have. */
typedef enum okr_place_kind {
    OKR_PLACE_ANY = 0,
    OKR_PLACE_SETTLEMENT,
    OKR_PLACE_MUNICIPAL
} okr_place_kind;

/** Names and codes of places. Not changed by look-ups, which may run in any thread. */
typedef struct okr_gazetteer okr_gazetteer;

/** Make an empty gazetteer. */
OKR_MUST_CHECK okr_status okr_gazetteer_new(okr_gazetteer **out, okr_error *err);

/** Release it; NULL is allowed. */
void okr_gazetteer_free(okr_gazetteer *gazetteer);

/** A municipality as the gazetteer sees it; strings are copied, NULL and "" are not known. */
typedef struct okr_gazetteer_municipality {
    int index;        /**< the caller's, >= 0; unique among municipalities */
    const char *name; /**< official, «Кемеровский городской округ» */
    const char *short_name;  /**< «Кемерово», «Кемеровский округ» */
    const char *code;        /**< OKTMO, 8 digits */
    const char *former_code; /**< one more code that leads here */
    okr_place_type type;     /**< of a municipality, or untyped: then as the name says */
} okr_gazetteer_municipality;

/** Add a municipality. Only those that exist at one date belong into one gazetteer. */
OKR_MUST_CHECK okr_status okr_gazetteer_add_municipality(okr_gazetteer *gazetteer,
                                                         const okr_gazetteer_municipality *m,
                                                         okr_error *err);

/** A settlement as the gazetteer sees it; strings are copied, NULL and "" are not known. */
typedef struct okr_gazetteer_settlement {
    int index;        /**< the caller's, >= 0; unique among settlements */
    int municipality; /**< index of the one that contains it; -1 unknown */
    const char *name;
    const char *code;        /**< OKTMO, 11 digits */
    const char *former_code; /**< one more code that leads here */
    okr_place_type type;     /**< as okr_place_type_of reads its kind */
} okr_gazetteer_settlement;

/** Add a settlement. */
OKR_MUST_CHECK okr_status okr_gazetteer_add_settlement(okr_gazetteer *gazetteer,
                                                       const okr_gazetteer_settlement *s,
                                                       okr_error *err);

/** How a look-up ended. */
typedef enum okr_place_status {
    OKR_PLACE_NONE = 0,  /**< no such name */
    OKR_PLACE_FOUND,     /**< exactly one municipality can be meant */
    OKR_PLACE_AMBIGUOUS, /**< several can, or the only one lies outside the hint */
    OKR_PLACE_STATUS_COUNT
} okr_place_status;

/** What decided. */
typedef enum okr_place_how {
    OKR_PLACE_BY_NOTHING = 0,
    OKR_PLACE_BY_CODE,       /**< OKTMO */
    OKR_PLACE_BY_FULL_NAME,  /**< with its type word */
    OKR_PLACE_BY_SHORT_NAME, /**< of a municipality */
    OKR_PLACE_BY_SETTLEMENT, /**< name of a settlement */
    OKR_PLACE_BY_CASE_FORM,  /**< generated form, or an adjective without its own type word */
    OKR_PLACE_HOW_COUNT
} okr_place_how;

/** One place. */
typedef struct okr_place_ref {
    okr_place_kind kind;
    int index;        /**< of the settlement or the municipality */
    int municipality; /**< the municipality itself, or the one that contains the settlement;
                         -1 where that is not known */
} okr_place_ref;

enum { OKR_PLACE_CANDIDATES = 8, OKR_PLACE_SUGGESTIONS = 3 };

/** Answer of okr_gazetteer_find. */
typedef struct okr_place_result {
    okr_place_status status;
    okr_place_how how;
    okr_place_ref place; /**< if found; indices -1 else */
    okr_place_type type; /**< by the type word of the text */
    bool type_differs; /**< found, but what the text calls село the gazetteer calls деревня,
                            or район and муниципальный округ: worth a warning */
    bool outside_hint;   /**< ambiguous because the name exists outside the hint, or outside the
                              municipality in the text itself, only */
    int candidate_count; /**< how many there are, also beyond the array */
    /**
     * Ambiguous: one per municipality that can be meant. Found although the municipality has
     * several settlements of the name: these (place is then the municipality). By index.
     */
    okr_place_ref candidates[OKR_PLACE_CANDIDATES];
} okr_place_result;

/** What the asker knows already. */
typedef struct okr_place_hint {
    int municipality;    /**< the place must lie in it; -1 not known */
    okr_place_kind kind; /**< preferred where both can be meant */
} okr_place_hint;

/** A hint that says nothing. */
#define OKR_PLACE_NO_HINT ((okr_place_hint){.municipality = -1, .kind = OKR_PLACE_ANY})

/**
 * Find the one place a text names. Several places in one text are the caller's to part.
 *
 * A settlement and a municipality of one name («Кемерово») that lead to one municipality are
 * not ambiguous; the settlement is returned unless the hint prefers the other. An OKTMO code of
 * a settlement that is not listed leads to its municipality (its first five digits and 000).
 *
 * A text that is no name is tried as a settlement and the municipality it lies in, in either
 * order: «с. Елыкаево Кемеровского МО», «Кемеровский МО, с. Елыкаево», «Инской (Белово)». The
 * municipality says by a type word that it is one, or stands in brackets behind; of
 * municipalities of one name the one with the settlement is meant. A settlement
 * that lies elsewhere is no answer: ambiguous with outside_hint.
 *
 * Cost: O(length of text), and times its words where it is no name; no allocation.
 */
void okr_gazetteer_find(const okr_gazetteer *gazetteer, const char *text, okr_place_hint hint,
                        okr_place_result *result);

/**
 * Places whose names are close to a text that was not found, nearest first: for messages only.
 * Latin letters that look Cyrillic count as equal here.
 *
 * @return how many, at most OKR_PLACE_SUGGESTIONS
 * Cost: O(names * length^2); no allocation.
 */
int okr_gazetteer_suggest(const okr_gazetteer *gazetteer, const char *text,
                          okr_place_ref out[OKR_PLACE_SUGGESTIONS]);

#endif
