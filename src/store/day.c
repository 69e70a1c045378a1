#include "store/day.h"

#include <stdio.h>

/* Days of whole periods of the Gregorian calendar. */
enum { YEARS_400 = 146097, YEARS_100 = 36524, YEARS_4 = 1461, YEARS_1 = 365 };
/* From 0000-03-01 to 1970-01-01: years counted from March end with the leap day. */
enum { EPOCH = 719468 };

void okr_day_format(long day, char out[OKR_DAY_TEXT])
{
    const long days = day + EPOCH;
    const long era = days / YEARS_400;
    const long in_era = days % YEARS_400;
    /* Take the leap days out, so that every year has 365. */
    const long year =
        (in_era - in_era / (YEARS_4 - 1) + in_era / YEARS_100 - in_era / (YEARS_400 - 1)) /
        YEARS_1;
    const long in_year = in_era - (year * YEARS_1 + year / 4 - year / 100);
    /* Months from March have 31, 30, 31, 30, 31 days over and over: 153 in five. */
    const long month = (5 * in_year + 2) / 153;
    const long date = in_year - (153 * month + 2) / 5 + 1;
    const long shifted = month < 10 ? month + 3 : month - 9;

    (void)snprintf(out, OKR_DAY_TEXT, "%04d-%02d-%02d",
                   (int)(era * 400 + year + (month < 10 ? 0 : 1)) % 10000, (int)shifted % 100,
                   (int)date % 100);
}
