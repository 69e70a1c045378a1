/** @file
 * Russian names in Latin letters, for sheets in English.
 */
#ifndef OKR_SHEET_LATIN_H
#define OKR_SHEET_LATIN_H

#include "base/text.h"

/**
 * Append a name letter by letter, as atlases in English write it: "Юрьевский" is "Yuryevsky".
 * What is not Cyrillic stays as it is.
 * Source: the customary simplification of the BGN/PCGN system of 1947: no signs for ь and ъ,
 * -ий and -ый at the end of a word are -y.
 */
void okr_text_add_latin(okr_text *text, const char *name);

#endif
