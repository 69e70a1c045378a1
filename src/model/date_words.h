/** @file
 * Dates in Russian words, for the date files of model only.
 */
#ifndef OKR_MODEL_DATE_WORDS_H
#define OKR_MODEL_DATE_WORDS_H

#include <stdbool.h>

/** Bytes of the longest text that is understood, with its terminating zero. */
enum { OKR_DATE_FOLDED = 96 };

/**
 * Lower case, every run of spaces one space and none at the ends, every dash a hyphen.
 * @return false when the text cannot be a date; out is then undefined
 */
bool okr_date_fold(const char *text, char out[OKR_DATE_FOLDED]);

/** What a date says; zero: not said. A day comes with a month. */
typedef struct okr_date_parts {
    int year, quarter, month, day;
} okr_date_parts;

/**
 * Read "2022 год", "iii квартал 2022 г.", "1-й квартал 2022", "октябрь 2022",
 * "31 октября 2022 года", each also behind "в" or "во".
 *
 * @param folded      lower case, single spaces
 * @param[out] parts  quarter and month in range, day 1..99; untouched on failure
 */
bool okr_date_words(const char *folded, okr_date_parts *parts);

#endif
