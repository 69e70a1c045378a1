/** @file
 * Dates as programmes state them: a year, a quarter, a month or a day, and no more than that.
 *
 * Proleptic Gregorian calendar, no time of day, no time zone, no clock.
 */
#ifndef OKR_MODEL_DATE_H
#define OKR_MODEL_DATE_H

#include "okrug/visibility.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

/** How much of a date is known; a larger value is a finer date. */
enum okr_date_precision {
    OKR_DATE_NONE = 0, /**< no date at all */
    OKR_DATE_YEAR,
    OKR_DATE_QUARTER,
    OKR_DATE_MONTH,
    OKR_DATE_DAY
};

/** Zero-initialise for "no date". Two equal dates have equal members. */
typedef struct okr_date {
    int16_t year;      /**< 1000..9999; 0 without a date */
    uint8_t quarter;   /**< 1..4 from quarter precision on, also beside a month; else 0 */
    uint8_t month;     /**< 1..12 from month precision on; else 0 */
    uint8_t day;       /**< 1..31 with day precision; else 0 */
    uint8_t precision; /**< enum okr_date_precision */
} okr_date;

/** Room for any date okr_date_format writes, with its terminating zero. */
enum { OKR_DATE_TEXT = 24 };

/** The day number of a date that is none. */
#define OKR_DATE_NO_DAY LONG_MIN

/**
 * Read a date of any precision: "2022", "2022-Q3", "2022-10", "2022-10-31" (a time of day
 * behind it is dropped), "2022/10/31", "31.10.2022", "10.2022", and in Russian words "2022
 * год", "III квартал 2022 г.", "3 кв. 2022", "октябрь 2022", "31 октября 2022 года". Years have
 * four digits; case and outer spaces (also U+00A0) do not matter.
 *
 * @param[out] date  untouched unless true is returned
 * @return false for anything else and for days the calendar does not have
 */
OKR_MUST_CHECK bool okr_date_parse(const char *text, okr_date *date);

/** What a cell is asked for. */
typedef enum okr_date_side {
    OKR_DATE_ALONE = 0, /**< one date */
    OKR_DATE_START,     /**< the beginning of what the text says */
    OKR_DATE_END        /**< its end */
} okr_date_side;

/**
 * Read a cell of a table as people fill it in: all of okr_date_parse, "31.12.2023 г.",
 * "31.12.23" (two digits each; years 00 to 49 are 2000 to 2049, others are refused) and "в
 * течение 2024 года". As a start or an end also half-years (the first or the last of their
 * quarters) and ranges ("2024-2026 гг.", "с 2024 по 2026 год": their first or second date); as
 * a start "не ранее", "с"; as an end "не позднее", "до конца", "по", and "до" with a year
 * (whose end it means) or a day. "до сентября 2025" and "к 2025 году" may or may not mean with
 * it: refused.
 *
 * @param[out] date  untouched unless true is returned
 */
OKR_MUST_CHECK bool okr_date_parse_cell(const char *text, okr_date_side side, okr_date *date);

/** Write "2022", "2022-Q3", "2022-10" or "2022-10-31"; the empty string without a date. */
void okr_date_format(okr_date date, char out[OKR_DATE_TEXT]);

/** First day the date covers, in days since 1970-01-01; OKR_DATE_NO_DAY without a date. */
long okr_date_first_day(okr_date date);

/** Last day the date covers, in days since 1970-01-01; OKR_DATE_NO_DAY without a date. */
long okr_date_last_day(okr_date date);

/**
 * Total order: by first day, then the coarser date first. No date comes before every date.
 * @return negative, 0 (equal) or positive
 */
int okr_date_compare(okr_date a, okr_date b);

#endif
