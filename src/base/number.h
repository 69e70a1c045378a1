/** @file
 * Numbers read and written without the locale.
 */
#ifndef OKR_BASE_NUMBER_H
#define OKR_BASE_NUMBER_H

#include "base/text.h"

#include <stdbool.h>

/** Room for any number that this file writes, with its terminating zero. */
enum { OKR_NUMBER_TEXT = 40 };

/** Most digits behind the point that okr_number_fixed writes. */
enum { OKR_NUMBER_FIXED = 20 };

/**
 * Read a number as people write it: decimal point or comma, single spaces (also U+00A0, U+202F)
 * between groups of three digits, leading sign (also U+2212), exponent, spaces at both ends.
 * A comma is always decimal: "1,234" is little more than one. Nothing may follow.
 *
 * @param[out] value  untouched unless true is returned
 * @return false for empty text, letters, NaN, infinity, overflow, two marks ("1.234,5"),
 *         groups of another size ("1234 567" is two numbers) and over 398 characters
 */
OKR_MUST_CHECK bool okr_number_parse(const char *text, double *value);

/** Read a whole number in decimal without groups. false when it is none or overflows. */
OKR_MUST_CHECK bool okr_number_parse_int(const char *text, long long *value);

/**
 * The shortest decimal that reads back as the same double; "-0" becomes "0"; never an exponent
 * from 1e-5 to below 1e15. NaN is written as the empty string, infinity as "inf" or "-inf".
 * @return its length
 */
size_t okr_number_format(double value, char out[OKR_NUMBER_TEXT]);

/**
 * Fixed digits behind the point: what okr_number_format would write, rounded half away from
 * zero (2.5 to "3", 1.005 to "1.01"); a result of zero has no sign. From 1e15 on the same as
 * okr_number_format.
 *
 * @param digits  0..OKR_NUMBER_FIXED; beyond, the nearer end
 */
void okr_number_fixed(double value, int digits, char out[OKR_NUMBER_TEXT]);

/**
 * The same without zeros behind the last digit that counts, 34 and not 34.000.
 * @return its length
 */
size_t okr_number_short(double value, int digits, char out[OKR_NUMBER_TEXT]);

/** Append okr_number_format. */
void okr_text_add_number(okr_text *text, double value);

#endif
