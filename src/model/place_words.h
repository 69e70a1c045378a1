/** @file
 * A place name as a row of words, and the type words among them. For the place-name files only.
 */
#ifndef OKR_MODEL_PLACE_WORDS_H
#define OKR_MODEL_PLACE_WORDS_H

#include "model/place_name.h"

/** Most words of a name, and bytes of the longest word with its terminating zero. */
enum { OKR_PLACE_WORDS = 16, OKR_PLACE_WORD = 64 };

/** One word, folded. */
typedef struct okr_place_word {
    char text[OKR_PLACE_WORD];
    bool hyphen; /**< joined to the word before it */
    bool dot;    /**< a full stop follows */
} okr_place_word;

/** Words of a name in order. */
typedef struct okr_place_words {
    okr_place_word word[OKR_PLACE_WORDS];
    int count;
} okr_place_words;

/**
 * Split and fold a text.
 * @return false when it is not UTF-8 or has too many or too long words; words is then undefined
 */
OKR_MUST_CHECK bool okr_place_split(const char *text, okr_place_words *words);

/** A type word of `count` words; count 0: none. */
typedef struct okr_place_type_at {
    okr_place_type type;
    int count;
} okr_place_type_at;

/** The longest type word that begins at `first` and takes at most `most` words. */
okr_place_type_at okr_place_type_from(const okr_place_word *first, int most);

/** The longest type word that ends just before `end` and takes at most `most` words. */
okr_place_type_at okr_place_type_before(const okr_place_word *end, int most);

#endif
