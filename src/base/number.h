/** @file
 * Numbers read and written without the locale.
 */
#ifndef OKR_BASE_NUMBER_H
#define OKR_BASE_NUMBER_H

#include "base/text.h"

#include <stdbool.h>

/** Room for any number that okr_number_format writes, with its terminating zero. */
enum { OKR_NUMBER_TEXT = 40 };

/**
 * Read a number as people write it: decimal point or comma, spaces (also U+00A0, U+202F)
 * between groups of three digits, leading sign (also U+2212), exponent. Nothing may follow.
 *
 * @param[out] value  untouched unless true is returned
 * @return false for empty text, letters, NaN, infinity, or overflow
 */
OKR_MUST_CHECK bool okr_number_parse(const char *text, double *value);

/** Read a whole number in decimal without groups. false when it is none or overflows. */
OKR_MUST_CHECK bool okr_number_parse_int(const char *text, long long *value);

/**
 * The shortest decimal that reads back as the same double; "-0" becomes "0"; never an exponent
 * between 1e-5 and 1e15. NaN is written as the empty string, infinity as "inf".
 */
void okr_number_format(double value, char out[OKR_NUMBER_TEXT]);

/** Fixed digits behind the point, rounded half away from zero in decimal; -0 becomes 0. */
void okr_number_fixed(double value, int digits, char out[OKR_NUMBER_TEXT]);

/** Append okr_number_format. */
void okr_text_add_number(okr_text *text, double value);

#endif
