/** @file
 * Days as GeoPackage writes them.
 */
#ifndef OKR_STORE_DAY_H
#define OKR_STORE_DAY_H

#include <stddef.h>

/** Room for any day okr_day_format writes. */
enum { OKR_DAY_TEXT = 16 };

/**
 * Write a day as "2022-10-31".
 * @param day  days since 1970-01-01, of the years 1 to 9999
 */
void okr_day_format(long day, char out[OKR_DAY_TEXT]);

#endif
